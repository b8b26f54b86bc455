"""Everything that the report screen shows, read in one state of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries.moving import VisitRow, list_visits
from db.queries.reports import By, Totals, TradeRow, totals, trade
from db.queries.sales import SaleRow, list_sales
from db.queries.shifts import ShiftRow, list_shifts
from db.queries.stocktakes import VarianceRow, list_variances
from gallery_pos.spans import span_before
from ui.papers.reports import Report, report_of

if TYPE_CHECKING:
    from datetime import date

    from db.engine import Database
    from gallery_pos.periods import Period


@dataclass(frozen=True, slots=True)
class Found:
    """A report, the totals of the span ``before_span`` that it is compared with, and the lists behind its figures."""

    report: Report
    before: Totals
    before_span: Period
    products: list[TradeRow]
    sales: list[SaleRow]
    shifts: list[ShiftRow]
    visits: list[VisitRow]
    variances: list[VarianceRow]


def read(database: Database, span: Period, *, monthly: bool, today: date, outlet: str | None) -> Found:
    """Read what a span of days, of one outlet or of all, has to show."""
    earlier = span_before(span, monthly=monthly)
    with database.reading():
        return Found(
            report=report_of(database, since=span.start, until=span.end, today=today, outlet=outlet),
            before=totals(database, since=earlier.start, until=earlier.end, outlet=outlet),
            before_span=earlier,
            products=trade(database, since=span.start, until=span.end, by=By.PRODUCT, outlet=outlet),
            sales=list_sales(database, since=span.start, until=span.end, outlet=outlet),
            shifts=list_shifts(database, outlet=outlet, since=span.start, until=span.end),
            visits=list_visits(database, outlet=outlet, since=span.start, until=span.end),
            variances=list_variances(database, outlet=outlet, since=span.start, until=span.end),
        )
