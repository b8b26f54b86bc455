"""Figures of any span of days, a month above all: trade by whatever one asks, totals, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import BigInteger, Select, bindparam, case, cast, func, select

from db.projections.lines import ADJUSTMENT, COMPENSATION, FEE, PAYOUT, PURCHASE, RECEIVED, REFUNDED, SOLD
from db.queries.moving import event_records
from db.queries.rows import fetch, plain, total
from db.tables.facts import journal, postings
from db.tables.money import balances, days, lines, sales, shifts
from db.tables.records import consignors, outlets, products, revisions
from gallery_pos.documents import Method
from gallery_pos.entries import OVER_SHORT, PAYABLE

if TYPE_CHECKING:
    from db.engine import Database


class By(StrEnum):
    """What trade is summed by."""

    DAY = "day"
    OUTLET = "outlet"
    CATEGORY = "category"
    CONSIGNOR = "consignor"
    PRODUCT = "product"
    SIZE_CLASS = "size_class"
    DISTRICT = "district"


class TradeRow(msgspec.Struct, frozen=True):
    """Sales less refunds of one day, outlet, category ...; ``net = gross - discount = commission + due``."""

    key: str
    name: str
    pieces: int
    gross: int
    discount: int
    net: int
    commission: int
    due: int
    refunded: int


class BuyerRow(msgspec.Struct, frozen=True):
    """What one kind of buyer bought."""

    buyer: str
    count: int
    pieces: int
    total: int


class MethodRow(msgspec.Struct, frozen=True):
    """Money that came in less what went out, by method."""

    method: str
    amount: int


class Totals(msgspec.Struct, frozen=True):
    """A span of days in one row; ``owed`` is what all consignors together are owed now."""

    sales_count: int
    refunds_count: int
    pieces: int
    gross: int
    discount: int
    net: int
    commission: int
    due: int
    tax: int
    rounding: int
    total: int
    refunded: int
    received: int
    fees: int
    adjustments: int
    paid: int
    shifts: int
    over_short: int
    owed: int


PIECES = case((lines.c.movement == SOLD, lines.c.quantity), else_=-lines.c.quantity)
"""Pieces of a line of trade: those of a refund came back."""
_span = (lines.c.business_date >= bindparam("since"), lines.c.business_date <= bindparam("until"))
TRADED = (*_span, lines.c.movement.in_([SOLD, REFUNDED]))
"""The lines of trade from a day to a day."""
_refunds = case((lines.c.movement == REFUNDED, lines.c.discount - lines.c.gross), else_=0)


class Key(NamedTuple):
    """What lines are grouped by, how a group is called, and the table that knows."""

    column: Any
    name: Any
    table: Any = None
    on: Any = None


def _known(table: Any, column: Any, name: str) -> Key:
    """Group by a code; the name is the one of its record, or the code where there is none."""
    return Key(column, func.coalesce(table.c[name], column), table, table.c.code == column)


def _told(table: Any, column: Any, name: str) -> Key:
    """Group by what the record of a code says, "" where it says nothing."""
    said = func.coalesce(table.c[name], "")
    return Key(said, said, table, table.c.code == column)


KEYS: dict[By, Key] = {
    By.DAY: Key(lines.c.business_date, lines.c.business_date),
    By.OUTLET: _known(outlets, lines.c.outlet, "name"),
    By.CATEGORY: _told(products, lines.c.product, "category"),
    By.CONSIGNOR: _known(consignors, lines.c.consignor, "business_name"),
    By.PRODUCT: _known(products, lines.c.product, "name"),
    By.SIZE_CLASS: _told(consignors, lines.c.consignor, "size_class"),
    By.DISTRICT: _told(consignors, lines.c.consignor, "district"),
}


def _trade(key: Key) -> Select[Any]:
    wanted = select(
        key.column.label("key"),
        func.max(key.name).label("name"),
        total(PIECES).label("pieces"),
        total(lines.c.gross).label("gross"),
        total(lines.c.discount).label("discount"),
        total(lines.c.gross - lines.c.discount).label("net"),
        total(lines.c.commission).label("commission"),
        total(lines.c.amount).label("due"),
        total(_refunds).label("refunded"),
    )
    if key.table is not None:
        wanted = wanted.outerjoin(key.table, key.on)
    return wanted.where(*TRADED).group_by(key.column).order_by(key.column)


_BY = {by: _trade(key) for by, key in KEYS.items()}


def trade(database: Database, *, since: date, until: date, by: By, outlet: str | None = None) -> list[TradeRow]:
    """Return sales less refunds from a day to a day (both included), summed, in the order of what they are by."""
    statement = _BY[by] if outlet is None else _BY[by].where(lines.c.outlet == outlet)
    return fetch(database, statement, TradeRow, since=since.isoformat(), until=until.isoformat())


_sales_span = (sales.c.business_date >= bindparam("since"), sales.c.business_date <= bindparam("until"))
_is_sale = case((sales.c.kind == "sale", 1), else_=0)
_buyers = (
    select(
        sales.c.buyer,
        total(_is_sale).label("count"),
        total(sales.c.pieces).label("pieces"),
        total(sales.c.total).label("total"),
    )
    .where(*_sales_span, sales.c.kind == "sale")
    .group_by(sales.c.buyer)
    .order_by(sales.c.buyer)
)
_methods = select(*(total(sales.c[method.value]).label(method.value) for method in Method)).where(*_sales_span)
_of_sales = select(
    total(_is_sale).label("sales_count"),
    total(1 - _is_sale).label("refunds_count"),
    total(sales.c.pieces).label("pieces"),
    total(sales.c.gross).label("gross"),
    total(sales.c.discount).label("discount"),
    total(sales.c.gross - sales.c.discount).label("net"),
    total(sales.c.tax).label("tax"),
    total(sales.c.rounding).label("rounding"),
    total(sales.c.total).label("total"),
    total(case((sales.c.kind == "refund", -sales.c.total), else_=0)).label("refunded"),
).where(*_sales_span)


def _amount(*movements: str) -> Any:
    return total(case((lines.c.movement.in_(movements), lines.c.amount), else_=0))


_of_lines = select(
    total(lines.c.commission).label("commission"),
    _amount(SOLD, REFUNDED).label("due"),
    total(case((lines.c.movement == RECEIVED, lines.c.quantity), else_=0)).label("received"),
    (-_amount(FEE)).label("fees"),
    _amount(ADJUSTMENT, COMPENSATION, PURCHASE).label("adjustments"),
    (-_amount(PAYOUT)).label("paid"),
).where(*_span)
_of_shifts = select(
    cast(func.count(), BigInteger).label("shifts"), total(shifts.c.difference).label("over_short")
).where(
    shifts.c.closed_pos.is_not(None),
    shifts.c.business_date >= bindparam("since"),
    shifts.c.business_date <= bindparam("until"),
)
_of_visits = (
    select(total(-postings.c.amount).label("differences"))
    .join(revisions, revisions.c.pos == postings.c.pos)
    .join(journal, journal.c.pos == postings.c.pos)
    .where(
        revisions.c.kind == "VisitRecorded",
        postings.c.account == OVER_SHORT,
        journal.c.business_date >= bindparam("since"),
        journal.c.business_date <= bindparam("until"),
    )
)
"""Money that was over or short at outlets without an attendant."""
_owed_now = select((-total(balances.c.amount)).label("owed")).where(balances.c.account == PAYABLE)


def buyers(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[BuyerRow]:
    """Return sales by kind of buyer."""
    statement = _buyers if outlet is None else _buyers.where(sales.c.outlet == outlet)
    return fetch(database, statement, BuyerRow, since=since.isoformat(), until=until.isoformat())


def methods(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[MethodRow]:
    """Return money by method."""
    statement = _methods if outlet is None else _methods.where(sales.c.outlet == outlet)
    (row,) = plain(database, statement, since=since.isoformat(), until=until.isoformat())
    return [MethodRow(method, int(amount)) for method, amount in row.items()]


def totals(database: Database, *, since: date, until: date, outlet: str | None = None) -> Totals:
    """Return everything that a span of days sums to."""
    span = {"since": since.isoformat(), "until": until.isoformat()}
    row: dict[str, Any] = {}
    with database.reading():
        parts: tuple[tuple[Any, Any], ...] = (
            (_of_sales, sales.c),
            (_of_lines, lines.c),
            (_of_shifts, shifts.c),
            (_of_visits, journal.c),
        )
        for statement, column in parts:
            narrowed = statement if outlet is None else statement.where(column.outlet == outlet)
            row |= plain(database, narrowed, **span)[0]
        row |= plain(database, _owed_now)[0]
    row["over_short"] += row.pop("differences")
    return msgspec.convert(row, Totals, strict=False)


_closed_days = select(shifts.c.outlet, shifts.c.business_date).where(
    shifts.c.closed_pos.is_not(None),
    shifts.c.business_date >= bindparam("since"),
    shifts.c.business_date <= bindparam("until"),
)
_attended = select(outlets.c.code).where(outlets.c.attended == 1, outlets.c.active == 1).order_by(outlets.c.code)
_begun = select(days.c.outlet, func.min(days.c.business_date)).group_by(days.c.outlet)
_imported = select(sales.c.outlet, sales.c.business_date).where(*_sales_span, sales.c.shift.is_(None)).distinct()


class MissingDay(msgspec.Struct, frozen=True):
    """A day on which an attended outlet closed no shift and from which nothing was typed in later either."""

    outlet: str
    business_date: date


def days_without_closing(database: Database, *, since: date, until: date) -> list[MissingDay]:
    """Return the days without a closed shift, by outlet and day.

    An outlet counts from its first goods or sale on, an event on its own days only.
    """
    span = {"since": since.isoformat(), "until": until.isoformat()}
    with database.reading() as connection:
        reported = {tuple(row) for row in connection.execute(_closed_days, span)}
        reported |= {tuple(row) for row in connection.execute(_imported, span)}
        begun = {outlet: date.fromisoformat(day) for outlet, day in connection.execute(_begun)}
        open_outlets = [code for code in connection.execute(_attended).scalars() if code in begun]
    events = {event.code: (event.starts, event.ends) for event in event_records(database)}
    return [
        MissingDay(outlet, day)
        for outlet in open_outlets
        for day in _days(*_counted(events.get(outlet), max(since, begun[outlet]), until))
        if (outlet, day.isoformat()) not in reported
    ]


def _counted(event: tuple[date | None, date | None] | None, since: date, until: date) -> tuple[date, date]:
    """Return from when to when an outlet should have closed its shifts, within a span."""
    starts, ends = event or (None, None)
    return max(since, starts or since), min(until, ends or until)


def _days(since: date, until: date) -> list[date]:
    return [since + timedelta(n) for n in range((until - since).days + 1)]
