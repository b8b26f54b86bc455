"""Counting on screen: begin, count by scanner and by typing, several people, who bears what, post; the counter sells on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.drafts import Drafts
from gallery_pos.documents import (
    Covers,
    LossReason,
    PartCounted,
    Shelf,
    StocktakeCancelled,
    StocktakePosted,
    StocktakeStarted,
)
from gallery_pos.services.counting import Found, submit_part
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.outlets import revise_outlet
from paper_words import words_of
from ui.app.sheets import sheet_pdf
from ui.dialogs.document import DocumentDialog
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.screens.stok import StockScreen
from ui.screens.stok.bearing import BearerDialog, RemarkDialog
from ui.screens.stok.count_page import CountPage
from ui.screens.stok.counting import CountingPage
from ui.screens.stok.giving_up import CancelDialog
from ui.screens.stok.part_form import PartForm, keep
from ui.screens.stok.sheets import count_sheets
from ui.widgets.buttons import ActionButton, Button
from ui.widgets.dialog import Dialog
from ui.widgets.pin import PinDialog
from workroom import Workroom, click, keys, open_workroom, press, pump, sell, show

F3, F5, F9, F12 = Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_F9, Qt.Key.Key_F12
ESCAPE, ENTER, DELETE = Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Delete


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 6, date(2026, 12, 1)), day=date(2026, 9, 1))
    room.receive("M001", IntakeLine("P0002", 4, date(2026, 12, 12)), day=date(2026, 9, 1))
    room.receive("M002", IntakeLine("P0003", 2), day=date(2026, 9, 1))
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


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


def test_one_maker_from_beginning_to_end_while_the_counter_sells(window: MainWindow, room: Workroom) -> None:
    page = started(window, "consignor", name="nyi")
    assert page.counting.isVisible()
    assert [column.title for column in page.counting.list.model.columns] == [
        "Penitip",
        "Barang",
        "Kode",
        "Dihitung",
        "Catatan",
    ]
    scan(page, room, "P0001", 5)
    assert "Opak Ketan: 5" in page.counting.last.text()
    keys(page.counting.product, "keripik")
    press(page.counting.product, ENTER)
    keys(page.counting.quantity, "4")
    press(page.counting.quantity, ENTER)
    sell(room, ("P0001", 1))
    press(window, F12)
    review = page.review
    assert review.isVisible()
    (row,) = review.list.model.shown()
    assert (row.variance.name, row.difference, row.open) == ("Opak Ketan", -1, 1)
    assert review.totals.open.amount.text() == "1 barang"
    page._deaf.setRemainingTime(0)
    press(window, F12)
    assert "Opak Ketan: 1 barang hilang belum dibebankan" in review.banner.text()
    click(review._all)
    assert (review.totals.open.amount.text(), review.totals.owed.amount.text()) == ("0 barang", "Rp12.750")
    assert review.makers.model.rows()[0].owed == 12_750
    keys(review.note, "Bersama Imas")
    press(window, F12)
    (count,) = documents(room, StocktakePosted)
    assert isinstance(count, StocktakePosted)
    assert (count.scope, count.note, count.counted_by) == ("Titipan Dapur Nyi Imas", "Bersama Imas", ("ida",))
    assert room.gallery.book.lots("GALERI", ["P0001"])[0].on_hand == 4
    assert "tersimpan" in page.banner.text()
    click(next(each for each in page.banner.findChildren(Button) if "berita acara" in each.text()))
    assert window.findChildren(PdfDialog)


def test_what_is_sold_while_it_is_scanned_is_doubtful_and_no_loss(window: MainWindow, room: Workroom) -> None:
    page = started(window, "consignor", name="nyi")
    page.counting.write("P0002", 4)
    scan(page, room, "P0001", 5)
    sell(room, ("P0001", 1))  # the sixth, or one of the five: nobody can tell
    press(window, F12)
    (row,) = page.review.list.model.shown()
    assert (row.variance.name, row.difference, row.open) == ("Opak Ketan", 0, 0)
    page.review.list.select("P0001")
    assert "hitung ulang supaya pasti" in page.review.detail.text()


def test_counting_by_typing_and_taking_it_back(window: MainWindow) -> None:
    page = started(window, "consignor")
    assert "Pilih dulu apa yang dihitung" in page.banner.text()
    page = started(window, "consignor", name="nyi")
    counting = page.counting
    press(counting.quantity, ENTER)
    assert "Pindai atau pilih" in counting.banner.text()
    keys(counting.product, "opak")
    press(counting.product, ENTER)
    keys(counting.quantity, "enam")
    press(counting.quantity, ENTER)
    assert "Jumlah" in counting.banner.text()
    assert counts(counting) == {}
    counting.quantity.clear()
    keys(counting.quantity, "0")
    counting.note.setText("kosong sejak kemarin")
    press(counting.quantity, ENTER)
    assert counts(counting) == {"P0001": 0}
    assert counting.list.model.rows()[1].note == "kosong sejak kemarin"
    counting.write("P0002", 3)
    press(window, F9)
    assert counts(counting) == {"P0001": 0}
    assert "Diurungkan" in counting.last.text()
    counting.list.select((False, "P0001"))
    counting.list.table.setFocus()
    press(counting.list.table, DELETE)
    assert counts(counting) == {}
    press(window, F9)
    assert counts(counting) == {"P0001": 0}
    press(window, F9)
    press(window, F9)
    assert counts(counting) == {}


def test_what_cannot_be_counted_is_put_aside_and_handed_in_with_the_part(window: MainWindow, room: Workroom) -> None:
    page = started(window, "consignor", name="nyi")
    for _ in range(2):
        page.on_scan("8991234567890")
    assert "Belum ada produk" in page.counting.banner.text()
    scan(page, room, "P0003")
    assert "tidak termasuk hitungan ini" in page.counting.banner.text()
    click(page.counting.which._buttons["aside"])
    assert [row.pieces for row in page.counting.list.model.shown()] == [1, 2]
    page.on_scan("KELIRU")
    press(window, F9)
    page.counting.write("P0001", 6)
    page.counting.write("P0002", 4)
    press(window, F12)
    (paper,) = documents(room, PartCounted)
    assert isinstance(paper, PartCounted)
    assert [(line.name, line.pieces) for line in paper.aside] == [("Kain Batik", 1), ("", 2)]
    assert "8991234567890 (2)" in page.review.detail.text()


def test_chosen_products_are_scanned_before_it_begins(window: MainWindow, room: Workroom) -> None:
    page = screen_of(window).count
    scan(page, room, "P0003")
    assert page.on_scan("8991234567890")
    assert "Belum ada produk" in page.banner.text()
    assert page.begin.scope.choice() == Covers.PRODUCTS.value
    assert "Kain Batik" in page.begin._card.header.hint.text()  # type: ignore[union-attr]
    click(page.begin._empty_list)
    scan(page, room, "P0003")
    press(window, F12)
    (begun,) = documents(room, StocktakeStarted)
    assert isinstance(begun, StocktakeStarted)
    assert (begun.covers, begun.scope) == (Covers.PRODUCTS, "Kain Batik")


def test_a_part_survives_a_crash_and_nothing_is_lost_by_leaving_it(room: Workroom, qtbot: QtBot) -> None:
    page = started(opened(room, qtbot))
    scan(page, room, "P0001", 2)
    page.on_scan("8991234567890")
    window = opened(room, qtbot)
    again = screen_of(window).count
    assert again.counting.isVisible()
    assert (counts(again.counting), again.counting.form.aside) == ({"P0001": 2}, {"8991234567890": 1})  # type: ignore[union-attr]
    press(window, ESCAPE)
    assert again.parts.isVisible()
    assert [row.state for row in again.parts.list.model.rows()] == ["counting"]
    press(window, F12)
    assert counts(again.counting) == {"P0001": 2}
    press(window, ESCAPE)
    press(window, ESCAPE)
    assert again.begin.isVisible()
    (row,) = again.begin.list.model.shown()
    again.begin.list.activated.emit(row)
    assert again.parts.isVisible()


def test_several_people_count_parts_on_one_machine(window: MainWindow, room: Workroom) -> None:
    page = started(window, parts="Rak depan, Gudang")
    assert page.parts.isVisible()
    assert page.primary_text() == "Hitung Rak depan"
    page.on_scan("8991234567890")
    assert "Pilih dulu bagian" in page.banner.text()
    press(window, F12)
    page.counting.who.setCurrentText("Kiki")
    scan(page, room, "P0001", 6)
    press(window, F12)
    assert page.parts.isVisible()
    assert [(row.state, row.who, row.pieces) for row in page.parts.list.model.rows()] == [
        ("done", "Kiki", 6),
        ("waiting", "", None),
    ]
    page.count_part("Gudang")
    page.counting.who.setEditText("Bu Tati")
    page.counting.write("P0002", 4)
    page.counting.write("P0003", 2)
    pump()
    page._deaf.setRemainingTime(0)
    press(window, F12)
    assert page.review.list.model.shown() == []
    press(window, ESCAPE)
    page._deaf.setRemainingTime(0)
    press(window, F12)
    press(window, F12)
    (count,) = documents(room, StocktakePosted)
    assert isinstance(count, StocktakePosted)
    assert count.counted_by == ("kiki", "Bu Tati")
    posted = room.gallery.book.document(count.id)
    assert posted
    text = words_of(sheet_pdf(room.gallery, posted))
    assert "Bu Tati" in text
    assert "Gudang" in text


def test_two_people_on_one_shelf(window: MainWindow, room: Workroom) -> None:
    """Somebody at another machine hands the part in first: told clearly, and replaced only on purpose."""
    page = started(window)
    page.counting.write("P0001", 6)
    other = room.gallery.desk("kiki")
    assert page.parts.stocktake
    submit_part(other, stocktake=page.parts.stocktake, part="Seluruhnya", found=[Found("P0001", 5)])
    press(window, F12)
    assert page.counting.isVisible()
    assert "Seluruhnya sudah dihitung Kiki" in page.counting.banner.text()
    assert len(documents(room, PartCounted)) == 1
    click(next(each for each in page.counting.banner.findChildren(Button) if "Ganti" in each.text()))
    assert len(documents(room, PartCounted)) == 2
    assert page.review.isVisible()
    press(window, ESCAPE)
    page.count_part("Seluruhnya")
    question = dialog_of(window, Dialog)
    agree(question)
    assert page.counting.isVisible()
    assert counts(page.counting) == {}


def test_an_empty_part_is_handed_in_only_when_asked(window: MainWindow, room: Workroom) -> None:
    started(window, "consignor", name="nyi")
    press(window, F12)
    question = dialog_of(window, Dialog)
    assert documents(room, PartCounted) == []
    agree(question)
    (paper,) = documents(room, PartCounted)
    assert isinstance(paper, PartCounted)
    assert paper.lines == ()


def test_what_nobody_found_is_decided_on(window: MainWindow, room: Workroom) -> None:
    page = started(window)
    page.counting.write("P0001", 6)
    press(window, F12)
    review = page.review
    assert "2 produk tidak ditemukan" in review.absent_words.text()
    click(review._all)
    page._deaf.setRemainingTime(0)
    press(window, F12)
    assert documents(room, StocktakePosted) == []
    click(review.absent._buttons["left"])
    assert review.list.model.shown() == []
    press(window, F12)
    (count,) = documents(room, StocktakePosted)
    assert isinstance(count, StocktakePosted)
    assert {line.product for line in count.lines} == {"P0001"}


def picture(folder: Path) -> Path:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("orange"))
    path = folder / "rak.png"
    assert image.save(os.fspath(path))
    return path


def test_bearers_in_bulk_and_piece_by_piece_with_notes_and_photos(
    window: MainWindow, room: Workroom, tmp_path: Path
) -> None:
    page = started(window)
    for code, pieces in (("P0001", 3), ("P0002", 2), ("P0003", 2)):
        page.counting.write(code, pieces)
    press(window, F12)
    review = page.review
    review.bear([])
    assert "Pilih dulu barang yang kurang" in review.banner.text()
    review.list.select("P0001")
    press(window, F3)
    single = dialog_of(window, BearerDialog)
    assert isinstance(single, BearerDialog)
    single.quantity.set_value(1)
    single.reason.setCurrentIndex(single.reason.findData(LossReason.DAMAGED.value))
    click(single.bearer._buttons["shared"])
    single.share.set_value(5_000)
    single._say()
    assert "Galeri mengganti Rp6.375, penitip menanggung Rp6.375" in single.says.text()
    agree(single)
    assert (review.open_pieces(), review.totals.owed.amount.text()) == ({"P0001": 2, "P0002": 2}, "Rp6.375")


def test_a_note_and_photos_go_with_the_difference_to_the_paper(
    window: MainWindow, room: Workroom, tmp_path: Path
) -> None:
    page = started(window)
    for code, pieces in (("P0001", 3), ("P0002", 2), ("P0003", 2)):
        page.counting.write(code, pieces)
    press(window, F12)
    review = page.review
    for row in review.list.model.shown():
        review.ticks.toggle(row)
    press(window, F3)
    both = dialog_of(window, BearerDialog)
    assert isinstance(both, BearerDialog)
    click(both.bearer._buttons["maker"])
    agree(both)
    assert review.open_pieces() == {}
    assert review.totals.owed.amount.text() == "Rp0"
    review.list.select("P0002")
    press(window, F5)
    remark = dialog_of(window, RemarkDialog)
    assert isinstance(remark, RemarkDialog)
    remark.note.setText("dimakan tikus")
    remark.photos.take_file(picture(tmp_path))
    remark.photos.take_file(tmp_path / "rak.png")
    assert len(remark.photos.pictures()) == 1
    agree(remark)
    assert "dimakan tikus" in review.detail.text()
    assert "1 foto" in review.detail.text()
    page._deaf.setRemainingTime(0)
    press(window, F12)
    (count,) = documents(room, StocktakePosted)
    assert isinstance(count, StocktakePosted)
    told = {line.product: (line.reason, line.gallery_bp, line.compensation, line.note) for line in count.lines}
    assert told["P0001"] == (LossReason.LOST, 0, 0, "")
    assert told["P0002"] == (LossReason.LOST, 0, 0, "dimakan tikus")
    assert len(count.lines[1].pictures) == 1
    posted = room.gallery.book.document(count.id)
    assert posted
    text = words_of(sheet_pdf(room.gallery, posted))
    assert "Siapa yang menanggung" in text
    assert "dimakan tikus" in text
    assert "Foto" in text
    past = page.begin.list.model.shown()[0]
    page.begin.list.activated.emit(past)
    (dialog,) = window.findChildren(DocumentDialog)
    assert "berselisih" in dialog.told.summary


def test_who_counts_adds_a_photo_of_what_is_damaged(room: Workroom, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(room, qtbot)
    page = started(window, "consignor", name="nyi")
    press(window, F5)
    assert "Hitung dulu barangnya" in page.counting.banner.text()
    page.on_scan("P0001")
    press(window, F5)
    remark = dialog_of(window, RemarkDialog)
    assert isinstance(remark, RemarkDialog)
    remark.note.setText("satu pecah")
    remark.photos.take_file(picture(tmp_path))
    pump()
    agree(remark)
    page.on_scan("P0001")
    assert page.counting.form is not None
    entry = page.counting.form.found["P0001"]
    assert (entry.pieces, entry.note, len(entry.pictures)) == (2, "satu pecah", 1), "counting on keeps what was said"
    row = next(row for row in page.counting.list.model.rows() if row.code == "P0001")
    assert row.note == "satu pecah · 1 foto"
    again = screen_of(opened(room, qtbot)).count
    assert again.counting.form is not None
    assert len(again.counting.form.found["P0001"].pictures) == 1
    page.counting.undo()
    page.counting.undo()
    assert page.counting.form.found["P0001"].pictures == ()
    page.counting.write("P0002", 4)
    page.go()
    (paper,) = documents(room, PartCounted)
    assert isinstance(paper, PartCounted)


def test_a_shelf_that_nobody_knows_is_scanned_once_and_remembered(room: Workroom, qtbot: QtBot) -> None:
    revise_outlet(room.gallery.desk("admin"), code="GALERI", shelves=(Shelf(code="A", name="Rak depan"),))
    page = screen_of(opened(room, qtbot)).count
    for _ in range(2):
        page.begin.scope._buttons["shelf"].click()
        page.begin.which.picked.emit("A")
        page.begin.which.show_picked("A", "Rak depan")
        page.go()
        if page.begin.isVisible():
            assert "Belum diketahui apa yang berdiri di Rak depan" in page.banner.text()
            page.on_scan("P0001")
            page.on_scan("P0003")
            page.go()
        assert page.counting.form is not None
        assert {row.code for row in page.counting.list.model.rows()} == {"P0001", "P0003"}
        page.on_scan("P0001")
        page.on_scan("P0003")
        page.go()
        page._deaf.setRemainingTime(0)
        page._home()
    (first, second) = documents(room, StocktakeStarted)
    assert isinstance(first, StocktakeStarted)
    assert isinstance(second, StocktakeStarted)
    assert (first.covers, first.parts, second.covers) == (Covers.PRODUCTS, ("Rak depan",), Covers.SHELF)


def test_bearers_survive_a_crash_and_follow_a_new_count(room: Workroom, qtbot: QtBot) -> None:
    page = started(opened(room, qtbot), "consignor", name="nyi")
    page.counting.write("P0001", 3)
    page.counting.write("P0002", 4)
    page.go()
    click(page.review._all)
    window = opened(room, qtbot)
    again = screen_of(window).count
    (row,) = again.begin.list.model.shown()
    again.resume(row.id)
    press(window, F12)
    assert again.review.open_pieces() == {}
    press(window, ESCAPE)
    again.count_part("Seluruhnya")
    agree(dialog_of(window, Dialog))
    again.counting.write("P0001", 5)
    again.counting.write("P0002", 4)
    press(window, F12)
    assert (again.review.open_pieces(), again.review.totals.owed.amount.text()) == ({}, "Rp12.750")


def test_a_cashier_counts_and_a_superior_posts(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot, "kiki")
    page = started(window, "consignor", name="nyi")
    page.counting.write("P0001", 6)
    page.counting.write("P0002", 4)
    press(window, F12)
    page._deaf.setRemainingTime(0)
    press(window, F12)
    assert documents(room, StocktakePosted) == []
    (pin,) = window.findChildren(PinDialog)
    pin.reject()
    assert page.review.isVisible()


def test_a_double_click_posts_one_count(window: MainWindow, room: Workroom) -> None:
    page = started(window, "consignor", name="nyi")
    page.counting.write("P0001", 6)
    page.counting.write("P0002", 4)
    press(window, F12)
    page._deaf.setRemainingTime(0)
    go = next(each for each in screen_of(window).findChildren(ActionButton) if "Simpan hasil" in each.text())
    click(go)
    click(go)
    pump()
    assert len(documents(room, StocktakePosted)) == 1
    assert page.begin.isVisible()


def test_a_count_is_given_up_with_a_reason(window: MainWindow, room: Workroom) -> None:
    page = started(window, parts="Rak depan, Gudang")
    page.count_part("Rak depan")
    page.counting.write("P0001", 6)
    press(window, ESCAPE)
    click(page.parts._buttons[2])
    dialog = dialog_of(window, CancelDialog)
    assert isinstance(dialog, CancelDialog)
    agree(dialog)
    assert documents(room, StocktakeCancelled) == []
    dialog.reason.setText("listrik padam")
    agree(dialog)
    assert len(documents(room, StocktakeCancelled)) == 1
    assert page.begin.isVisible()
    assert room.gallery.drafts.load_open("count_part") == []
    (row,) = page.begin.list.model.shown()
    assert row.state[0] == "Dibatalkan"


def test_shelves_of_the_outlet_are_offered_as_parts(room: Workroom, qtbot: QtBot) -> None:
    shelves = (Shelf(code="A", name="Rak depan"), Shelf(code="B", name="Gudang"))
    revise_outlet(room.gallery.desk("admin"), code="GALERI", shelves=shelves)
    page = screen_of(opened(room, qtbot)).count
    assert page.begin.parts.text() == "Rak depan, Gudang"
    click(page.begin.scope._buttons["shelf"])
    assert page.begin.parts.text() == ""
    keys(page.begin.which, "gud")
    press(page.begin.which, ENTER)
    page.go()
    assert page.begin.isVisible()
    assert documents(room, StocktakeStarted) == []


def test_inspectors_see_how_far_a_count_is_and_count_nothing(room: Workroom, qtbot: QtBot) -> None:
    started(opened(room, qtbot), parts="Rak depan, Gudang")
    page = screen_of(opened(room, qtbot, "tatang")).count
    assert not page.begin._card.isVisible()
    (row,) = page.begin.list.model.shown()
    page.begin.list.activated.emit(row)
    assert [each.state for each in page.parts.list.model.rows()] == ["waiting", "waiting"]
    assert not any(button.isVisible() for button in page.parts._buttons)
    page.parts.list.activated.emit(page.parts.list.model.rows()[0])
    assert page.parts.isVisible()


def test_sheets_to_count_on_do_not_tell_what_the_books_say(window: MainWindow, room: Workroom) -> None:
    page = started(window, parts="Rak depan, Gudang")
    assert page.parts.count
    text = words_of(count_sheets(room.gallery, page.parts.count))
    assert "Rak depan" in text
    assert "Gudang" in text
    assert "Opak Ketan" in text
    assert not {line for line in text.splitlines() if line.strip() in {"6", "4", "2"}}
    click(page.parts._buttons[1])
    assert window.findChildren(PdfDialog)


def test_a_part_that_is_counted_at_another_machine_is_seen_and_not_taken_by_mistake(
    window: MainWindow, room: Workroom
) -> None:
    page = started(window, parts="Rak depan, Gudang")
    assert page.parts.stocktake
    elsewhere = PartForm(stocktake=page.parts.stocktake, part="Gudang", who="kiki")
    keep(Drafts(room.gallery.database, "B"), elsewhere)
    page.parts.refresh()
    assert [(row.state, row.who) for row in page.parts.list.model.rows()] == [("waiting", ""), ("counting", "Kiki")]
    page.count_part("Gudang")
    question = dialog_of(window, Dialog)
    assert "sedang dihitung di komputer lain" in " ".join(label.text() for label in question.findChildren(QLabel))
    question.reject()
    assert page.parts.isVisible()


def test_the_list_of_parts_follows_other_machines_on_a_server(
    window: MainWindow, room: Workroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = started(window, parts="Rak depan, Gudang")
    assert not page.parts._timer.isActive()
    monkeypatch.setattr(room.gallery.database, "on_sqlite", False)
    press(window, ESCAPE)
    (row,) = page.begin.list.model.shown()
    page.resume(row.id)
    assert page.parts._timer.isActive()
    monkeypatch.undo()
    submit_part(room.gallery.desk("kiki"), stocktake=row.id, part="Gudang", found=[Found("P0002", 4)])
    page.parts._timer.timeout.emit()
    assert [each.state for each in page.parts.list.model.rows()] == ["waiting", "done"]
    press(window, ESCAPE)
    assert not page.parts._timer.isActive()
