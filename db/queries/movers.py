"""How fast goods move at each outlet, and what should be brought, by the rule of :mod:`gallery_pos.movers`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, case, func, or_, select

from db.projections.lines import REFUNDED, SOLD
from db.tables.goods import lots, stock
from db.tables.money import lines
from db.tables.records import consignors, products
from gallery_pos.movers import WINDOW_DAYS, Speed, in_words, lasts, speed, suggested

if TYPE_CHECKING:
    from db.engine import Database


class MoverRow(msgspec.Struct, frozen=True):
    """A product at an outlet: ``sold`` pieces less refunds in ``days`` days on which it could be bought.

    ``lasts_days`` is how long ``on_hand`` lasts at that pace, None where nothing sold; ``suggested`` what a maker should
    bring; ``oldest`` the day on which the oldest of the pieces on the shelf came in.
    """

    outlet: str
    product: str
    name: str
    consignor: str
    business_name: str
    category: str
    on_hand: int
    sold: int
    days: int
    lasts_days: int | None
    suggested: int
    speed: Speed
    oldest: date | None
    price: int

    @property
    def reason(self) -> str:
        """The sentence behind the figures."""
        return in_words(self.sold, self.on_hand, self.days)


_pieces = case((lines.c.movement == SOLD, lines.c.quantity), else_=-lines.c.quantity)
_sold = (
    select(lines.c.outlet, lines.c.product, func.sum(_pieces).label("sold"))
    .where(
        lines.c.business_date > bindparam("since"),
        lines.c.business_date <= bindparam("on"),
        lines.c.movement.in_((SOLD, REFUNDED)),
    )
    .group_by(lines.c.outlet, lines.c.product)
    .subquery("sold")
)
_here = (
    select(
        stock.c.outlet,
        stock.c.product,
        func.sum(stock.c.on_hand).label("on_hand"),
        func.min(lots.c.received_on).label("first"),
        func.min(case((stock.c.on_hand > 0, lots.c.received_on))).label("oldest"),
        func.max(case((lots.c.best_before.is_not(None), lots.c.received_on))).label("brought"),
        func.max(lots.c.best_before).label("best_before"),
    )
    .outerjoin(lots, lots.c.lot == stock.c.lot)
    .group_by(stock.c.outlet, stock.c.product)
    .subquery("here")
)
_movers = (
    select(
        _here.c.outlet,
        _here.c.product,
        products.c.name,
        products.c.consignor,
        func.coalesce(consignors.c.business_name, products.c.consignor),
        products.c.category,
        _here.c.on_hand,
        func.coalesce(_sold.c.sold, 0),
        _here.c.first,
        _here.c.oldest,
        products.c.price,
        func.coalesce(consignors.c.active, 1),
        _here.c.brought,
        _here.c.best_before,
    )
    .join(products, products.c.code == _here.c.product)
    .outerjoin(consignors, consignors.c.code == products.c.consignor)
    .outerjoin(_sold, and_(_sold.c.outlet == _here.c.outlet, _sold.c.product == _here.c.product))
    .where(products.c.active == 1, or_(_here.c.on_hand > 0, _sold.c.sold > 0))
)


def list_movers(
    database: Database, *, on: date, outlet: str | None = None, consignor: str | None = None
) -> list[MoverRow]:
    """Return active goods that are here or sold lately: first what should be brought, the most urgent on top.

    Nothing is suggested to makers who have stopped.
    """
    wanted = _movers
    if outlet is not None:
        wanted = wanted.where(_here.c.outlet == outlet)
    if consignor is not None:
        wanted = wanted.where(products.c.consignor == consignor)
    span = {"since": (on - timedelta(WINDOW_DAYS)).isoformat(), "on": on.isoformat()}
    with database.reading() as connection:
        found = [_row(row, on) for row in connection.execute(wanted, span)]
    return sorted(found, key=_urgent)


def _urgent(row: MoverRow) -> tuple[bool, int, int, str, str]:
    left = row.lasts_days if row.lasts_days is not None else WINDOW_DAYS**2
    return (not row.suggested, left, -row.sold, row.name, row.outlet)


def _row(found: Any, on: date) -> MoverRow:
    outlet, product, name, consignor, maker, category, on_hand, sold, first, oldest, price, still, *dates = found
    on_hand, sold = int(on_hand), int(sold)
    since = date.fromisoformat(first) if first else on - timedelta(WINDOW_DAYS)
    days = min(max((on - since).days, 1), WINDOW_DAYS)
    return MoverRow(
        outlet=outlet,
        product=product,
        name=name,
        consignor=consignor,
        business_name=maker,
        category=category,
        on_hand=on_hand,
        sold=sold,
        days=days,
        lasts_days=lasts(on_hand, sold, days),
        suggested=suggested(on_hand, sold, days, _keeps(*dates)) if still else 0,
        speed=speed(sold, days),
        oldest=date.fromisoformat(oldest) if oldest else None,
        price=price,
    )


def _keeps(brought: str | None, best_before: str | None) -> int | None:
    """Return for how many days goods keep, as the newest of their lots with a date says."""
    if not brought or not best_before:
        return None
    return max((date.fromisoformat(best_before) - date.fromisoformat(brought)).days, 1)
