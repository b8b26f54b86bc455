"""Lists of goods: stock per product, and lots."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import BigInteger, case, cast, func, or_, select

from db.queries.rows import fetch, total
from db.tables.goods import lots, stock
from db.tables.records import consignors, products

if TYPE_CHECKING:
    from db.engine import Database


class LotRow(msgspec.Struct, frozen=True):
    """A lot at an outlet; ``received = on_hand + sold - refunded + returned + written_off - variance`` there."""

    lot: str
    product: str
    name: str
    consignor: str
    business_name: str
    outlet: str
    received_on: date
    best_before: date | None
    received: int
    on_hand: int
    sold: int
    refunded: int
    returned: int
    written_off: int
    transferred: int
    variance: int
    price: int
    commission_bp: int
    consignor_price: int | None
    condition: str = ""


class StockRow(msgspec.Struct, frozen=True):
    """A product at an outlet; ``loose`` are pieces sold without a lot (negative), ``value`` at the lots' prices."""

    outlet: str
    product: str
    name: str
    consignor: str
    business_name: str
    category: str
    on_hand: int
    loose: int
    sold: int
    price: int
    value: int


_PIECES = ("received", "on_hand", "sold", "refunded", "returned", "written_off", "transferred", "variance")
_name = func.coalesce(products.c.name, stock.c.product).label("name")
_maker = func.coalesce(consignors.c.business_name, stock.c.consignor).label("business_name")
_lots = (
    select(
        lots.c.lot,
        lots.c.product,
        _name,
        lots.c.consignor,
        _maker,
        stock.c.outlet,
        lots.c.received_on,
        lots.c.best_before,
        *(stock.c[column] for column in _PIECES),
        lots.c.price,
        lots.c.commission_bp,
        lots.c.consignor_price,
        lots.c.condition,
    )
    .select_from(stock)
    .join(lots, lots.c.lot == stock.c.lot)
    .outerjoin(products, products.c.code == stock.c.product)
    .outerjoin(consignors, consignors.c.code == stock.c.consignor)
)
_price = func.coalesce(products.c.price, 0)
_stock = (
    select(
        stock.c.outlet,
        stock.c.product,
        func.max(_name).label("name"),
        stock.c.consignor,
        func.max(_maker).label("business_name"),
        func.max(func.coalesce(products.c.category, "")).label("category"),
        total(stock.c.on_hand).label("on_hand"),
        total(case((stock.c.lot == "", stock.c.on_hand), else_=0)).label("loose"),
        total(stock.c.sold - stock.c.refunded).label("sold"),
        cast(func.max(_price), BigInteger).label("price"),
        total(stock.c.on_hand * func.coalesce(lots.c.price, _price)).label("value"),
    )
    .outerjoin(lots, lots.c.lot == stock.c.lot)
    .outerjoin(products, products.c.code == stock.c.product)
    .outerjoin(consignors, consignors.c.code == stock.c.consignor)
    .group_by(stock.c.outlet, stock.c.product, stock.c.consignor)
    .order_by(stock.c.outlet, stock.c.product, stock.c.consignor)
)


def list_lots(
    database: Database,
    *,
    outlet: str | None = None,
    consignor: str | None = None,
    product: str | None = None,
    only_here: bool = False,
) -> list[LotRow]:
    """Return lots per outlet, the oldest first; ``only_here`` leaves out those that are used up."""
    statement = _lots.order_by(lots.c.received_on, lots.c.lot, stock.c.outlet)
    if outlet is not None:
        statement = statement.where(stock.c.outlet == outlet)
    if consignor is not None:
        statement = statement.where(stock.c.consignor == consignor)
    if product is not None:
        statement = statement.where(stock.c.product == product)
    if only_here:
        statement = statement.where(stock.c.on_hand != 0)
    return fetch(database, statement, LotRow)


def conditions_here(database: Database, *, outlet: str, on: date) -> dict[str, int]:
    """Return what was written of the condition of lots that still have pieces, and of how many; not of expired ones."""
    wanted = (
        select(lots.c.condition, func.count())
        .join(stock, stock.c.lot == lots.c.lot)
        .where(
            lots.c.condition != "",
            stock.c.outlet == outlet,
            stock.c.on_hand > 0,
            or_(lots.c.best_before.is_(None), lots.c.best_before >= on.isoformat()),
        )
        .group_by(lots.c.condition)
    )
    with database.reading() as connection:
        return {words: int(count) for words, count in connection.execute(wanted)}


def list_stock(database: Database) -> list[StockRow]:
    """Return what each outlet has of each product, what is sold out too."""
    return fetch(database, _stock, StockRow)
