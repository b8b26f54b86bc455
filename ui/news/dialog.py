"""A text for a maker: read first, then sent by WhatsApp, copied or told otherwise; that he was told is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gallery_pos.documents import MessageWay
from gallery_pos.language import tr
from gallery_pos.message_texts import wording
from gallery_pos.services.access import Act
from gallery_pos.services.telling import tell_maker
from ui.app.names import MESSAGES
from ui.news.sending import Opener
from ui.news.ways import told_words, ways_menu
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from ui.news.item import News
    from ui.workplace import Workplace


class NewsDialog(Dialog):
    """Shows the text as it will be sent; who may not tell makers can still copy it.

    ``text`` is what is sent where it is not the gallery's own wording filled in.
    """

    def __init__(self, place: Workplace, parent: QWidget, news: News, *, title: str, text: str = "") -> None:
        super().__init__(title, parent, hint=tr("Teks ini terbuka di WhatsApp; terkirim baru bila Anda menekan kirim."))
        self.resize(600, 520)
        self._place, self._news = place, news
        self._opener = Opener(place)
        self.text = QPlainTextEdit(text or news.text(wording(place.gallery.book, news.subject.message)))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        self.add_cancel(tr("Tutup"))
        self.add_button(tr("Salin teks"), self._copy, icon_name="copy")
        if place.may(Act.TELL):
            self.other = self.add_button(tr("Cara lain…"), self._ask_way, icon_name="phone")
            self.add_primary(tr("Buka WhatsApp"), self._send)
        self._say_told()

    def _say_told(self) -> None:
        """Say where he was told of this already."""
        from db.queries.telling import told

        record = self._news.subject.record
        before = told(self._place.gallery.database, [record]).get(record)
        if before is not None:
            said = tr("Sudah dikabari: {how}, oleh {name}.")
            how = told_words(before, self._place.desk().timezone)
            self.banner.say(said.format(how=how, name=before.user), tone="good")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        said = tr("Teks tersalin. Bila sudah disampaikan, catat dengan Cara lain.")
        self.banner.say(said if self._place.may(Act.TELL) else tr("Teks tersalin."), tone="good")

    def _send(self) -> None:
        with self._place.feedback.guard(self):
            news = self._news
            reason = tr("kabar: {kind}").format(kind=tr(MESSAGES[news.subject.message]).casefold())
            self._opener.open(news.subject.consignor, news.business_name, self.text.toPlainText(), reason)
            self._told(MessageWay.WHATSAPP)

    def _ask_way(self) -> None:
        menu = ways_menu(self, self.tell_by)
        menu.popup(self.other.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def tell_by(self, way: MessageWay) -> None:
        """Remember that he was told, and how."""
        with self._place.feedback.guard(self):
            self._told(way)

    def _told(self, way: MessageWay) -> None:
        self._place.announce(tell_maker(self._place.desk(), subject=self._news.subject, way=way))
        self._place.feedback.toast(tr("Dicatat sudah dikabari"))
        self.accept()
