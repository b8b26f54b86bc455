"""What a check says, and what a witness outside the database remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from gallery_pos.formatting import format_iso_date

if TYPE_CHECKING:
    from collections.abc import Mapping

BALANCE, SETTLEMENT, STOCK, DRAWER, STATEMENT, CHAIN, REBUILD, TOTALS, MONTH = range(1, 10)
"""The rules, by their numbers in docs/architecture.md: "what must always hold"."""


class Finding(msgspec.Struct, frozen=True):
    """Something that does not hold. ``number``, ``document_id`` and ``day`` name the document; ``what`` says it in words.

    ``document_id`` is None where the document is gone; its ``number`` is then the one that is missing, and ``day`` "".
    """

    rule: int
    number: str
    document_id: UUID | None
    what: str
    day: str = ""

    @property
    def named(self) -> str:
        """The document as people look for it: its number, and its date where it is there."""
        number = self.number or "–"
        return f"{number} ({format_iso_date(self.day)})" if self.day else number


class Head(msgspec.Struct, frozen=True):
    """The end of a chain as it was told outside: by a Z slip, the witness file, the Dinas' copy.

    ``hash`` in hex, also only its beginning. Where only the hash is known, ``origin`` is "" and ``seq`` 0.
    """

    hash: str
    origin: str = ""
    epoch: int = 0
    seq: int = 0
    number: str = ""


def about(rule: int, row: Mapping[str, Any], what: str) -> Finding:
    """Return a finding about the document in a journal row."""
    return Finding(rule, row["number"], UUID(bytes=row["id"]), what, row["business_date"])
