"""What tabs are made of that have several pages, one in front; and the page that shows one list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout

from ui.app.page import Page
from ui.app.tabs import Tab
from ui.widgets.buttons import Segments
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from ui.app.list_page import ListPage
    from ui.app.screen import Screen

R = TypeVar("R")


class RowsPage(Page, Generic[R]):
    """A page that shows one list; what is done about a row begins with the one under the cursor."""

    def __init__(self, host: Screen, rows: ListPage[R], none_chosen: str) -> None:
        """``none_chosen`` is said where something is to be done and no row is chosen."""
        super().__init__(host)
        self.list = rows
        self._none_chosen = none_chosen
        self.body.addWidget(rows, 1)

    def refresh(self) -> None:
        """Read the list again."""
        self.list.refresh()

    def entered(self) -> None:
        """Search at once."""
        self.list.list.search_box.setFocus()

    def current(self) -> R | None:
        """Return the chosen row; where there is none it is said."""
        self.host.banner.clear()
        row = self.list.list.current()
        if row is None:
            self.host.banner.say(self._none_chosen, tone="attention")
        return row


class Pages(Tab):
    """Pages of which one is in front: it gets what the tab gets."""

    def __init__(self, host: Screen, *pages: Page) -> None:
        super().__init__(host)
        self._pages = pages
        self._stack = PageStack()
        for page in pages:
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)

    def page(self) -> Page:
        """Return the page in front."""
        return self._pages[self._stack.currentIndex()]

    def bring(self, page: Page) -> None:
        """Bring a page to the front."""
        self.host.banner.clear()
        self._stack.setCurrentWidget(page)

    def back(self) -> None:
        """Go back to the first page, as it is now."""
        self.bring(self._pages[0])
        self.refresh()
        self.entered()

    def refresh(self) -> None:
        """Read what the page in front shows."""
        self.page().refresh()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.page().entered()

    def on_scan(self, code: str) -> bool:
        """Give a scan to the page in front."""
        return self.page().on_scan(code)


class ChosenPages(Pages):
    """Pages behind a row of choices.

    Attributes:
        which: the choices.
        head: the row that they stand in, for what else belongs there.
    """

    def __init__(self, host: Screen, pages: Mapping[str, tuple[str, Page]]) -> None:
        """``pages`` have names, and what is written on their choices."""
        super().__init__(host, *(page for _, page in pages.values()))
        self.pages = {name: page for name, (_, page) in pages.items()}
        self.which = Segments([(name, words) for name, (words, _) in pages.items()])
        self.head = QHBoxLayout()
        self.head.addWidget(self.which)
        self.head.addStretch(1)
        self.body.insertLayout(0, self.head)
        self.which.chosen.connect(self.show_page)

    def show_page(self, name: str) -> Page:
        """Bring a page to the front, as it is now."""
        self.which.choose(name)
        self.bring(self.pages[name])
        self.refresh()
        self.entered()
        return self.page()

    def receive(self, what: object) -> None:
        """Take the name of a page."""
        if isinstance(what, str) and what in self.pages:
            self.show_page(what)
