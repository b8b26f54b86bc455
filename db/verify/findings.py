"""What a check says, and what a witness outside the database remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

BALANCE, SETTLEMENT, STOCK, DRAWER, STATEMENT, CHAIN, REBUILD, TOTALS, MONTH = range(1, 10)
"""The rules, by their numbers in docs/architecture.md: "what must always hold"."""


class Finding(msgspec.Struct, frozen=True):
    """Something that does not hold. ``number`` and ``document_id`` name the document; ``what`` says it in words.

    ``document_id`` is None where the document is gone; its ``number`` is then the one that is missing.
    """

    rule: int
    number: str
    document_id: UUID | None
    what: str


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
    return Finding(rule, row["number"], UUID(bytes=row["id"]), what)
