"""A stocktake as data: what is to be counted, what was counted so far; on disk while it lasts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from db.queries.stock import StockRow, list_stock
from gallery_pos.documents import CountedLine, new_id
from gallery_pos.language import tr

if TYPE_CHECKING:
    from db.drafts import Drafts
    from ui.gallery import Gallery

KIND = "count"


class Scope(StrEnum):
    """What is counted."""

    ALL = "all"
    CONSIGNOR = "consignor"
    PRODUCTS = "products"


class CountForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A count that is under way; ``counted`` are pieces by product, ``chosen`` the products of a count of some."""

    id: UUID = msgspec.field(default_factory=new_id)
    scope: Scope = Scope.ALL
    consignor: str = ""
    chosen: tuple[str, ...] = ()
    counted: dict[str, int] = {}
    note: str = ""


class Item(msgspec.Struct, frozen=True):
    """A product to be counted; what the books expect is not told."""

    product: str
    name: str
    maker: str
    counted: int | None


class Variance(msgspec.Struct, frozen=True):
    """A line of the review: a lot (or pieces without one), what the books say and what was counted."""

    line: CountedLine
    maker: str

    @property
    def difference(self) -> int:
        """Pieces more (> 0) or less than the books say."""
        return self.line.counted - self.line.expected


def items(gallery: Gallery, form: CountForm) -> list[Item]:
    """Return the products of a count by name, with what was counted of each. Touches no widget."""
    consignor = form.consignor if form.scope is Scope.CONSIGNOR else None
    rows: list[StockRow] = list_stock(gallery.database, outlet=gallery.machine.outlet, consignor=consignor)
    wanted = {
        row.product: (row.name, row.business_name)
        for row in rows
        if form.scope is not Scope.PRODUCTS and (row.on_hand or row.loose)
    }
    more = {code for code in (*form.counted, *form.chosen) if code not in wanted}
    for product in gallery.book.products(more):
        maker = gallery.book.consignor(product.consignor)
        wanted[product.code] = (product.name, maker.business_name if maker else product.consignor)
    found = [Item(code, name, maker, form.counted.get(code)) for code, (name, maker) in wanted.items()]
    return sorted(found, key=lambda item: (item.maker.casefold(), item.name.casefold()))


def scope_words(gallery: Gallery, form: CountForm) -> str:
    """Return what is counted, as it stands on the document."""
    if form.scope is Scope.CONSIGNOR:
        maker = gallery.book.consignor(form.consignor)
        return tr("Titipan {name}").format(name=maker.business_name if maker else form.consignor)
    return tr("Seluruh gerai") if form.scope is Scope.ALL else tr("Produk tertentu")


def with_count(form: CountForm, product: str, pieces: int | None) -> CountForm:
    """Return the form with another count of a product; None takes the count back."""
    counted = {code: count for code, count in form.counted.items() if code != product}
    if pieces is not None:
        counted[product] = pieces
    chosen = form.chosen if product in form.chosen else (*form.chosen, product)
    return msgspec.structs.replace(form, counted=counted, chosen=chosen)


def keep(drafts: Drafts, form: CountForm) -> None:
    """Write the count to disk as it is now."""
    drafts.save(Draft(id=form.id, kind=KIND, body=msgspec.json.encode(form)))


def restore(drafts: Drafts) -> CountForm | None:
    """Return the count that was under way, None where there was none."""
    found = drafts.load_open(KIND)
    return msgspec.json.decode(found[-1].body, type=CountForm) if found else None
