"""Erasing a person's data: what goes, what stays and why, before anything is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.forgetting import nameless, still_here
from ui.register.erasing import erase_person
from ui.screens.penitip.personal_dialogs import reason_box
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace


class EraseDialog(Dialog):
    """Erases the private store's row, and the name in the register where that is wanted.

    Signals:
        erased(): the private data is gone.
        written(Done): documents that say so: the register calls the maker by his code now, papers have no scans.
    """

    erased = Signal()
    written = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, code: str) -> None:
        maker = place.gallery.book.consignor(code)
        super().__init__(tr("Hapus data pribadi"), parent.window(), hint=maker.business_name if maker else code)
        self.setMinimumWidth(560)
        self._place, self._code = place, code
        self.reason = reason_box()
        self.rename = QCheckBox(tr("Ganti juga namanya menjadi “{name}”").format(name=nameless(code)))
        self.rename.setChecked(True)
        self.form = Form(stacked=True)
        self.form.add("reason", tr("Alasan"), self.reason, required=True)
        for title, words in self._told():
            self.body.addWidget(Label(title, "strong"))
            self.body.addWidget(Label(words, "soft", wrap=True))
        self.body.addWidget(self.rename)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Hapus"), self._erase, kind="danger")
        pieces, owed = still_here(place.gallery.book, code)
        if pieces or owed:
            what = tr("Masih ada {pieces} barang di rak dan saldo {owed}.")
            todo = tr("Kembalikan barangnya dan lunasi dulu: sesudah dihapus, nomor rekeningnya tidak ada lagi.")
            said = what.format(pieces=format_count(pieces), owed=format_rupiah(owed))
            self.banner.say(said, todo, "attention", closable=False)

    def _told(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                tr("Yang dilupakan"),
                tr(
                    "Telepon, surel, NIK, NPWP, rekening, alamat, dan pindaian dokumennya. Dengan centang di bawah, juga "
                    "nama, pemilik, NIB, foto, keanggotaan dan persetujuan di daftar penitip."
                ),
            ),
            (
                tr("Yang tetap ada"),
                tr(
                    "Surat titip, perjanjian yang ditandatangani, penjualan, laporan dan pembayaran yang sudah tercatat, "
                    "dengan nama seperti saat itu: itu pembukuan galeri, wajib disimpan, dan rantainya membuktikan tidak "
                    "ada yang diubah. Cadangan lama memuat data tersandi sampai cadangan itu dihapus."
                ),
            ),
        )

    def _erase(self) -> None:
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            reason = self.reason.currentText().strip()
            done = erase_person(
                self._place.gallery, self._place.desk(), self._code, reason=reason, rename=self.rename.isChecked()
            )
            self.accept()
            self.erased.emit()
            if done.changes:
                self.written.emit(done)
