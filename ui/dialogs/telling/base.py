"""What is told of a document, and the one function that every kind of document adds itself to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from gallery_pos.documents import Document
from gallery_pos.language import tr
from ui.app.names import kind_name
from ui.app.tables import Kind

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.ports import Posted
    from ui.gallery import Gallery

_D = TypeVar("_D", bound=Document)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands behind it; ``link`` is another document that it opens."""

    label: str
    text: str
    link: UUID | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Lines of a document: pairs of title and kind, and rows of plain values; ``totals`` is a last row."""

    title: str
    columns: Sequence[tuple[str, Kind]]
    rows: Sequence[tuple[Any, ...]]
    totals: tuple[Any, ...] = ()


@dataclass(slots=True)
class Told:
    """A document told: what it is, one line of what it did, facts and tables."""

    title: str
    number: str
    summary: str = ""
    facts: list[Fact] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def fact(self, label: str, text: str, link: UUID | None = None) -> None:
        """Add a fact; one that says nothing is left out."""
        if text.strip():
            self.facts.append(Fact(label, text, link))

    def table(
        self,
        title: str,
        columns: Sequence[tuple[str, Kind]],
        rows: Sequence[tuple[Any, ...]],
        totals: tuple[Any, ...] = (),
    ) -> None:
        """Add a table; one without rows is left out."""
        if rows:
            self.tables.append(Table(title, columns, rows, totals))


Teller = Callable[["Names", "Told", Any], None]
_TELLERS: dict[type[Document], Teller] = {}


class Names:
    """Looks up names while a document is told; a code that is not known any more stands for itself."""

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery
        self._book = gallery.book

    def user(self, code: str) -> str:
        """Return the name of a user."""
        found = self._book.user(code)
        return found.name if found else tr("program") if code == "sistem" else code

    def consignor(self, code: str) -> str:
        """Return the business name of a consignor."""
        found = self._book.consignor(code)
        return found.business_name if found else code

    def outlet(self, code: str) -> str:
        """Return the name of an outlet."""
        found = self._book.outlet(code)
        return found.name if found else code

    def product(self, code: str) -> str:
        """Return the name of a product."""
        found = self._book.product(code)
        return found.name if found else code

    def follows(self, kind: type[Document], id: UUID) -> UUID | None:  # noqa: A002
        """Return the document of this kind that was written about another one, the latest; None where there is none."""
        found = self._book.latest(kind, id.hex)
        return found.id if found else None

    def number(self, id: UUID | None) -> str:  # noqa: A002 -- the journal's own word
        """Return the number of another document, "" where there is none."""
        found = self._book.document(id) if id else None
        return found.number if found else ""


def teller(kind: type[_D]) -> Callable[[Callable[[Names, Told, _D], None]], Callable[[Names, Told, _D], None]]:
    """Decorate the function that tells documents of ``kind``."""

    def added(function: Callable[[Names, Told, _D], None]) -> Callable[[Names, Told, _D], None]:
        _TELLERS[kind] = function
        return function

    return added


def tell(gallery: Gallery, posted: Posted) -> Told:
    """Return what a document says, with today's names beside its codes. Touches no widget."""
    document = posted.document
    told = Told(kind_name(document.kind), posted.number)
    _TELLERS[type(document)](Names(gallery), told, document)
    return told
