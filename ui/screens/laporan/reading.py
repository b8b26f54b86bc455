"""Everything that the report screen shows, read in one state of the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries.sales import SaleRow, list_sales
from ui.papers.report_words import sentences
from ui.papers.reports import Report, report_of

if TYPE_CHECKING:
    from datetime import date

    from db.engine import Database
    from gallery_pos.periods import Period


@dataclass(frozen=True, slots=True)
class Found:
    """A report, what it says in sentences, and the receipts behind its figures."""

    report: Report
    sentences: list[str]
    sales: list[SaleRow]


def read(database: Database, span: Period, *, today: date, outlet: str | None) -> Found:
    """Read what a span of days, of one outlet or of all, has to show."""
    with database.reading():
        report = report_of(database, since=span.start, until=span.end, today=today, outlet=outlet)
        sales = list_sales(database, since=span.start, until=span.end, outlet=outlet)
    return Found(report, sentences(report), sales)
