"""Counting on screen: begin, count by scanner and by typing, several people; the counter sells on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from count_hands import (
    DELETE,
    ENTER,
    ESCAPE,
    F9,
    F12,
    agree,
    counts,
    dialog_of,
    documents,
    opened,
    scan,
    screen_of,
    started,
)
from db.drafts import Drafts
from gallery_pos.documents import (
    Covers,
    PartCounted,
    Shelf,
    StocktakeCancelled,
    StocktakePosted,
    StocktakeStarted,
)
from gallery_pos.services.counting import Found, submit_part
from gallery_pos.services.outlets import revise_outlet
from paper_words import words_of
from ui.app.sheets import sheet_pdf
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.screens.stok.giving_up import CancelDialog
from ui.screens.stok.part_form import PartForm, keep
from ui.screens.stok.sheets import count_sheets
from ui.widgets.buttons import ActionButton, Button
from ui.widgets.dialog import Dialog
from ui.widgets.pin import PinDialog
from workroom import Workroom, click, keys, press, pump, sell


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
