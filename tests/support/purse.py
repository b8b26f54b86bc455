"""Where the gallery's money is and what its trade costs, told once more without accounts, for :mod:`machine`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from gallery_pos.documents import (
    AgreementRevised,
    CashMoved,
    CashReason,
    DifferencePosted,
    Document,
    Holding,
    Method,
    MoneyMoved,
    PayoutMade,
    PayoutReversed,
    SaleCompleted,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
    VisitRecorded,
)
from gallery_pos.terms import Bearer

PLACES = {Method.QRIS: Holding.QRIS, Method.TRANSFER: Holding.BANK, Method.CARD: Holding.CARD}
_MAKERS_PART = {Bearer.CONSIGNOR: Fraction(1), Bearer.SHARED: Fraction(1, 2), Bearer.GALLERY: Fraction(0)}


class Traded(NamedTuple):
    """A sale or refund: the day and outlet of the sale, how much of it was paid by QRIS, and each maker's net and pieces."""

    day: date
    outlet: str
    by_qris: Fraction
    net: dict[str, int]
    pieces: dict[str, int]


@dataclass
class Purse:
    """What is in safe, bank and with the providers, and what each document brought there; drawers are told elsewhere."""

    held: Counter[Holding] = field(default_factory=Counter)
    by: dict[UUID, Counter[Holding]] = field(default_factory=dict)
    day: dict[UUID, date] = field(default_factory=dict)
    traded: dict[UUID, Traded] = field(default_factory=dict)
    agreed: dict[str, list[AgreementRevised]] = field(default_factory=dict)

    def follow(self, document: Document) -> None:
        """Take a document in."""
        if isinstance(document, AgreementRevised):
            self.agreed.setdefault(document.consignor, []).append(document)
        elif isinstance(document, SaleCompleted | SaleRefunded):
            self._trade(document)
        brought = self._brought(document)
        self.held.update(brought)
        if any(brought.values()) and not isinstance(
            document, DifferencePosted
        ):  # no file tells of what was posted for it
            self.by[document.id], self.day[document.id] = brought, document.business_date

    def _brought(self, document: Document) -> Counter[Holding]:
        match document:
            case SaleCompleted() | SaleRefunded():
                return _tendered(document)
            case PayoutMade() | PayoutReversed():
                return _paid(document)
            case VisitRecorded():
                # All that was found there; its sales have told of a part of it already.
                found = Counter({Holding.SAFE: document.cash, Holding.QRIS: document.qris})
                for each in document.documents:
                    found.subtract(self.by.get(each, Counter()))
                return found
            case MoneyMoved() | DifferencePosted():
                return _moved(document)
            case _:
                return Counter({Holding.SAFE: _of_drawer(document)})

    def on(self, holding: Holding) -> dict[UUID, int]:
        """Return what documents brought to a holding that a file can tell of, in the order in which they came."""
        return {id_: brought[holding] for id_, brought in self.by.items() if brought[holding]}

    # ------------------------------------------------------------------------------------------------ what trade costs

    def _trade(self, document: SaleCompleted | SaleRefunded) -> None:
        sign = 1 if isinstance(document, SaleCompleted) else -1
        net: Counter[str] = Counter()
        pieces: Counter[str] = Counter()
        for line in document.lines:
            net[line.consignor] += sign * (line.gross - line.discount)
            pieces[line.consignor] += sign * line.quantity
        first = self.traded.get(document.sale) if isinstance(document, SaleRefunded) and document.sale else None
        if first is None:
            paid = sum(each.amount for each in document.tenders if each.method is Method.QRIS)
            worth = sum(line.gross - line.discount for line in document.lines)
            part = min(Fraction(paid, worth), Fraction(1)) if worth else Fraction(0)
            first = Traded(document.business_date, document.outlet, part, {}, {})
        self.traded[document.id] = first._replace(net=dict(net), pieces=dict(pieces))
        self.day[document.id] = document.business_date

    def _agreed_on(self, maker: str, day: date) -> AgreementRevised | None:
        return next((one for one in reversed(self.agreed.get(maker, [])) if one.business_date <= day), None)

    def piece_fees(self, maker: str, documents: Iterable[UUID]) -> int:
        """Return what a maker owes for each piece that these documents sold, as agreed on its day."""
        owed = 0
        for id_ in documents:
            if (trade := self.traded.get(id_)) and (agreed := self._agreed_on(maker, self.day[id_])):
                owed += agreed.item_fee * trade.pieces.get(maker, 0)
        return owed

    def qris_fees(self, maker: str, documents: Iterable[UUID], rates: dict[str, int]) -> Fraction:
        """Return a maker's part of what QRIS cost in these documents, at basis points by outlet, to the last decimal."""
        owed = Fraction(0)
        for id_ in documents:
            if (trade := self.traded.get(id_)) and (agreed := self._agreed_on(maker, trade.day)):
                cost = trade.by_qris * trade.net.get(maker, 0) * rates.get(trade.outlet, 0) / 10_000
                owed += cost * _MAKERS_PART[agreed.qris_bearer]
        return owed


def _tendered(document: SaleCompleted | SaleRefunded) -> Counter[Holding]:
    """What was paid otherwise than into a drawer."""
    sign = 1 if isinstance(document, SaleCompleted) else -1
    brought: Counter[Holding] = Counter()
    if isinstance(document, SaleCompleted) and not document.shift:
        brought[Holding.SAFE] -= document.change
    for tender in document.tenders:
        if tender.method in PLACES:
            brought[PLACES[tender.method]] += sign * tender.amount
        elif not document.shift:
            brought[Holding.SAFE] += sign * tender.amount
    return brought


def _paid(document: PayoutMade | PayoutReversed) -> Counter[Holding]:
    back = document.amount if isinstance(document, PayoutReversed) else -document.amount
    if document.method is Method.TRANSFER:
        return Counter({Holding.BANK: back})
    return Counter({} if document.shift else {Holding.SAFE: back})


def _moved(document: MoneyMoved | DifferencePosted) -> Counter[Holding]:
    if isinstance(document, DifferencePosted):
        return Counter({document.account: document.amount})
    went = Counter({document.source: -document.amount})
    went[document.target] += document.amount - document.cost
    return went


def _of_drawer(document: Document) -> int:
    """What a drawer took from the safe (< 0) or brought to it."""
    if isinstance(document, ShiftOpened):
        return -document.opening_float
    if isinstance(document, ShiftClosed):
        return document.counted
    if isinstance(document, CashMoved) and document.reason in {CashReason.DROP, CashReason.TOP_UP}:
        return -document.amount
    return 0
