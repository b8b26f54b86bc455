"""Goods that come, go back, are counted and are lost. Every quantity is a whole number of pieces."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register
from gallery_pos.terms import Terms


class ReceivedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a consignment note: one lot, with the terms and the price frozen.

    ``since`` is when the pieces came on the shelf, where they were there before under another maker's code.
    """

    lot: str
    product: str
    name: str
    quantity: int
    price: int
    terms: Terms
    best_before: date | None = None
    condition: str = ""
    note: str = ""
    since: date | None = None


@register
class GoodsReceived(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Surat titip: a consignor left goods at ``outlet``."""

    consignor: str
    lines: tuple[ReceivedLine, ...]
    delivered_by: str = ""
    reference: str = ""
    note: str = ""


class ReturnReason(StrEnum):
    """Why goods went back to their owner."""

    EXPIRED = "expired"
    SLOW = "slow"
    DAMAGED = "damaged"
    ENDED = "ended"
    REQUESTED = "requested"
    ROTATION = "rotation"


class ReturnedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pieces of one lot on their way back."""

    lot: str
    product: str
    name: str
    quantity: int
    reason: ReturnReason
    note: str = ""


@register
class GoodsReturned(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Retur titipan: a consignor took goods back from ``outlet``."""

    consignor: str
    lines: tuple[ReturnedLine, ...]
    collected_by: str = ""
    note: str = ""


class LossReason(StrEnum):
    """Why pieces left the shelf without being sold or returned; each has its bearer in the terms."""

    LOST = "lost"
    DAMAGED = "damaged"
    EXPIRED = "expired"


class WrittenOffLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pieces of one lot gone; the gallery owes ``compensation`` rupiah (``gallery_bp`` of the consignor's due)."""

    lot: str
    product: str
    name: str
    consignor: str
    quantity: int
    reason: LossReason
    gallery_bp: int
    compensation: int
    note: str = ""


@register
class GoodsWrittenOff(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Goods lost, damaged or expired, with who bears it; ``approved_by`` is the superior's code.

    ``sent`` is the transfer on whose way they went, None where they stood on this outlet's shelf.
    """

    lines: tuple[WrittenOffLine, ...]
    approved_by: str = ""
    note: str = ""
    sent: UUID | None = None


class CountedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the books expected and what was there, for one lot; the lot "" is goods sold without a lot.

    A shortage is compensated as a loss, as the lot's terms say, or by the ``gallery_bp`` that a person gave it with a
    ``reason``. ``pictures`` are SHA-256.
    """

    lot: str
    product: str
    name: str
    consignor: str
    expected: int
    counted: int
    compensation: int = 0
    note: str = ""
    reason: LossReason | None = None
    gallery_bp: int | None = None
    pictures: tuple[str, ...] = ()


class Covers(StrEnum):
    """What a count is about."""

    ALL = "all"
    CONSIGNOR = "consignor"
    CATEGORY = "category"
    SHELF = "shelf"
    PRODUCTS = "products"


class ExpectedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the books had of one lot when a count began; the lot "" is goods sold without a lot."""

    lot: str
    product: str
    name: str
    consignor: str
    expected: int


@register
class StocktakeStarted(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A count began: the books of that moment are frozen while the counter goes on selling.

    ``parts`` are the parts of the shelf that people count by themselves; its id is the stocktake. ``scope`` says in
    words what ``covers`` and ``code`` (of the consignor, category or shelf) say to the program.
    """

    lines: tuple[ExpectedLine, ...]
    scope: str = ""
    parts: tuple[str, ...] = ()
    note: str = ""
    covers: Covers = Covers.ALL
    code: str = ""


class FoundLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pieces of one product that somebody found.

    ``first`` and ``last`` are the documents that were the newest in the books when its first piece was counted and when
    there was no more of it: what moved in between may or may not be among the pieces. None: when the part was handed in.
    """

    product: str
    name: str
    counted: int
    note: str = ""
    pictures: tuple[str, ...] = ()
    first: UUID | None = None
    last: UUID | None = None


class AsideLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something on the shelf that could not be counted: its code is unknown, or it belongs to another count."""

    code: str
    pieces: int
    name: str = ""


@register
class PartCounted(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody counted one part of the shelf, blind; a later one of the same part takes its place.

    ``counted_by`` is a user's code, or the name of somebody who has none.
    """

    stocktake: UUID
    part: str
    lines: tuple[FoundLine, ...]
    counted_by: str
    note: str = ""
    aside: tuple[AsideLine, ...] = ()


@register
class StocktakeCancelled(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A count was given up; nothing of it counts."""

    stocktake: UUID
    reason: str


@register
class StocktakePosted(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A count of ``scope`` (everything, a consignor, some products) against the books at that moment.

    ``stocktake`` is the count that was begun before, with its frozen books; None for one made in a single go.
    """

    lines: tuple[CountedLine, ...]
    scope: str = ""
    counted_by: tuple[str, ...] = ()
    approved_by: str = ""
    note: str = ""
    stocktake: UUID | None = None
