"""What the book knows when a file comes in, and what the file adds to it: codes, names, barcodes, outlets, terms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gallery_pos.agreements import terms_under
from gallery_pos.barcode import instore_ean13, sku
from gallery_pos.documents import GALLERY, OutletKind, OutletRevised
from gallery_pos.language import tr
from gallery_pos.reading import name_key, tidy_name
from gallery_pos.services.checkout import outlet_of
from gallery_pos.services.consignors import former_codes
from gallery_pos.terms import ItemTerms, Terms

if TYPE_CHECKING:
    from gallery_pos.documents import AgreementRevised, ConsignorRevised, ProductRevised
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row

_LONGEST_OUTLET = 40


class Known:
    """Look-ups in memory: one question to the book per sort of record, however long the file is."""

    def __init__(self, draft: Draft) -> None:
        """Ask the book of the draft's desk; nothing is asked before it is needed."""
        self._draft = draft
        self._book = draft.desk.book
        self._next: dict[str, int] = {}
        self._outlet_texts: dict[str, OutletRevised] = {}
        self._consignors_of_texts: dict[str, ConsignorRevised | None] = {}
        self._products_of_texts: dict[str, ProductRevised | None] = {}
        self._agreements: dict[str, AgreementRevised | None] = {}
        self._terms: dict[tuple[str, ItemTerms, int], Terms] = {}

    @cached_property
    def consignors(self) -> dict[str, ConsignorRevised]:
        """Consignors by the form in which codes are compared."""
        return {sku(consignor.code): consignor for consignor in self._book.consignors()}

    @cached_property
    def products(self) -> dict[str, ProductRevised]:
        """Products by the form in which codes are compared."""
        return {sku(product.code): product for product in self._book.products()}

    @cached_property
    def barcodes(self) -> dict[str, ProductRevised]:
        """Products by each of their barcodes."""
        return {sku(barcode): product for product in self.products.values() for barcode in product.barcodes}

    @cached_property
    def _former(self) -> dict[str, tuple[str, ...]]:
        return former_codes(self._book)

    @cached_property
    def _merged(self) -> dict[str, str]:
        """Codes of records that were merged into another, with the one under which the maker stands now."""
        return {sku(old): code for code, olds in self._former.items() for old in olds}

    def former(self, code: str) -> tuple[str, ...]:
        """Return the codes of the records that were merged into a maker."""
        return self._former.get(code, ())

    def merged_into(self, code: str) -> str:
        """Return the code of the maker whom this one was merged into, "" for one that stands by itself."""
        return self._merged.get(sku(code), "")

    def consignor(self, code: str) -> ConsignorRevised | None:
        """Return the consignor with this code; one that was merged into another leads to him."""
        if code not in self._consignors_of_texts:
            self._consignors_of_texts[code] = self.consignors.get(sku(self.merged_into(code) or code))
        return self._consignors_of_texts[code]

    def product(self, code: str) -> ProductRevised | None:
        """Return the product with this code or barcode."""
        if code not in self._products_of_texts:
            key = sku(code)
            self._products_of_texts[code] = self.products.get(key) or self.barcodes.get(key)
        return self._products_of_texts[code]

    def agreement(self, consignor: str) -> AgreementRevised | None:
        """Return a consignor's own agreement as it is now."""
        if consignor not in self._agreements:
            self._agreements[consignor] = self._book.agreement(consignor)
        return self._agreements[consignor]

    def terms(self, product: ProductRevised) -> Terms:
        """Return the terms under which pieces of a product come in now."""
        key = (product.consignor, product.terms, product.price)
        if key not in self._terms:
            own, default = self.agreement(product.consignor), self.agreement(GALLERY)
            self._terms[key] = terms_under(own, default, product.terms, product.price)
        return self._terms[key]

    # ------------------------------------------------------------------------------------------------ new numbers

    def new_consignor_code(self) -> str:
        """Return a code that no consignor has: ``M001`` and on."""
        return self._free("consignor", "M{:03d}", self.consignors.__contains__)

    def new_product_code(self) -> str:
        """Return a code that no product has: ``P0001`` and on."""
        return self._free("product", "P{:04d}", lambda code: code in self.products or code in self.barcodes)

    def new_barcode(self) -> str:
        """Return an in-store EAN-13 that no product has."""
        while True:
            barcode = instore_ean13(self._number("barcode"))
            if barcode not in self.barcodes and barcode not in self.products:
                return barcode

    def _free(self, kind: str, shape: str, taken: Callable[[str], bool]) -> str:
        while True:
            code = shape.format(self._number(kind))
            if not taken(code):
                return code

    def _number(self, kind: str) -> int:
        number = self._next.get(kind) or self._book.next_code(kind)
        self._next[kind] = number + 1
        return number

    # ---------------------------------------------------------------------------------------------------- outlets

    @cached_property
    def _outlets(self) -> dict[str, OutletRevised]:
        """Outlets by code and by name; where one's name is another's code, the code counts."""
        known = list(self._book.outlets())
        return {name_key(one.name): one for one in known} | {name_key(one.code): one for one in known}

    @cached_property
    def main_outlet(self) -> OutletRevised:
        """The gallery's own outlet, else the desk's."""
        return self._book.main_outlet() or outlet_of(self._draft.desk)

    def outlet(self, row: Row) -> OutletRevised | None:
        """Return the outlet that a row names, made where nobody named it before; None where it cannot be one."""
        text: str | None = row["outlet"]
        if text is None:
            return None
        if text not in self._outlet_texts:
            found = self.main_outlet if not text else self._outlets.get(name_key(text)) or self._new_outlet(row, text)
            if found is None:
                return None
            self._outlet_texts[text] = found
        return self._outlet_texts[text]

    def known_outlet(self, text: str) -> OutletRevised | None:
        """Return the outlet with this code or name, where there is one."""
        return self._outlets.get(name_key(text))

    def _new_outlet(self, row: Row, text: str) -> OutletRevised | None:
        if len(text) > _LONGEST_OUTLET:
            self._draft.findings.problem(row, "outlet", tr("terlalu panjang untuk nama gerai"))
            return None
        zone = self._draft.desk.timezone.key
        made = self._draft.write(
            OutletRevised, code=text, name=tidy_name(text), type=OutletKind.CORNER, attended=False, timezone=zone
        )
        self._draft.findings.warning(row, "outlet", tr("gerai ini baru dan akan dibuat"))
        self._draft.counts["outlets_new"] += 1
        self._outlets[name_key(text)] = made
        return made

    def zone(self, outlet: OutletRevised) -> ZoneInfo:
        """Return the time zone that an outlet's clocks show."""
        return ZoneInfo(outlet.timezone)
