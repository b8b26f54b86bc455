"""Legalitas: what is stopped or will be, the papers there are, and the rules of the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from gallery_pos.language import tr
from ui.app.tabs import Tab
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.screens.pembinaan.gate_page import GatePage
from ui.screens.pembinaan.papers_page import PapersPage
from ui.screens.pembinaan.rules_page import RulesPage
from ui.widgets.buttons import Segments
from ui.widgets.stack import PageStack
from ui.widgets.text import Badge

if TYPE_CHECKING:
    from ui.app.screen import Screen

_GATE, _PAPERS, _RULES = "gate", "papers", "rules"
_ON_SHELF = "shelf"


class LegalityTab(Tab):
    """Three pages: goods, papers, rules.

    ``receive`` takes the name of one, ``("papers", days)`` for those that end within so many days (0: that have ended), or
    the code of a maker.
    """

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.which = Segments([(_GATE, tr("Barang")), (_PAPERS, tr("Dokumen")), (_RULES, tr("Syarat"))])
        self.light = Badge("")
        self.gate, self.papers, self.rules = GatePage(host), PapersPage(host), RulesPage(host)
        self._pages: dict[str, GatePage | PapersPage | RulesPage] = {
            _GATE: self.gate,
            _PAPERS: self.papers,
            _RULES: self.rules,
        }
        self._stack = PageStack()
        for page in self._pages.values():
            self._stack.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.which)
        row.addStretch(1)
        row.addWidget(self.light)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)
        self.which.chosen.connect(self.show_page)

    def show_page(self, which: str) -> None:
        """Bring a page to the front and read it."""
        self.which.choose(which)
        self._stack.setCurrentWidget(self._pages[which])
        self.refresh()

    def refresh(self) -> None:
        """Read the page in front again, and whether the gate is on."""
        words, tone = self.rules.standing()
        self.light.setText(words)
        self.light.setVisible(self.which.choice() != _RULES)  # there it stands in full
        set_look(self.light, tone=tone)
        self._pages[self.which.choice()].refresh()

    def entered(self) -> None:
        """Put the focus into the search box of the list in front."""
        page = self._pages[self.which.choice()]
        if isinstance(page, GatePage | PapersPage):
            page.list.search_box.setFocus()

    def receive(self, what: object) -> None:
        """Show the papers, the rules, the goods on shelves ("shelf"), or the goods of one maker."""
        if isinstance(what, tuple):
            self.show_page(_PAPERS)
            self.papers.show_span(int(what[1]))
        elif what in self._pages:
            self.show_page(str(what))
        elif what == _ON_SHELF:
            self.show_page(_GATE)
            self.gate.shelf.setChecked(True)
        elif isinstance(what, str):
            self.show_page(_GATE)
            self.gate.show_consignor(what)

    def on_scan(self, code: str) -> bool:
        """Find a scanned product in the list of goods."""
        product = self.place.gallery.book.product_by_barcode(code)
        if product is None:
            return False
        self.show_page(_GATE)
        self.gate.show_product(product.code)
        return True
