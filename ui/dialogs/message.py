"""A text for a maker: read first, then sent by WhatsApp or copied. Looking up the telephone is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from ui.workplace import Workplace


def open_whatsapp(place: Workplace, consignor: str, text: str, reason: str) -> None:
    """Open WhatsApp with ``text`` for a maker; ``reason`` stands in the record of who looked at his number.

    Raises RuleBroken (``wa.phone``) where he has no mobile number.
    """
    from receipts.messages import wa_link

    known = place.gallery.personal.look(consignor, by=place.user.code, reason=reason)
    link = wa_link(known.phone, text) if known.phone else None
    if link is None:
        raise RuleBroken(
            "wa.phone",
            tr("Penitip ini belum punya nomor WhatsApp."),
            safe=tr("Dokumennya sudah tersimpan."),
            todo=tr("Isi nomornya di layar Penitip, atau salin teksnya."),
        )
    QDesktopServices.openUrl(QUrl(link))


class TextDialog(Dialog):
    """Shows the text as it will be sent; who may not see personal data can still copy it."""

    def __init__(
        self, place: Workplace, parent: QWidget, *, title: str, consignor: str, text: str, reason: str
    ) -> None:
        super().__init__(title, parent, hint=tr("Teks ini terbuka di WhatsApp; terkirim baru bila Anda menekan kirim."))
        self.resize(560, 520)
        self._place, self._consignor, self._reason = place, consignor, reason
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        self.add_cancel(tr("Tutup"))
        self.add_button(tr("Salin teks"), self._copy, icon_name="copy")
        if place.may(Act.SEE_PRIVATE):
            self.add_primary(tr("Buka WhatsApp"), self._send)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.banner.say(tr("Teks tersalin; tempel di pesan untuk penitip."), tone="good")

    def _send(self) -> None:
        with self._place.feedback.guard(self):
            open_whatsapp(self._place, self._consignor, self.text.toPlainText(), self._reason)
            self.accept()
