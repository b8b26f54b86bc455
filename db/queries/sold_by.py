"""Trade of a span of days by whatever one asks, from one look at its lines."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, case, func, select

from db.projections.lines import REFUNDED, SOLD
from db.queries.reports import PIECES, TradeRow
from db.queries.rows import total
from db.tables.money import lines
from db.tables.records import consignors, products

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from db.engine import Database

_refunds = case((lines.c.movement == REFUNDED, lines.c.discount - lines.c.gross), else_=0)
_sums = (
    select(
        lines.c.consignor,
        lines.c.product,
        total(PIECES),
        total(lines.c.gross),
        total(lines.c.discount),
        total(lines.c.commission),
        total(lines.c.amount),
        total(_refunds),
    )
    .where(
        lines.c.business_date >= bindparam("since"),
        lines.c.business_date <= bindparam("until"),
        lines.c.movement.in_([SOLD, REFUNDED]),
    )
    .group_by(lines.c.consignor, lines.c.product)
)
_goods = select(products.c.code, products.c.name, products.c.category)
_makers = select(
    consignors.c.code,
    consignors.c.business_name,
    func.coalesce(consignors.c.size_class, ""),
    func.coalesce(consignors.c.district, ""),
)


class Sold(msgspec.Struct, frozen=True):
    """Trade of a span of days by maker, product, category, class of business and district."""

    by_consignor: list[TradeRow]
    by_product: list[TradeRow]
    by_category: list[TradeRow]
    by_size_class: list[TradeRow]
    by_district: list[TradeRow]


def sold(database: Database, *, since: date, until: date, outlet: str | None = None) -> Sold:
    """Return sales less refunds from a day to a day (both included), each list in the order of its keys.

    The same figures as :func:`db.queries.reports.trade` by each of these, read once.
    """
    wanted = _sums if outlet is None else _sums.where(lines.c.outlet == outlet)
    with database.reading() as connection:
        rows = [tuple(row) for row in connection.execute(wanted, {"since": str(since), "until": str(until)})]
        goods = {code: (name, category) for code, name, category in connection.execute(_goods)}
        makers = {code: tuple(row) for code, *row in connection.execute(_makers)}
    nobody = ("", "", "")
    return Sold(
        by_consignor=_rolled(rows, lambda maker, _: maker, lambda key: makers.get(key, (key,))[0]),
        by_product=_rolled(rows, lambda _, product: product, lambda key: goods.get(key, (key,))[0]),
        by_category=_rolled(rows, lambda _, product: goods.get(product, ("", ""))[1], str),
        by_size_class=_rolled(rows, lambda maker, _: makers.get(maker, nobody)[1], str),
        by_district=_rolled(rows, lambda maker, _: makers.get(maker, nobody)[2], str),
    )


def _rolled(
    rows: Iterable[tuple[Any, ...]], key: Callable[[str, str], str], name: Callable[[str], str]
) -> list[TradeRow]:
    sums: dict[str, list[int]] = {}
    for maker, product, *figures in rows:
        of = key(maker, product)
        mine = sums.get(of)
        sums[of] = (
            [int(each) for each in figures] if mine is None else [a + b for a, b in zip(mine, figures, strict=True)]
        )
    return [
        TradeRow(of, name(of), pieces, gross, discount, gross - discount, commission, due, refunded)
        for of, (pieces, gross, discount, commission, due, refunded) in sorted(sums.items())
    ]


class ReachRow(msgspec.Struct, frozen=True):
    """How many makers of a class or district there are, have goods here, and sold; ``net`` and ``due`` in rupiah."""

    key: str
    makers: int
    on_shelf: int
    sold: int
    net: int
    due: int


_reached = select(
    consignors.c.code,
    func.coalesce(consignors.c.size_class, ""),
    func.coalesce(consignors.c.district, ""),
    consignors.c.active,
)


def reached(database: Database, sums: Sold, on_shelf: Iterable[str]) -> tuple[list[ReachRow], list[ReachRow]]:
    """Return whom the trade of ``sums`` reached by class and by district; makers who stopped count where they sold."""
    with database.reading() as connection:
        makers = [tuple(row) for row in connection.execute(_reached)]
    here, traded = set(on_shelf), {row.key for row in sums.by_consignor}
    return _reach(makers, 1, here, traded, sums.by_size_class), _reach(makers, 2, here, traded, sums.by_district)


def _reach(
    makers: Iterable[tuple[Any, ...]], at: int, here: set[str], traded: set[str], trade: Iterable[TradeRow]
) -> list[ReachRow]:
    known: Counter[str] = Counter()
    shelf: Counter[str] = Counter()
    sold_by: Counter[str] = Counter()
    for row in makers:
        code, key, active = row[0], row[at], row[3]
        known[key] += bool(active) or code in here or code in traded
        shelf[key] += code in here
        sold_by[key] += code in traded
    money = {row.key: (row.net, row.due) for row in trade}
    return [
        ReachRow(key, known[key], shelf[key], sold_by[key], *money.get(key, (0, 0)))
        for key in sorted(known | Counter(dict.fromkeys(money, 0)))
        if known[key] or key in money
    ]
