"""Pencocokan: what the bank says on the left, what the books say on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from gallery_pos.documents import Holding
from gallery_pos.language import tr
from ui.app.tabs import Tab
from ui.screens.kas.match_lists import DonePage, MissingPage
from ui.screens.kas.side_by_side import SideBySidePage
from ui.widgets.buttons import Segments
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from ui.app.page import Page
    from ui.app.screen import Screen

OPEN, DONE, MISSING = "open", "done", "missing"


class MatchingTab(Tab):
    """An account, and three pages about it: what waits, what is matched, and QRIS that never arrived."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.open, self.done, self.missing = SideBySidePage(host), DonePage(host), MissingPage(host)
        self.pages: dict[str, Page] = {OPEN: self.open, DONE: self.done, MISSING: self.missing}
        self.which = Segments(
            [(OPEN, tr("Belum cocok")), (DONE, tr("Sudah cocok")), (MISSING, tr("QRIS tidak sampai"))]
        )
        self.account = Segments([(Holding.BANK, tr("Bank")), (Holding.QRIS, tr("QRIS"))])
        self._stack = PageStack()
        for page in self.pages.values():
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addStretch(1)
        head.addWidget(self.account)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        self.which.chosen.connect(self.show_page)
        self.account.chosen.connect(self._on_account)

    def page(self) -> Page:
        """Return the page in front."""
        return self.pages[self.which.choice()]

    def show_page(self, name: str) -> Page:
        """Bring a page to the front."""
        self.which.choose(name)
        self.account.setVisible(name != MISSING)
        self._stack.setCurrentWidget(self.pages[name])
        self.host.banner.clear()
        self.refresh()
        self.entered()
        return self.pages[name]

    def _on_account(self, account: str) -> None:
        self.open.account = self.done.account = Holding(account)
        self.host.banner.clear()
        self.refresh()

    def refresh(self) -> None:
        """Read what the page in front shows."""
        self.page().refresh()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.page().entered()

    def receive(self, what: object) -> None:
        """Take the name of a page."""
        if isinstance(what, str) and what in self.pages:
            self.show_page(what)
