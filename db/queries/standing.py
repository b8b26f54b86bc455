"""Goods and makers that stood still over a span of days, with the shelves as they were at its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, case, func, select

from db.projections.lines import RECEIVED, REFUNDED, RETURNED, SOLD, TRANSFERRED, VARIANCE, WRITTEN_OFF
from db.queries.rows import as_day
from db.tables.goods import lots, stock
from db.tables.money import days, lines
from db.tables.records import consignors, products

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.engine import Database


class Shelved(msgspec.Struct, frozen=True):
    """A product at an outlet at the end of a day; ``since`` is the day on which it first came in there."""

    outlet: str
    product: str
    consignor: str
    on_hand: int
    since: date | None


class StillRow(msgspec.Struct, frozen=True):
    """A product that was on a shelf all the time and of which nothing sold; ``value`` in rupiah at its price."""

    outlet: str
    product: str
    name: str
    consignor: str
    business_name: str
    category: str
    since: date | None
    on_hand: int
    price: int
    value: int


class IdleRow(msgspec.Struct, frozen=True):
    """A maker with goods on a shelf who sold nothing; ``last_sale`` is the day of the last one before."""

    consignor: str
    business_name: str
    district: str
    size_class: str
    products: int
    on_hand: int
    value: int
    last_sale: date | None


_IN, _SIGNED = (RECEIVED, REFUNDED), (VARIANCE, TRANSFERRED)
_MOVED = (*_IN, *_SIGNED, SOLD, RETURNED, WRITTEN_OFF)
_change = case((lines.c.movement.in_((*_IN, *_SIGNED)), lines.c.quantity), else_=-lines.c.quantity)
_later = (
    select(lines.c.outlet, lines.c.product, lines.c.consignor, func.sum(_change))
    .where(lines.c.business_date > bindparam("on"), lines.c.movement.in_(_MOVED))
    .group_by(lines.c.outlet, lines.c.product, lines.c.consignor)
)
_now = (
    select(
        stock.c.outlet,
        stock.c.product,
        stock.c.consignor,
        func.sum(stock.c.on_hand).label("on_hand"),
        func.min(lots.c.received_on).label("since"),
    )
    .outerjoin(lots, lots.c.lot == stock.c.lot)
    .group_by(stock.c.outlet, stock.c.product, stock.c.consignor)
)
_sold = (
    select(lines.c.outlet, lines.c.product, lines.c.consignor)
    .where(
        lines.c.business_date >= bindparam("since"),
        lines.c.business_date <= bindparam("until"),
        lines.c.movement == SOLD,
    )
    .distinct()
)
_goods = select(products.c.code, products.c.name, products.c.category, products.c.price)
_makers = select(
    consignors.c.code,
    consignors.c.business_name,
    func.coalesce(consignors.c.district, ""),
    func.coalesce(consignors.c.size_class, ""),
)
_last_sale = (
    select(days.c.consignor, func.max(days.c.business_date))
    .where(days.c.business_date <= bindparam("on"), days.c.pieces > 0)
    .group_by(days.c.consignor)
)


def shelves_on(database: Database, on: date, *, outlet: str | None = None) -> list[Shelved]:
    """Return what was on the shelves at the end of a day: what is there now, less what moved since."""
    with database.reading() as connection:
        there = {tuple(row[:3]): [int(row[3]), row[4]] for row in connection.execute(_now)}
        for *place, moved in connection.execute(_later, {"on": on.isoformat()}):
            held = there.setdefault(tuple(place), [0, None])
            held[0] -= int(moved)
    return [
        Shelved(place[0], place[1], place[2], pieces, as_day(since))
        for place, (pieces, since) in sorted(there.items())
        if pieces > 0 and outlet in {None, place[0]}
    ]


class Standing(msgspec.Struct, frozen=True):
    """The shelves at the end of a span and what did not sell in it; ``sold`` are (outlet, product) that did."""

    shelves: list[Shelved]
    sold: frozenset[tuple[str, str]]
    still: list[StillRow]
    idle: list[IdleRow]


def standing(database: Database, *, since: date, until: date, outlet: str | None = None) -> Standing:
    """Return the goods that did not move and the makers who sold nothing from a day to a day (both included).

    Goods that came in within the span are not called still: they had less time than the others.
    """
    span = {"since": since.isoformat(), "until": until.isoformat()}
    with database.reading() as connection:
        shelves = shelves_on(database, until, outlet=outlet)
        traded = [tuple(row) for row in connection.execute(_sold, span)]
        goods = {row[0]: tuple(row[1:]) for row in connection.execute(_goods)}
        makers = {row[0]: tuple(row[1:]) for row in connection.execute(_makers)}
        last = {code: as_day(day) for code, day in connection.execute(_last_sale, {"on": span["until"]})}
    traded = [row for row in traded if outlet in {None, row[0]}]
    moved = frozenset((place, product) for place, product, _ in traded)
    sellers = {maker for _, _, maker in traded}
    return Standing(
        shelves,
        moved,
        _still(shelves, moved, since, goods, makers),
        _idle((one for one in shelves if one.consignor not in sellers), goods, makers, last),
    )


_Known = dict[str, tuple[Any, ...]]


def _still(
    shelves: Iterable[Shelved], moved: frozenset[tuple[str, str]], since: date, goods: _Known, makers: _Known
) -> list[StillRow]:
    rows = []
    for one in shelves:
        if (one.outlet, one.product) in moved or (one.since is not None and one.since >= since):
            continue
        name, category, price = goods.get(one.product, (one.product, "", 0))
        maker = makers.get(one.consignor, (one.consignor,))[0]
        value = one.on_hand * price
        rows.append(
            StillRow(
                one.outlet, one.product, name, one.consignor, maker, category, one.since, one.on_hand, price, value
            )
        )
    return sorted(rows, key=lambda row: (row.since or date.max, -row.value, row.outlet, row.product))


def _idle(shelves: Iterable[Shelved], goods: _Known, makers: _Known, last: dict[str, date | None]) -> list[IdleRow]:
    theirs: dict[str, list[Shelved]] = {}
    for one in shelves:
        theirs.setdefault(one.consignor, []).append(one)
    rows = []
    for code, held in theirs.items():
        name, district, size = makers.get(code, (code, "", ""))
        value = sum(one.on_hand * goods.get(one.product, ("", "", 0))[2] for one in held)
        pieces = sum(one.on_hand for one in held)
        rows.append(
            IdleRow(code, name, district, size, len({one.product for one in held}), pieces, value, last.get(code))
        )
    return sorted(rows, key=lambda row: (row.last_sale or date.min, row.business_name, row.consignor))
