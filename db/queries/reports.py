"""Figures of any span of days, a month above all: trade by whatever one asks, totals, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from sqlalchemy import BigInteger, Select, bindparam, case, cast, func, select, union_all

from db.projections.lines import REFUNDED, SOLD
from db.projections.takings import LISTED, TILL, VISIT
from db.queries.month_facts import shut_days
from db.queries.places import event_records
from db.queries.rows import fetch, plain, total
from db.tables.days import outlet_days
from db.tables.facts import journal, postings
from db.tables.money import balances, lines, sales, shifts
from db.tables.records import consignors, outlets, products, revisions
from db.tables.takings import ledger_days, takings
from gallery_pos.accounts import CORRECTIONS, FEES, LOSSES, OVER_SHORT, PAYABLE, PURCHASES
from gallery_pos.documents import Method

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
    CHANNEL = "channel"
    """The kind of outlet: gallery, corner, event."""
    WAY = "way"
    """How it was taken: at a till, by a visit, from a list."""


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
    """A span of days in one row; ``owed`` is what all consignors together were owed at its end."""

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


_taken = case((sales.c.shift.is_not(None), TILL), (sales.c.reference != "", LISTED), else_=VISIT)
KEYS: dict[By, Key] = {
    By.DAY: Key(lines.c.business_date, lines.c.business_date),
    By.OUTLET: _known(outlets, lines.c.outlet, "name"),
    By.CATEGORY: _told(products, lines.c.product, "category"),
    By.CONSIGNOR: _known(consignors, lines.c.consignor, "business_name"),
    By.PRODUCT: _known(products, lines.c.product, "name"),
    By.SIZE_CLASS: _told(consignors, lines.c.consignor, "size_class"),
    By.DISTRICT: _told(consignors, lines.c.consignor, "district"),
    By.CHANNEL: _told(outlets, lines.c.outlet, "type"),
    By.WAY: Key(_taken, _taken, sales, sales.c.pos == lines.c.pos),
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


_day_span = (takings.c.business_date >= bindparam("since"), takings.c.business_date <= bindparam("until"))
_sold_net = takings.c.gross - takings.c.discount


def _of_days(column: Any, name: Any, table: Any = None, on: Any = None) -> Select[Any]:
    wanted = select(
        column.label("key"),
        func.max(name).label("name"),
        *(total(takings.c[figure]).label(figure) for figure in ("pieces", "gross", "discount")),
        total(_sold_net).label("net"),
        total(takings.c.commission).label("commission"),
        total(_sold_net - takings.c.commission).label("due"),
        total(takings.c.refunded).label("refunded"),
    )
    if table is not None:
        wanted = wanted.outerjoin(table, on)
    return wanted.where(*_day_span).group_by(column).order_by(column)


_place = (func.coalesce(outlets.c.name, takings.c.outlet), outlets, outlets.c.code == takings.c.outlet)
_BY: dict[By, Select[Any]] = {by: _trade(key) for by, key in KEYS.items() if by not in {By.DAY, By.OUTLET}}
_BY[By.DAY] = _of_days(takings.c.business_date, takings.c.business_date)
_BY[By.OUTLET] = _of_days(takings.c.outlet, *_place)
_channel = case((outlets.c.type.is_(None), ""), else_=outlets.c.type)
_CHANNELS = _of_days(_channel, _channel, *_place[1:])
_TAKEN = _of_days(takings.c.taken, takings.c.taken)


def trade(database: Database, *, since: date, until: date, by: By, outlet: str | None = None) -> list[TradeRow]:
    """Return sales less refunds from a day to a day (both included), summed, in the order of what they are by."""
    of = takings if by in {By.DAY, By.OUTLET} else lines
    statement = _BY[by] if outlet is None else _BY[by].where(of.c.outlet == outlet)
    return fetch(database, statement, TradeRow, since=since.isoformat(), until=until.isoformat())


_buyers = (
    select(
        takings.c.buyer,
        total(takings.c.sales).label("count"),
        total(takings.c.pieces).label("pieces"),
        total(takings.c.total).label("total"),
    )
    .where(*_day_span, takings.c.buyer != "")
    .group_by(takings.c.buyer)
    .order_by(takings.c.buyer)
)
_methods = select(*(total(takings.c[method.value]).label(method.value) for method in Method)).where(*_day_span)
_of_sales = select(
    total(takings.c.sales).label("sales_count"),
    total(takings.c.refunds).label("refunds_count"),
    *(total(takings.c[name]).label(name) for name in ("pieces", "gross", "discount")),
    total(_sold_net).label("net"),
    total(takings.c.commission).label("commission"),
    total(_sold_net - takings.c.commission).label("due"),
    *(total(takings.c[name]).label(name) for name in ("tax", "rounding", "total")),
    total(case((takings.c.buyer == "", -takings.c.total), else_=0)).label("refunded"),
).where(*_day_span)
_received = select(total(outlet_days.c.received).label("received")).where(
    outlet_days.c.business_date >= bindparam("since"), outlet_days.c.business_date <= bindparam("until")
)


def _less(*accounts: str) -> Any:
    return total(case((ledger_days.c.account.in_(accounts), ledger_days.c.debit - ledger_days.c.credit), else_=0))


_of_ledger = select(
    (-_less(FEES)).label("fees"),
    _less(CORRECTIONS, LOSSES, PURCHASES).label("adjustments"),
    _less(PAYABLE).label("less_owed"),
).where(ledger_days.c.business_date >= bindparam("since"), ledger_days.c.business_date <= bindparam("until"))
"""Whatever changes what makers are owed but sales and payouts has an account of its own."""
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
_owed_since = select(total(ledger_days.c.credit - ledger_days.c.debit).label("later")).where(
    ledger_days.c.account == PAYABLE, ledger_days.c.business_date > bindparam("until")
)


def channels(
    database: Database, *, since: date, until: date, outlet: str | None = None
) -> tuple[list[TradeRow], list[TradeRow]]:
    """Return trade by kind of outlet (gallery, corner, event), and by how it was taken (till, list, visit)."""
    both = [each if outlet is None else each.where(takings.c.outlet == outlet) for each in (_CHANNELS, _TAKEN)]
    span = {"since": since.isoformat(), "until": until.isoformat()}
    by_place, by_way = (fetch(database, each, TradeRow, **span) for each in both)
    return by_place, by_way


def buyers(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[BuyerRow]:
    """Return sales by kind of buyer."""
    statement = _buyers if outlet is None else _buyers.where(takings.c.outlet == outlet)
    return fetch(database, statement, BuyerRow, since=since.isoformat(), until=until.isoformat())


def methods(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[MethodRow]:
    """Return money by method."""
    statement = _methods if outlet is None else _methods.where(takings.c.outlet == outlet)
    (row,) = plain(database, statement, since=since.isoformat(), until=until.isoformat())
    return [MethodRow(method, int(amount)) for method, amount in row.items()]


def totals(database: Database, *, since: date, until: date, outlet: str | None = None) -> Totals:
    """Return everything that a span of days sums to."""
    span = {"since": since.isoformat(), "until": until.isoformat()}
    row: dict[str, Any] = {}
    with database.reading():
        parts: tuple[tuple[Any, Any], ...] = (
            (_of_sales, takings.c),
            (_received, outlet_days.c),
            (_of_ledger, ledger_days.c),
            (_of_shifts, shifts.c),
            (_of_visits, journal.c),
        )
        for statement, column in parts:
            narrowed = statement if outlet is None else statement.where(column.outlet == outlet)
            row |= plain(database, narrowed, **span)[0]
        row |= plain(database, _owed_now)[0]
        row["owed"] -= plain(database, _owed_since, until=until.isoformat())[0]["later"]
    row["over_short"] += row.pop("differences")
    row["paid"] = row["due"] - row["fees"] + row["adjustments"] + row.pop("less_owed")
    return msgspec.convert(row, Totals, strict=False)


_closed_days = select(shifts.c.outlet, shifts.c.business_date).where(
    shifts.c.closed_pos.is_not(None),
    shifts.c.business_date >= bindparam("since"),
    shifts.c.business_date <= bindparam("until"),
)
_attended = select(outlets.c.code).where(outlets.c.attended == 1, outlets.c.active == 1).order_by(outlets.c.code)
_signs = union_all(
    select(takings.c.outlet, takings.c.business_date),
    select(outlet_days.c.outlet, outlet_days.c.business_date).where(outlet_days.c.received > 0),
).subquery()
_begun = select(_signs.c.outlet, func.min(_signs.c.business_date)).group_by(_signs.c.outlet)
_imported = select(takings.c.outlet, takings.c.business_date).where(*_day_span, takings.c.taken != TILL).distinct()


class MissingDay(msgspec.Struct, frozen=True):
    """A day on which an attended outlet closed no shift and from which nothing was typed in later either."""

    outlet: str
    business_date: date


def days_without_closing(database: Database, *, since: date, until: date) -> list[MissingDay]:
    """Return the days without a closed shift, by outlet and day; those that were declared shut are none.

    An outlet counts from its first goods or sale on, an event on its own days only.
    """
    span = {"since": since.isoformat(), "until": until.isoformat()}
    with database.reading() as connection:
        reported = {tuple(row) for row in connection.execute(_closed_days, span)}
        reported |= {tuple(row) for row in connection.execute(_imported, span)}
        reported |= shut_days(database, since, until)
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
