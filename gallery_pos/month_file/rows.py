"""The rows of a month file as documents, one after another."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import msgspec

from gallery_pos.documents import KINDS, read
from gallery_pos.month_file.model import Head, Row, read_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import Document


MOST_OF_A_ROW = 16 * 1024 * 1024
"""Bytes; the count of a whole gallery of 10,000 products has a fifth of it."""


class Line(NamedTuple):
    """A row; ``document`` is None where its body cannot be read as a document of its kind."""

    row: Row
    head: Head
    document: Document | None

    @property
    def number(self) -> str:
        """The number that people see."""
        return self.head.number

    @property
    def is_newer(self) -> bool:
        """Whether this program cannot know what the document says: its kind, or a version of it, came later."""
        kind = KINDS.get(self.head.kind)
        return kind is None or self.head.version > kind.version


class Broken(NamedTuple):
    """The line ``at`` (from 1) of the journal is no row."""

    at: int


def lines_of(journal: bytes) -> Iterator[Line | Broken]:
    """Yield every row of a journal in its order."""
    for at, text in enumerate(BytesIO(journal), start=1):
        if len(text) > MOST_OF_A_ROW:
            yield Broken(at)
            continue
        try:
            row, head = read_row(text)
        except msgspec.DecodeError:
            yield Broken(at)
            continue
        yield Line(row, head, document_of(row, head))


def document_of(row: Row, head: Head) -> Document | None:
    """Return the document in a row, None where it is none that this program knows."""
    try:
        fields = {
            "id": UUID(hex=head.id),
            "outlet": head.outlet,
            "business_date": date.fromisoformat(head.business_date),
            "posted_at": datetime.fromisoformat(head.posted_at),
            "user": head.user,
        }
        return read(head.kind, head.version, fields, row.body.encode())
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError, msgspec.MsgspecError):
        return None
