"""A count that is under way: its parts, who counted which, and what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.counting import Session, session
from ui.app.actions import COUNTER
from ui.app.formats import moment
from ui.app.saving import exporter
from ui.app.slips import name_of
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.stok import part_form
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from uuid import UUID

    from ui.workplace import Workplace

REFRESH_MS = 5_000
"""How often the parts are read again where other machines count too."""
_STATES = {
    "waiting": (tr_noop("Belum dihitung"), "neutral"),
    "counting": (tr_noop("Sedang dihitung"), "attention"),
    "done": (tr_noop("Selesai", "opname"), "good"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part as the list shows it; ``pieces`` None while nobody has handed it in."""

    name: str
    state: str
    who: str = ""
    products: int | None = None
    pieces: int | None = None
    at: datetime | None = None


class PartsPage(QWidget):
    """The parts of one count.

    Signals:
        chosen(str): this part is to be counted.
        cancelled(): the count is to be given up.
        papers(): the sheets to count on are wanted.
        arranged(): other parts are done.
    """

    chosen = Signal(str)
    cancelled = Signal()
    papers = Signal()
    arranged = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.stocktake: UUID | None = None
        self.count: Session | None = None
        self.banner = Banner()
        zone = place.gallery.desk().timezone
        columns: tuple[Column[Part], ...] = (
            Column(tr_noop("Bagian"), lambda row: row.name, stretch=True),
            Column(
                tr_noop("Keadaan"),
                lambda row: tr(_STATES[row.state][0]),
                Kind.BADGE,
                tone=lambda row: _STATES[row.state][1],
            ),
            Column(tr_noop("Yang menghitung"), lambda row: row.who, width=200),
            Column(tr_noop("Produk"), lambda row: row.products, Kind.NUMBER),
            Column(tr_noop("Barang"), lambda row: row.pieces, Kind.NUMBER),
            Column(tr_noop("Diserahkan"), lambda row: moment(row.at, zone) if row.at else "", width=170),
        )
        self.list: TableView[Part] = TableView(
            columns,
            lambda row: row.name,
            EmptyState(tr("Belum ada bagian"), ""),
            name=tr("bagian-opname"),
            search=None,
            on_export=exporter(place, self),
        )
        self.list.activated.connect(lambda row: self.chosen.emit(row.name))
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = Card(tr("Stok opname"), " ")
        row = QHBoxLayout()
        row.setSpacing(GRID)
        self._buttons = (
            Button(tr("Hitung bagian ini"), self._count_current, icon_name="barcode"),
            Button(tr("Cetak lembar hitung…"), self.papers.emit, icon_name="printer"),
            Button(tr("Batalkan opname…"), self.cancelled.emit, kind="quiet", icon_name="x-circle"),
        )
        for button in self._buttons:
            row.addWidget(button)
            button.setVisible(self._place.user.role in COUNTER)
        row.addStretch(1)
        self._head.body.addLayout(row)
        goods = Card()
        goods.set_tight()
        goods.add(self.list, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(self._head)
        layout.addWidget(goods, 1)

    # -- what is shown

    def show_stocktake(self, stocktake: UUID, count: Session | None = None) -> None:
        """Show another count; ``count`` where it was read already."""
        self.stocktake = stocktake
        self.banner.clear()
        if count is None:
            self.refresh()
        else:
            self._show(count)
        if self.list.current() is None:
            self.list.table.selectRow(0)

    def refresh(self) -> None:
        """Read again how far it is."""
        if self.stocktake is None:
            return
        with self._place.feedback.guard(self):
            self._show(session(self._place.gallery.book, self.stocktake))

    def _show(self, count: Session) -> None:
        self.count = count
        started = moment(count.started.posted_at, self._place.gallery.desk().timezone)
        words = tr("{number} · mulai {at} · {products} produk di buku").format(
            number=count.number,
            at=started,
            products=format_count(len({line.product for line in count.started.lines})),
        )
        if self._head.header is not None:
            self._head.header.title.setText(count.started.scope)
            self._head.header.hint.setText(words)
        self.list.show_rows(self._parts(count))
        self.arranged.emit()

    def _parts(self, count: Session) -> list[Part]:
        gallery = self._place.gallery
        counting = {
            form.part: form.who for form in part_form.everywhere(gallery.drafts) if form.stocktake == count.started.id
        }
        rows = []
        for part in count.started.parts:
            paper = count.parts.get(part)
            if part in counting:
                rows.append(Part(part, "counting", name_of(gallery, counting[part])))
            elif paper is None:
                rows.append(Part(part, "waiting"))
            else:
                pieces = sum(line.counted for line in paper.lines)
                who = name_of(gallery, paper.counted_by)
                rows.append(Part(part, "done", who, len(paper.lines), pieces, paper.posted_at))
        return rows

    def next_part(self) -> str:
        """Return the part that is to be counted next: the chosen one, else the first that waits; "" where none does."""
        waiting = [row for row in self.list.model.rows() if row.state == "waiting"]
        current = self.list.current()
        if current is not None and current in waiting:
            return current.name
        mine = [row for row in self.list.model.rows() if row.state == "counting"]
        return next((row.name for row in (*waiting, *mine)), "")

    def _count_current(self) -> None:
        current = self.list.current()
        if current is None:
            self.banner.say(tr("Pilih bagiannya dulu."), tone="attention")
        else:
            self.chosen.emit(current.name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._place.gallery.database.on_sqlite:
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
