"""Stock on screen: levels, what expires, losses with their bearer, and the count."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gallery_pos.documents import Document, GoodsWrittenOff, LossReason
from gallery_pos.services.intake import IntakeLine
from ui.app.sheets import sheet_pdf
from ui.dialogs.document import DocumentDialog
from ui.dialogs.labels import LabelDialog
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.screens.stok import StockScreen
from ui.screens.stok.write_off import WriteOffDialog
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import Dialog
from ui.widgets.pin import PinDialog
from workroom import Workroom, click, keys, press, sell, show, shown

F12, ESCAPE, ENTER = Qt.Key.Key_F12, Qt.Key.Key_Escape, Qt.Key.Key_Return


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 6, date(2026, 10, 1)), day=date(2026, 9, 1))
    bare.receive("M001", IntakeLine("P0002", 4, date(2026, 10, 12)), day=date(2026, 9, 1))
    bare.receive("M002", IntakeLine("P0003", 2), day=date(2026, 9, 1))
    return bare


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    return show(room, qtbot, "stock", user)


def screen_of(window: MainWindow) -> StockScreen:
    return shown(window, StockScreen)


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
    begin = screen.count.begin
    assert begin.list.model.shown() == []
    click(begin.kind._buttons["losses"])
    assert [row.number for row in begin.list.model.shown()] == [posted.number]
    begin.list.activated.emit(begin.list.model.row_at(0))
    assert window.findChildren(DocumentDialog)
