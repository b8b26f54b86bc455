"""What every part of the book stands on: prebuilt statements, one reading at a time."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.journal import COLUMNS, posted_of
from db.prepared import Prepared, in_lists
from db.tables.facts import journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Select

    from db.engine import Database
    from db.signing import Terminal
    from gallery_pos.documents import Document
    from gallery_pos.ports import Posted

_D = TypeVar("_D", bound="Document")

_by_id = select(journal).where(journal.c.id == bindparam("id"))

_prepared: dict[tuple[Select[Any], int, str], Prepared] = {}
"""What was compiled, whoever reads: a process knows each statement once for each kind of database."""


class Reader:
    """Reads documents and rows; inside a transaction of this thread it sees what that wrote."""

    def __init__(self, database: Database, terminal: Terminal) -> None:
        """Read ``database`` for one terminal."""
        self._database = database
        self._origin = terminal.origin
        self._dialect = database.engine.dialect

    def _prepare(self, statement: Select[Any], length: int = 0) -> Prepared:
        """Return a statement that stands at the top of a module, compiled the first time anybody asks for it."""
        key = (statement, length, self._dialect.name)
        prepared = _prepared.get(key)
        if prepared is None:
            prepared = _prepared[key] = Prepared(statement, self._dialect, length=length)
        return prepared

    def _tuples(self, prepared: Prepared, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        here = self._database.here
        if here is not None:
            return prepared.rows(here, values)
        with self._database.glance() as connection:
            return prepared.rows(connection, values)

    def _rows(self, statement: Select[Any], /, **values: Any) -> list[Mapping[str, Any]]:
        prepared = self._prepare(statement)
        return [prepared.named(row) for row in self._tuples(prepared, values)]

    def _rows_among(
        self, statement: Select[Any], name: str, wanted: Iterable[str], /, **values: Any
    ) -> list[Mapping[str, Any]]:
        """Return what a statement finds for any of the values of its list ``name``."""
        found: list[Mapping[str, Any]] = []
        with self._database.reading():
            for length, some in in_lists(name, wanted):
                prepared = self._prepare(statement, length)
                found += (prepared.named(row) for row in self._tuples(prepared, values | some))
        return found

    def _row(self, statement: Select[Any], /, **values: Any) -> Mapping[str, Any] | None:
        return next(iter(self._rows(statement, **values)), None)

    def _value(self, statement: Select[Any], /, **values: Any) -> Any:
        row = self._row(statement, **values)
        return next(iter(row.values())) if row else None

    def _posted(self, statement: Select[Any], /, **values: Any) -> Posted | None:
        row = self._row(statement, **values)
        return None if row is None else posted_of(row, fresh=False)

    def _record(self, kind: type[_D], statement: Select[Any], /, **values: Any) -> _D | None:
        """Return the document of ``kind`` in the first row."""
        return next(iter(self._records(kind, statement, **values)), None)

    def _records(self, kind: type[_D], statement: Select[Any], /, **values: Any) -> list[_D]:
        """Return the documents of ``kind`` in the journal rows that a statement finds, all columns and no others."""
        return [_of_kind(kind, _read(row), row) for row in self._tuples(self._prepare(statement), values)]

    def _records_among(self, kind: type[_D], statement: Select[Any], name: str, wanted: Iterable[str]) -> list[_D]:
        found: list[_D] = []
        with self._database.reading():
            for length, some in in_lists(name, wanted):
                found += (
                    _of_kind(kind, _read(row), row) for row in self._tuples(self._prepare(statement, length), some)
                )
        return found

    def _by_id(self, id: bytes) -> Posted | None:  # noqa: A002 -- the journal's own word
        return self._posted(_by_id, id=id)


@lru_cache(maxsize=1_024)
def _read(row: tuple[Any, ...]) -> Document:
    """Return the document in a whole journal row; what the counter asks for again and again is read once."""
    return document_of(dict(zip(COLUMNS, row, strict=True)))


def as_kind(kind: type[_D], row: Mapping[str, Any]) -> _D:
    """Return the document in a journal row that is known to be of ``kind``."""
    return _of_kind(kind, document_of(row), row)


def as_kept_kind(kind: type[_D], row: Mapping[str, Any]) -> _D:
    """As :func:`as_kind`, for a document that is asked for at every sale."""
    return _of_kind(kind, _read(tuple(row[name] for name in COLUMNS)), row)


def _of_kind(kind: type[_D], document: Document, row: object) -> _D:
    if not isinstance(document, kind):
        raise TypeError(f"{row} is a {document.kind}, not a {kind.__name__}")
    return document
