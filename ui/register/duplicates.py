"""Likely duplicates in the register: what the books and the private store know, compared without opening anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gallery_pos.documents import ConsignorsMerged, ConsignorsToldApart
from gallery_pos.errors import StorageTrouble
from gallery_pos.services.forgetting import nameless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gallery_pos.documents import ConsignorRevised
    from ui.gallery import Gallery


class DuplicateRow(msgspec.Struct, frozen=True):
    """Two records that are likely one maker; ``score`` of 100, ``reasons`` in words."""

    score: int
    code: str
    business_name: str
    owner: str
    district: str
    other_code: str
    other_name: str
    other_owner: str
    other_district: str
    reasons: str


def find_duplicates(gallery: Gallery, progress: Callable[[int, int], object] | None = None) -> list[DuplicateRow]:
    """Return likely duplicates among makers that nobody merged or told apart, and that have a name.

    Telephones take part where this machine has their key. Touches no widget; Cancel raises through ``progress``.
    """
    from gallery_pos.duplicates import Maker, likely_duplicates  # its comparisons take a while to load

    closed = {merged.duplicate for merged in gallery.book.latest_of_all(ConsignorsMerged)}
    makers = {
        maker.code: maker
        for maker in gallery.book.consignors()
        if maker.code not in closed and maker.business_name != nameless(maker.code)
    }
    marks = phone_marks(gallery)
    compared = (
        Maker(maker.code, maker.business_name, maker.owner, maker.district, maker.nib, marks.get(maker.code, ""))
        for maker in makers.values()
    )
    apart = {(told.one, told.other) for told in gallery.book.latest_of_all(ConsignorsToldApart)}
    pairs = (pair for pair in likely_duplicates(compared, progress=progress) if (pair.one, pair.other) not in apart)
    return [_row(makers[pair.one], makers[pair.other], pair.score, pair.reasons) for pair in pairs]


def alike_maker(
    gallery: Gallery, makers: Iterable[ConsignorRevised], name: str, owner: str, phone: str
) -> tuple[ConsignorRevised, tuple[str, ...]] | None:
    """Return the maker who is most likely the one somebody is about to register, and why; None where nobody is.

    ``phone`` as it is kept, "" where none is known. Touches no widget.
    """
    from gallery_pos.duplicates import Maker, alike

    marks = phone_marks(gallery) if phone else {}
    mark = gallery.personal.phone_mark(phone) if marks else ""
    known = {maker.code: maker for maker in makers}
    others = (
        Maker(maker.code, maker.business_name, maker.owner, phone=marks.get(maker.code, "")) for maker in known.values()
    )
    found = alike(Maker("", name, owner, phone=mark), others)
    return None if found is None else (known[found.other], found.reasons)


def phone_marks(gallery: Gallery) -> dict[str, str]:
    """Return a mark by maker that is equal for equal telephones; nothing where this machine has not their key."""
    try:
        return gallery.personal.phone_marks()
    except StorageTrouble:  # without the key, names and NIB have to do
        return {}


def _row(one: ConsignorRevised, other: ConsignorRevised, score: int, reasons: tuple[str, ...]) -> DuplicateRow:
    return DuplicateRow(
        score=score,
        code=one.code,
        business_name=one.business_name,
        owner=one.owner,
        district=one.district,
        other_code=other.code,
        other_name=other.business_name,
        other_owner=other.owner,
        other_district=other.district,
        reasons=", ".join(reasons),
    )
