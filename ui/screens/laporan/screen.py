"""The screen is a bar of tabs; what each of them does is its own."""

from __future__ import annotations

from typing import ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr_noop
from ui.app.tabs import TabbedScreen, TabSpec

REPORT, MONTHS = "report", "months"
INSPECT = "inspect"


class ReportsScreen(TabbedScreen):
    """The report of any span of days, the months of all outlets, and the check of what was reported."""

    kinds: ClassVar[Changes] = (
        Changes.SALES
        | Changes.SHIFTS
        | Changes.SETTLEMENT
        | Changes.LEGALITY
        | Changes.MONEY
        | Changes.REPORTING
        | Changes.OUTLETS
    )
    tabs: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec(REPORT, tr_noop("Laporan", "masa"), "ui.screens.laporan.report:ReportTab"),
        TabSpec(MONTHS, tr_noop("Bulan"), "ui.screens.laporan.months.tab:MonthsTab"),
        TabSpec(INSPECT, tr_noop("Periksa"), "ui.screens.laporan.inspect:InspectTab"),
    )
