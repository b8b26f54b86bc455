"""What is seen first of a span of days, read from sums per day: little to read, and little to load before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from db.queries import compared, reports
from db.queries.compared import MonthRow
from db.queries.reports import By, MethodRow, MissingDay, Totals, TradeRow
from gallery_pos.money import FULL
from gallery_pos.periods import Period, month_of
from gallery_pos.spans import span_before

if TYPE_CHECKING:
    from db.engine import Database

MONTHS_BESIDE = 12
"""Months before the report's own that stand beside it."""


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """What is seen first of a span of days, read from sums per day; ``outlet`` "" is all of them together."""

    since: date
    until: date
    outlet: str
    totals: Totals
    before_since: date
    before_until: date
    before: Totals
    by_day: list[TradeRow]
    by_outlet: list[TradeRow]
    by_method: list[MethodRow]
    months: list[MonthRow]
    missing: list[MissingDay]


def glance_of(database: Database, *, since: date, until: date, today: date, outlet: str | None = None) -> Glance:
    """Return what is seen first of the days from ``since`` to ``until``, in one state of the database."""
    span: dict[str, Any] = {"since": since, "until": until, "outlet": outlet}
    before = compared_with(since, until)
    with database.reading():
        return Glance(
            since=since,
            until=until,
            outlet=outlet or "",
            totals=reports.totals(database, **span),
            before_since=before.start,
            before_until=before.end,
            before=reports.totals(database, since=before.start, until=before.end, outlet=outlet),
            by_day=reports.trade(database, by=By.DAY, **span),
            by_outlet=reports.trade(database, by=By.OUTLET, **span),
            by_method=reports.methods(database, **span),
            months=_months(database, until, outlet),
            missing=_missing(database, since, until, today, outlet),
        )


def compared_with(since: date, until: date) -> Period:
    """Return the days that a report is compared with: a month, so far or whole, with the month before it."""
    month = month_of(since)
    return span_before(Period(since, until), monthly=since == month.start and until <= month.end)


def change_bp(amount: int, before: int) -> int | None:
    """Return by how much an amount differs from the one before, in basis points of it; None where there was none."""
    return round((amount - before) * FULL / before) if before > 0 else None


def _months(database: Database, until: date, outlet: str | None) -> list[MonthRow]:
    first = until.replace(day=1)
    for _ in range(MONTHS_BESIDE):
        first = (first - timedelta(days=1)).replace(day=1)
    return compared.months_of_outlets(database, since=first, until=month_of(until).end, outlet=outlet)


def _missing(database: Database, since: date, until: date, today: date, outlet: str | None) -> list[MissingDay]:
    found = reports.days_without_closing(database, since=since, until=min(until, today - timedelta(days=1)))
    return [day for day in found if outlet in {None, day.outlet}]
