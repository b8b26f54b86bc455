"""The list that every screen shows the same way: search, sort, filter, count, export, and what to do where it is empty."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from math import ceil
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QMenu,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.delegates import dress
from ui.app.icons import icon
from ui.app.tables import Column, Kind, Sheet, TableModel
from ui.app.theme import font
from ui.app.tokens import GRID, ROW_HEIGHT
from ui.widgets.buttons import Button
from ui.widgets.edits import SearchBox
from ui.widgets.empty import EmptyState
from ui.widgets.stack import PageStack
from ui.widgets.text import Label

R = TypeVar("R")
Export = Callable[[str, Sheet], object]
"""Takes ``csv`` or ``xlsx`` and what is to be written."""

_WIDTHS = {
    Kind.TEXT: 160,
    Kind.NUMBER: 80,
    Kind.MONEY: 104,
    Kind.PERCENT: 80,
    Kind.DATE: 110,
    Kind.BADGE: 124,
    Kind.CODE: 170,
}
_CELL_EDGES = 26
_PILL_EDGES = 44
_TITLE_SIZE = 13
_NARROWEST = 48
_ROOMY, _LEAST = 160, 96
"""Pixels that a stretching column gets at least, and where that keeps the table from scrolling sideways."""
_COMFORT = 240
"""What it would like: columns in which no row says anything make room for it."""
_GROWN, _MEASURED = 300, 2_000
"""Pixels that a column of words grows to at most, and the rows up to which its words are measured."""
_SEARCH = 520
_GREEDY = 100
"""The search box takes what room there is up to its most."""
_LOW = 420
_TIGHTEST = 0.6
"""The part of its width that a column of words keeps at least."""


class TableView(QWidget, Generic[R]):
    """A searchable list of frozen rows.

    Signals:
        activated(row): Enter or a double click on a row.
        selected(row): another row is the current one; None where none is.
    """

    activated = Signal(object)
    selected = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        empty: EmptyState,
        *,
        name: str = "",
        search: str | None = "",
        on_export: Export | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the list.

        ``empty`` says what to do first; ``name`` names exported files; ``search`` is the search box's hint, None for
        no box; ``on_export`` gets the format and the sheet, and without it there is no export button.
        """
        super().__init__(parent)
        self.model: TableModel[R] = TableModel(columns, key, self)
        self._name = name
        self._on_export = on_export
        self._empty = empty
        self._nothing_found = EmptyState(
            tr("Tidak ada yang cocok"), tr("Coba kata lain, atau hapus pencarian dan saringan.")
        )
        self._kept: Hashable | None = None
        self._widths_by_hand = False
        self._longest: dict[int, str] = {}
        self._empty_columns: dict[int, bool] = {}
        self._left_out: set[int] = set()
        self._count = Label("", "soft")
        self.search_box = SearchBox(search or "")
        self.search_box.searched.connect(self.model.search)
        if search is None:
            self.search_box.hide()  # never shown here: what has no parent yet would open as a window
        self.table = self._make_table(columns)
        self._lay_out()
        self._connect()
        self._show_right_page()

    # -- for screens

    def show_rows(self, rows: Iterable[R]) -> None:
        """Show other rows; search, order and selection stay."""
        self._forget()
        self.model.replace(rows)
        self._fit()
        self._show_right_page()

    def show_row(self, row: R) -> bool:
        """Show one row as it is now, in place of the one with its key; False where there is none."""
        self._forget()
        return self.model.change(row)

    def add_tool(self, widget: QWidget) -> None:
        """Put a filter or a button into the row above the table, at the right of the search box."""
        self._tools.insertWidget(self._tools.count() - self._fixed_tools, widget)

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only rows that ``keep`` is true for; None shows all again."""
        self.model.filter(keep)

    def current(self) -> R | None:
        """Return the row that the cursor is on."""
        return self.model.row_at(self.table.currentIndex().row())

    def select(self, key: Hashable) -> bool:
        """Put the cursor on the row with ``key``; False where it is not shown."""
        at = self.model.find(key)
        if at >= 0:
            self.table.selectRow(at)
        return at >= 0

    def hide_column(self, title: str, *, hidden: bool) -> None:
        """Leave out a column that says the same in every row, by its title as it is written in the code."""
        for at, column in enumerate(self.model.columns):
            if column.title == title:
                (self._left_out.add if hidden else self._left_out.discard)(at)
        self._fit()

    # -- making it

    def _make_table(self, columns: Sequence[Column[R]]) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_NARROWEST)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        table.setSortingEnabled(True)
        dress(table, columns)
        return table

    def _lay_out(self) -> None:
        self._tools = QHBoxLayout()
        self._tools.setSpacing(GRID)
        self.search_box.setMaximumWidth(_SEARCH)
        self._tools.addWidget(self.search_box, _GREEDY)
        self._tools.addStretch(1)
        self._tools.addWidget(self._count)
        self._fixed_tools = 1
        if self._on_export is not None:
            self._tools.addWidget(self._export_button())
            self._fixed_tools += 1
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tools)
        self._pages = PageStack()
        layout.addWidget(self._pages, 1)
        for page in (self.table, self._empty, self._nothing_found):
            self._pages.addWidget(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low the rows need the room more than the air above them does."""
        super().resizeEvent(event)
        air = GRID if event.size().height() < _LOW else 2 * GRID
        self._tools.setContentsMargins(2 * GRID, air, 2 * GRID, air // 2)

    def _export_button(self) -> Button:
        button = Button(tr("Ekspor"), icon_name="download-simple")
        menu = QMenu(button)
        for fmt, text, picture in (("xlsx", tr("Excel (XLSX)"), "table"), ("csv", tr("CSV"), "file-text")):
            action = QAction(icon(picture), text, menu)
            action.setObjectName(fmt)
            menu.addAction(action)
        menu.triggered.connect(self._export)
        button.set_menu(menu)
        self._exports = button
        return button

    def _connect(self) -> None:
        self.model.modelAboutToBeReset.connect(self._remember)
        self.model.modelReset.connect(self._find_again)
        self.model.modelReset.connect(self._show_right_page)
        self.table.activated.connect(self._on_activated)
        self.search_box.installEventFilter(self)
        self.table.viewport().installEventFilter(self)
        self.table.horizontalHeader().sectionResized.connect(self._on_resized)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.setFocusProxy(self.search_box if not self.search_box.isHidden() else self.table)

    # -- what happens

    def _forget(self) -> None:
        """Other rows: what was measured of those before says nothing."""
        self._longest.clear()
        self._empty_columns.clear()

    def _fit(self) -> None:
        """Share the width out: stretching columns take what is left, words give way where that is too little.

        Columns in which no row says anything go first then; the numbers of documents give way after all other words;
        amounts and dates never: half an amount is a wrong amount.
        """
        columns, room = self.model.columns, self.table.viewport().width()
        seen = [at for at, column in enumerate(columns) if at not in self._left_out and room >= column.room]
        while self._over(seen, room) > 0 and (idle := [at for at in seen if self._is_empty(at)]):
            seen.remove(idle[-1])
        for at in range(len(columns)):
            self.table.setColumnHidden(at, at not in seen)
        if self._widths_by_hand:
            return
        firm = {at: self._wanted(at) for at in seen if not columns[at].stretch}
        stretching = len(seen) - len(firm)
        share = max((room - sum(firm.values())) // stretching, _ROOMY) if stretching else 0
        for kind in (Kind.TEXT, Kind.CODE):
            over = sum(firm.values()) + share * stretching - room
            words = [at for at in firm if columns[at].kind is kind and not columns[at].firm]
            spare = {at: firm[at] - max(int(firm[at] * _TIGHTEST), self._titled(columns[at])) for at in words}
            if over > 0 and (most := sum(spare.values())) > 0:
                part = min(over / most, 1)
                firm.update({at: firm[at] - ceil(spare[at] * part) for at in words})
        if stretching and share > _COMFORT:
            self._grow(firm, (share - _COMFORT) * stretching)
            share = (room - sum(firm.values())) // stretching
        over = sum(firm.values()) + share * stretching - room
        if stretching and over > 0 and share - ceil(over / stretching) >= _LEAST:
            share -= ceil(over / stretching)
        for at in seen:
            self.table.setColumnWidth(at, firm.get(at, share))

    def _grow(self, firm: dict[int, int], left: int) -> None:
        """Let columns of words have what is left, up to their longest: nothing is cut beside an empty field.

        Lists of thousands keep the widths that were chosen for them: their words are not all measured.
        """
        if len(self.model.rows()) > _MEASURED:
            return
        for at in (at for at in firm if self.model.columns[at].kind is Kind.TEXT and self.model.columns[at].title):
            if at not in self._longest:
                self._longest[at] = self.model.longest(self.model.columns[at])
            wanted = self.table.fontMetrics().horizontalAdvance(self._longest[at]) + _CELL_EDGES
            more = min(max(min(wanted, _GROWN) - firm[at], 0), left)
            firm[at] += more
            left -= more

    def _over(self, seen: Iterable[int], room: int) -> int:
        """Return by how many pixels these columns, comfortably wide, are wider than the room."""
        columns = self.model.columns
        return sum(_COMFORT if columns[at].stretch else self._wanted(at) for at in seen) - room

    def _is_empty(self, at: int) -> bool:
        """Tell whether a column of words or figures has nothing in any row; firm ones, and without rows all, stay."""
        column, rows = self.model.columns[at], self.model.rows()
        if not column.title or column.firm or not rows:
            return False
        if at not in self._empty_columns:
            self._empty_columns[at] = not any(map(column.written, rows))
        return self._empty_columns[at]

    def _wanted(self, at: int) -> int:
        """Return the pixels that a column would like: its title fits, and the longest of its numbers, codes and badges.

        A column without a title shows a picture and has exactly its width.
        """
        column = self.model.columns[at]
        if not column.title and column.width:
            return column.width
        width = max(column.width or _WIDTHS[column.kind], self._titled(column))
        if column.kind in (Kind.MONEY, Kind.NUMBER, Kind.CODE, Kind.BADGE):
            if at not in self._longest:
                self._longest[at] = self.model.longest(column)
            edges = _PILL_EDGES if column.kind is Kind.BADGE else _CELL_EDGES
            width = max(width, self.table.fontMetrics().horizontalAdvance(self._longest[at]) + edges)
        return width

    def _titled(self, column: Column[R]) -> int:
        """Return the pixels that the title of a column needs."""
        return QFontMetrics(font(_TITLE_SIZE, QFont.Weight.Bold)).horizontalAdvance(tr(column.title)) + _CELL_EDGES

    def _on_resized(self) -> None:
        """A person who drags a column wants it so from then on."""
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton and self.table.horizontalHeader().underMouse():
            self._widths_by_hand = True

    def _export(self, action: QAction) -> None:
        if self._on_export is not None:
            self._on_export(action.objectName(), self.model.sheet(self._name))

    def _remember(self) -> None:
        row = self.current()
        self._kept = None if row is None else self.model.key(row)

    def _find_again(self) -> None:
        if self._kept is None or not self.select(self._kept):
            self.selected.emit(None)

    def _show_right_page(self) -> None:
        shown, total = self.model.rowCount(), len(self.model.rows())
        self._pages.setCurrentWidget(self.table if shown else self._nothing_found if total else self._empty)
        counted = tr("{count} baris").format(count=format_count(total))
        if shown != total:
            counted = tr("{shown} dari {count} baris").format(shown=format_count(shown), count=format_count(total))
        self._count.setText(counted if total else "")
        if self._on_export is not None:
            self._exports.setEnabled(shown > 0)

    def _on_activated(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.activated.emit(row)

    def _on_current(self, current: QModelIndex) -> None:
        self.selected.emit(self.model.row_at(current.row()) if current.isValid() else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow down in the search box goes to what was found; a wider table has wider columns."""
        table = self.__dict__.get("table")  # gone where the view is being collected while its last events come
        if table is not None and watched is table.viewport():
            if event.type() == QEvent.Type.Resize:
                self._fit()
            return False
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress and self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            return True
        return super().eventFilter(watched, event)
