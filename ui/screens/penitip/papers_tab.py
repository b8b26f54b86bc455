"""The tab of a maker's papers, and of his goods whose papers are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from gallery_pos.documents import Holder
from ui.legality.panel import PapersPanel
from ui.screens.penitip.tabs import ListTab

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.documents import ConsignorRevised
    from ui.workplace import Workplace


class PapersTab(ListTab):
    """The panel that a product has as well.

    Signals:
        product_asked(str): this product wants to be opened, with its papers.
    """

    product_asked = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        self.panel = PapersPanel(place)
        self.panel.product_asked.connect(self.product_asked)
        self.column.addWidget(self.panel, 1)

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show another consignor's."""
        super().show_consignor(maker)
        self.panel.show_holder(Holder.CONSIGNOR, maker.code)

    def refresh(self) -> None:
        """Read them again."""
        self.panel.refresh()
