"""The month's end: a month with a silent weekend, the weekend declared shut, the month closed, its report on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.queries.months import month_states
from gallery_pos.months import Check
from gallery_pos.report_clock import ReportState
from gallery_pos.services.closing import review_month
from ui.demo.stage import Stuck
from ui.screens.laporan import ReportsScreen
from ui.screens.laporan.months.dialogs import CloseDialog, SendDialog, ShutDialog
from ui.screens.laporan.months.tab import MonthsTab
from ui.screens.laporan.screen import MONTHS

if TYPE_CHECKING:
    from gallery_pos.report_clock import MonthState
    from ui.demo.stage import Stage
    from ui.screens.laporan.months.page import MonthPage


class MonthEnd:
    """Plays Bulan."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.place = stage.desktop.place

    def play(self) -> None:
        """Look at all months, then put one in order, close it and send its report."""
        screen = self.stage.open("reports")
        tab = screen.show_tab(MONTHS) if isinstance(screen, ReportsScreen) else None
        if not isinstance(tab, MonthsTab):
            raise Stuck("bulan")
        self.stage.settle()
        self.stage.picture("bulan")
        waiting = self._waiting()
        if waiting is None:
            return
        tab.receive((waiting.outlet, waiting.month))
        self.stage.wait_for("the month", lambda: tab.month.found)
        self.stage.picture("bulan-kalender")
        self._declare(tab.month)
        self._close(tab.month)
        self._send(tab.month)

    def _waiting(self) -> MonthState | None:
        """Return the oldest month that is over, not closed, and kept open by silent days alone."""
        desk = self.place.desk()
        for state in reversed(month_states(self.place.gallery.database, today=desk.today())):
            if state.state is ReportState.OPEN:
                blocking = review_month(desk, outlet=state.outlet, month=state.month).blocking
                if [check.code for check in blocking] == [Check.DAYS]:
                    return state
        return None

    def _declare(self, page: MonthPage) -> None:
        found = page.found
        if found is None:
            raise Stuck("the month")
        page.checks.go.emit(found.review.blocking[0])
        self.stage.key(Qt.Key.Key_F8)
        dialog = self.stage.wait_for_dialog()
        if not isinstance(dialog, ShutDialog):
            raise Stuck("shut")
        dialog.reason.setCurrentText("Akhir pekan, kantor kecamatan tutup")
        self.stage.picture("bulan-nyatakan-tutup")
        self.stage.key(Qt.Key.Key_F12)
        self.stage.wait_for("the days", lambda: page.found and not page.found.review.blocking)

    def _close(self, page: MonthPage) -> None:
        self.stage.key(Qt.Key.Key_F12)
        dialog = self.stage.wait_for_dialog()
        if not isinstance(dialog, CloseDialog):
            raise Stuck("close")
        dialog.note.setPlainText("Barang dihitung awal bulan depan bersama petugas kecamatan.")
        self.stage.picture("bulan-tutup")
        self.stage.key(Qt.Key.Key_F12)
        self.stage.wait_for("the closing", lambda: self._state(page) is ReportState.DRAFT)
        self.stage.picture("bulan-ditutup")

    def _send(self, page: MonthPage) -> None:
        self.stage.key(Qt.Key.Key_F12)
        self.stage.wait_for("the file's fingerprint", lambda: isinstance(self.stage.dialog(), SendDialog))
        self.stage.wait_for_dialog()
        self.stage.picture("bulan-disampaikan")
        self.stage.key(Qt.Key.Key_F12)
        self.stage.wait_for("the report", lambda: self._state(page) is ReportState.SENT)

    @staticmethod
    def _state(page: MonthPage) -> ReportState | None:
        return page.found.state.state if page.found else None
