"""Money between safe, bank, QRIS and whoever runs the gallery: noted, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit

from gallery_pos.documents import Holding, Purpose, new_id
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.treasury import ACCOUNTS, HOLDINGS, move_money, take_back
from ui.app.approval import with_approval
from ui.widgets.dialog import Dialog
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form, titled
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.queries.treasury import MovementRow
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

_WAYS = {
    "deposit": (Holding.SAFE, Holding.BANK),
    "qris": (Holding.QRIS, Holding.BANK),
    "card": (Holding.CARD, Holding.BANK),
    "withdraw": (Holding.BANK, Holding.SAFE),
    "out": (Holding.BANK, Holding.OWNER),
    "out_cash": (Holding.SAFE, Holding.OWNER),
    "in": (Holding.OWNER, Holding.BANK),
    "in_cash": (Holding.OWNER, Holding.SAFE),
}
_WORDS = {
    "deposit": tr_noop("Setor uang brankas ke bank"),
    "qris": tr_noop("QRIS cair ke rekening"),
    "card": tr_noop("Kartu cair ke rekening"),
    "withdraw": tr_noop("Ambil uang dari bank ke brankas"),
    "out": tr_noop("Ambil milik galeri dari bank"),
    "out_cash": tr_noop("Ambil milik galeri dari brankas"),
    "in": tr_noop("Pengelola menyetor ke bank"),
    "in_cash": tr_noop("Pengelola menyetor ke brankas"),
}
_COSTLY = frozenset({"qris", "card"})


class MoveMoneyDialog(Dialog):
    """Asks what happened, how much, and its reference. ``done`` gets what was written."""

    def __init__(self, place: Workplace, parent: QWidget, done: Callable[[Posted], object]) -> None:
        super().__init__(
            tr("Catat perpindahan uang"),
            parent.window(),
            hint=tr("Uang di luar laci: setoran, QRIS yang cair, komisi yang diambil."),
        )
        self.setMinimumWidth(620)
        self._place, self._done, self._id = place, done, new_id()
        self.way = QComboBox()
        self.way.setAccessibleName(tr("Apa yang terjadi"))
        for key, words in _WORDS.items():
            self.way.addItem(tr(words), key)
        self.there = Label("", "soft", wrap=True)
        self.amount, self.cost = RupiahEdit(), RupiahEdit(0)
        self.reference, self.note = QLineEdit(), QLineEdit()
        self.reference.setPlaceholderText(tr("nomor slip setoran, nomor transaksi"))
        self._form = Form(stacked=True)
        self._form.add("amount", tr("Jumlah", "uang"), self.amount, required=True)
        self._form.add("cost", tr("Biaya yang dipotong"), self.cost)
        self._form.add("reference", tr("Referensi"), self.reference)
        self._form.add("note", tr("Catatan"), self.note)
        self.body.addWidget(titled(tr("Apa yang terjadi"), self.way))
        self.body.addWidget(self.there)
        self.body.addWidget(self._form)
        self.way.currentIndexChanged.connect(self._choose)
        self.add_cancel()
        self.add_primary(tr("Catat"), self._move)
        self._choose()
        self.amount.setFocus()

    def choose(self, way: str) -> None:
        """Choose what happened."""
        self.way.setCurrentIndex(self.way.findData(way))

    def _choose(self) -> None:
        way = str(self.way.currentData())
        source, target = _WAYS[way]
        accounts = self._place.gallery.book.accounts()
        words = tr("Dari {source} ke {target}.").format(source=tr(HOLDINGS[source]), target=tr(HOLDINGS[target]))
        if source in ACCOUNTS:
            there = format_rupiah(accounts.get(ACCOUNTS[source], 0))
            words = tr("{words} Di {source} sekarang {amount} menurut buku.").format(
                words=words, source=tr(HOLDINGS[source]), amount=there
            )
        self.there.setText(words)
        self._form["cost"].set_visible(way in _COSTLY)

    def _move(self) -> None:
        if self._form.check():
            with_approval(self._place, self, self._act)

    def _act(self, approval: Approval | None) -> None:
        way = str(self.way.currentData())
        source, target = _WAYS[way]
        done = move_money(
            self._place.desk(),
            source=source,
            target=target,
            amount=self.amount.value() or 0,
            cost=(self.cost.value() or 0) if way in _COSTLY else 0,
            purpose=Purpose.MAKERS,
            reference=self.reference.text(),
            note=self.note.text(),
            approval=approval,
            id=self._id,
        )
        self._place.announce(done)
        self.accept()
        self._done(done.value)


class TakeBackDialog(Dialog):
    """Asks why a movement is taken back. ``done`` gets the opposite movement."""

    def __init__(self, place: Workplace, parent: QWidget, row: MovementRow, done: Callable[[Posted], object]) -> None:
        super().__init__(
            tr("Tarik kembali {number}").format(number=row.number),
            parent.window(),
            hint=tr("Dicatat sebagai perpindahan sebaliknya; yang pertama tetap ada di buku."),
        )
        self.setMinimumWidth(520)
        self._place, self._row, self._done, self._id = place, row, done, new_id()
        self.reason = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add("reason", tr("Apa yang terjadi"), self.reason, required=True)
        self.body.addWidget(Label(format_rupiah(row.amount), "amount"))
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_primary(tr("Tarik kembali"), self._back, kind="danger")
        self.reason.setFocus()

    def _back(self) -> None:
        if self._form.check():
            with_approval(self._place, self, self._act)

    def _act(self, approval: Approval | None) -> None:
        reason = self.reason.text()
        done = take_back(self._place.desk(), movement=self._row.id, reason=reason, approval=approval, id=self._id)
        self._place.announce(done)
        self.accept()
        self._done(done.value)
