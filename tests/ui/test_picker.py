"""The field that finds, by keys and by mouse, on a small screen."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.picker import Choice, Picker

NAMES = ("Batik Tarum", "Dapur Nyi Imas", "Kopi Sangga")


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.picked: list[object] = []
        self.cleared = 0
        self.picker = Picker(self.offer)
        self.other = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.picker)
        layout.addWidget(self.other)
        layout.addStretch(1)
        self.picker.picked.connect(self.picked.append)
        self.picker.cleared.connect(self.on_cleared)
        self.resize(500, 400)

    def offer(self, words: str) -> Sequence[Choice]:
        self.asked.append(words)
        found = [Choice(name[0], name, "penitip", "Rp0") for name in NAMES if words.casefold() in name.casefold()]
        return [*found, Choice("+", "Penitip baru…", icon="plus-circle")]

    def on_cleared(self) -> None:
        self.cleared += 1


@pytest.fixture
def form(qtbot: QtBot, dressed: QApplication) -> Form:
    form = Form()
    qtbot.addWidget(form)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.picker.setFocus()
    return form


def test_typing_arrows_and_enter_pick(form: Form) -> None:
    QTest.keyClicks(form.picker, "a")
    assert form.picker.list.isVisible()
    assert form.picker.list.count() == 4
    QTest.keyClick(form.picker, Qt.Key.Key_Down)
    QTest.keyClick(form.picker, Qt.Key.Key_Return)
    assert form.picked == ["D"]
    assert form.picker.text() == "Dapur Nyi Imas"
    assert form.picker.key() == "D"
    assert not form.picker.list.isVisible()


def test_a_click_picks(form: Form) -> None:
    QTest.keyClicks(form.picker, "kopi")
    hits = form.picker.list
    QTest.mouseClick(
        hits.viewport(),
        Qt.MouseButton.LeftButton,
        pos=hits.visualRect(hits.model().index(0, 0)).center(),
    )
    assert form.picked == ["K"]


def test_making_something_new_leaves_the_words(form: Form) -> None:
    QTest.keyClicks(form.picker, "baru sekali")
    QTest.keyClick(form.picker, Qt.Key.Key_Return)
    assert form.picked == ["+"]
    assert form.picker.key() is None
    assert form.picker.text() == "baru sekali"


def test_typing_over_what_was_picked_takes_it_back(form: Form) -> None:
    form.picker.show_picked("B", "Batik Tarum")
    assert form.picked == []
    QTest.keyClick(form.picker, Qt.Key.Key_End)
    QTest.keyClick(form.picker, Qt.Key.Key_Backspace)
    assert form.cleared == 1
    assert form.picker.key() is None


def test_enter_on_what_is_picked_goes_on(form: Form) -> None:
    form.picker.show_picked("B", "Batik Tarum")
    QTest.keyClick(form.picker, Qt.Key.Key_Return)
    assert form.picked == ["B"]


def test_escape_and_leaving_close_the_list_and_keep_the_words(form: Form) -> None:
    QTest.keyClicks(form.picker, "a")
    QTest.keyClick(form.picker, Qt.Key.Key_Escape)
    assert not form.picker.list.isVisible()
    assert form.picker.text() == "a"
    QTest.keyClick(form.picker, Qt.Key.Key_Down)
    assert form.picker.list.isVisible()
    form.other.setFocus(Qt.FocusReason.TabFocusReason)
    assert not form.picker.list.isVisible()


def test_an_arrow_on_a_picked_field_offers_everything(form: Form) -> None:
    form.picker.show_picked("B", "Batik Tarum")
    QTest.keyClick(form.picker, Qt.Key.Key_Down)
    assert form.asked[-1] == ""


def test_the_list_stays_inside_the_window(form: Form) -> None:
    form.resize(500, 160)
    QTest.keyClicks(form.picker, "a")
    box = form.picker.list.geometry()
    assert box.top() >= 0
    assert box.bottom() <= form.height()
