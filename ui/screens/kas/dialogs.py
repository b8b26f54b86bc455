"""The three questions about cash: open with a float, move cash, count and close."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from gallery_pos.documents import CashReason, Denomination, new_id
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.shifts import close_shift, move_cash, open_shift
from ui.widgets.buttons import Segments
from ui.widgets.denominations import DenominationCounter
from ui.widgets.dialog import Dialog
from ui.widgets.edits import RupiahEdit
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from gallery_pos.ports import Posted
    from ui.workplace import Workplace


class OpenShiftDialog(Dialog):
    """Asks for the float. ``done`` gets the shift once it is open."""

    def __init__(self, place: Workplace, parent: QWidget, done: Callable[[Posted], object]) -> None:
        super().__init__(tr("Buka sif"), parent, hint=tr("Berapa uang modal di laci sekarang?"))
        self.setMinimumWidth(460)
        self._place, self._done, self._id = place, done, new_id()
        self.float = RupiahEdit()
        self.note = QLineEdit()
        self._form = Form(stacked=True)
        self._form.add("float", tr("Modal awal"), self.float, required=True, hint=tr("Tulis 0 bila laci kosong."))
        self._form.add("note", tr("Catatan"), self.note)
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_primary(tr("Buka sif"), self._open)
        self.float.setFocus()

    def _open(self) -> None:
        if not self._form.check():
            return
        with self._place.feedback.guard(self):
            done = open_shift(
                self._place.desk(), opening_float=self.float.value() or 0, note=self.note.text(), id=self._id
            )
            self._place.announce(done)
            self.accept()
            self._done(done.value)


class MoveCashDialog(Dialog):
    """Cash in or out with a reason. ``done`` gets what was written."""

    def __init__(self, place: Workplace, parent: QWidget, done: Callable[[Posted], object]) -> None:
        super().__init__(tr("Kas masuk atau keluar"), parent, hint=tr("Uang yang berpindah tanpa penjualan."))
        self.setMinimumWidth(560)
        self._place, self._done, self._id = place, done, new_id()
        self.reason = Segments(
            [
                (CashReason.DROP, tr("Setor")),
                (CashReason.EXPENSE, tr("Belanja")),
                (CashReason.TOP_UP, tr("Tambah modal")),
                (CashReason.INCOME, tr("Uang masuk lain")),
            ]
        )
        self.amount = RupiahEdit()
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("misalnya setor ke brankas, beli kantong plastik"))
        self._form = Form(stacked=True)
        self._form.add("amount", tr("Jumlah", "uang"), self.amount, required=True)
        self._form.add("note", tr("Alasan"), self.note, required=True)
        self.body.addWidget(self.reason)
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_primary(tr("Catat"), self._move)
        self.amount.setFocus()

    def _move(self) -> None:
        if not self._form.check():
            return
        with self._place.feedback.guard(self):
            done = move_cash(
                self._place.desk(),
                reason=CashReason(self.reason.choice()),
                amount=self.amount.value() or 0,
                note=self.note.text(),
                id=self._id,
            )
            self._place.announce(done)
            self.accept()
            self._done(done.value)


class CloseShiftDialog(Dialog):
    """The blind count: what should be there is told only after the shift is closed."""

    def __init__(self, place: Workplace, parent: QWidget, done: Callable[[Posted], object]) -> None:
        super().__init__(
            tr("Hitung dan tutup sif"),
            parent,
            hint=tr("Hitung semua uang di laci. Selisih dicatat apa adanya, tidak pernah ditolak."),
        )
        self.setMinimumWidth(640)
        self._place, self._done, self._id = place, done, new_id()
        self.counter = DenominationCounter()
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Catatan, bila perlu"))
        self._sum = Label("", "heading")
        self._asked = False
        self.body.addWidget(self.counter)
        self.body.addWidget(self._sum)
        self.body.addWidget(self.note)
        self.counter.changed.connect(self._show_sum)
        self._show_sum(0)
        self.add_cancel()
        self.add_primary(tr("Tutup sif"), self._close_shift)
        self.counter.start()

    def _show_sum(self, total: int) -> None:
        self._sum.setText(tr("Jumlah dihitung {amount}").format(amount=format_rupiah(total)))

    def _close_shift(self) -> None:
        """An empty count is asked about once: it is more often a slip than an empty drawer."""
        if not self.counter.is_clear():
            return
        if not self.counter.total() and not self._asked:
            self._asked = True
            self.banner.say(tr("Anda belum menghitung apa pun."), tr("Bila laci memang kosong, tekan sekali lagi."))
            return
        with self._place.feedback.guard(self):
            counts = tuple(Denomination(value, count) for value, count in self.counter.counts().items())
            done = close_shift(
                self._place.desk(), denominations=counts, copies=self._copies(), note=self.note.text(), id=self._id
            )
            self._place.announce(done)
            self.accept()
            self._done(done.value)

    def _copies(self) -> int:
        """Return how many receipts were printed again since the shift began."""
        desk = self._place.desk()
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        return self._place.gallery.prints.receipt_copies(desk.origin, since=drawer.opened.posted_at) if drawer else 0
