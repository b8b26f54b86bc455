"""The form of goods that come in, as data: kept on disk while it is filled in, worked out without any widget."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from gallery_pos.desk import Changes, Done
from gallery_pos.documents import GALLERY, new_id
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.checkout import current_terms
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.drafts import Drafts
    from gallery_pos.desk import Desk
    from gallery_pos.ports import Book, Posted
    from gallery_pos.services.access import Approval

KIND = "intake"


class FormLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pieces of one product with one best-before date; ``price`` is what a piece will be sold for."""

    product: str
    name: str
    quantity: int
    price: int
    best_before: date | None = None
    condition: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The line being typed, letter by letter."""

    product: str = ""
    quantity: str = ""
    price: str = ""
    best_before: str = ""
    condition: str = ""


class IntakeForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A surat titip that is being filled in; its ``id`` becomes the document's, so posting twice makes one note."""

    id: UUID = msgspec.field(default_factory=new_id)
    consignor: str = ""
    delivered_by: str = ""
    reference: str = ""
    note: str = ""
    lines: tuple[FormLine, ...] = ()
    entry: Entry = Entry()

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost."""
        return not (self.consignor or self.lines or self.reference or self.note or self.entry.product)

    @property
    def pieces(self) -> int:
        """Pieces on all lines."""
        return sum(line.quantity for line in self.lines)

    @property
    def value(self) -> int:
        """What all of it sells for, in rupiah."""
        return sum(line.quantity * line.price for line in self.lines)


def changed(form: IntakeForm, **fields: object) -> IntakeForm:
    """Return the form with other fields."""
    return msgspec.structs.replace(form, **fields)


def with_line(form: IntakeForm, line: FormLine, at: int | None = None) -> IntakeForm:
    """Return the form with a line more, or with another one at ``at``.

    The same product with the same date is one line. One product has one price: the last one written counts for all.
    """
    lines = [each for index, each in enumerate(form.lines) if index != at]
    lines = [msgspec.structs.replace(e, price=line.price) if e.product == line.product else e for e in lines]
    same = next(
        (
            index
            for index, each in enumerate(lines)
            if (each.product, each.best_before, each.condition) == (line.product, line.best_before, line.condition)
        ),
        None,
    )
    if same is not None:
        lines[same] = msgspec.structs.replace(lines[same], quantity=lines[same].quantity + line.quantity)
    else:
        lines.insert(len(lines) if at is None else at, line)
    return changed(form, lines=tuple(lines), entry=Entry())


def without_line(form: IntakeForm, at: int) -> IntakeForm:
    """Return the form without one of its lines."""
    return changed(form, lines=tuple(each for index, each in enumerate(form.lines) if index != at))


def due_of(book: Book, form: IntakeForm) -> int:
    """Return what the consignor gets once everything on the form is sold at full price, in rupiah."""
    products = {product.code: product for product in book.products({line.product for line in form.lines})}
    due = 0
    for line in form.lines:
        if product := products.get(line.product):
            terms = current_terms(book, product)
            due += split(terms, quantity=line.quantity, gross=line.quantity * line.price).due
    return due


def new_prices(book: Book, lines: Iterable[FormLine]) -> dict[str, int]:
    """Return the products whose price on the form is another one than in the catalogue, with the new price."""
    wanted = {line.product: line.price for line in lines}
    return {
        product.code: wanted[product.code] for product in book.products(wanted) if product.price != wanted[product.code]
    }


def price_words(book: Book, form: IntakeForm) -> str:
    """Return in words which prices posting will change, "" for none."""
    changes = new_prices(book, form.lines)
    names = {line.product: line.name for line in form.lines}
    return ", ".join(
        tr("{name} menjadi {price}").format(name=names[code], price=format_rupiah(price))
        for code, price in changes.items()
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
                    quantity=line.quantity,
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
