"""A maker who wants to be forgotten: his name leaves the register, his sales stay in the books under his code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import ConsignorRevised
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import consignor_of, fields_of

if TYPE_CHECKING:
    from gallery_pos.ports import Book

_FORGOTTEN = {
    "owner": "",
    "nib": "",
    "note": "",
    "picture": "",
    "capital": None,
    "yearly_sales": None,
    "memberships": (),
    "consent": "",
    "consent_on": None,
}


def nameless(code: str) -> str:
    """Return what a maker is called whose name was taken out."""
    return tr("Penitip #{code}").format(code=code)


def still_here(book: Book, code: str) -> tuple[int, int]:
    """Return the pieces of a maker on all shelves and what he is owed in rupiah."""
    own = [product.code for product in book.products() if product.consignor == code]
    pieces = sum(
        lot.on_hand for outlet in book.outlets() for lot in book.lots(outlet.code, own) if lot.consignor == code
    )
    return pieces, book.balance(code)


def forget_consignor(desk: Desk, *, code: str) -> Done[ConsignorRevised]:
    """Call a maker by his code from now on, and keep nothing that tells who he is in what can still be changed.

    Documents that are written stay as they are: they are the books, and their chain is their proof. Raises RuleBroken
    (``consignor.unknown``).
    """
    require(desk, Act.SEE_PRIVATE)
    with desk.journal.transaction():
        consignor = consignor_of(desk, code)
        done = still_here(desk.book, code) == (0, 0)
        fields = fields_of(consignor) | _FORGOTTEN | {"business_name": nameless(code)}
        forgotten = desk.write(ConsignorRevised, **fields | {"active": consignor.active and not done})
        desk.journal.append(forgotten)
    return Done(forgotten, Changes.CONSIGNORS)
