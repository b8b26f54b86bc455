"""The screen is a bar of tabs; what each of them does is its own."""

from __future__ import annotations

from typing import ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr_noop
from ui.app.tabs import TabbedScreen, TabSpec

STATEMENTS, PAYOUTS, DISPUTES = "statements", "payouts", "disputes"


class SettlementScreen(TabbedScreen):
    """Statements, payouts until their makers confirmed them, and what makers question."""

    kinds: ClassVar[Changes] = Changes.SETTLEMENT | Changes.SALES | Changes.CONSIGNORS
    tabs: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec(STATEMENTS, tr_noop("Laporan penitip"), "ui.screens.penyelesaian.statements:StatementsTab"),
        TabSpec(PAYOUTS, tr_noop("Pembayaran", "kepada penitip"), "ui.screens.penyelesaian.payouts:PayoutsTab"),
        TabSpec(DISPUTES, tr_noop("Sanggahan", "banyak"), "ui.screens.penyelesaian.disputes:DisputesTab"),
    )
