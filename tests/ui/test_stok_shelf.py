"""Life on the shelf on screen: what expires is told to its maker, what moves, and markdown plans."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db.queries.settlement import account
from gallery_pos.cart import Cart, add
from gallery_pos.documents import (
    MarkdownBasis,
    MarkdownPlanRevised,
    MarkdownStep,
    MessageKind,
    MessageWay,
    Method,
    Tender,
)
from gallery_pos.periods import Period
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.markdowns import revise_plan
from gallery_pos.services.shifts import open_shift
from gallery_pos.terms import Bearer
from ui.dialogs.labels import LabelDialog
from ui.dialogs.telling import tell
from ui.main_window import MainWindow
from ui.news.collecting import collect
from ui.news.dialog import NewsDialog
from ui.news.item import News
from ui.screens.penitip.lists import bearer_words, markdown_words, trade_lines
from ui.screens.stok import StockScreen
from ui.screens.stok.plan_dialog import PlanDialog
from ui.widgets.buttons import ActionButton
from ui.widgets.dialog import Dialog
from workroom import Workroom, click, keys, press, sell, show, shown

F4, F7, F10, F12 = Qt.Key.Key_F4, Qt.Key.Key_F7, Qt.Key.Key_F10, Qt.Key.Key_F12


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 6, date(2026, 10, 1)), day=date(2026, 9, 1))
    bare.receive("M001", IntakeLine("P0002", 4, date(2026, 10, 12)), day=date(2026, 9, 1))
    bare.receive("M002", IntakeLine("P0003", 8), day=date(2026, 8, 1))
    return bare


def opened(room: Workroom, qtbot: QtBot, user: str = "ida") -> tuple[MainWindow, StockScreen]:
    window = show(room, qtbot, "stock", user)
    return window, shown(window, StockScreen)


def a_plan(room: Workroom, bearer: Bearer = Bearer.GALLERY) -> MarkdownPlanRevised:
    return revise_plan(
        room.gallery.desk("ida"),
        name="Obral",
        basis=MarkdownBasis.EXPIRY,
        steps=(MarkdownStep(days=14, basis_points=2_500),),
        bearer=bearer,
    ).value


def agree(dialog: Dialog) -> None:
    click(dialog.findChildren(ActionButton)[0])


def open_news(room: Workroom, kind: MessageKind, consignor: str) -> list[News]:
    found = collect(room.gallery, kind, room.gallery.desk("ida").today())
    return [news for news in found if news.subject.consignor == consignor and news.told is None]


def text_of(window: MainWindow) -> str:
    (dialog,) = window.findChildren(NewsDialog)
    return str(dialog.text.toPlainText())


def test_a_maker_is_told_what_of_his_goods_expires(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    screen.show_page(screen.lots)
    press(window, F10)
    assert "Pilih barangnya" in screen.banner.text()
    screen.lots.list.table.selectRow(0)
    press(window, F10)
    told = text_of(window)
    assert "• Opak Ketan: 6 buah, s.d. 1 Okt 2026 (lewat 4 hari)\n• Keripik Pisang: 4 buah, s.d. 12 Okt 2026" in told
    assert open_news(room, MessageKind.EXPIRING, "M001")
    (dialog,) = window.findChildren(NewsDialog)
    dialog.tell_by(MessageWay.IN_PERSON)
    assert not open_news(room, MessageKind.EXPIRING, "M001"), "Kabar remembers what was told here"


def test_goods_of_two_makers_are_no_message(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    screen.show_page(screen.lots)
    screen.lots.ticks.tick_all_or_none()
    press(window, F10)
    assert "beberapa penitip" in screen.banner.text()
    screen.lots.ticks.clear()
    assert screen.lots.list.select(next(row for row in keys_of(screen) if row[0] not in dated(screen)))
    press(window, F10)
    assert "Tidak ada barang penitip itu" in screen.banner.text()
    assert not window.findChildren(NewsDialog)


def keys_of(screen: StockScreen) -> list[tuple[str, str]]:
    return [(row.lot.lot, row.lot.outlet) for row in screen.lots.list.model.rows()]


def dated(screen: StockScreen) -> set[str]:
    return {row.lot.lot for row in screen.lots.list.model.rows() if row.lot.best_before}


def test_what_runs_out_is_asked_for_with_its_reason(room: Workroom, qtbot: QtBot) -> None:
    sell(room, ("P0003", 7))
    window, screen = opened(room, qtbot)
    screen.receive("movers")
    (row,) = screen.movers.list.model.shown()
    assert (row.product, row.suggested) == ("P0003", 6)
    assert "Kain Batik: terjual 7 dalam 4 minggu, sisa cukup 4 hari." in screen.movers._says.text()
    press(window, F12)
    assert "• Kain Batik: 6 buah (terjual 7 dalam 4 minggu, sisa cukup 4 hari)" in text_of(window)
    assert open_news(room, MessageKind.RESTOCK, "M002")
    (dialog,) = window.findChildren(NewsDialog)
    dialog.tell_by(MessageWay.PHONE)
    assert not open_news(room, MessageKind.RESTOCK, "M002")


def test_everything_can_be_looked_at_by_how_it_sells(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    screen.show_page(screen.movers)
    assert screen.movers.list.model.shown() == []
    press(window, F12)
    assert "Pilih barangnya" in screen.banner.text()
    screen.movers.which.choose("slow")
    screen.movers.arrange()
    assert {row.product for row in screen.movers.list.model.shown()} == {"P0001", "P0002", "P0003"}
    press(window, F4)
    assert screen.lots.isVisible()
    screen.show_page(screen.movers)
    screen.movers.ticks.tick_all_or_none()
    press(window, F12)
    assert "beberapa penitip" in screen.banner.text()


def test_a_plan_shows_what_it_does_before_it_is_kept(room: Workroom, qtbot: QtBot) -> None:
    window, screen = opened(room, qtbot)
    screen.show_page(screen.plans)
    press(window, F12)
    (dialog,) = window.findChildren(PlanDialog)
    agree(dialog)
    assert dialog.form["name"]._below.text() == "harus diisi"
    keys(dialog.name, "Obral")
    days, percent = dialog.steps.rows[0]
    keys(days, "14")
    keys(percent, "25")
    qtbot.waitUntil(lambda: len(dialog.list.model.rows()) == 1)
    (one,) = dialog.list.model.rows()
    assert (one.before, one.after, one.consignor_bears, one.gallery_bears) == (20_000, 15_000, 4_250, 750)
    assert "4 buah lebih murah" in dialog._says.text()
    assert "penitip menanggung Rp17.000, galeri Rp3.000" in dialog._says.text()
    agree(dialog)
    (plan,) = room.gallery.book.latest_of_all(MarkdownPlanRevised)
    assert (plan.code, plan.name, plan.bearer) == ("RP01", "Obral", Bearer.SHARED)
    (row,) = screen.plans.list.model.rows()
    assert (row.steps, row.covers, row.pieces) == ("14 hari sebelum kedaluwarsa 25 %", "Semua barang", 4)


def test_a_plan_for_some_goods_is_changed_and_stopped(room: Workroom, qtbot: QtBot) -> None:
    a_plan(room)
    window, screen = opened(room, qtbot)
    screen.receive("plans")
    screen.plans.list.table.selectRow(0)
    press(window, F4)
    (dialog,) = window.findChildren(PlanDialog)
    dialog.covers.which._buttons["products"].click()
    assert dialog.covers.problem() == "pilih barangnya"
    dialog.covers.some._add("P0001")
    dialog.covers.some._add("P0003")
    dialog.covers.some._remove("P0001")
    dialog.basis._buttons["age"].click()
    dialog.active.setChecked(False)
    agree(dialog)
    (plan,) = room.gallery.book.latest_of_all(MarkdownPlanRevised)
    assert (plan.products, plan.basis, plan.active) == (("P0003",), MarkdownBasis.AGE, False)
    assert screen.plans.list.model.shown() == []


def test_a_label_that_is_printed_again_says_the_lower_price(room: Workroom, qtbot: QtBot) -> None:
    a_plan(room)
    window, screen = opened(room, qtbot)
    screen.show_page(screen.lots)
    assert screen.lots.list.select(next(key for key in keys_of(screen) if product_of(screen, key) == "P0002"))
    press(window, F7)
    (dialog,) = window.findChildren(LabelDialog)
    assert dialog._wanted[0].amount == 15_000


def product_of(screen: StockScreen, key: tuple[str, str]) -> str:
    return next(row.lot.product for row in screen.lots.list.model.rows() if (row.lot.lot, row.lot.outlet) == key)


def test_an_inspector_sees_plans_and_changes_none(room: Workroom, qtbot: QtBot) -> None:
    a_plan(room)
    window, screen = opened(room, qtbot, "tatang")
    screen.show_page(screen.plans)
    screen.plans.list.table.selectRow(0)
    press(window, F12)
    press(window, F4)
    screen.plans.list.activated.emit(screen.plans.list.current())
    assert not window.findChildren(PlanDialog)


@pytest.mark.parametrize(
    ("bearer", "words"), [(Bearer.CONSIGNOR, "ditanggung penitip"), (Bearer.SHARED, "ditanggung bersama")]
)
def test_a_sale_and_its_maker_s_list_say_who_bore_the_markdown(
    room: Workroom, qtbot: QtBot, bearer: Bearer, words: str
) -> None:
    plan = a_plan(room, bearer)
    desk = room.gallery.desk("kiki")
    open_shift(desk, opening_float=0)
    product = desk.book.product("P0002")
    assert product is not None
    lots = desk.book.lots(desk.outlet, ["P0002"])
    cart = add(Cart(), product, maker="", lots=lots, on=desk.today(), plans=[plan], outlet=desk.outlet)
    sale = complete_sale(desk, cart=cart, tenders=[Tender(method=Method.QRIS, amount=cart.net)]).value
    (table,) = [table for table in tell(room.gallery, sale).tables if table.title == "Potongan menurut rencana"]
    assert table.rows == [("Keripik Pisang", "Obral", 5_000, words)]
    (row,) = trade_lines(
        account(room.gallery.database, consignor="M001"), Period(date(2026, 10, 1), date(2026, 10, 31))
    )
    assert markdown_words(row) == f"RP01 · {words}"
    assert words.endswith(bearer_words(row))


def test_a_plan_that_is_opened_says_what_changed(room: Workroom) -> None:
    plan = a_plan(room)
    first = room.gallery.book.document(plan.id)
    assert first is not None
    assert tell(room.gallery, first).summary == "Obral: 14 hari sebelum kedaluwarsa 25 %, ditanggung galeri."
    changed = revise_plan(room.gallery.desk("ida"), code="RP01", active=False).value
    posted = room.gallery.book.document(changed.id)
    assert posted is not None
    (table,) = tell(room.gallery, posted).tables
    assert table.rows == [("Aktif", "ya", "tidak")]
