"""Hands on the table of goods that come in: keys go where the focus is, as they do at the counter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.main_window import MainWindow
from ui.screens.titipan import IntakeScreen
from ui.screens.titipan.rows import Cell
from workroom import pump

ENTER = Qt.Key.Key_Return


def screen_of(window: MainWindow) -> IntakeScreen:
    """Return the intake, which the window must show."""
    screen = window.current()
    assert isinstance(screen, IntakeScreen)
    return screen


def focus(window: MainWindow) -> QWidget:
    """Return the widget that keys go to."""
    found = QApplication.focusWidget()
    if found is None:
        window.activateWindow()
        pump()
        found = QApplication.focusWidget()
    assert found is not None
    return found


def strike(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key."""
    QTest.keyClick(focus(window), key, modifier)
    pump()


def write(window: MainWindow, text: str) -> None:
    """Type letter by letter; the first opens the cell."""
    for letter in text:
        QTest.keyClicks(focus(window), letter)


def enter(window: MainWindow, text: str = "") -> None:
    """Type a cell, then Enter."""
    write(window, text)
    strike(window, ENTER)


def whose(window: MainWindow, name: str) -> None:
    """Choose the consignor by a few letters."""
    screen_of(window).receive_page.whose.focus()
    enter(window, name)


def row(window: MainWindow, product: str, quantity: str, best_before: str = "") -> None:
    """Write one row: product, pieces, date."""
    for text in (product, quantity, best_before):
        enter(window, text)


def cell(window: MainWindow, at: int, column: Cell, text: str) -> None:
    """Write into one cell of a row that is there."""
    page = screen_of(window).receive_page
    page.grid.setFocus()
    page.grid.go(at, column)
    enter(window, text)
