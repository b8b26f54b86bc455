"""Gerai: sending and receiving, visits with their arithmetic, and a bazaar, by keyboard and scanner."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from db.queries.books import list_journal
from db.queries.events import event_sheet
from gallery_pos.documents import (
    Document,
    GoodsArrived,
    GoodsSent,
    GoodsWrittenOff,
    Method,
    OutletKind,
    SaleCompleted,
    StocktakePosted,
    VisitRecorded,
)
from gallery_pos.ports import Posted
from gallery_pos.services.events import plan_event
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.moving import Arriving, receive_transfer
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.sending import pick, send_goods
from gallery_pos.services.shifts import open_shift
from gallery_pos.services.visits import Seen, Visit, record_visit
from paper_words import words_of
from receipts.spreadsheets.reading import read_table
from ui.app.reminders import read_reminders
from ui.app.tabs import Tab
from ui.dialogs.document import DocumentDialog
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.papers.moving import event_pdf, event_xlsx, moving_pdf
from ui.screens.gerai import OutletsScreen
from ui.screens.gerai.event_dialog import EventDialog
from ui.screens.gerai.event_fee_dialog import EventFeeDialog
from ui.screens.gerai.events import EventsTab
from ui.screens.gerai.moves import MovesTab
from ui.screens.gerai.outlet_dialog import OutletDialog, code_for
from ui.screens.gerai.places import PlacesTab
from ui.screens.gerai.receiving import ReceiveDialog
from ui.screens.gerai.send_form import with_pieces
from ui.screens.gerai.visits import VisitsTab
from ui.widgets.buttons import ActionButton, Button
from ui.widgets.dialog import Dialog
from ui.widgets.pin import PinDialog, PinEntry
from ui.widgets.typed_table import TypedTable
from workroom import TODAY, Workroom, click, keys, press, pump, show, shown

F12, ENTER, TAB = Qt.Key.Key_F12, Qt.Key.Key_Return, Qt.Key.Key_Tab
KLARI = "POJOK-KLARI"

_D = TypeVar("_D", bound=Document)
_T = TypeVar("_T", bound=Tab)


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 20, date(2026, 12, 1)), IntakeLine("P0002", 10))
    bare.receive("M002", IntakeLine("P0003", 3))
    admin = bare.gallery.desk("admin")
    revise_outlet(admin, code=KLARI, name="Pojok Klari", type=OutletKind.CORNER, attended=False)
    return bare


def tab_of(window: MainWindow, name: str, kind: type[_T]) -> _T:
    tab = shown(window, OutletsScreen).show_tab(name)
    pump()
    assert isinstance(tab, kind)
    return tab


def last(room: Workroom, kind: type[_D]) -> _D:
    posted = room.gallery.book.document(list_journal(room.gallery.database, kind=kind.__name__)[-1].id)
    assert posted
    assert isinstance(posted.document, kind)
    return posted.document


def bring(room: Workroom, pieces: dict[str, int], to: str = KLARI, *, all_come: bool = True) -> Posted:
    """Send goods to a corner, where they arrive or not."""
    desk = room.gallery.desk("ida")
    posted = send_goods(desk, to=to, lines=pick(desk, pieces), carried_by="Pak Dedi").value
    assert isinstance(posted.document, GoodsSent)
    if all_come:
        lines = [Arriving(line.lot, line.quantity) for line in posted.document.lines]
        receive_transfer(replace(desk, outlet=to), sent=posted.document.id, lines=lines)
    return posted


def cell(table: TypedTable[Any]) -> QLineEdit:
    """Return the field in the cell that the cursor is on."""
    field = table.indexWidget(table.currentIndex())
    assert isinstance(field, QLineEdit)
    return field


def type_in(table: TypedTable[Any], text: str) -> None:
    """Type over what stands in that cell."""
    cell(table).selectAll()
    keys(cell(table), text)


def agree(dialog: Dialog) -> None:
    """Press the primary button."""
    click(dialog.findChildren(ActionButton)[0])


# ------------------------------------------------------------------------------------------------ send and receive


def test_goods_are_scanned_typed_and_sent_with_their_paper(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "moves", MovesTab)
    press(window, F12)
    page = tab.send
    assert page.to.code() == KLARI
    for _ in range(2):
        assert tab.on_scan("P0001")
    assert tab.on_scan("P0003")
    assert page.form.pieces == {"P0001": 2, "P0003": 1}
    page.table.begin("P0001")
    type_in(page.table, "5")
    press(cell(page.table), ENTER)
    pump()
    assert page.form.pieces["P0001"] == 5
    assert page.acts is not None
    assert page.acts["send.go"].text() == "Kirim dan cetak (6 barang)"
    page.carried_by.setText("Pak Dedi")
    press(window, F12)
    sent = last(room, GoodsSent)
    assert (sent.to, sent.carried_by, sum(line.quantity for line in sent.lines)) == (KLARI, "Pak Dedi", 6)
    assert window.findChildren(PdfDialog)
    assert page.form.pieces == {}
    assert room.gallery.drafts.load_open("transfer") == []


def test_a_transfer_half_put_together_is_there_again_after_a_power_cut(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(show(room, qtbot, "outlets"), "moves", MovesTab)
    tab.receive(("send", KLARI))
    tab.on_scan("P0002")
    again = tab_of(show(room, qtbot, "outlets"), "moves", MovesTab)
    assert again.send.form.pieces == {"P0002": 1}


def test_what_is_not_there_is_not_sent(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "moves", MovesTab)
    tab.receive(("send", KLARI))
    tab.on_scan("P0004")
    banner = shown(window, OutletsScreen).banner
    assert banner.text() == "Dompet Batik tidak ada di Galeri Coba."
    for _ in range(4):
        tab.on_scan("P0003")
    assert "hanya ada 3" in banner.text()
    tab.send._change(with_pieces(tab.send.form, "P0003", 9))
    press(window, F12)
    assert "hanya ada 3" in banner.text()
    assert room.kinds()[-1] == "OutletRevised"


def test_what_did_not_come_stays_on_its_way_and_is_written_off_later(room: Workroom, qtbot: QtBot) -> None:
    posted = bring(room, {"P0001": 6}, all_come=False)
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "moves", MovesTab)
    assert tab.list.transfers.totals.text() == "1 kiriman belum lengkap, 6 barang masih di jalan"
    tab.list.list.list.table.selectRow(0)
    press(window, Qt.Key.Key_F8)
    (dialog,) = window.findChildren(ReceiveDialog)
    assert sum(dialog.pieces().values()) == 6, "everything is taken to have come"
    type_in(dialog.table, "4")
    press(cell(dialog.table), ENTER)
    pump()
    assert "2 barang tetap di jalan" in dialog.says.text()
    agree(dialog)
    assert [(line.sent, line.arrived) for line in last(room, GoodsArrived).lines] == [(6, 4)]
    row = tab.list.list.list.model.rows()[0]
    again = tab.list.receive_row(row)
    again.what.choose("damaged")
    again._on_what("damaged")
    again.table.begin()
    type_in(again.table, "2")
    agree(again)
    gone = last(room, GoodsWrittenOff)
    assert (gone.sent, gone.lines[0].quantity) == (posted.document.id, 2)
    assert room.gallery.book.open_transfers(KLARI) == []


def test_papers_of_transfers_arrivals_and_visits_can_be_made(room: Workroom) -> None:
    posted = bring(room, {"P0001": 6, "P0003": 1})
    desk, book = room.gallery.desk("ida"), room.gallery.book
    told = Visit(KLARI, TODAY, (Seen("P0001", 2, 1),), cash=20_000, qris=15_000, checklist={"Rak rapi": False})
    visit = record_visit(desk, told).value
    arrived = book.document(last(room, GoodsArrived).id)
    for each in (posted, arrived, visit):
        assert each is not None
        assert moving_pdf(room.gallery, each).startswith(b"%PDF")
        assert moving_pdf(room.gallery, each, copy=2).startswith(b"%PDF")
    with pytest.raises(TypeError):
        moving_pdf(room.gallery, Posted(last(room, SaleCompleted), "A", 1, 1, "JL-1", b""))


# ------------------------------------------------------------------------------------------------------- visits


def test_a_visit_is_typed_with_the_keyboard_and_its_arithmetic_is_shown(room: Workroom, qtbot: QtBot) -> None:
    bring(room, {"P0001": 6, "P0002": 4})
    window = show(room, qtbot, "outlets")
    shown(window, OutletsScreen).receive(("visits", KLARI))
    tab = tab_of(window, "visits", VisitsTab)
    page = tab.visit
    assert [row.name for row in page.table.rows.rows()] == ["Keripik Pisang", "Opak Ketan"]
    page.table.begin("P0002", "left")
    type_in(page.table, "3")
    press(cell(page.table), ENTER)
    type_in(page.table, "2")
    press(cell(page.table), TAB)
    type_in(page.table, "1")
    press(cell(page.table), ENTER)
    pump()
    assert page.form.left == {"P0002": 3, "P0001": 2}
    assert page.form.returned == {"P0001": 1}
    page.cash.setText("45rb")
    page.cash.tidy()
    page._work_out()
    assert page.sums is not None
    assert (page.sums.gone, page.sums.shortage, page.sums.difference) == (65_000, 20_000, 0)
    assert page.arithmetic.verdict.text() == "Dianggap hilang: Keripik Pisang (1)."
    assert page.acts is not None
    assert page.acts["visit.go"].text() == "Catat (3 terjual, 1 hilang)"
    press(window, F12)
    visit = last(room, VisitRecorded)
    assert (visit.cash, visit.visited_by, visit.difference) == (45_000, "Ida", 0)
    assert last(room, SaleCompleted).tenders[0].method is Method.CASH
    assert last(room, StocktakePosted).outlet == KLARI
    assert window.findChildren(PdfDialog)
    assert [row.missing for row in tab.list.list.list.model.rows()] == [1]
    assert room.gallery.drafts.load_open("visit") == []


def test_the_visitor_decides_which_one_is_missing(room: Workroom, qtbot: QtBot) -> None:
    bring(room, {"P0001": 3, "P0002": 3})
    window = show(room, qtbot, "outlets")
    shown(window, OutletsScreen).receive(("visits", KLARI))
    page = tab_of(window, "visits", VisitsTab).visit
    page.form = msgspec.structs.replace(page.form, left={"P0001": 1, "P0002": 2}, cash=30_000)
    page.show_form(page.form)
    assert page.sums is not None
    assert {line.product: line.missing for line in page.sums.lines} == {"P0001": 0, "P0002": 1}
    page.table.begin("P0001", "missing")
    type_in(page.table, "1")
    press(cell(page.table), ENTER)
    page._work_out()
    assert {line.product: line.missing for line in page.sums.lines} == {"P0001": 1, "P0002": 0}
    press(window, F12)
    assert last(room, VisitRecorded).difference == -5_000


def test_a_visit_is_kept_while_it_is_typed_and_what_cannot_be_is_said(room: Workroom, qtbot: QtBot) -> None:
    bring(room, {"P0001": 3})
    window = show(room, qtbot, "outlets")
    screen = shown(window, OutletsScreen)
    screen.receive(("visits", KLARI))
    page = tab_of(window, "visits", VisitsTab).visit
    assert page.on_scan("P0003")
    assert [row.product for row in page.table.rows.rows()][-1] == "P0003", "found there, and not in the books"
    page.table.begin("P0001", "returned")
    type_in(page.table, "4")
    press(cell(page.table), ENTER)
    page._work_out()
    assert "yang bisa dikembalikan hanya 3" in page.arithmetic.verdict.text()
    press(window, F12)
    assert "yang bisa dikembalikan hanya 3" in screen.banner.text()
    again = show(room, qtbot, "outlets")
    shown(again, OutletsScreen).receive(("visits", KLARI))
    assert tab_of(again, "visits", VisitsTab).visit.form.returned == {"P0001": 4}
    press(again, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert room.gallery.drafts.load_open("visit") == []


def test_photos_of_the_box_and_the_shelf_stay_with_the_visit_and_stand_on_its_paper(
    room: Workroom, qtbot: QtBot
) -> None:
    bring(room, {"P0001": 3})
    window = show(room, qtbot, "outlets")
    shown(window, OutletsScreen).receive(("visits", KLARI))
    page = tab_of(window, "visits", VisitsTab).visit
    image = QImage(1200, 900, QImage.Format.Format_RGB32)
    for shade in range(5):
        image.fill(Qt.GlobalColor(Qt.GlobalColor.red.value + shade))
        page.photos.take_image(image)
        pump()
    assert len(page.form.pictures) == 4, "more belong into a report of their own"
    assert not page.photos.adding[0].isEnabled()
    (drop, *_rest) = [each for each in page.photos.findChildren(Button) if each.toolTip() == "Hapus gambar"]
    click(drop)
    again = show(room, qtbot, "outlets")
    shown(again, OutletsScreen).receive(("visits", KLARI))
    page = tab_of(again, "visits", VisitsTab).visit
    assert len(page.photos.pictures()) == 3, "they are on disk like the numbers"
    page.table.begin("P0001", "left")
    type_in(page.table, "3")
    press(cell(page.table), ENTER)
    press(again, F12)
    visit = last(room, VisitRecorded)
    assert len(visit.pictures) == 3
    posted = room.gallery.book.document(visit.id)
    assert posted is not None
    assert "foto 3" in words_of(moving_pdf(room.gallery, posted))


def test_all_that_is_not_typed_can_be_taken_as_whole(room: Workroom, qtbot: QtBot) -> None:
    bring(room, {"P0001": 3, "P0002": 2})
    window = show(room, qtbot, "outlets")
    shown(window, OutletsScreen).receive(("visits", KLARI))
    page = tab_of(window, "visits", VisitsTab).visit
    page.table.begin("P0002", "left")
    type_in(page.table, "0")
    press(window, Qt.Key.Key_F9)
    assert page.form.left == {"P0002": 0, "P0001": 3}


# ------------------------------------------------------------------------------------------------ places and events


def test_the_list_says_what_is_where_and_when_somebody_was_there(room: Workroom, qtbot: QtBot) -> None:
    bring(room, {"P0001": 3})
    bring(room, {"P0002": 2}, all_come=False)
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "places", PlacesTab)
    rows = {row.code: row for row in tab.list.list.model.shown()}
    assert (rows[KLARI].on_hand, rows[KLARI].incoming, rows[KLARI].last_visit) == (3, 2, None)
    assert tab.list.totals.text() == "2 gerai · 31 barang, nilai Rp1.015.000 · 2 di jalan"
    press(window, F12)
    assert "Pilih gerainya" in shown(window, OutletsScreen).banner.text()
    tab.list.list.select("GALERI")
    press(window, F12)
    assert "dijaga" in shown(window, OutletsScreen).banner.text()
    tab.list.list.select(KLARI)
    press(window, Qt.Key.Key_F8)
    assert tab_of(window, "moves", MovesTab).send.to.code() == KLARI


def test_an_administrator_makes_a_corner(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "outlets", "admin")
    tab = tab_of(window, "places", PlacesTab)
    press(window, Qt.Key.Key_F3)
    (dialog,) = window.findChildren(OutletDialog)
    keys(dialog.name, "Pojok Rawamerta")
    assert dialog.code.text() == code_for("Pojok Rawamerta") == "POJOK-RAWAMERTA"
    agree(dialog)
    made = room.gallery.book.outlet("POJOK-RAWAMERTA")
    assert made
    assert (made.attended, made.type, made.region) == (False, OutletKind.CORNER, "Kabupaten Karawang")
    again = tab.revise(None)
    again.name.setText("Lain")
    again.code.setText("POJOK-RAWAMERTA")
    agree(again)
    assert "sudah dipakai" in again.banner.text()
    changed = tab.revise(made)
    changed.attended.setChecked(True)
    agree(changed)
    now = room.gallery.book.outlet("POJOK-RAWAMERTA")
    assert now
    assert now.attended


def test_a_bazaar_is_planned_on_screen_and_the_till_goes_there(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "events", EventsTab)
    press(window, F12)
    (dialog,) = window.findChildren(EventDialog)
    agree(dialog)
    assert dialog.isVisible(), "an event needs a name"
    keys(dialog.name, "Bazar Alun-alun")
    dialog.stand_fee.setText("50rb")
    dialog.participants.ticks.toggle(dialog.participants.list.model.rows()[0])
    agree(dialog)
    (row,) = tab.list.list.model.rows()
    event = room.gallery.book.outlet(row.code)
    assert event
    assert (event.stand_fee, event.participants, event.starts) == (50_000, ("M002",), TODAY)
    bring(room, {"P0003": 3}, to=row.code)
    tab.list.list.select(row.code)
    tab.refresh()
    tab.list.list.select(row.code)
    tab._on_selected(tab.list.list.current())
    assert tab.sheet is not None
    assert (tab.sheet.goods[0].out, tab.sheet.result) == (3, -50_000)
    press(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: room.gallery.machine.outlet == row.code)
    pump()
    assert room.gallery.folder.machine().outlet == row.code
    assert room.gallery.desk("kiki").outlet == row.code


def test_goods_of_who_does_not_take_part_go_there_only_with_a_superiors_reason(room: Workroom, qtbot: QtBot) -> None:
    desk = room.gallery.desk("ida")
    event = plan_event(desk, name="Bazar", starts=TODAY, ends=TODAY, participants=["M002"]).value
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "moves", MovesTab)
    tab.receive(("send", event.code))
    tab.on_scan("P0001")
    tab.on_scan("P0003")
    press(window, F12)
    (pin,) = window.findChildren(PinDialog)
    assert any(label.text() == "Tidak ikut Bazar: Dapur Nyi Imas." for label in pin.findChildren(QLabel))
    assert tab.send.form.total == 2, "nothing is lost while somebody is asked"
    pin.approved.emit(PinEntry("ida", "", "diminta panitia"))
    pump()
    sent = last(room, GoodsSent)
    assert (sent.approved_by, sent.note) == ("ida", "diminta panitia")
    assert tab.send.form.total == 0


def test_a_till_with_an_open_shift_stays_where_it_is(room: Workroom, qtbot: QtBot) -> None:
    open_shift(room.gallery.desk("kiki"), opening_float=0)
    plan_event(room.gallery.desk("ida"), name="Bazar", starts=TODAY, ends=TODAY)
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "places", PlacesTab)
    banner = shown(window, OutletsScreen).banner
    for code, said in (("ACARA-2610", "masih terbuka"), (KLARI, "tidak dijaga")):
        tab.list.list.select(code)
        press(window, Qt.Key.Key_F7)
        assert said in banner.text()
    assert room.gallery.machine.outlet == "GALERI"


def test_an_event_with_goods_is_not_closed_and_everything_goes_back_in_one_list(room: Workroom, qtbot: QtBot) -> None:
    event = plan_event(room.gallery.desk("ida"), name="Bazar", starts=TODAY, ends=TODAY).value
    bring(room, {"P0001": 4, "P0003": 1}, to=event.code)
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "events", EventsTab)
    tab.list.list.select(event.code)
    assert tab.acts is not None
    tab.acts["events.close"].trigger()
    question = next(each for each in window.findChildren(Dialog) if each.windowTitle() == "Tutup Bazar?")
    agree(question)
    assert "Masih ada 5 buah barang di Bazar" in shown(window, OutletsScreen).banner.text()
    shown(window, OutletsScreen).receive(("moves", ("back", event.code)))
    page = tab_of(window, "moves", MovesTab).send
    assert (page.source.code(), page.to.code(), page.form.pieces) == (event.code, "GALERI", {"P0001": 4, "P0003": 1})


def test_the_result_of_an_event_goes_to_paper_and_to_a_workbook(room: Workroom) -> None:
    event = plan_event(room.gallery.desk("ida"), name="Bazar", starts=TODAY, ends=TODAY, stand_fee=50_000).value
    bring(room, {"P0001": 4, "P0003": 1}, to=event.code)
    sheet = event_sheet(room.gallery.database, event.code)
    assert sheet is not None
    assert event_pdf(room.gallery, sheet).startswith(b"%PDF")
    file = room.folder / "hasil.xlsx"
    file.write_bytes(event_xlsx(sheet))
    assert [table.name for table in read_table(file)] == ["Hasil", "Barang", "Hak penitip", "Uang masuk per cara bayar"]


@pytest.mark.parametrize(
    ("user", "actions"),
    [
        ("ida", {"places.sell", "places.send", "places.visit"}),
        ("admin", {"places.new", "places.edit", "places.sell", "places.send", "places.visit"}),
        ("dewi", {"places.visit"}),
        ("tatang", set()),
    ],
)
def test_each_role_finds_what_it_may_do(room: Workroom, qtbot: QtBot, user: str, actions: set[str]) -> None:
    tab = tab_of(show(room, qtbot, "outlets", user), "places", PlacesTab)
    assert tab.acts is not None
    seen = {spec.id for spec in tab.acts.specs if tab.acts[spec.id].isVisible()}
    assert seen == actions


def test_what_waits_away_from_the_gallery_is_reminded_of(room: Workroom) -> None:
    assert [each for each in read_reminders(room.place()) if each.screen == "outlets"] == []
    bring(room, {"P0001": 2})
    bring(room, {"P0002": 1}, all_come=False)
    plan_event(room.gallery.desk("ida"), name="Bazar", starts=date(2026, 9, 5), ends=date(2026, 9, 6))
    assert [(each.text, each.what) for each in read_reminders(room.place()) if each.screen == "outlets"] == [
        ("1 kiriman belum diterima lengkap", "moves"),
        ("1 gerai tanpa penjaga lama tidak dikunjungi", "places"),
        ("1 acara sudah lewat dan belum ditutup", "events"),
    ]
    assert all(each.screen != "outlets" for each in read_reminders(room.place("kiki"))), (
        "a cashier has no screen for it"
    )


def test_a_transfer_is_found_by_its_paper_opened_printed_and_not_received_twice(room: Workroom, qtbot: QtBot) -> None:
    posted = bring(room, {"P0001": 2})
    window = show(room, qtbot, "outlets")
    tab, banner = tab_of(window, "moves", MovesTab), shown(window, OutletsScreen).banner
    for key in (Qt.Key.Key_F4, Qt.Key.Key_F8):
        press(window, key)
        assert banner.text() == "Pilih kirimannya dulu."
    assert tab.on_scan(f"{posted.number} {posted.hash.hex()}".upper())
    press(window, Qt.Key.Key_F8)
    assert banner.text() == "Kiriman ini sudah diterima seluruhnya."
    press(window, Qt.Key.Key_F4)
    assert [each.told.number for each in window.findChildren(DocumentDialog)] == [posted.number]
    assert not tab.on_scan("KB-LAIN")
    assert tab.list.acts is not None
    tab.list.acts["moves.print"].trigger()
    assert window.findChildren(PdfDialog)


def test_another_outlet_to_send_from_has_other_goods(room: Workroom, qtbot: QtBot) -> None:
    bring(room, {"P0002": 3})
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "moves", MovesTab)
    tab.receive(("send", KLARI))
    page, banner = tab.send, shown(window, OutletsScreen).banner
    tab.on_scan("P0001")
    tab.on_scan("P0002")
    page.source.choose(KLARI)
    page.to.choose("GALERI")
    page._on_where()
    assert page.form.pieces == {"P0002": 1}
    assert "1 jenis barang tidak ada" in banner.text()
    assert [choice.text for choice in page._find("pisang")] == ["Keripik Pisang"]
    page._on_picked("P0002")
    assert page.form.pieces == {"P0002": 2}
    type_in(page.table, "7")
    press(cell(page.table), ENTER)
    assert "hanya ada 3" in banner.text()
    press(window, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert page.form.pieces == {}
    press(window, Qt.Key.Key_Escape)
    assert tab.page() is tab.list


def test_visits_are_opened_and_printed_from_their_list(room: Workroom, qtbot: QtBot) -> None:
    bring(room, {"P0001": 2})
    told = Visit(KLARI, TODAY, (Seen("P0001", 1),), cash=15_000)
    number = record_visit(room.gallery.desk("ida"), told).value.number
    window = show(room, qtbot, "outlets")
    tab = tab_of(window, "visits", VisitsTab)
    press(window, Qt.Key.Key_F4)
    assert shown(window, OutletsScreen).banner.text() == "Pilih kunjungannya dulu."
    tab.list.list.list.table.selectRow(0)
    press(window, Qt.Key.Key_F4)
    assert [each.told.number for each in window.findChildren(DocumentDialog)] == [number]
    assert tab.list.acts is not None
    tab.list.acts["visits.print"].trigger()
    assert window.findChildren(PdfDialog)
    assert tab.list.visits.totals.text().startswith("1 kunjungan · 1 terjual, Rp15.000")


def test_an_event_is_changed_shown_on_paper_and_filled(room: Workroom, qtbot: QtBot) -> None:
    event = plan_event(room.gallery.desk("ida"), name="Bazar", starts=TODAY, ends=TODAY, host="Pemkab").value
    window = show(room, qtbot, "outlets")
    tab, banner = tab_of(window, "events", EventsTab), shown(window, OutletsScreen).banner
    press(window, Qt.Key.Key_F8)
    assert banner.text() == "Pilih acaranya dulu."
    tab.list.list.select(event.code)
    press(window, Qt.Key.Key_F4)
    (dialog,) = window.findChildren(EventDialog)
    assert dialog.host.text() == "Pemkab"
    dialog.starts.setText("9 Oktober 2026")
    dialog.starts.tidy()
    assert dialog.ends.value() == date(2026, 10, 9), "it does not end before it starts"
    agree(dialog)
    changed = room.gallery.book.outlet(event.code)
    assert changed
    assert (changed.starts, changed.host) == (date(2026, 10, 9), "Pemkab")
    tab.list.list.select(event.code)
    assert tab.acts is not None
    tab.acts["events.print"].trigger()
    assert window.findChildren(PdfDialog)
    tab.acts["events.send"].trigger()
    assert tab_of(window, "moves", MovesTab).send.to.code() == event.code


def test_the_stand_fee_is_shown_maker_by_maker_and_charged_once(room: Workroom, qtbot: QtBot) -> None:
    desk = room.gallery.desk("ida")
    event = plan_event(desk, name="Bazar", starts=TODAY, ends=TODAY, stand_fee=50_000, participants=["M001", "M002"])
    window = show(room, qtbot, "outlets")
    dialog = EventFeeDialog(room.place("ida"), window, event.value)
    qtbot.addWidget(dialog)
    assert [row[2] for row in dialog.list.model._rows] == [25_000, 25_000]
    assert dialog.says.text() == "2 penitip, seluruhnya Rp50.000."
    dialog.primary.click()
    assert room.kinds().count("FeeCharged") == 2
    assert room.gallery.book.balance("M001") == -25_000
    again = EventFeeDialog(room.place("ida"), window, event.value)
    qtbot.addWidget(again)
    again.primary.click()
    assert room.kinds().count("FeeCharged") == 2
