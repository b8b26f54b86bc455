"""The lines of a surat titip that is being filled in, with what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.checkout import current_terms
from gallery_pos.terms import split
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised
    from gallery_pos.ports import Book
    from ui.screens.titipan.form import FormLine, IntakeForm

_LOWEST = 140
"""Pixels that the list keeps in a low window: fields are never cut for it."""

Row = tuple[int, "FormLine", int]
"""Where a line stands on the form, the line, and what of its value is the consignor's."""

COLUMNS: tuple[Column[Row], ...] = (
    Column(tr_noop("Barang"), lambda row: row[1].name, stretch=True),
    Column(tr_noop("Jumlah"), lambda row: row[1].quantity, Kind.NUMBER),
    Column(tr_noop("Kedaluwarsa"), lambda row: row[1].best_before, Kind.DATE),
    Column(tr_noop("Harga jual"), lambda row: row[1].price, Kind.MONEY),
    Column(tr_noop("Nilai jual"), lambda row: row[1].quantity * row[1].price, Kind.MONEY),
    Column(tr_noop("Hak penitip"), lambda row: row[2], Kind.MONEY),
    Column(tr_noop("Keadaan"), lambda row: row[1].condition, width=110),
)


class LineList(Card):
    """Enter takes a line back into the fields, Delete takes it off.

    Signals:
        wanted(int): the line at this place is to be edited.
        removed(int): it is to go.
    """

    wanted = Signal(int)
    removed = Signal(int)

    def __init__(self, book: Book, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._book = book
        self.set_tight()
        self.setMinimumHeight(_LOWEST)
        self.list: TableView[Row] = TableView(
            COLUMNS,
            lambda row: row[0],
            EmptyState(tr("Belum ada barang"), tr("Pilih penitipnya, lalu pindai barang atau ketik namanya di atas.")),
            name=tr("titipan"),
            search=None,
        )
        self.totals = Label("", "strong")
        self._remove = Button(tr("Hapus baris"), self.remove, kind="quiet", size="small", icon_name="trash-simple")
        self.list.add_tool(self.totals)
        self.list.add_tool(self._remove)
        self.add(self.list, 1)
        self.list.activated.connect(lambda row: self.wanted.emit(row[0]))
        self.list.selected.connect(lambda row: self._remove.setEnabled(row is not None))

    def show_form(self, form: IntakeForm) -> None:
        """Show the lines of a form and what they come to."""
        known = {product.code: product for product in self._book.products({line.product for line in form.lines})}
        rows = [(at, line, self._due(line, known.get(line.product))) for at, line in enumerate(form.lines)]
        self.list.show_rows(rows)
        self._remove.setVisible(bool(rows))
        self._remove.setEnabled(self.list.current() is not None)
        said = tr("{pieces} barang · nilai jual {value} · hak penitip bila habis {due}").format(
            pieces=format_count(form.pieces),
            value=format_rupiah(form.value),
            due=format_rupiah(sum(row[2] for row in rows)),
        )
        self.totals.setText(said if rows else "")

    def remove(self) -> None:
        """Take the current line off the form."""
        row = self.list.current()
        if row is not None:
            self.removed.emit(row[0])

    def _due(self, line: FormLine, product: ProductRevised | None) -> int:
        if product is None:
            return 0
        terms = current_terms(self._book, product)
        return split(terms, quantity=line.quantity, gross=line.quantity * line.price).due

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.list.table.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)
