"""Stock on screen: levels, what expires, losses with their bearer, and the count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.documents import Document, GoodsWrittenOff, LossReason, StocktakePosted
from gallery_pos.services.intake import IntakeLine
from ui.app.sheets import sheet_pdf
from ui.dialogs.document import DocumentDialog
from ui.dialogs.labels import LabelDialog
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.screens.stok import StockScreen
from ui.screens.stok.write_off import WriteOffDialog
from ui.widgets.buttons import ActionButton, Button
from ui.widgets.dialog import Dialog
from ui.widgets.pin import PinDialog
from workroom import Workroom, click, keys, open_workroom, press, pump, sell

F12, ESCAPE, ENTER = Qt.Key.Key_F12, Qt.Key.Key_Escape, Qt.Key.Key_Return


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 6, date(2026, 10, 1)), day=date(2026, 9, 1))
    room.receive("M001", IntakeLine("P0002", 4, date(2026, 10, 12)), day=date(2026, 9, 1))
    room.receive("M002", IntakeLine("P0003", 2), day=date(2026, 9, 1))
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    window = room.window("stock", user)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def screen_of(window: MainWindow) -> StockScreen:
    screen = window.current()
    assert isinstance(screen, StockScreen)
    return screen


def write(field: object, text: str) -> None:
    field.setFocus()  # type: ignore[attr-defined]
    field.selectAll()  # type: ignore[attr-defined]
    keys(field, text)  # type: ignore[arg-type]


def agree(dialog: Dialog) -> None:
    click(dialog.findChildren(ActionButton)[0])


def last(room: Workroom, kind: type[Document]) -> list[Document]:
    from db.queries.books import list_journal

    found = [room.gallery.book.document(row.id) for row in list_journal(room.gallery.database, kind=kind.__name__)]
    return [posted.document for posted in found if posted]


def test_levels_say_what_runs_out_and_what_has_no_lot(room: Workroom, qtbot: QtBot) -> None:
    sell(room, ("P0004", 2))
    screen = screen_of(opened(room, qtbot))
    rows = {row.product: row for row in screen.levels.list.model.shown()}
    assert {code: row.on_hand for code, row in rows.items()} == {"P0001": 6, "P0002": 4, "P0003": 2, "P0004": -2}
    assert "10 barang" in screen.levels._totals.text()
    click(screen.levels.which._buttons["low"])
    assert [row.product for row in screen.levels.list.model.shown()] == ["P0003"]
    click(screen.levels.which._buttons["loose"])
    assert [row.product for row in screen.levels.list.model.shown()] == ["P0004"]


def test_a_level_opens_its_lots_and_a_lot_its_note(window: MainWindow) -> None:
    screen = screen_of(window)
    screen.levels.list.select(("GALERI", "P0002", "M001"))
    press(window, Qt.Key.Key_F4)
    assert screen.lots.isVisible()
    assert screen.lots.list.search_box.text() == "Keripik Pisang"
    screen.lots.list.activated.emit(screen.lots.list.model.rows()[0])
    (dialog,) = window.findChildren(DocumentDialog)
    assert dialog.told.title == "Surat titip"


def test_what_expires_is_counted_in_buckets(window: MainWindow) -> None:
    screen = screen_of(window)
    screen.show_page(screen.lots)
    texts = {key: button.text() for key, button in screen.lots.buckets.buttons.items()}
    assert texts["all"].endswith("3")
    assert texts["past"].endswith("1")
    assert texts["14"].endswith("1")
    assert texts["30"].endswith("0")
    click(screen.lots.buckets.buttons["past"])
    assert [row.lot.product for row in screen.lots.list.model.shown()] == ["P0001"]
    screen.receive(("expiring", "14"))
    assert [row.lot.product for row in screen.lots.list.model.shown()] == ["P0002"]


def test_a_loss_is_shown_in_rupiah_before_it_is_posted(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.show_page(screen.lots)
    press(window, Qt.Key.Key_F8)
    assert "Pilih barangnya" in screen.banner.text()
    screen.lots.list.table.selectRow(0)
    press(window, Qt.Key.Key_F8)
    (dialog,) = window.findChildren(WriteOffDialog)
    (line,) = dialog.lines
    assert line.quantity.value() == 6
    assert "hak penitip Rp76.500. Galeri mengganti Rp38.250, penitip menanggung Rp38.250" in dialog.says.text()
    write(line.quantity, "2")
    assert "Galeri mengganti Rp12.750" in dialog.says.text()
    click(dialog.bearer._buttons["gallery"])
    assert line.owed.text() == "Rp25.500 (100 %)"
    click(dialog.bearer._buttons["shared"])
    write(dialog.share, "25")
    assert "Galeri mengganti Rp6.375" in dialog.says.text()
    go = dialog.findChildren(ActionButton)[0]
    click(go)
    (gone,) = last(room, GoodsWrittenOff)
    assert isinstance(gone, GoodsWrittenOff)
    (lost,) = gone.lines
    assert (lost.quantity, lost.reason, lost.gallery_bp, lost.compensation) == (2, LossReason.EXPIRED, 2_500, 6_375)


def test_several_lots_go_in_one_document_each_for_its_reason(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.show_page(screen.lots)
    screen.lots.list.table.setFocus()
    screen.lots.list.table.selectRow(0)
    press(screen.lots.list.table, Qt.Key.Key_Space)
    click(screen.lots.ticks.button)
    assert screen.lots.ticks.ticked() == []
    click(screen.lots.ticks.button)
    assert screen.action("stock.write_off").text() == "Hapus barang (3)…"
    press(window, Qt.Key.Key_F8)
    (dialog,) = window.findChildren(WriteOffDialog)
    assert [(line.quantity.value(), line.why()) for line in dialog.lines] == [
        (6, LossReason.EXPIRED),
        (1, LossReason.DAMAGED),
        (1, LossReason.DAMAGED),
    ]
    assert dialog.says.text().startswith("8 barang hilang dari stok")
    dialog.reason.setCurrentIndex(dialog.reason.findData(LossReason.LOST.value))
    dialog.reason.activated.emit(dialog.reason.currentIndex())
    assert {line.why() for line in dialog.lines} == {LossReason.LOST}
    dialog.lines[0].choose(LossReason.EXPIRED)
    dialog.lines[0].reason.activated.emit(0)
    assert dialog.reason.currentIndex() == 0
    write(dialog.note, "Kebanjiran")
    owed = [line.worth(None).owed for line in dialog.lines]
    agree(dialog)
    (gone,) = last(room, GoodsWrittenOff)
    assert isinstance(gone, GoodsWrittenOff)
    assert [(line.quantity, line.reason) for line in gone.lines] == [
        (6, LossReason.EXPIRED),
        (1, LossReason.LOST),
        (1, LossReason.LOST),
    ]
    assert [line.compensation for line in gone.lines] == owed
    assert gone.note == "Kebanjiran"
    assert screen.lots.ticks.ticked() == []
    assert screen.action("stock.write_off").text() == "Hapus barang…"


def test_labels_of_several_lots_are_printed_together(window: MainWindow) -> None:
    screen = screen_of(window)
    screen.show_page(screen.lots)
    screen.lots.ticks.tick_all_or_none()
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(LabelDialog)
    assert [edit.value() for edit in dialog.counts] == [6, 4, 2]
    assert dialog.says.text().startswith("12 label")
    agree(dialog)
    assert window.findChildren(PdfDialog)


@pytest.mark.parametrize("typed", ["", "0", "7", "dua", "-1"])
def test_a_loss_of_more_than_there_is_is_refused(window: MainWindow, room: Workroom, typed: str) -> None:
    screen = screen_of(window)
    screen.show_page(screen.lots)
    screen.lots.list.table.selectRow(0)
    press(window, Qt.Key.Key_F8)
    (dialog,) = window.findChildren(WriteOffDialog)
    quantity = dialog.lines[0].quantity
    quantity.clear()
    keys(quantity, typed)
    agree(dialog)
    assert last(room, GoodsWrittenOff) == []
    assert dialog.banner.text().startswith("Opak Ketan: ")
    assert dialog.focusWidget() is quantity


def test_a_cashier_asks_a_superior_for_a_loss(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot, "kiki")
    screen = screen_of(window)
    screen.show_page(screen.lots)
    screen.lots.list.table.selectRow(0)
    screen.action("stock.write_off").trigger()
    (dialog,) = window.findChildren(WriteOffDialog)
    agree(dialog)
    (pin,) = window.findChildren(PinDialog)
    assert last(room, GoodsWrittenOff) == []
    pin.reject()


def test_labels_of_a_lot_have_its_own_price_and_date(window: MainWindow) -> None:
    screen = screen_of(window)
    screen.show_page(screen.lots)
    screen.lots.list.table.selectRow(1)
    press(window, Qt.Key.Key_F7)
    (dialog,) = window.findChildren(LabelDialog)
    assert [edit.value() for edit in dialog.counts] == [4]
    agree(dialog)
    assert window.findChildren(PdfDialog)


def start(screen: StockScreen, scope: str) -> None:
    screen.show_page(screen.count)
    click(screen.count.setup.scope._buttons[scope])


def test_a_count_by_scanning_shows_nothing_of_the_books(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    press(window, F12)
    press(window, F12)
    counting = screen.count.counting
    assert counting.isVisible()
    opak = room.gallery.book.product("P0001")
    assert opak
    for _ in range(5):
        screen.on_scan(opak.barcodes[0])
    assert counting.last.text() == "Opak Ketan: 5"
    assert [column.title for column in counting.list.model.columns] == ["Penitip", "Barang", "Kode", "Dihitung"]
    screen.on_scan("8991234567890")
    assert "Belum ada produk" in counting.banner.text()
    press(window, F12)
    review = screen.count.review
    assert (review.short.amount.text(), review.owed.amount.text()) == ("1 barang", "Rp12.750")
    assert [row.difference for row in review.list.model.shown()] == [-1]
    assert "2 produk belum dihitung" in review.rest_is_gone.text()
    click(review.rest_is_gone)
    assert review.short.amount.text() == "7 barang"
    click(review.rest_is_gone)
    write(review.note, "Bersama Imas")
    press(window, F12)
    (count,) = last(room, StocktakePosted)
    assert isinstance(count, StocktakePosted)
    assert (count.scope, count.note) == ("Seluruh gerai", "Bersama Imas")
    assert [(line.expected, line.counted, line.compensation) for line in count.lines] == [(6, 5, 12_750)]
    assert "tersimpan" in screen.count.banner.text()
    click(next(each for each in screen.count.banner.findChildren(Button) if "berita acara" in each.text()))
    assert window.findChildren(PdfDialog)


def test_a_count_by_typing(window: MainWindow) -> None:
    screen = screen_of(window)
    start(screen, "consignor")
    press(window, F12)
    assert "Pilih penitipnya" in screen.count.banner.text()
    keys(screen.count.setup.consignor, "nyi")
    press(screen.count.setup.consignor, ENTER)
    press(window, F12)
    counting = screen.count.counting
    assert {item.product for item in counting._items} == {"P0001", "P0002"}
    press(window, F12)
    assert "Belum ada yang dihitung" in counting.banner.text()
    keys(counting.product, "opak")
    press(counting.product, ENTER)
    keys(counting.quantity, "enam")
    press(counting.quantity, ENTER)
    assert "Jumlah" in counting.banner.text()
    assert counting.form.counted == {}
    write(counting.quantity, "0")
    press(counting.quantity, ENTER)
    assert counting.form.counted == {"P0001": 0}
    counting.list.select("P0001")
    counting.list.table.setFocus()
    press(counting.list.table, Qt.Key.Key_Delete)
    assert counting.form.counted == {}


def test_goods_of_others_are_not_in_a_makers_count(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    start(screen, "consignor")
    keys(screen.count.setup.consignor, "nyi")
    press(screen.count.setup.consignor, ENTER)
    press(window, F12)
    kain = room.gallery.book.product("P0003")
    assert kain
    screen.on_scan(kain.barcodes[0])
    assert "tidak termasuk" in screen.count.counting.banner.text()
    assert screen.count.counting.form.counted == {}


def test_chosen_products_are_those_that_are_scanned(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    start(screen, "products")
    press(window, F12)
    assert screen.count.counting._items == []
    kain = room.gallery.book.product("P0003")
    assert kain
    screen.on_scan(kain.barcodes[0])
    screen.on_scan(kain.barcodes[0])
    press(window, F12)
    assert screen.count.review.list.model.shown() == []
    press(window, F12)
    (count,) = last(room, StocktakePosted)
    assert isinstance(count, StocktakePosted)
    assert count.scope == "Produk tertentu"


def test_a_count_survives_and_is_thrown_away_only_when_asked(room: Workroom, qtbot: QtBot) -> None:
    screen = screen_of(opened(room, qtbot))
    start(screen, "all")
    screen.count.go()
    opak = room.gallery.book.product("P0001")
    assert opak
    screen.on_scan(opak.barcodes[0])
    window = opened(room, qtbot)
    again = screen_of(window)
    again.show_page(again.count)
    assert again.count.counting.form.counted == {"P0001": 1}
    press(window, ESCAPE)
    question = next(each for each in window.findChildren(Dialog) if each.isVisible())
    agree(question)
    assert again.count.setup.isVisible()
    assert room.gallery.drafts.load_open("count") == []


def test_a_double_click_posts_one_count(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    start(screen, "all")
    screen.count.go()
    screen.count.counting.write("P0001", 6)
    screen.count.go()
    go = next(each for each in screen.findChildren(ActionButton) if "Simpan hasil" in each.text())
    click(go)
    click(go)
    pump()
    assert len(last(room, StocktakePosted)) == 1
    assert screen.count.setup.isVisible()


def test_a_cashier_counts_and_a_superior_posts(room: Workroom, qtbot: QtBot) -> None:
    window = opened(room, qtbot, "kiki")
    screen = screen_of(window)
    start(screen, "all")
    screen.count.go()
    screen.count.counting.write("P0001", 6)
    screen.count.go()
    screen.count.go()
    assert last(room, StocktakePosted) == []
    (pin,) = window.findChildren(PinDialog)
    pin.reject()
    assert screen.count.review.isVisible()


def test_inspectors_only_look(room: Workroom, qtbot: QtBot) -> None:
    screen = screen_of(opened(room, qtbot, "tatang"))
    screen.show_page(screen.lots)
    assert not screen.action("stock.go").isVisible()
    assert not screen.action("stock.write_off").isVisible()


def test_papers_of_counts_and_losses(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    screen.show_page(screen.lots)
    screen.lots.list.table.selectRow(0)
    press(window, Qt.Key.Key_F8)
    agree(window.findChildren(WriteOffDialog)[0])
    (gone,) = last(room, GoodsWrittenOff)
    posted = room.gallery.book.document(gone.id)
    assert posted
    assert sheet_pdf(room.gallery, posted).startswith(b"%PDF")
    screen.show_page(screen.count)
    assert [row.kind for row in screen.count.setup.list.model.shown()] == ["GoodsWrittenOff"]
    screen.count.setup.list.activated.emit(screen.count.setup.list.model.row_at(0))
    assert window.findChildren(DocumentDialog)
