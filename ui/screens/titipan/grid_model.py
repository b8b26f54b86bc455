"""The rows of goods that come in, and an empty one below them to write the next into, as Qt's tables want them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from ui.app.theme import colour
from ui.screens.titipan.rows import TITLES, Cell, Row, edited_text, text_of
from ui.widgets.text import RIGHT, plain_tip

Index = QModelIndex | QPersistentModelIndex

DUE = len(Cell)
"""The column after those that are written into: what of a row's value is the consignor's."""
MarkRole = Qt.ItemDataRole.UserRole + 1
"""How a cell is marked: "wrong", "attention" or ""."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FIGURES = frozenset({Cell.QUANTITY, Cell.PRICE, DUE})


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown: the consignor's part in rupiah, what is wrong by cell, and what a superior will be asked."""

    row: Row
    due: int = 0
    problems: dict[Cell, str] | None = None
    warning: str = ""


class GridModel(QAbstractTableModel):
    """One line more than there are rows. What is written into a cell is told, and shown once it is a row.

    Signals:
        cell_written(int, int, str): row, column and what was written there.
    """

    cell_written = Signal(int, int, str)

    def __init__(self, *, may_price: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self._may_price = may_price

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows; the ones that stay keep their places, so that an open editor stays where it is."""
        before, after = len(self._lines), len(lines)
        if after > before:
            self.beginInsertRows(QModelIndex(), before + 1, after)
            self._lines = tuple(lines)
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after + 1, before)
            self._lines = tuple(lines)
            self.endRemoveRows()
        else:
            self._lines = tuple(lines)
        self.dataChanged.emit(self.index(0, 0), self.index(after, DUE))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, after)

    def line(self, row: int) -> Line | None:
        """Return the line at a place, None for the empty one below and outside."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else len(self._lines) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own default
        return 0 if parent.isValid() else DUE + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if self.is_writable(index.column()) else found

    def is_writable(self, column: int) -> bool:
        """Tell whether a person may write into a column."""
        return column < DUE and (column != Cell.PRICE or self._may_price)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.line(index.row()) or Line(Row()), index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column in _FIGURES else _LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index.row(), line, column)
        if column == DUE:
            return None
        cell = Cell(column)
        problem = (line.problems or {}).get(cell, "")
        warned = bool(line.warning) and cell is Cell.PRODUCT
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(problem or (line.warning if warned else "") or text_of(line.row, cell))
        answers: dict[int, Any] = {
            Qt.ItemDataRole.EditRole: edited_text(line.row, cell),
            MarkRole: "wrong" if problem else "attention" if warned else "",
        }
        if role == Qt.ItemDataRole.ForegroundRole and line.row.is_blank:
            return QBrush(colour("ink_soft"))
        return answers.get(role)

    def _shown(self, at: int, line: Line, column: int) -> str:
        if column == DUE:
            return format_rupiah(line.due) if line.due else ""
        if at == len(self._lines) and column == Cell.PRODUCT:
            return tr("Pindai, atau ketik nama barang")
        return text_of(line.row, Cell(column))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.is_writable(index.column()):
            return False
        self.cell_written.emit(index.row(), index.column(), str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return self._row_head(section, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return tr("Hak penitip") if section == DUE else tr(TITLES[Cell(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in _FIGURES else _LEFT
        return None

    def _row_head(self, at: int, role: int) -> Any:
        """The number of a row, with a mark where something is wrong in it."""
        line = self.line(at)
        wrong = bool(line and line.problems)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"! {at + 1}" if wrong else str(at + 1)
        if role == Qt.ItemDataRole.ToolTipRole and line and line.problems:
            return plain_tip("\n".join(f"{tr(TITLES[cell])}: {words}" for cell, words in line.problems.items()))
        if role == Qt.ItemDataRole.ForegroundRole and wrong:
            return QBrush(colour("danger_text"))
        return RIGHT if role == Qt.ItemDataRole.TextAlignmentRole else None
