"""Papers: a shelf of goods without theirs, one paper brought and recorded, a referral, the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from db.queries.legality import GateState
from gallery_pos.documents import Holder, LegalityRecorded
from ui.app.tabs import TabbedScreen
from ui.demo.stage import Stuck
from ui.legality.paper_dialog import PaperDialog
from ui.legality.referral import referral
from ui.screens.pembinaan.legality import LegalityTab

if TYPE_CHECKING:
    from pathlib import Path

    from db.queries.legality import GateRow
    from ui.demo.stage import Stage

_NIB = "9999321509214"


class Gate:
    """Plays it; the sample has makers whose NIB is missing."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def play(self, papers: Path) -> list[Path]:
        """Record the NIB that a maker brought; return the referral of another one, written to ``papers``."""
        stage = self.stage
        screen = stage.open("guidance")
        tab = self._tab(screen)
        pages = tab.gate.list
        stage.wait_for("goods without papers", pages.model.rows)
        stage.picture("pembinaan-legalitas")
        first = next(row for row in pages.model.rows() if row.state is GateState.STOPPED and row.missing == ("NIB",))
        pages.select(first.product)
        stage.key(Qt.Key.Key_F12)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, PaperDialog):
            raise Stuck("a paper to record")
        dialog.number.setText(_NIB)
        stage.picture("pembinaan-catat-dokumen")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the recorded NIB", lambda: self._has_nib(first.consignor))
        stage.settle()
        left = [row for row in pages.model.rows() if row.state is GateState.STOPPED]
        made = self._refer(left, papers)
        tab.show_page("papers")
        stage.settle()
        stage.picture("pembinaan-dokumen")
        tab.show_page("rules")
        stage.settle()
        stage.picture("pembinaan-syarat")
        tab.show_page("gate")
        return made

    def _tab(self, screen: object) -> LegalityTab:
        tab = screen.show_tab("legality") if isinstance(screen, TabbedScreen) else None
        if not isinstance(tab, LegalityTab):
            raise Stuck("guidance")
        return tab

    def _has_nib(self, consignor: str) -> bool:
        book = self.stage.desktop.place.gallery.book
        return book.latest(LegalityRecorded, f"{Holder.CONSIGNOR}/{consignor}/NIB") is not None

    def _refer(self, rows: list[GateRow], folder: Path) -> list[Path]:
        from receipts.files import save

        if not rows:
            return []
        place, consignor = self.stage.desktop.place, rows[0].consignor
        goods = [row for row in rows if row.consignor == consignor]
        folder.mkdir(parents=True, exist_ok=True)
        return [save(folder / "rujukan.pdf", referral(place.gallery, consignor, goods, place.user.code))]
