"""Goods come in and go back, by key and mouse, clumsily."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.documents import GoodsReturned, ReturnReason
from gallery_pos.services.intake import IntakeLine
from intake_hands import row, screen_of, whose
from ui.app.settings import PrinterSettings
from ui.dialogs.document import DocumentDialog
from ui.main_window import MainWindow
from ui.pulling import Why, pull_list
from ui.widgets.buttons import Button
from workroom import TODAY, Workroom, click, keys, open_workroom, press, pump, show

ENTER, F12 = Qt.Key.Key_Return, Qt.Key.Key_F12


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    return show(room, qtbot, "intake", user)


def test_the_slip_goes_to_the_receipt_printer(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot)
    screen = screen_of(window)
    screen.place.settings.change(printer=PrinterSettings(kind="file", address=str(room.folder / "printer")))
    whose(window, "nyi")
    row(window, "opak", "2")
    press(window, F12)
    screen.place.printing.wait()
    qtbot.waitUntil(lambda: len(room.paper.sent) == 1)
    assert room.paper.sent[0].count(b"SURAT TITIP") == 2


def test_labels_whatsapp_and_the_document(window: MainWindow, room: Workroom, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_of(window)
    whose(window, "nyi")
    row(window, "opak", "2")
    press(window, F12)
    done = screen.done_page
    note = done.pages.pdf
    click(done.which.findChildren(Button)[1])
    assert done.pages.pdf != note
    assert done.pages.count() == 1
    done.profile.setCurrentIndex(done.profile.findData("R-40x30"))
    done.profile.activated.emit(0)
    assert screen.place.settings.current.labels.profile == "R-40x30"
    assert done.pages.count() == 2
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url.toString()))
    click(done._wa)
    assert urls[0].startswith("https://wa.me/6281234567890?text=")
    assert room.gallery.personal.views("M001")[0].reason == "kirim surat titip lewat WhatsApp"
    done._copy()
    assert "Opak Ketan: 2 x Rp15.000" in QGuiApplication.clipboard().text()
    done._open()
    assert window.findChildren(DocumentDialog)


def test_the_pull_list_says_what_should_go(room: Workroom) -> None:
    room.receive("M001", IntakeLine("P0001", 4, date(2026, 10, 1)), day=date(2026, 9, 1))
    room.receive("M001", IntakeLine("P0002", 3, date(2026, 10, 12)), day=date(2026, 9, 1))
    room.receive("M002", IntakeLine("P0003", 2), day=date(2026, 7, 1))
    room.receive("M002", IntakeLine("P0004", 2), day=date(2026, 10, 1))
    rows = {row.lot.product: row.why for row in pull_list(room.gallery, TODAY)}
    assert rows == {"P0001": Why.EXPIRED, "P0002": Why.SOON, "P0003": Why.SLOW, "P0004": Why.NONE}


def test_goods_go_back_by_keys(room: Workroom, qtbot: QtBot) -> None:
    room.receive("M001", IntakeLine("P0001", 4, date(2026, 10, 1)), day=date(2026, 9, 1))
    room.receive("M002", IntakeLine("P0003", 2), day=date(2026, 7, 1))
    window = opened(room, qtbot)
    screen = screen_of(window)
    press(window, Qt.Key.Key_F6)
    page = screen.return_page
    assert len(page.list.model.shown()) == 2
    press(window, F12)
    assert "Centang" in page.banner.text()
    keys(page.consignor, "nyi")
    press(page.consignor, ENTER)
    assert [row.lot.product for row in page.list.model.shown()] == ["P0001"]
    press(page.list.table, Qt.Key.Key_Space)
    assert "4 barang akan diretur kepada Dapur Nyi Imas" in page._says.text()
    page.quantity.selectAll()
    keys(page.quantity, "9")
    assert "hanya ada 4" in page.banner.text()
    press(page.quantity, Qt.Key.Key_Backspace)
    keys(page.quantity, "3")
    press(window, F12)
    posted = screen.done_page.posted
    assert posted
    assert isinstance(posted.document, GoodsReturned)
    (line,) = posted.document.lines
    assert (line.quantity, line.reason, posted.document.collected_by) == (3, ReturnReason.EXPIRED, "Imas")


def test_one_retur_is_for_one_maker(room: Workroom, qtbot: QtBot) -> None:
    room.receive("M001", IntakeLine("P0001", 4, date(2026, 10, 1)), day=date(2026, 9, 1))
    room.receive("M002", IntakeLine("P0003", 2), day=date(2026, 7, 1))
    screen = screen_of(opened(room, qtbot))
    screen.tabs.setCurrentIndex(1)
    page = screen.return_page
    for code in ("P0001", "P0003"):
        product = room.gallery.book.product(code)
        assert product
        page.on_scan(product.barcodes[0])
    assert "Satu retur untuk satu penitip" in page.banner.text()
    assert sum(row.pick.quantity for row in page._picked() if row.pick) == 1


def test_past_notes_open_and_print_again(room: Workroom, qtbot: QtBot) -> None:
    from ui.dialogs.pdf import PdfDialog

    posted = room.receive("M001", IntakeLine("P0001", 4))
    window = opened(room, qtbot)
    screen = screen_of(window)
    screen.tabs.setCurrentIndex(2)
    press(window, F12)
    assert "Pilih suratnya" in screen.notes_page.banner.text()
    screen.notes_page.list.table.selectRow(0)
    press(window, F12)
    (paper,) = window.findChildren(PdfDialog)
    paper.printed.emit()
    paper.close()
    pump()
    from ui.app.sheets import next_copy

    assert next_copy(room.gallery, posted.document.id) == 1
    assert screen.notes_page.on_scan(f"{posted.number} {posted.hash.hex()}".upper())
    assert window.findChildren(DocumentDialog)
