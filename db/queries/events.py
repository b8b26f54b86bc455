"""The result of an event: what went out, what was sold, what came back, and what is left of it for the gallery."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, case, func, select

from db.projections.lines import (
    COMPENSATION,
    ON_THE_WAY,
    RECEIVED,
    REFUNDED,
    RETURNED,
    SOLD,
    TRANSFERRED,
    VARIANCE,
    WRITTEN_OFF,
)
from db.queries.places import event_records, list_places
from db.queries.reports import MethodRow
from db.queries.rows import fetch, plain, total
from db.tables.facts import journal, postings
from db.tables.money import lines, sales
from db.tables.records import consignors, products
from gallery_pos.accounts import OVER_SHORT
from gallery_pos.documents import Method

if TYPE_CHECKING:
    from db.engine import Database
    from gallery_pos.documents import OutletRevised


class EventRow(msgspec.Struct, frozen=True):
    """An event with its plan; ``pieces`` and ``total`` are its sales less refunds."""

    code: str
    name: str
    host: str
    starts: date | None
    ends: date | None
    stand_fee: int
    participants: int
    active: bool
    on_hand: int
    pieces: int
    total: int


class EventGoods(msgspec.Struct, frozen=True):
    """Pieces of one product at an event: ``out = sold + back + lost + left``; ``gross`` to ``due`` are rupiah."""

    product: str
    name: str
    consignor: str
    business_name: str
    out: int
    sold: int
    back: int
    lost: int
    left: int
    gross: int
    discount: int
    commission: int
    due: int


class EventMaker(msgspec.Struct, frozen=True):
    """What an event comes to for one maker, in rupiah; ``compensation`` is for what was lost there."""

    consignor: str
    business_name: str
    pieces: int
    net: int
    commission: int
    due: int
    compensation: int


class EventSheet(msgspec.Struct, frozen=True):
    """The result of one event: ``income = commission + rounding + over_short - compensation``.

    ``result = income - stand_fee``. Everything in rupiah; ``takings`` are per method less refunds and change.
    """

    code: str
    name: str
    host: str
    address: str
    starts: date | None
    ends: date | None
    active: bool
    participants: int
    goods: tuple[EventGoods, ...]
    makers: tuple[EventMaker, ...]
    takings: tuple[MethodRow, ...]
    gross: int
    discount: int
    tax: int
    rounding: int
    commission: int
    due: int
    compensation: int
    over_short: int
    stand_fee: int

    @property
    def net(self) -> int:
        """Sales less refunds and discounts."""
        return self.gross - self.discount

    @property
    def income(self) -> int:
        """What the gallery earned there before the stand is paid."""
        return self.commission + self.rounding + self.over_short - self.compensation

    @property
    def result(self) -> int:
        """What is left for the gallery."""
        return self.income - self.stand_fee


def _when(column: Any, *conditions: Any) -> Any:
    return total(case((and_(*conditions), column), else_=0))


_is = lines.c.movement
_on_the_way = _when(lines.c.quantity, _is == TRANSFERRED, lines.c.detail == ON_THE_WAY)
_trade = _is.in_([SOLD, REFUNDED])
_sold = _when(lines.c.quantity, _is == SOLD) - _when(lines.c.quantity, _is == REFUNDED)
_came = _when(lines.c.quantity, _is == RECEIVED) + _when(
    lines.c.quantity, _is == TRANSFERRED, lines.c.quantity > 0, lines.c.detail == ""
)
_went = _when(lines.c.quantity, _is == RETURNED) - _when(lines.c.quantity, _is == TRANSFERRED, lines.c.quantity < 0)
_lost = _when(lines.c.quantity, _is == WRITTEN_OFF) - _when(lines.c.quantity, _is == VARIANCE)
_goods = (
    select(
        lines.c.product,
        func.coalesce(func.max(products.c.name), lines.c.product).label("name"),
        lines.c.consignor,
        func.coalesce(func.max(consignors.c.business_name), lines.c.consignor).label("business_name"),
        _came.label("out"),
        _sold.label("sold"),
        (_went - _on_the_way).label("back"),
        _lost.label("lost"),
        (_came - _sold - _went + _on_the_way - _lost).label("left"),
        *(_when(lines.c[name], _trade).label(name) for name in ("gross", "discount", "commission")),
        _when(lines.c.amount, _trade).label("due"),
    )
    .outerjoin(products, products.c.code == lines.c.product)
    .outerjoin(consignors, consignors.c.code == lines.c.consignor)
    .where(lines.c.outlet == bindparam("outlet"), lines.c.product != "")
    .group_by(lines.c.product, lines.c.consignor)
)
_compensated = (
    select(lines.c.consignor, total(lines.c.amount).label("amount"))
    .where(lines.c.outlet == bindparam("outlet"), lines.c.movement == COMPENSATION)
    .group_by(lines.c.consignor)
)
_tills = select(
    *(total(sales.c[method.value]).label(method.value) for method in Method),
    total(sales.c.tax).label("tax"),
    total(sales.c.rounding).label("rounding"),
).where(sales.c.outlet == bindparam("outlet"))
_differences = (
    select(total(-postings.c.amount).label("amount"))
    .join(journal, journal.c.pos == postings.c.pos)
    .where(journal.c.outlet == bindparam("outlet"), postings.c.account == OVER_SHORT)
)
_per_outlet = select(
    sales.c.outlet, total(sales.c.pieces).label("pieces"), total(sales.c.total).label("total")
).group_by(sales.c.outlet)


def sold_at(database: Database) -> dict[str, tuple[int, int]]:
    """Return per outlet the pieces sold and what came in for them, less refunds."""
    return {row["outlet"]: (row["pieces"], row["total"]) for row in plain(database, _per_outlet)}


def list_events(database: Database) -> list[EventRow]:
    """Return the events with what they sold, the one that starts last first."""
    sold = sold_at(database)
    on_hand = {row.code: row.on_hand for row in list_places(database)}
    rows = [_event(event, sold.get(event.code, (0, 0)), on_hand) for event in event_records(database)]
    return sorted(rows, key=lambda row: (row.starts or date.min, row.code), reverse=True)


def _event(event: OutletRevised, sold: tuple[int, int], on_hand: dict[str, int]) -> EventRow:
    return EventRow(
        code=event.code,
        name=event.name,
        host=event.host,
        starts=event.starts,
        ends=event.ends,
        stand_fee=event.stand_fee,
        participants=len(event.participants),
        active=event.active,
        on_hand=on_hand.get(event.code, 0),
        pieces=sold[0],
        total=sold[1],
    )


def event_sheet(database: Database, code: str) -> EventSheet | None:
    """Return the result of an event as it stands now; None for an outlet that is none."""
    event = next((each for each in event_records(database) if each.code == code), None)
    return None if event is None else _sheet(database, event)


def _sheet(database: Database, event: OutletRevised) -> EventSheet:
    goods = fetch(database, _goods, EventGoods, outlet=event.code)
    goods.sort(key=lambda row: (row.business_name.casefold(), row.name.casefold(), row.product))
    compensated = {row["consignor"]: row["amount"] for row in plain(database, _compensated, outlet=event.code)}
    (till,) = plain(database, _tills, outlet=event.code)
    (difference,) = plain(database, _differences, outlet=event.code)
    return EventSheet(
        code=event.code,
        name=event.name,
        host=event.host,
        address=event.address,
        starts=event.starts,
        ends=event.ends,
        active=event.active,
        participants=len(event.participants),
        goods=tuple(goods),
        makers=tuple(_makers(goods, compensated)),
        takings=tuple(
            MethodRow(method=method.value, amount=till[method.value]) for method in Method if till[method.value]
        ),
        gross=sum(row.gross for row in goods),
        discount=sum(row.discount for row in goods),
        tax=till["tax"],
        rounding=till["rounding"],
        commission=sum(row.commission for row in goods),
        due=sum(row.due for row in goods),
        compensation=sum(compensated.values()),
        over_short=difference["amount"],
        stand_fee=event.stand_fee,
    )


def _makers(goods: list[EventGoods], compensated: dict[str, int]) -> list[EventMaker]:
    """Sum the goods per maker, in their order."""
    of: dict[str, list[EventGoods]] = {}
    for row in goods:
        of.setdefault(row.consignor, []).append(row)
    return [
        EventMaker(
            consignor=consignor,
            business_name=rows[0].business_name,
            pieces=sum(row.sold for row in rows),
            net=sum(row.gross - row.discount for row in rows),
            commission=sum(row.commission for row in rows),
            due=sum(row.due for row in rows),
            compensation=compensated.get(consignor, 0),
        )
        for consignor, rows in of.items()
    ]
