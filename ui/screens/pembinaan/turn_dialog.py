"""Whose turn is next: who waited longest stands first, and the shelf says when it has room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from db.queries.records import ProductRow, list_products
from gallery_pos.fair_entry import busiest, longest_waiting
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.turns import cancel_turn, plan_turn, turns_at
from ui.app.finding import has_words
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.dialogs.products_edit import ProductsEdit
from ui.widgets.card import ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form
from ui.widgets.picker import Choice
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.entry import TurnRow
    from gallery_pos.documents import Shelf, TurnPlanned
    from gallery_pos.ports import Book
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 940, 560
_DAYS = 28
_FAR = 366
_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A maker: his place among those who wait (None: he has a turn), and when his last turn ended."""

    place: int | None
    code: str
    name: str
    district: str
    last: date | None


class TurnDialog(Dialog):
    """Plans a turn.

    Signals:
        planned(TurnPlanned): it is in the books.
    """

    planned = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        super().__init__(
            tr("Giliran baru"),
            parent.window(),
            hint=tr("Yang belum pernah, lalu yang paling lama menunggu, ada di atas."),
        )
        self._place = place
        self._today = place.desk().today()
        outlet = place.gallery.outlet()
        self._shelves: dict[str, Shelf] = {shelf.code: shelf for shelf in outlet.shelves}
        self._turns: list[TurnPlanned] = []
        self._mine: list[ProductRow] | None = None
        self.shelf = QComboBox()
        for shelf in outlet.shelves:
            self.shelf.addItem(shelf.name, shelf.code)
        self.since, self.until, self.note = DateEdit(), DateEdit(), QLineEdit()
        self.note.setMaxLength(_LETTERS)
        self.products = ProductsEdit(place, self._goods, tr("Semua barangnya; ketik untuk memilih"))
        self._whose = ""
        self._room = Label("", "soft", wrap=True)
        self.list: TableView[Waiting] = TableView(
            (
                Column(tr_noop("Urut"), lambda row: row.place, Kind.NUMBER, width=64, search=False),
                Column(tr_noop("Penitip"), lambda row: row.name, stretch=True),
                Column(tr_noop("Kecamatan"), lambda row: row.district, width=130),
                Column(tr_noop("Giliran terakhir"), _last_words, sort_key=lambda row: row.last, width=150),
            ),
            lambda row: row.code,
            EmptyState(tr("Belum ada penitip"), tr("Daftarkan penitip di layar Penitip.")),
            search=tr("Cari penitip"),
        )
        self._lay_out()
        self.list.selected.connect(self._on_maker)
        self.shelf.currentIndexChanged.connect(lambda _at: self._suggest())
        self.add_cancel()
        self._go = self.add_primary(tr("Simpan giliran"), self._save)
        self._go.action.setEnabled(False)
        self.spread(_WIDTH, _HEIGHT)
        self.list.table.setFocus()
        book, today = place.gallery.book, self._today
        place.runner.run(self, lambda: waiting(book, outlet.code, today), self._show)

    def _lay_out(self) -> None:
        self.form = Form(stacked=True)
        self.form.add("shelf", tr("Rak"), self.shelf)
        self.form.add("since", tr("Mulai"), self.since, required=True)
        self.form.add("until", tr("Sampai"), self.until, required=True)
        self.form.add("products", tr("Barang"), self.products)
        self.form.add("note", tr("Catatan"), self.note)
        left = ScrollColumn()
        left.body.setSpacing(GRID)
        left.body.addWidget(self.form)
        left.body.addWidget(self._room)
        left.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addWidget(left, 2)
        row.addWidget(self.list, 3)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(row, 1)

    def _show(self, found: tuple[list[Waiting], list[TurnPlanned]]) -> None:
        rows, self._turns = found
        self.list.show_rows(rows)
        self.list.table.selectRow(0)
        self._suggest()
        self._go.action.setEnabled(True)

    def _on_maker(self, row: Waiting | None) -> None:
        """Goods of another maker cannot have this one's turn."""
        whose = row.code if row is not None else ""
        if whose != self._whose:
            self._whose, self._mine = whose, None
            self.products.show_products(())

    def _goods(self, words: str) -> list[Choice]:
        if self._mine is None:
            self._mine = list_products(self._place.gallery.database, consignor=self._whose, active_only=True)
        mine = [row for row in self._mine if has_words(words, row.name, row.code)]
        mine.sort(key=lambda row: row.name.casefold())
        return [Choice(row.code, row.name, row.category, format_rupiah(row.price)) for row in mine]

    def _suggest(self) -> None:
        """Suggest the first days on which the shelf has room."""
        shelf = self._shelves.get(str(self.shelf.currentData()))
        if shelf is None:
            return
        here = [turn for turn in self._turns if turn.shelf == shelf.code]
        start = free_from(here, shelf.slots, self._today)
        self.since.set_value(start)
        self.until.set_value(start + timedelta(_DAYS - 1))
        if not shelf.slots:
            self._room.setText(tr("Rak ini tidak dibatasi."))
        elif start == self._today:
            used = busiest(here, start, start)
            self._room.setText(tr("Terisi {used} dari {slots} tempat hari ini.").format(used=used, slots=shelf.slots))
        else:
            self._room.setText(
                tr("Penuh sampai {day}; {slots} tempat.").format(
                    day=format_date(start - timedelta(1)), slots=shelf.slots
                )
            )

    def _save(self) -> None:
        self.banner.clear()
        row, since, until = self.list.current(), self.since.value(), self.until.value()
        if row is None:
            self.banner.say(tr("Pilih penitipnya dulu."), tone="attention")
            return
        if not self.form.check() or since is None or until is None:
            return
        with self._place.feedback.guard(self):
            done = plan_turn(
                self._place.desk(),
                shelf=str(self.shelf.currentData()),
                consignor=row.code,
                since=since,
                until=until,
                products=self.products.codes(),
                note=self.note.text(),
            )
            self._place.announce(done, self)
            self.accept()
            self.planned.emit(done.value)


def waiting(book: Book, outlet: str, today: date) -> tuple[list[Waiting], list[TurnPlanned]]:
    """Return the makers, whose turn is next first, those who have one last, and the outlet's turns. Touches no widget."""
    turns = turns_at(book, outlet)
    makers = {maker.code: maker for maker in book.consignors() if maker.active}
    order = longest_waiting(sorted(makers, key=lambda code: (makers[code].since or date.min, code)), turns, today)
    last: dict[str, date] = {}
    for turn in turns:
        last[turn.consignor] = max(last.get(turn.consignor, turn.until), turn.until)
    rest = makers.keys() - set(order)
    places: dict[str, int | None] = {code: at for at, code in enumerate(order, start=1)}
    rows = [
        Waiting(places.get(code), code, makers[code].business_name, makers[code].district, last.get(code))
        for code in (*order, *sorted(rest, key=lambda code: (last[code], code)))
    ]
    return rows, turns


def _last_words(row: Waiting) -> str:
    return format_date(row.last) if row.last else tr("belum pernah")


def free_from(turns: list[TurnPlanned], slots: int, today: date) -> date:
    """Return the first day from today on which a shelf has room; it opens only when a turn ends."""
    if not slots:
        return today
    days = sorted({today} | {turn.until + timedelta(1) for turn in turns if turn.until >= today})
    free = (day for day in days if busiest(turns, day, day + timedelta(_DAYS - 1)) < slots)
    return next(free, today + timedelta(_FAR))


class CancelTurnDialog(Dialog):
    """Takes a turn back, with the reason.

    Signals:
        cancelled(): it is in the books.
    """

    cancelled = Signal()

    def __init__(self, place: Workplace, parent: QWidget, row: TurnRow) -> None:
        hint = tr("{name}, {shelf}, {since} sampai {until}").format(
            name=row.business_name, shelf=row.shelf_name, since=format_date(row.since), until=format_date(row.until)
        )
        super().__init__(tr("Batalkan giliran"), parent.window(), hint=hint)
        self.setMinimumWidth(520)
        self._place, self._code = place, row.code
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LETTERS)
        self.form = Form()
        self.form.add("reason", tr("Alasan"), self.reason, required=True)
        self.body.addWidget(self.form)
        self.add_cancel(tr("Kembali"))
        self.add_primary(tr("Batalkan giliran"), self._save, kind="danger")
        self.reason.setFocus()

    def _save(self) -> None:
        self.banner.clear()
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            done = cancel_turn(self._place.desk(), code=self._code, reason=self.reason.text())
            self._place.announce(done, self)
            self.accept()
            self.cancelled.emit()
