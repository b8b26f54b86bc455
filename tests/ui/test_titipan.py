"""Goods come in and go back, by key and mouse, clumsily."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.documents import GoodsReceived, GoodsReturned, ReturnReason
from gallery_pos.services.intake import IntakeLine
from ui.app.settings import PrinterSettings
from ui.dialogs.document import DocumentDialog
from ui.dialogs.new_records import NewConsignor, NewProduct
from ui.main_window import MainWindow
from ui.screens.titipan import IntakeScreen
from ui.screens.titipan.pull import Why, pull_list
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import Dialog
from workroom import TODAY, Workroom, click, keys, open_workroom, press, pump

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
    window = room.window("intake", user)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def screen_of(window: MainWindow) -> IntakeScreen:
    screen = window.current()
    assert isinstance(screen, IntakeScreen)
    return screen


def choose(screen: IntakeScreen, consignor: str, product: str, quantity: str, best_before: str = "") -> None:
    """Fill a line in as a person does: letters, Enter, on to the next field."""
    page = screen.receive_page
    if not page.form.consignor:
        keys(page.consignor, consignor)
        press(page.consignor, ENTER)
    keys(page.entry.product, product)
    press(page.entry.product, ENTER)
    keys(page.entry.quantity, quantity)
    press(page.entry.quantity, ENTER)
    if page.entry.best_before.hasFocus():
        keys(page.entry.best_before, best_before)
        press(page.entry.best_before, ENTER)


def agree(dialog: Dialog) -> None:
    """Click the primary button of a dialog."""
    click(dialog.findChildren(ActionButton)[0])


def received(room: Workroom) -> list[GoodsReceived]:
    from db.queries.books import list_journal

    found = [room.gallery.book.document(row.id) for row in list_journal(room.gallery.database, kind="GoodsReceived")]
    return [each.document for each in found if each and isinstance(each.document, GoodsReceived)]


def test_a_note_by_keys_alone(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "12", "6b")
    choose(screen, "", "keripik", "5")
    assert screen.receive_page.form.pieces == 17
    assert "Rp280.000" in screen.receive_page.lines.totals.text()
    assert "Rp238.000" in screen.receive_page.lines.totals.text()
    press(window, F12)
    (note,) = received(room)
    assert note.consignor == "M001"
    assert [(line.product, line.quantity, line.best_before) for line in note.lines] == [
        ("P0001", 12, date(2027, 4, 5)),
        ("P0002", 5, None),
    ]
    assert note.delivered_by == "Imas"
    assert screen.done_page.isVisible()
    assert screen.done_page.pages.pdf.startswith(b"%PDF")
    assert room.gallery.drafts.load_open("intake") == []


def test_the_terms_stand_there_in_plain_words(window: MainWindow) -> None:
    page = screen_of(window).receive_page
    keys(page.consignor, "nyi")
    press(page.consignor, ENTER)
    assert "Galeri mengambil 15 %" in page._terms.text()
    keys(page.entry.product, "opak")
    press(page.entry.product, ENTER)
    assert page.entry.said() == "Terjual Rp15.000: penitip Rp12.750, galeri Rp2.250."


@pytest.mark.parametrize(("typed", "said"), [("dua", "Jumlah"), ("0", "Jumlah"), ("-3", "Jumlah"), ("1,5", "Jumlah")])
def test_a_quantity_that_is_none_is_refused_beside_the_field(window: MainWindow, typed: str, said: str) -> None:
    screen = screen_of(window)
    page = screen.receive_page
    choose(screen, "nyi", "opak", typed)
    click(page.entry.button)
    assert not page.form.lines
    assert said in page.entry.said()
    assert page.entry.quantity.hasFocus()


def test_a_best_before_that_has_passed_is_refused(window: MainWindow) -> None:
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "3", "4/10/2026")
    assert not screen.receive_page.form.lines
    assert "sudah lewat" in screen.receive_page.entry.said()
    field = screen.receive_page.entry.best_before
    field.selectAll()
    keys(field, "4 Jul 2027")
    press(field, ENTER)
    assert screen.receive_page.form.lines[0].best_before == date(2027, 7, 4)


def test_a_double_click_makes_one_note(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "2")
    (button,) = (each for each in screen.findChildren(ActionButton) if "Simpan dan cetak" in each.text())
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    click(button)
    press(window, F12)
    assert len(received(room)) == 1


def test_nothing_is_posted_while_something_is_missing(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    press(window, F12)
    assert "Pilih penitipnya" in screen.receive_page.banner.text()
    keys(screen.receive_page.consignor, "nyi")
    press(screen.receive_page.consignor, ENTER)
    press(window, F12)
    assert "Belum ada barang" in screen.receive_page.banner.text()
    keys(screen.receive_page.entry.product, "opak")
    press(screen.receive_page.entry.product, ENTER)
    press(window, F12)
    assert received(room) == []
    assert "Jumlah" in screen.receive_page.entry.said()


def test_a_complete_line_in_the_fields_goes_along(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "2")
    page = screen.receive_page
    keys(page.entry.product, "keripik")
    press(page.entry.product, ENTER)
    keys(page.entry.quantity, "7")
    press(window, F12)
    assert [line.quantity for line in received(room)[0].lines] == [2, 7]


def test_scans_fill_the_form(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    opak, keripik = (room.gallery.book.product(code) for code in ("P0001", "P0002"))
    assert opak
    assert keripik
    for code in (opak.barcodes[0], opak.barcodes[0], opak.barcodes[0]):
        assert screen.on_scan(code)
    assert screen.receive_page.form.consignor == "M001"
    keys(screen.receive_page.entry.quantity, "")
    assert screen.receive_page.entry.quantity.value() == 2
    screen.on_scan(keripik.barcodes[0])
    assert [(line.product, line.quantity) for line in screen.receive_page.form.lines] == [("P0001", 2)]


def test_goods_of_another_maker_and_unknown_codes_are_told(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "2")
    kain = room.gallery.book.product("P0003")
    assert kain
    screen.on_scan(kain.barcodes[0])
    assert "Batik Tarum" in screen.receive_page.banner.text()
    screen.on_scan("8991234567890")
    assert "Belum ada produk dengan barcode 8991234567890" in screen.receive_page.banner.text()
    assert len(screen.receive_page.form.lines) == 1


def test_a_half_filled_form_survives(room: Workroom, qtbot: QtBot) -> None:
    screen = screen_of(opened(room, qtbot))
    choose(screen, "nyi", "opak", "12", "6b")
    keys(screen.receive_page.entry.product, "keripik")
    press(screen.receive_page.entry.product, ENTER)
    keys(screen.receive_page.entry.quantity, "4")
    keys(screen.receive_page.reference, "SJ 7")
    screen.may_leave()
    again = screen_of(opened(room, qtbot)).receive_page
    assert [(line.product, line.quantity) for line in again.form.lines] == [("P0001", 12)]
    assert again.entry.quantity.text() == "4"
    assert again.reference.text() == "SJ 7"
    assert again.form.id == screen.receive_page.form.id


def test_emptying_the_form_can_be_taken_back(window: MainWindow) -> None:
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "12")
    screen.action("intake.clear").trigger()
    assert screen.receive_page.form.is_empty
    from ui.widgets.toast import Toast

    (toast,) = window.findChildren(Toast)
    toast.findChildren(type(screen.receive_page.entry.button))[0].click()
    assert screen.receive_page.form.pieces == 12


def test_lines_are_edited_and_deleted_with_keys(window: MainWindow) -> None:
    screen = screen_of(window)
    page = screen.receive_page
    choose(screen, "nyi", "opak", "12")
    choose(screen, "", "keripik", "3")
    page.lines.list.table.setFocus()
    page.lines.list.table.selectRow(0)
    press(page.lines.list.table, Qt.Key.Key_Delete)
    assert [line.product for line in page.form.lines] == ["P0002"]
    page.lines.list.activated.emit(page.lines.list.model.row_at(0))
    assert page.entry.quantity.value() == 3
    assert page.form.lines == ()


def test_a_new_price_is_written_with_the_note(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    page = screen.receive_page
    keys(page.consignor, "nyi")
    press(page.consignor, ENTER)
    keys(page.entry.product, "opak")
    press(page.entry.product, ENTER)
    keys(page.entry.quantity, "3")
    page.entry.price.selectAll()
    keys(page.entry.price, "17rb")
    press(page.entry.price, ENTER)
    assert "Opak Ketan menjadi Rp17.000" in page._prices.text()
    press(window, F12)
    assert received(room)[0].lines[0].price == 17_000
    product = room.gallery.book.product("P0001")
    assert product
    assert product.price == 17_000


def test_a_cashier_receives_but_changes_no_prices(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot, "kiki")
    screen = screen_of(window)
    assert screen.receive_page.entry.price.isReadOnly()
    keys(screen.receive_page.consignor, "xyz")
    assert screen.receive_page.consignor.list.count() == 0
    screen.receive_page.consignor.clear()
    choose(screen, "nyi", "opak", "1")
    press(window, F12)
    assert len(received(room)) == 1
    assert not screen.done_page._wa.isVisible()


def test_a_product_and_a_maker_are_made_in_place(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    page = screen.receive_page
    keys(page.consignor, "Kopi Sangga")
    press(page.consignor, ENTER)
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
    keys(page.entry.product, "Kopi 250 g")
    press(page.entry.product, ENTER)
    (product,) = window.findChildren(NewProduct)
    assert product.on_scan("8991234567890")
    keys(product.price, "45rb")
    agree(product)
    made = page.entry.record()
    assert made
    assert (made.name, made.price, made.barcodes) == ("Kopi 250 g", 45_000, ("8991234567890",))


def test_an_ended_agreement_is_told_before_and_refused(window: MainWindow, room: Workroom) -> None:
    from gallery_pos.services.consignors import revise_agreement

    revise_agreement(room.gallery.desk("ida"), consignor="M001", start=date(2026, 1, 1), end=date(2026, 9, 30))
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "1")
    assert "sudah berakhir" in screen.receive_page.banner.text() or screen.receive_page.form.lines
    press(window, F12)
    assert received(room) == []
    assert "sudah berakhir" in screen.banner.text()
    assert screen.receive_page.form.pieces == 1


def test_the_slip_goes_to_the_receipt_printer(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot)
    screen = screen_of(window)
    screen.place.settings.change(printer=PrinterSettings(kind="file", address=str(room.folder / "printer")))
    choose(screen, "nyi", "opak", "2")
    press(window, F12)
    screen.place.printing.wait()
    qtbot.waitUntil(lambda: len(room.paper.sent) == 1)
    assert room.paper.sent[0].count(b"SURAT TITIP") == 2


def test_labels_whatsapp_and_the_document(window: MainWindow, room: Workroom, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = screen_of(window)
    choose(screen, "nyi", "opak", "2")
    press(window, F12)
    done = screen.done_page
    note = done.pages.pdf
    click(done.which.findChildren(type(screen.receive_page.entry.button))[1])
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
