"""Money beyond the drawer: safe, bank and QRIS, what their files say, and how the two are matched. Amounts are rupiah."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register


class Holding(StrEnum):
    """Where money is when it is in no drawer; ``owner`` is whoever runs the gallery, for money taken out or put in."""

    SAFE = "safe"
    BANK = "bank"
    QRIS = "qris"
    CARD = "card"
    OWNER = "owner"


class Purpose(StrEnum):
    """Whose money is moved: the makers' (uang titipan) or the gallery's own."""

    MAKERS = "makers"
    GALLERY = "gallery"


@register
class MoneyMoved(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Money went from one holding to another: a deposit at the bank, QRIS paid out to the account, commission taken out.

    ``amount`` > 0 leaves ``source``; ``cost`` of it stays with the bank or the QRIS provider, the rest reaches ``target``.
    """

    source: Holding
    target: Holding
    amount: int
    cost: int = 0
    purpose: Purpose = Purpose.MAKERS
    reference: str = ""
    note: str = ""
    approved_by: str = ""
    reverses: UUID | None = None
    """The movement that this one takes back; its ``cost`` is below zero where that one had any."""


class MutationLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a mutation file: ``amount`` > 0 came in, < 0 went out; ``fee`` is what the file says was kept of it.

    ``time`` is the local time as the file gives it ("14:03", "" where it gives none).
    """

    day: date
    amount: int
    time: str = ""
    reference: str = ""
    description: str = ""
    fee: int = 0


@register
class MutationsImported(Document, frozen=True, kw_only=True, omit_defaults=True):
    """What the bank or the QRIS provider says happened; the file is known by its SHA-256 and comes in once.

    ``bank`` is the BankFormatRevised that it was read by.
    """

    account: Holding
    lines: tuple[MutationLine, ...]
    bank: str = ""
    file: str = ""
    sha256: str = ""


@register
class BankFormatRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """How the files of one bank or provider are read: per field of a mutation line the header of its column."""

    code: str
    name: str
    account: Holding
    columns: dict[str, str] = {}
    active: bool = True
    number: str = ""
    """The account's own number as its files show it; a file with another one is refused."""


class Match(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a mutation file (counted from 0) and a document that it pays or is paid by.

    One line may settle many sales, and one sale may come in several lines. ``confidence`` in percent; 100 by hand.
    """

    mutations: UUID
    line: int
    document: UUID
    confidence: int
    by_hand: bool = False


@register
class MutationsMatched(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Lines of mutation files were matched with what the books say."""

    account: Holding
    matches: tuple[Match, ...]


@register
class MatchUndone(Document, frozen=True, kw_only=True, omit_defaults=True):
    """All matches of one line were wrong; it waits again."""

    account: Holding
    mutations: UUID
    line: int
    reason: str


class DifferenceReason(StrEnum):
    """Why the bank and the books differ."""

    BANK_FEE = "bank_fee"
    INTEREST = "interest"
    TAX = "tax"
    NEVER_ARRIVED = "never_arrived"
    WRONG_AMOUNT = "wrong_amount"
    UNEXPLAINED = "unexplained"


@register
class DifferencePosted(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The books follow the bank: more (> 0) or less (< 0) in a holding, with its reason.

    ``mutations`` and ``line`` say which line told it, ``document`` which sale or payout it is about.
    """

    account: Holding
    amount: int
    reason: DifferenceReason
    note: str
    mutations: UUID | None = None
    line: int = 0
    document: UUID | None = None
    approved_by: str = ""
