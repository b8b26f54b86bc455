"""Erasure of one person's data where it may be erased: the private store, the register, the picture file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Done
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import former_codes
from gallery_pos.services.forgetting import forget_consignor

if TYPE_CHECKING:
    from gallery_pos.desk import Desk
    from gallery_pos.documents import ConsignorRevised
    from ui.gallery import Gallery


def erase_person(
    gallery: Gallery, desk: Desk, code: str, *, reason: str, rename: bool
) -> Done[ConsignorRevised | None]:
    """Forget what is known of a maker as a person; ``rename`` takes his name out of the register too.

    All or nothing, with the records that were merged into his. The erasure is recorded with who asked for it and why.
    """
    require(desk, Act.SEE_PRIVATE)
    codes = (*former_codes(gallery.book).get(code, ()), code)
    pictures = {maker.picture for each in codes if (maker := gallery.book.consignor(each)) is not None} - {""}
    done: Done[ConsignorRevised] | None = None
    with desk.journal.transaction():
        for each in codes:
            if rename:
                done = forget_consignor(desk, code=each)
            gallery.personal.erase(each, by=desk.user, reason=reason)
    if done is None:
        return Done(None, Changes.NONE)
    for picture in pictures:
        if not _shown_elsewhere(gallery, picture):
            (gallery.folder.pictures / picture).unlink(missing_ok=True)
    return Done(done.value, done.changes)


def _shown_elsewhere(gallery: Gallery, picture: str) -> bool:
    book = gallery.book
    shown = {maker.picture for maker in book.consignors()} | {product.picture for product in book.products()}
    return picture in shown
