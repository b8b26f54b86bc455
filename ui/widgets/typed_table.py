"""A table in which numbers are typed, one cell after another, with the keyboard alone.

A cell is open for typing as soon as the cursor is on it: Tab goes to the next one, Enter and the arrows to the one below
or above.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gallery_pos.formatting import format_count
from gallery_pos.reading import Unreadable, read_quantity
from ui.app.delegates import dress
from ui.app.tables import Column, Kind, TableModel
from ui.app.theme import colour, font
from ui.app.tokens import ROW_HEIGHT

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

MOST = 9_999
"""More pieces than this in one cell is a slip of the finger."""
_CELL_EDGES = 26
_WIDEST = 260
_TYPED_WIDTH = 84


class TypedModel(TableModel[R]):
    """Rows of which some columns are numbers that a person typed; ``values`` holds them by row and name.

    Signals:
        typed(key, name): a number is another now, or gone.
        refused(str): what was typed is no number that can stand there.
    """

    typed = Signal(object, str)
    refused = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        typed: Mapping[str, str],
        parent: QObject | None = None,
    ) -> None:
        """``typed`` are the names of the numbers by the title of their column."""
        super().__init__(columns, key, parent)
        self.values: dict[tuple[Hashable, str], int] = {}
        self.suggested: dict[tuple[Hashable, str], int] = {}
        self.most = MOST
        self.wrong: dict[tuple[Hashable, str], str] | None = None
        """What was typed and cannot stand there, where it is to stay in sight until it is put right; else None."""
        self.names = {at: typed[column.title] for at, column in enumerate(self.columns) if column.title in typed}

    def value(self, row: R, name: str) -> int | None:
        """Return what was typed, None where nothing was."""
        return self.values.get((self.key(row), name))

    def set_value(self, row: R, name: str, value: int | None) -> None:
        """Type a number for the person, or take it away."""
        if value is None:
            self.values.pop((self.key(row), name), None)
        else:
            self.values[self.key(row), name] = value
        self.touch()

    def touch(self) -> None:
        """Show every cell anew."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in self.names else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name = self.names.get(index.column())
        row = self.row_at(index.row()) if name is not None and index.isValid() else None
        if row is None or name is None:
            return super().data(index, role)
        if role in {Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DisplayRole}:
            return self._words(row, name, typing=role == Qt.ItemDataRole.EditRole)
        if role == Qt.ItemDataRole.ForegroundRole:
            if self._wrong(row, name) is not None:
                return QBrush(colour("danger"))
            return QBrush(colour("ink_soft")) if self.value(row, name) is None else None
        return super().data(index, role)

    def _wrong(self, row: R, name: str) -> str | None:
        return self.wrong.get((self.key(row), name)) if self.wrong else None

    def _words(self, row: R, name: str, *, typing: bool) -> str:
        """Return what a cell says; ``typing`` without the suggestion and the marks of thousands."""
        wrong, value = self._wrong(row, name), self.value(row, name)
        if wrong is not None:
            return wrong
        if typing:
            return "" if value is None else str(value)
        shown = self.suggested.get((self.key(row), name)) if value is None else value
        return "" if shown is None else format_count(shown)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, name = self.row_at(index.row()), self.names.get(index.column())
        if role != Qt.ItemDataRole.EditRole or row is None or name is None:
            return False
        try:
            number = _number(str(value), self.most)
        except Unreadable as error:
            if self.wrong is not None:
                self.wrong[self.key(row), name] = str(value).strip()
                self.set_value(row, name, None)
            self.refused.emit(str(error))
            return False
        if self.wrong is not None and self.wrong.pop((self.key(row), name), None) is not None:
            self.typed.emit(self.key(row), name)
        if number != self.value(row, name):
            self.set_value(row, name, number)
            self.typed.emit(self.key(row), name)
        return True


def _number(text: str, most: int) -> int | None:
    if not text.strip():
        return None
    number = read_quantity(text)
    if number > most:
        raise Unreadable(format_count(number))
    return number


class _Typing(QStyledItemDelegate):
    """The field in a cell: Enter and the arrows leave it for the next row."""

    moved = Signal(int)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell as a field, so that everybody sees where something can be typed."""
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        style = widget.style() if widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(colour("edge"))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(*_INSET), 5, 5)
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole).color() if _soft(index) else colour("ink"))
        painter.setFont(font())
        room = QRectF(option.rect).adjusted(0, 0, -13, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setFrame(False)
        editor.setProperty("cell", "true")
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(QRectF(option.rect).adjusted(*_INSET).toRect())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                self.moved.emit(step)
                return True
        return super().eventFilter(editor, event)


def _soft(index: Index) -> bool:
    """Tell whether a cell shows what the program suggests, and nobody typed."""
    return index.data(Qt.ItemDataRole.ForegroundRole) is not None


_INSET = (4.5, 3.5, -4.5, -4.5)
_STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TypedTable(QTableView, Generic[R]):
    """Shows rows and takes numbers; see :class:`TypedModel` for its signals, which are those of :attr:`rows`."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        typed: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows: TypedModel[R] = TypedModel(columns, key, typed, self)
        self.setModel(self.rows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.CurrentChanged
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._head = self.horizontalHeader()
        self._head.setHighlightSections(False)
        self._wide = next((at for at, column in enumerate(columns) if column.stretch), 0)
        self._head.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Stretch)
        self._head.setMinimumSectionSize(56)
        dress(self, columns)
        self._typing = _Typing(self)
        self._typing.moved.connect(self._step)
        for at in self.rows.names:
            self.setItemDelegateForColumn(at, self._typing)

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; what was typed for those that stay, stays. A cell that is open is left: see :meth:`finish`."""
        if (editor := self._editor()) is not None:  # Qt would look for it under another delegate and complain
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.RevertModelCache)
        keys = {self.rows.key(row) for row in rows}
        self.rows.values = {at: value for at, value in self.rows.values.items() if at[0] in keys}
        self.rows.replace(rows)
        self._fit()

    def hide_column(self, title: str, *, hidden: bool) -> None:
        """Leave a column out where there is no room for it, by its title as it is written in the code."""
        for at, column in enumerate(self.rows.columns):
            if column.title == title:
                self.setColumnHidden(at, hidden)

    def begin(self, key: Hashable | None = None, name: str = "") -> None:
        """Put the cursor into the first cell to type in, or into that of a row and a name."""
        at = max(self.rows.find(key), 0) if key is not None else 0
        columns = [column for column, each in self.rows.names.items() if not name or each == name]
        if columns and self.rows.rowCount():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._type_at(self.rows.index(at, columns[0]))

    def finish(self) -> None:
        """Take what stands in the cell that is being typed in."""
        if (editor := self._editor()) is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _editor(self) -> QWidget | None:
        """Return the field in the cell that is open."""
        index = self.currentIndex()
        return self.indexWidget(index) if index.isValid() else None

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Let Tab go from one cell to type in to the next, over everything else."""
        steps = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}
        step = steps.get(action)
        if step is None or not self.rows.names:
            return super().moveCursor(action, modifiers)
        index = self.currentIndex()
        cells = [(row, column) for row in range(self.rows.rowCount()) for column in sorted(self.rows.names)]
        here = (index.row(), index.column())
        after = [cell for cell in cells if cell > here] if step > 0 else [cell for cell in cells if cell < here][::-1]
        return self.rows.index(*after[0]) if after else index

    def _step(self, by: int) -> None:
        index = self.currentIndex()
        there = self.rows.index(index.row() + by, index.column())
        if there.isValid():
            self._type_at(there)

    def _type_at(self, index: QModelIndex) -> None:
        """Open a cell, also where the cursor was on it already."""
        self.setCurrentIndex(index)
        if self.state() != QAbstractItemView.State.EditingState:
            self.edit(index)

    def _fit(self) -> None:
        """Give each column the room of its longest cell."""
        letters, heads = QFontMetrics(font()), QFontMetrics(font(13, QFont.Weight.Bold))
        for at, column in enumerate(self.rows.columns):
            title = str(self.rows.headerData(at, Qt.Orientation.Horizontal))
            wanted = heads.horizontalAdvance(title)
            if at == self._wide:
                continue
            if at in self.rows.names or column.width:
                self.setColumnWidth(at, max(wanted + _CELL_EDGES, column.width or _TYPED_WIDTH))
                continue
            longest = max((column.written(row) for row in self.rows.rows()), key=len, default="")
            pill = 20 if column.kind is Kind.BADGE else 0
            width = max(letters.horizontalAdvance(longest) + pill, wanted) + _CELL_EDGES
            self.setColumnWidth(at, min(width, _WIDEST))
