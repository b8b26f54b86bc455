"""What is owed to consignors and how it is paid. Amounts are rupiah."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register
from gallery_pos.documents.counter import Method
from gallery_pos.terms import Bearer


class FeeType(StrEnum):
    """What a fee is for."""

    SHELF = "shelf"
    EVENT = "event"
    ITEM = "item"
    QRIS = "qris"
    OTHER = "other"


@register
class FeeCharged(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A fee the consignor owes the gallery, with the arithmetic in its reason; none is hidden in another figure.

    ``period`` is the month of a shelf fee (``2026-10``), for fees on pieces and on QRIS the last day that they cover;
    ``event`` the outlet whose stand fee is shared. The gallery charges each fee once per type and period or event.
    """

    consignor: str
    amount: int
    reason: str
    period: str = ""
    type: FeeType = FeeType.SHELF
    event: str = ""


@register
class AdjustmentPosted(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A correction with its reason: more (> 0) or less (< 0) for the consignor."""

    consignor: str
    amount: int
    reason: str
    approved_by: str = ""


class MarkdownFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The discount in rupiah on what was sold at a price that a markdown plan had lowered, and who bore it."""

    bearer: Bearer
    discount: int


class ProductFigures(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The money of one product on a statement: sales less refunds. ``discount`` includes its ``markdowns``."""

    product: str
    name: str
    quantity: int
    gross: int
    discount: int
    commission: int
    due: int
    markdowns: tuple[MarkdownFigures, ...] = ()


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
    batch: UUID | None = None


@register
class PayoutReversed(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A payout did not happen or came back: the whole of it is owed again. ``amount`` has the payout's sign.

    ``shift`` is the drawer that the cash went back into, None for the safe or the bank.
    """

    payout: UUID
    consignor: str
    amount: int
    method: Method
    reason: str
    shift: UUID | None = None
    approved_by: str = ""


class Acknowledgement(StrEnum):
    """How a maker said that the money arrived."""

    PAPER = "paper"
    SCREEN = "screen"
    CODE = "code"
    PROOF = "proof"


@register
class PayoutAcknowledged(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A maker confirmed a payout: paid means acknowledged.

    ``attachment`` is the SHA-256 of the scan of the signed paper, of what was drawn on screen, or of the proof of
    transfer; ``code`` is the check code that he sent back.
    """

    payout: UUID
    consignor: str
    way: Acknowledgement
    by: str = ""
    attachment: str = ""
    code: str = ""
    note: str = ""


class BatchLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One transfer of a batch, in rupiah. The account number stays in the private store."""

    consignor: str
    amount: int
    statement: UUID | None = None


@register
class PayoutBatchPrepared(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A file of transfers was made for the bank; nothing is paid by it.

    Each line becomes a PayoutMade with this ``batch`` once the bank has done it. A line is open until then, or until
    the batch is dropped.
    """

    lines: tuple[BatchLine, ...]
    until: date
    note: str = ""


@register
class PayoutBatchDropped(Document, frozen=True, kw_only=True, omit_defaults=True):
    """What is still open of a batch will not be paid by it; ``consignors`` () means all that is open."""

    batch: UUID
    reason: str
    consignors: tuple[str, ...] = ()


@register
class DisputeOpened(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A maker questions a line of a statement (sanggahan) within the agreed days.

    ``document`` is what the line comes from and ``product`` its product, "" where the whole statement is questioned;
    ``amount`` is what he says is missing, in rupiah (0 where he only asks). ``picture`` is the SHA-256 of what he showed.
    ``approved_by`` let it through after the agreed days.
    """

    consignor: str
    statement: UUID
    reason: str
    document: UUID | None = None
    product: str = ""
    amount: int = 0
    picture: str = ""
    approved_by: str = ""


class DisputeOutcome(StrEnum):
    """What came of a question."""

    UPHELD = "upheld"
    PARTLY = "partly"
    REJECTED = "rejected"


@register
class DisputeAnswered(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to a question; ``correction`` is the document (an AdjustmentPosted) that puts it right."""

    dispute: UUID
    consignor: str
    outcome: DisputeOutcome
    answer: str
    correction: UUID | None = None
    approved_by: str = ""
