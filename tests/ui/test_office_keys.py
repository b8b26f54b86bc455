"""The key of personal data in the settings: kept, printed, put in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gallery_pos.documents import Role
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.screens.pengaturan.keys import KeyCard, KeyDialog
from ui.screens.pengaturan.people import PersonDialog
from ui.screens.pengaturan.screen import SettingsScreen
from workroom import PINS, Workroom, open_workroom, pump

F12 = Qt.Key.Key_F12


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    made = open_workroom(tmp_path)
    yield made
    made.close()


def opened(room: Workroom, qtbot: QtBot, user: str = "admin") -> MainWindow:
    window = room.window("settings", user)
    qtbot.addWidget(window)
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    screen.tabs.setCurrentIndex(screen.tabs.count() - 1)
    pump()
    return window


def front(window: MainWindow) -> QDialog:
    pump()
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


def press(window: QDialog, key: Qt.Key) -> None:
    window.activateWindow()
    pump()
    QTest.keyClick(window, key)
    pump()


def test_only_who_sets_the_gallery_up_gets_at_the_key(room: Workroom, qtbot: QtBot) -> None:
    assert not opened(room, qtbot, "ida").findChildren(KeyCard)
    (card,) = opened(room, qtbot).findChildren(KeyCard)
    assert "membuka semua" in card.state.text()
    assert card._new.isHidden()


def test_the_key_is_shown_as_a_paper(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot)
    (card,) = window.findChildren(KeyCard)
    card.print()
    dialog = front(window)
    assert isinstance(dialog, PdfDialog)
    assert dialog.pages.paper.pageCount() == 1


def test_a_lost_key_is_told_and_comes_back_from_its_copy(
    room: Workroom, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.screens.pengaturan.keys.ask_where", lambda *_: tmp_path / "salinan.key")
    window = opened(room, qtbot)
    (card,) = window.findChildren(KeyCard)
    card.keep()
    room.gallery.folder.private_key.unlink()
    room.gallery.forget_key()
    card.show_state()
    assert "hilang" in card.state.text()
    assert not room.gallery.credentials.has_pin("ida")
    card.put_in()
    dialog = front(window)
    assert isinstance(dialog, KeyDialog)
    dialog.key.setText("0123")
    press(dialog, F12)
    assert dialog.isVisible()
    dialog.key.setText("cd" * 32)
    press(dialog, F12)
    assert dialog.isVisible()
    assert "bukan kunci buku itu" in dialog.banner.text()
    dialog.read(tmp_path / "salinan.key")
    press(dialog, F12)
    assert "membuka semua" in card.state.text()
    assert room.gallery.credentials.check_pin("ida", PINS["ida"])


def test_where_every_copy_is_lost_a_new_key_lets_pins_be_set_anew(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot)
    (card,) = window.findChildren(KeyCard)
    room.gallery.folder.private_key.unlink()
    room.gallery.forget_key()
    card.show_state()
    card.make()
    press(front(window), F12)
    assert "2 PIN dan data pribadi 1 penitip memakai kunci lain" in card.state.text()
    room.gallery.credentials.set_pin("ida", "777777")
    assert room.gallery.credentials.check_pin("ida", "777777")


def test_an_administrator_has_a_password_for_the_day_that_pins_are_lost(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot)
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    assert screen.people is not None
    screen.people.edit(None)
    dialog = front(window)
    assert isinstance(dialog, PersonDialog)
    dialog.name.setText("Rini")
    dialog.code.setText("rini")
    dialog.pin.setText("987654")
    dialog.role.setCurrentIndex(dialog.role.findData(Role.ADMIN))
    press(dialog, F12)
    assert room.gallery.book.user("rini") is None
    dialog.password.setText("padi menguning 17")
    press(dialog, F12)
    assert room.gallery.book.user("rini") is not None
