"""The papers of one product over another screen, for whoever keeps papers and does not keep products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import Holder
from gallery_pos.language import tr
from ui.legality.panel import PapersPanel
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace


class ProductPapersDialog(Dialog):
    """What the rules ask of a product, its group among it, and what is there."""

    def __init__(self, place: Workplace, near: QWidget, product: str) -> None:
        goods = place.gallery.book.product(product)
        super().__init__(tr("Dokumen produk {name}").format(name=goods.name if goods else product), near.window())
        self.setMinimumSize(900, 540)
        self.panel = PapersPanel(place)
        self.body.addWidget(self.panel, 1)
        self.add_cancel(tr("Tutup"))
        self.panel.show_holder(Holder.PRODUCT, product)
        self.panel.refresh()
