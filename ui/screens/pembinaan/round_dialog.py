"""A curation round as it is planned: when, where, who looks, what counts, and who is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from db.queries.entry import QueueRow, list_queue
from gallery_pos.documents import CurationRoundRevised, EntryState
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.curation import MOST_POINTS, revise_round
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.app.tokens import GRID
from ui.screens.pembinaan.criteria import CriteriaEdit
from ui.widgets.card import ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit, QuantityEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.gallery import Gallery
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 1080, 640
_PASS = 70
_LETTERS = 120


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be in a round, and who is offered ticked."""

    rows: list[QueueRow]
    ticked: frozenset[str]


class RoundDialog(Dialog):
    """Plans a round, or changes one that is not closed; ``like`` gives panel and criteria to a new one.

    Signals:
        planned(CurationRoundRevised): it is in the books.
    """

    planned = Signal(object)

    def __init__(
        self,
        place: Workplace,
        parent: QWidget,
        of: CurationRoundRevised | None = None,
        like: CurationRoundRevised | None = None,
        *,
        scored: bool = False,
    ) -> None:
        title = tr("Ubah putaran") if of else tr("Putaran kurasi baru")
        super().__init__(title, parent.window())
        self._place, self._of = place, of
        model = of or like
        self.name, self.venue, self.panel = QLineEdit(), QLineEdit(), QLineEdit()
        self.on = DateEdit(of.on if of else place.desk().today())
        self.quota = QuantityEdit(of.quota if of else 0, least=0)
        self.mark = QuantityEdit(model.pass_score if model else _PASS, least=0, most=MOST_POINTS)
        self.criteria = CriteriaEdit(model.criteria if model else ())
        if scored:
            self.criteria.lock()
        for field, text in (
            (self.name, of.name if of else ""),
            (self.venue, model.venue if model else ""),
            (self.panel, ", ".join(model.panel) if model else ""),
        ):
            field.setMaxLength(_LETTERS if field is not self.panel else 10 * _LETTERS)
            field.setText(text)
            field.setCursorPosition(0)
        self.ticks: Ticks[QueueRow] = Ticks(lambda row: row.product)
        self.list = self._candidates()
        self._count = Label("", "soft")
        self._lay_out()
        self.ticks.changed.connect(self._say)
        self.add_cancel()
        self._go = self.add_primary(tr("Simpan putaran"), self._save)
        self._go.action.setEnabled(False)
        self._say()
        self.spread(_WIDTH, _HEIGHT)
        self.name.setFocus()
        gallery = place.gallery
        place.runner.run(self, lambda: candidates(gallery, of), self._show)

    def _candidates(self) -> TableView[QueueRow]:
        table: TableView[QueueRow] = TableView(
            (
                self.ticks.column(),
                Column(tr_noop("Diajukan"), lambda row: row.applied_on, Kind.DATE, width=114),
                Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
                Column(tr_noop("Penitip"), lambda row: row.business_name, width=150),
            ),
            lambda row: row.product,
            EmptyState(tr("Belum ada yang sampai kurasi"), tr("Selesaikan dulu cek legalitasnya di Antrean.")),
            search=tr("Cari barang, penitip"),
        )
        self.ticks.attach(table)
        return table

    def _lay_out(self) -> None:
        self.form = Form(stacked=True)
        self.form.add("name", tr("Nama"), self.name, required=True, hint=tr("Misalnya Kurasi Oktober 2026."))
        self.form.add("on", tr("Tanggal"), self.on, required=True)
        self.form.add("venue", tr("Tempat"), self.venue)
        self.form.add("panel", tr("Kurator"), self.panel, required=True, hint=tr("Pisahkan nama dengan koma."))
        self.form.add("mark", tr("Lulus mulai"), self.mark, required=True)
        self.form.add("quota", tr("Kuota"), self.quota, hint=tr("Paling banyak yang lulus; 0 tanpa batas."))
        left = ScrollColumn()
        left.body.addWidget(self.form)
        left.body.addWidget(self.criteria)
        left.body.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(Label(tr("Peserta"), "strong"))
        right.addWidget(self.list, 1)
        right.addWidget(self._count)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addWidget(left, 2)
        row.addLayout(right, 3)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(row, 1)

    def _show(self, found: Candidates) -> None:
        self.list.show_rows(found.rows)
        self.ticks.tick(row for row in found.rows if row.product in found.ticked)
        self._go.action.setEnabled(True)

    def _say(self) -> None:
        self._count.setText(tr("{count} peserta").format(count=format_count(len(self.ticks.ticked()))))

    def curators(self) -> tuple[str, ...]:
        """Return the names of the panel."""
        return tuple(name for part in self.panel.text().split(",") if (name := " ".join(part.split())))

    def _save(self) -> None:
        self.banner.clear()
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            done = revise_round(
                self._place.desk(),
                code=self._of.code if self._of else "",
                name=self.name.text().strip(),
                on=self.on.value(),
                venue=self.venue.text().strip(),
                panel=self.curators(),
                quota=self.quota.value() or 0,
                pass_score=self.mark.value() or 0,
                criteria=self.criteria.value(),
                products=tuple(row.product for row in self.ticks.ticked()),
            )
            self._place.announce(done, self)
            self.accept()
            self.planned.emit(done.value)


def candidates(gallery: Gallery, of: CurationRoundRevised | None) -> Candidates:
    """Return who waits for curation, and who is in round ``of`` already; a new one takes all who are in no open one.

    Touches no widget.
    """
    inside = frozenset(of.products) if of else frozenset[str]()
    rows = [row for row in list_queue(gallery.database) if row.state == EntryState.CURATION or row.product in inside]
    if of is not None:
        return Candidates(rows, inside)
    rounds = gallery.book.latest_of_all(CurationRoundRevised)
    elsewhere = {product for one in rounds if not one.closed for product in one.products}
    return Candidates(rows, frozenset(row.product for row in rows) - elsewhere)
