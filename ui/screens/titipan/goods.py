"""What the table of goods that come in knows about the products of one consignor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries.records import ProductRow, list_products
from gallery_pos.barcode import clean_scan, sku
from gallery_pos.reading import name_key
from gallery_pos.services.checkout import current_terms
from gallery_pos.services.legality import stopped
from gallery_pos.terms_words import share_sentence
from ui.app.finding import any_product, product_choices

if TYPE_CHECKING:
    from collections.abc import Collection

    from gallery_pos.documents import ProductRevised
    from ui.widgets.picker import Choice
    from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Found:
    """Products by code, and why the gate stops those that it stops."""

    products: dict[str, ProductRevised]
    warnings: dict[str, str]


class Goods:
    """Reads each product once, until :meth:`forget`: a table of 200 rows is shown again with every cell."""

    def __init__(self, place: Workplace, *, may_make: bool) -> None:
        self._place = place
        self._book = place.gallery.book
        self._may_make = may_make
        self.consignor = ""
        self._known: dict[str, ProductRevised] = {}
        self._warnings: dict[str, str] = {}
        self._own: list[ProductRow] | None = None
        self._by_words: dict[str, str] = {}

    def forget(self, consignor: str) -> None:
        """Begin anew with the products of this consignor, "" for nobody's yet."""
        self.consignor = consignor
        self._known, self._warnings, self._own, self._by_words = {}, {}, None, {}

    def read(self, codes: Collection[str]) -> Found:
        """Read these products and what the gate says of them. Touches no widget, and remembers nothing."""
        found = self._book.products(codes)
        warnings = {one.product: one.sentence for one in stopped(self._book, found, self._place.desk().today())}
        return Found({product.code: product for product in found}, warnings)

    def take(self, found: Found) -> None:
        """Remember what was read."""
        self._known |= found.products
        self._warnings |= found.warnings

    def records(self, codes: Collection[str]) -> dict[str, ProductRevised]:
        """Return these products by code."""
        if fresh := {code for code in codes if code and code not in self._known}:
            self.take(self.read(fresh))
        return {code: self._known[code] for code in codes if code in self._known}

    def record(self, code: str) -> ProductRevised | None:
        """Return one product."""
        return self.records({code}).get(code)

    def warning(self, code: str) -> str:
        """Return why the gate stops a product, "" where it does not."""
        return self._warnings.get(code, "")

    def terms(self, code: str, price: int | None) -> str:
        """Return in words who gets what of a piece sold at this price, or at the product's own."""
        product = self.record(code)
        if product is None:
            return ""
        return share_sentence(current_terms(self._book, product), price or product.price)

    def choices(self, words: str) -> list[Choice]:
        """Return the products that have these words, and a way to make another one."""
        if not self.consignor:
            return any_product(self._place, words)
        return product_choices(self._owned(), words, may_make=self._may_make)

    def resolve(self, words: str) -> ProductRevised | None:
        """Return the one product that these words name whole: its barcode, its code or its name."""
        if self.consignor and not self._by_words:
            for row in self._owned():
                for key in (sku(row.code), *row.barcodes.split(), name_key(row.name)):
                    self._by_words[key] = "" if self._by_words.get(key, row.code) != row.code else row.code
        scanned = clean_scan(words)
        for key in (scanned, sku(words), name_key(words)):
            if code := self._by_words.get(key, ""):
                return self.record(code)
        return self._book.product_by_barcode(scanned) if scanned else None

    def _owned(self) -> list[ProductRow]:
        if self._own is None:
            self._own = list_products(self._place.gallery.database, consignor=self.consignor, active_only=True)
        return self._own
