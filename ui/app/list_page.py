"""The page that shows one list: its filters, its search and its rows in a card, read off the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tokens import GRID
from ui.widgets.banner import Banner
from ui.widgets.buttons import Segments
from ui.widgets.card import Card
from ui.widgets.filters import FilterBox

if TYPE_CHECKING:
    from ui.app.tables import Column
    from ui.widgets.chips import Chips
    from ui.widgets.empty import EmptyState
    from ui.workplace import Workplace

R = TypeVar("R")


class ListPage(QWidget, Generic[R]):
    """The base of such a page: say in :meth:`read_rows` what the rows are, in :meth:`keeper` which of them are wanted.

    Signals:
        opened(row): a row that is to be looked at.
    """

    opened = Signal(object)

    def __init__(
        self,
        place: Workplace,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        empty: EmptyState,
        *,
        name: str,
        search: str,
        parent: QWidget | None = None,
    ) -> None:
        """``name`` names exported files, ``search`` is the hint in the search box."""
        super().__init__(parent)
        self.place = place
        self.banner = Banner()
        self.list: TableView[R] = TableView(
            columns, key, empty, name=name, search=search, on_export=exporter(place, self)
        )
        self.list.activated.connect(self.opened)
        self._filters = QHBoxLayout()
        self._filters.setSpacing(GRID)
        card = Card()
        card.set_tight()
        card.body.addLayout(self._filters)
        card.add(self.list, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(self.banner)
        self._column.addWidget(card, 1)

    def add_filters(self, *filters: FilterBox | Segments | Chips) -> None:
        """Put filters above the search; choosing another value arranges the rows anew."""
        self._filters.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        for each in filters:
            self._filters.addWidget(each)
            each.chosen.connect(self.arrange)
        self._filters.addStretch(1)
        self.arrange()

    def add_below(self, widget: QWidget) -> None:
        """Put something under the card."""
        self._column.addWidget(widget)

    # -- for pages to override

    def read_rows(self) -> list[R]:
        """Return every row. Runs off the UI thread: touches no widget."""
        raise NotImplementedError

    def offer(self, rows: Sequence[R]) -> None:
        """Offer in the filters what the rows have."""

    def keeper(self) -> Callable[[R], bool]:
        """Return what tells whether a row is wanted, as the filters stand now."""
        raise NotImplementedError

    # -- for screens

    def refresh(self) -> None:
        """Read the rows again."""
        self.place.runner.run(self, self.read_rows, self.show_rows)

    def show_rows(self, rows: list[R]) -> None:
        """Show these rows, as far as the filters want them."""
        self.offer(rows)
        self.list.show_rows(rows)
        self.arrange()

    def arrange(self) -> None:
        """Show what the filters want."""
        self.list.set_filter(self.keeper())


class ActiveFilter(Segments):
    """Those that are active, those that are not any more, or both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__([("active", tr("Aktif")), ("stopped", tr("Tidak aktif")), ("all", tr("Semua"))], parent)

    def wants(self) -> frozenset[bool]:
        """Return the states that are wanted: True for active."""
        return {"active": frozenset({True}), "stopped": frozenset({False})}.get(self.choice(), frozenset({True, False}))


class OutletFilter(FilterBox):
    """The outlets, this one chosen; hidden where there is only one."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(tr("Semua gerai"), tr("Gerai"), parent)
        outlets = place.gallery.book.outlets()
        self.offer((outlet.code, outlet.name) for outlet in outlets)
        self.choose(place.gallery.machine.outlet)
        if len(outlets) <= 1:
            self.hide()  # never shown here: a widget without a parent would be a window
