from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.runtime.immortal import make_immortal

PLENTY = 1_000_000


class Teller(QObject):
    told = Signal()


def test_qt_cannot_use_up_none_and_true(qtbot: QtBot) -> None:
    widget, teller = QWidget(), Teller()
    qtbot.addWidget(widget)
    for _ in range(2_000):
        widget.update()
        teller.told.emit()
    for each in (None, True, False):
        assert sys.getrefcount(each) > PLENTY


def test_doing_it_twice_changes_nothing() -> None:
    before = sys.getrefcount(None)
    make_immortal()
    assert abs(sys.getrefcount(None) - before) < PLENTY
