"""What an outlet has that can be sent on: a row for each product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gallery_pos.ports import Book, Lot


@dataclass(frozen=True, slots=True)
class SendRow:
    """A product that is at the outlet goods are sent from: pieces there and the first date among them."""

    product: str
    name: str
    maker: str
    here: int
    price: int
    best_before: date | None


def goods_at(book: Book, outlet: str) -> dict[str, SendRow]:
    """Return what an outlet has of each product, by its code. Touches no widget."""
    lots: dict[str, list[Lot]] = {}
    for lot in book.lots(outlet):
        lots.setdefault(lot.product, []).append(lot)
    makers = {maker.code: maker.business_name for maker in book.consignors()}
    found = {}
    for product in book.products(lots):
        mine = lots[product.code]
        found[product.code] = SendRow(
            product=product.code,
            name=product.name,
            maker=makers.get(product.consignor, product.consignor),
            here=sum(lot.on_hand for lot in mine),
            price=product.price,
            best_before=min((lot.best_before for lot in mine if lot.best_before), default=None),
        )
    return found
