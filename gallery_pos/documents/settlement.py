"""What is owed to consignors and how it is paid. Amounts are rupiah."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register
from gallery_pos.documents.counter import Method


@register
class FeeCharged(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A fee the consignor owes the gallery (shelf fee of ``period``, for example ``2026-10``)."""

    consignor: str
    amount: int
    reason: str
    period: str = ""


@register
class AdjustmentPosted(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A correction with its reason: more (> 0) or less (< 0) for the consignor."""

    consignor: str
    amount: int
    reason: str
    approved_by: str = ""


class ProductFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The money of one product on a statement: sales less refunds."""

    product: str
    name: str
    quantity: int
    gross: int
    discount: int
    commission: int
    due: int


class GoodsFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The pieces of one product over a statement's period, all outlets together.

    ``closing = opening + received - sold + refunded - returned - written_off + transferred + variance``.
    """

    product: str
    name: str
    opening: int = 0
    received: int = 0
    sold: int = 0
    refunded: int = 0
    returned: int = 0
    written_off: int = 0
    transferred: int = 0
    variance: int = 0
    closing: int = 0


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A fee, an adjustment, a compensation or a payout on a statement, with its sign for the consignor."""

    document: UUID
    number: str
    business_date: date
    kind: str
    amount: int
    reason: str = ""
    approved_by: str = ""


class StatementFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a statement says; the same for a preview and an issued one.

    ``due = gross - discount - commission``; ``closing = opening + due - fees + adjustments - paid``.
    ``adjustments`` includes compensation for goods lost, damaged or expired.
    """

    consignor: str
    business_name: str
    since: date
    until: date
    opening: int
    gross: int
    discount: int
    commission: int
    due: int
    fees: int
    adjustments: int
    paid: int
    closing: int
    products: tuple[ProductFigures, ...]
    goods: tuple[GoodsFigures, ...]
    entries: tuple[Entry, ...]


@register
class StatementIssued(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A statement handed to a consignor; ``documents`` are all that it settles, each on one statement only."""

    figures: StatementFigures
    documents: tuple[UUID, ...]
    previous: UUID | None = None


@register
class PayoutMade(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Money paid to a consignor (``amount`` > 0), or paid in by him for a negative balance (< 0).

    ``shift`` is the drawer the cash came from, None where it came from the safe or the bank.
    """

    consignor: str
    amount: int
    method: Method
    reference: str = ""
    statement: UUID | None = None
    shift: UUID | None = None
    received_by: str = ""
    note: str = ""
