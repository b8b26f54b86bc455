"""Carries changes out: groups them by table and shape and runs prebuilt statements, many rows at once.

The same code keeps the read tables up with each document, rebuilds them, and rebuilds copies of them for ``verify``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, and_, bindparam, case, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from db.changes import Change, How
from db.tables.facts import journal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.base import Executable

_Shape = tuple[How, str, tuple[str, ...], tuple[str, ...]]

_ANY_ORDER = {How.INSERT, How.ADD}


class Applier:
    """Prebuilt statements over one set of read tables; ``dialect`` is "sqlite" or "postgresql"."""

    def __init__(self, tables: Mapping[str, Table], dialect: str) -> None:
        """Write to ``tables``, by name."""
        self._tables = tables
        self._insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
        self._statements: dict[_Shape, Executable] = {}

    def apply(self, connection: Connection, changes: Iterable[Change]) -> None:
        """Carry out ``changes``: in their order wherever the order matters for a row."""
        waiting: dict[str, dict[_Shape, list[dict[str, Any]]]] = {}
        for change in changes:
            shape = (change.how, change.table, tuple(change.key), tuple(change.values))
            groups = waiting.setdefault(change.table, {})
            if groups and shape not in groups and not (change.how in _ANY_ORDER and _same_how(groups, change.how)):
                self._run(connection, groups)
            groups.setdefault(shape, []).append(
                {f"{_KEY}{name}": value for name, value in change.key.items()} | change.values
            )
        for name in sorted(waiting):
            self._run(connection, waiting[name])

    def _run(self, connection: Connection, groups: dict[_Shape, list[dict[str, Any]]]) -> None:
        for shape, rows in groups.items():
            statement = self._statements.get(shape)
            if statement is None:
                statement = self._statements[shape] = self._build(shape)
            connection.execute(statement, rows)
        groups.clear()

    def _build(self, shape: _Shape) -> Executable:
        how, name, key, values = shape
        table = self._tables[name]
        if how is How.SETTLE:
            return self._settle(table)
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
        new = self._insert(table).values(keyed | given)
        if how is How.ADD:
            changed: dict[str, Any] = _added(table, {column: new.excluded[column] for column in values})
        elif how is How.RAISE:
            changed = {column: _higher(table.c[column], new.excluded[column]) for column in values}
        else:
            changed = {column: new.excluded[column] for column in values}
        return new.on_conflict_do_update(index_elements=[table.c[column] for column in key], set_=changed)

    @staticmethod
    def _settle(lines: Table) -> Executable:
        """Mark lines by the id of their document, each only once."""
        document = select(journal.c.pos).where(journal.c.id == bindparam(f"{_KEY}id")).scalar_subquery()
        return (
            update(lines)
            .where(
                lines.c.pos == document,
                lines.c.consignor == bindparam(f"{_KEY}consignor"),
                lines.c.statement.is_(None),
            )
            .values(statement=bindparam("statement"))
        )


_KEY = "key_"


def _same_how(groups: dict[_Shape, list[dict[str, Any]]], how: How) -> bool:
    return all(shape[0] is how for shape in groups)


def _added(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return assignments that add ``values`` to the columns; ``pos`` rises, in whatever order the rows come."""
    return {
        column: _higher(table.c[column], value) if column == "pos" else table.c[column] + value
        for column, value in values.items()
    }


def _higher(old: Any, new: Any) -> Any:
    return case((new > old, new), else_=old)
