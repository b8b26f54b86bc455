"""The months of a gallery that did anything in any order: each that can be is closed, whatever happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db.queries.months import month_states
from gallery_pos.documents import DayDeclaredShut
from gallery_pos.errors import RuleBroken
from gallery_pos.months import DayState
from gallery_pos.report_clock import ReportState
from gallery_pos.services.calendar import declare_shut
from gallery_pos.services.closing import close_month, review_month

if TYPE_CHECKING:
    from machine import Gallery


def close_the_months(gallery: Gallery) -> int:
    """Declare silent days shut and close every month in its order; return how many were closed.

    A month with an open shift or an open count stays open, and all after it. What was closed takes nothing more.
    """
    desk, closed, stuck = gallery.desk("dinas"), 0, set[str]()
    for state in reversed(month_states(gallery.house.database, today=gallery.today)):
        if state.state is not ReportState.OPEN or state.outlet in stuck:
            continue
        outlet, month = state.outlet, state.month
        silent = [day.day for day in review_month(desk, outlet=outlet, month=month).days if day.state is DayState.GAP]
        if silent:
            declare_shut(desk, outlet=outlet, days=silent, reason="tidak buka")
        if review_month(desk, outlet=outlet, month=month).blocking:
            stuck.add(state.outlet)
            continue
        close_month(desk, outlet=outlet, month=month, note="berjalan")
        closed += 1
        first = review_month(desk, outlet=outlet, month=month).days[0].day
        late = desk.write(DayDeclaredShut, outlet=outlet, day=first, reason="terlambat")
        with pytest.raises(RuleBroken):
            desk.journal.append(late)
    gallery.written()
    return closed
