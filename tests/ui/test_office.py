"""Kas & Sif, Penyelesaian, Laporan, Pengaturan: driven as a person would, on the real database."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from db.queries.books import list_journal
from gallery_pos.documents import GALLERY, CashMoved, PayoutMade, ShiftClosed, StatementIssued
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.shifts import open_shift
from gallery_pos.terms import Bearer
from ui.main_window import MainWindow
from ui.screens.kas.dialogs import CloseShiftDialog, MoveCashDialog, OpenShiftDialog
from ui.screens.laporan import ReportsScreen
from ui.screens.laporan.report import ReportTab
from ui.screens.pengaturan import SettingsScreen
from ui.screens.pengaturan.files import IncomingFiles, PlanDialog
from ui.screens.pengaturan.people import PersonDialog
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.correct import CorrectDialog
from ui.screens.penyelesaian.pay import PayDialog
from ui.screens.penyelesaian.statements import StatementsTab
from workroom import TODAY, Workroom, pump, sell, show, shown

_D = TypeVar("_D", bound=QDialog)
F12 = Qt.Key.Key_F12


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 20))
    return bare


def press(window: QWidget, key: Qt.Key) -> None:
    """Press a key in a window that has just come to the front."""
    window.activateWindow()
    pump()
    QTest.keyClick(window, key)
    pump()


def front(window: MainWindow, kind: type[_D]) -> _D:
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


# -- Kas & Sif


def test_a_shift_is_opened_used_and_closed_blind_with_its_difference_recorded(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "cash")
    press(window, F12)
    opening = front(window, OpenShiftDialog)
    opening.float.setText("200rb")
    press(opening, F12)
    desk = room.gallery.desk("ida")
    drawer = desk.book.open_shift(desk.outlet, desk.origin)
    assert drawer is not None
    assert drawer.expected == 200_000

    press(window, Qt.Key.Key_F9)
    moving = front(window, MoveCashDialog)
    moving.amount.setText("50.000")
    press(moving, F12)
    assert moving.isVisible(), "without a reason nothing moves"
    moving.note.setText("setor ke brankas")
    press(moving, F12)

    press(window, Qt.Key.Key_F10)
    closing = front(window, CloseShiftDialog)
    assert "150.000" not in " ".join(label.text() for label in closing.findChildren(type(closing._sum))), (
        "the count is blind"
    )
    closing.counter.start()
    QTest.keyClicks(closing.focusWidget(), "1")
    press(closing, F12)
    assert desk.book.open_shift(desk.outlet, desk.origin) is None
    (row,) = list_journal(room.gallery.database, kind=ShiftClosed.__name__)
    posted = desk.book.document(row.id)
    assert posted is not None
    last = posted.document
    assert isinstance(last, ShiftClosed)
    assert (last.counted, last.expected, last.difference) == (100_000, 150_000, -50_000)
    assert room.kinds().count(CashMoved.__name__) == 1


def test_nothing_counted_is_asked_about_once_and_then_taken(room: Workroom, qtbot: QtBot) -> None:
    open_shift(room.gallery.desk("ida"), opening_float=0)
    window = show(room, qtbot, "cash")
    press(window, Qt.Key.Key_F10)
    closing = front(window, CloseShiftDialog)
    press(closing, F12)
    assert closing.isVisible()
    assert ShiftClosed.__name__ not in room.kinds()
    press(closing, F12)
    assert room.kinds().count(ShiftClosed.__name__) == 1


# -- Penyelesaian


def test_statements_are_shown_in_figures_first_issued_once_and_paid_with_a_kuitansi(
    room: Workroom, qtbot: QtBot
) -> None:
    sell(room, ("P0001", 2))
    window = show(room, qtbot, "settlement")
    screen = shown(window, SettlementScreen).tab()
    assert isinstance(screen, StatementsTab)
    screen.until.set_value(TODAY)
    press(window, Qt.Key.Key_F5)
    assert screen.host.banner.text() == "Pilih penitipnya dulu."
    press(window, F12)
    assert screen.host.banner.text() == ""
    asking = front(window, QDialog)
    assert StatementIssued.__name__ not in room.kinds()
    press(asking, F12)
    issued = room.kinds().count(StatementIssued.__name__)
    assert issued >= 1
    for dialog in window.findChildren(QDialog):
        dialog.reject()

    (row,) = [each for each in screen.list.model._rows if each.balance > 0]
    screen.list.select(row.consignor)
    press(window, Qt.Key.Key_F9)
    paying = front(window, PayDialog)
    assert paying.amount.value() == row.balance
    press(paying, F12)
    assert room.gallery.book.balance(row.consignor) == 0
    assert room.kinds().count(PayoutMade.__name__) == 1
    press(window, F12)
    assert room.kinds().count(StatementIssued.__name__) == issued, "there is nothing new to tell"


def test_more_than_the_balance_is_not_paid(room: Workroom, qtbot: QtBot) -> None:
    sell(room, ("P0001", 2))
    window = show(room, qtbot, "settlement")
    screen = shown(window, SettlementScreen).tab()
    assert isinstance(screen, StatementsTab)
    (row,) = [each for each in screen.list.model._rows if each.balance > 0]
    screen.list.select(row.consignor)
    press(window, Qt.Key.Key_F9)
    paying = front(window, PayDialog)
    paying.amount.setText(str(row.balance + 1))
    press(paying, F12)
    assert paying.isVisible()
    assert PayoutMade.__name__ not in room.kinds()


def test_a_correction_needs_its_reason_and_stands_in_the_balance(room: Workroom, qtbot: QtBot) -> None:
    sell(room, ("P0001", 2))
    window = show(room, qtbot, "settlement")
    screen = shown(window, SettlementScreen).tab()
    assert isinstance(screen, StatementsTab)
    (row,) = [each for each in screen.list.model._rows if each.balance > 0]
    screen.list.select(row.consignor)
    press(window, Qt.Key.Key_F10)
    correcting = front(window, CorrectDialog)
    correcting.kind.choose("less")
    correcting.amount.setText("1.000")
    press(correcting, F12)
    assert correcting.isVisible()
    correcting.reason.setText("kemasan diganti galeri")
    press(correcting, F12)
    assert room.gallery.book.balance(row.consignor) == row.balance - 1_000


# -- Laporan


def test_the_report_of_today_is_what_was_sold_today(room: Workroom, qtbot: QtBot) -> None:
    sell(room, ("P0001", 2))
    total = 30_000
    window = show(room, qtbot, "reports")
    screen = shown(window, ReportsScreen).tab()
    assert isinstance(screen, ReportTab)
    assert screen.report is not None
    assert screen.report.totals.net == total
    assert [row.key for row in screen.report.by_day] == [TODAY.isoformat()]
    press(window, Qt.Key.Key_F5)
    assert screen.report.since == date(2026, 9, 1)
    assert screen.report.until == date(2026, 9, 30)
    assert screen.report.totals.net == 0
    press(window, Qt.Key.Key_F7)
    assert screen.report.totals.net == total


# -- Pengaturan


def test_a_person_is_added_with_a_pin_and_can_sign_in_with_it(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settings", "admin")
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    assert screen.people is not None
    screen.people.edit(None)
    dialog = front(window, PersonDialog)
    dialog.name.setText("Rini")
    dialog.code.setText("rini")
    press(dialog, F12)
    assert room.gallery.book.user("rini") is None, "a person without PIN and password could not sign in"
    dialog.pin.setText("12345a")
    press(dialog, F12)
    assert room.gallery.book.user("rini") is None
    dialog.pin.setText("987654")
    press(dialog, F12)
    assert room.gallery.book.user("rini") is not None
    assert room.gallery.credentials.check_pin("rini", "987654")


def test_the_outlet_keeps_its_history_and_refuses_a_qris_that_is_none(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settings", "admin")
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    assert screen.outlet is not None
    screen.outlet.qris.setPlainText("bukan kode")
    before = room.kinds().count("OutletRevised")
    QTest.mouseClick(screen.outlet.save, Qt.MouseButton.LeftButton)
    assert room.kinds().count("OutletRevised") == before
    screen.outlet.qris.setPlainText("")
    screen.outlet.thanks.setText("Hatur nuhun")
    QTest.mouseClick(screen.outlet.save, Qt.MouseButton.LeftButton)
    assert room.kinds().count("OutletRevised") == before + 1
    assert room.gallery.outlet().thanks == "Hatur nuhun"


def test_what_everybody_agrees_to_is_changed_on_its_own_page(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settings", "admin")
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    page = screen.agreement
    assert page is not None
    assert page.changes() == {}
    before = room.kinds().count("AgreementRevised")
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert room.kinds().count("AgreementRevised") == before, "nothing was changed"
    page.more.minimum.set_value(25_000)
    page.more.item_fee.set_value(500)
    page.more.dispute.setValue(7)
    page.more.qris.setCurrentIndex(page.more.qris.findData(Bearer.SHARED.value))
    page.commission.setText("120")
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    assert room.kinds().count("AgreementRevised") == before, "no share is more than the whole"
    page.commission.setText("20")
    QTest.mouseClick(page.save, Qt.MouseButton.LeftButton)
    agreed = room.gallery.book.agreement(GALLERY)
    assert agreed is not None
    assert (agreed.minimum_payout, agreed.item_fee, agreed.dispute_days) == (25_000, 500, 7)
    assert agreed.qris_bearer is Bearer.SHARED
    assert agreed.terms.commission_bp == 2_000
    assert page.changes() == {}


def test_a_cashier_sees_no_tab_that_he_may_not_use(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settings", "kiki")
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    titles = [screen.tabs.tabText(at) for at in range(screen.tabs.count())]
    assert titles == ["Perangkat", "Tampilan"]


def test_a_file_is_shown_before_it_comes_in_and_comes_in_once(room: Workroom, qtbot: QtBot) -> None:
    book = Path(__file__).parents[1] / "data" / "serah-terima-galeri.xlsx"
    window = show(room, qtbot, "settings", "admin")
    (files,) = window.findChildren(IncomingFiles)
    before = len(room.gallery.book.products())
    files.work_out(book, {})
    dialog = front(window, PlanDialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "catatan: lembar ini bukan tabel yang dikenal, dilewati" in said
    assert len(room.gallery.book.products()) == before
    press(dialog, F12)
    assert len(room.gallery.book.products()) == before + 97
    files.work_out(book, {})
    press(front(window, PlanDialog), F12)
    assert len(room.gallery.book.products()) == before + 97


def test_a_file_with_problems_offers_a_marked_copy_and_changes_nothing(
    room: Workroom, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong = tmp_path / "penitip.csv"
    wrong.write_text("kode,nama_usaha,komisi_persen\nM9,Dapur Baru,banyak\n", encoding="utf-8")
    window = show(room, qtbot, "settings", "admin")
    (files,) = window.findChildren(IncomingFiles)
    files.kind.setCurrentIndex(files.kind.findData("consignors"))
    files.work_out(wrong, {})
    dialog = front(window, PlanDialog)
    assert "belum bisa masuk" in dialog.windowTitle()
    press(dialog, F12)
    assert room.gallery.book.consignor("M9") is None


def test_f12_keeps_the_page_of_settings_that_is_in_front(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settings", "admin")
    screen = window.current()
    assert isinstance(screen, SettingsScreen)
    assert screen.outlet is not None
    screen.outlet.thanks.setText("Hatur nuhun")
    press(window, F12)
    assert room.gallery.outlet().thanks == "Hatur nuhun"
    before = room.kinds().count("OutletRevised")
    screen.tabs.setCurrentIndex(2)
    press(window, F12)
    assert front(window, PersonDialog).isVisible()
    assert room.kinds().count("OutletRevised") == before
