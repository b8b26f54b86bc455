"""The year of the gallery: twelve months, every maker's turnover, classes and districts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from db.queries import compared, reports, years
from db.queries.compared import MonthRow
from db.queries.reports import Totals
from db.queries.years import YearRow

if TYPE_CHECKING:
    from db.engine import Database


class GroupRow(msgspec.Struct, frozen=True):
    """Makers of a class or district who sold in the year, and what they sold, in rupiah."""

    key: str
    makers: int
    gross: int
    due: int


class YearReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a calendar year; ``outlet`` "" is all of them together. ``months`` are by outlet."""

    year: int
    until: date
    outlet: str
    totals: Totals
    months: list[MonthRow]
    makers: list[YearRow]
    by_size_class: list[GroupRow]
    by_district: list[GroupRow]


def year_of(database: Database, year: int, *, outlet: str | None = None) -> YearReport:
    """Return the report of a year, in one state of the database; what was owed is as of its last day."""
    since, until = date(year, 1, 1), date(year, 12, 31)
    with database.reading():
        makers = years.turnover(database, year, outlet=outlet)
        return YearReport(
            year=year,
            until=until,
            outlet=outlet or "",
            totals=reports.totals(database, since=since, until=until, outlet=outlet),
            months=compared.months_of_outlets(database, since=since, until=until, outlet=outlet),
            makers=makers,
            by_size_class=_grouped(makers, "size_class"),
            by_district=_grouped(makers, "district"),
        )


def _grouped(makers: list[YearRow], by: str) -> list[GroupRow]:
    count: Counter[str] = Counter()
    gross: Counter[str] = Counter()
    due: Counter[str] = Counter()
    for row in makers:
        key = getattr(row, by)
        count[key] += 1
        gross[key] += row.gross
        due[key] += row.due
    return [GroupRow(key, count[key], gross[key], due[key]) for key in sorted(count)]
