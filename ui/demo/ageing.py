"""Life on the shelf: what expires is told to its maker, a markdown plan is made, goods are asked for and sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.documents import GoodsReturned, MarkdownPlanRevised
from ui.demo.stage import Stuck
from ui.news.dialog import NewsDialog
from ui.screens.stok import StockScreen
from ui.screens.stok.plan_dialog import PlanDialog
from ui.screens.titipan import IntakeScreen

if TYPE_CHECKING:
    from ui.demo.stage import Stage

_PLAN = "Barang lama di rak"


class Ageing:
    """Plays a manager's round along the shelf."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def play(self) -> None:
        """Look at what expires, what moves and what is marked down; send back what is past its date."""
        screen = self.stage.open("stock")
        if not isinstance(screen, StockScreen):
            raise Stuck("stock")
        self._expiring(screen)
        self._movers(screen)
        self._plan(screen)
        self._send_back()

    def _message(self, name: str) -> None:
        """Keep a picture of the text for a maker; it is not sent."""
        stage = self.stage
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, NewsDialog):
            raise Stuck(name)
        stage.picture(name)
        dialog.reject()
        stage.settle()

    def _expiring(self, screen: StockScreen) -> None:
        stage = self.stage
        screen.receive(("expiring", "14"))
        stage.wait_for("what expires", screen.lots.list.model.shown)
        screen.lots.list.table.selectRow(0)
        stage.picture("stok-segera-kedaluwarsa")
        stage.key(Qt.Key.Key_F10)
        self._message("stok-kabar-kedaluwarsa")

    def _movers(self, screen: StockScreen) -> None:
        stage = self.stage
        screen.receive("movers")
        stage.wait_for("what moves", screen.movers.list.model.shown)
        stage.picture("stok-laku-dan-lambat")
        stage.key(Qt.Key.Key_F12)
        self._message("stok-minta-tambah")

    def _plan(self, screen: StockScreen) -> None:
        stage, book = self.stage, self.stage.desktop.place.gallery.book
        screen.receive("plans")
        stage.settle()
        stage.key(Qt.Key.Key_F12)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, PlanDialog):
            raise Stuck("plan")
        stage.type(_PLAN)
        dialog.basis.choose("age")
        dialog.basis.chosen.emit("age")
        for (days, percent), (number, share) in zip(dialog.steps.rows, (("60", "10"), ("90", "20")), strict=False):
            for field, text in ((days, number), (percent, share)):
                field.setFocus()
                stage.settle(0.1)
                stage.type(text)
        stage.wait_for("what the plan touches", dialog.list.model.rows)
        stage.picture("stok-rencana-potongan")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the plan", lambda: any(plan.name == _PLAN for plan in book.latest_of_all(MarkdownPlanRevised)))
        stage.settle()
        stage.picture("stok-potongan")

    def _send_back(self) -> None:
        stage = self.stage
        screen = stage.open("intake")
        if not isinstance(screen, IntakeScreen):
            raise Stuck("intake")
        stage.key(Qt.Key.Key_F6)
        page = screen.return_page
        stage.wait_for("the pull list", page.list.model.shown)
        page.list.table.setFocus()
        page.list.table.selectRow(0)
        stage.key(Qt.Key.Key_Space)
        stage.picture("titipan-daftar-tarik")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the retur", lambda: screen.done_page.isVisible() and screen.done_page.pages.count())
        if screen.done_page.posted is None or not isinstance(screen.done_page.posted.document, GoodsReturned):
            raise Stuck("retur")
        stage.picture("titipan-retur")
