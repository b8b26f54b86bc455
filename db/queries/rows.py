"""How rows come out of the database: as frozen structs, converted once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, ColumnElement, Executable, cast, func

if TYPE_CHECKING:
    from db.engine import Database

_Row = TypeVar("_Row", bound=msgspec.Struct)


def fetch(database: Database, statement: Executable, kind: type[_Row], /, **values: Any) -> list[_Row]:
    """Return what a statement finds as rows of ``kind``; its columns are named as the fields are written."""
    return msgspec.convert(plain(database, statement, **values), list[kind], strict=False)  # type: ignore[valid-type]


def plain(database: Database, statement: Executable, /, **values: Any) -> list[dict[str, Any]]:
    """Return what a statement finds as plain dictionaries; SQLAlchemy's own names are not quite ``str``."""
    with database.reading() as connection:
        found = connection.execute(statement, values)
        names = [str.__str__(name) for name in found.keys()]  # noqa: SIM118 -- a result is no dict
        return [dict(zip(names, row, strict=True)) for row in found]


def with_ids(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return plain rows with the bytes under ``id`` as the UUID that they are."""
    for row in rows:
        row["id"] = UUID(bytes=row["id"])
    return rows


def as_day(text: str | None) -> date | None:
    """Return the day that a column of text stands for."""
    return date.fromisoformat(text) if text else None


def total(column: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the sum of a column as a whole number, 0 where there are no rows."""
    return cast(func.coalesce(func.sum(column), 0), BigInteger)
