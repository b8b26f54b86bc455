"""Looking at a person's data and changing it: first why, then everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.private import Personal
from gallery_pos.formatting import format_phone
from gallery_pos.language import tr, tr_noop
from gallery_pos.reading import Unreadable, check_nik, check_npwp, read_phone
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form

if TYPE_CHECKING:
    from ui.workplace import Workplace

_REASONS = (
    tr_noop("Menghubungi penitip"),
    tr_noop("Membayar penitip"),
    tr_noop("Melengkapi data"),
    tr_noop("Permintaan penitip sendiri"),
)


def reason_box() -> QComboBox:
    """Return a field for the reason, with the usual ones to choose from."""
    box = QComboBox()
    box.setEditable(True)
    box.addItems([tr(reason) for reason in _REASONS])
    box.setCurrentText("")
    return box


class WhyDialog(Dialog):
    """A reason, before anything is seen.

    Signals:
        looked(Personal): what is known; the look is recorded.
    """

    looked = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, code: str) -> None:
        super().__init__(tr("Buka data pribadi"), parent.window(), hint=tr("Nama Anda, waktu dan alasannya dicatat."))
        self.setMinimumWidth(460)
        self._place = place
        self._code = code
        self.reason = reason_box()
        self.form = Form(stacked=True)
        self.form.add("reason", tr("Alasan"), self.reason, required=True)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Buka"), self._look)
        self.reason.setFocus()

    def _look(self) -> None:
        if self.form.check():
            with self._place.feedback.guard(self):
                reason = self.reason.currentText().strip()
                known = self._place.gallery.personal.look(self._code, by=self._place.user.code, reason=reason)
                self.accept()
                self.looked.emit(known)


class PersonalDialog(Dialog):
    """Everything that is known of a person, to be read and changed; numbers that look wrong are said, not refused.

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
        self.form.add("nik", tr("NIK"), self.nik)
        self.form.add("npwp", tr("NPWP"), self.npwp)
        self.form.add("bank", tr("Bank"), self.bank)
        self.form.add("account", tr("Nomor rekening"), self.account)
        self.form.add("account_name", tr("Atas nama"), self.account_name)
        self.form.add("address", tr("Alamat"), self.address)
        self.body.addWidget(self.form)
        self._chat = self.add_button(tr("WhatsApp"), self.open_chat, icon_name="whatsapp-logo")
        self.add_cancel(tr("Tutup"))
        self.add_primary(tr("Simpan"), self._save)
        for field in (self.nik, self.npwp, self.phone):
            field.textChanged.connect(self._say)
        self._say()

    def _say(self) -> None:
        self.form["nik"].show_warning(check_nik(self.nik.text()).warning)
        self.form["npwp"].show_warning(check_npwp(self.npwp.text()).warning)
        self._chat.setVisible(bool(self.chat_link()))

    def chat_link(self) -> str:
        """Return the link that opens a chat with this person, "" where the number can have none."""
        try:
            phone = self._phone()
        except Unreadable:
            return ""
        from receipts.messages import wa_link

        return (wa_link(phone, "") or "").partition("?")[0] if phone else ""

    def open_chat(self) -> None:
        """Open WhatsApp with this person."""
        QDesktopServices.openUrl(QUrl(self.chat_link()))

    def _phone(self) -> str:
        text = self.phone.text().strip()
        return read_phone(text) if text else ""

    def _phone_problem(self) -> str:
        try:
            self._phone()
        except Unreadable as error:
            return str(error)
        return ""

    def _save(self) -> None:
        if not self.form.check():
            self._say()
            return
        known = Personal(
            phone=self._phone(),
            email=self.email.text().strip(),
            nik=check_nik(self.nik.text()).number,
            npwp=check_npwp(self.npwp.text()).number,
            bank=self.bank.text().strip(),
            account=self.account.text().strip(),
            account_name=self.account_name.text().strip(),
            address=self.address.text().strip(),
        )
        with self._place.feedback.guard(self):
            self._place.gallery.personal.change(self._code, known, by=self._place.user.code)
            self.accept()
            self.changed.emit(known)
