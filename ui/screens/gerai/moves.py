"""Kirim & terima: the list of transfers, and in front of it the form of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr
from ui.app.tabs import Tab
from ui.dialogs.document import show_sheet
from ui.screens.gerai.send import SendPage
from ui.screens.gerai.transfers import TransfersPage
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.screens.gerai.page import Page


class MovesTab(Tab):
    """Two pages, one in front of the other."""

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.list = TransfersPage(host)
        self.send = SendPage(host)
        self._stack = PageStack()
        for page in (self.list, self.send):
            self._stack.addWidget(page)
        self.body.addWidget(self._stack, 1)
        self.list.send_asked.connect(lambda: self._show(self.send))
        self.send.left.connect(lambda: self._show(self.list))
        self.send.posted.connect(self._on_sent)

    def page(self) -> Page:
        """Return the page in front."""
        return self.send if self._stack.currentWidget() is self.send else self.list

    def _show(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self.host.banner.clear()
        page.refresh()
        page.entered()

    def refresh(self) -> None:
        """Read what the page in front shows."""
        self.page().refresh()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.page().entered()

    def on_scan(self, code: str) -> bool:
        """Give a scan to the page in front."""
        return self.page().on_scan(code)

    def receive(self, what: object) -> None:
        """Take ``(what, code)``: show the transfers of an outlet, ``send`` something there, take all of it ``back``."""
        if not isinstance(what, tuple):
            return
        wish, code = str(what[0]), str(what[1])
        if wish == "outlet":
            self._show(self.list)
            self.list.show_outlet(code)
        else:
            self._show(self.send)
            if wish == "send":
                self.send.begin(code)
            else:
                self.send.begin_back(code)

    def _on_sent(self, posted: Posted) -> None:
        self._show(self.list)
        self.place.feedback.toast(tr("Tersimpan: {number}").format(number=posted.number))
        show_sheet(self, self.place, posted)
