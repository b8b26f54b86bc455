"""How one record came to be what it is: its revisions, which are also its history of prices and commissions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from db.journal import posted_of
from db.tables.facts import journal
from db.tables.records import revisions as revised

if TYPE_CHECKING:
    from db.engine import Database
    from gallery_pos.ports import Posted

_revisions = (
    select(journal)
    .join(revised, revised.c.pos == journal.c.pos)
    .where(revised.c.kind == bindparam("kind"), revised.c.code == bindparam("code"))
    .order_by(journal.c.pos.desc())
)


def revisions(database: Database, *, kind: str, code: str) -> list[Posted]:
    """Return every revision of one record, the newest first; ``kind`` as "ProductRevised"."""
    with database.reading() as connection:
        rows = connection.execute(_revisions, {"kind": kind, "code": code}).mappings()
        return [posted_of(dict(row), fresh=False) for row in rows]
