"""What is said in passing covers nothing that is read or pressed, in any screen and size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.services.intake import IntakeLine
from ui.app.screens import SCREENS
from ui.widgets.buttons import Button
from ui.widgets.toast import Toast
from workroom import Workroom, click, open_workroom, pump, show

LONG = "Batik Karawang Motif Padi Lereng Dodot Khas Rengasdengklok: sekarang 1.250 barang di Galeri Karawang"


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 20))
    yield room
    room.close()


def place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
@pytest.mark.parametrize("screen", [spec.id for spec in SCREENS])
def test_nothing_of_a_screen_is_covered(room: Workroom, qtbot: QtBot, screen: str, size: tuple[int, int]) -> None:
    window = show(room, qtbot, screen, "admin")
    window.resize(*size)
    pressed: list[str] = []
    room.rooms[-1].feedback.toast(LONG, ("Cetak lagi", lambda: pressed.append("x")), ("Buka", lambda: None))
    here = window.current()
    assert here is not None
    bars = [bar for bar in here.findChildren(QTabBar) if bar.isVisible()]
    for at in range(bars[0].count() if bars else 1):
        if bars:
            bars[0].setCurrentIndex(at)
        pump()
        (toast,) = [each for each in window.findChildren(Toast) if each.isVisible()]
        box = toast.geometry()
        assert window.rect().contains(box)
        assert not box.intersects(place(here, window)), "it stays above the screen"
        title = window.top._title
        assert not box.intersects(place(title, window))
        (words,) = [each for each in toast.findChildren(QLabel) if each.text() == LONG]
        assert words.height() >= words.heightForWidth(words.width()), "all of it can be read"
    click(toast.findChildren(Button)[0])
    assert pressed == ["x"]


def test_it_follows_the_window(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "stock")
    room.rooms[-1].feedback.toast(LONG)
    (toast,) = window.findChildren(Toast)
    for size in ((1366, 768), (1024, 600), (1366, 768)):
        window.resize(*size)
        pump()
        assert place(window.top, window).contains(toast.geometry())
