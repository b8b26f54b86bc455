"""WhatsApp is opened with a text for a maker; looking his telephone up is recorded once in a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.message_texts import LINK_ROOM, link_length

if TYPE_CHECKING:
    from ui.workplace import Workplace


class Opener:
    """Opens WhatsApp; what it opens is not sent before somebody presses send there."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._phones: dict[tuple[str, str], str] = {}

    def open(self, consignor: str, name: str, text: str, reason: str) -> None:
        """Open WhatsApp with ``text`` for a maker; ``reason`` stands in the record of who looked at his number.

        Raises RuleBroken (``wa.long``, ``wa.phone``, ``wa.open``).
        """
        from receipts.messages import wa_link

        if link_length(text) > LINK_ROOM:
            raise RuleBroken(
                "wa.long",
                tr("Teks ini terlalu panjang untuk tautan WhatsApp."),
                todo=tr("Salin teksnya, tempel di WhatsApp, lalu catat sudah dikabari. Atau persingkat naskahnya."),
            )
        link = wa_link(self._phone(consignor, reason), text)
        if link is None:
            raise no_whatsapp(name)
        if not QDesktopServices.openUrl(QUrl(link)):
            raise RuleBroken(
                "wa.open",
                tr("WhatsApp tidak bisa dibuka di komputer ini."),
                safe=tr("Belum ada yang dicatat."),
                todo=tr("Salin teksnya, atau telepon penitipnya lalu catat."),
            )

    def _phone(self, consignor: str, reason: str) -> str:
        key = (consignor, reason)
        if key not in self._phones:
            known = self._place.gallery.personal.look(consignor, by=self._place.user.code, reason=reason)
            self._phones[key] = known.phone
        return self._phones[key]


def no_whatsapp(name: str) -> RuleBroken:
    """Return what is said of a maker who has no mobile number."""
    return RuleBroken(
        "wa.phone",
        tr("{name} belum punya nomor WhatsApp.").format(name=name),
        todo=tr("Isi nomornya di layar Penitip; atau salin atau cetak teksnya, dan catat bagaimana ia dikabari."),
    )
