"""Pieces of a lot that are lost, damaged or expired: how many, why, and who bears what, in rupiah, before it is posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from gallery_pos.documents import LossReason, new_id
from gallery_pos.formatting import format_count, format_date, format_percent, format_rupiah
from gallery_pos.language import tr
from gallery_pos.money import FULL
from gallery_pos.services.stock import Loss, bearer_bp, lot_on_hand, write_off
from gallery_pos.terms import compensation, split
from ui.app.approval import with_approval
from ui.app.names import LOSS_REASONS, choices
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import Form
from ui.widgets.text import Label
from ui.widgets.typed import PercentEdit

if TYPE_CHECKING:
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_TERMS, _GALLERY, _MAKER, _SHARED = "terms", "gallery", "maker", "shared"


class WriteOffDialog(Dialog):
    """Writes off pieces of one lot of this outlet.

    Signals:
        posted(Posted): it is in the books.
    """

    posted = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, lot: str) -> None:
        """Raises RuleBroken (``stock.unknown_lot``) for a lot that has nothing at this outlet."""
        desk = place.desk()
        self._lot, self._product = lot_on_hand(desk, lot, 1)
        maker = place.gallery.book.consignor(self._lot.consignor)
        best_before = self._lot.best_before
        hint = tr("{maker} · ada {count} · harga {price}").format(
            maker=maker.business_name if maker else self._lot.consignor,
            count=format_count(self._lot.on_hand),
            price=format_rupiah(self._lot.price),
        )
        if best_before:
            hint += " · " + tr("kedaluwarsa {day}").format(day=format_date(best_before))
        super().__init__(tr("Hapus barang: {name}").format(name=self._product.name), parent.window(), hint=hint)
        self.setMinimumWidth(620)
        self._place = place
        self._id = new_id()
        past = best_before is not None and best_before < desk.today()
        self.quantity = QuantityEdit(self._lot.on_hand if past else 1, most=self._lot.on_hand)
        self.reason = QComboBox()
        for value, words in choices(LOSS_REASONS):
            self.reason.addItem(words, value)
        usual = LossReason.EXPIRED if past else LossReason.DAMAGED
        self.reason.setCurrentIndex(self.reason.findData(usual.value))
        self.bearer = Segments(
            [
                (_TERMS, tr("Perjanjian")),
                (_GALLERY, tr("Galeri")),
                (_MAKER, tr("Penitip")),
                (_SHARED, tr("Berbagi")),
            ]
        )
        self.share = PercentEdit(FULL // 2)
        self.note = QLineEdit()
        self.form = Form()
        self.form.add("quantity", tr("Jumlah"), self.quantity, required=True)
        self.form.add("reason", tr("Sebab"), self.reason)
        self.form.add("bearer", tr("Ditanggung"), self.bearer)
        self._share_row = self.form.add("share", tr("Bagian galeri"), self.share, required=True)
        self.form.add("note", tr("Catatan"), self.note)
        self.body.addWidget(self.form)
        self.says = Label("", "strong", wrap=True)
        self.body.addWidget(self.says)
        self.add_cancel()
        self.go = self.add_primary(tr("Hapus dari stok"), self._post, kind="danger")
        self.quantity.value_changed.connect(self._say)
        self.share.value_changed.connect(self._say)
        self.reason.activated.connect(self._say)
        self.bearer.chosen.connect(self._say)
        self._say()
        self.quantity.setFocus()

    def gallery_bp(self) -> int | None:
        """Return the gallery's part in basis points; None leaves it to the terms of the lot."""
        return {_TERMS: None, _GALLERY: FULL, _MAKER: 0, _SHARED: self.share.value() or 0}[self.bearer.choice()]

    def _reason(self) -> LossReason:
        return LossReason(str(self.reason.currentData()))

    def _say(self) -> None:
        self._share_row.set_visible(self.bearer.choice() == _SHARED)
        quantity = self.quantity.value() or 0
        chosen = self.gallery_bp()
        share = bearer_bp(self._lot.terms, self._reason()) if chosen is None else chosen
        due = split(self._lot.terms, quantity=quantity, gross=quantity * self._lot.price).due
        owed = compensation(self._lot.terms, quantity=quantity, price=self._lot.price, gallery_bp=share)
        words = tr(
            "{count} barang hilang dari stok, hak penitip {due}. Galeri mengganti {owed} ({share}), "
            "penitip menanggung {rest}."
        )
        self.says.setText(
            words.format(
                count=format_count(quantity),
                due=format_rupiah(due),
                owed=format_rupiah(owed),
                share=format_percent(share),
                rest=format_rupiah(due - owed),
            )
        )

    def _post(self) -> None:
        if not self.form.check():
            return
        loss = Loss(
            self._lot.lot, self.quantity.value() or 0, self._reason(), self.gallery_bp(), self.note.text().strip()
        )

        def act(approval: Approval | None) -> None:
            done = write_off(self._place.desk(), lines=[loss], approval=approval, id=self._id)
            self._place.announce(done)
            self.accept()
            self.posted.emit(done.value)

        with_approval(self._place, self, act)
