"""The journal as a list, and any document opened from it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, select

from db.journal import posted_of
from db.queries.rows import plain
from db.tables.columns import at_most
from db.tables.facts import journal, terminals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Database
    from db.verify import Head
    from gallery_pos.ports import Posted


class JournalRow(msgspec.Struct, frozen=True):
    """A document in the journal; ``hash`` in hex."""

    seq: int
    number: str
    kind: str
    outlet: str
    business_date: date
    posted_at: datetime
    user: str
    id: UUID
    hash: str
    origin: str
    epoch: int


_rows = select(
    *(journal.c[name] for name in ("seq", "number", "kind", "outlet", "business_date", "posted_at", "id", "hash")),
    journal.c.user_code.label("user"),
    journal.c.origin,
    journal.c.epoch,
)
_document = at_most(
    select(journal)
    .where(journal.c.number.in_([bindparam("number"), bindparam("capitals")]))
    .order_by(journal.c.pos.desc()),
    1,
)
_heads = (
    select(*(journal.c[name] for name in ("number", "origin", "epoch", "seq", "hash")))
    .where(journal.c.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(journal.c.pos)
)


def list_journal(
    database: Database,
    *,
    kind: str | None = None,
    outlet: str | None = None,
    newest_first: bool = False,
    limit: int | None = None,
) -> list[JournalRow]:
    """Return the journal in its order."""
    statement = _rows.order_by(journal.c.pos.desc() if newest_first else journal.c.pos)
    for column, value in ((journal.c.kind, kind), (journal.c.outlet, outlet)):
        if value is not None:
            statement = statement.where(column == value)
    if limit is not None:
        statement = statement.limit(limit)
    found = plain(database, statement)
    for row in found:
        row["id"], row["hash"] = UUID(bytes=row["id"]), row["hash"].hex()
    return msgspec.convert(found, list[JournalRow])


def document_by_number(database: Database, number: str) -> Posted | None:
    """Return the document that people know by this number."""
    with database.reading() as connection:
        row = (
            connection.execute(_document, {"number": number.strip(), "capitals": number.strip().upper()})
            .mappings()
            .first()
        )
    return None if row is None else posted_of(dict(row), fresh=False)


def count_documents(database: Database) -> int:
    """Return how many documents the journal has."""
    with database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(journal)).scalar_one())


def first_document(database: Database) -> UUID | None:
    """Return the document that a gallery began with; its copies, however old, began with the same."""
    with database.reading() as connection:
        found = connection.execute(at_most(select(journal.c.id).order_by(journal.c.pos), 1)).scalar_one_or_none()
    return None if found is None else UUID(bytes=found)


def kinds(database: Database) -> frozenset[str]:
    """Return which kinds of documents the journal has."""
    with database.reading() as connection:
        return frozenset(connection.execute(select(journal.c.kind).distinct()).scalars())


def origins(database: Database) -> frozenset[str]:
    """Return the names of the computers that have written into the journal."""
    with database.reading() as connection:
        return frozenset(connection.execute(select(terminals.c.origin).distinct()).scalars())


def heads(database: Database, of_kinds: Sequence[str]) -> list[Head]:
    """Return the heads that a witness outside remembers: those of all documents of some kinds."""
    from db.verify.findings import Head

    found = plain(database, _heads, kinds=list(of_kinds))
    return [Head(**row | {"hash": row["hash"].hex()}) for row in found]
