"""What every part of the book stands on: prebuilt statements, one reading at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.journal import posted_of
from db.prepared import Prepared
from db.tables.facts import journal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Select

    from db.engine import Database
    from db.signing import Terminal
    from gallery_pos.documents import Document
    from gallery_pos.ports import Posted

_D = TypeVar("_D", bound="Document")

_by_id = select(journal).where(journal.c.id == bindparam("id"))


class Reader:
    """Reads documents and rows; inside a transaction of this thread it sees what that wrote."""

    def __init__(self, database: Database, terminal: Terminal) -> None:
        """Read ``database`` for one terminal."""
        self._database = database
        self._origin = terminal.origin
        self._prepared: dict[Select[Any], Prepared] = {}

    def _rows(self, statement: Select[Any], /, **values: Any) -> list[Mapping[str, Any]]:
        """Return all rows of a statement that stands at the top of a module: it is prepared once."""
        prepared = self._prepared.get(statement)
        if prepared is None:
            prepared = self._prepared[statement] = Prepared(statement, self._database.engine.dialect)
        if prepared.expands:
            with self._database.reading() as connection:
                found = connection.execute(statement, values).mappings().all()
                return cast("list[Mapping[str, Any]]", found)
        with self._database.glance() as connection:
            rows = prepared.rows(connection, values)
        return [dict(zip(prepared.columns, row, strict=True)) for row in rows]

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
        row = self._row(statement, **values)
        return None if row is None else as_kind(kind, row)

    def _records(self, kind: type[_D], statement: Select[Any], /, **values: Any) -> list[_D]:
        return [as_kind(kind, row) for row in self._rows(statement, **values)]

    def _by_id(self, id: bytes) -> Posted | None:  # noqa: A002 -- the journal's own word
        return self._posted(_by_id, id=id)


def as_kind(kind: type[_D], row: Mapping[str, Any]) -> _D:
    """Return the document in a journal row that is known to be of ``kind``."""
    document = document_of(row)
    if not isinstance(document, kind):
        raise TypeError(f"{row['number']} is a {document.kind}, not a {kind.__name__}")
    return document
