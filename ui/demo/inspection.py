"""The Dinas checks a month: the file of a closed month, a buyer's receipt in it, and the same file after somebody's hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gallery_pos.barcode import receipt_code
from gallery_pos.documents import MonthClosed, new_id
from gallery_pos.services.closing import close_month, review_month
from receipts.files import save
from ui.demo.stage import Stuck
from ui.papers.month_file import pack_month
from ui.screens.laporan import ReportsScreen
from ui.screens.laporan.inspect import InspectTab
from ui.screens.laporan.screen import INSPECT

if TYPE_CHECKING:
    from ui.demo.stage import Stage


class Inspection:
    """Plays Periksa."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.gallery = stage.desktop.place.gallery

    def play(self, folder: Path) -> list[Path]:
        """Pack a closed month, check it, look for a receipt, check an altered copy; return the files that it leaves."""
        closing = self._closed()
        file = pack_month(self.gallery, closing.month, closing.outlet, folder)
        tab = self._tab()
        self.stage.picture("periksa-kosong")
        self._check(tab, file)
        self.stage.picture("periksa-cocok")
        self._spot(tab, closing)
        self.stage.picture("periksa-struk")
        inspected = tab.panel.inspected
        if inspected is None or inspected.report.findings:
            raise Stuck("a month that holds")
        paper = save(folder / f"periksa-{closing.outlet}-{closing.month}.pdf", tab.paper(inspected.report))
        self._alter(tab, file)
        return [file, paper]

    def _closed(self) -> MonthClosed:
        """Return the closing of a month with trade; where none is closed yet, the first that can be is."""
        closed = [one for one in self.gallery.book.latest_of_all(MonthClosed) if one.figures.sales]
        if closed:
            return closed[-1]
        from db.queries.months import month_states

        desk = self.stage.desktop.place.desk()
        for outlet in self.gallery.book.outlets():
            for state in reversed(month_states(self.gallery.database, today=desk.today(), outlet=outlet.code)):
                review = review_month(desk, outlet=outlet.code, month=state.month)
                if not review.blocking and self.gallery.book.month_figures(outlet.code, state.month).sales:
                    close_month(desk, outlet=outlet.code, month=state.month, note="hari contoh", id=new_id())
                    return self._closed()
        raise Stuck("a month that can be closed")

    def _tab(self) -> InspectTab:
        screen = self.stage.open("reports")
        tab = screen.show_tab(INSPECT) if isinstance(screen, ReportsScreen) else None
        if not isinstance(tab, InspectTab):
            raise Stuck("periksa")
        self.stage.settle()
        return tab

    def _check(self, tab: InspectTab, file: Path) -> None:
        before = tab.panel.inspected
        tab.panel.open(file)
        self.stage.wait_for("the check", lambda: tab.panel.inspected is not before)
        self.stage.settle(0.5)

    def _spot(self, tab: InspectTab, closing: MonthClosed) -> None:
        from db.queries.books import list_journal

        sold = list_journal(self.gallery.database, kind="SaleCompleted", outlet=closing.outlet)
        first = next(row for row in sold if f"{row.business_date:%Y-%m}" == closing.month)
        tab.panel.on_scan(receipt_code(bytes.fromhex(first.hash)))
        self.stage.wait_for("the receipt", lambda: bool(tab.panel.spot.lines.text()))
        self.stage.settle()

    def _alter(self, tab: InspectTab, file: Path) -> None:
        """Change one byte in the middle of a copy."""
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        copy = file.with_name(f"diubah-{file.name}")
        copy.write_bytes(data)
        try:
            self._check(tab, copy)
            self.stage.picture("periksa-diubah")
        finally:
            copy.unlink()
