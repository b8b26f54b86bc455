from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.app.bursts import Speeds
from ui.app.scanner import Scanner, play_scan

SPEEDS = Speeds()
CODE = "8991234567890"


class Desk(QWidget):
    """A window with a field and a button that takes money."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.button = QPushButton("Bayar")
        self.paid = 0
        self.button.clicked.connect(self.pay)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.button)

    def pay(self) -> None:
        self.paid += 1

    def window_handle(self) -> QWindow:
        handle = self.windowHandle()
        assert handle is not None
        return handle


class Listener:
    def __init__(self, scanner: Scanner) -> None:
        self.scanned: list[str] = []
        self.repeated: list[str] = []
        self.refused: list[str] = []
        self.wild = 0
        scanner.scanned.connect(self.scanned.append)
        scanner.repeated.connect(self.repeated.append)
        scanner.refused.connect(self.refused.append)
        scanner.gone_wild.connect(self.on_wild)

    def on_wild(self) -> None:
        self.wild += 1


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    scanner = Scanner(qapp)
    yield scanner
    scanner.stop()
    scanner.deleteLater()


@pytest.fixture
def listener(scanner: Scanner) -> Listener:
    return Listener(scanner)


@pytest.fixture
def desk(qtbot: QtBot, scanner: Scanner) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    QTest.qWaitForWindowActive(desk)
    return desk


def opened(qtbot: QtBot, dialog: QDialog) -> QWindow:
    dialog.open()
    dialog.activateWindow()  # no window manager does it off screen
    handle = dialog.windowHandle()
    assert handle is not None
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() == handle)
    return handle


def press(window: QWindow, key: Qt.Key, text: str, at: int, modifiers: Qt.KeyboardModifier | None = None) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers or Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at)
        QCoreApplication.sendEvent(window, event)


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_is_heard_whatever_has_the_focus_and_touches_nothing(
    qtbot: QtBot, desk: Desk, listener: Listener, end: Qt.Key
) -> None:
    for target in (desk.field, desk.button):
        target.setFocus()
        listener.scanned.clear()
        play_scan(desk.window_handle(), CODE, end)
        qtbot.waitUntil(lambda: listener.scanned == [CODE])
        assert desk.field.text() == ""
        assert desk.paid == 0
        assert QApplication.focusWidget() is target
        QTest.qWait(SPEEDS.repeat_ms + 50)


def test_a_scan_without_an_end_is_heard_after_a_pause(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    play_scan(desk.window_handle(), CODE, None)
    qtbot.waitUntil(lambda: listener.scanned == [CODE])


def test_a_code_with_a_space_clicks_no_button(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    desk.button.setFocus()
    play_scan(desk.window_handle(), "KERIPIK PEDAS 01")
    qtbot.waitUntil(lambda: listener.scanned == ["KERIPIK PEDAS 01"])
    assert desk.paid == 0


def test_typing_reaches_the_field_in_order(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    desk.field.setFocus()
    for index, character in enumerate("15000"):
        press(desk.window_handle(), Qt.Key(ord(character)), character, 10_000 + index * 90)
    qtbot.waitUntil(lambda: desk.field.text() == "15000")
    assert listener.scanned == []


def test_enter_by_hand_still_works(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    desk.field.setFocus()
    with qtbot.waitSignal(desk.field.returnPressed):
        press(desk.window_handle(), Qt.Key.Key_7, "7", 10_000)
        press(desk.window_handle(), Qt.Key.Key_Return, "\r", 10_200)
    assert desk.field.text() == "7"


def test_keys_of_the_window_system_are_seen_once(qtbot: QtBot, desk: Desk) -> None:
    desk.field.setFocus()
    QTest.keyClick(desk.window_handle(), Qt.Key.Key_4)
    qtbot.waitUntil(lambda: desk.field.text() == "4")
    QTest.qWait(3 * SPEEDS.gap_ms)
    assert desk.field.text() == "4"


def test_a_held_key_repeats_as_ever(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    desk.field.setFocus()
    press(desk.window_handle(), Qt.Key.Key_0, "0", 10_000)
    for index in range(30):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0", True)
        event.setTimestamp(10_300 + index * 30)
        QCoreApplication.sendEvent(desk.window_handle(), event)
    assert desk.field.text() == "0" * 31
    assert listener.scanned == []


def test_a_framed_scan_may_be_slow(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    press(desk.window_handle(), Qt.Key.Key_B, "\x02", 20_000, control)
    for index, character in enumerate("P12"):
        press(desk.window_handle(), Qt.Key(ord(character)), character, 20_200 + index * 150)
    press(desk.window_handle(), Qt.Key.Key_C, "\x03", 20_700, control)
    qtbot.waitUntil(lambda: listener.scanned == ["P12"])


def test_a_scan_into_a_dialog_is_refused_and_presses_nothing(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    dialog = QDialog(desk)
    qtbot.addWidget(dialog)
    button = QPushButton("Bayar", dialog)
    button.setDefault(True)
    button.clicked.connect(desk.pay)
    play_scan(opened(qtbot, dialog), CODE)
    qtbot.waitUntil(lambda: listener.refused == [CODE])
    assert (listener.scanned, desk.paid) == ([], 0)
    assert dialog.isVisible()
    dialog.close()


def test_a_dialog_that_wants_scans_gets_them(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    class ReceiptDialog(QDialog):
        def __init__(self, parent: QWidget) -> None:
            super().__init__(parent)
            self.codes: list[str] = []

        def on_scan(self, code: str) -> bool:
            self.codes.append(code)
            return True

    dialog = ReceiptDialog(desk)
    qtbot.addWidget(dialog)
    play_scan(opened(qtbot, dialog), CODE)
    qtbot.waitUntil(lambda: dialog.codes == [CODE])
    assert listener.refused == []
    dialog.close()


def test_a_scanner_gone_wild_is_contained(qtbot: QtBot, desk: Desk, listener: Listener) -> None:
    desk.button.setFocus()
    for _ in range(60):
        play_scan(desk.window_handle(), CODE, gap_ms=0)
    qtbot.waitUntil(lambda: listener.wild == 1)
    QTest.qWait(50)
    assert listener.scanned == [CODE]
    assert (desk.field.text(), desk.paid) == ("", 0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text("0123456789ABC -", min_size=6, max_size=30).filter(str.strip), st.booleans())
def test_no_burst_ever_takes_money(qtbot: QtBot, desk: Desk, listener: Listener, code: str, on_button: bool) -> None:
    (desk.button if on_button else desk.field).setFocus()
    play_scan(desk.window_handle(), code)
    QCoreApplication.processEvents()
    assert desk.paid == 0
    assert desk.field.text() == ""
