"""Erasure of one person's data where it may be erased: the private store, the register, the picture file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Done
from gallery_pos.services.access import Act, require
from gallery_pos.services.forgetting import forget_consignor

if TYPE_CHECKING:
    from gallery_pos.desk import Desk
    from gallery_pos.documents import ConsignorRevised
    from ui.gallery import Gallery


def erase_person(
    gallery: Gallery, desk: Desk, code: str, *, reason: str, rename: bool
) -> Done[ConsignorRevised | None]:
    """Forget what is known of a maker as a person; ``rename`` takes his name out of the register too.

    Both or neither. The erasure is recorded with who asked for it and why.
    """
    require(desk, Act.SEE_PRIVATE)
    before = gallery.book.consignor(code)
    with desk.journal.transaction():
        done = forget_consignor(desk, code=code) if rename else None
        gallery.personal.erase(code, by=desk.user, reason=reason)
    if done is None:
        return Done(None, Changes.NONE)
    if before is not None and before.picture and not _shown_elsewhere(gallery, before.picture):
        (gallery.folder.pictures / before.picture).unlink(missing_ok=True)
    return Done(done.value, done.changes)


def _shown_elsewhere(gallery: Gallery, picture: str) -> bool:
    book = gallery.book
    shown = {maker.picture for maker in book.consignors()} | {product.picture for product in book.products()}
    return picture in shown
