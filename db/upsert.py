"""INSERT ... ON CONFLICT in the words of the database at hand; the other's part of SQLAlchemy is not even loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.dialects.sqlite import Insert


def insert_into(table: Table, dialect: str) -> Insert:
    """Return an insert that can say what to do where the row is there; both dialects' are alike in all we use."""
    if dialect == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return cast("Insert", postgresql.insert(table))
