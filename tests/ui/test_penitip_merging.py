"""Makers who are perhaps one, on screen: found, compared side by side, merged, and led to from the old code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.private import Personal, PrivateAct
from gallery_pos.documents import ConsignorsMerged, ConsignorType, new_id
from gallery_pos.reading import read_phone
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.settlement import preview
from ui.app.finding import consignor_choices
from ui.dialogs.document import show_document
from ui.dialogs.new_records import NewConsignor
from ui.dialogs.telling import tell
from ui.main_window import MainWindow
from ui.papers.statements import statement_paper
from ui.register.duplicates import find_duplicates
from ui.register.erasing import erase_person
from ui.register.merging import merge_makers
from ui.screens.penitip import ConsignorsScreen
from ui.screens.penitip.duplicates_page import ChoosePair
from ui.screens.penitip.merge_dialog import MergeDialog
from ui.widgets.buttons import ActionButton, Button
from ui.widgets.dialog import Dialog
from workroom import TODAY, Workroom, click, open_workroom, press, pump, sell, show, shown

F8, F12, ESCAPE = Qt.Key.Key_F8, Qt.Key.Key_F12, Qt.Key.Key_Escape


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    desk = room.gallery.desk("ida")
    revise_consignor(desk, code="M003", business_name="UD Dapur Imas", owner="Ibu Imas", district="Klari", nib="9" * 13)
    room.gallery.personal.change("M003", Personal(phone="6281234567890", email="imas@contoh.id"), by="ida")
    room.receive("M001", IntakeLine("P0001", 10), IntakeLine("P0002", 5))
    sell(room, ("P0001", 2))
    yield room
    room.close()


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> MainWindow:
    return opened(room, qtbot)


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> MainWindow:
    return show(room, qtbot, "consignors", user)


def screen_of(window: MainWindow) -> ConsignorsScreen:
    return shown(window, ConsignorsScreen)


def agree(dialog: Dialog) -> None:
    click(dialog.findChildren(ActionButton)[0])


def merge(room: Workroom, duplicate: str = "M003", into: str = "M001") -> None:
    desk = room.gallery.desk("ida")
    _, left = merge_makers(room.gallery, desk, duplicate=duplicate, into=into, reason="sama", id=new_id())
    assert not left


def test_the_same_telephone_is_found_without_anybody_looking(room: Workroom) -> None:
    (row,) = find_duplicates(room.gallery)
    assert (row.code, row.other_code) == ("M001", "M003")
    assert row.reasons.startswith("telepon sama")
    assert {view.act for view in room.gallery.personal.views()} == {PrivateAct.CHANGED}


def test_without_the_key_names_have_to_do(room: Workroom) -> None:
    room.gallery.folder.private_key.unlink()
    room.gallery.forget_key()
    (row,) = find_duplicates(room.gallery)
    assert "telepon" not in row.reasons


def test_a_pair_is_compared_and_merged(window: MainWindow, room: Workroom, qtbot: QtBot) -> None:
    screen = screen_of(window)
    press(window, F8)
    assert screen.on_duplicates()
    screen.duplicates.list.table.setCurrentIndex(QModelIndex())
    press(window, F12)
    assert "Pilih pasangannya" in screen.banner.text()
    screen.duplicates.list.table.selectRow(0)
    press(window, F12)
    (dialog,) = window.findChildren(MergeDialog)
    assert dialog.stays.choice() == "M001", "the one with goods and sales is offered to stay"
    assert "Tidak ada barang atau uang" in dialog.moves.text()
    click(dialog.stays._buttons["M003"])
    assert dialog.moves.text().startswith("Pindah ke UD Dapur Imas: 2 produk, 13 barang di 1 gerai")
    assert "saldo Rp25.500" in dialog.moves.text()
    click(dialog.stays._buttons["M001"])
    dialog.reason.clear()
    agree(dialog)
    assert room.gallery.book.latest(ConsignorsMerged, "M003") is None
    dialog.reason.setText("nomor KTP-nya sama")
    agree(dialog)
    merged = room.gallery.book.latest(ConsignorsMerged, "M003")
    assert merged
    assert (merged.into, merged.reason) == ("M001", "nomor KTP-nya sama")
    pump()
    assert screen.duplicates.list.model.rows() == ()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, ESCAPE)
    assert not screen.on_duplicates()
    assert room.gallery.verify() == []


def test_a_pair_that_only_looks_alike_is_not_offered_again(window: MainWindow, room: Workroom) -> None:
    screen = screen_of(window)
    press(window, F8)
    screen.duplicates.list.table.selectRow(0)
    press(window, F12)
    (dialog,) = window.findChildren(MergeDialog)
    click(next(button for button in dialog.findChildren(Button) if button.text() == "Bukan sama"))
    pump()
    assert screen.duplicates.list.model.rows() == ()
    assert find_duplicates(room.gallery) == []
    assert room.gallery.book.latest(ConsignorsMerged, "M003") is None


def test_what_only_the_closed_record_knew_of_the_person_comes_along(room: Workroom) -> None:
    merge(room)
    personal = room.gallery.personal
    known = personal.look("M001", by="ida", reason="uji")
    assert (known.email, known.account, known.nik) == ("imas@contoh.id", "0012345678", "3215010101900001")
    assert personal.look("M003", by="ida", reason="uji") == Personal()
    assert personal.views("M003")[0].act is PrivateAct.ERASED
    maker = room.gallery.book.consignor("M001")
    assert maker
    assert (maker.nib, maker.owner) == ("9" * 13, "Imas")


def test_who_is_forgotten_is_forgotten_under_all_his_codes_and_pairs_with_nobody(room: Workroom) -> None:
    merge(room)
    desk = room.gallery.desk("ida")
    erase_person(room.gallery, desk, "M001", reason="permintaan sendiri", rename=True)
    erase_person(room.gallery, desk, "M002", reason="permintaan sendiri", rename=True)
    names = {maker.code: (maker.business_name, maker.owner) for maker in room.gallery.book.consignors()}
    assert names == {code: (f"Penitip #{code}", "") for code in ("M001", "M002", "M003")}
    assert find_duplicates(room.gallery) == []
    assert room.gallery.verify() == []


def test_without_the_key_personal_data_stays_under_the_old_code(room: Workroom) -> None:
    room.gallery.folder.private_key.unlink()
    room.gallery.forget_key()
    desk = room.gallery.desk("ida")
    _, left = merge_makers(room.gallery, desk, duplicate="M003", into="M001", reason="sama", id=new_id())
    assert left
    assert room.gallery.book.latest(ConsignorsMerged, "M003")


def test_the_old_code_leads_to_the_maker_wherever_it_is_typed_or_scanned(window: MainWindow, room: Workroom) -> None:
    merge(room)
    screen = screen_of(window)
    screen.listing.refresh()
    screen.listing.list.model.search("m003")
    assert [row.code for row in screen.listing.list.model.shown()] == ["M001"]
    for found in (lambda: screen.receive("M003"), lambda: screen.on_scan("m003")):
        screen.back()
        found()
        assert screen.page.maker
        assert screen.page.maker.code == "M001"
    from gallery_pos.services.consignors import former_codes

    book = room.gallery.book
    choices = consignor_choices(book.consignors(), "M003", may_make=False, former=former_codes(book))
    assert [choice.key for choice in choices] == ["M001"]


def test_the_sales_of_the_year_on_a_statement_are_those_of_both_records(room: Workroom) -> None:
    merge(room, "M001", "M003")
    sell(room, ("P0002", 1))
    desk = room.gallery.desk("ida")
    (figures,) = preview(desk, until=TODAY, consignors=["M003"])
    assert statement_paper(room.gallery, (figures, None)).year_gross == 2 * 15_000 + 20_000


def test_the_closed_record_stays_readable_and_leads_on(window: MainWindow, room: Workroom) -> None:
    merge(room)
    screen = screen_of(window)
    screen.open_consignor("M003")
    assert "Sudah digabung ke Dapur Nyi Imas (M001)" in screen.page.banner.text()
    screen.page.show_tab(screen.page.history)
    assert screen.page.history.list.model.rows()
    screen.page.banner._on_button()
    assert screen.page.maker
    assert screen.page.maker.code == "M001"
    assert screen.page.banner.text() == ""


def test_a_merge_is_told_with_the_documents_that_moved_things(room: Workroom, window: MainWindow) -> None:
    merge(room, "M001", "M003")
    merged = room.gallery.book.latest(ConsignorsMerged, "M001")
    assert merged
    posted = room.gallery.book.document(merged.id)
    assert posted
    told = tell(room.gallery, posted)
    assert told.summary == "Dapur Nyi Imas (M001) ternyata sama dengan UD Dapur Imas (M003)."
    assert len([fact for fact in told.facts if fact.link]) == len(merged.documents) > 5
    show_document(screen_of(window), room.place(), merged.id)


def test_two_makers_that_only_a_person_knows_are_chosen(window: MainWindow, room: Workroom) -> None:
    press(window, F8)
    screen_of(window).duplicates.choose_pair()
    (dialog,) = window.findChildren(ChoosePair)
    agree(dialog)
    assert "pilih penitipnya" in dialog.form["one"]._below.text()
    dialog.one.show_picked("M001", "Dapur Nyi Imas")
    dialog.other.show_picked("M001", "Dapur Nyi Imas")
    agree(dialog)
    assert "penitip yang lain" in dialog.form["other"]._below.text()
    dialog.other.show_picked("M002", "Batik Tarum")
    agree(dialog)
    (compare,) = window.findChildren(MergeDialog)
    assert compare.reason.text() == ""


def test_a_new_maker_who_is_perhaps_known_is_told_and_may_come_in(window: MainWindow, room: Workroom) -> None:
    press(window, F12)
    (dialog,) = window.findChildren(NewConsignor)
    dialog.business_name.setText("dapur ny. imas")
    dialog.business_name.editingFinished.emit()
    pump()
    assert "mungkin sama dengan" in dialog.form["business_name"]._below.text()
    dialog.type.setCurrentIndex(dialog.type.findData("komunitas"))
    dialog.district.setCurrentText("Pedes")
    agree(dialog)
    made = room.gallery.book.consignor("M004")
    assert made
    assert (made.type, made.district) == (ConsignorType.COMMUNITY, "Pedes")


def test_the_history_tells_of_merges_on_both_sides(window: MainWindow, room: Workroom) -> None:
    merge(room)
    screen = screen_of(window)
    for code in ("M001", "M003"):
        screen.open_consignor(code)
        screen.page.show_tab(screen.page.history)
        screen.page.refresh()
        said = [row.how for row in screen.page.history.list.model.rows()]
        assert any("ternyata sama dengan Dapur Nyi Imas (M001)" in how for how in said)


def test_cashiers_and_inspectors_merge_nobody(room: Workroom, qtbot: QtBot) -> None:
    for user in ("kiki", "tatang"):
        screen = screen_of(opened(room, qtbot, user))
        assert not screen.action("consignors.same").isVisible()


def test_a_new_maker_with_a_known_telephone_is_noticed_under_any_name(window: MainWindow, room: Workroom) -> None:
    room.gallery.personal.change("M001", Personal(phone=read_phone("0813-9988-7766")), by="ida")
    press(window, F12)
    (dialog,) = window.findChildren(NewConsignor)
    dialog.business_name.setText("Lapak Tanpa Nama")
    dialog.phone.setText("0813-9988-7766")
    dialog.phone.editingFinished.emit()
    pump()
    assert "M001 (telepon sama)" in dialog.form["business_name"]._below.text()
