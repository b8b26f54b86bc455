"""Goods between outlets, and visits."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import Select, bindparam, func, select

from db.canonical import document_of
from db.queries.rows import fetch, plain, total, with_ids
from db.tables.facts import journal
from db.tables.goods import lots, transit
from db.tables.records import consignors, outlets, products
from gallery_pos.documents import VisitRecorded

if TYPE_CHECKING:
    from db.engine import Database


class TransferRow(msgspec.Struct, frozen=True):
    """A transfer: pieces sent, arrived, lost on the way, and still on it."""

    id: UUID
    number: str
    sent_on: date
    posted_at: datetime
    source: str
    source_name: str
    target: str
    target_name: str
    lines: int
    pieces: int
    arrived: int
    lost: int
    in_transit: int
    carried_by: str
    user: str


class TransferLine(msgspec.Struct, frozen=True):
    """A lot of a transfer; ``in_transit`` pieces of it have neither arrived nor been written off."""

    lot: str
    product: str
    name: str
    consignor: str
    business_name: str
    best_before: date | None
    price: int
    quantity: int
    arrived: int
    lost: int
    in_transit: int


class VisitRow(msgspec.Struct, frozen=True):
    """A visit to an outlet without an attendant; ``surplus`` are pieces that the books had not, money is rupiah."""

    id: UUID
    number: str
    business_date: date
    outlet: str
    outlet_name: str
    visited_by: str
    products: int
    expected: int
    left: int
    returned: int
    sold: int
    missing: int
    surplus: int
    value: int
    cash: int
    qris: int
    difference: int
    note: str


_waiting = transit.c.quantity - transit.c.arrived - transit.c.lost
_from, _to = outlets.alias("source"), outlets.alias("target")
_sums = (
    select(
        transit.c.sent,
        func.count().label("lines"),
        total(transit.c.quantity).label("pieces"),
        total(transit.c.arrived).label("arrived"),
        total(transit.c.lost).label("lost"),
        total(_waiting).label("in_transit"),
    )
    .group_by(transit.c.sent)
    .subquery("sums")
)
_heads = select(transit.c.sent, transit.c.source, transit.c.target, transit.c.sent_on).distinct().subquery("heads")
_transfers = (
    select(
        journal.c.id,
        journal.c.number,
        _heads.c.sent_on,
        journal.c.posted_at,
        journal.c.body,
        journal.c.user_code.label("user"),
        _heads.c.source,
        func.coalesce(_from.c.name, _heads.c.source).label("source_name"),
        _heads.c.target,
        func.coalesce(_to.c.name, _heads.c.target).label("target_name"),
        *(_sums.c[name] for name in ("lines", "pieces", "arrived", "lost", "in_transit")),
    )
    .join(_heads, _heads.c.sent == journal.c.id)
    .join(_sums, _sums.c.sent == journal.c.id)
    .outerjoin(_from, _from.c.code == _heads.c.source)
    .outerjoin(_to, _to.c.code == _heads.c.target)
    .order_by(journal.c.pos.desc())
)
_lines = (
    select(
        transit.c.lot,
        transit.c.product,
        func.coalesce(products.c.name, transit.c.product).label("name"),
        transit.c.consignor,
        func.coalesce(consignors.c.business_name, transit.c.consignor).label("business_name"),
        lots.c.best_before,
        func.coalesce(lots.c.price, 0).label("price"),
        transit.c.quantity,
        transit.c.arrived,
        transit.c.lost,
        _waiting.label("in_transit"),
    )
    .outerjoin(lots, lots.c.lot == transit.c.lot)
    .outerjoin(products, products.c.code == transit.c.product)
    .outerjoin(consignors, consignors.c.code == transit.c.consignor)
    .where(transit.c.sent == bindparam("sent"))
    .order_by(func.coalesce(products.c.name, transit.c.product), transit.c.lot)
)
_open = select(func.count(transit.c.sent.distinct())).where(transit.c.quantity > transit.c.arrived + transit.c.lost)
_visits = select(journal).where(journal.c.kind == VisitRecorded.__name__).order_by(journal.c.pos.desc())


def list_transfers(database: Database, *, outlet: str | None = None, only_open: bool = False) -> list[TransferRow]:
    """Return transfers from or to an outlet or all, the newest first; ``only_open`` those with pieces on their way."""
    wanted = _transfers
    if outlet is not None:
        wanted = wanted.where((_heads.c.source == outlet) | (_heads.c.target == outlet))
    if only_open:
        wanted = wanted.where(_sums.c.in_transit > 0)
    return _transfer_rows(database, wanted)


def _transfer_rows(database: Database, wanted: Select[Any]) -> list[TransferRow]:
    rows = with_ids(plain(database, wanted))
    for row in rows:
        row["carried_by"] = str(msgspec.json.decode(row.pop("body")).get("carried_by", ""))
    return msgspec.convert(rows, list[TransferRow], strict=False)


def count_open(database: Database) -> int:
    """Return how many transfers have something on its way."""
    with database.reading() as connection:
        return int(connection.execute(_open).scalar_one())


def transfer_lines(database: Database, sent: UUID) -> list[TransferLine]:
    """Return the lots of one transfer, by name."""
    return fetch(database, _lines, TransferLine, sent=sent.bytes)


def transfer(database: Database, sent: UUID) -> TransferRow | None:
    """Return one transfer."""
    found = _transfer_rows(database, _transfers.where(journal.c.id == sent.bytes))
    return found[0] if found else None


def list_visits(
    database: Database,
    *,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> list[VisitRow]:
    """Return visits, the newest first; of the days from ``since`` to ``until`` where they are given."""
    wanted = _visits
    if since is not None:
        wanted = wanted.where(journal.c.business_date >= since.isoformat())
    if until is not None:
        wanted = wanted.where(journal.c.business_date <= until.isoformat())
    if outlet is not None:
        wanted = wanted.where(journal.c.outlet == outlet)
    if limit is not None:
        wanted = wanted.limit(limit)
    names = _names(database)
    return [_visit(row, names) for row in plain(database, wanted)]


def _visit(row: dict[str, Any], names: dict[str, str]) -> VisitRow:
    told = document_of(row)
    if not isinstance(told, VisitRecorded):
        raise TypeError(row["number"])
    lines = told.lines
    return VisitRow(
        id=told.id,
        number=row["number"],
        business_date=told.business_date,
        outlet=told.outlet,
        outlet_name=names.get(told.outlet, told.outlet),
        visited_by=told.visited_by or told.user,
        products=len(lines),
        expected=sum(line.expected for line in lines),
        left=sum(line.left for line in lines),
        returned=sum(line.returned for line in lines),
        sold=sum(line.sold for line in lines),
        missing=sum(max(line.missing, 0) for line in lines),
        surplus=sum(max(-line.missing, 0) for line in lines),
        value=sum(line.value for line in lines),
        cash=told.cash,
        qris=told.qris,
        difference=told.difference,
        note=told.note,
    )


def _names(database: Database) -> dict[str, str]:
    return {row["code"]: row["name"] for row in plain(database, select(outlets.c.code, outlets.c.name))}
