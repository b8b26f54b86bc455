"""Paying a maker, or taking in what he owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from gallery_pos.documents import GALLERY, Method, new_id
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.payouts import pay
from gallery_pos.services.treasury import safe_warning
from gallery_pos.words import amount_in_words
from ui.widgets.buttons import Segments
from ui.widgets.dialog import Dialog
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from db.queries.settlement import OwedRow
    from gallery_pos.ports import Posted
    from ui.workplace import Workplace

_DRAWER, _SAFE = "drawer", "safe"


class PayDialog(Dialog):
    """Shows in figures and words what will be paid; ``done`` gets the payout."""

    def __init__(
        self,
        place: Workplace,
        parent: QWidget,
        row: OwedRow,
        statement: UUID | None,
        done: Callable[[Posted], object],
    ) -> None:
        owes = row.balance < 0
        title = tr("Terima pembayaran dari {name}") if owes else tr("Bayar {name}")
        balance = tr("Saldo {amount}").format(amount=format_rupiah(row.balance))
        super().__init__(title.format(name=row.business_name), parent, hint=balance)
        self.setMinimumWidth(520)
        self._place, self._row, self._statement, self._done = place, row, statement, done
        self._id, self._sign = new_id(), -1 if owes else 1
        self.method = Segments(
            [
                (_DRAWER, tr("Tunai ke laci") if owes else tr("Tunai dari laci")),
                (_SAFE, tr("Tunai ke brankas") if owes else tr("Tunai dari brankas")),
                (Method.TRANSFER, tr("Transfer")),
            ]
        )
        told = row.unpaid if row.statement and 0 < row.unpaid <= row.balance else abs(row.balance)
        self.amount = RupiahEdit(told)
        self.reference = QLineEdit()
        self.received_by = QLineEdit()
        self._words = Label("", "soft", wrap=True)
        self._form = Form(stacked=True)
        self._form.add("amount", tr("Jumlah", "uang"), self.amount, required=True)
        self._form.add("reference", tr("Nomor referensi transfer"), self.reference)
        self._form.add("received_by", tr("Diserahkan oleh") if owes else tr("Diterima oleh"), self.received_by)
        self.body.addWidget(self.method)
        self.body.addWidget(self._form)
        self.body.addWidget(self._words)
        if advice := self._advice():
            self.body.addWidget(Label(advice, "soft", wrap=True))
        self.add_cancel()
        self.add_primary(tr("Bayar") if not owes else tr("Terima"), self._pay)
        self.method.chosen.connect(lambda _key: self._follow())
        self.amount.textChanged.connect(lambda _text: self._follow())
        self._follow()
        self.amount.setFocus()

    def _advice(self) -> str:
        """Return what there is to know before this maker is paid, "" for nothing."""
        row, book = self._row, self._place.gallery.book
        if row.balance < 0:
            said = tr(
                "{name} pernah dibayar lebih {amount}: barangnya kembali sesudah dibayar, atau ada koreksi. Tidak harus"
                " ditagih: penjualan berikutnya menutupnya sendiri. Catat di sini hanya bila ia mengembalikan uangnya."
            )
            return said.format(name=row.business_name, amount=format_rupiah(-row.balance))
        agreed = book.agreement(row.consignor) or book.agreement(GALLERY)
        least = agreed.minimum_payout if agreed else 0
        if row.balance < least:
            said = tr("Kurang dari {least} yang disepakati; biasanya dibawa ke periode berikutnya.")
            return said.format(least=format_rupiah(least))
        return ""

    def _follow(self) -> None:
        self._form["reference"].set_visible(self.method.choice() == Method.TRANSFER)
        amount = self.amount.value()
        from_safe = self.method.choice() == _SAFE and self._sign > 0 and amount
        self._form["amount"].show_warning(safe_warning(self._place.desk(), amount=amount or 0) if from_safe else "")
        left = tr("Saldo sesudahnya {amount}").format(
            amount=format_rupiah(self._row.balance - self._sign * (amount or 0))
        )
        words = tr("Terbilang: {words} rupiah").format(words=amount_in_words(amount)) if amount else ""
        self._words.setText("\n".join(filter(None, (words, left))))

    def _pay(self) -> None:
        if not self._form.check():
            return
        choice = self.method.choice()
        with self._place.feedback.guard(self):
            done = pay(
                self._place.desk(),
                consignor=self._row.consignor,
                amount=self._sign * (self.amount.value() or 0),
                method=Method.TRANSFER if choice == Method.TRANSFER else Method.CASH,
                reference=self.reference.text() if choice == Method.TRANSFER else "",
                statement=self._statement,
                received_by=self.received_by.text(),
                from_drawer=choice == _DRAWER,
                id=self._id,
            )
            self._place.announce(done)
            self.accept()
            self._done(done.value)
