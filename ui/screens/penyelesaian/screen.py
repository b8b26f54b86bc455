"""The screen is a bar of tabs; what each of them does is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr_noop
from ui.app.actions import ActionSpec
from ui.app.tabs import TabbedScreen, TabSpec
from ui.widgets.buttons import ActionButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.dialogs.check_code import CheckCodeDialog
    from ui.workplace import Workplace

STATEMENTS, PAYOUTS, DISPUTES, NEWS = "statements", "payouts", "disputes", "news"


class SettlementScreen(TabbedScreen):
    """Statements, payouts until their makers confirmed them, and what makers question."""

    specs: ClassVar[tuple[ActionSpec, ...]] = (
        *TabbedScreen.specs,
        ActionSpec("settlement.code", tr_noop("Periksa kode…"), "F3", "qr-code"),
    )
    kinds: ClassVar[Changes] = Changes.SETTLEMENT | Changes.SALES | Changes.CONSIGNORS
    tabs: ClassVar[tuple[TabSpec, ...]] = (
        TabSpec(STATEMENTS, tr_noop("Laporan penitip"), "ui.screens.penyelesaian.statements:StatementsTab"),
        TabSpec(PAYOUTS, tr_noop("Pembayaran", "kepada penitip"), "ui.screens.penyelesaian.payouts:PayoutsTab"),
        TabSpec(DISPUTES, tr_noop("Sanggahan", "banyak"), "ui.screens.penyelesaian.disputes:DisputesTab"),
        TabSpec(NEWS, tr_noop("Kabar", "untuk penitip"), "ui.screens.penyelesaian.news:NewsTab"),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.bar_row.addWidget(ActionButton(self.action("settlement.code")))

    def more_actions(self) -> dict[str, Callable[[], object]]:
        """Return what does what in every tab."""
        return {"settlement.code": self.check_code}

    def check_code(self) -> CheckCodeDialog:
        """Look up the paper whose code a maker reads out."""
        from ui.dialogs.check_code import CheckCodeDialog

        dialog = CheckCodeDialog(self.place, self)
        dialog.open()
        return dialog
