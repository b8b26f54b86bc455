"""F1 tells the keys that work now: of the window, of the screen, of the tab in front, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.services.intake import IntakeLine
from ui.app.help import HelpDialog
from ui.app.screens import SCREENS
from ui.main_window import MainWindow
from ui.widgets.text import Label
from workroom import Workroom, open_workroom, press, pump, show


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 20))
    yield room
    room.close()


def helped(window: MainWindow) -> list[str]:
    """Press F1 and return every word of the help."""
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    press(window, Qt.Key.Key_F1)
    (dialog,) = [each for each in window.findChildren(HelpDialog) if each.isVisible()]
    words = [label.text() for label in dialog.findChildren(Label)]
    press(dialog, Qt.Key.Key_Escape)
    pump()
    window.activateWindow()
    return words


def live_keys(window: MainWindow) -> set[str]:
    """Return the keys to which the window answers now, seen from Qt's side."""
    holders = [each for each in window.findChildren(QWidget) if each.isVisible()]
    acts = {action for holder in holders for action in holder.actions() if isinstance(action, QAction)}
    return {
        act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        for act in acts
        if act.isVisible() and not act.shortcut().isEmpty()
    }


@pytest.mark.parametrize("screen", [spec.id for spec in SCREENS])
def test_every_key_of_every_tab_is_told_and_no_other(room: Workroom, qtbot: QtBot, screen: str) -> None:
    window = show(room, qtbot, screen, "admin")
    here = window.current()
    assert here is not None
    bars = [bar for bar in here.findChildren(QTabBar) if bar.isVisible()]
    for at in range(bars[0].count() if bars else 1):
        if bars:
            bars[0].setCurrentIndex(at)
            pump()
        told = helped(window)
        live = live_keys(window)
        assert live <= set(told), f"{live - set(told)} are not told"
        keys = {QKeySequence(word).toString() for word in told if QKeySequence(word).toString() in ALL_KEYS}
        assert keys <= live | {"F1"}, f"{keys - live} do nothing here"


ALL_KEYS = {f"F{number}" for number in range(1, 13)} | {"Ctrl+P", "Esc", "Ctrl+Delete"}


def test_the_tab_in_front_is_named(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "guidance")
    told = helped(window)
    assert {"Pembinaan · Antrean", "Ajukan barang", "Bagian berikutnya", "Di semua layar"} <= set(told)
    QTest.qWaitForWindowActive(window)
    press(window, Qt.Key.Key_F6)
    pump()
    told = helped(window)
    assert "Pembinaan · Antrean" not in told
    assert "Ajukan barang" not in told


def test_settings_tell_what_f12_keeps(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settings", "admin")
    assert {"Pengaturan · Gerai", "Simpan gerai", "F12"} <= set(helped(window))
