"""Erasure of one person's data where it may be erased: the private store, the register, his picture, his scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.carrying import disk_errors
from db.queries.attachments import named_attachments
from db.queries.history import revisions
from db.sealed_files import forget_files
from gallery_pos.desk import Changes, Done
from gallery_pos.documents import Holder, LegalityRecorded
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import former_codes
from gallery_pos.services.forgetting import forget_consignor
from gallery_pos.services.papers import take_scans_off

if TYPE_CHECKING:
    from collections.abc import Collection

    from gallery_pos.desk import Desk
    from gallery_pos.documents import ConsignorRevised
    from ui.gallery import Gallery


def erase_person(
    gallery: Gallery, desk: Desk, code: str, *, reason: str, rename: bool
) -> Done[ConsignorRevised | None]:
    """Forget what is known of a maker as a person; ``rename`` takes his name out of the register too.

    All or nothing, with the records that were merged into his and the scans of their papers, those of their products
    included. The erasure is recorded with who asked for it, why, and how many scans went.
    """
    require(desk, Act.SEE_PRIVATE)
    codes = (*former_codes(gallery.book).get(code, ()), code)
    pictures = {maker.picture for each in codes if (maker := gallery.book.consignor(each)) is not None} - {""}
    changes = Changes.NONE
    done: Done[ConsignorRevised] | None = None
    with desk.journal.transaction():
        papers = _papers(gallery, codes)
        scans = _scans(gallery, papers)
        for paper in papers:
            if paper.scans:
                take_scans_off(desk, paper)
                changes |= Changes.LEGALITY
        for each in codes if rename else ():
            done = forget_consignor(desk, code=each)
            changes |= done.changes
        needed = named_attachments(gallery.database).wanted
        scans, pictures = scans - needed, (pictures if rename else set()) - needed
        for each in codes:
            gallery.personal.erase(each, by=desk.user, reason=_told(reason, len(scans) if each == code else 0))
    with disk_errors():
        forget_files(gallery.folder.pictures, scans | pictures)
    return Done(done.value if done else None, changes)


def _told(reason: str, scans: int) -> str:
    return tr("{reason}; {count} pindaian dihapus").format(reason=reason, count=scans) if scans else reason


def _papers(gallery: Gallery, codes: Collection[str]) -> list[LegalityRecorded]:
    """Return the papers of makers and of their products as they are now."""
    goods = {product.code for product in gallery.book.products() if product.consignor in codes}
    whose = {Holder.CONSIGNOR: set(codes), Holder.PRODUCT: goods}
    return [paper for paper in gallery.book.latest_of_all(LegalityRecorded) if paper.subject in whose[paper.holder]]


def _scans(gallery: Gallery, papers: Collection[LegalityRecorded]) -> set[str]:
    """Return the files of papers, with those of papers that were renewed since."""
    found: set[str] = set()
    for paper in papers:
        code = f"{paper.holder}/{paper.subject}/{paper.paper}"
        for posted in revisions(gallery.database, kind=LegalityRecorded.__name__, code=code):
            if isinstance(posted.document, LegalityRecorded):
                found |= {scan.file for scan in posted.document.scans}
    return found
