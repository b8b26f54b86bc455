"""Goods come back against their receipt."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from counter import BATIK, KERIPIK, OPAK, Counter
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import Method, SaleCompleted, SaleRefunded
from ui.app.print_jobs import PaperDialog
from ui.screens.kasir.refund import RefundDialog
from ui.widgets.buttons import Button

F = Qt.Key


def sold(counter: Counter, *codes: str, method: Method = Method.CASH) -> tuple[SaleCompleted, str, str]:
    """Return a sale with its number and the code on its receipt."""
    sale = counter.sell(*codes, method=method)
    posted = counter.gallery.book.document(sale.id)
    assert posted is not None
    return sale, posted.number, receipt_code(posted.hash)


def refund(counter: Counter) -> RefundDialog:
    dialog = counter.dialog()
    assert isinstance(dialog, RefundDialog)
    return dialog


def test_a_receipt_scanned_on_the_counter_opens_its_refund(counter: Counter) -> None:
    sale, _, code = sold(counter, OPAK, OPAK, KERIPIK)
    counter.set_printer()
    counter.scan(code)
    dialog = refund(counter)
    assert [line.left for line in dialog._lines] == [2, 1]
    assert dialog.method() is Method.CASH
    counter.scan(OPAK)
    assert dialog.pieces() == {0: 1}
    assert dialog.total.amount() == 15_000
    counter.key(F.Key_F12)
    assert counter.written(SaleRefunded) == []
    assert "alasan" in dialog.banner.text()
    counter.type("kemasan bocor")
    counter.key(F.Key_Return)
    assert counter.written(SaleRefunded) == []
    counter.key(F.Key_F12)
    (refunded,) = counter.written(SaleRefunded)
    assert (refunded.sale, refunded.total, refunded.reason) == (sale.id, 15_000, "kemasan bocor")
    assert "Rp15.000 dibayarkan ke pembeli" in counter.toasts()
    assert any(b"PENGEMBALIAN" in paper for paper in counter.printed())
    assert counter.lines == []


def test_by_number_typed_and_only_what_is_left(counter: Counter) -> None:
    _, number, _ = sold(counter, OPAK, OPAK)
    for _ in range(2):
        counter.key(F.Key_F8)
        counter.type(number.lower())
        counter.key(F.Key_Return)
        dialog = refund(counter)
        dialog._lines[0].step(1)
        dialog.reason.setText("salah beli")
        counter.key(F.Key_F12)
    assert [each.total for each in counter.written(SaleRefunded)] == [15_000, 15_000]
    counter.key(F.Key_F8)
    refund(counter).on_scan(number)
    assert not refund(counter)._lines[0].isEnabled()
    counter.scan(OPAK)
    assert "sebanyak yang bisa" in refund(counter).banner.text()
    assert refund(counter).pieces() == {}


def test_without_a_printer_the_proof_is_shown(counter: Counter) -> None:
    _, number, _ = sold(counter, OPAK)
    counter.key(F.Key_F8)
    refund(counter).on_scan(number)
    refund(counter)._lines[0].step(1)
    refund(counter).reason.setText("salah beli")
    counter.key(F.Key_F12)
    toasts = counter.place.feedback._toasts
    assert toasts is not None
    look = toasts._toasts[-1].findChild(Button)
    assert look is not None
    assert look.text() == "Lihat bukti"
    look.click()
    assert isinstance(counter.dialog(), PaperDialog)
    counter.dialog().close()
    counter.place.printing.wait()


def test_an_unknown_receipt_says_so(counter: Counter) -> None:
    counter.key(F.Key_F8)
    counter.type("XX-99")
    counter.key(F.Key_Return)
    assert "tidak ditemukan" in refund(counter).banner.text()
    counter.key(F.Key_F12)
    assert counter.written(SaleRefunded) == []


def test_a_sale_by_qris_goes_back_by_qris_unless_chosen_otherwise(counter: Counter) -> None:
    _, number, _ = sold(counter, BATIK, method=Method.QRIS)
    counter.key(F.Key_F8)
    refund(counter).on_scan(number)
    assert refund(counter).method() is Method.QRIS
    refund(counter)._lines[0].step(1)
    refund(counter).reason.setText("ukuran")
    counter.key(F.Key_F12)
    (refunded,) = counter.written(SaleRefunded)
    assert [tender.method for tender in refunded.tenders] == [Method.QRIS]


def test_more_cash_than_the_drawer_has_is_refused_in_place(start: Callable[..., Counter]) -> None:
    counter = start()
    counter.open_shift(0)
    _, number, _ = sold(counter, BATIK, method=Method.QRIS)
    counter.key(F.Key_F8)
    dialog = refund(counter)
    dialog.on_scan(number)
    dialog.methods.choose(Method.CASH.value)
    dialog._lines[0].step(1)
    dialog.reason.setText("ukuran")
    counter.key(F.Key_F12)
    assert "tidak cukup" in dialog.banner.text()
    assert counter.written(SaleRefunded) == []


def test_without_an_open_drawer_nothing_is_given_back(start: Callable[..., Counter]) -> None:
    counter = start()
    counter.key(F.Key_F8)
    assert "Sif belum dibuka" in counter.screen.browse.banner.text()
