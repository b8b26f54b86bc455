"""The office's month: statements, a payout, the report; then every screen as it is, light and dark."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.periods import month_of
from ui.demo.stage import Stuck
from ui.screens.laporan import ReportsScreen
from ui.screens.laporan.report import ReportTab
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.screen import STATEMENTS
from ui.screens.penyelesaian.statements import StatementsTab
from ui.screens.penyelesaian.told import ALL, IssueDialog

if TYPE_CHECKING:
    from ui.demo.stage import Stage

SCREENS = {
    "till": "kasir",
    "intake": "titipan",
    "consignors": "penitip",
    "products": "produk",
    "stock": "stok",
    "cash": "kas-sif",
    "settlement": "penyelesaian",
    "reports": "laporan",
    "outlets": "gerai",
    "guidance": "pembinaan",
    "settings": "pengaturan",
}


class Office:
    """Plays the month's end."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def play(self) -> None:
        """Preview, issue, look at the month."""
        self._settle()
        self._report()

    def _settle(self) -> None:
        stage = self.stage
        screen = stage.open("settlement")
        tab = screen.show_tab(STATEMENTS) if isinstance(screen, SettlementScreen) else None
        if not isinstance(tab, StatementsTab):
            raise Stuck("settlement")
        until = stage.desktop.place.desk().today() - timedelta(days=1)
        tab.until.set_value(until)
        stage.picture("penyelesaian")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for_dialog()
        stage.picture("penyelesaian-terbitkan")
        front = stage.dialog()
        if not isinstance(front, IssueDialog):
            raise Stuck("the statements to issue")
        front.who.choose(ALL)
        front.who.chosen.emit(ALL)
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("issued statements", lambda: self._issued(until))
        stage.settle(3)
        stage.picture("penyelesaian-laporan-penitip")
        while (front := stage.dialog()) is not None:
            front.reject()
            stage.settle()

    def _issued(self, until: date) -> bool:
        from db.queries.settlement import list_statements

        return bool(list_statements(self.stage.desktop.place.gallery.database, since=until))

    def _report(self) -> None:
        stage = self.stage
        screen = stage.open("reports")
        if not isinstance(screen, ReportsScreen):
            raise Stuck("reports")
        stage.settle(2)
        stage.picture("laporan-bulan")
        stage.key(Qt.Key.Key_F5)
        stage.settle(1.5)
        stage.picture("laporan-bulan-lalu")
        self._desk(screen)

    def _desk(self, screen: ReportsScreen) -> None:
        """Ask what a head of office asks: money, outlets, what looks odd, makers; and look at the paper for him."""
        stage, tab = self.stage, screen.tab()
        if not isinstance(tab, ReportTab):
            raise Stuck("report")
        stage.wait_for("the whole report", lambda: tab.report is not None)
        for section, word in (("money", "uang"), ("outlets", "gerai"), ("watch", "sorotan"), ("makers", "umkm")):
            tab.section.setCurrentIndex(tab.section.findData(section))
            tab.section.activated.emit(tab.section.currentIndex())
            stage.settle(0.6)
            stage.picture(f"laporan-{word}")
        scores = tab.tables.scores
        if scores.model.rows():
            scores.activated.emit(scores.model.rows()[0])
            stage.wait_for_dialog()
            stage.picture("laporan-rapor")
        while (front := stage.dialog()) is not None:
            front.reject()
            stage.settle()

    def look_around(self) -> None:
        """Keep a picture of every screen in both themes."""
        stage = self.stage
        for theme, word in (("light", "terang"), ("dark", "gelap")):
            stage.dress("dark" if theme == "dark" else "light")
            for screen, name in SCREENS.items():
                stage.open(screen)
                stage.settle(0.6)
                stage.picture(f"layar-{name}-{word}")
        stage.dress("light")


def last_month(today: date) -> str:
    """Return the month before a day as ``2026-10``."""
    return f"{month_of(today).start - timedelta(days=1):%Y-%m}"
