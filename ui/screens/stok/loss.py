"""Taking lost, damaged or expired pieces off the books; who bears it is told in rupiah first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from gallery_pos.documents import LossReason, new_id
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.stock import Loss, bearer_bp, write_off
from gallery_pos.terms import compensation
from ui.app.approval import with_approval
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.queries.stock import LotRow
    from gallery_pos.ports import Lot, Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace


class LossDialog(Dialog):
    """Asks how many and why; ``done`` gets what was written."""

    def __init__(
        self, place: Workplace, parent: QWidget, row: LotRow, lot: Lot, done: Callable[[Posted], object]
    ) -> None:
        super().__init__(
            tr("Hapus dari stok: {name}").format(name=row.name),
            parent,
            hint=tr("Titipan {maker}, ada {count} di sini.").format(maker=row.business_name, count=lot.on_hand),
        )
        self.setMinimumWidth(540)
        self._place, self._lot, self._done, self._id = place, lot, done, new_id()
        self.reason = Segments(
            [
                (LossReason.LOST, tr("Hilang")),
                (LossReason.DAMAGED, tr("Rusak")),
                (LossReason.EXPIRED, tr("Kedaluwarsa")),
            ]
        )
        if row.best_before and row.best_before < place.desk().today():
            self.reason.choose(LossReason.EXPIRED)
        self.quantity = QuantityEdit(1, 1, lot.on_hand)
        self.note = QLineEdit()
        self._bears = Label("", wrap=True)
        self._form = Form(stacked=True)
        self._form.add("quantity", tr("Jumlah"), self.quantity, required=True)
        self._form.add("note", tr("Catatan"), self.note)
        self.body.addWidget(self.reason)
        self.body.addWidget(self._form)
        self.body.addWidget(self._bears)
        self.add_cancel()
        self.add_primary(tr("Hapus dari stok"), self._write)
        self.reason.chosen.connect(lambda _key: self._tell())
        self.quantity.textChanged.connect(lambda _text: self._tell())
        self._tell()
        self.quantity.setFocus()

    def _tell(self) -> None:
        """Say what the gallery will owe for it, by the terms of the lot."""
        pieces = self.quantity.value() or 0
        share = bearer_bp(self._lot.terms, LossReason(self.reason.choice()))
        owed = compensation(self._lot.terms, quantity=pieces, price=self._lot.price, gallery_bp=share)
        said = tr("Menurut perjanjian galeri menanggung {share}: {amount} menjadi hak penitip.")
        self._bears.setText(said.format(share=format_percent(share), amount=format_rupiah(owed)))

    def _write(self) -> None:
        if self._form.check():
            with_approval(self._place, self, self._written)

    def _written(self, approval: Approval | None) -> None:
        loss = Loss(
            lot=self._lot.lot,
            quantity=self.quantity.value() or 0,
            reason=LossReason(self.reason.choice()),
            note=self.note.text().strip(),
        )
        done = write_off(self._place.desk(), lines=[loss], approval=approval, id=self._id)
        self._place.announce(done)
        self.accept()
        self._done(done.value)
