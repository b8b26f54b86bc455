"""The review of a count: what nobody found, who bears what, notes and photos that go with it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from count_hands import (
    ESCAPE,
    F3,
    F5,
    F12,
    agree,
    dialog_of,
    documents,
    opened,
    picture,
    screen_of,
    started,
)
from gallery_pos.documents import (
    Covers,
    LossReason,
    PartCounted,
    Shelf,
    StocktakePosted,
    StocktakeStarted,
)
from gallery_pos.services.outlets import revise_outlet
from paper_words import words_of
from ui.app.sheets import sheet_pdf
from ui.dialogs.document import DocumentDialog
from ui.main_window import MainWindow
from ui.screens.stok.bearing import BearerDialog, RemarkDialog
from ui.widgets.dialog import Dialog
from workroom import Workroom, click, press, pump


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
