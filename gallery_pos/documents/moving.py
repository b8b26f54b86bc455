"""Goods that go from one outlet to another, corners without an attendant, and the gallery's next operator."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register
from gallery_pos.documents.master import Signature


class SentLine(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces of one lot on their way."""

    lot: str
    product: str
    name: str
    consignor: str
    quantity: int


@register
class GoodsSent(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Goods left ``outlet`` for the outlet ``to``; until they arrive they are in transit.

    ``approved_by`` let goods of makers go to an event in which they do not take part.
    """

    to: str
    lines: tuple[SentLine, ...]
    carried_by: str = ""
    note: str = ""
    approved_by: str = ""


class ArrivedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What came of a line that was sent; the rest of ``sent`` stays in transit until it comes or is written off."""

    lot: str
    product: str
    name: str
    consignor: str
    sent: int
    arrived: int
    note: str = ""


@register
class GoodsArrived(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Goods of the transfer ``sent`` were counted at ``outlet``; they came from the outlet ``source``."""

    sent: UUID
    source: str
    lines: tuple[ArrivedLine, ...]
    received_by: str = ""
    note: str = ""


class VisitLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One product at an outlet without an attendant: ``expected = left + returned + sold + missing``, in pieces.

    ``missing`` is negative where more was there than the books had; ``value`` is what the sold pieces cost in rupiah,
    after the ``markdown`` that plans took off them.
    """

    product: str
    name: str
    consignor: str
    expected: int
    left: int
    returned: int = 0
    sold: int = 0
    missing: int = 0
    value: int = 0
    markdown: int = 0


@register
class VisitRecorded(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A visit to ``outlet``: what was left and what cash box and QRIS held, in rupiah, and what follows from it.

    ``difference`` = cash + qris - value of what was sold; ``documents`` are the sales, returns and variance it posted.
    """

    lines: tuple[VisitLine, ...]
    cash: int
    qris: int = 0
    difference: int = 0
    visited_by: str = ""
    checklist: dict[str, bool] = {}
    documents: tuple[UUID, ...] = ()
    pictures: tuple[str, ...] = ()
    note: str = ""


class OpenDebt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the gallery owes a consignor (negative: he owes) in rupiah, and since when."""

    consignor: str
    business_name: str
    amount: int
    since: date | None = None


class AgreementInForce(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An agreement that the next operator takes over, in plain words."""

    consignor: str
    business_name: str
    words: str
    end: date | None = None


@register
class OperatorHandedOver(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The gallery went from one operator to the next, with everything that was there; the history stays whole.

    ``money`` is per account of the ledger (safe, bank, ...) in rupiah; ``pieces`` and ``value`` (selling prices) are the
    goods by the count ``stocktake``; ``head`` the chain's hash at that moment.
    """

    giver: str
    taker: str
    witness: str
    reason: str = ""
    stocktake: UUID | None = None
    pieces: int = 0
    value: int = 0
    money: dict[str, int] = {}
    debts: tuple[OpenDebt, ...] = ()
    agreements: tuple[AgreementInForce, ...] = ()
    questions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    head: str = ""
    signatures: tuple[Signature, ...] = ()
    note: str = ""
