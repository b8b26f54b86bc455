"""Pembayaran: who waits for money, which payouts wait for their maker's word, and which transfers for the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.language import tr
from ui.app.pages import ChosenPages
from ui.screens.penyelesaian.batches import BatchesPage
from ui.screens.penyelesaian.receipts_page import ReceiptsPage
from ui.screens.penyelesaian.unpaid import UnpaidPage

if TYPE_CHECKING:
    from ui.app.page import Page
    from ui.app.screen import Screen

UNPAID, RECEIPTS, BATCHES = "unpaid", "receipts", "batches"


class PayoutsTab(ChosenPages):
    """Three pages, one in front."""

    def __init__(self, host: Screen) -> None:
        self.unpaid, self.receipts, self.batches = UnpaidPage(host), ReceiptsPage(host), BatchesPage(host)
        pages: dict[str, tuple[str, Page]] = {
            UNPAID: (tr("Belum dibayar"), self.unpaid),
            RECEIPTS: (tr("Tanda terima"), self.receipts),
            BATCHES: (tr("Berkas transfer"), self.batches),
        }
        super().__init__(host, pages)
        self._filters = {
            UNPAID: self.unpaid.list.which,
            RECEIPTS: self.receipts.list.which,
            BATCHES: self.batches.list.which,
        }
        for name, filters in self._filters.items():
            self.head.addWidget(filters)
            filters.setVisible(name == UNPAID)
        self.unpaid.prepared.connect(self._prepared)

    def show_page(self, name: str) -> Page:
        """Bring a page to the front."""
        for each, filters in self._filters.items():
            filters.setVisible(each == name)
        return super().show_page(name)

    def on_scan(self, code: str) -> bool:
        """Take the QR of a kuitansi from wherever: its payout is shown."""
        payout = self.receipts.scanned(code)
        if payout is None:
            return False
        self.show_page(RECEIPTS)
        self.receipts.show_payout(payout)
        return True

    def receive(self, what: object) -> None:
        """Take the name of a page, or ``(page, code)``: a maker who waits, a file."""
        super().receive(what)
        if isinstance(what, tuple):
            self.show_page(UNPAID)
            self.unpaid.show_maker(str(what[1]))

    def _prepared(self, batch: object) -> None:
        self.show_page(BATCHES)
        if isinstance(batch, UUID):
            self.batches.show_batch(batch)
