"""What makers can be told, and whether they were: what sold of whose goods, and the last word on each message."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, select

from db.canonical import document_of
from db.journal import posted_of
from db.projections.lines import REFUNDED, SOLD
from db.queries.reports import PIECES
from db.queries.rows import fetch, total
from db.tables.facts import journal
from db.tables.money import lines, statements
from db.tables.records import consignors, products, revisions, users
from gallery_pos.documents import MakerTold, MessageKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.engine import Database
    from gallery_pos.ports import Posted


class SoldRow(msgspec.Struct, frozen=True):
    """What sold of a product, less what came back: ``net`` is what buyers paid, ``due`` what of it is its maker's."""

    consignor: str
    business_name: str
    product: str
    name: str
    pieces: int
    net: int
    due: int


class ToldRow(msgspec.Struct, frozen=True):
    """When a maker was told, by whom (``user`` is the name), and which way; ``record`` is what about, as a code."""

    record: str
    way: str
    user: str
    at: datetime
    id: UUID


_AT_ONCE = 500
"""Values in one statement; databases take some thousands."""

_sold = (
    select(
        lines.c.consignor,
        func.coalesce(consignors.c.business_name, lines.c.consignor).label("business_name"),
        lines.c.product,
        func.coalesce(products.c.name, lines.c.product).label("name"),
        total(PIECES).label("pieces"),
        total(lines.c.gross - lines.c.discount).label("net"),
        total(lines.c.amount).label("due"),
    )
    .outerjoin(products, products.c.code == lines.c.product)
    .outerjoin(consignors, consignors.c.code == lines.c.consignor)
    .where(
        lines.c.business_date >= bindparam("since"),
        lines.c.business_date <= bindparam("until"),
        lines.c.movement.in_([SOLD, REFUNDED]),
    )
    .group_by(lines.c.consignor, consignors.c.business_name, lines.c.product, products.c.name)
    .order_by(lines.c.consignor, total(lines.c.amount).desc(), lines.c.product)
)
_newest = (
    select(revisions.c.code, func.max(revisions.c.pos).label("pos"))
    .where(
        revisions.c.kind == MakerTold.__name__,
        revisions.c.code.in_(bindparam("records", expanding=True)),
    )
    .group_by(revisions.c.code)
    .subquery()
)
_told = (
    select(_newest.c.code.label("record"), func.coalesce(users.c.name, journal.c.user_code).label("by"), journal)
    .join(journal, journal.c.pos == _newest.c.pos)
    .outerjoin(users, users.c.code == journal.c.user_code)
)


_statements = (
    select(journal)
    .join(statements, statements.c.pos == journal.c.pos)
    .where(
        statements.c.pos.in_(select(func.max(statements.c.pos)).group_by(statements.c.consignor)),
        statements.c.business_date >= bindparam("since"),
        statements.c.business_date <= bindparam("until"),
    )
    .order_by(statements.c.consignor)
)


def last_statements(database: Database, *, since: date, until: date) -> list[Posted]:
    """Return each maker's last statement where it was issued from a day to a day, by maker."""
    with database.reading() as connection:
        rows = connection.execute(_statements, {"since": since.isoformat(), "until": until.isoformat()}).mappings()
        return [posted_of(dict(row), fresh=False) for row in rows]


def untold_statements(database: Database, *, since: date, until: date) -> int:
    """Return how many makers were not told of their last statement that was issued from a day to a day."""
    wanted = _statements.with_only_columns(journal.c.id, statements.c.consignor)
    with database.reading() as connection:
        rows = connection.execute(wanted, {"since": since.isoformat(), "until": until.isoformat()}).all()
    records = [f"{consignor}/{MessageKind.STATEMENT}/{UUID(bytes=id_)}" for id_, consignor in rows]
    return len(records) - len(told(database, records))


def sold_by_maker(database: Database, *, since: date, until: date) -> list[SoldRow]:
    """Return what sold from a day to a day (both included), maker by maker, what brought him most first."""
    return fetch(database, _sold, SoldRow, since=since.isoformat(), until=until.isoformat())


def told(database: Database, records: Iterable[str]) -> dict[str, ToldRow]:
    """Return of which of these records makers were told; what was taken back is not among them."""
    found: dict[str, ToldRow] = {}
    wanted = sorted(set(records))
    with database.reading() as connection:
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            for row in connection.execute(_told, {"records": some}).mappings():
                document = document_of(dict(row))
                if isinstance(document, MakerTold) and not document.withdrawn:
                    record = str(row["record"])
                    found[record] = ToldRow(record, document.way.value, str(row["by"]), document.posted_at, document.id)
    return found
