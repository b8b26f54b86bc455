"""What a count says of the books it was begun from, while the counter goes on selling.

The rule. Each product has a moment at which it was counted: from its first piece until there was no more of it, over all
parts of the shelf in which it was found. What came to or left the shelf *before* that moment is in the count, so the frozen books are moved
by it and the difference is what was counted less those. What came or left *afterwards* moves the shelf and the books
alike, and changes no difference. What moved *in* that moment may have been counted or not: it can explain a difference,
never make one, so the count is read in the way that is nearest to the books, and the product is marked as doubtful;
counting it again settles it.

Two things are no movement of goods, and change no count: a correction of the books alone (another count, pieces written
off because they are lost), and a document dated before the day on which the count began (a note that was written late).
A product stands in the parts in which it was found; one that was found nowhere was looked for from the beginning of the
count to the end of its last part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import (
    GoodsArrived,
    GoodsReceived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    LossReason,
    SaleCompleted,
    SaleRefunded,
)
from gallery_pos.entries import consequences, shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from gallery_pos.documents import Document

MOVING = (GoodsReceived, GoodsReturned, GoodsSent, GoodsArrived, GoodsWrittenOff, SaleCompleted, SaleRefunded)
"""The kinds of documents with which goods come to a shelf and leave it."""


class Passage(NamedTuple):
    """Pieces that came to the shelf (> 0) or left it (< 0) with the document at ``place`` in the books."""

    place: int
    product: str
    pieces: int


class Seen(NamedTuple):
    """Pieces of a product that were found, in one part or in all; the newest documents when that began and was over."""

    pieces: int
    first: int
    last: int

    def __add__(self, other: object) -> Seen:
        """Return both together: the moment is the longer one."""
        if not isinstance(other, Seen):
            return NotImplemented
        return Seen(self.pieces + other.pieces, min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True, slots=True)
class Standing:
    """One product of a count: ``frozen + moved == expected``, ``expected + difference == counted``, in pieces.

    ``shelf`` is what stands there now: the books of now and the difference. ``found`` is False where nobody wrote it
    down; ``certain`` is False where it moved while it was counted.
    """

    product: str
    frozen: int
    moved: int
    counted: int
    difference: int
    shelf: int
    found: bool = True
    certain: bool = True

    @property
    def expected(self) -> int:
        """The frozen books, moved by what happened before it was counted."""
        return self.frozen + self.moved


def passages(documents: Iterable[tuple[int, Document]], outlet: str, since: date) -> Iterator[Passage]:
    """Return what moved on the shelf of an outlet since the count began on day ``since``; corrections move nothing."""
    here = shelf(outlet)
    for place, document in documents:
        if document.business_date < since:
            continue
        corrected = _corrected(document)
        for move in consequences(document).moves:
            if (move.product, move.lot) in corrected:
                continue
            pieces = (move.target == here) - (move.source == here)
            if pieces:
                yield Passage(place, move.product, pieces * move.quantity)


def _corrected(document: Document) -> frozenset[tuple[str, str]]:
    """Return the products and lots of which a document only corrects the books."""
    if not isinstance(document, GoodsWrittenOff):
        return frozenset()
    return frozenset((line.product, line.lot) for line in document.lines if line.reason is LossReason.LOST)


def standings(
    frozen: Mapping[str, int],
    seen: Mapping[str, Seen],
    books: Mapping[str, int],
    moved: Iterable[Passage],
    *,
    looked: tuple[int, int],
) -> list[Standing]:
    """Return every product that was frozen or found, by code.

    ``books`` are the books of now; ``looked`` is the moment of what was found nowhere: where the count began, and where
    its last part was handed in.
    """
    by_product: dict[str, list[Passage]] = {}
    for passage in moved:
        by_product.setdefault(passage.product, []).append(passage)
    return [
        _standing(
            product,
            frozen.get(product, 0),
            seen.get(product) or Seen(0, *looked),
            books.get(product, 0),
            by_product.get(product, []),
            found=product in seen,
        )
        for product in sorted(frozen.keys() | seen.keys())
    ]


def _standing(product: str, frozen: int, seen: Seen, books: int, moved: Iterable[Passage], *, found: bool) -> Standing:
    """Read one count in the way that is nearest to the books. A shelf never has less than nothing on it."""
    came = left = after = 0
    for passage in moved:
        if passage.place > seen.last:
            after += passage.pieces
        elif passage.place > seen.first:
            came += max(passage.pieces, 0)
            left += max(-passage.pieces, 0)
    least, most = max(seen.pieces + after - left, 0), max(seen.pieces + after + came, 0)
    there = min(max(books, least), most)
    difference = there - books
    return Standing(
        product=product,
        frozen=frozen,
        moved=seen.pieces - difference - frozen,
        counted=seen.pieces,
        difference=difference,
        shelf=there,
        found=found,
        certain=least == most and seen.pieces + after >= 0,
    )
