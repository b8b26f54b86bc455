"""The review of a count while somebody works on it: who bears what, what is said about it; on disk like the count."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from gallery_pos.documents import LossReason, new_id
from gallery_pos.services.count_review import Borne, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.drafts import Drafts

KIND = "count_review"


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """Missing pieces of a product with their bearer; ``gallery_bp`` None leaves it to the terms."""

    product: str
    pieces: int
    reason: LossReason
    gallery_bp: int | None = None


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """A note and pictures (SHA-256) of a product's difference."""

    note: str = ""
    pictures: tuple[str, ...] = ()


class ReviewForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``id`` is that of the document that will end the count; ``absent_gone`` None: nobody has decided yet."""

    id: UUID = msgspec.field(default_factory=new_id)
    stocktake: UUID
    given: tuple[Given, ...] = ()
    said: dict[str, Said] = {}
    absent_gone: bool | None = None
    note: str = ""

    def borne(self) -> list[Borne]:
        """Return what is given to whom, as the service takes it."""
        return [Borne(each.product, each.pieces, each.reason, each.gallery_bp) for each in self.given]

    def remarks(self) -> dict[str, Remark]:
        """Return what is said, as the service takes it."""
        return {product: Remark(each.note, each.pictures) for product, each in self.said.items()}


def with_borne(form: ReviewForm, borne: Iterable[Borne]) -> ReviewForm:
    """Return the form with other bearers."""
    given = tuple(Given(each.product, each.pieces, each.reason, each.gallery_bp) for each in borne)
    return msgspec.structs.replace(form, given=given)


def with_said(form: ReviewForm, products: Iterable[str], said: Said) -> ReviewForm:
    """Return the form with something said about some products; nothing said takes it away."""
    rest = {product: each for product, each in form.said.items() if product not in set(products)}
    if said != Said():
        rest |= dict.fromkeys(products, said)
    return msgspec.structs.replace(form, said=rest)


def keep(drafts: Drafts, form: ReviewForm) -> None:
    """Write the review to disk as it is now."""
    drafts.save(Draft(id=form.id, kind=KIND, body=msgspec.json.encode(form), label=form.stocktake.hex))


def of(drafts: Drafts, stocktake: UUID) -> ReviewForm:
    """Return the review of a count, a new one where nobody began it at this machine."""
    for draft in reversed(drafts.load_open(KIND)):
        form = msgspec.json.decode(draft.body, type=ReviewForm)
        if form.stocktake == stocktake:
            return form
    return ReviewForm(stocktake=stocktake)
