"""Taking a payout back: what it will do in figures, where the cash goes, and a superior's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from gallery_pos.documents import Method, PayoutMade, new_id
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.payouts import reverse_payout
from ui.app.approval import with_approval
from ui.app.names import METHODS
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_DRAWER, _SAFE = "drawer", "safe"


class ReverseDialog(Dialog):
    """A payout that did not happen, or came back.

    Signals:
        written(Posted): it is written.
    """

    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, posted: Posted) -> None:
        paid = posted.document
        assert isinstance(paid, PayoutMade)  # noqa: S101 -- what the list holds
        maker = place.gallery.book.consignor(paid.consignor)
        name = maker.business_name if maker else paid.consignor
        super().__init__(
            tr("Batalkan pembayaran {number}").format(number=posted.number),
            parent.window(),
            hint=tr("{amount} kepada {name}, {method}, {day}").format(
                amount=format_rupiah(paid.amount),
                name=name,
                method=tr(METHODS[paid.method]).lower(),
                day=format_date(paid.business_date),
            ),
        )
        self.setMinimumWidth(560)
        self._place, self._paid, self._id = place, paid, new_id()
        balance = place.gallery.book.balance(paid.consignor)
        self.body.addWidget(
            Label(
                tr("Saldo {name} menjadi {amount}. Dokumen pembayarannya tetap ada, ditandai dibatalkan.").format(
                    name=name, amount=format_rupiah(balance + paid.amount)
                ),
                wrap=True,
            )
        )
        self.where = Segments([(_DRAWER, tr("Uangnya ke laci")), (_SAFE, tr("Uangnya ke brankas"))])
        desk = place.desk()
        if desk.book.open_shift(desk.outlet, desk.origin) is None:
            self.where.choose(_SAFE)
        if paid.method is Method.CASH:
            self.body.addWidget(self.where)
        self.reason = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add(
            "reason",
            tr("Apa yang terjadi"),
            self.reason,
            required=True,
            hint=tr("Misalnya: salah rekening, uang kembali."),
        )
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_primary(tr("Batalkan pembayaran"), self._reverse, kind="danger")
        self.reason.setFocus()

    def _reverse(self) -> None:
        if self._form.check():
            with_approval(self._place, self, self._act)

    def _act(self, approval: Approval | None) -> None:
        done = reverse_payout(
            self._place.desk(),
            payout=self._paid.id,
            reason=self.reason.text(),
            to_drawer=self.where.choice() == _DRAWER,
            approval=approval,
            id=self._id,
        )
        self._place.announce(done)
        self.written.emit(done.value)
        self.accept()
