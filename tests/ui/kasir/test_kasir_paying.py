"""Money: what is due, how it comes, what goes back; one sale whatever hurried fingers do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlcipher3 import dbapi2

from counter import BATIK, DODOL, KERIPIK, OPAK, PIN, QRIS, Counter
from gallery_pos.documents import Buyer, CashMoved, CashReason, Method, ShiftOpened
from gallery_pos.errors import StorageTrouble
from receipts.qr import qr_matrix
from ui.screens.kasir.dialogs import BuyerDialog, DiscountDialog, DrawerDialog, PriceDialog
from ui.widgets.pin import PinDialog

F = Qt.Key


def pay_page(counter: Counter) -> None:
    counter.key(F.Key_F12)
    assert counter.screen.page() == "pay"


def test_a_sale_with_three_keys(counter: Counter) -> None:
    counter.set_printer()
    counter.scan(OPAK)
    counter.scan(KERIPIK)
    pay_page(counter)
    assert counter.screen.pay.quick_amounts() == [35_000, 40_000, 50_000, 100_000]
    counter.key(F.Key_F8)
    assert counter.screen.pay._change.amount() == 15_000
    assert counter.sales() == []
    counter.key(F.Key_F12)
    (sale,) = counter.sales()
    assert (sale.total, sale.change, sale.tenders[0].amount) == (35_000, 15_000, 50_000)
    assert sale.user == "kiki"
    assert counter.screen.page() == "done"
    assert counter.screen.done.change.amount() == 15_000
    assert counter.lines == []
    drawer, receipt = counter.printed()
    assert len(drawer) < 30
    assert b"Opak Ketan" in receipt


def test_the_next_scan_starts_a_new_cart(counter: Counter) -> None:
    first = counter.sell(OPAK)
    counter.screen.show_page("done")
    counter.scan(KERIPIK)
    assert counter.screen.page() == "sell"
    assert counter.lines == [("Keripik Pisang", 1)]
    assert counter.screen.till.cart.id != first.id


def test_typing_after_a_sale_searches(counter: Counter) -> None:
    counter.sell(OPAK)
    counter.screen.show_page("done")
    counter.type("batik")
    assert counter.screen.page() == "sell"
    assert counter.screen.browse.field.text() == "batik"


def test_f12_twice_takes_no_money(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(F.Key_F12)
    counter.key(F.Key_F12)
    assert counter.sales() == []
    assert counter.screen.page() == "pay"
    assert "Isi uang yang diterima" in counter.screen.pay.banner.text()


def test_enter_takes_no_money(counter: Counter) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.type("20000")
    for key in (F.Key_Return, F.Key_Enter, F.Key_Return):
        counter.key(key)
    assert counter.sales() == []
    counter.key(F.Key_F12)
    assert [sale.change for sale in counter.sales()] == [5_000]


def test_f12_again_after_the_sale_does_not_hide_the_change(counter: Counter) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.key(F.Key_F8)
    counter.key(F.Key_F12)
    counter.key(F.Key_F12)
    assert counter.screen.page() == "done"
    assert len(counter.sales()) == 1
    action = counter.screen._sets["done"]["done.next"]
    counter.qtbot.waitUntil(action.isEnabled, timeout=3_000)
    counter.key(F.Key_F12)
    assert counter.screen.page() == "sell"
    assert "kembali Rp35.000" in counter.screen.cart._last.text()


def test_a_disk_that_fails_once_leaves_the_cart_and_then_makes_one_sale(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.key(F.Key_F6)

    def full(_document: object) -> None:
        raise StorageTrouble("storage.full", "Disk penuh.")

    with monkeypatch.context() as patched:
        patched.setattr(counter.gallery.journal, "append", full)
        counter.key(F.Key_F12)
    assert [dialog.text() for dialog in counter.place.feedback.dialogs]
    counter.place.feedback.dialogs[0].close()
    assert counter.lines == [("Opak Ketan", 1)]
    assert counter.sales() == []
    counter.key(F.Key_F12)
    assert len(counter.sales()) == 1


def test_books_that_somebody_else_writes_to_keep_the_cart_and_take_the_sale_afterwards(
    start: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine._BUSY_MILLISECONDS", 50)
    counter = start()
    counter.open_shift()
    counter.scan(OPAK)
    pay_page(counter)
    counter.key(F.Key_F6)
    import_of_a_long_file = dbapi2.connect(str(counter.gallery.folder.database), isolation_level=None)
    import_of_a_long_file.execute("BEGIN IMMEDIATE")
    counter.key(F.Key_F12)
    (told,) = counter.place.feedback.dialogs
    assert "sedang dipakai" in told.text()
    assert "Tunggu sebentar lalu ulangi" in told.text()
    told.close()
    assert counter.sales() == []
    assert counter.lines == [("Opak Ketan", 1)]
    import_of_a_long_file.execute("COMMIT")
    import_of_a_long_file.close()
    counter.key(F.Key_F12)
    assert len(counter.sales()) == 1


def test_cash_and_qris_together(counter: Counter) -> None:
    counter.scan(BATIK)
    pay_page(counter)
    counter.type("100000")
    assert counter.screen._sets["pay"]["pay.finish"].text() == "Tambah pembayaran lain"
    counter.key(F.Key_F12)
    assert counter.sales() == []
    counter.key(F.Key_F3)
    assert counter.screen.pay.amount() == 85_000
    assert counter.screen._sets["pay"]["pay.finish"].text() == "Uang sudah masuk"
    counter.key(F.Key_F12)
    (sale,) = counter.sales()
    assert [(tender.method, tender.amount) for tender in sale.tenders] == [
        (Method.CASH, 100_000),
        (Method.QRIS, 85_000),
    ]


def test_a_part_can_be_taken_back_before_it_is_posted(counter: Counter) -> None:
    counter.scan(BATIK)
    pay_page(counter)
    counter.type("100000")
    counter.key(F.Key_F12)
    counter.screen.pay._drop(0)
    assert counter.screen.pay.payment is not None
    assert counter.screen.pay.payment.tenders == ()
    assert counter.screen.pay._due.amount() == 185_000


def test_transfer_and_card_keep_their_reference(counter: Counter) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.key(F.Key_F5)
    counter.type("app 123")
    counter.key(F.Key_F12)
    (sale,) = counter.sales()
    assert [(tender.method, tender.reference) for tender in sale.tenders] == [(Method.CARD, "app 123")]


def test_qris_shows_the_merchants_own_code_unchanged(counter: Counter) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.key(F.Key_F3)
    card = counter.screen.pay._qris
    assert card.code._matrix == qr_matrix(QRIS)
    assert card._amount.amount() == 15_000


def test_no_more_than_the_rest_without_notes(counter: Counter) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.key(F.Key_F4)
    counter.screen.pay._amount.setFocus()
    counter.pump()
    counter.type("20000")
    counter.key(F.Key_F12)
    assert counter.sales() == []
    assert "tidak boleh lebih" in counter.screen.pay.banner.text()


def test_cash_rounding_is_told_and_only_cash_is_rounded(start: Callable[..., Counter]) -> None:
    counter = start(user="asep")
    counter.open_shift()
    counter.scan(DODOL)
    counter.key(F.Key_F12)
    approve(counter, "asep", PIN, "untuk contoh")
    assert counter.screen.pay._due.amount() == 12_300
    assert "Rp12.345 dibulatkan -Rp45" in counter.screen.pay._due._remark
    counter.key(F.Key_F3)
    assert counter.screen.pay.amount() == 12_345


def test_an_amount_that_cannot_be_read_is_said_so(counter: Counter) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.type("lima")
    counter.key(F.Key_F12)
    assert counter.sales() == []
    assert counter.screen.pay.banner.text()


def test_a_free_cart_needs_no_money(start: Callable[..., Counter]) -> None:
    counter = start(user="ida")
    counter.open_shift()
    counter.scan(OPAK)
    counter.screen.till.set_discount(None, 15_000)
    pay_page(counter)
    counter.key(F.Key_F12)
    (sale,) = counter.sales()
    assert (sale.total, sale.tenders) == (0, ())


def test_escape_goes_back_to_the_cart(counter: Counter) -> None:
    counter.scan(OPAK)
    pay_page(counter)
    counter.key(F.Key_Escape)
    assert counter.screen.page() == "sell"
    assert counter.lines == [("Opak Ketan", 1)]


def test_an_empty_cart_says_so(counter: Counter) -> None:
    counter.key(F.Key_F12)
    assert counter.screen.page() == "sell"
    assert "kosong" in counter.screen.browse.banner.text()


# -- a closed drawer


def test_a_closed_shift_is_opened_in_place_and_the_cart_waits(start: Callable[..., Counter]) -> None:
    counter = start()
    gate = counter.screen.browse.gate
    assert gate.isVisible()
    counter.scan(OPAK)
    counter.key(F.Key_F12)
    assert counter.screen.page() == "sell"
    assert gate.field.hasFocus()
    gate.button.click()
    assert counter.written(ShiftOpened) == []
    counter.type("150rb")
    gate.button.click()
    (opened,) = counter.written(ShiftOpened)
    assert opened.opening_float == 150_000
    assert not gate.isVisible()
    counter.key(F.Key_F12)
    counter.key(F.Key_F6)
    counter.key(F.Key_F12)
    assert len(counter.sales()) == 1


# -- what needs a superior


def approve(counter: Counter, who: str, pin: str, reason: str) -> None:
    dialog = counter.dialog()
    assert isinstance(dialog, PinDialog)
    dialog._who.setCurrentIndex(dialog._who.findData(who))
    dialog._reason.setText(reason)
    dialog._pad._field.setFocus()
    counter.type(pin)
    counter.key(F.Key_F12)


def test_a_discount_over_a_fifth_asks_a_superior_before_the_money(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(F.Key_F4)
    dialog = counter.dialog()
    assert isinstance(dialog, DiscountDialog)
    counter.type("25%")
    assert dialog.discount() == 3_750
    counter.key(F.Key_Return)
    assert counter.screen.till.cart.lines[0].discount == 3_750
    counter.key(F.Key_F12)
    assert counter.screen.page() == "sell"
    approve(counter, "ida", "000000", "langganan")
    assert "PIN salah" in counter.dialog()._problem.text()  # type: ignore[attr-defined]
    counter.type(PIN)
    counter.key(F.Key_F12)
    assert counter.screen.page() == "pay"
    counter.key(F.Key_F6)
    counter.key(F.Key_F12)
    (sale,) = counter.sales()
    assert (sale.approved_by, sale.note) == ("ida", "langganan")


def test_a_small_discount_on_the_cart_asks_nobody(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.scan(KERIPIK)
    counter.key(F.Key_F4)
    counter.key(F.Key_F4)
    counter.type("5000")
    counter.key(F.Key_Return)
    assert counter.screen.till.cart.discount == 5_000
    counter.key(F.Key_F12)
    counter.key(F.Key_F6)
    counter.key(F.Key_F12)
    assert [sale.total for sale in counter.sales()] == [30_000]


def test_a_discount_larger_than_the_goods_is_refused(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(F.Key_F4)
    counter.type("20000")
    counter.key(F.Key_Return)
    assert "paling banyak" in counter.dialog().banner.text()  # type: ignore[attr-defined]
    counter.dialog().reject()
    assert counter.screen.till.cart.lines[0].discount == 0


def test_another_price_needs_a_superior_and_stays_visible(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(F.Key_F5)
    assert isinstance(counter.dialog(), PriceDialog)
    counter.type("12000")
    counter.key(F.Key_Return)
    counter.key(F.Key_F12)
    approve(counter, "ida", PIN, "cacat")
    counter.key(F.Key_F6)
    counter.key(F.Key_F12)
    (sale,) = counter.sales()
    assert (sale.lines[0].unit_price, sale.lines[0].list_price, sale.approved_by) == (12_000, 15_000, "ida")


def test_expired_goods_need_somebody_who_may(counter: Counter) -> None:
    counter.scan(DODOL)
    counter.key(F.Key_F12)
    dialog = counter.dialog()
    assert isinstance(dialog, PinDialog)
    assert [dialog._who.itemData(row) for row in range(dialog._who.count())] == ["asep"]
    counter.scan(OPAK)
    assert counter.lines == [("Dodol Ketan", 1)]
    approve(counter, "asep", PIN, "untuk contoh")
    assert counter.screen.page() == "pay"


def test_an_approval_is_for_the_cart_it_was_given_for(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.screen.till.set_price(0, 1_000)
    counter.key(F.Key_F12)
    approve(counter, "ida", PIN, "cacat")
    counter.key(F.Key_Escape)
    counter.screen.till.set_price(0, 100)
    counter.key(F.Key_F12)
    assert isinstance(counter.dialog(), PinDialog)
    counter.dialog().reject()
    assert counter.screen.page() == "sell"


# -- the other keys


def test_who_buys(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(F.Key_F10)
    dialog = counter.dialog()
    assert isinstance(dialog, BuyerDialog)
    dialog.kind.choose("asn")
    counter.type("dinas koperasi")
    counter.key(F.Key_Return)
    assert counter.screen.cart._buyer.text() == "dinas koperasi"
    sale = counter.sell()
    assert (sale.buyer, sale.buyer_name) == (Buyer.CIVIL_SERVANT, "dinas koperasi")


def test_the_drawer_opens_with_a_reason_and_not_by_enter(counter: Counter) -> None:
    counter.set_printer()
    counter.key(F.Key_F9)
    assert isinstance(counter.dialog(), DrawerDialog)
    counter.key(F.Key_F12)
    assert counter.written(CashMoved) == []
    counter.type("tukar receh")
    counter.key(F.Key_Return)
    assert counter.written(CashMoved) == []
    counter.key(F.Key_F12)
    (moved,) = counter.written(CashMoved)
    assert (moved.reason, moved.amount, moved.note) == (CashReason.DRAWER_OPENED, 0, "tukar receh")
    assert len(counter.printed()) == 1


def test_quantity_of_nothing_takes_the_line_out(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(F.Key_F3)
    counter.type("0")
    counter.key(F.Key_Return)
    assert counter.lines == []
    assert "dibuang" in counter.toasts()


def test_keys_without_a_line_say_what_is_missing(counter: Counter) -> None:
    for key in (F.Key_F3, F.Key_F4, F.Key_F5, F.Key_F6):
        counter.key(key)
    assert "Pindai atau pilih barangnya dulu." in counter.toasts()


def test_the_receipt_as_a_message(counter: Counter) -> None:
    counter.sell(OPAK)
    counter.screen.show_page("done")
    counter.key(F.Key_F8)
    text = QGuiApplication.clipboard().text()
    assert "Opak Ketan" in text
    assert "Rp15.000" in text
