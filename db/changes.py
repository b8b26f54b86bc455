"""What a document changes in the read tables, as data: projections make these, :mod:`db.applier` carries them out.

Each row of a read table has a ``pos``: the document that changed it last, so that a row that is wrong can be named
after a document.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import Document


class How(StrEnum):
    """What to do with a row. Text, because text is hashed fast: there is one for each of the many rows of a rebuild."""

    INSERT = "insert"
    """A new row."""
    PUT = "put"
    """Write the given columns; make the row where there is none."""
    ADD = "add"
    """Add to the given columns; make the row where there is none. Additions may come in any order."""
    UPDATE = "update"
    """Write the given columns of a row that is there."""
    BUMP = "bump"
    """Add to the given columns of a row that is there."""
    RAISE = "raise"
    """As PUT, but a column never falls."""
    DELETE = "delete"
    """Remove the rows with these keys."""
    SETTLE = "settle"
    """Mark the lines of one consignor in one document as settled by a statement."""


class Change(NamedTuple):
    """One change of one row: ``key`` finds the row, ``values`` are the other columns."""

    how: How
    table: str
    key: dict[str, Any]
    values: dict[str, Any]


class Filed(NamedTuple):
    """A document as it stands in the journal."""

    pos: int
    origin: str
    epoch: int
    seq: int
    number: str
    hash: bytes
    document: Document

    @property
    def id(self) -> UUID:
        """The document's id."""
        return self.document.id
