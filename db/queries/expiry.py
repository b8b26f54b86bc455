"""What expires soon or has: which lots, how many days they have, and who bears what nobody buys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, func, select

from db.tables.goods import lots, stock
from db.tables.records import consignors, products
from gallery_pos.money import FULL
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.engine import Database

EXPIRY_DAYS = (60, 30, 14)
"""How many days before its best-before date a lot is shown as soon to expire."""


class ExpiringRow(msgspec.Struct, frozen=True):
    """A lot on a shelf that expires soon or has: ``days_left`` are negative when it is past.

    ``value`` is what its pieces cost a buyer. If nobody buys it, the gallery owes ``expiry_bp`` of what its maker would
    have got, as the agreement said when it came in; ``bearer`` is who bears the loss by that.
    """

    outlet: str
    lot: str
    product: str
    name: str
    consignor: str
    business_name: str
    best_before: date
    days_left: int
    on_hand: int
    price: int
    value: int
    bearer: Bearer
    expiry_bp: int

    @property
    def stage(self) -> int | None:
        """The narrowest of :data:`EXPIRY_DAYS` that it is within; 0 when it is past its date."""
        if self.days_left < 0:
            return 0
        return min((limit for limit in EXPIRY_DAYS if self.days_left <= limit), default=None)


_BEARERS = {0: Bearer.CONSIGNOR, FULL: Bearer.GALLERY}
_expiring = (
    select(
        stock.c.outlet,
        lots.c.lot,
        lots.c.product,
        func.coalesce(products.c.name, lots.c.product),
        lots.c.consignor,
        func.coalesce(consignors.c.business_name, lots.c.consignor),
        lots.c.best_before,
        stock.c.on_hand,
        lots.c.price,
        lots.c.expiry_bp,
    )
    .select_from(lots)
    .join(stock, stock.c.lot == lots.c.lot)
    .outerjoin(products, products.c.code == lots.c.product)
    .outerjoin(consignors, consignors.c.code == lots.c.consignor)
    .where(lots.c.best_before.is_not(None), lots.c.best_before <= bindparam("until"), stock.c.on_hand > 0)
    .order_by(lots.c.best_before, lots.c.lot, stock.c.outlet)
)


def list_expiring(
    database: Database, *, on: date, within: int = EXPIRY_DAYS[0], outlet: str | None = None
) -> list[ExpiringRow]:
    """Return the lots on hand whose best-before date is within so many days of a day or past, soonest first."""
    wanted = _expiring if outlet is None else _expiring.where(stock.c.outlet == outlet)
    with database.reading() as connection:
        found = connection.execute(wanted, {"until": (on + timedelta(within)).isoformat()}).all()
    return list(_rows(found, on))


def _rows(found: Iterable[Any], on: date) -> Iterator[ExpiringRow]:
    days: dict[str, tuple[date, int]] = {}
    for outlet, lot, product, name, consignor, maker, best_before, on_hand, price, paid in found:
        if best_before not in days:  # thousands of lots expire on the same few days
            day = date.fromisoformat(best_before)
            days[best_before] = (day, (day - on).days)
        value = price * on_hand
        yield ExpiringRow(
            outlet,
            lot,
            product,
            name,
            consignor,
            maker,
            *days[best_before],
            on_hand,
            price,
            value,
            bearer_of(paid),
            paid,
        )


def bearer_of(gallery_bp: int) -> Bearer:
    """Return who bears a loss of which the gallery pays a part."""
    return _BEARERS.get(gallery_bp, Bearer.SHARED)
