"""No silent day, no silent month: days declared shut, months closed, reports that travel, and makers who were told."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register


@register
class DayDeclaredShut(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The outlet did not open on ``day``, and why; ``withdrawn`` takes an earlier declaration back."""

    day: date
    reason: str
    withdrawn: bool = False


class MonthCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the closing checklist: what was looked at, whether it held, and what was said where it did not."""

    code: str
    passed: bool
    found: int = 0
    note: str = ""


class MonthFigures(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The month of one outlet in rupiah and counts, as the journal gave it when it was closed.

    Money of sales is less refunds: ``gross - discount = net = commission + due``. ``paid`` and ``fees`` are of the
    whole gallery and stand only with its main outlet; ``owed`` is what makers were owed at the end of the month.
    """

    sales: int = 0
    refunds: int = 0
    pieces: int = 0
    gross: int = 0
    discount: int = 0
    commission: int = 0
    due: int = 0
    tax: int = 0
    rounding: int = 0
    cash: int = 0
    qris: int = 0
    transfer: int = 0
    card: int = 0
    paid: int = 0
    fees: int = 0
    owed: int = 0
    over_short: int = 0


class ChainHead(msgspec.Struct, frozen=True, kw_only=True):
    """The last document of one chain within the month: everything before it is vouched for. ``hash`` is hex."""

    origin: str
    epoch: int
    seq: int
    hash: str


@register
class MonthClosed(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The month ("2026-10") of an outlet is closed: what was checked, its figures, and the heads of its chains.

    ``previous`` is the closing of the month before; the figures of perpetual totals go on from there.
    """

    month: str
    checks: tuple[MonthCheck, ...]
    figures: MonthFigures
    heads: tuple[ChainHead, ...]
    previous: UUID | None = None
    note: str = ""
    approved_by: str = ""


@register
class ReportSent(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The month file went to the Dinas; ``sha256`` is the file's, ``way`` how it went (WhatsApp, USB, by hand)."""

    month: str
    closed: UUID
    sha256: str
    way: str = ""
    to: str = ""
    note: str = ""


@register
class ReportReceived(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The Dinas received the month file and checked it; ``findings`` is how many things did not hold."""

    month: str
    sha256: str
    by: str = ""
    findings: int = 0
    note: str = ""


@register
class ReportGiven(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The makers have their statements of the month: how many of how many."""

    month: str
    given: int
    makers: int
    note: str = ""


class MessageKind(StrEnum):
    """What a maker is told."""

    SOLD = "sold"
    RESTOCK = "restock"
    PICK_UP = "pick_up"
    EXPIRING = "expiring"
    PAYMENT = "payment"
    STATEMENT = "statement"
    PAPERS = "papers"


class MessageWay(StrEnum):
    """How a maker was told."""

    WHATSAPP = "whatsapp"
    PAPER = "paper"
    PHONE = "phone"
    IN_PERSON = "in_person"


@register
class MakerTold(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A maker was told; ``about`` is the statement or payout, ``period`` what it covers ("2026-W47", "2026-10").

    ``withdrawn`` takes it back: he was not told after all.
    """

    consignor: str
    message: MessageKind
    way: MessageWay = MessageWay.WHATSAPP
    about: UUID | None = None
    period: str = ""
    withdrawn: bool = False
