"""How many labels of what, on which paper, beginning at which label of a begun sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox, QWidget

from gallery_pos.language import tr
from ui.dialogs.pdf import PdfDialog
from ui.labels import label_of, label_profiles, labels_sheet
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import Form

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace

_MOST = 2_000
_PLACES = 200


class LabelDialog(Dialog):
    """Labels of one product; the primary button shows the sheet as it prints."""

    def __init__(
        self,
        place: Workplace,
        parent: QWidget,
        product: ProductRevised,
        *,
        count: int = 1,
        price: int | None = None,
        best_before: date | None = None,
    ) -> None:
        """``price`` is the product's own unless the goods came in at another one."""
        super().__init__(tr("Cetak label"), parent.window(), hint=product.name)
        self.setMinimumWidth(480)
        self._place = place
        self._product = product
        self._price = product.price if price is None else price
        self._best_before = best_before
        self.count = QuantityEdit(max(count, 1), most=_MOST)
        self.start = QuantityEdit(1, most=_PLACES)
        self.profile = QComboBox()
        for code, name in label_profiles():
            self.profile.addItem(name, code)
        self.profile.setCurrentIndex(max(self.profile.findData(place.settings.current.labels.profile), 0))
        self.form = Form()
        self.form.add("count", tr("Jumlah label"), self.count, required=True)
        self.form.add("profile", tr("Kertas label"), self.profile)
        self.form.add(
            "start", tr("Mulai dari label ke-"), self.start, hint=tr("Untuk lembar yang sudah terpakai sebagian.")
        )
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Lihat dan cetak"), self._show)
        self.count.setFocus()

    def _show(self) -> None:
        if not self.form.check():
            return
        place = self._place
        with place.feedback.guard(self):
            labels = replace(place.settings.current.labels, profile=str(self.profile.currentData()))
            if labels != place.settings.current.labels:
                place.settings.change(labels=labels)
            label = label_of(
                place.gallery,
                self._product,
                price=self._price,
                count=self.count.value() or 1,
                best_before=self._best_before,
            )
            pdf = labels_sheet([label], labels, start=self.start.value() or 1)
            window = self.parentWidget() or self
            self.accept()
            name = tr("label {code}").format(code=self._product.code)
            PdfDialog(place, window, tr("Label {name}").format(name=self._product.name), name, pdf).open()
