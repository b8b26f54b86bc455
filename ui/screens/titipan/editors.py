"""How a cell of the table is written into: a field that finds for products, a plain line for everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.app.theme import colour
from ui.screens.titipan.grid_model import MarkRole
from ui.screens.titipan.rows import Cell
from ui.widgets.picker import Choice, Picker
from ui.widgets.text import RIGHT

Index = QModelIndex | QPersistentModelIndex

_GROUNDS = {"wrong": "danger_tint", "attention": "attention_tint"}
_LEAVING = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down}
)


class CellDelegate(QStyledItemDelegate):
    """Opens editors and says with which key they were left.

    Signals:
        left(int): an editor was closed with this key, and what stood in it has been written.
        picked(int, object, str): in the row a product was picked by its key, having typed these words.
        typed(): something is in an editor that is not in its cell yet.
        table_pasted(): a table came out of the clipboard where one cell was being written.
    """

    left = Signal(int)
    picked = Signal(int, object, str)
    typed = Signal()
    table_pasted = Signal()

    def __init__(self, find: Callable[[str], Sequence[Choice]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self.editor: QLineEdit | None = None
        self.at: tuple[int, Cell] = (0, Cell.PRODUCT)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        cell = Cell(index.column())
        editor: QLineEdit
        if cell is Cell.PRODUCT:
            editor = Picker(self._find, parent=parent)
            row = index.row()
            editor.picked.connect(lambda key: self._on_picked(row, key))
        else:
            editor = QLineEdit(parent)
        editor.setProperty("scale", "small")
        if cell in (Cell.QUANTITY, Cell.PRICE):
            editor.setAlignment(RIGHT)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.textEdited.connect(self.typed)
        self.editor, self.at = editor, (index.row(), cell)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        del model
        if isinstance(editor, QLineEdit) and editor.isModified():
            editor.setModified(False)
            index.model().setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect)

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self.editor:
            self.editor = None
        if isinstance(editor, Picker):
            editor.close_list()
        super().destroyEditor(editor, index)

    def finish(self) -> None:
        """Write what stands in an open editor into its cell, and close it."""
        if (editor := self.editor) is not None:
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def drop(self) -> None:
        """Close an open editor as if nothing had been typed."""
        if (editor := self.editor) is not None:
            editor.setModified(False)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _on_picked(self, row: int, key: object) -> None:
        words = self.editor.text().strip() if self.editor else ""
        self.drop()
        self.picked.emit(row, key, words)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the cell with Enter, Tab and the arrows; the list of a product comes first."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or editor is not self.editor:
            return super().eventFilter(editor, event)
        listed = isinstance(editor, Picker) and editor.list.isVisible()
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Paste) and "\t" in QGuiApplication.clipboard().text():
            self.drop()
            self.table_pasted.emit()
            return True
        if key == Qt.Key.Key_Escape and not listed:
            self.drop()
            return True
        if key in _LEAVING and not (listed and key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)):
            self.finish()
            self.left.emit(int(key))
            return True
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Mark what is wrong by its ground, and put a frame around the cell that is written into next."""
        ground = _GROUNDS.get(str(index.data(MarkRole)))
        if ground:
            painter.fillRect(option.rect, colour(ground))
        super().paint(painter, option, index)
        view = option.widget
        if isinstance(view, QTableView) and view.currentIndex() == index:
            painter.save()
            painter.setPen(QPen(colour("danger" if index.data(MarkRole) == "wrong" else "primary"), 2))
            painter.drawRect(QRect(option.rect).adjusted(1, 1, -2, -2))
            painter.restore()
