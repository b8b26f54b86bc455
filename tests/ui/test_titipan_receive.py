"""The table of goods that come in, by keys and scans alone, clumsily."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.documents import GoodsReceived
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement
from intake_hands import cell, enter, focus, row, screen_of, strike, whose, write
from ui.app.bursts import Speeds
from ui.app.scan_router import ScanRouter
from ui.app.scanner import Scanner, play_scan
from ui.dialogs.new_records import NewConsignor, NewProduct
from ui.dialogs.photo import PhotoDialog
from ui.main_window import MainWindow
from ui.screens.titipan.grid_model import MarkRole
from ui.screens.titipan.receive import ReceivePage
from ui.screens.titipan.rows import Cell
from ui.widgets.buttons import ActionButton, Button
from ui.widgets.dialog import Dialog
from ui.widgets.toast import Toast
from workroom import Workroom, click, keys, open_workroom, press, pump, show

ENTER, F12, CTRL = Qt.Key.Key_Return, Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier
LONG = "Keripik Singkong Pedas Manis Rasa Daun Jeruk Kemasan Keluarga"


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return show(room, qtbot, "intake")


def page_of(window: MainWindow) -> ReceivePage:
    return screen_of(window).receive_page


def received(room: Workroom) -> list[GoodsReceived]:
    from db.queries.books import list_journal

    found = [room.gallery.book.document(row.id) for row in list_journal(room.gallery.database, kind="GoodsReceived")]
    return [each.document for each in found if each and isinstance(each.document, GoodsReceived)]


def marks(page: ReceivePage) -> dict[tuple[int, Cell], str]:
    """Return the cells that are marked."""
    model = page.grid.rows
    places = [(at, column) for at in range(model.rowCount()) for column in Cell]
    found = {place: model.index(*place).data(MarkRole) for place in places}
    return {place: mark for place, mark in found.items() if mark}


def agree(dialog: Dialog) -> None:
    click(dialog.findChildren(ActionButton)[0])


def test_a_note_by_keys_alone(window: MainWindow, room: Workroom) -> None:
    whose(window, "nyi")
    row(window, "opak", "12", "6b")
    row(window, "keripik", "5")
    page = page_of(window)
    assert page.form.pieces == 17
    assert "Rp280.000" in page.table.totals.text()
    assert "Rp238.000" in page.table.totals.text()
    strike(window, F12)
    (note,) = received(room)
    assert note.consignor == "M001"
    assert [(line.product, line.quantity, line.best_before) for line in note.lines] == [
        ("P0001", 12, date(2027, 4, 5)),
        ("P0002", 5, None),
    ]
    assert note.delivered_by == "Imas"
    assert screen_of(window).done_page.isVisible()
    assert screen_of(window).done_page.pages.pdf.startswith(b"%PDF")
    assert room.gallery.drafts.load_open("intake") == []


def test_thirty_lines_typed_and_scanned(window: MainWindow, room: Workroom) -> None:
    """Half of them scanned, half typed, with dates in short: through the window's own keys, in a fraction of 3 minutes."""
    desk = room.gallery.desk("ida")
    for number in range(30):
        revise_product(
            desk,
            name=f"Rengginang {number:02d}",
            consignor="M001",
            price=10_000 + number,
            barcodes=(f"899{number:05d}",),
        )
    scanner = Scanner(QGuiApplication.instance(), Speeds(scans=99))  # type: ignore[arg-type]  # nobody scans as fast as a test
    router = ScanRouter(scanner, screen_of(window).place.feedback, window.current, window)
    try:
        whose(window, "nyi")
        began = time.monotonic()
        for number in range(30):
            if number % 2:
                enter(window, f"Rengginang {number:02d}")
            else:
                handle = window.windowHandle()
                assert handle is not None
                play_scan(handle, f"899{number:05d}")
                pump()
            enter(window, str(number + 1))
            enter(window, ("6b", "2m", "10h", "1t", "4/7/2027", "")[number % 6])
        took = time.monotonic() - began
    finally:
        scanner.stop()
        router.deleteLater()
        scanner.deleteLater()
    assert page_of(window).form.pieces == sum(range(31))
    strike(window, F12)
    (note,) = received(room)
    assert [line.quantity for line in note.lines] == list(range(1, 31))
    assert [line.best_before for line in note.lines[:6]] == [
        date(2027, 4, 5),
        date(2026, 10, 19),
        date(2026, 10, 15),
        date(2027, 10, 5),
        date(2027, 7, 4),
        None,
    ]
    assert took < 60


def test_the_terms_stand_there_in_plain_words(window: MainWindow) -> None:
    whose(window, "nyi")
    assert "Galeri mengambil 15 %" in page_of(window).whose.terms.text()
    enter(window, "opak")
    assert page_of(window).table.says.text() == "Terjual Rp15.000: penitip Rp12.750, galeri Rp2.250."


@pytest.mark.parametrize("typed", ["dua", "0", "-3", "1,5", "9999999"])
def test_a_quantity_that_is_none_is_marked_named_and_not_posted(window: MainWindow, room: Workroom, typed: str) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", typed)
    row(window, "keripik", "4")
    assert marks(page) == {(0, Cell.QUANTITY): "wrong"}
    assert page.grid.rows.headerData(0, Qt.Orientation.Vertical) == "! 1"
    strike(window, F12)
    assert received(room) == []
    assert "Baris 1, Jumlah: " in page.banner.text()
    assert page.grid.place() == (0, Cell.QUANTITY)
    enter(window, "3")
    assert not marks(page)
    strike(window, F12)
    assert [line.quantity for line in received(room)[0].lines] == [3, 4]


def test_a_best_before_that_has_passed_is_marked(window: MainWindow, room: Workroom) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "3", "4/10/2026")
    assert marks(page) == {(0, Cell.BEST_BEFORE): "wrong"}
    strike(window, F12)
    assert "4 Okt 2026 sudah lewat" in page.banner.text()
    assert received(room) == []
    enter(window, "4 Jul 2027")
    assert page.form.lines[0].best_before == date(2027, 7, 4)


@pytest.mark.parametrize("typed", ["31/2/2027", "besok", "13/13/2027"])
def test_what_is_no_date_stays_as_it_was_typed(window: MainWindow, typed: str) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "3", typed)
    assert page.grid.rows.index(0, Cell.BEST_BEFORE).data() == typed
    assert marks(page) == {(0, Cell.BEST_BEFORE): "wrong"}


def test_a_double_click_makes_one_note(window: MainWindow, room: Workroom) -> None:
    whose(window, "nyi")
    row(window, "opak", "2")
    screen = screen_of(window)
    (button,) = (each for each in screen.findChildren(ActionButton) if "Simpan dan cetak" in each.text())
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    click(button)
    press(window, F12)
    assert len(received(room)) == 1


def test_nothing_is_posted_while_something_is_missing(window: MainWindow, room: Workroom) -> None:
    page = page_of(window)
    press(window, F12)
    assert "Pilih penitipnya" in page.banner.text()
    whose(window, "nyi")
    strike(window, F12)
    assert "Belum ada barang" in page.banner.text()
    enter(window, "opak")
    strike(window, F12)
    assert received(room) == []
    assert "Baris 1, Jumlah: isi berapa barang yang dititipkan" in page.banner.text()


def test_a_cell_that_is_being_typed_goes_along(window: MainWindow, room: Workroom) -> None:
    whose(window, "nyi")
    row(window, "opak", "2")
    enter(window, "keripik")
    write(window, "7")
    strike(window, F12)
    assert [line.quantity for line in received(room)[0].lines] == [2, 7]


def test_scans_add_up_or_begin_another_lot(window: MainWindow, room: Workroom) -> None:
    page = page_of(window)
    for _ in range(3):
        assert screen_of(window).on_scan("P0001")
    assert page.form.consignor == "M001"
    assert [line.quantity for line in page.form.lines] == [3]
    strike(window, ENTER)
    enter(window, "6b")
    screen_of(window).on_scan("P0002")
    screen_of(window).on_scan("P0001")
    assert [(line.product, line.quantity) for line in page.form.lines] == [("P0001", 4), ("P0002", 1)]
    assert "sekarang 4" in page.table.says.text()
    strike(window, ENTER, CTRL)
    assert page.grid.place() == (1, Cell.BEST_BEFORE)
    enter(window, "1t")
    assert [(line.quantity, line.best_before) for line in page.form.lines] == [
        (3, date(2027, 4, 5)),
        (1, date(2027, 10, 5)),
        (1, None),
    ]
    cell(window, 1, Cell.BEST_BEFORE, "6b")
    strike(window, F12)
    assert [(line.product, line.quantity) for line in received(room)[0].lines] == [("P0001", 4), ("P0002", 1)]


def test_a_scan_gives_up_a_search_and_fills_a_row_that_waits(window: MainWindow) -> None:
    page = page_of(window)
    whose(window, "nyi")
    write(window, "ker")
    screen_of(window).on_scan("P0001")
    assert [line.product for line in page.form.lines] == ["P0001"]
    page.grid.go(1, Cell.PRODUCT)
    QGuiApplication.clipboard().setText("Keripik Pisang Manis\t7\t6b")
    strike(window, Qt.Key.Key_V, CTRL)
    page.grid.go(1, Cell.PRODUCT)
    screen_of(window).on_scan("P0002")
    assert [(line.product, line.quantity) for line in page.form.lines] == [("P0001", 1), ("P0002", 7)]
    assert page.form.lines[1].best_before == date(2027, 4, 5)
    assert not marks(page)


def test_the_name_itself_is_offered_before_what_only_begins_with_it(window: MainWindow, room: Workroom) -> None:
    revise_product(room.gallery.desk("ida"), name="Opak", consignor="M001", price=9_000)
    whose(window, "nyi")
    row(window, "opak", "1")
    assert page_of(window).form.lines[0].name == "Opak"


def test_goods_of_another_maker_and_unknown_codes_are_told(window: MainWindow) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "2")
    screen_of(window).on_scan("P0003")
    assert "Batik Tarum" in page.banner.text()
    screen_of(window).on_scan("8991234567890")
    assert "Belum ada produk dengan barcode 8991234567890" in page.banner.text()
    assert len(page.form.lines) == 1


def test_what_was_typed_survives_the_end_of_the_program(room: Workroom, qtbot: QtBot) -> None:
    """The draft is on disk a moment after each key: nothing is asked of the screen before it is gone."""
    window = show(room, qtbot, "intake")
    whose(window, "nyi")
    row(window, "opak", "12", "6b")
    enter(window, "keripik")
    page = page_of(window)
    write(window, "4")
    qtbot.waitUntil(lambda: b'"quantity":4' in room.gallery.drafts.load_open("intake")[-1].body)
    again = page_of(show(room, qtbot, "intake"))
    assert [(line.product, line.quantity) for line in again.form.lines] == [("P0001", 12), ("P0002", 4)]
    assert again.form.id == page.form.id


def test_a_draft_of_the_form_before_this_one_is_read(room: Workroom, qtbot: QtBot) -> None:
    from db.drafts import Draft
    from gallery_pos.documents import new_id

    body = (
        b'{"id":"0199aaaa-0000-7000-8000-000000000001","consignor":"M001","entry":{"product":"P0002"},'
        b'"lines":[{"product":"P0001","name":"Opak Ketan","quantity":12,"price":15000,"best_before":"2027-04-05"}]}'
    )
    room.gallery.drafts.save(Draft(id=new_id(), kind="intake", body=body))
    page = page_of(show(room, qtbot, "intake"))
    assert [(line.quantity, line.best_before) for line in page.form.lines] == [(12, date(2027, 4, 5))]


def test_emptying_the_form_can_be_taken_back(window: MainWindow) -> None:
    whose(window, "nyi")
    row(window, "opak", "12")
    screen = screen_of(window)
    screen.action("intake.clear").trigger()
    assert screen.receive_page.form.is_empty
    (toast,) = window.findChildren(Toast)
    toast.findChildren(Button)[0].click()
    assert screen.receive_page.form.pieces == 12


def test_rows_are_deleted_undone_and_copied_with_keys(window: MainWindow) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "12", "6b")
    row(window, "keripik", "3")
    page.grid.go(1, Cell.BEST_BEFORE)
    strike(window, Qt.Key.Key_D, CTRL)
    assert page.form.lines[1].best_before == date(2027, 4, 5)
    page.grid.go(0, Cell.PRODUCT)
    strike(window, Qt.Key.Key_Minus, CTRL)
    assert [line.product for line in page.form.lines] == ["P0002"]
    strike(window, Qt.Key.Key_Z, CTRL)
    strike(window, Qt.Key.Key_Z, CTRL)
    assert [line.best_before for line in page.form.lines] == [date(2027, 4, 5), None]
    strike(window, Qt.Key.Key_Y, CTRL)
    assert page.form.lines[1].best_before == date(2027, 4, 5)
    page.grid.go(1, Cell.PRODUCT)
    strike(window, Qt.Key.Key_Delete)
    assert [line.product for line in page.form.lines] == ["P0001"]


def test_tab_and_arrows_go_from_cell_to_cell(window: MainWindow) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "1")
    row(window, "keripik", "2")
    page.grid.go(0, Cell.QUANTITY)
    write(window, "5")
    strike(window, Qt.Key.Key_Down)
    assert page.grid.place() == (1, Cell.QUANTITY)
    strike(window, Qt.Key.Key_Tab)
    write(window, "6b")
    strike(window, Qt.Key.Key_Backtab)
    assert page.grid.place() == (1, Cell.QUANTITY)
    assert (page.form.lines[0].quantity, page.form.lines[1].best_before) == (5, date(2027, 4, 5))
    write(window, "77")
    strike(window, Qt.Key.Key_Escape)
    assert page.form.lines[1].quantity == 2
    page.grid.go(2, Cell.PRODUCT)
    strike(window, Qt.Key.Key_Tab)
    assert focus(window) is not page.grid


def test_rows_from_a_spreadsheet(window: MainWindow, room: Workroom) -> None:
    page = page_of(window)
    whose(window, "nyi")
    table = "Nama Barang\tHarga\tJumlah\tED\nopak ketan\t\t12\t6b\nP0002\tRp 21.000\tlima\t\nTahu Bulat\t500\t3\t\n"
    QGuiApplication.clipboard().setText(table)
    strike(window, Qt.Key.Key_V, CTRL)
    assert [(line.product, line.name, line.quantity, line.price) for line in page.form.lines] == [
        ("P0001", "Opak Ketan", 12, 15_000),
        ("P0002", "Keripik Pisang", None, 21_000),
        ("", "Tahu Bulat", 3, 500),
    ]
    assert marks(page) == {(1, Cell.QUANTITY): "wrong", (2, Cell.PRODUCT): "wrong"}
    assert page.table.says.text() == "3 baris ditempel; Ctrl+Z mengurungkannya."
    assert page.table.problems.text() == "2 baris belum lengkap"
    strike(window, F12)
    assert received(room) == []
    assert "Baris 3, Barang: belum ada produk “Tahu Bulat”" in page.banner.text()
    strike(window, Qt.Key.Key_Z, CTRL)
    assert page.form.lines == ()


def test_a_whole_file_is_no_paste(window: MainWindow) -> None:
    page = page_of(window)
    whose(window, "nyi")
    QGuiApplication.clipboard().setText("opak\t1\n" * 2_001)
    strike(window, Qt.Key.Key_V, CTRL)
    assert page.form.lines == ()
    assert "2.001 baris terlalu banyak" in page.banner.text()
    assert "impor berkasnya" in page.banner.text()


def test_pasted_cells_fill_to_the_right_and_below(window: MainWindow) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "1")
    row(window, "keripik", "2")
    page.grid.go(0, Cell.QUANTITY)
    QGuiApplication.clipboard().setText("7\t10h\n8\t2m\n")
    strike(window, Qt.Key.Key_V, CTRL)
    assert [(line.quantity, line.best_before) for line in page.form.lines] == [
        (7, date(2026, 10, 15)),
        (8, date(2026, 10, 19)),
    ]


def test_a_new_price_is_written_with_the_note(window: MainWindow, room: Workroom) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "3")
    cell(window, 0, Cell.PRICE, "17rb")
    assert "Opak Ketan menjadi Rp17.000" in page._prices.text()
    strike(window, F12)
    assert received(room)[0].lines[0].price == 17_000
    product = room.gallery.book.product("P0001")
    assert product
    assert product.price == 17_000


def test_long_names_and_large_amounts(window: MainWindow, room: Workroom) -> None:
    revise_product(room.gallery.desk("ida"), name=LONG, consignor="M001", price=1_250_000_000)
    whose(window, "nyi")
    row(window, "singkong", "2")
    page = page_of(window)
    assert page.grid.rows.index(0, Cell.PRICE).data() == "Rp1.250.000.000"
    assert "Rp2.500.000.000" in page.table.totals.text()
    strike(window, F12)
    assert (received(room)[0].lines[0].name, len(LONG)) == (LONG, 61)


def test_a_cashier_receives_but_changes_no_prices(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "intake", "kiki")
    page = page_of(window)
    assert not page.grid.rows.is_writable(Cell.PRICE)
    keys(page.consignor, "xyz")
    assert page.consignor.list.count() == 0
    page.consignor.clear()
    whose(window, "nyi")
    QGuiApplication.clipboard().setText("opak ketan\t2\t\t99")
    strike(window, Qt.Key.Key_V, CTRL)
    strike(window, F12)
    assert [line.price for line in received(room)[0].lines] == [15_000]
    assert not screen_of(window).done_page._wa.isVisible()


def test_a_product_and_a_maker_are_made_in_place(window: MainWindow, room: Workroom) -> None:
    page = page_of(window)
    whose(window, "Kopi Sangga")
    (dialog,) = window.findChildren(NewConsignor)
    assert dialog.business_name.text() == "Kopi Sangga"
    keys(dialog.phone, "nol delapan")
    agree(dialog)
    assert "nomor telepon" in dialog.form["phone"]._below.text()
    dialog.phone.clear()
    keys(dialog.phone, "0812 3456 7891")
    agree(dialog)
    assert page.form.consignor == "M003"
    assert room.gallery.personal.look("M003", by="ida", reason="uji").phone == "6281234567891"
    page.grid.setFocus()
    enter(window, "Kopi 250 g")
    (product,) = window.findChildren(NewProduct)
    assert product.on_scan("8991234567890")
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("brown"))
    product.picture.take_image(image)
    keys(product.category, "Minuman")
    keys(product.price, "45rb")
    press(product, F12)
    pump()
    (line,) = page.form.lines
    made = room.gallery.book.product(line.product)
    assert made
    assert (made.name, made.price, made.barcodes, made.category) == (
        "Kopi 250 g",
        45_000,
        ("8991234567890",),
        "Minuman",
    )
    assert (room.gallery.folder.pictures / made.picture).is_file()
    assert page.grid.place() == (0, Cell.QUANTITY)


def test_a_photo_of_what_came_in(window: MainWindow, room: Workroom) -> None:
    page = page_of(window)
    whose(window, "nyi")
    row(window, "opak", "2")
    strike(window, Qt.Key.Key_F9)
    assert "Pilih barangnya" in page.banner.text()
    page.grid.go(0, Cell.QUANTITY)
    strike(window, Qt.Key.Key_F9)
    (dialog,) = window.findChildren(PhotoDialog)
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    dialog.picture.take_image(image)
    agree(dialog)
    product = room.gallery.book.product("P0001")
    assert product
    assert (room.gallery.folder.pictures / product.picture).is_file()
    assert page.form.pieces == 2


def test_an_ended_agreement_is_told_before_and_refused(window: MainWindow, room: Workroom) -> None:
    revise_agreement(room.gallery.desk("ida"), consignor="M001", start=date(2026, 1, 1), end=date(2026, 9, 30))
    screen = screen_of(window)
    whose(window, "nyi")
    assert "sudah berakhir" in screen.receive_page.banner.text()
    row(window, "opak", "1")
    strike(window, F12)
    assert received(room) == []
    assert "sudah berakhir" in screen.banner.text()
    assert "Perpanjang perjanjiannya" in screen.banner.text()
    assert screen.receive_page.form.pieces == 1
