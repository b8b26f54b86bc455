"""Goods go back: the pull list, ticks, pieces and reasons; one retur for one consignor."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.desk import Done
from gallery_pos.documents import new_id
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.intake import TakeBack, return_goods
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tokens import GRID
from ui.pulling import Pick, PullRow, pull_list
from ui.screens.titipan.pick_editor import PickEditor
from ui.screens.titipan.pull_columns import COLUMNS, makers_of
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.form import titled
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import Label
from ui.widgets.ticks import TickDelegate

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.ports import Posted
    from ui.workplace import Workplace

    Do = Callable[[Callable[[], Done[Posted]]], Posted | None]

_PULL, _ALL = "pull", "all"
_LOW = 440


class ReturnPage(QWidget):
    """The pull list of this outlet.

    Signals:
        changed(): other goods are ticked now.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._rows: dict[str, PullRow] = {}
        self._id = new_id()
        self.banner = Banner()
        self.consignor = Picker(self._find, tr("Semua penitip"))
        self.collected_by = QLineEdit()
        self.which = Segments([(_PULL, tr("Disarankan")), (_ALL, tr("Semua barang"))])
        empty = EmptyState(
            tr("Tidak ada yang perlu ditarik"), tr("Barang yang kedaluwarsa atau lama tidak laku muncul di sini.")
        )
        self.list: TableView[PullRow] = TableView(
            COLUMNS,
            lambda row: row.key,
            empty,
            name=tr("daftar-tarik"),
            search=tr("Cari barang"),
            on_export=exporter(place, self),
        )
        self.list.table.setItemDelegateForColumn(0, TickDelegate(self))
        self._editor = PickEditor()
        self.quantity = self._editor.quantity
        self._says = Label("", "strong", wrap=True)
        self._titles: list[Label] = []
        self._lay_out()
        self._connect()
        self._show_current(None)

    def _lay_out(self) -> None:
        card = Card()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for title, field, share in (
            (tr("Penitip yang mengambil"), self.consignor, 3),
            (tr("Diambil oleh"), self.collected_by, 2),
        ):
            row.addWidget(holder := titled(title, field), share)
            self._titles += holder.findChildren(Label)
        self.collected_by.setPlaceholderText(tr("Diambil oleh"))
        card.body.addLayout(row)
        goods = Card()
        goods.set_tight()
        self.list.add_tool(self.which)
        goods.add(self.list, 1)
        goods.add(self._editor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(card)
        layout.addWidget(goods, 1)
        layout.addWidget(self._says)

    def _connect(self) -> None:
        self.consignor.picked.connect(self._on_consignor)
        self.consignor.cleared.connect(self._arrange)
        self.which.chosen.connect(self._arrange)
        self.list.selected.connect(self._show_current)
        self.list.activated.connect(lambda _row: self.quantity.setFocus())
        self.list.table.clicked.connect(self._on_clicked)
        self.list.table.installEventFilter(self)
        self._editor.edited.connect(self._on_edited)

    # -- what is shown

    def entered(self) -> None:
        """Put the focus where work begins."""
        self.consignor.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the shelf again; ticks that still make sense stay."""
        gallery, today = self._place.gallery, self._place.desk().today()
        self._place.runner.run(self, lambda: pull_list(gallery, today), self._show)

    def _show(self, found: list[PullRow]) -> None:
        before = self._rows
        self._rows = {}
        for row in found:
            old = before.get(row.key)
            pick = old.pick if old else None
            if pick is not None:
                pick = replace(pick, quantity=min(pick.quantity, row.lot.on_hand))
            self._rows[row.key] = replace(row, pick=pick)
        self._arrange()

    def _arrange(self) -> None:
        """Show the rows of the consignor that are wanted; what is ticked is always shown."""
        maker = self.consignor.key()
        only = self.which.choice() == _PULL
        self.list.set_filter(
            lambda row: (maker is None or row.lot.consignor == maker) and (not only or bool(row.why) or bool(row.pick))
        )
        self.list.show_rows(self._rows.values())
        self._say()

    def _picked(self) -> list[PullRow]:
        return [row for row in self._rows.values() if row.pick is not None]

    def _say(self) -> None:
        picked = self._picked()
        pieces = sum(row.pick.quantity for row in picked if row.pick)
        value = sum(row.pick.quantity * row.lot.price for row in picked if row.pick)
        words = tr("{pieces} barang akan diretur kepada {name}, nilai jual {value}.")
        self._says.setText(
            words.format(pieces=format_count(pieces), name=picked[0].lot.business_name, value=format_rupiah(value))
            if picked
            else tr("Centang barang yang diambil penitip (spasi atau klik).")
            if self._rows
            else ""
        )
        self._says.setVisible(bool(picked) or self.height() >= _LOW)
        self.changed.emit()

    def primary_text(self) -> str:
        """Return what the primary button does now."""
        pieces = sum(row.pick.quantity for row in self._picked() if row.pick)
        text = tr("Simpan dan cetak retur")
        return tr("{text} ({count} barang)").format(text=text, count=format_count(pieces)) if pieces else text

    # -- whose

    def _find(self, words: str) -> list[Choice]:
        return makers_of(self._rows.values(), words)

    def _on_consignor(self, key: object) -> None:
        maker = self._place.gallery.book.consignor(str(key))
        self.collected_by.setText(maker.owner if maker else "")
        other = [row for row in self._picked() if row.lot.consignor != key]
        for row in other:
            self._rows[row.key] = replace(row, pick=None)
        self._arrange()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.table.selectRow(0)

    # -- ticks

    def _show_current(self, row: PullRow | None) -> None:
        self._editor.show_row(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle()

    def toggle(self) -> None:
        """Tick the current row with all its pieces, or take the tick away."""
        row = self.list.current()
        if row is not None:
            self._set(row, None if row.pick else row.suggested)

    def _set(self, row: PullRow, pick: Pick | None) -> None:
        others = [each for each in self._picked() if each.lot.consignor != row.lot.consignor]
        if pick is not None and others:
            self.banner.say(
                tr("Yang dicentang milik {name}.").format(name=others[0].lot.business_name),
                tr("Satu retur untuk satu penitip. Simpan yang ini dulu, atau hapus centangnya."),
                "attention",
            )
            return
        self.banner.clear()
        self._rows[row.key] = replace(row, pick=pick)
        if pick is not None and self.consignor.key() is None and not self.collected_by.text():
            maker = self._place.gallery.book.consignor(row.lot.consignor)
            self.collected_by.setText(maker.owner if maker else "")
        self.list.show_rows(self._rows.values())
        self._show_current(self.list.current())
        self._say()

    def _on_edited(self) -> None:
        """Whatever is written beside a row ticks it."""
        row = self.list.current()
        if row is None:
            return
        quantity = self.quantity.value() or 0
        if quantity > row.lot.on_hand:
            self.banner.say(
                tr("{name}: hanya ada {left}.").format(name=row.lot.name, left=row.lot.on_hand), tone="attention"
            )
            return
        self.banner.clear()
        if (pick := self._editor.pick(row)) is not None:
            cursor, written = self._editor.note.cursorPosition(), self.quantity.text()
            self._set(row, pick)
            self.quantity.setText(written)
            self._editor.note.setCursorPosition(cursor)

    def on_scan(self, code: str) -> bool:
        """Tick a scanned product: its lot that should leave first, one piece more with each scan."""
        product = self._place.gallery.book.product_by_barcode(code)
        rows = [row for row in self._rows.values() if product and row.lot.product == product.code]
        row = next((row for row in rows if row.pick is None or row.pick.quantity < row.lot.on_hand), None)
        if row is None:
            self.banner.say(tr("Barang itu tidak ada di rak gerai ini."), tone="attention")
            return True
        one = replace(row.suggested, quantity=1)
        self._set(row, replace(row.pick, quantity=row.pick.quantity + 1) if row.pick else one)
        self._arrange()
        self.list.select(row.key)
        return True

    # -- posting

    def post(self, do: Do, then: Callable[[Posted], object]) -> None:
        """Give the ticked goods back; ``then`` gets the note."""
        if (problem := self.quantity.problem()) and self.list.current() is not None:
            self.banner.say(tr("Jumlah diretur: {problem}").format(problem=problem), tone="attention")
            return
        picked = self._picked()
        lines = [
            TakeBack(row.key, row.pick.quantity, row.pick.reason, row.pick.note.strip()) for row in picked if row.pick
        ]
        owner = picked[0].lot.consignor if picked else str(self.consignor.key() or "")
        if not lines:
            self.banner.say(tr("Centang barang yang dikembalikan lebih dulu."), tone="attention")
            return
        posted = do(
            lambda: return_goods(
                self._place.desk(),
                consignor=owner,
                lines=lines,
                collected_by=self.collected_by.text().strip(),
                id=self._id,
            )
        )
        if posted is not None:
            self._id = new_id()
            self._rows = {key: replace(row, pick=None) for key, row in self._rows.items()}
            self.collected_by.clear()
            self.refresh()
            then(posted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the room is for rows: fields that say by themselves what they are go without titles."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        for title in self._titles:
            title.setVisible(not low)
        self._says.setVisible(not low or bool(self._picked()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The space bar ticks."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if watched is self.list.table and space and event.type() == QEvent.Type.KeyPress:
            self.toggle()
            return True
        return super().eventFilter(watched, event)
