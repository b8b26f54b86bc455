"""The calendar and the list of a month of 50,000 sale lines, its closing, and what every paper asks for: the late report."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.books import gallery, month_of_sales
from bench.timing import Result, Scale, timed, took
from db.queries.months import month_states, overdue
from gallery_pos.documents import DayDeclaredShut
from gallery_pos.months import DayState
from gallery_pos.services.closing import close_month, review_month
from gallery_pos.services.settlement import issue_statements

if TYPE_CHECKING:
    from gallery_pos.desk import Desk

_LINES, _CONSIGNORS, _PRODUCTS, _TIMES = 50_000, 2_000, 8_000, 20
_STATUS, _NOTICE = 100, 20
_OUTLET = "GALERI"


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long the status of a month takes, before its statements are issued and after, and its closing."""
    made = gallery(folder / "months", products=_PRODUCTS, consignors=_CONSIGNORS, pieces=1_000)
    try:
        desk, database = made.desk(), made.database
        today = desk.today()
        last = today.replace(day=1) - timedelta(1)
        month, lines = f"{last:%Y-%m}", scale.of(_LINES, least=3_000)
        days = [date(last.year, last.month, number) for number in range(1, last.day + 1)]
        sales = month_of_sales(desk, lines=lines, products=_PRODUCTS, consignors=_CONSIGNORS, days=days)
        made.journal.append_many(sales)
        before = timed([lambda: review_month(desk, outlet=_OUTLET, month=month)] * _TIMES).p50
        issue_statements(desk, until=last)
        after = timed([lambda: review_month(desk, outlet=_OUTLET, month=month)] * _TIMES).p50
        for earlier in sorted(state.month for state in month_states(database, today=today) if state.month < month):
            _declare(desk, earlier)
            close_month(desk, outlet=_OUTLET, month=earlier, note="x")
        _declare(desk, month)
        late = timed([lambda: overdue(database, today=today)] * _TIMES).p50
        listed = timed([lambda: month_states(database, today=today)] * _TIMES).p50
        closed = took(lambda: close_month(desk, outlet=_OUTLET, month=month, note="x")) * 1_000
    finally:
        made.close()
    return [
        Result(
            f"status of a month of {lines:,} lines, nothing reported",
            f"{before:.0f} ms",
            "under 100 ms",
            before < _STATUS,
        ),
        Result("the same, statements issued", f"{after:.0f} ms", "under 100 ms", after < _STATUS),
        Result("closing it", f"{closed:.0f} ms", "", None),
        Result("the list of months", f"{listed:.1f} ms", "", None),
        Result("what every paper asks: is a report late", f"{late:.1f} ms", "under 20 ms", late < _NOTICE),
    ]


def _declare(desk: Desk, month: str) -> None:
    """Leave no day silent."""
    silent = [day.day for day in review_month(desk, outlet=_OUTLET, month=month).days if day.state is DayState.GAP]
    desk.journal.append_many(desk.write(DayDeclaredShut, day=day, reason="libur") for day in silent)
