"""A scan anywhere adds; nothing that a scanner can send takes money."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from counter import BATIK, DODOL, KERIPIK, OPAK, Counter
from gallery_pos.documents import MarkdownBasis, MarkdownStep
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.services.markdowns import revise_plan
from gallery_pos.terms import Bearer
from ui.screens.kasir.dialogs import QuantityDialog
from ui.screens.kasir.marks import Mark
from ui.screens.produk.screen import ProductsScreen
from ui.widgets.buttons import Button
from ui.widgets.tile import Tile


def field(counter: Counter) -> QWidget:
    return counter.screen.browse.field


def tile(counter: Counter) -> QWidget:
    return counter.screen.browse.tiles.findChildren(Tile)[0]


def pay_button(counter: Counter) -> QWidget:
    return counter.screen.cart._buttons["sell"]


def buyer_button(counter: Counter) -> QWidget:
    return counter.screen.cart._buyer


def test_three_scans_and_a_label_without_bars(counter: Counter) -> None:
    for code in (OPAK, KERIPIK, OPAK, BATIK):
        counter.scan(code)
    assert counter.lines == [("Opak Ketan", 2), ("Keripik Pisang", 1), ("Kain Batik", 1)]
    assert counter.screen.cart.total.amount() == 235_000


@pytest.mark.parametrize("place", [field, tile, pay_button, buyer_button])
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Tab, None])
def test_a_scan_adds_whatever_has_the_focus(
    counter: Counter, place: Callable[[Counter], QWidget], end: Qt.Key | None
) -> None:
    place(counter).setFocus()
    counter.scan(OPAK, end)
    counter.qtbot.waitUntil(lambda: counter.lines == [("Opak Ketan", 1)])
    assert counter.screen.page() == "sell"
    assert counter.sales() == []


def test_a_number_before_a_scan(counter: Counter) -> None:
    counter.type("3*")
    assert counter.screen.browse._times.text() == "3 ×"
    counter.scan(OPAK)
    counter.scan(OPAK)
    assert counter.lines == [("Opak Ketan", 4)]
    assert counter.screen.browse.field.text() == ""


def test_a_number_beyond_sense_is_refused_in_words(counter: Counter) -> None:
    counter.type("99999*")
    assert "99999" in counter.screen.browse.banner.text()
    counter.scan(OPAK)
    assert counter.lines == [("Opak Ketan", 1)]


def test_plus_minus_and_delete_with_the_way_back(counter: Counter) -> None:
    counter.scan(KERIPIK)
    counter.scan(OPAK)
    counter.type("++-")
    assert counter.lines == [("Keripik Pisang", 1), ("Opak Ketan", 2)]
    counter.key(Qt.Key.Key_Up)
    counter.key(Qt.Key.Key_Delete)
    assert counter.lines == [("Opak Ketan", 2)]
    assert "Keripik Pisang dibuang" in counter.toasts()
    toasts = counter.place.feedback._toasts
    assert toasts is not None
    undo = toasts._toasts[-1].findChild(Button)
    assert undo is not None
    undo.click()
    assert counter.lines == [("Keripik Pisang", 1), ("Opak Ketan", 2)]


def test_minus_on_the_last_piece_can_be_undone(counter: Counter) -> None:
    counter.scan(KERIPIK)
    removed = counter.screen.till.count(-1)
    assert removed is not None
    assert counter.lines == []
    counter.screen.till.bring_back(removed)
    assert counter.lines == [("Keripik Pisang", 1)]


def test_an_unknown_code_changes_nothing_and_says_what_to_do(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.scan("4006381333931")
    said = counter.screen.browse.banner.text()
    assert "4006381333931" in said
    assert "F2" in said
    assert counter.lines == [("Opak Ketan", 1)]
    counter.scan(KERIPIK)
    assert counter.screen.browse.banner.text() == ""


def test_who_may_is_offered_a_new_product(start: Callable[..., Counter]) -> None:
    counter = start(user="ida")
    counter.scan("4006381333931")
    counter.screen.browse.banner._button.click()
    products = counter.window.current()
    assert isinstance(products, ProductsScreen)
    assert products.page.fields.barcodes.text() == "4006381333931"
    counter.window.open("till")


def test_a_slow_scanner_types_a_whole_code_and_gets_that_product_only(counter: Counter) -> None:
    counter.type("p0002")
    counter.key(Qt.Key.Key_Return)
    assert counter.lines == [("Keripik Pisang", 1)]
    counter.type("4006381333931")
    counter.key(Qt.Key.Key_Return)
    assert counter.lines == [("Keripik Pisang", 1)]
    assert "belum dikenal" in counter.screen.browse.banner.text()


def test_search_by_maker_and_take_the_second_with_the_keyboard(counter: Counter) -> None:
    counter.key(Qt.Key.Key_F2)
    counter.type("imas")
    names = [counter.screen.browse.hits._model.hit(row).name for row in range(counter.screen.browse.hits.count())]  # type: ignore[union-attr]
    assert names == ["Dodol Ketan", "Keripik Pisang", "Opak Ketan"]
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)
    assert counter.lines == [("Keripik Pisang", 1)]
    assert counter.screen.browse.field.text() == ""


def test_what_is_typed_anywhere_is_searched(counter: Counter) -> None:
    tile(counter).setFocus()
    counter.type("batik")
    assert counter.screen.browse.field.text() == "batik"
    assert counter.screen.browse.hits.count() == 1


def test_a_tile_is_tapped(counter: Counter) -> None:
    names = {each.text() for each in counter.screen.browse.tiles.findChildren(Tile)}
    assert names == {"Opak Ketan", "Keripik Pisang", "Dodol Ketan", "Kain Batik"}
    first = next(each for each in counter.screen.browse.tiles.findChildren(Tile) if each.text() == "Kain Batik")
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert counter.lines == [("Kain Batik", 1)]


def test_goods_that_the_books_have_not_are_sold_with_a_flag(counter: Counter) -> None:
    counter.type("7*")
    counter.scan(KERIPIK)
    model = counter.screen.cart.list.model_of_lines
    assert [words for words, _ in model._shown[0].pills()] == ["belum di stok"]


def test_expired_goods_are_stopped_and_what_to_do_is_offered(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.scan(DODOL)
    banner = counter.screen.browse.banner
    assert [words for words, _ in counter.screen.cart.list.model_of_lines._shown[1].pills()] == ["kedaluwarsa"]
    assert "Dodol Ketan yang tersisa sudah kedaluwarsa" in banner.text()
    banner._button.click()
    assert counter.lines == [("Opak Ketan", 1)]
    assert banner.text() == ""


def test_what_is_said_of_goods_goes_with_them(counter: Counter) -> None:
    banner = counter.screen.browse.banner
    counter.scan(DODOL)
    assert "kedaluwarsa" in banner.text()
    counter.screen.till.hold("Bu Rina")
    assert banner.text() == ""
    counter.scan("TAK DIKENAL")
    assert banner.text() != ""


def test_a_fresh_lot_beside_an_expired_one_is_taken_and_the_date_is_to_be_looked_at(counter: Counter) -> None:
    desk = counter.gallery.desk()
    line = IntakeLine("P0003", 2, desk.today() + timedelta(days=30))
    receive_goods(desk, consignor="M001", lines=[line])
    counter.scan(DODOL)
    assert "Periksa tanggal Dodol Ketan: 20 buah di rak sudah kedaluwarsa" in counter.screen.browse.banner.text()
    assert counter.screen.till.marks() == [Mark.NONE]
    counter.scan(OPAK)
    assert counter.screen.browse.banner.text() == ""


def test_a_markdown_is_said_on_the_line_with_who_bears_it(counter: Counter) -> None:
    desk = counter.gallery.desk()
    steps = (MarkdownStep(days=20, basis_points=2_000),)
    revise_plan(desk, name="Lama", basis=MarkdownBasis.AGE, steps=steps, bearer=Bearer.GALLERY, products=("P0001",))
    counter.scan(OPAK)
    counter.scan(OPAK)
    assert [words for words, _ in counter.screen.cart.list.model_of_lines._shown[0].pills()] == [
        "lebih murah Rp6.000 · ditanggung galeri"
    ]
    assert counter.screen.till.total() == 24_000


def test_a_scan_while_a_question_is_open_goes_onto_the_cart_behind_it(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(Qt.Key.Key_F3)
    dialog = counter.dialog()
    assert isinstance(dialog, QuantityDialog)
    counter.scan(KERIPIK)
    assert counter.lines == [("Opak Ketan", 1), ("Keripik Pisang", 1)]
    counter.type("5")
    counter.key(Qt.Key.Key_Return)
    assert counter.lines == [("Opak Ketan", 5), ("Keripik Pisang", 1)]


def test_a_scan_while_the_amount_is_asked_for_joins_the_payment(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(Qt.Key.Key_F12)
    counter.scan(KERIPIK)
    assert counter.screen.page() == "pay"
    assert counter.screen.pay.payment is not None
    assert counter.screen.pay.payment.rest(counter.screen.pay.method) == 35_000


def test_a_scan_while_the_buyer_pays_by_telephone_is_refused(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(Qt.Key.Key_F12)
    counter.key(Qt.Key.Key_F3)
    counter.scan(KERIPIK)
    assert counter.lines == [("Opak Ketan", 1)]
    assert "belum masuk keranjang" in counter.screen.pay.banner.text()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    code=st.one_of(
        st.sampled_from([OPAK, KERIPIK, BATIK]),
        st.text("0123456789ABCDEFXYZ -*+", min_size=3, max_size=24).filter(str.strip),
    ),
    end=st.sampled_from([Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab]),
    page=st.sampled_from(["sell", "cash", "ready", "qris"]),
)
def test_no_scan_takes_money_wherever_the_counter_stands(counter: Counter, code: str, end: Qt.Key, page: str) -> None:
    screen = counter.screen
    if not screen.till.cart.lines:
        screen.on_scan(OPAK)
    screen.show_page("sell")
    if page != "sell":
        screen.paying.begin()
        if page == "ready":
            screen.pay.take_quick(0)
        elif page == "qris":
            counter.key(Qt.Key.Key_F3)
        screen.cart._buttons["pay"].setFocus()
    counter.scan(code, end)
    for dialog in counter.place.feedback.dialogs:
        dialog.close()
    assert counter.sales() == []
