"""Taking money: by which method, how much, what is left and what goes back. It shows; the screen posts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from gallery_pos.documents import Method
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.tokens import GRID
from ui.screens.kasir.payment import Payment
from ui.screens.kasir.qris_card import QrisCard
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton, Segments
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.edits import RupiahEdit
from ui.widgets.text import RIGHT, Label
from ui.widgets.total import BigTotal

if TYPE_CHECKING:
    from collections.abc import Sequence

METHODS = {
    Method.CASH: tr_noop("Tunai"),
    Method.QRIS: tr_noop("QRIS"),
    Method.TRANSFER: tr_noop("Transfer"),
    Method.CARD: tr_noop("Kartu"),
}
"""How ways to pay are called."""

MOST_QUICK = 5
"""Buttons for sums in notes."""


class PayPage(QWidget):
    """The page. Nothing on it posts by itself: :meth:`next_step` says what F12 would do, the screen does it.

    Signals:
        changed(): what F12 would do is another thing now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.payment: Payment | None = None
        self.method = Method.CASH
        self.banner = Banner()
        self._segments = Segments([(method.value, tr(name)) for method, name in METHODS.items()])
        self._segments.chosen.connect(lambda key: self.choose(Method(key)))
        self._due = BigTotal(tr("Harus dibayar"))
        self._tenders = QVBoxLayout()
        self._tenders.setSpacing(4)
        self._amount = RupiahEdit()
        self._amount.setProperty("scale", "large")
        self._amount.textChanged.connect(self._recount)
        self._amount_label = Label("", "soft")
        self._amount_label.setBuddy(self._amount)
        self._reference = QLineEdit()
        self._reference.setMaxLength(60)
        self._reference.setPlaceholderText(tr("Nomor referensi (boleh kosong)"))
        self._reference.setAccessibleName(tr("Nomor referensi"))
        self._quick = [Button("", partial(self.take_quick, n)) for n in range(MOST_QUICK)]
        self._change = BigTotal(tr("Kembalian"))
        keeps_its_room = self._change.sizePolicy()
        keeps_its_room.setRetainSizeWhenHidden(True)
        self._change.setSizePolicy(keeps_its_room)
        self._qris = QrisCard()
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card()
        card.body.setSpacing(GRID)
        head = QHBoxLayout()
        head.addWidget(self._segments)
        head.addStretch(1)
        card.body.addLayout(head)
        card.add(self._due)
        card.body.addLayout(self._tenders)
        cash = QWidget()
        cash_column = QVBoxLayout(cash)
        cash_column.setContentsMargins(0, 0, 0, 0)
        cash_column.setSpacing(GRID)
        quick = QGridLayout()
        quick.setSpacing(GRID)
        for n, button in enumerate(self._quick):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            quick.addWidget(button, 0, n)
        cash_column.addLayout(quick)
        cash_column.addWidget(self._change, 1)
        self._below = QStackedWidget()
        self._below.addWidget(cash)
        self._below.addWidget(self._qris)
        self._below.addWidget(self._plain())
        amount = QHBoxLayout()
        amount.setSpacing(2 * GRID)
        amount.addWidget(self._amount_label)
        amount.addWidget(self._amount, 1)
        card.body.addLayout(amount)
        card.add(self._below, 1)
        scroll = ScrollColumn()
        scroll.body.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(scroll, 1)

    def _plain(self) -> QWidget:
        plain = QWidget()
        column = QVBoxLayout(plain)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._reference)
        self._advice = Label("", "soft", wrap=True)
        column.addWidget(self._advice)
        column.addStretch(1)
        return plain

    # -- what a person does here

    def begin(self, payment: Payment) -> None:
        """Start taking money for a cart."""
        self.banner.clear()
        self._reference.clear()
        self.payment = payment
        self.choose(Method.CASH)

    def choose(self, method: Method) -> None:
        """Take the rest, or a part of it, by another method; without notes the whole rest is meant at first."""
        if self.payment is None:
            return
        self.method = method
        self._segments.choose(method.value)
        rest = self.payment.rest(method)
        self._amount.set_value(None if method is Method.CASH else rest)
        self._below.setCurrentIndex({Method.CASH: 0, Method.QRIS: 1}.get(method, 2))
        self._show_payment()
        self._recount()
        self.start()

    def start(self) -> None:
        """Put the focus where the next key is wanted."""
        needs_reference = self.method in (Method.TRANSFER, Method.CARD)
        (self._reference if needs_reference else self._amount).setFocus(Qt.FocusReason.OtherFocusReason)
        self._amount.selectAll()

    def take_quick(self, n: int) -> None:
        """Put one of the quick sums into the field; it is not taken yet."""
        amounts = self.quick_amounts()
        if self.method is Method.CASH and n < len(amounts):
            self._amount.set_value(amounts[n])
            self._recount()
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, event: QKeyEvent) -> None:
        """Take a digit that nothing else wanted as if it had been typed into the amount."""
        if event.text().isdigit():
            self._amount.setFocus(Qt.FocusReason.OtherFocusReason)
            self._amount.clear()
            self._amount.keyPressEvent(event)
        else:
            event.ignore()

    def quick_amounts(self) -> Sequence[int]:
        """Return the sums on the quick buttons."""
        return self.payment.quick_amounts()[:MOST_QUICK] if self.payment else ()

    def is_busy(self) -> bool:
        """Tell whether the buyer is in the middle of paying, so that the total must not change under him."""
        return bool(self.payment and self.payment.tenders) or self.method is not Method.CASH

    # -- what F12 would do

    def amount(self) -> int:
        """Return the amount as it stands in the field, 0 where it is empty or cannot be read."""
        return self._amount.value() or 0

    def entered(self) -> Payment | None:
        """Return the payment with what stands in the field, None where that cannot be taken; the banner says why."""
        payment, amount = self.payment, self.amount()
        if payment is None or not (problem := self._problem(payment, amount)):
            self.banner.clear()
            reference = self._reference.text() if self.method in (Method.TRANSFER, Method.CARD) else ""
            return payment.settled(self.method, amount, reference) if payment else None
        self.banner.say(problem, tr("Uang belum dicatat."), "attention")
        self.start()
        return None

    def _problem(self, payment: Payment, amount: int) -> str:
        if problem := self._amount.problem():
            return problem
        if not amount and payment.rest(self.method):
            return tr("Isi uang yang diterima, atau pilih jumlah cepat.")
        if payment.excess(self.method, amount):
            return tr("{method} tidak boleh lebih dari sisa tagihan {rest}.").format(
                method=tr(METHODS[self.method]), rest=format_rupiah(payment.rest(self.method))
            )
        if payment.uneven(self.method, amount):
            return tr("Sebagian tunai harus kelipatan {step}, sesuai uang yang beredar.").format(
                step=format_rupiah(payment.outlet.rounding_step)
            )
        return ""

    def go_on_with(self, payment: Payment) -> None:
        """Take the rest after a part was paid."""
        self.payment = payment
        self._reference.clear()
        self.choose(self.method if self.method is not Method.QRIS else Method.CASH)

    def next_words(self) -> str:
        """Return what the big button should say."""
        payment = self.payment
        if payment is not None and self.amount() and not payment.covers(self.method, self.amount()):
            return tr("Tambah pembayaran lain")
        return {
            Method.CASH: tr("Terima uang"),
            Method.QRIS: tr("Uang sudah masuk"),
            Method.TRANSFER: tr("Uang sudah masuk"),
            Method.CARD: tr("Kartu sudah disetujui"),
        }[self.method]

    # -- showing

    def _show_payment(self) -> None:
        payment = self.payment
        if payment is None:
            return
        due = payment.due_with(self.method)
        parts = []
        if due.tax:
            parts.append(tr("termasuk PPN {amount}").format(amount=format_rupiah(due.tax)))
        if due.rounding:
            exact = format_rupiah(due.net + due.tax)
            parts.append(tr("{exact} dibulatkan {amount}").format(exact=exact, amount=format_rupiah(due.rounding)))
        caption = tr("Sisa") if payment.tenders else tr("Harus dibayar")
        self._due.show_amount(payment.rest(self.method), " · ".join(parts), caption)
        self._due.setVisible(self.method is not Method.QRIS)
        self._show_tenders(payment)
        amounts = self.quick_amounts()
        for n, button in enumerate(self._quick):
            button.setVisible(n < len(amounts))
            if n < len(amounts):
                button.setText(tr("Pas") if n == 0 else format_rupiah(amounts[n]))
                button.setToolTip(format_rupiah(amounts[n]))

    def _show_tenders(self, payment: Payment) -> None:
        while item := self._tenders.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for index, tender in enumerate(payment.tenders):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            name = tr(METHODS[tender.method])
            line.addWidget(Label(f"{name}  {tender.reference}".strip(), "soft"), 1)
            line.addWidget(Label(format_rupiah(tender.amount), "strong", align=RIGHT))
            line.addWidget(IconButton("x", tr("Batalkan pembayaran ini"), partial(self._drop, index)))
            self._tenders.addWidget(row)

    def _drop(self, index: int) -> None:
        if self.payment is not None:
            self.payment = self.payment.without(index)
            self.choose(self.method)

    def _recount(self) -> None:
        payment, amount, cash = self.payment, self.amount(), self.method is Method.CASH
        if payment is None:
            return
        self._amount_label.setText(tr("Uang diterima") if cash else tr("Jumlah", "uang"))
        rest = payment.rest(self.method)
        short = rest - amount
        caption = tr("Masih kurang") if short > 0 else tr("Kembalian")
        self._change.show_amount(short if short > 0 else payment.change(self.method, amount), caption=caption)
        self._change.setVisible(bool(amount))
        self._advice.setText(
            tr("Gesek atau tempel kartu di mesin bank, lalu tekan F12 setelah disetujui.")
            if self.method is Method.CARD
            else tr("Tunggu uangnya terlihat di rekening galeri, lalu tekan F12.")
        )
        if self.method is Method.QRIS:
            self._qris.show_amount(payment.outlet, amount or rest, rest)
        self.changed.emit()
