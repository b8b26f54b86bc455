"""The read tables as a whole: made, thrown away, and made again from the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from db import marks
from db.applier import Applier
from db.canonical import document_of
from db.journal import filed_of
from db.marks import mark, put_mark
from db.prepared import Prepared
from db.projections import project
from db.tables import search
from db.tables.columns import at_most
from db.tables.facts import journal
from db.tables.records import read
from gallery_pos.entries import consequences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy.engine import Connection

    from db.changes import Change
    from db.engine import Database

READ_VERSION = "12"
"""Goes up with every change of a read table or a projection: the tables are then made again at the next start."""

_BATCH = 500
_page = at_most(select(journal).where(journal.c.pos > bindparam("after")).order_by(journal.c.pos), _BATCH)


def is_current(connection: Connection) -> bool:
    """Tell whether the read tables are there and of this program's version."""
    return mark(connection, marks.READ_VERSION) == READ_VERSION


def create(connection: Connection) -> None:
    """Make the read tables, empty."""
    if connection.dialect.name != "sqlite":
        _share_conditions(connection.dialect.name)
    read.create_all(connection, checkfirst=False)
    if connection.dialect.name == "sqlite":
        for statement in search.CREATE:
            connection.exec_driver_sql(statement)


def _share_conditions(dialect: str) -> None:
    """Let indexes hold the rows on another database that they hold on SQLite.

    Naming a dialect where they are declared would load it at every start of every till.
    """
    for index in (index for table in read.tables.values() for index in table.indexes):
        if (rows := index.dialect_options["sqlite"]["where"]) is not None:
            index.dialect_kwargs[f"{dialect}_where"] = rows


def rebuild(database: Database, progress: Callable[[int, int], None] | None = None) -> int:
    """Throw the read tables away and make them again from the journal; return the number of documents.

    ``progress`` is told documents done and documents in all.
    """
    with database.transaction() as connection:
        if connection.dialect.name == "sqlite":
            for statement in search.DROP:
                connection.exec_driver_sql(statement)
        read.drop_all(connection)
        create(connection)
        done = fill(connection, Applier(read.tables, connection.dialect), progress)
        put_mark(connection, marks.READ_VERSION, READ_VERSION)
        return done


def fill(connection: Connection, applier: Applier, progress: Callable[[int, int], None] | None = None) -> int:
    """Project the whole journal into empty read tables; return the number of documents."""
    whole = connection.execute(select(journal.c.pos).order_by(journal.c.pos.desc()).limit(1)).scalar_one_or_none() or 0
    done = 0
    for rows in pages(connection):
        applier.apply(connection, (change for row in rows for change in _changes(row)))
        done += len(rows)
        if progress is not None:
            progress(done, whole)
    return done


def pages(connection: Connection) -> Iterator[list[dict[str, Any]]]:
    """Return the journal in its order, a few hundred rows at a time."""
    page = Prepared(_page, connection.dialect)
    after = 0
    while rows := [page.named(row) for row in page.rows(connection, {"after": after})]:
        yield rows
        after = rows[-1]["pos"]


def _changes(row: dict[str, Any]) -> Iterator[Change]:
    document = document_of(row)
    return project(filed_of(row, document), consequences(document))
