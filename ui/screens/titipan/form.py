"""The form of goods that come in, as data: kept on disk while it is filled in, worked out without any widget."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from gallery_pos.agreements import terms_under
from gallery_pos.desk import Changes, Done
from gallery_pos.documents import GALLERY, new_id
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.terms import split
from ui.screens.titipan.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from db.drafts import Drafts
    from gallery_pos.desk import Desk
    from gallery_pos.documents import ProductRevised
    from gallery_pos.ports import Book, Posted
    from gallery_pos.services.access import Approval

KIND = "intake"


class IntakeForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A surat titip that is being filled in; its ``id`` becomes the document's, so posting twice makes one note."""

    id: UUID = msgspec.field(default_factory=new_id)
    consignor: str = ""
    delivered_by: str = ""
    reference: str = ""
    note: str = ""
    lines: tuple[Row, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not (self.consignor or self.lines or self.reference or self.note)

    @property
    def pieces(self) -> int:
        """Pieces on all lines."""
        return sum(line.quantity or 0 for line in self.lines)

    @property
    def value(self) -> int:
        """What all of it sells for, in rupiah."""
        return sum(line.value for line in self.lines)


def changed(form: IntakeForm, **fields: object) -> IntakeForm:
    """Return the form with other fields."""
    return msgspec.structs.replace(form, **fields)


def with_row(form: IntakeForm, at: int, row: Row) -> IntakeForm:
    """Return the form with another row at ``at``, or one more where that is just below the last.

    One product has one price: the last one written counts for all its rows.
    """
    before = form.lines[at] if at < len(form.lines) else Row()
    lines = [*form.lines]
    if row.product and row.price is not None and row.price != before.price:
        lines = [msgspec.structs.replace(e, price=row.price) if e.product == row.product else e for e in lines]
    lines[at : at + 1] = [] if row.is_blank else [row]
    return changed(form, lines=tuple(lines))


def dues(book: Book, form: IntakeForm, products: Mapping[str, ProductRevised]) -> list[int]:
    """Return for each row what the consignor gets once it is sold at full price, in rupiah."""
    own, default = book.agreement(form.consignor), book.agreement(GALLERY)
    found = []
    for line in form.lines:
        product = products.get(line.product)
        terms = terms_under(own, default, product.terms, line.price or product.price) if product else None
        found.append(split(terms, quantity=line.quantity or 0, gross=line.value).due if terms else 0)
    return found


def new_prices(book: Book, lines: Iterable[Row]) -> dict[str, int]:
    """Return the products whose price on the form is another one than in the catalogue, with the new price."""
    wanted = {line.product: line.price for line in lines if line.product and line.price is not None}
    return {
        product.code: wanted[product.code] for product in book.products(wanted) if product.price != wanted[product.code]
    }


def price_words(products: Mapping[str, ProductRevised], form: IntakeForm) -> str:
    """Return in words which prices posting will change, "" for none."""
    lines = {line.product: line for line in form.lines if line.product in products and line.price is not None}
    return ", ".join(
        tr("{name} menjadi {price}").format(name=line.name, price=format_rupiah(line.price or 0))
        for code, line in lines.items()
        if line.price != products[code].price
    )


def post(desk: Desk, form: IntakeForm, drafts: Drafts, approval: Approval | None = None) -> Done[Posted]:
    """Write new prices and the note, and forget the draft, all or nothing.

    Raises RuleBroken and NeedsApproval as :func:`receive_goods` and :func:`revise_product` do.
    """
    with desk.journal.transaction():
        prices = Changes.NONE
        if desk.book.document(form.id) is None:
            for code, price in new_prices(desk.book, form.lines).items():
                prices |= revise_product(desk, code=code, price=price).changes
        done = receive_goods(
            desk,
            consignor=form.consignor,
            lines=[
                IntakeLine(
                    product=line.product,
                    quantity=line.quantity or 0,
                    best_before=line.best_before,
                    condition=line.condition,
                )
                for line in form.lines
            ],
            delivered_by=form.delivered_by.strip(),
            reference=form.reference.strip(),
            note=form.note.strip(),
            approval=approval,
            id=form.id,
        )
        drafts.delete(form.id)
    return Done(done.value, done.changes | prices)


def keep(drafts: Drafts, form: IntakeForm) -> None:
    """Write the form to disk, or forget it where it says nothing."""
    if form.is_empty:
        drafts.delete(form.id)
    else:
        drafts.save(Draft(id=form.id, kind=KIND, body=msgspec.json.encode(form)))


def restore(drafts: Drafts) -> IntakeForm | None:
    """Return the form that was being filled in when the program ended, None where there was none."""
    found = drafts.load_open(KIND)
    return msgspec.json.decode(found[-1].body, type=IntakeForm) if found else None


def agreement_end(book: Book, consignor: str) -> date | None:
    """Return the day on which a consignor's agreement ends, None where it has no end."""
    agreement = book.agreement(consignor) or book.agreement(GALLERY)
    return agreement.end if agreement else None
