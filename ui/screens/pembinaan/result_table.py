"""What a round came to, once it is closed: everybody's points, means, ranks, verdicts and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import Verdict
from gallery_pos.fair_entry import mean_score, suggested
from gallery_pos.language import tr, tr_noop
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.papers.entry import points_words, verdict_words
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.curation import Candidate, RoundSheet
    from ui.workplace import Workplace

_TONES = {Verdict.PASS: "good", Verdict.REVISE: "attention", Verdict.FAIL: "danger"}


def suggestion(sheet: RoundSheet, row: Candidate) -> Verdict | None:
    """Return what the points say of a candidate as the quota stands now; None without points or with a verdict."""
    if row.mean is None or row.verdict:
        return None
    return suggested(sheet.round, row.mean, sum(one.verdict == Verdict.PASS for one in sheet.candidates))


def _of_curator(sheet: RoundSheet, curator: str) -> Column[Candidate]:
    def mean(row: Candidate) -> int | None:
        return mean_score(sheet.round, [each for each in row.sheets if each.curator == curator])

    return Column(curator, mean, Kind.NUMBER, text=lambda row: points_words(mean(row)), width=96)


def result_table(place: Workplace, near: QWidget, sheet: RoundSheet) -> TableView[Candidate]:
    """Return the table with the candidates of a closed round, the best first."""

    def words(row: Candidate) -> str:
        if row.verdict:
            return verdict_words(row.verdict)
        said = suggestion(sheet, row)
        return tr("saran: {verdict}").format(verdict=verdict_words(said).lower()) if said else tr("tidak dinilai")

    columns: list[Column[Candidate]] = [
        Column(tr_noop("Urut"), lambda row: row.rank, Kind.NUMBER, width=64),
        Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
        Column(tr_noop("Penitip"), lambda row: row.business_name, width=170, room=1_000),
        *(_of_curator(sheet, curator) for curator in sheet.round.panel),
        Column(tr_noop("Nilai"), lambda row: row.mean, Kind.NUMBER, text=lambda row: points_words(row.mean), width=80),
        Column(
            tr_noop("Keputusan"),
            words,
            Kind.BADGE,
            tone=lambda row: _TONES[Verdict(row.verdict)] if row.verdict else "neutral",
            width=130,
        ),
        Column(tr_noop("Alasan"), lambda row: row.reason, stretch=True),
    ]
    table: TableView[Candidate] = TableView(
        columns,
        lambda row: row.product,
        EmptyState(tr("Tidak ada peserta")),
        name=tr("kurasi-{code}").format(code=sheet.round.code),
        search=tr("Cari barang, penitip"),
        on_export=exporter(place, near),
    )
    table.show_rows(sheet.ranked())
    return table
