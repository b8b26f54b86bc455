"""The screen is a bar of tabs; what each of them does is its own."""

from __future__ import annotations

from typing import ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr_noop
from ui.app.tabs import TabbedScreen, TabSpec

PLACES, MOVES, VISITS, EVENTS, HANDOVERS = "places", "moves", "visits", "events", "handovers"


class OutletsScreen(TabbedScreen):
    """Places, transfers, visits, events and hand-overs."""

    kinds: ClassVar[Changes] = Changes.OUTLETS | Changes.STOCK | Changes.SALES
    tabs: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec(PLACES, tr_noop("Daftar gerai"), "ui.screens.gerai.places:PlacesTab"),
        TabSpec(MOVES, tr_noop("Kirim dan terima"), "ui.screens.gerai.moves:MovesTab"),
        TabSpec(VISITS, tr_noop("Kunjungan", "banyak"), "ui.screens.gerai.visits:VisitsTab"),
        TabSpec(EVENTS, tr_noop("Acara", "banyak"), "ui.screens.gerai.events:EventsTab"),
        TabSpec(HANDOVERS, tr_noop("Serah terima"), "ui.screens.gerai.handovers:HandOversTab"),
    )
