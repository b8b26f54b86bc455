from __future__ import annotations

from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.documents import Role
from gallery_pos.language import use_translations
from ui.app.actions import KEEPERS, ActionSet, ActionSpec, doubled, typed
from ui.app.help import HelpDialog
from ui.app.language import speak
from ui.widgets.buttons import ActionButton
from ui.widgets.text import Label

PAY = ActionSpec("till.pay", "Bayar", "F12", "money")
COUNT = ActionSpec("stock.count", "Hitung fisik", "F5", roles=KEEPERS, tip="Hitung isi rak")


class Called:
    def __init__(self) -> None:
        self.names: list[str] = []

    def pay(self) -> None:
        self.names.append("pay")

    def count(self) -> None:
        self.names.append("count")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(window)
    return window


@pytest.fixture
def called() -> Called:
    return Called()


@pytest.fixture
def actions(window: QWidget, called: Called) -> ActionSet:
    return ActionSet(window, (PAY, COUNT), {"till.pay": called.pay, "stock.count": called.count})


@pytest.fixture
def english() -> Iterator[None]:
    yield
    speak("id")


def test_a_key_works_whatever_has_the_focus(window: QWidget, actions: ActionSet, called: Called) -> None:
    window.show()
    QTest.qWaitForWindowActive(window)
    field = window.findChild(QLineEdit)
    assert field is not None
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_F12)
    assert called.names == ["pay"]


def test_two_actions_on_one_key_are_refused(window: QWidget, called: Called) -> None:
    twin = ActionSpec("till.hold", "Tahan", "Ctrl+H, F12")
    assert doubled((PAY, twin)) == ["F12"]
    assert doubled((PAY, PAY)) == ["till.pay", "F12"]
    with pytest.raises(ValueError, match="F12"):
        ActionSet(window, (PAY, twin), {"till.pay": called.pay, "till.hold": called.pay})


@pytest.mark.parametrize("key", ["+", "7", "Return", "Enter", "Tab", "Space"])
def test_a_key_that_a_scanner_types_is_refused(window: QWidget, called: Called, key: str) -> None:
    spec = ActionSpec("till.more", "Tambah", key)
    assert typed((spec,)) == ["till.more"]
    with pytest.raises(ValueError, match=r"till\.more"):
        ActionSet(window, (spec,), {"till.more": called.pay})


def test_specs_and_handlers_must_match(window: QWidget, called: Called) -> None:
    for handlers in ({}, {"till.pay": called.pay, "till.hold": called.pay}):
        with pytest.raises(ValueError, match="till"):
            ActionSet(window, (PAY,), handlers)


def test_a_role_sees_what_it_may_do(window: QWidget, actions: ActionSet, called: Called) -> None:
    window.show()
    QTest.qWaitForWindowActive(window)
    actions.set_role(Role.CASHIER)
    assert not actions["stock.count"].isVisible()
    assert actions.visible() == [PAY]
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert called.names == []
    actions.set_role(Role.MANAGER)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert called.names == ["count"]


def test_a_button_follows_its_action(qtbot: QtBot, dressed: QApplication, actions: ActionSet, called: Called) -> None:
    button = ActionButton(actions["stock.count"])
    qtbot.addWidget(button)
    button.show()
    assert button.text() == "Hitung fisik"
    assert button.toolTip() == "Hitung isi rak  (F5)"
    assert not button.isDefault()
    assert not button.autoDefault()
    button.click()
    assert called.names == ["count"]
    actions["stock.count"].setEnabled(False)
    assert not button.isEnabled()
    actions.set_role(Role.CASHIER)
    assert button.isHidden()
    actions.set_role(Role.ADMIN)
    assert not button.isHidden()
    assert not button.grab().isNull()


def test_a_hidden_button_opens_no_window_of_its_own(actions: ActionSet) -> None:
    button = ActionButton(actions["till.pay"])
    actions["till.pay"].setText("Bayar sekarang")
    assert not button.isVisible()


def test_a_change_of_language_reaches_every_action(window: QWidget, actions: ActionSet, english: None) -> None:
    class English(NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Bayar": "Pay", "Hitung isi rak": "Count the shelf"}.get(message, message)

    window.show()
    use_translations(English())
    speak_again(window)
    assert actions["till.pay"].text() == "Pay"
    assert actions["stock.count"].toolTip() == "Count the shelf  (F5)"


def speak_again(window: QWidget) -> None:
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))


def test_help_lists_every_key(qtbot: QtBot, dressed: QApplication, window: QWidget) -> None:
    mute = ActionSpec("x.y", "Tanpa tombol")
    dialog = HelpDialog([("Kasir", (PAY, COUNT, mute)), ("Kosong", (mute,))], window)
    dialog.open()
    texts = [label.text() for label in dialog.findChildren(Label)]
    assert {"Kasir", "Bayar", "F12", "Hitung isi rak", "F5"} <= set(texts)
    assert "Tanpa tombol" not in texts
    assert "Kosong" not in texts
    dialog.close()
