"""The screen is a bar of tabs: the drawer, whose money is where, and the bank's files beside the books."""

from __future__ import annotations

from typing import ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr_noop
from ui.app.actions import COUNTER
from ui.app.roles import RECONCILERS
from ui.app.tabs import TabbedScreen, TabSpec

SHIFTS, HELD, MATCHING = "shifts", "held", "matching"


class CashScreen(TabbedScreen):
    """Shifts, makers' money kept apart, and matching."""

    kinds: ClassVar[Changes] = Changes.SHIFTS | Changes.SALES | Changes.MONEY | Changes.SETTLEMENT
    tabs: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec(SHIFTS, tr_noop("Sif"), "ui.screens.kas.shifts:ShiftsTab", COUNTER),
        TabSpec(HELD, tr_noop("Uang titipan"), "ui.screens.kas.held:HeldTab", RECONCILERS),
        TabSpec(MATCHING, tr_noop("Pencocokan"), "ui.screens.kas.matching:MatchingTab", RECONCILERS),
    )
