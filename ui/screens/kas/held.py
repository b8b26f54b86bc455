"""Uang titipan: how much of the money is the makers', and how the gallery's own came about, to the last rupiah."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from db.queries.treasury import Held, MovementRow, Treasury, list_movements, treasury
from gallery_pos.documents import Purpose
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.treasury import HOLDINGS
from ui.app.actions import ActionSpec
from ui.app.page import Page
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.kas.move_money import MoveMoneyDialog, TakeBackDialog
from ui.screens.kas.words import CAUSES, PLACES
from ui.widgets.buttons import Segments
from ui.widgets.card import Card, ScrollColumn, TotalCard
from ui.widgets.edits import DateEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import titled
from ui.widgets.small_table import SmallTable
from ui.widgets.stack import PageStack
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen

_PICTURE, _MOVES = "picture", "moves"
_SUM = "sum"
_NARROW = 1_000
"""Pixels of width below which the two tables stand below each other."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A line of the arithmetic."""

    name: str
    words: str
    amount: int


_PLACES: tuple[Column[Held], ...] = (
    Column(
        tr_noop("Tempat"), lambda row: tr(PLACES[row.account]) if row.account in PLACES else tr("Jumlah"), stretch=True
    ),
    Column(tr_noop("Ada", "uang"), lambda row: row.there, Kind.MONEY, width=120),
    Column(tr_noop("Milik penitip"), lambda row: row.makers, Kind.MONEY, width=120),
    Column(tr_noop("Milik galeri"), lambda row: row.gallery, Kind.MONEY, width=120),
)
_STEPS: tuple[Column[_Step], ...] = (
    Column(tr_noop("Asalnya"), lambda row: row.words, stretch=True),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=130),
)


def _names(of: str) -> str:
    return next((tr(words) for holding, words in HOLDINGS.items() if holding.value == of), of)


def _state(row: MovementRow) -> str:
    if row.reversed:
        return tr("ditarik kembali")
    return tr("membatalkan") if row.reverses else ""


_MOVED: tuple[Column[MovementRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.day, Kind.DATE),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE),
    Column(tr_noop("Dari"), lambda row: _names(row.source), width=140, firm=True),
    Column(tr_noop("Ke"), lambda row: _names(row.target), width=140, firm=True),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY),
    Column(tr_noop("Biaya"), lambda row: row.cost or None, Kind.MONEY, width=90, room=1_000),
    Column(
        tr_noop("Uang siapa"),
        lambda row: tr("penitip") if row.purpose == Purpose.MAKERS.value else tr("galeri"),
        width=90,
        firm=True,
        room=1_000,
    ),
    Column(tr_noop("Referensi"), lambda row: row.reference or row.note, stretch=True),
    Column(
        tr_noop("Keterangan"),
        _state,
        Kind.BADGE,
        tone=lambda row: "attention" if row.reversed else "neutral",
        width=100,
    ),
)


class HeldTab(Page):
    """The picture of a day, and the movements between its places."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.which = Segments([(_PICTURE, tr("Gambaran")), (_MOVES, tr("Perpindahan uang"))])
        self.day = DateEdit(self.place.desk().today())
        self.day.value_changed.connect(lambda _day: self.refresh())
        self._day_row = titled(tr("Keadaan akhir hari"), self.day)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self._day_row)
        self.body.addLayout(head)
        self._stack = PageStack()
        self._stack.addWidget(self._picture())
        self._stack.addWidget(self._movements())
        self.body.addWidget(self._stack, 1)
        self.which.chosen.connect(self._show_page)
        self.equip(
            (
                ActionSpec("held.back", tr_noop("Tarik kembali…"), "F8", "arrow-u-up-left"),
                ActionSpec("held.move", tr_noop("Catat perpindahan uang…"), "F12", "bank"),
            ),
            {"held.back": self.take_back, "held.move": self.move_money},
        )
        self._back = self.add_footer("held.back")
        self.add_footer("held.move", primary=True)
        self._back.hide()

    def _picture(self) -> QWidget:
        column = ScrollColumn()
        self.held = TotalCard(tr("Uang yang ada"))
        self.owed = TotalCard(tr("Uang titipan: milik penitip"))
        self.own = TotalCard(tr("Milik galeri"))
        cards = QHBoxLayout()
        cards.setSpacing(2 * GRID)
        for card in (self.held, self.owed, self.own):
            cards.addWidget(card, 1)
        tables = self._tables = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tables.setSpacing(2 * GRID)
        where = Card(tr("Di mana uangnya"), tr("Milik penitip dicari dari tempat yang paling aman dulu."))
        self.places: SmallTable[Held] = SmallTable(_PLACES, lambda row: row.account)
        where.add(self.places)
        where.body.addStretch(1)
        how = Card(tr("Bagaimana milik galeri terjadi"), tr("Uang yang ada dikurangi hak penitip yang belum dibayar."))
        self.steps: SmallTable[_Step] = SmallTable(_STEPS, lambda row: row.name, most=14)
        how.add(self.steps)
        how.body.addStretch(1)
        tables.addWidget(where, 5)
        tables.addWidget(how, 4)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        inside.addLayout(cards)
        self.short = Label("", "wrong", wrap=True)
        self.short.hide()
        inside.addWidget(self.short)
        inside.addLayout(tables)
        inside.addStretch(1)
        column.body.addLayout(inside)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two tables of amounts stand below each other where they do not fit side by side."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        self._tables.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _movements(self) -> QWidget:
        empty = EmptyState(
            tr("Belum ada perpindahan uang"),
            tr("Setoran ke bank, QRIS yang cair, komisi yang diambil: catat dengan F12."),
        )
        self.list: TableView[MovementRow] = TableView(
            _MOVED,
            lambda row: row.id,
            empty,
            name=tr("perpindahan-uang"),
            search=tr("Cari nomor, referensi atau catatan"),
            on_export=exporter(self.place, self),
        )
        self.list.activated.connect(self._open)
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        return card

    def _open(self, row: object) -> None:
        from ui.dialogs.document import show_document

        if isinstance(row, MovementRow):
            show_document(self, self.place, row.id)

    def refresh(self) -> None:
        """Read the picture and the movements off the UI thread."""
        database, day = self.place.gallery.database, self.day.value() or self.place.desk().today()
        self.host.read(lambda: (treasury(database, on=day), list_movements(database)), self._show)

    def entered(self) -> None:
        """Begin where work goes on."""
        if self.which.choice() == _MOVES:
            self.list.search_box.setFocus()

    def _show(self, found: tuple[Treasury, list[MovementRow]]) -> None:
        picture, moved = found
        self.list.show_rows(moved)
        self.held.show_amount(format_rupiah(picture.held))
        self.owed.show_amount(format_rupiah(picture.owed))
        self.own.show_amount(format_rupiah(picture.own))
        makers = sum(place.makers for place in picture.places)
        whole = Held(_SUM, picture.held, makers, picture.held - makers)
        self.places.show_rows([*picture.places, whole])
        steps = [
            _Step(cause.account, tr(CAUSES.get(cause.account, cause.account)), cause.amount) for cause in picture.causes
        ]
        self.steps.show_rows([*steps, _Step(_SUM, tr("Milik galeri"), picture.own)])
        self.short.setText(_short_words(picture))
        self.short.setVisible(picture.own < 0)

    def _show_page(self, name: str) -> None:
        self._stack.setCurrentIndex(0 if name == _PICTURE else 1)
        self._day_row.setVisible(name == _PICTURE)
        self._back.setVisible(name == _MOVES)
        self.entered()

    def move_money(self) -> MoveMoneyDialog:
        """Ask from where to where, and how much."""
        self.host.banner.clear()
        dialog = MoveMoneyDialog(self.place, self, self._moved)
        dialog.open()
        return dialog

    def take_back(self) -> None:
        """Take the movement under the cursor back."""
        self.host.banner.clear()
        if self.which.choice() != _MOVES:
            self.which.choose(_MOVES)
            self._show_page(_MOVES)
        row = self.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih perpindahannya dulu."))
        elif row.reversed or row.reverses:
            self.host.banner.say(tr("{number} sudah ditarik kembali.").format(number=row.number))
        else:
            TakeBackDialog(self.place, self, row, self._moved).open()

    def _moved(self, posted: Posted) -> None:
        self.refresh()
        self.place.feedback.toast(tr("{number} tercatat.").format(number=posted.number))


def _short_words(picture: Treasury) -> str:
    """Return since when makers' money is missing and what took it."""
    if picture.own >= 0 or picture.short_since is None:
        return ""
    took = ", ".join(
        f"{tr(CAUSES.get(cause.account, cause.account)).lower()} {format_rupiah(-cause.amount)}"
        for cause in picture.worse
    )
    return tr("Uang penitip kurang {amount} sejak {day}. Yang mengambilnya sejak itu: {took}.").format(
        amount=format_rupiah(-picture.own), day=format_date(picture.short_since), took=took
    )
