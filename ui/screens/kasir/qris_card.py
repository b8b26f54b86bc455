"""The merchant's own QRIS code with the amount that the buyer types in, exactly as the bank issued it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.errors import GalleryError
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.qris import Qris, read_qris
from ui.app.tokens import GRID
from ui.widgets.qr import QrView
from ui.widgets.text import Label
from ui.widgets.total import BigTotal

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised

_AMOUNT, _ADVICE = 88, 66
"""Heights in pixels that these need whatever room there is."""


@lru_cache(maxsize=4)
def _checked(payload: str) -> Qris | str:
    """Return what a payload says, or the sentence that says why it cannot be shown."""
    try:
        return read_qris(payload)
    except GalleryError as error:
        return error.message


class QrisCard(QWidget):
    """The code at the left, the amount and what to wait for at the right."""

    def __init__(self, parent: QWidget | None = None, *, for_buyer: bool = False) -> None:
        """``for_buyer`` writes for who pays, not for who takes the money."""
        super().__init__(parent)
        self._for_buyer = for_buyer
        self.code = QrView()
        self._merchant = Label("", "strong", wrap=True)
        self._nmid = Label("", "soft", wrap=True)
        self._amount = BigTotal(tr("Jumlah") if for_buyer else tr("Yang diketik pembeli"))
        self._amount.setMinimumHeight(_AMOUNT)
        self._advice = Label("", "soft", wrap=True)
        self._advice.setMinimumHeight(_ADVICE)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3 * GRID)
        row.addWidget(self.code, 1)
        words = QVBoxLayout()
        row.addLayout(words, 1)
        words.setSpacing(4)
        words.addStretch(1)
        for widget in (self._merchant, self._nmid, self._amount, self._advice):
            words.addWidget(widget)
        words.addStretch(1)

    def show_amount(self, outlet: OutletRevised, amount: int, rest: int) -> None:
        """Show the outlet's code and the amount that the buyer types, which may be a part of the ``rest``."""
        part = tr("dari {rest}").format(rest=format_rupiah(rest)) if amount != rest else ""
        self._amount.show_amount(amount, part)
        found = _checked(outlet.qris) if outlet.qris else tr("Kode QRIS galeri belum dicatat di Pengaturan.")
        if isinstance(found, str):
            self.code.hide()
            self._nmid.hide()
            self._merchant.setText(found)
            self._advice.setText(tr("Pakai stiker QRIS di meja, pastikan uangnya sudah masuk, lalu tekan F12."))
            return
        self.code.show_code(found.payload, tr("Kode QRIS {merchant}").format(merchant=found.merchant))
        self.code.show()
        self._merchant.setText(found.merchant)
        self._nmid.setText(found.nmid)
        self._nmid.setVisible(bool(found.nmid))
        self._advice.setText(
            tr("Pindai dengan aplikasi bank atau dompet digital Anda, lalu ketik jumlah ini.")
            if self._for_buyer
            else tr("Pembeli memindai dan mengetik jumlahnya. Tekan F12 hanya setelah uangnya masuk.")
        )
