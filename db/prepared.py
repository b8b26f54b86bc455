"""Statements compiled once and run by the driver itself: the counter has a fifth of a millisecond, not two.

SQLAlchemy builds and compiles them; what it does for every single execution is left out. They may hold named
parameters only, of types that the drivers take as they are (whole numbers, text, bytes, None).
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection, Dialect
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.sql.elements import ClauseElement


_LONGEST = 512


class Prepared:
    """One statement for one dialect."""

    def __init__(
        self, statement: ClauseElement, dialect: Dialect, *, length: int = 0, given: Sequence[str] = ()
    ) -> None:
        """Compile ``statement``; a list in it has ``length`` values, see :func:`in_lists`.

        ``given`` are the names of the values in the rows of :meth:`many`, in their order.
        """
        compiled = cast("SQLCompiler", statement.compile(dialect=dialect))
        binds = compiled.binds
        if length:
            expanded = compiled.construct_expanded_state(
                {name: [None] * length if bind.expanding else bind.value for name, bind in binds.items()}
            )
            self.sql, names = expanded.statement, expanded.positiontup
        else:
            self.sql, names = str(compiled), compiled.positiontup
        self._pick = _picker(names) if names is not None else None
        self._arrange = _arranger(given, names)
        self.columns: tuple[str, ...] = tuple(
            str.__str__(column.name) for column in getattr(statement, "selected_columns", ())
        )
        self._constants = {name: bind.value for name, bind in binds.items() if not bind.required and not bind.expanding}

    def named(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """Return a row that it found, by the names of its columns."""
        return dict(zip(self.columns, row, strict=True))

    def many(self, connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
        """Run it for each row, its values in the order that was given; it has no others."""
        cursor = connection.connection.cursor()
        cursor.executemany(self.sql, rows if self._arrange is None else [self._arrange(row) for row in rows])
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


def in_lists(name: str, texts: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Split many values of the list ``name`` into lengths of statements and the parameters of each.

    Lengths are powers of two, filled up with the last value, so that there are ten statements and not a thousand.
    """
    wanted = sorted(set(texts))
    for start in range(0, len(wanted), _LONGEST):
        some = wanted[start : start + _LONGEST]
        length = 1 << (len(some) - 1).bit_length()
        some += some[-1:] * (length - len(some))
        yield length, {f"{name}_{n}": text for n, text in enumerate(some, 1)}


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    """Return what takes the values out of a row in the order of ``names``."""
    if not names:
        return lambda _row: ()
    if len(names) == 1:
        (name,) = names
        return lambda row: (row[name],)
    return itemgetter(*names)


def _arranger(given: Sequence[str], names: Sequence[str] | None) -> Callable[[Sequence[Any]], Any] | None:
    """Return what makes a driver's parameters of values in the order ``given``: places by ``names``, or a mapping.

    None where they are so already.
    """
    if names is None:
        return lambda row: dict(zip(given, row, strict=True))
    if not given or list(given) == list(names):
        return None
    return itemgetter(*(given.index(name) for name in names))
