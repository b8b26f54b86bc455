"""The few column types there are. Money and counts are whole numbers; days and moments are ISO 8601 text.

Text for days keeps what was hashed exactly as it was written, sorts rightly, and is the same in both databases.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Text,
    literal_column,
    text as literal_sql,
)

Whole = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits in both databases; SQLite's STRICT tables know the word INTEGER only."""


def whole(name: str, **more: Any) -> Column[Any]:
    """Return a column of whole numbers that is 0 unless said otherwise."""
    return Column(name, Whole, nullable=False, server_default=literal_sql("0"), **more)


def number(name: str, **more: Any) -> Column[Any]:
    """Return a column of whole numbers that must be given."""
    return Column(name, Whole, nullable=False, **more)


def maybe_number(name: str) -> Column[Any]:
    """Return a column of whole numbers that may be empty."""
    return Column(name, Whole, nullable=True)


def text(name: str, **more: Any) -> Column[Any]:
    """Return a column of text that must be given."""
    return Column(name, Text, nullable=False, **more)


def maybe_text(name: str) -> Column[Any]:
    """Return a column of text that may be empty."""
    return Column(name, Text, nullable=True)


def blob(name: str, **more: Any) -> Column[Any]:
    """Return a column of bytes that must be given."""
    return Column(name, LargeBinary, nullable=False, **more)


def maybe_blob(name: str) -> Column[Any]:
    """Return a column of bytes that may be empty."""
    return Column(name, LargeBinary, nullable=True)


def at_most(statement: Select[Any], count: int) -> Select[Any]:
    """Limit a statement by a number that stands in its text: SQLite parses one with ``LIMIT ?`` anew at each run."""
    return statement.limit(literal_column(str(count))).offset(literal_column("0"))


def table(name: str, metadata: MetaData, *parts: Any) -> Table:
    """Return a STRICT table; one whose key is more than a number keeps its rows in the key's own tree."""
    keys = [part for part in parts if isinstance(part, Column) and part.primary_key]
    alone = len(keys) == 1 and isinstance(keys[0].type, BigInteger)
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=alone)
