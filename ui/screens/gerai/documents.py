"""What the tabs of Gerai have in common that list documents and, in front of the list, make a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar
from uuid import UUID

from gallery_pos.language import tr
from ui.app.pages import Pages, RowsPage
from ui.dialogs.document import show_document, show_sheet

if TYPE_CHECKING:
    from gallery_pos.ports import Posted


class OfDocument(Protocol):
    """A row of a list of documents."""

    @property
    def id(self) -> UUID:
        """The document's id."""


R = TypeVar("R", bound=OfDocument)


class DocumentsPage(RowsPage[R]):
    """A list of documents; the one that the cursor is on is opened or printed."""

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


class TwoPages(Pages):
    """A list, and in front of it the page that makes a new document."""

    def told(self, posted: Posted) -> None:
        """Go back to the list once a document is in the books, and show its paper."""
        self.back()
        self.place.feedback.toast(tr("Tersimpan: {number}").format(number=posted.number))
        show_sheet(self, self.place, posted)
