"""What the tabs of Gerai have in common that list documents and, in front of the list, make a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar
from uuid import UUID

from gallery_pos.language import tr
from ui.app.page import Page
from ui.app.tabs import Tab
from ui.dialogs.document import show_document, show_sheet
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.list_page import ListPage
    from ui.app.screen import Screen


class OfDocument(Protocol):
    """A row of a list of documents."""

    @property
    def id(self) -> UUID:
        """The document's id."""


R = TypeVar("R", bound=OfDocument)


class DocumentsPage(Page, Generic[R]):
    """A list of documents; the one that the cursor is on is opened or printed."""

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
        row = self.list.list.current()
        if row is None:
            self.host.banner.say(self._none_chosen, tone="attention")
        return row

    def open_current(self) -> None:
        """Show the chosen document."""
        if (row := self.current()) is not None:
            show_document(self, self.place, row.id)

    def print_current(self) -> None:
        """Show the paper of the chosen document."""
        row = self.current()
        posted = self.place.gallery.book.document(row.id) if row else None
        if posted is not None:
            show_sheet(self, self.place, posted)


class TwoPages(Tab):
    """A list, and in front of it the page that makes a new document."""

    def __init__(self, host: Screen, rows: Page, making: Page) -> None:
        super().__init__(host)
        self._rows, self._making = rows, making
        self._stack = PageStack()
        for page in (self._rows, self._making):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)

    def page(self) -> Page:
        """Return the page in front."""
        return self._making if self._stack.currentWidget() is self._making else self._rows

    def bring(self, page: Page) -> None:
        """Bring one of the two to the front."""
        self._stack.setCurrentWidget(page)
        self.host.banner.clear()

    def back(self) -> None:
        """Go back to the list, as it is now."""
        self.bring(self._rows)
        self._rows.refresh()
        self._rows.entered()

    def told(self, posted: Posted) -> None:
        """Go back to the list once a document is in the books, and show its paper."""
        self.back()
        self.place.feedback.toast(tr("Tersimpan: {number}").format(number=posted.number))
        show_sheet(self, self.place, posted)

    def refresh(self) -> None:
        """Read what the page in front shows."""
        self.page().refresh()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.page().entered()

    def on_scan(self, code: str) -> bool:
        """Give a scan to the page in front."""
        return self.page().on_scan(code)
