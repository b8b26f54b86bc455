"""Hands that count on screen: begin, scan, look into what is open, and agree."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.screens.stok import StockScreen
from ui.screens.stok.count_page import CountPage
from ui.screens.stok.counting import CountingPage
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import Dialog
from workroom import Workroom, click, keys, press, show

F3, F5, F9, F12 = Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F9, Qt.Key.Key_F12
ESCAPE, ENTER, DELETE = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Delete


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    return show(room, qtbot, "stock", user)


def screen_of(window: MainWindow) -> StockScreen:
    screen = window.current()
    assert isinstance(screen, StockScreen)
    screen.show_page(screen.count)
    return screen


def started(window: MainWindow, scope: str = "all", parts: str = "", name: str = "") -> CountPage:
    page = screen_of(window).count
    click(page.begin.scope._buttons[scope])
    if name:
        keys(page.begin.which, name)
        press(page.begin.which, ENTER)
    page.begin.parts.setText(parts)
    press(window, F12)
    return page


def scan(page: CountPage, room: Workroom, product: str, times: int = 1) -> None:
    record = room.gallery.book.product(product)
    assert record
    for _ in range(times):
        assert page.on_scan(record.barcodes[0])


def documents(room: Workroom, kind: type) -> list[object]:
    from db.queries.books import list_journal

    found = [room.gallery.book.document(row.id) for row in list_journal(room.gallery.database, kind=kind.__name__)]
    return [posted.document for posted in found if posted]


def dialog_of(window: MainWindow, kind: type[Dialog]) -> Dialog:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def agree(dialog: Dialog) -> None:
    click(dialog.findChildren(ActionButton)[0])


def counts(page: CountingPage) -> dict[str, int]:
    assert page.form
    return {code: entry.pieces for code, entry in page.form.found.items()}


def picture(folder: Path) -> Path:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    path = folder / "rak.png"
    assert image.save(os.fspath(path))
    return path
