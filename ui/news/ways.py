"""How a maker was told, in words, and the menu in which another way than WhatsApp is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from gallery_pos.documents import MessageWay
from gallery_pos.formatting import format_date, format_time
from gallery_pos.language import tr
from ui.app.names import WAYS_TO_TELL, named

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QWidget

    from db.queries.telling import ToldRow

WAYS = (MessageWay.PHONE, MessageWay.IN_PERSON, MessageWay.PAPER, MessageWay.WHATSAPP)


def told_words(told: ToldRow | None, zone: ZoneInfo) -> str:
    """Return whether, when and how a maker was told."""
    if told is None:
        return tr("belum")
    when = told.at.astimezone(zone)
    day = format_date(when.date()).rsplit(" ", 1)[0]
    return tr("{way}, {day} {time}").format(way=named(WAYS_TO_TELL, told.way), day=day, time=format_time(when.time()))


def ways_menu(parent: QWidget, then: Callable[[MessageWay], object]) -> QMenu:
    """Return the menu of ways in which somebody may have been told."""
    menu = QMenu(parent)
    for way in WAYS:
        words = tr("Dikabari lewat {way}").format(way=tr(WAYS_TO_TELL[way]))
        if way is MessageWay.IN_PERSON:
            words = tr("Dikabari langsung")
        menu.addAction(words).triggered.connect(lambda _checked=False, chosen=way: then(chosen))
    return menu
