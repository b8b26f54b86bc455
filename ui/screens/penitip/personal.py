"""Personal data: hidden until somebody says why he needs it; every look, change and erasure is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from db.private import Personal, PrivateAct, PrivateView
from gallery_pos.formatting import format_phone
from gallery_pos.language import tr, tr_noop
from gallery_pos.reading import Unreadable, read_phone
from ui.app.formats import moment
from ui.app.tables import Column
from ui.app.tokens import GRID
from ui.dialogs.telling.base import Names
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.small_table import SmallTable
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_REASONS = (
    tr_noop("Menghubungi penitip"),
    tr_noop("Membayar penitip"),
    tr_noop("Melengkapi data"),
    tr_noop("Permintaan penitip sendiri"),
)
_ACTS = {
    PrivateAct.LOOKED: tr_noop("Dilihat"),
    PrivateAct.CHANGED: tr_noop("Diubah"),
    PrivateAct.ERASED: tr_noop("Dihapus"),
}
_NIK_DIGITS = 16
_SHOWN = 4


def masked(text: str) -> str:
    """Return what may be seen by somebody passing: the last four figures."""
    digits = sum(letter.isdigit() for letter in text)
    seen = 0
    out = []
    for letter in text:
        if letter.isdigit():
            seen += 1
            out.append(letter if seen > digits - _SHOWN else "•")
        else:
            out.append(letter)
    return "".join(out)


class PersonalCard(Card):
    """What is known of a person, masked; the record of who looked stands under it."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Data pribadi"),
            tr("Telepon, NIK, rekening dan alamat disimpan terpisah dan tersandi. Setiap kali dibuka dicatat."),
            parent,
        )
        self._place = place
        self._code = ""
        self.known = Label(tr("Disembunyikan."), "soft", wrap=True)
        self._open = Button(tr("Buka data pribadi…"), self.ask, icon_name="eye")
        self._erase = Button(tr("Hapus data…"), self.ask_to_erase, kind="quiet", icon_name="trash-simple")
        zone, names = place.desk().timezone, Names(place.gallery)
        columns: tuple[Column[PrivateView], ...] = (
            Column(tr_noop("Kapan"), lambda row: row.at, text=lambda row: moment(row.at, zone)),
            Column(tr_noop("Siapa"), lambda row: names.user(row.user)),
            Column(tr_noop("Apa"), lambda row: tr(_ACTS[row.act])),
            Column(tr_noop("Alasan"), lambda row: row.reason, stretch=True),
        )
        self.views: SmallTable[PrivateView] = SmallTable(columns, lambda row: (row.at, row.user, row.act), most=5)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._open)
        buttons.addWidget(self._erase)
        buttons.addStretch(1)
        self.add(self.known)
        self.body.addLayout(buttons)
        self.add(self.views)

    def show_consignor(self, code: str) -> None:
        """Show the card of another consignor, hidden."""
        self._code = code
        self.known.setText(tr("Disembunyikan."))
        self._read_views()

    def show_known(self, known: Personal) -> None:
        """Show what was just looked at or changed, masked."""
        parts = [
            format_phone(known.phone) if known.phone else "",
            known.bank and f"{known.bank} {known.account}",
            known.nik and f"NIK {known.nik}",
        ]
        said = " · ".join(masked(part) for part in parts if part)
        self.known.setText(said or tr("Belum diisi."))
        self._read_views()

    def _read_views(self) -> None:
        with self._place.feedback.guard(self):
            found = self._place.gallery.personal.views(self._code)
            self.views.show_rows(found)
            self.views.setVisible(bool(found))

    def ask(self) -> None:
        """Ask why, then show everything."""
        dialog = WhyDialog(self._place, self, self._code)
        dialog.looked.connect(self._show_all)
        dialog.open()

    def _show_all(self, known: Personal) -> None:
        self.show_known(known)
        dialog = PersonalDialog(self._place, self, self._code, known)
        dialog.changed.connect(self.show_known)
        dialog.open()

    def ask_to_erase(self) -> None:
        """Ask why, then forget everything; the books stay whole."""
        dialog = WhyDialog(self._place, self, self._code, erase=True)
        dialog.erased.connect(lambda: self.show_known(Personal()))
        dialog.open()


class WhyDialog(Dialog):
    """A reason, before anything is seen.

    Signals:
        looked(Personal): what is known; the look is recorded.
        erased(): everything is forgotten.
    """

    looked = Signal(object)
    erased = Signal()

    def __init__(self, place: Workplace, parent: QWidget, code: str, *, erase: bool = False) -> None:
        hint = tr("Nama Anda, waktu dan alasannya dicatat.")
        if erase:
            hint = tr("Telepon, NIK, rekening dan alamat dilupakan untuk selamanya. Buku galeri tetap utuh.")
        super().__init__(tr("Hapus data pribadi") if erase else tr("Buka data pribadi"), parent.window(), hint=hint)
        self.setMinimumWidth(460)
        self._place = place
        self._code = code
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems([tr(reason) for reason in _REASONS])
        self.reason.setCurrentText("")
        self.form = Form(stacked=True)
        self.form.add("reason", tr("Alasan"), self.reason, required=True)
        self.body.addWidget(self.form)
        self.add_cancel()
        if erase:
            self.add_primary(tr("Hapus"), self._do_erase, kind="danger")
        else:
            self.add_primary(tr("Buka"), self._look)
        self.reason.setFocus()

    def _look(self) -> None:
        if self.form.check():
            with self._place.feedback.guard(self):
                reason = self.reason.currentText().strip()
                known = self._place.gallery.personal.look(self._code, by=self._place.user.code, reason=reason)
                self.accept()
                self.looked.emit(known)

    def _do_erase(self) -> None:
        if self.form.check():
            with self._place.feedback.guard(self):
                reason = self.reason.currentText().strip()
                self._place.gallery.personal.erase(self._code, by=self._place.user.code, reason=reason)
                self.accept()
                self.erased.emit()


class PersonalDialog(Dialog):
    """Everything that is known of a person, to be read and changed.

    Signals:
        changed(Personal): what is known now.
    """

    changed = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, code: str, known: Personal) -> None:
        maker = place.gallery.book.consignor(code)
        super().__init__(tr("Data pribadi"), parent.window(), hint=maker.business_name if maker else code)
        self.setMinimumWidth(620)
        self._place = place
        self._code = code
        self.phone = QLineEdit(format_phone(known.phone) if known.phone else "")
        self.email = QLineEdit(known.email)
        self.nik = QLineEdit(known.nik)
        self.npwp = QLineEdit(known.npwp)
        self.bank = QLineEdit(known.bank)
        self.account = QLineEdit(known.account)
        self.account_name = QLineEdit(known.account_name)
        self.address = QLineEdit(known.address)
        self.form = Form()
        self.form.add("phone", tr("Telepon/WhatsApp"), self.phone, check=self._phone_problem)
        self.form.add("email", tr("Surel"), self.email)
        self.form.add("nik", tr("NIK"), self.nik, check=self._nik_problem)
        self.form.add("npwp", tr("NPWP"), self.npwp)
        self.form.add("bank", tr("Bank"), self.bank)
        self.form.add("account", tr("Nomor rekening"), self.account)
        self.form.add("account_name", tr("Atas nama"), self.account_name)
        self.form.add("address", tr("Alamat"), self.address)
        self.body.addWidget(self.form)
        self.add_cancel(tr("Tutup"))
        self.add_primary(tr("Simpan"), self._save)

    def _phone(self) -> str:
        text = self.phone.text().strip()
        return read_phone(text) if text else ""

    def _phone_problem(self) -> str:
        try:
            self._phone()
        except Unreadable as error:
            return str(error)
        return ""

    def _nik_problem(self) -> str:
        text = self.nik.text().strip()
        right = not text or (text.isdigit() and len(text) == _NIK_DIGITS)
        return "" if right else tr("NIK terdiri dari 16 angka")

    def _save(self) -> None:
        if not self.form.check():
            return
        known = Personal(
            phone=self._phone(),
            email=self.email.text().strip(),
            nik=self.nik.text().strip(),
            npwp=self.npwp.text().strip(),
            bank=self.bank.text().strip(),
            account=self.account.text().strip(),
            account_name=self.account_name.text().strip(),
            address=self.address.text().strip(),
        )
        with self._place.feedback.guard(self):
            self._place.gallery.personal.change(self._code, known, by=self._place.user.code)
            self.accept()
            self.changed.emit(known)
