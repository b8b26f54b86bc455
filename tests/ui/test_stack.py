from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.stack import PageStack
from ui.widgets.text import Label

pytestmark = pytest.mark.usefixtures("dressed")


class Page(QWidget):
    """A page of words that counts how often it is asked how high it would be."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        self.asked = 0
        self.words = Label("Satu. " * 40, wrap=True)
        self.words.setMinimumWidth(wide)
        QVBoxLayout(self).addWidget(self.words)

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        self.asked += 1
        return super().sizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 -- Qt's name
        self.asked += 1
        return super().heightForWidth(width)


def shown(qtbot: QtBot, *pages: Page) -> tuple[QWidget, PageStack]:
    window, stack = QWidget(), PageStack()
    qtbot.addWidget(window)
    for page in pages:
        stack.addWidget(page)
    QHBoxLayout(window).addWidget(stack)
    window.resize(700, 400)
    window.show()
    return window, stack


def test_pages_behind_are_not_asked_for_their_size(qtbot: QtBot) -> None:
    front, behind = Page(100), Page(100)
    window, _ = shown(qtbot, front, behind)
    QApplication.processEvents()
    behind.asked = 0
    front.words.setText("Dua. " * 60)
    QApplication.processEvents()
    assert window.isVisible()
    assert behind.asked == 0


def test_the_page_in_front_decides_how_little_room_is_enough(qtbot: QtBot) -> None:
    narrow, wide = Page(100), Page(600)
    window, stack = shown(qtbot, narrow, wide)
    assert stack.minimumSizeHint().width() < 200
    assert stack.size() == narrow.size(), "a page fills the stack"
    stack.setCurrentWidget(wide)
    QApplication.processEvents()
    assert stack.minimumSizeHint().width() >= 600
    assert window.minimumSizeHint().width() >= 600
    assert stack.size() == wide.size()


def test_a_stack_without_pages_wants_no_room(qtbot: QtBot) -> None:
    window, stack = shown(qtbot)
    assert window.isVisible()
    assert not stack.sizeHint().isValid()
    assert not stack.minimumSizeHint().isValid()
