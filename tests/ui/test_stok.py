"""Stok: levels, losses with their bearer, the blind count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gallery_pos.documents import GoodsWrittenOff, StocktakePosted
from gallery_pos.services.intake import IntakeLine
from ui.main_window import MainWindow
from ui.screens.stok import StockScreen
from ui.screens.stok.count import VarianceDialog
from ui.screens.stok.loss import LossDialog
from workroom import Workroom, open_workroom, pump


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    made = open_workroom(tmp_path)
    made.receive("M001", IntakeLine("P0001", 10), IntakeLine("P0002", 4))
    yield made
    made.close()


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> tuple[MainWindow, StockScreen]:
    window = room.window("stock", user)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    screen = window.current()
    assert isinstance(screen, StockScreen)
    return window, screen


def press(window: QDialog | MainWindow, key: Qt.Key) -> None:
    window.activateWindow()
    pump()
    QTest.keyClick(window, key)
    pump()


def test_a_loss_tells_who_bears_it_before_it_is_written_and_is_written_once(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    screen.tabs.setCurrentIndex(1)
    screen.lots.table.selectRow(0)
    press(window, Qt.Key.Key_F9)
    (dialog,) = window.findChildren(LossDialog)
    dialog.quantity.setText("99")
    press(dialog, Qt.Key.Key_F12)
    assert dialog.isVisible(), "more than there is cannot be lost"
    dialog.quantity.setText("2")
    assert "Rp25.500" in dialog._bears.text(), "two at 15.000 less 15 %, borne by the gallery"
    press(dialog, Qt.Key.Key_F12)
    press(window, Qt.Key.Key_F12)
    assert room.kinds().count(GoodsWrittenOff.__name__) == 1
    assert room.gallery.book.balance("M001") == 25_500


def test_a_count_is_blind_shows_its_difference_and_is_posted_when_it_is_agreed(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    press(window, Qt.Key.Key_F12)
    titles = [column.title for column in screen.counting.list.model.columns]
    assert "Di buku" not in titles, "whoever counts does not see what the books say"
    press(window, Qt.Key.Key_F12)
    assert not window.findChildren(VarianceDialog), "nothing was counted yet"
    screen.counting.list.select("P0001")
    screen.counting.pieces.setText("9")
    QTest.keyClick(screen.counting.pieces, Qt.Key.Key_Return)
    assert screen.counting.counted() == {"P0001": 9}
    press(window, Qt.Key.Key_F12)
    (dialog,) = window.findChildren(VarianceDialog)
    assert StocktakePosted.__name__ not in room.kinds()
    press(dialog, Qt.Key.Key_F12)
    assert room.kinds().count(StocktakePosted.__name__) == 1
    (lot,) = room.gallery.book.lots("GALERI", ["P0001"])
    assert lot.on_hand == 9
    assert screen.counting.counted() == {}


def test_scanning_counts_one_more_and_an_unknown_code_is_refused(room: Workroom, qtbot: QtBot) -> None:
    _, screen = opened(room, qtbot)
    screen.tabs.setCurrentIndex(3)
    product = room.gallery.book.product("P0002")
    assert product is not None
    assert screen.on_scan(product.barcodes[0])
    assert screen.on_scan(product.barcodes[0])
    assert screen.counting.counted() == {"P0002": 2}
    assert not screen.on_scan("9999999999999")


def test_a_cashier_looks_but_does_not_count(room: Workroom, qtbot: QtBot) -> None:
    _, screen = opened(room, qtbot, "kiki")
    assert not screen.tabs.isTabVisible(3)
    assert not screen.action("stock.loss").isVisible()
