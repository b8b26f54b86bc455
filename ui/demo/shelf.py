"""A quiet hour: one maker's goods are counted by scanner, a piece is missing, and it gets its bearer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from gallery_pos.documents import Covers
from ui.demo.stage import Stuck
from ui.screens.stok import StockScreen

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised
    from ui.demo.stage import Stage

_PIECES = range(6, 30)
"""A shelf that is worth scanning, and soon scanned."""
_SCANNED = 5
_BREATH = 0.4
"""Seconds between two pieces of the same kind: sooner than a third of a second is a scanner that stutters."""


class ShelfCount:
    """Plays a stocktake of one maker."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.book = stage.desktop.place.gallery.book

    def play(self) -> None:
        """Begin, scan, type, put something aside, hand in, give the missing piece to a bearer, post."""
        stage = self.stage
        maker, goods = self._maker()
        screen = stage.open("stock")
        if not isinstance(screen, StockScreen):
            raise Stuck("stock")
        page = screen.count
        screen.show_page(page)
        page.begin.scope.choose(Covers.CONSIGNOR.value)
        page.begin.scope.chosen.emit(Covers.CONSIGNOR.value)
        page.begin.which.show_picked(maker, self._name(maker))
        stage.settle()
        stage.picture("opname-mulai")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the count", page.counting.isVisible)
        first, pieces = goods[0]
        for _ in range(min(pieces - 1, _SCANNED)):
            stage.scan(first.barcodes[0])
            stage.settle(_BREATH)
        stage.scan("8990000000005")
        stage.picture("opname-hitung")
        for product, there in goods:
            page.counting.write(product.code, there - (product is first))
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the review", page.review.isVisible)
        stage.settle(1)
        stage.picture("opname-selisih")
        page.review.bear_all()
        stage.settle()
        stage.picture("opname-penanggung")
        stage.key(Qt.Key.Key_F12)
        stage.wait_for("the posted count", page.begin.isVisible)
        stage.settle(1)
        stage.picture("opname-selesai")

    def _name(self, maker: str) -> str:
        record = self.book.consignor(maker)
        return record.business_name if record else maker

    def _maker(self) -> tuple[str, list[tuple[ProductRevised, int]]]:
        """Return a maker with a small shelf, all of it in lots and with barcodes, and what stands there."""
        desk = self.stage.desktop.place.desk()
        here: Counter[str] = Counter()
        for lot in desk.book.lots(desk.outlet):
            here[lot.product] += lot.on_hand
        loose = {product.consignor for product in desk.book.products(list(desk.book.loose(desk.outlet)))}
        shelves: dict[str, list[tuple[ProductRevised, int]]] = {}
        for product in desk.book.products(list(here)):
            shelves.setdefault(product.consignor, []).append((product, here[product.code]))
        for maker, goods in sorted(shelves.items()):
            whole = maker not in loose and all(product.barcodes for product, _ in goods)
            if whole and sum(pieces for _, pieces in goods) in _PIECES and goods[0][1] > 1:
                return maker, goods
        raise Stuck("a small shelf")
