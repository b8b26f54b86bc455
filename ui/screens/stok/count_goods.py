"""The goods of a count as the one who counts sees them: names and makers, never what the books expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.counting import belongs
from ui.app.finding import any_product, has_words
from ui.app.tables import Column, Kind
from ui.widgets.picker import Choice

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised, StocktakeStarted
    from ui.screens.stok.part_form import PartForm
    from ui.workplace import Workplace

_MOST = 30


@dataclass(frozen=True, slots=True)
class Item:
    """A product of the count, or a code put aside; what the books expect is not told."""

    code: str
    name: str
    maker: str
    pieces: int | None
    note: str = ""
    aside: bool = False


COLUMNS: tuple[Column[Item], ...] = (
    Column(tr_noop("Penitip"), lambda row: row.maker, width=220),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Kode"), lambda row: row.code, width=152),
    Column(tr_noop("Dihitung"), lambda row: row.pieces, Kind.NUMBER, width=100),
    Column(tr_noop("Catatan"), lambda row: row.note, width=150, tip=lambda row: row.note),
)


class CountedGoods:
    """What belongs to a count, with what was found of it."""

    def __init__(self, place: Workplace) -> None:
        """Know nothing yet."""
        self._place = place
        self._started: StocktakeStarted | None = None
        self._names: dict[str, tuple[str, str]] = {}
        self._frozen: frozenset[str] = frozenset()

    def begin(self, started: StocktakeStarted, form: PartForm) -> None:
        """Take up another count, of which ``form`` has some already."""
        book = self._place.gallery.book
        makers = {maker.code: maker.business_name for maker in book.consignors()}
        self._started = started
        self._frozen = frozenset(line.product for line in started.lines)
        self._names = {line.product: (line.name, makers.get(line.consignor, line.consignor)) for line in started.lines}
        for product in book.products(set(form.found) - self._frozen):
            self._names[product.code] = (product.name, makers.get(product.consignor, product.consignor))

    def name(self, code: str) -> str:
        """Return what a product is called, its code where nobody knows."""
        return self._names.get(code, (code, ""))[0]

    def know(self, code: str) -> None:
        """Remember the name of a product that the books had none of."""
        if code not in self._names and (product := self._place.gallery.book.product(code)) is not None:
            maker = self._place.gallery.book.consignor(product.consignor)
            self._names[code] = (product.name, maker.business_name if maker else product.consignor)

    def known(self, code: str) -> str:
        """Return the name of the product with a barcode, "" where there is none."""
        product = self._place.gallery.book.product_by_barcode(code)
        return product.name if product else ""

    def is_foreign(self, product: ProductRevised) -> bool:
        """Tell whether a product is of another count."""
        return product.code not in self._frozen and self._started is not None and not belongs(self._started, product)

    def item(self, form: PartForm, code: str) -> Item:
        """Return one product with what was found of it."""
        name, maker = self._names[code]
        entry = form.found.get(code)
        if entry is None:
            return Item(code, name, maker, None)
        photos = tr("{count} foto").format(count=format_count(len(entry.pictures))) if entry.pictures else ""
        return Item(code, name, maker, entry.pieces, " · ".join(part for part in (entry.note, photos) if part))

    def items(self, form: PartForm) -> list[Item]:
        """Return all products by maker and name, then what was put aside."""
        rows = [self.item(form, code) for code in self._names]
        rows.sort(key=lambda row: (row.maker.casefold(), row.name.casefold()))
        return rows + [
            Item(code, self.known(code) or tr("kode tidak dikenal"), tr("disisihkan"), pieces, aside=True)
            for code, pieces in sorted(form.aside.items())
        ]

    def find(self, words: str, form: PartForm) -> list[Choice]:
        """Return the products that have all the words: those of the count, else any that could belong to it."""
        fitting = [
            (maker, name, code) for code, (name, maker) in self._names.items() if has_words(words, name, maker, code)
        ]
        found = []
        for maker, name, code in sorted(fitting, key=lambda one: (one[0].casefold(), one[1].casefold()))[:_MOST]:
            entry = form.found.get(code)
            found.append(Choice(code, name, maker, format_count(entry.pieces) if entry else ""))
        if found or not words.strip() or self._started is None:
            return found
        others = any_product(self._place, words)
        asked = self._place.gallery.book.products({str(choice.key) for choice in others})
        codes = {one.code for one in asked if belongs(self._started, one)}
        return [choice for choice in others if choice.key in codes]
