"""Bulan on screen: the calendar walked with the keys, days declared shut, a month closed, its report on its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gallery_pos.documents import DayDeclaredShut, MonthClosed, ReportReceived, ReportSent
from gallery_pos.months import Check, Checked, DayState
from gallery_pos.report_clock import ReportState
from gallery_pos.services.calendar import declare_shut
from gallery_pos.services.closing import close_month
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.reporting import send_report
from gallery_pos.services.shifts import close_shift, open_shift
from ui.app.reminders import read_reminders
from ui.app.top_status import TopStatus
from ui.dialogs.document import DocumentDialog
from ui.screens.laporan import ReportsScreen
from ui.screens.laporan.behind import BehindDialog
from ui.screens.laporan.months.check_list import WAYS
from ui.screens.laporan.months.dialogs import CloseDialog, GiveDialog, ReceiveDialog, SendDialog, ShutDialog
from ui.screens.laporan.months.tab import MonthsTab
from ui.widgets.buttons import Button
from workroom import Workroom, open_workroom, press, pump, sell, show, shown

MONTH = "2026-09"
SILENT = date(2026, 9, 30)
OUTLET = "GALERI"


class Clock:
    """The gallery's time."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 28, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path, clock: Clock) -> Iterator[Workroom]:
    """A gallery that sold on the 28th of September, opened in vain on the 29th and was silent on the 30th."""
    room = open_workroom(tmp_path, clock)
    desk = room.gallery.desk("kiki")
    room.receive("M001", IntakeLine("P0001", 10))
    sell(room, ("P0001", 2))
    close_shift(desk, counted=30_000)
    clock.now = datetime(2026, 9, 29, 2, tzinfo=UTC)
    open_shift(desk, opening_float=0)
    close_shift(desk, counted=0)
    clock.now = datetime(2026, 10, 13, 2, tzinfo=UTC)
    yield room
    room.close()


def tab_of(room: Workroom, qtbot: QtBot, user: str = "ida") -> MonthsTab:
    window = show(room, qtbot, "reports", user)
    screen: Any = window.current()
    tab = screen.show_tab("months")
    assert isinstance(tab, MonthsTab)
    tab.refresh()
    pump()
    return tab


def month_of(room: Workroom, qtbot: QtBot, user: str = "ida") -> Any:
    tab = tab_of(room, qtbot, user)
    tab.receive((OUTLET, MONTH))
    pump()
    return tab.month


def opened(page: Any, kind: type[Any]) -> Any:
    pump()
    (dialog,) = [each for each in page.window().findChildren(kind) if each.isVisible()]
    return dialog


def window_key(page: Any, qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key with the window in front, as it is once a dialog is gone."""
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    press(page.window(), key)
    pump()


def agree(dialog: Any) -> None:
    """Press F12."""
    press(dialog, Qt.Key.Key_F12)
    pump()


def state(room: Workroom) -> Any:
    return room.gallery.book.month_state(OUTLET, MONTH, room.gallery.desk().today())


def close(room: Workroom) -> None:
    desk = room.gallery.desk("ida")
    declare_shut(desk, outlet=OUTLET, days=[SILENT], reason="libur")
    close_month(desk, outlet=OUTLET, month=MONTH, note="menyusul")


def test_the_list_has_every_month_and_says_what_is_late(room: Workroom, qtbot: QtBot) -> None:
    tab = tab_of(room, qtbot)
    rows = tab.all.list.list.model.shown()
    assert [(row.month, row.state) for row in rows] == [("2026-10", ReportState.RUNNING), (MONTH, ReportState.OPEN)]
    tab.receive("late")
    pump()
    (late,) = tab.all.list.list.model.shown()
    assert late.notice == "Laporan September 2026 belum disampaikan, 3 hari"
    tab.all.list.list.select((OUTLET, MONTH))
    press(tab.window(), Qt.Key.Key_F12)
    pump()
    assert (tab.month.outlet, tab.month.month) == (OUTLET, MONTH)


def test_both_sides_are_reminded_of_a_late_report(room: Workroom) -> None:
    for user in ("ida", "dewi"):
        (told,) = [each for each in read_reminders(room.place(user)) if each.screen == "reports"]
        assert (told.text, told.tone) == ("Laporan September 2026 belum disampaikan, 3 hari", "danger")
        assert told.what == ("months", (OUTLET, MONTH))
    assert not [each for each in read_reminders(room.place("kiki")) if each.screen == "reports"]


def test_a_late_report_stands_on_every_screen_of_both_sides(room: Workroom, qtbot: QtBot) -> None:
    for user, home in (("ida", "till"), ("dewi", "reports"), ("kiki", "till")):
        window = room.window(home, user)
        qtbot.addWidget(window)
        window.show()
        TopStatus(room.rooms[-1], window)
        pump()
        light = window.top.standing
        assert light.isVisible() is (user != "kiki")
        if user != "kiki":
            assert light.toolTip() == "Laporan September 2026 belum disampaikan, 3 hari"
            QTest.mouseClick(light, Qt.MouseButton.LeftButton)
            pump()
            tab = shown(window, ReportsScreen).tab()
            assert isinstance(tab, MonthsTab)
            assert (tab.month.outlet, tab.month.month) == (OUTLET, MONTH)


def test_the_calendar_is_walked_with_the_keys(room: Workroom, qtbot: QtBot) -> None:
    page = month_of(room, qtbot)
    grid = page.grid
    grid.setFocus()
    assert grid.current() == date(2026, 9, 1)
    press(grid, Qt.Key.Key_Right)
    press(grid, Qt.Key.Key_Down)
    assert grid.current() == date(2026, 9, 9)
    press(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(grid, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert (grid.taken()[0], grid.taken()[-1]) == (date(2026, 9, 9), date(2026, 9, 20))
    assert "12 hari dipilih" in page.told.text()
    press(grid, Qt.Key.Key_Home)
    assert grid.taken() == [date(2026, 9, 14)]
    press(grid, Qt.Key.Key_PageDown)
    pump()
    assert page.month == "2026-10"
    assert grid.current().month == 10
    press(grid, Qt.Key.Key_PageUp)
    pump()
    grid.select(date(2026, 9, 1))
    press(grid, Qt.Key.Key_Left)
    pump()
    assert (page.month, grid.current()) == ("2026-08", date(2026, 8, 31))


def test_a_drag_takes_days_and_a_double_click_opens_the_receipts(room: Workroom, qtbot: QtBot) -> None:
    page = month_of(room, qtbot)
    grid = page.grid
    first, last = grid._box(date(2026, 9, 28)).center(), grid._box(SILENT).center()
    QTest.mousePress(grid, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(grid, QPoint(last.x(), last.y()))
    pump()
    QTest.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=last)
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, pos=last)
    assert grid.taken()[-1] == SILENT
    QTest.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=first)
    dialog = opened(page, BehindDialog)
    assert [row.total for row in dialog.list.model.shown()] == [30_000]


def test_days_open_what_is_behind_them(room: Workroom, qtbot: QtBot) -> None:
    page = month_of(room, qtbot)
    page.grid.select(date(2026, 9, 29))
    press(page.grid, Qt.Key.Key_Return)
    dialog = opened(page, DocumentDialog)
    dialog.reject()
    pump()
    page.grid.select(date(2026, 9, 3))
    press(page.grid, Qt.Key.Key_Return)
    pump()
    assert "Tidak ada catatan" in page.host.banner.text()


def test_a_silent_day_is_found_declared_shut_and_taken_back(room: Workroom, qtbot: QtBot) -> None:
    page = month_of(room, qtbot)
    (blocking,) = page.found.review.blocking
    assert blocking.code is Check.DAYS
    buttons = [each for each in page.checks.findChildren(Button) if each.isVisible()]
    buttons[0].click()
    assert page.grid.taken() == [SILENT]
    window_key(page, qtbot, Qt.Key.Key_F8)
    dialog = opened(page, ShutDialog)
    agree(dialog)
    assert dialog.isVisible(), "a reason is needed"
    dialog.reason.setCurrentText("Mati listrik")
    agree(dialog)
    (said,) = [room.gallery.book.latest(DayDeclaredShut, f"{OUTLET}/{SILENT}")]
    assert said is not None
    assert said.reason == "Mati listrik"
    assert page._day(SILENT).state is DayState.SHUT
    assert not page.found.review.blocking
    page.grid.select(SILENT)
    window_key(page, qtbot, Qt.Key.Key_F9)
    dialog = opened(page, ShutDialog)
    dialog.reason.setCurrentText("Ternyata buka")
    agree(dialog)
    assert page._day(SILENT).state is DayState.GAP


def test_what_keeps_a_month_open_is_said_before_anything_is_asked(room: Workroom, qtbot: QtBot) -> None:
    page = month_of(room, qtbot)
    window_key(page, qtbot, Qt.Key.Key_F12)
    assert not page.window().findChildren(CloseDialog)
    assert "Bereskan" in page.host.banner.text()
    assert page.grid.taken() == [SILENT]


def test_a_month_that_is_not_over_is_not_closed(room: Workroom, qtbot: QtBot) -> None:
    page = month_of(room, qtbot)
    page.show_month(OUTLET, "2026-10")
    pump()
    window_key(page, qtbot, Qt.Key.Key_F12)
    assert "belum selesai" in page.host.banner.text()


def test_closing_shows_what_it_comes_to_and_wants_a_reason(room: Workroom, qtbot: QtBot) -> None:
    declare_shut(room.gallery.desk("ida"), outlet=OUTLET, days=[SILENT], reason="libur")
    page = month_of(room, qtbot)
    window_key(page, qtbot, Qt.Key.Key_F12)
    dialog = opened(page, CloseDialog)
    agree(dialog)
    assert dialog.isVisible()
    dialog.note.setPlainText("Setoran menyusul")
    agree(dialog)
    closed = room.gallery.book.latest(MonthClosed, f"{OUTLET}/{MONTH}")
    assert closed is not None
    assert closed.note == "Setoran menyusul"
    assert state(room).state is ReportState.DRAFT
    assert not page.acts["month.shut"].isVisible()
    window_key(page, qtbot, Qt.Key.Key_F7)
    assert opened(page, DocumentDialog).windowTitle().startswith("Tutup bulan")


def test_the_report_goes_its_way(room: Workroom, qtbot: QtBot) -> None:
    close(room)
    page = month_of(room, qtbot)
    window_key(page, qtbot, Qt.Key.Key_F12)
    dialog = opened(page, SendDialog)
    dialog.way.setCurrentText("WhatsApp")
    agree(dialog)
    sent = room.gallery.book.latest(ReportSent, f"{OUTLET}/{MONTH}")
    assert sent is not None
    assert sent.way == "WhatsApp"
    assert state(room).state is ReportState.SENT
    window_key(page, qtbot, Qt.Key.Key_F12)
    dialog = opened(page, GiveDialog)
    dialog.given.set_value(5)
    agree(dialog)
    assert dialog.isVisible(), "more than there are makers"
    dialog.given.set_value(1)
    agree(dialog)
    assert state(room).given is not None


def test_the_dinas_receives_and_finds(room: Workroom, qtbot: QtBot) -> None:
    close(room)
    send_report(room.gallery.desk("ida"), outlet=OUTLET, month=MONTH, way="WhatsApp")
    page = month_of(room, qtbot, "dewi")
    window_key(page, qtbot, Qt.Key.Key_F12)
    dialog = opened(page, ReceiveDialog)
    dialog.findings.set_value(2)
    agree(dialog)
    assert dialog.isVisible(), "findings are told"
    dialog.note.setText("Dua struk tanpa kasir")
    agree(dialog)
    got = room.gallery.book.latest(ReportReceived, f"{OUTLET}/{MONTH}")
    assert got is not None
    assert (got.by, got.findings) == ("Dewi", 2)
    assert state(room).state is ReportState.RECEIVED


@pytest.mark.parametrize("code", sorted(WAYS))
def test_each_line_leads_to_where_it_is_put_right(room: Workroom, qtbot: QtBot, code: Check) -> None:
    page = month_of(room, qtbot, "admin")
    window = page.window()
    page.checks.go.emit(Checked(code, 1))
    pump()
    assert window.current() is not page.host
    assert window.current().isVisible()
    window.open("reports")
    pump()
    assert page.isVisible()


def test_an_auditor_looks_and_changes_nothing(room: Workroom, qtbot: QtBot) -> None:
    page = month_of(room, qtbot, "tatang")
    assert not page.acts["month.next"].isVisible()
    assert not page.acts["month.shut"].isVisible()


def test_paper_says_what_is_late_until_it_is_sent(room: Workroom) -> None:
    gallery = room.gallery
    assert gallery.notice(gallery.outlet()) == "Laporan September 2026 belum disampaikan, 3 hari"
    close(room)
    assert gallery.notice(gallery.outlet()) == "Laporan September 2026 belum disampaikan, 3 hari"
    send_report(gallery.desk("ida"), outlet=OUTLET, month=MONTH, way="WhatsApp")
    assert gallery.notice(gallery.outlet()) == ""


def test_a_closed_month_that_was_changed_by_hand_says_so_above_and_in_the_list(room: Workroom, qtbot: QtBot) -> None:
    declare_shut(room.gallery.desk("ida"), outlet=OUTLET, days=[SILENT], reason="Banjir")
    close_month(room.gallery.desk("ida"), outlet=OUTLET, month=MONTH, note="Dihitung bulan depan.")
    tab = tab_of(room, qtbot)
    tab.open_month(OUTLET, MONTH)
    pump()
    assert "diubah" not in tab.host.banner.text()
    with room.gallery.database.engine.connect() as connection:
        connection.execution_options(writes=True)
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        for (name,) in connection.exec_driver_sql(guards).fetchall():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(
            "UPDATE journal SET body = CAST(replace(body, '30000', '20000') AS BLOB) WHERE kind = 'SaleCompleted'"
        )
        connection.commit()
    tab.refresh()
    pump()
    assert "September 2026 di Galeri Coba diubah di belakang program" in tab.host.banner.text()
    said = [label.text() for label in tab.month.checks.findChildren(QLabel)]
    assert any("JL-GALERI-A-000001 (28 Sep 2026): isinya tidak sama" in words for words in said)
