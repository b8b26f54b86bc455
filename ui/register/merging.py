"""Merging two makers with what is known of them as persons: the private store follows the books."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from db.private import Personal
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr
from gallery_pos.services.merging import merge_consignors

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.desk import Desk, Done
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.gallery import Gallery

_BANK = ("bank", "account", "account_name")


def merge_makers(
    gallery: Gallery,
    desk: Desk,
    *,
    duplicate: str,
    into: str,
    reason: str,
    id: UUID,  # noqa: A002 -- the document's own word
    approval: Approval | None = None,
) -> tuple[Done[Posted], bool]:
    """Merge two makers; the one who stays learns what only the other record knew of the person, which is erased there.

    Returns what was written, and whether personal data had to be left under the old code because its key is not here.
    Raises what :func:`gallery_pos.services.merging.merge_consignors` raises.
    """
    with desk.journal.transaction():
        done = merge_consignors(desk, duplicate=duplicate, into=into, reason=reason, approval=approval, id=id)
        left = bool(done.value.fresh) and not _join(gallery, desk, duplicate, into)
    return done, left


def _join(gallery: Gallery, desk: Desk, duplicate: str, into: str) -> bool:
    """Give one what only the other record knew of the person; False where one of them cannot be opened here."""
    why = tr("penggabungan penitip")
    try:
        gone, stays = (gallery.personal.look(code, by=desk.user, reason=why) for code in (duplicate, into))
    except StorageTrouble:  # sealed with another computer's key: nothing is lost, it stays under the old code
        return False
    if gone != Personal():
        gallery.personal.change(into, _together(gone, stays), by=desk.user, reason=why)
        gallery.personal.erase(duplicate, by=desk.user, reason=why)
    return True


def _together(gone: Personal, stays: Personal) -> Personal:
    """Return what both records know, the one who stays first; an account goes with its bank and its owner."""
    single = (name for name in stays.__struct_fields__ if name not in _BANK)
    known = {name: getattr(stays, name) or getattr(gone, name) for name in single}
    known |= {name: getattr(stays if stays.account else gone, name) for name in _BANK}
    return msgspec.structs.replace(stays, **known)
