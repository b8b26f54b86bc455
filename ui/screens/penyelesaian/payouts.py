"""Pembayaran: who waits for money, which payouts wait for their maker's word, and which transfers for the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout

from gallery_pos.language import tr
from ui.app.tabs import Tab
from ui.screens.penyelesaian.batches import BatchesPage
from ui.screens.penyelesaian.receipts_page import ReceiptsPage
from ui.screens.penyelesaian.unpaid import UnpaidPage
from ui.widgets.buttons import Segments
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from ui.app.page import Page
    from ui.app.screen import Screen

UNPAID, RECEIPTS, BATCHES = "unpaid", "receipts", "batches"


class PayoutsTab(Tab):
    """Three pages, one in front."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.unpaid, self.receipts, self.batches = UnpaidPage(host), ReceiptsPage(host), BatchesPage(host)
        self.pages: dict[str, Page] = {UNPAID: self.unpaid, RECEIPTS: self.receipts, BATCHES: self.batches}
        self.which = Segments(
            [(UNPAID, tr("Belum dibayar")), (RECEIPTS, tr("Tanda terima")), (BATCHES, tr("Berkas transfer"))]
        )
        self._stack = PageStack()
        for page in self.pages.values():
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addStretch(1)
        self._filters = {
            UNPAID: self.unpaid.list.which,
            RECEIPTS: self.receipts.list.which,
            BATCHES: self.batches.list.which,
        }
        for name, filters in self._filters.items():
            head.addWidget(filters)
            filters.setVisible(name == UNPAID)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        self.which.chosen.connect(self.show_page)
        self.unpaid.prepared.connect(self._prepared)

    def page(self) -> Page:
        """Return the page in front."""
        return self.pages[self.which.choice()]

    def show_page(self, name: str) -> Page:
        """Bring a page to the front."""
        self.which.choose(name)
        page = self.pages[name]
        self._stack.setCurrentWidget(page)
        for each, filters in self._filters.items():
            filters.setVisible(each == name)
        self.host.banner.clear()
        page.refresh()
        page.entered()
        return page

    def refresh(self) -> None:
        """Read what the page in front shows."""
        self.page().refresh()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.page().entered()

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
        if isinstance(what, str) and what in self.pages:
            self.show_page(what)
        elif isinstance(what, tuple):
            self.show_page(UNPAID)
            self.unpaid.show_maker(str(what[1]))

    def _prepared(self, batch: object) -> None:
        self.show_page(BATCHES)
        if isinstance(batch, UUID):
            self.batches.show_batch(batch)
