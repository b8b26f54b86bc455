"""The report: what it is compared with, and the way down from every figure to its documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from db.queries.owing import owed_on
from db.queries.standing import IdleRow
from gallery_pos.documents import Denomination
from gallery_pos.formatting import format_rupiah
from gallery_pos.periods import Period, month_of
from gallery_pos.scorecard import Measure
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.settlement import adjust
from gallery_pos.services.shifts import close_shift
from gallery_pos.spans import span_before, step
from ui.app.table_view import TableView
from ui.dialogs.document import DocumentDialog
from ui.main_window import MainWindow
from ui.screens.laporan import ReportsScreen
from ui.screens.laporan.behind import BehindDialog
from ui.screens.laporan.report import ReportTab
from ui.screens.laporan.scores import ScoreDialog
from ui.screens.laporan.sections import compared
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.statements import StatementsTab
from ui.widgets.buttons import Button
from ui.widgets.chart import Bar
from ui.widgets.text import Label
from workroom import TODAY, Workroom, click, pump, sell, show, shown

DAYS = st.dates(date(2020, 2, 1), date(2030, 12, 31))


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 20))
    bare.receive("M002", IntakeLine("P0003", 2))
    sell(bare, ("P0001", 2), ("P0003", 1))
    close_shift(bare.gallery.desk("kiki"), denominations=[Denomination(100_000, 2)])
    return bare


def opened(room: Workroom, qtbot: QtBot, user: str = "dewi") -> tuple[MainWindow, ReportTab, list[object]]:
    window = show(room, qtbot, "reports", user)
    screen = shown(window, ReportsScreen)
    asked: list[object] = []
    screen.screen_asked.disconnect()
    screen.screen_asked.connect(lambda place, what: asked.append((place, what)))
    tab = screen.tab()
    assert isinstance(tab, ReportTab)
    return window, tab, asked


def test_every_figure_opens_the_table_it_is_the_sum_of(room: Workroom, qtbot: QtBot) -> None:
    _window, screen, _asked = opened(room, qtbot)
    tables = screen.tables
    ways = (("owed", tables.owed, "money"), ("variance", tables.shifts, "watch"), ("net", tables.days, "sales"))
    for name, table, group in ways:
        card = screen.figures._cards[name]
        screen._show_view("overview")
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        assert tables.current() is table
        assert screen.view.choice() == group
    screen._show_view("overview")
    QTest.keyClick(screen.figures._cards["missing"], Qt.Key.Key_Return)
    assert tables.current() is tables.missing


def test_what_is_owed_leads_to_the_maker(room: Workroom, qtbot: QtBot) -> None:
    _window, screen, asked = opened(room, qtbot)
    assert screen.tables.owed.select("M001")
    screen.tables.owed.activated.emit(screen.tables.owed.current())
    assert asked == [("consignors", "M001")]


def test_makers_and_products_open_their_lines_and_lead_on_to_whoever_may_see_them(room: Workroom, qtbot: QtBot) -> None:
    for user, ways in (("ida", [("consignors", "M002"), ("products", "P0003")]), ("dewi", [("consignors", "M002")])):
        window, screen, asked = opened(room, qtbot, user)
        for table, key in ((screen.tables.makers, "M002"), (screen.tables.products, "P0003")):
            dialog = behind(window, table, key)
            assert [(line.consignor, line.product) for line in dialog.list.model.shown()] == [("M002", "P0003")]
            onward = [each for each in dialog.findChildren(Button) if each.text() in {"Buka penitip", "Buka produk"}]
            for button in onward:
                click(button)
            dialog.close()
            pump()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert asked == ways


def test_a_difference_opens_the_closing_that_says_so(room: Workroom, qtbot: QtBot) -> None:
    window, screen, _asked = opened(room, qtbot)
    (row,) = screen.tables.shifts.model._rows
    assert row.difference == -15_000
    screen.tables.shifts.activated.emit(row)
    pump()
    (dialog,) = window.findChildren(DocumentDialog)
    assert row.closed_number is not None
    assert row.closed_number in dialog.windowTitle()


def behind(window: MainWindow, table: TableView[Any], key: object) -> BehindDialog[Any]:
    """Open what is behind a row of the report."""
    assert table.select(key)
    table.activated.emit(table.current())
    pump()
    (dialog,) = window.findChildren(BehindDialog)
    return dialog


def test_a_category_opens_the_lines_that_sum_to_it(room: Workroom, qtbot: QtBot) -> None:
    sell(room, ("P0002", 1), ("P0003", 1))
    window, screen, _asked = opened(room, qtbot)
    row = next(row for row in screen.tables.categories.model.rows() if row.key == "Makanan")
    dialog = behind(window, screen.tables.categories, "Makanan")
    shown = dialog.list.model.shown()
    assert {line.product for line in shown} == {"P0001", "P0002"}
    assert (sum(line.net for line in shown), sum(line.due for line in shown)) == (row.net, row.due)
    assert format_rupiah(row.net) in dialog.says.text()
    dialog.list.search_box.setText("pisang")
    dialog.list.search_box._search()
    assert dialog.says.text().startswith("1 baris")
    assert "Semua gerai" in dialog.findChildren(Label)[1].text()
    dialog.list.activated.emit(dialog.list.model.shown()[0])
    (document,) = window.findChildren(DocumentDialog)
    assert shown[0].number in document.windowTitle()


def test_a_size_class_opens_its_lines_and_one_that_nobody_filled_in_too(room: Workroom, qtbot: QtBot) -> None:
    window, screen, _asked = opened(room, qtbot)
    dialog = behind(window, screen.tables.classes, "mikro")
    assert "Mikro" in dialog.windowTitle()
    assert [line.consignor for line in dialog.list.model.shown()] == ["M001"]
    dialog.close()
    pump()
    empty = behind(window, screen.tables.classes, "")
    assert "tidak diisi" in empty.windowTitle()
    assert [line.consignor for line in empty.list.model.shown()] == ["M002"]


def test_a_kind_of_buyer_and_a_way_to_pay_open_the_receipts_that_sum_to_them(room: Workroom, qtbot: QtBot) -> None:
    window, screen, _asked = opened(room, qtbot)
    tables = screen.tables
    (row,) = tables.buyers.model.rows()
    dialog = behind(window, tables.buyers, row.buyer)
    assert len(dialog.list.model.shown()) == row.count
    assert dialog.says.text() == f"1 struk · {format_rupiah(row.total)}"
    dialog.close()
    pump()
    paid = next(row for row in tables.methods.model.rows() if row.amount)
    dialog = behind(window, tables.methods, paid.method)
    assert dialog.says.text() == f"1 struk · {format_rupiah(paid.amount)}"
    click(dialog.open_button)
    assert "Pilih barisnya" in dialog.banner.text()
    dialog.list.table.selectRow(0)
    click(dialog.open_button)
    assert window.findChildren(DocumentDialog)


def test_a_day_leads_to_its_own_receipts(room: Workroom, qtbot: QtBot) -> None:
    _window, screen, _asked = opened(room, qtbot)
    screen.tables.day_asked.emit(TODAY, "")
    assert (screen.report is not None, screen.sales.search_box.text()) == (True, "")
    assert screen.report is not None
    assert (screen.report.since, screen.report.until) == (TODAY, TODAY)


def test_an_outlet_of_the_table_becomes_the_outlet_of_the_report(room: Workroom, qtbot: QtBot) -> None:
    _window, screen, _asked = opened(room, qtbot)
    screen.tables.outlet_asked.emit("GALERI")
    assert screen.report is not None
    assert screen.report.outlet == "GALERI"


def test_the_sections_stand_side_by_side_or_in_a_list(room: Workroom, qtbot: QtBot) -> None:
    window, screen, _asked = opened(room, qtbot)
    for size, wide in (((1600, 900), True), ((1024, 600), False)):
        window.resize(*size)
        pump()
        assert (screen.view.isVisible(), screen.section.isVisible()) == (wide, not wide)
    at = screen.section.findData("makers")
    screen.section.setCurrentIndex(at)
    screen.section.activated.emit(at)
    assert screen.view.choice() == "makers"
    assert screen.tables.current() is screen.tables.classes


def test_the_month_is_told_in_sentences(room: Workroom, qtbot: QtBot) -> None:
    _window, screen, _asked = opened(room, qtbot)
    told = [line.text() for line in screen.words._lines]
    assert told[0].startswith("Terjual 3 barang dalam 1 transaksi, bersih Rp215.000")
    assert "2 penitip" in told[2]
    assert all(told)


def test_who_was_overpaid_is_told_beside_what_is_owed_so_that_the_two_add_up(room: Workroom, qtbot: QtBot) -> None:
    owed = {row.consignor: row.balance for row in owed_on(room.gallery.database, TODAY)}
    adjust(room.gallery.desk("ida"), consignor="M002", amount=-owed["M002"] - 12_000, reason="dibayar dua kali")
    _window, screen, _asked = opened(room, qtbot)
    card = screen.figures._cards["owed"]
    assert card.amount.text() == format_rupiah(owed["M001"] - 12_000)
    assert "1 penitip kelebihan dibayar Rp12.000" in card.hint.text()
    told = screen.words._lines[2].text()
    assert f"terutang {format_rupiah(owed['M001'])} kepada 1 penitip" in told
    assert "(1 penitip kelebihan dibayar Rp12.000)" in told
    window = show(room, qtbot, "settlement", "dewi")
    tab = shown(window, SettlementScreen).findChild(StatementsTab)
    assert tab is not None
    assert tab.owed.amount.text() == format_rupiah(owed["M001"] - 12_000)


def test_every_figure_of_a_scorecard_leads_to_what_it_is_worked_out_of(room: Workroom, qtbot: QtBot) -> None:
    window, screen, asked = opened(room, qtbot)
    tables = screen.tables
    (row,) = tables.scores.model.rows()
    assert tables.scores.model.index(0, 4).data() == row.of(Measure.VARIANCE).words == "6,98 %"
    ways: dict[Measure, TableView[Any]] = {
        Measure.SHRINKAGE: tables.variances,
        Measure.VARIANCE: tables.shifts,
        Measure.SELLING: tables.still,
    }
    for measure, table in ways.items():
        screen._show_view("outlets")
        tables.scores.activated.emit(row)
        pump()
        (dialog,) = window.findChildren(ScoreDialog)
        dialog._open(measure)
        pump()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert tables.current() is table
        assert screen.outlet.currentData() == "GALERI"
    screen._open_measure("GALERI", Measure.ACKNOWLEDGED)
    assert asked == [("settlement", "payouts")]


def test_a_month_a_way_and_a_bar_lead_on(room: Workroom, qtbot: QtBot) -> None:
    window, screen, asked = opened(room, qtbot)
    screen.tables.month_asked.emit("2026-09", "")
    assert screen.report is not None
    assert (screen.report.since, screen.report.until) == (date(2026, 9, 1), date(2026, 9, 30))
    screen.charts.month_asked.emit("2026-10")
    assert screen.report.until == TODAY
    screen.tables.month_asked.emit("2026-10", "GALERI")
    assert (screen.report.outlet, screen.tables.current()) == ("GALERI", screen.tables.days)
    (way,) = screen.tables.ways.model.rows()
    dialog = behind(window, screen.tables.ways, way.key)
    assert sum(line.net for line in dialog.list.model.shown()) == way.net
    dialog.reject()
    pump()
    screen.charts._open("makers", Bar("Batik Tarum", 185_000))
    pump()
    (dialog,) = window.findChildren(BehindDialog)
    assert [line.consignor for line in dialog.list.model.shown()] == ["M002"]
    screen.tables.idle.activated.emit(IdleRow("M001", "x", "", "", 1, 1, 1, None))
    assert asked == [("consignors", "M001")]


def test_the_first_look_is_not_for_days_that_were_left(room: Workroom, qtbot: QtBot) -> None:
    _window, screen, _asked = opened(room, qtbot)
    waiting: list[tuple[Callable[[], object], Callable[[Any], object]]] = []
    screen.host.read = lambda job, done: waiting.append((job, done))  # type: ignore[method-assign,assignment,return-value]
    screen.days.show_days(date(2026, 9, 1), date(2026, 9, 30))
    screen.days.show_days(date(2026, 10, 1), TODAY)
    (first, show_first), (second, show_second) = waiting
    show_second(second())
    show_first(first())
    assert len(waiting) == 3
    (_, (job, show)) = waiting[1:]
    show(job())
    assert screen.report is not None
    assert screen.report.until == TODAY


# -- which days


@given(day=DAYS)
def test_a_whole_month_is_compared_with_the_whole_month_before(day: date) -> None:
    month = month_of(day)
    before = span_before(month, monthly=True)
    assert before == month_of(before.start)
    assert (month.start - before.end).days == 1


@given(day=DAYS)
def test_a_month_so_far_is_compared_with_no_more_days_than_it_has(day: date) -> None:
    span = Period(month_of(day).start, day)
    before = span_before(span, monthly=True)
    assert before.start == month_of(before.start).start
    assert before.end < span.start
    assert before.end - before.start <= span.end - span.start or span == month_of(day)


@given(start=DAYS, length=st.integers(0, 400), monthly=st.booleans())
def test_one_step_back_and_one_on_is_where_one_was(start: date, length: int, *, monthly: bool) -> None:
    span = month_of(start) if monthly else Period(start, date.fromordinal(start.toordinal() + length))
    assert step(step(span, -1, monthly=monthly), 1, monthly=monthly) == span


def test_growth_is_told_in_percent_and_from_nothing_in_rupiah() -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert compared(150, 100, october).startswith("+50")
    assert compared(75, 100, october).startswith("-25")
    assert compared(75, 0, october).endswith("Rp0")
