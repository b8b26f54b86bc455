"""Statements compiled once and run by the driver itself: the counter has a fifth of a millisecond, not two.

SQLAlchemy builds and compiles them; what it does for every single execution is left out. They may hold named
parameters only, of types that the drivers take as they are (whole numbers, text, bytes, None).
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.engine import Connection, Dialect
    from sqlalchemy.sql.elements import ClauseElement


class Prepared:
    """One statement for one dialect."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        """Compile ``statement``."""
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        names: list[str] | None = getattr(compiled, "positiontup", None)
        self._pick = _picker(names) if names is not None else None
        binds: dict[str, Any] = getattr(compiled, "binds", {})
        self.expands = any(bind.expanding for bind in binds.values())
        """Whether a list of values is to be filled in: only SQLAlchemy can run it then."""
        self.columns: tuple[str, ...] = tuple(
            str.__str__(column.name) for column in getattr(statement, "selected_columns", ())
        )
        self._constants = {name: bind.value for name, bind in binds.items() if not bind.required}

    def many(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run it for each row of named values."""
        if self._constants:
            rows = [{**self._constants, **row} for row in rows]
        cursor = connection.connection.cursor()
        pick = self._pick
        cursor.executemany(self.sql, rows if pick is None else [pick(row) for row in rows])
        cursor.close()

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run it once and return all that it finds."""
        if self._constants:
            values = {**self._constants, **values}
        cursor = connection.connection.cursor()
        cursor.execute(self.sql, values if self._pick is None else self._pick(values))
        found = [tuple(row) for row in cursor.fetchall()]
        cursor.close()
        return found

    def first(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Return the first row that it finds."""
        return next(iter(self.rows(connection, values)), None)


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return what takes the values out of a row in the order of ``names``."""
    if not names:
        return lambda _row: ()
    if len(names) == 1:
        (name,) = names
        return lambda row: (row[name],)
    return itemgetter(*names)
