"""Carries changes out: groups them by table and shape and runs prepared statements, many rows at once.

The same code keeps the read tables up with each document, rebuilds them, and rebuilds copies of them for ``verify``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, and_, bindparam, case, delete, insert, select, update

from db.changes import Change, How
from db.prepared import Prepared
from db.tables.facts import journal
from db.upsert import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection, Dialect
    from sqlalchemy.sql.elements import ClauseElement

_Shape = tuple[How, str, tuple[str, ...], tuple[str, ...]]

_ADDING = {How.ADD, How.BUMP}
_ANY_ORDER = {How.INSERT, How.ADD}
_KEY = "key_"


class _Group:
    """Changes of one shape that wait to be written; additions to one row are summed before they are."""

    def __init__(self, shape: _Shape) -> None:
        how, _, _, values = shape
        self._sums: dict[tuple[Any, ...], list[Any]] | None = {} if how in _ADDING else None
        self._numbers = tuple(index for index, name in enumerate(values) if name != "pos")
        self._pos = values.index("pos") if "pos" in values else None
        self._rows: list[tuple[Any, ...]] = []

    def add(self, change: Change) -> None:
        key, values = tuple(change.key.values()), change.values.values()
        if self._sums is None:
            self._rows.append((*key, *values))
            return
        before = self._sums.get(key)
        if before is None:
            self._sums[key] = list(values)
            return
        more = tuple(values)
        for index in self._numbers:
            before[index] += more[index]
        if self._pos is not None:
            before[self._pos] = max(before[self._pos], more[self._pos])

    def rows(self) -> list[tuple[Any, ...]]:
        """Return per row the values of its key, then the others."""
        if self._sums is None:
            return self._rows
        return [(*key, *values) for key, values in self._sums.items()]


class Applier:
    """Prepared statements over one set of read tables."""

    def __init__(self, tables: Mapping[str, Table], dialect: Dialect) -> None:
        """Write to ``tables``, by name."""
        self._tables = tables
        self._dialect = dialect
        self._statements: dict[_Shape, Prepared] = {}

    def apply(self, connection: Connection, changes: Iterable[Change]) -> None:
        """Carry out ``changes``: in their order wherever the order matters for a row."""
        waiting: dict[str, dict[_Shape, _Group]] = {}
        for change in changes:
            how, table, key, values = change
            shape = (how, table, tuple(key), tuple(values))
            groups = waiting.get(table)
            if groups is None:
                groups = waiting[table] = {}
            group = groups.get(shape)
            if group is None:
                if groups and not (how in _ANY_ORDER and all(other[0] is how for other in groups)):
                    self._run(connection, groups)
                group = groups[shape] = _Group(shape)
            group.add(change)
        for name in sorted(waiting):
            self._run(connection, waiting[name])

    def _run(self, connection: Connection, groups: dict[_Shape, _Group]) -> None:
        for shape, group in groups.items():
            statement = self._statements.get(shape)
            if statement is None:
                given = (*(f"{_KEY}{name}" for name in shape[2]), *shape[3])
                statement = self._statements[shape] = Prepared(self._build(shape), self._dialect, given=given)
            statement.many(connection, group.rows())
        groups.clear()

    def _build(self, shape: _Shape) -> ClauseElement:
        how, name, key, values = shape
        table = self._tables[name]
        if how is How.SETTLE:
            return _settle(table)
        here = and_(*(table.c[column] == bindparam(f"{_KEY}{column}") for column in key))
        given: dict[str, Any] = {column: bindparam(column) for column in values}
        keyed: dict[str, Any] = {column: bindparam(f"{_KEY}{column}") for column in key}
        if how is How.INSERT:
            return insert(table).values(keyed | given)
        if how is How.DELETE:
            return delete(table).where(here)
        if how is How.UPDATE:
            return update(table).where(here).values(given)
        if how is How.BUMP:
            return update(table).where(here).values(_added(table, given))
        new = insert_into(table, self._dialect.name).values(keyed | given)
        excluded = {column: new.excluded[column] for column in values}
        if how is How.ADD:
            changed: dict[str, Any] = _added(table, excluded)
        elif how is How.RAISE:
            changed = {column: _higher(table.c[column], value) for column, value in excluded.items()}
        else:
            changed = excluded
        return new.on_conflict_do_update(index_elements=[table.c[column] for column in key], set_=changed)


def _settle(lines: Table) -> ClauseElement:
    """Mark lines by the id of their document, each only once."""
    document = select(journal.c.pos).where(journal.c.id == bindparam(f"{_KEY}id")).scalar_subquery()
    mine = lines.c.consignor == bindparam(f"{_KEY}consignor")
    unsettled = lines.c.statement.is_(None)
    return update(lines).where(lines.c.pos == document, mine, unsettled).values(statement=bindparam("statement"))


def _added(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return assignments that add ``values`` to the columns; ``pos`` rises, in whatever order the rows come."""
    return {
        column: _higher(table.c[column], value) if column == "pos" else table.c[column] + value
        for column, value in values.items()
    }


def _higher(old: Any, new: Any) -> Any:
    return case((new > old, new), else_=old)
