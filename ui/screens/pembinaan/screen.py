"""The screen is a bar of tabs; what each of them does is its own."""

from __future__ import annotations

from typing import ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr_noop
from ui.app.tabs import TabbedScreen, TabSpec

TABS: tuple[TabSpec, ...] = (
    TabSpec("queue", tr_noop("Antrean"), "ui.screens.pembinaan.queue:QueueTab"),
    TabSpec("legality", tr_noop("Legalitas"), "ui.screens.pembinaan.legality:LegalityTab"),
    TabSpec("curation", tr_noop("Kurasi"), "ui.screens.pembinaan.rounds:CurationTab"),
    TabSpec("turns", tr_noop("Giliran"), "ui.screens.pembinaan.turns:TurnsTab"),
)
"""The tabs in the order of what happens to a product on its way to the shelf."""


class GuidanceScreen(TabbedScreen):
    """Legality, entry, curation and turns."""

    kinds: ClassVar[Changes] = (
        Changes.LEGALITY | Changes.PRODUCTS | Changes.CONSIGNORS | Changes.STOCK | Changes.OUTLETS
    )
    tabs: ClassVar[tuple[TabSpec, ...]] = TABS
