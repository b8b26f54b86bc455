"""The rows of a month file as documents, one after another."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import msgspec

from gallery_pos.documents import KINDS, read
from gallery_pos.month_file.model import TRADE_KINDS, Head, Row, read_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import Document


CLOSING = "MonthClosed"
_LONG = re.compile(r"[0-9]{17}")
_MOST = 10**15
"""No gallery writes a larger number: a thousand times the largest amount. What is larger only keeps a reader busy."""
MOST_OF_A_ROW = 16 * 1024 * 1024
"""Bytes; the count of a whole gallery of 10,000 products has a fifth of it."""


class Line(NamedTuple):
    """A row; ``document`` is None where it has no body, or one that cannot be read as a document of its kind."""

    row: Row
    head: Head
    document: Document | None

    @property
    def number(self) -> str:
        """The number that people see."""
        return self.head.number

    @property
    def is_bare(self) -> bool:
        """Whether only the header and the hash of the document are here."""
        return not self.row.body

    @property
    def is_newer(self) -> bool:
        """Whether this program cannot know what the document says: its kind, or a version of it, came later."""
        kind = KINDS.get(self.head.kind)
        return not self.is_bare and (kind is None or self.head.version > kind.version)


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


class Scope(NamedTuple):
    """What a file is about: a ``month`` ("2026-10") of an ``outlet``, with the ``whole`` gallery's documents or only its."""

    outlet: str
    month: str
    whole: bool

    def is_elsewhere(self, head: Head) -> bool:
        """Tell whether a document is another outlet's. Closings are everybody's: they tell what a chain was."""
        return head.kind != CLOSING and not (self.whole or head.outlet == self.outlet)

    def is_later(self, head: Head) -> bool:
        """Tell whether a document is dated after the month, so that a later file sums it."""
        return head.kind != CLOSING and head.business_date[:7] > self.month and not self.is_elsewhere(head)

    def is_trade(self, head: Head) -> bool:
        """Tell whether a document is what the month is summed from."""
        return head.kind in TRADE_KINDS and (head.outlet, head.business_date[:7]) == (self.outlet, self.month)


def document_of(row: Row, head: Head) -> Document | None:
    """Return the document in a row, None where it has no body or is none that this program knows."""
    if not row.body or not _is_countable(row.body):
        return None
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


def _is_countable(body: str) -> bool:
    """Tell whether every number in a body is one that can be summed; long digits in a text are none."""
    if _LONG.search(body) is None:
        return True
    try:
        return not _has_huge(msgspec.json.decode(body))
    except (RecursionError, msgspec.MsgspecError):
        return False


def _has_huge(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_huge, value.values()))
    if isinstance(value, list):
        return any(map(_has_huge, value))
    return isinstance(value, int | float) and abs(value) > _MOST
