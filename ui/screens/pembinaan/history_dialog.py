"""How one product came where it is: every step with its day, its reason and who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.queries.entry import StepRow, entry_history
from gallery_pos.formatting import format_date
from gallery_pos.language import tr, tr_noop
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document
from ui.papers.entry import points_words, reason_words, size_words, state_words, verdict_words
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.entry import QueueRow
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 960, 520


def step_words(row: StepRow) -> str:
    """Return what a step was, in a few words."""
    if row.verdict:
        return tr("Kurasi {round}: {verdict}, nilai {score}").format(
            round=row.round, verdict=verdict_words(row.verdict).lower(), score=points_words(row.score)
        )
    return state_words(row.state)


COLUMNS: tuple[Column[StepRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=114),
    Column(tr_noop("Langkah"), step_words, width=220, firm=True),
    Column(tr_noop("Alasan"), lambda row: reason_words(row.reason, row.missing), stretch=True),
    Column(tr_noop("Oleh"), lambda row: row.decided_by, width=140),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=170),
)


class HistoryDialog(Dialog):
    """Enter on a step opens its document."""

    def __init__(self, place: Workplace, parent: QWidget, row: QueueRow) -> None:
        about = (row.business_name, row.district, size_words(row.size_class))
        hint = tr("{who}. Diajukan {day}.").format(
            who=" · ".join(part for part in about if part), day=format_date(row.applied_on)
        )
        super().__init__(tr("Riwayat {product}").format(product=row.name), parent.window(), hint=hint)
        self.list: TableView[StepRow] = TableView(
            COLUMNS,
            lambda step: step.id,
            EmptyState(tr("Belum ada langkah")),
            name=tr("riwayat-{code}").format(code=row.product),
            search=None,
            on_export=exporter(place, self),
        )
        self.list.activated.connect(lambda step: show_document(self, place, step.id))
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.list, 1)
        self.add_cancel(tr("Tutup"))
        self.spread(_WIDTH, _HEIGHT)
        database, code = place.gallery.database, row.product
        place.runner.run(self, lambda: entry_history(database, code), self.list.show_rows)
        self.list.table.setFocus()
