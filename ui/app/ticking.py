"""Rows of a list that a person ticks, to do one thing with all of them: by a click, by the space bar, by a finger."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.widgets.buttons import Button
from ui.widgets.ticks import TickDelegate

R = TypeVar("R")

_WIDTH = 60


class Ticks(QObject, Generic[R]):
    """Which rows are ticked; searching and filtering leave ticks alone. Its column must be the first of the list.

    Signals:
        changed(): others are ticked now.
    """

    changed = Signal()

    _view: TableView[R] | None = None  # of the class: events still come while the last reference goes

    def __init__(self, key: Callable[[R], Hashable], parent: QObject | None = None) -> None:
        """``key`` is the one of the list."""
        super().__init__(parent)
        self._key = key
        self._keys: set[Hashable] = set()
        self.button = Button("", self.tick_all_or_none, kind="quiet", size="small")
        self._say()

    def column(self) -> Column[R]:
        """Return the column of boxes."""
        return Column(
            tr_noop("Pilih"),
            lambda row: tr("ya") if self._key(row) in self._keys else "",
            Kind.BADGE,
            width=_WIDTH,
            firm=True,
            search=False,
            tip=lambda _row: tr("Klik atau spasi untuk memilih"),
        )

    def attach(self, view: TableView[R]) -> None:
        """Let the boxes of a list be ticked, and offer all or none of them above it."""
        self._view = view
        self.setParent(view)  # whatever has no parent goes when Python looks for garbage, in any thread
        view.table.setItemDelegateForColumn(0, TickDelegate(view))
        view.table.clicked.connect(self._on_clicked)
        view.table.installEventFilter(self)
        view.model.modelReset.connect(self._say)
        view.add_tool(self.button)
        self._say()

    def ticked(self) -> list[R]:
        """Return the rows that are ticked, also those that are searched out just now, in the order of the list."""
        rows = self._view.model.rows() if self._view is not None else ()
        return [row for row in rows if self._key(row) in self._keys]

    def chosen(self) -> list[R]:
        """Return what is ticked, or where nothing is, the row that the cursor is on."""
        current = self._view.current() if self._view is not None else None
        return self.ticked() or ([] if current is None else [current])

    def clear(self) -> None:
        """Take all ticks away."""
        self._keys.clear()
        self._tell()

    def toggle(self, row: R) -> None:
        """Tick a row, or take its tick away."""
        self._keys ^= {self._key(row)}
        self._tell()

    def tick(self, rows: Iterable[R]) -> None:
        """Tick these rows and no others."""
        self._keys = {self._key(row) for row in rows}
        self._tell()

    def tick_all_or_none(self) -> None:
        """Take all ticks away; where there are none, tick every row that is shown."""
        if self.ticked():
            self.clear()
        elif self._view is not None:
            self.tick(self._view.model.shown())

    def _tell(self) -> None:
        if self._view is not None:
            self._view.table.viewport().update()
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        count = len(self.ticked())
        words = tr("Batal pilih {count}").format(count=format_count(count)) if count else tr("Pilih semua")
        self.button.setText(words)
        self.button.setVisible(count > 0 or (self._view is not None and bool(self._view.model.shown())))

    def _on_clicked(self, index: QModelIndex) -> None:
        row: Any = self._view.model.row_at(index.row()) if self._view is not None else None
        if index.column() == 0 and row is not None:
            self.toggle(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The space bar ticks the row that the cursor is on."""
        space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if space and event.type() == QEvent.Type.KeyPress and self._view is not None:
            row = self._view.current()
            if row is not None:
                self.toggle(row)
            return True
        return super().eventFilter(watched, event)


def with_count(text: str, count: int) -> str:
    """Return what an action is called while so many rows are ticked: "Cetak label (3)…"."""
    return tr("{text} ({count})…").format(text=text.rstrip("…"), count=format_count(count)) if count else text
