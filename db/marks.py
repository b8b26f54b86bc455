"""Notes of a database about itself that travel with it, into backups and to every computer on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from db.tables.working import meta
from db.upsert import insert_into

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from db.engine import Database

PRACTICE = "practice"
"""These books are no real ones."""
KEY = "key"
"""The mark of the key that personal data and PINs are written under."""
READ_VERSION = "read_version"
"""The version of the read tables; the one note that stays where it is."""

_one = select(meta.c.value).where(meta.c.name == bindparam("name"))


def mark(connection: Connection, name: str) -> str:
    """Return a note, "" where there is none."""
    return connection.execute(_one, {"name": name}).scalar_one_or_none() or ""


def put_mark(connection: Connection, name: str, value: str) -> None:
    """Write a note in the place of the one before."""
    insert_or = insert_into(meta, connection.dialect.name)
    statement = insert_or.on_conflict_do_update(index_elements=[meta.c.name], set_={"value": insert_or.excluded.value})
    connection.execute(statement, {"name": name, "value": value})


def is_for_practice(database: Database) -> bool:
    """Tell whether books are for practice, on whatever computer they are opened."""
    with database.reading() as connection:
        return bool(mark(connection, PRACTICE))


def mark_for_practice(database: Database) -> None:
    """Mark books for ever as no real ones."""
    with database.transaction() as connection:
        put_mark(connection, PRACTICE, "1")
