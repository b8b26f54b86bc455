"""What fields offer while somebody types: consignors, the products of one of them, and all products."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.queries.search import search_products
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from ui.widgets.picker import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.queries.records import ProductRow
    from gallery_pos.documents import ConsignorRevised
    from ui.workplace import Workplace

NEW = "+"
"""The key of the choice that makes a new record."""
_MOST = 30
_NO_CODES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def has_words(words: str, *texts: str) -> bool:
    """Tell whether every word stands somewhere in the texts."""
    hay = "\n".join(texts).casefold()
    return all(word in hay for word in words.casefold().split())


def consignor_choices(
    makers: Iterable[ConsignorRevised],
    words: str,
    *,
    may_make: bool,
    former: Mapping[str, tuple[str, ...]] = _NO_CODES,
) -> list[Choice]:
    """Return the active consignors that have all the words, and a way to register another one.

    ``former`` are the codes of those who were merged into each: typed, they lead to him.
    """
    found = [
        Choice(maker.code, maker.business_name, " · ".join(p for p in (maker.owner, maker.district, maker.code) if p))
        for maker in sorted(makers, key=lambda each: each.business_name.casefold())
        if maker.active
        and has_words(words, maker.business_name, maker.owner, maker.district, maker.code, *former.get(maker.code, ()))
    ][:_MOST]
    if may_make:
        found.append(_new(tr("Penitip baru “{words}”…").format(words=words) if words else tr("Penitip baru…")))
    return found


def product_choices(products: Sequence[ProductRow], words: str, *, may_make: bool) -> list[Choice]:
    """Return the products of the chosen consignor that have all the words, and a way to make another one."""
    fitting = [
        product
        for product in products
        if has_words(words, product.name, product.code, product.barcodes, product.category)
    ]
    fitting.sort(key=lambda product: _distance(words.casefold().strip(), product.name.casefold()))
    found = [
        Choice(
            product.code,
            product.name,
            " · ".join(p for p in (product.category, product.code) if p),
            format_rupiah(product.price),
        )
        for product in fitting[:_MOST]
    ]
    if may_make:
        found.append(_new(tr("Produk baru “{words}”…").format(words=words) if words else tr("Produk baru…")))
    return found


def _distance(words: str, name: str) -> int:
    """The name itself comes first, then what begins with the words, then what has them somewhere."""
    return 0 if name == words else 1 if name.startswith(words) else 2


def any_product(place: Workplace, words: str) -> list[Choice]:
    """Return the products of all consignors that have all the words: picking one chooses its consignor too."""
    gallery = place.gallery
    hits = search_products(gallery.database, words, outlet=gallery.machine.outlet, limit=_MOST)
    return [
        Choice(hit.code, hit.name, " · ".join(p for p in (hit.maker, hit.category) if p), format_rupiah(hit.price))
        for hit in hits
    ]


def _new(text: str) -> Choice:
    return Choice(NEW, text, icon="plus-circle")
