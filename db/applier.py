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

_SUMMED = {How.ADD, How.BUMP, How.RAISE}
_ANY_ORDER = {How.INSERT, How.ADD}
_REPLACING = {How.DELETE, How.INSERT}
_KEY = "key_"


class _Group:
    """Changes of one shape that wait to be written; what is added to one row, or raises it, is put together first."""

    def __init__(self, shape: _Shape) -> None:
        how, _, self._key, values = shape
        self._sums: dict[tuple[Any, ...], list[Any]] | None = {} if how in _SUMMED else None
        rising = {index for index, name in enumerate(values) if name == "pos" or how is How.RAISE}
        self._rising = tuple(rising)
        self._added = tuple(index for index in range(len(values)) if index not in rising)
        self._rows: list[tuple[Any, ...]] = []
        self._seen: dict[tuple[str, ...], tuple[int, set[tuple[Any, ...]]]] = {}

    def add(self, key: dict[str, Any], values: dict[str, Any]) -> None:
        if self._sums is None:
            self._rows.append((*key.values(), *values.values()))
            return
        of = tuple(key.values())
        before = self._sums.get(of)
        if before is None:
            self._sums[of] = [*values.values()]
            return
        more = tuple(values.values())
        for index in self._added:
            before[index] += more[index]
        for index in self._rising:
            before[index] = max(before[index], more[index])

    def holds(self, key: dict[str, Any]) -> bool:
        """Tell whether a row with these values in its key waits here. True where its key has no such columns."""
        names = tuple(key)
        if not set(names) <= set(self._key):
            return True
        places = [self._key.index(name) for name in names]
        known, seen = self._seen.get(names, (0, set()))
        seen.update(tuple(row[place] for place in places) for row in self._rows[known:])
        self._seen[names] = (len(self._rows), seen)
        return tuple(key.values()) in seen

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
            if group is None or how is How.DELETE:
                if groups and not _may_wait(how, key, groups):
                    self._run(connection, groups)
                    group = None
                if group is None:
                    group = groups[shape] = _Group(shape)
            group.add(key, values)
        for name in sorted(waiting):
            self._run(connection, waiting[name])

    def _run(self, connection: Connection, groups: dict[_Shape, _Group]) -> None:
        for shape, group in sorted(groups.items(), key=_deletes_first):
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


def _may_wait(how: How, key: dict[str, Any], groups: Mapping[_Shape, _Group]) -> bool:
    """Tell whether a change may be carried out together with others of its table that wait, in any order of shapes.

    What removes rows runs before what makes new ones, so it must find none of those that came before it here.
    """
    if how in _ANY_ORDER and all(other[0] is how for other in groups):
        return True
    if not all(other[0] in _REPLACING for other in groups):
        return False
    if how is How.DELETE:
        return not any(group.holds(key) for other, group in groups.items() if other[0] is How.INSERT)
    return how is How.INSERT


def _deletes_first(waiting: tuple[_Shape, _Group]) -> bool:
    return waiting[0][0] is not How.DELETE


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
