"""The table of goods that come in: written into like a spreadsheet, by keyboard and scanner alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gallery_pos.language import tr
from ui.app.theme import font
from ui.app.tokens import ROW_HEIGHT
from ui.screens.titipan.editors import CellDelegate
from ui.screens.titipan.grid_model import DUE, GridModel, Line
from ui.screens.titipan.rows import Cell
from ui.widgets.picker import Choice

_WIDTHS = {
    Cell.QUANTITY: "00.000",
    Cell.BEST_BEFORE: "30 Agustus 2028",
    Cell.PRICE: "Rp1.250.000.000",
    DUE: "Rp1.250.000.000",
}
_EDGES = 26
_CONDITION = 150
_NARROW_CONDITION = 96
_NARROW = 860
"""Pixels of width below which what can be read elsewhere gives way."""
_HEAD = 52
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Grid(QTableView):
    """Cells are written into by typing; Enter goes on to what is asked next, Tab and the arrows to the neighbours.

    Signals:
        cell_written(int, int, str): row, column, text.
        picked(int, object, str): a product was picked in a row, by its key; the words that were typed.
        typed(): something is in an editor that is not in its cell yet.
        moved(int, int): another cell is the current one.
        pasted(str): a table from the clipboard, for the current cell on.
        deleted(int): this row is to go.
    """

    cell_written = Signal(int, int, str)
    picked = Signal(int, object, str)
    typed = Signal()
    moved = Signal(int, int)
    pasted = Signal(str)
    deleted = Signal(int)

    def __init__(
        self, find: Callable[[str], Sequence[Choice]], *, may_price: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = GridModel(may_price=may_price, parent=self)
        self.cells = CellDelegate(find, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.cells)
        self.setProperty("cells", True)
        self.setAccessibleName(tr("Barang yang masuk"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.SelectedClicked)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._dress_heads()
        self.rows.cell_written.connect(self.cell_written)
        self.cells.picked.connect(self.picked)
        self.cells.typed.connect(self.typed)
        self.cells.left.connect(lambda key: self._on_left(Qt.Key(key)))
        self.cells.table_pasted.connect(self.paste)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.go(0, Cell.PRODUCT)

    def _dress_heads(self) -> None:
        side = self.verticalHeader()
        side.setDefaultSectionSize(ROW_HEIGHT)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setFixedWidth(_HEAD)
        side.setHighlightSections(False)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(False)
        head.setMinimumSectionSize(64)
        head.setSectionResizeMode(Cell.PRODUCT, QHeaderView.ResizeMode.Stretch)

    # -- for the page

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows; the current cell stays where it is as far as there are rows."""
        self.rows.show_lines(lines)
        if not self.currentIndex().isValid():
            self.go(len(lines), Cell.PRODUCT)
        self._fit()

    def place(self) -> tuple[int, Cell]:
        """Return row and column of the current cell."""
        index = self.currentIndex()
        return max(index.row(), 0), Cell(min(max(index.column(), 0), DUE - 1))

    def go(self, row: int, cell: Cell) -> None:
        """Make another cell the current one, and bring it into sight."""
        index = self.rows.index(min(row, self.rows.rowCount() - 1), cell)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def finish(self) -> None:
        """Write what is being typed into its cell."""
        self.cells.finish()

    def typing(self) -> tuple[int, Cell, str] | None:
        """Return row, column and text of a cell that is being written into, None where none is."""
        editor = self.cells.editor
        return (*self.cells.at, editor.text()) if editor is not None and editor.isModified() else None

    def find_product(self) -> None:
        """Open the list of products in the empty row, or in the current one where it has none."""
        self.finish()
        row, _ = self.place()
        line = self.rows.line(row)
        self.go(row if line is not None and not line.row.product else self.rows.rowCount() - 1, Cell.PRODUCT)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Take what is in the clipboard into the current cell and those right and below."""
        self.cells.drop()
        if text := QGuiApplication.clipboard().text():
            self.pasted.emit(text)

    # -- moving about

    def go_on(self) -> None:
        """Go where Enter leads: product, pieces, date, and then the empty row: what is written is not written over."""
        row, cell = self.place()
        line = self.rows.line(row)
        if cell is Cell.PRODUCT and line is None:
            self.open_editor()
        elif cell is Cell.PRODUCT:
            self.go(row, Cell.QUANTITY)
        elif cell is Cell.QUANTITY:
            self.go(row, Cell.BEST_BEFORE)
        else:
            self.go(self.rows.rowCount() - 1, Cell.PRODUCT)

    def open_editor(self) -> None:
        """Write into the current cell; the list of a product opens with it."""
        from ui.widgets.picker import Picker

        self.edit(self.currentIndex())
        if isinstance(self.cells.editor, Picker):
            self.cells.editor.open_list()

    def _on_left(self, key: Qt.Key) -> None:
        if key in _ENTER:
            self.go_on()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.focusNextPrevChild(key == Qt.Key.Key_Tab)
        else:
            row, cell = self.place()
            self.go(max(row + (1 if key == Qt.Key.Key_Down else -1), 0), cell)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 -- Qt's own name
        """Tab goes through the cells that can be written into, and out of the table at its ends."""
        row, cell = self.place()
        writable = [each for each in Cell if self.rows.is_writable(each)]
        last = self.rows.rowCount() - 1
        at = row * len(writable) + (writable.index(cell) if cell in writable else 0) + (1 if next else -1)
        end = last * len(writable)  # the empty row has one cell: what comes first in it is a product
        if not 0 <= at <= end:
            return bool(super().focusNextPrevChild(next))
        self.go(at // len(writable), writable[at % len(writable)])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        row, cell = self.place()
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go_on()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data(Qt.ItemDataRole.EditRole) or ""))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if cell is Cell.PRODUCT and self.rows.line(row) is not None:
                self.deleted.emit(row)
            elif self.rows.is_writable(cell):
                self.cell_written.emit(row, cell, "")
        else:
            super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.moved.emit(current.row(), current.column())

    # -- its looks

    def _fit(self) -> None:
        """Amounts and dates never give way: half an amount is a wrong amount."""
        letters = QFontMetrics(font())
        for column, longest in _WIDTHS.items():
            self.setColumnWidth(column, letters.horizontalAdvance(longest) + _EDGES)
        narrow = self.viewport().width() < _NARROW
        self.setColumnWidth(Cell.CONDITION, _NARROW_CONDITION if narrow else _CONDITION)
        self.setColumnHidden(DUE, narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
