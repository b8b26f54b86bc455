"""The cashier's day: float, carts, a held cart, a return, the count."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.barcode import receipt_code
from gallery_pos.documents import SaleCompleted, ShiftClosed, ShiftOpened
from gallery_pos.services.legality import stopped
from ui.demo.stage import Stuck
from ui.screens.kas.dialogs import CloseShiftDialog
from ui.screens.kasir.refund import RefundDialog
from ui.screens.kasir.screen import TillScreen
from ui.widgets.denominations import DENOMINATIONS

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.demo.stage import Stage

CARTS = 6
_PAID_AFTER = timedelta(days=35)


class Day:
    """Plays the day; :attr:`slips` are the documents whose slips are kept."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.book = stage.desktop.place.gallery.book
        self.slips: list[Posted] = []
        self._random = Random(7)
        self._codes = self._on_shelf()

    def _on_shelf(self) -> list[str]:
        """Return barcodes of goods that are here and may be sold today."""
        desk = self.stage.desktop.place.desk()
        today = desk.today()
        here: dict[str, int] = {}
        for lot in desk.book.lots(desk.outlet):
            fresh = lot.best_before is None or lot.best_before >= today
            here[lot.product] = here.get(lot.product, 0) + (lot.on_hand if fresh else -1_000)
        records = desk.book.products(list(here))
        held = {one.product for one in stopped(desk.book, records, today)}
        free = [one for one in records if one.active and one.code not in held and here[one.code] >= CARTS]
        return [one.barcodes[0] for one in free if one.barcodes]

    def play(self) -> None:
        """Play it from the float to the Z slip."""
        self._open()
        for number in range(CARTS):
            self._sell(number)
        self._hold_and_recall()
        self._refund()
        self._close()

    def _open(self) -> None:
        till = self._till()
        self.stage.picture("kasir-sif-belum-dibuka")
        self.stage.settle()
        till.browse.gate.field.setFocus()
        self.stage.settle()
        self.stage.type("200000")
        till.browse.gate.button.click()
        self.stage.wait_for("an open shift", lambda: self._drawer() is not None)

    def _drawer(self) -> ShiftOpened | None:
        desk = self.stage.desktop.place.desk()
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        return drawer.opened if drawer else None

    def _till(self) -> TillScreen:
        screen = self.stage.open("till")
        if not isinstance(screen, TillScreen):
            raise Stuck("till")
        return screen

    def _sell(self, number: int) -> None:
        """Scan some goods; take cash, or a QRIS payment for every third cart."""
        stage, till = self.stage, self._till()
        for code in self._random.sample(self._codes, 1 + number % 4):
            stage.scan(code)
        if number == 1:
            stage.scan(self._codes[0])
            stage.key(Qt.Key.Key_Plus)
        if number == 3:  # noqa: PLR2004 -- one picture of a full cart is enough
            stage.picture("kasir-keranjang")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the payment", lambda: till.page() == "pay")
        if number % 3 == 2:  # noqa: PLR2004 -- every third
            stage.key(Qt.Key.Key_F3)
            stage.picture("kasir-bayar-qris")
        else:
            stage.key(Qt.Key.Key_F7)
            if number == 0:
                stage.picture("kasir-bayar-tunai")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the sale", lambda: till.page() == "done")
        if number == 0:
            stage.picture("kasir-selesai")
        self._next_buyer(till)

    def _next_buyer(self, till: TillScreen) -> None:
        """Keep the sale and go on, once the till takes keys again: a second F12 too soon means nothing there."""
        self._keep_last_sale()
        self.stage.wait_for("the till's breath", till.action("done.next").isEnabled)
        self.stage.key(Qt.Key.Key_F12)
        self.stage.wait_for("the next cart", lambda: till.page() == "sell")

    def _keep_last_sale(self) -> None:
        posted = self._last("SaleCompleted")
        if isinstance(posted.document, SaleCompleted):
            self.slips.append(posted)

    def _last(self, kind: str) -> Posted:
        from db.queries.books import list_journal

        database = self.stage.desktop.place.gallery.database
        (row,) = list_journal(database, kind=kind, newest_first=True, limit=1)
        posted = self.book.document(row.id)
        if posted is None:
            raise Stuck(kind)
        return posted

    def _hold_and_recall(self) -> None:
        stage, till = self.stage, self._till()
        stage.scan(self._codes[1])
        stage.key(Qt.Key.Key_F6)
        stage.settle()
        if stage.dialog() is not None:
            stage.type("Bu Rina")
            stage.key(Qt.Key.Key_F12)
        stage.wait_for("an empty cart", lambda: not till.till.cart.lines)
        stage.key(Qt.Key.Key_F7)
        stage.wait_for_dialog()
        stage.picture("kasir-ambil-tahanan")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the held cart", lambda: till.till.cart.lines)
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the payment", lambda: till.page() == "pay")
        stage.key(Qt.Key.Key_F6)
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the sale", lambda: till.page() == "done")
        self._next_buyer(till)

    def _refund(self) -> None:
        stage = self.stage
        self._till()
        stage.key(Qt.Key.Key_F8)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, RefundDialog):
            raise Stuck("refund")
        sold, barcode = self._paid_before()
        stage.scan(receipt_code(sold.hash))
        stage.settle(0.5)
        stage.scan(barcode)
        stage.picture("kasir-retur-pilih")
        dialog.reason.setFocus()
        stage.settle()
        stage.type("kemasan bocor")
        stage.picture("kasir-retur")
        stage.key(Qt.Key.Key_F12)
        stage.settle()
        self.slips.append(self._last("SaleRefunded"))

    def _paid_before(self) -> tuple[Posted, str]:
        """Return a sale whose makers got their money for it long ago, and the barcode of what comes back."""
        from db.queries.books import list_journal

        desk = self.stage.desktop.place.desk()
        database = self.stage.desktop.place.gallery.database
        for row in list_journal(database, kind=SaleCompleted.__name__, outlet=desk.outlet, newest_first=True):
            if desk.today() - row.business_date < _PAID_AFTER:
                continue
            sold = self.book.document(row.id)
            if sold is not None and isinstance(sold.document, SaleCompleted):
                (product,) = self.book.products([sold.document.lines[0].product])
                if product.barcodes and product.active:
                    return sold, product.barcodes[0]
        raise Stuck("a sale of the month before")

    def _close(self) -> None:
        stage = self.stage
        stage.open("cash")
        stage.picture("kas-sif-terbuka")
        stage.key(Qt.Key.Key_F10)
        dialog = stage.wait_for_dialog()
        if not isinstance(dialog, CloseShiftDialog):
            raise Stuck("count")
        desk = stage.desktop.place.desk()
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        notes = _notes(drawer.expected if drawer else 0)
        for value in DENOMINATIONS:
            stage.type(str(notes.get(value, 0)))
            stage.key(Qt.Key.Key_Down)
        stage.picture("kas-hitung")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("a closed shift", lambda: self._drawer() is None)
        stage.settle(1)
        stage.picture("kas-slip-z")
        if (front := stage.dialog()) is not None:
            front.reject()
        posted = self._last("ShiftClosed")
        if isinstance(posted.document, ShiftClosed):
            self.slips.append(posted)


def _notes(amount: int) -> dict[int, int]:
    """Return how many notes and coins of each value make up an amount."""
    made: dict[int, int] = {}
    for value in DENOMINATIONS:
        made[value], amount = divmod(amount, value)
    return made
