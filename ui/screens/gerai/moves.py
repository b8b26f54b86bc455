"""Kirim & terima: the list of transfers, and in front of it the form of a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.screens.gerai.documents import TwoPages
from ui.screens.gerai.send import SendPage
from ui.screens.gerai.transfers import TransfersPage

if TYPE_CHECKING:
    from ui.app.screen import Screen


class MovesTab(TwoPages):
    """What is on its way, and what is sent."""

    def __init__(self, host: Screen) -> None:
        self.list, self.send = TransfersPage(host), SendPage(host)
        super().__init__(host, self.list, self.send)
        self.list.send_asked.connect(self._begin)
        self.send.left.connect(self.back)
        self.send.posted.connect(self.told)

    def _begin(self) -> None:
        self.bring(self.send)
        self.send.refresh()
        self.send.entered()

    def receive(self, what: object) -> None:
        """Take ``(what, code)``: show the transfers of an outlet, ``send`` something there, take all of it ``back``."""
        if not isinstance(what, tuple):
            return
        wish, code = str(what[0]), str(what[1])
        if wish == "outlet":
            self.back()
            self.list.show_outlet(code)
        else:
            self._begin()
            if wish == "send":
                self.send.begin(code)
            else:
                self.send.begin_back(code)
