"""Makers are told of their statements one after another, and a code that one reads out is looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.queries.settlement import list_statements
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import MakerTold, MessageKind, MessageWay
from gallery_pos.formatting import format_receipt_code
from ui.demo.stage import Stuck
from ui.dialogs.check_code import CheckCodeDialog
from ui.news.wording import WordingDialog
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.news import NewsTab
from ui.screens.penyelesaian.screen import NEWS

if TYPE_CHECKING:
    from ui.demo.stage import Stage


class Telling:
    """Plays the round; nothing leaves the machine: makers are told in person."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.gallery = stage.desktop.place.gallery

    def play(self) -> None:
        """Tell the first makers, look at the wording, check a code."""
        screen = self.stage.open("settlement")
        if not isinstance(screen, SettlementScreen):
            raise Stuck("settlement")
        tab = screen.show_tab(NEWS)
        if not isinstance(tab, NewsTab):
            raise Stuck(NEWS)
        self._tell(tab)
        self._wording(tab)
        self._check()

    def _tell(self, tab: NewsTab) -> None:
        stage = self.stage
        tab.show_kind(MessageKind.STATEMENT)
        stage.wait_for("makers to tell", tab.list.list.model.shown)
        stage.picture("kabar-laporan")
        first = tab.list.list.model.shown()[0]
        tab.tell_by(MessageWay.IN_PERSON)
        stage.wait_for("a maker told", lambda: self.gallery.book.latest(MakerTold, first.subject.record))
        for kind, name in ((MessageKind.SOLD, "kabar-terjual"), (MessageKind.EXPIRING, "kabar-kedaluwarsa")):
            tab.show_kind(kind)
            stage.wait_for(kind.value, tab.list.list.model.shown)
            stage.picture(name)

    def _wording(self, tab: NewsTab) -> None:
        tab.reword()
        dialog = self.stage.wait_for_dialog()
        if not isinstance(dialog, WordingDialog):
            raise Stuck("wording")
        self.stage.settle()
        self.stage.picture("kabar-naskah")
        dialog.reject()
        self.stage.settle()

    def _check(self) -> None:
        stage = self.stage
        posted = self.gallery.book.document(list_statements(self.gallery.database)[0].id)
        if posted is None:
            raise Stuck("statement")
        stage.key(Qt.Key.Key_F3)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, CheckCodeDialog):
            raise Stuck("code")
        stage.type(format_receipt_code(receipt_code(posted.hash)).lower())
        stage.wait_for("the paper", lambda: dialog.found is not None)
        stage.picture("periksa-kode")
        dialog.reject()
        stage.settle()
