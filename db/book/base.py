"""What every part of the book stands on: prebuilt statements, one reading at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.journal import posted_of
from db.tables.facts import journal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Executable

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

    def _rows(self, statement: Executable, /, **values: Any) -> list[Mapping[str, Any]]:
        with self._database.reading() as connection:
            return cast("list[Mapping[str, Any]]", connection.execute(statement, values).mappings().all())

    def _row(self, statement: Executable, /, **values: Any) -> Mapping[str, Any] | None:
        with self._database.reading() as connection:
            return cast("Mapping[str, Any] | None", connection.execute(statement, values).mappings().first())

    def _value(self, statement: Executable, /, **values: Any) -> Any:
        with self._database.reading() as connection:
            return connection.execute(statement, values).scalar()

    def _posted(self, statement: Executable, /, **values: Any) -> Posted | None:
        row = self._row(statement, **values)
        return None if row is None else posted_of(row, fresh=False)

    def _record(self, kind: type[_D], statement: Executable, /, **values: Any) -> _D | None:
        """Return the document of ``kind`` in the first row."""
        row = self._row(statement, **values)
        return None if row is None else as_kind(kind, row)

    def _records(self, kind: type[_D], statement: Executable, /, **values: Any) -> list[_D]:
        return [as_kind(kind, row) for row in self._rows(statement, **values)]

    def _by_id(self, id: bytes) -> Posted | None:  # noqa: A002 -- the journal's own word
        return self._posted(_by_id, id=id)


def as_kind(kind: type[_D], row: Mapping[str, Any]) -> _D:
    """Return the document in a journal row that is known to be of ``kind``."""
    document = document_of(row)
    if not isinstance(document, kind):
        raise TypeError(f"{row['number']} is a {document.kind}, not a {kind.__name__}")
    return document
