"""The picture of a product, taken or chosen while its goods come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr
from gallery_pos.services.access import Act
from gallery_pos.services.catalogue import revise_product
from ui.dialogs.picture_field import PictureField
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace

_WIDTH = 480
_SIDE = 220


class PhotoDialog(Dialog):
    """Saves the picture with the product."""

    def __init__(self, place: Workplace, parent: QWidget, product: ProductRevised) -> None:
        super().__init__(tr("Foto barang"), parent.window(), hint=product.name)
        self.setMinimumWidth(_WIDTH)
        self._place = place
        self._product = product
        self.picture = PictureField(place, _SIDE)
        self.picture.show_picture(product.picture)
        self.body.addWidget(self.picture)
        self.add_cancel()
        if place.may(Act.EDIT_CATALOGUE):
            self.add_primary(tr("Simpan"), self._save)
        else:
            self.picture.set_read_only()

    def _save(self) -> None:
        with self._place.feedback.guard(self):
            if self.picture.name != self._product.picture:
                done = revise_product(self._place.desk(), code=self._product.code, picture=self.picture.name)
                self._place.announce(done)
            self._place.feedback.toast(tr("Foto tersimpan"))
            self.accept()
