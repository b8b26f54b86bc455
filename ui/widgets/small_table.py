"""A table that is part of something larger: as high as its rows, without search or export."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from heapq import nlargest
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from ui.app.delegates import dress
from ui.app.tables import Column, Kind, TableModel
from ui.app.theme import font
from ui.app.tokens import ROW_HEIGHT

R = TypeVar("R")

_HEAD = 38
_CELL_EDGES = 24
_PILL = 20
_WIDEST = 320
_NAME = 200
"""Pixels that the column which takes the room has at least, unless its longest text needs less."""
_MEASURED = 6
_EDGE = 4
_BAR = 12


class SmallTable(QTableView, Generic[R]):
    """Shows at most ``most`` rows without scrolling; the first stretching column, or the first, takes the room left.

    Where that is less than it needs to be read, the table scrolls sideways instead.

    Signals:
        opened(row): Enter or a double click on a row.
    """

    opened = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        rows: Iterable[R] = (),
        *,
        most: int = 12,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._most = most
        self.rows: TableModel[R] = TableModel(columns, key, self)
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._head = self.horizontalHeader()
        self._head.setHighlightSections(False)
        self._wide = next((at for at, column in enumerate(columns) if column.stretch), 0)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._least = _NAME
        self._head.setMinimumSectionSize(56)
        dress(self, columns)
        self.activated.connect(self._on_activated)
        self.show_rows(rows)

    def show_rows(self, rows: Iterable[R]) -> None:
        """Show other rows."""
        self.rows.replace(rows)
        self._fit()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column that takes the room readable."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        taken = sum(self.columnWidth(at) for at in range(self.rows.columnCount()) if at != self._wide)
        self.setColumnWidth(self._wide, max(self.viewport().width() - taken, self._least))

    def _fit(self) -> None:
        """Give each column the room of its widest cell; measuring every cell would take seconds for 500 rows."""
        letters, heads = QFontMetrics(font()), QFontMetrics(font(13, QFont.Weight.Bold))
        for at, column in enumerate(self.rows.columns):
            # The most letters are not always the widest: "Dilihat" is narrower than "Diubah".
            longest = nlargest(_MEASURED, {column.written(row) for row in self.rows.rows()}, key=len)
            widest = max(map(letters.horizontalAdvance, longest), default=0)
            pill = _PILL if column.kind is Kind.BADGE else 0
            title = str(self.rows.headerData(at, Qt.Orientation.Horizontal))
            wanted = max(widest + pill, heads.horizontalAdvance(title))
            if at == self._wide:
                self._least = min(wanted + _CELL_EDGES, _NAME)
            else:
                self.setColumnWidth(at, min(wanted + _CELL_EDGES, _WIDEST))
        self._spread()

    def current(self) -> R | None:
        """Return the row that the cursor is on."""
        return self.rows.row_at(self.currentIndex().row())

    def sizeHint(self) -> QSize:
        """As high as the rows that are shown, with room for a bar where they are wider than the table."""
        shown = min(max(self.rows.rowCount(), 1), self._most)
        return QSize(400, _HEAD + shown * ROW_HEIGHT + _EDGE + _BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def _on_activated(self, index: QModelIndex) -> None:
        row: Any = self.rows.row_at(index.row())
        if row is not None:
            self.opened.emit(row)
