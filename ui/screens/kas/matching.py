"""Pencocokan: what the bank says on the left, what the books say on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import Holding
from gallery_pos.language import tr
from ui.app.pages import ChosenPages
from ui.screens.kas.match_lists import DonePage, MissingPage
from ui.screens.kas.side_by_side import SideBySidePage
from ui.widgets.buttons import Segments

if TYPE_CHECKING:
    from ui.app.page import Page
    from ui.app.screen import Screen

OPEN, DONE, MISSING = "open", "done", "missing"


class MatchingTab(ChosenPages):
    """An account, and three pages about it: what waits, what is matched, and QRIS that never arrived."""

    def __init__(self, host: Screen) -> None:
        self.open, self.done, self.missing = SideBySidePage(host), DonePage(host), MissingPage(host)
        pages = {
            OPEN: (tr("Belum cocok"), self.open),
            DONE: (tr("Sudah cocok"), self.done),
            MISSING: (tr("QRIS tidak sampai"), self.missing),
        }
        super().__init__(host, pages)
        self.account = Segments([(Holding.BANK, tr("Bank")), (Holding.QRIS, tr("QRIS"))])
        self.account.chosen.connect(self._on_account)
        self.head.addWidget(self.account)

    def show_page(self, name: str) -> Page:
        """Bring a page to the front."""
        self.account.setVisible(name != MISSING)
        return super().show_page(name)

    def _on_account(self, account: str) -> None:
        self.open.account = self.done.account = Holding(account)
        self.host.banner.clear()
        self.refresh()
