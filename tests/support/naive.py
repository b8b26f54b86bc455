"""The gallery once more, as plainly as it can be told: piece by piece, with decimals, without a database.

It shares no arithmetic and no rule with the program, only the shapes of documents; what both say must be the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple
from uuid import UUID

from gallery_pos.documents import (
    Allocation,
    Document,
    RefundedLine,
    SaleCompleted,
    SaleLine,
    SaleRefunded,
    StocktakePosted,
)
from gallery_pos.terms import Bearer, Terms


def rounded(exact: Decimal) -> int:
    """Round to the rupiah, half away from nothing."""
    return int(exact.to_integral_value(ROUND_HALF_UP))


def gallery_share(terms: Terms, quantity: int, gross: int, discount: int) -> int:
    """Return the gallery's part of a line, as the agreement tells it."""
    percent = Decimal(terms.commission_bp) / 10_000
    net = gross - discount
    if terms.consignor_price is None:
        on = {Bearer.SHARED: net, Bearer.CONSIGNOR: gross, Bearer.GALLERY: gross}[terms.discount_bearer]
        return rounded(on * percent) - (discount if terms.discount_bearer is Bearer.GALLERY else 0)
    titip = terms.consignor_price * quantity
    undiscounted = gross - titip + rounded(titip * percent)
    if terms.discount_bearer is Bearer.GALLERY:
        return undiscounted - discount
    if terms.discount_bearer is Bearer.SHARED and gross:
        return rounded(Decimal(undiscounted * net) / gross)
    return undiscounted


def compensation(terms: Terms, quantity: int, price: int, gallery_bp: int) -> int:
    """Return what the gallery pays for pieces that are gone."""
    due = quantity * price - gallery_share(terms, quantity, quantity * price, 0)
    return rounded(Decimal(due * gallery_bp) / 10_000)


def in_coins(amount: int) -> int:
    """Round a cash total to the next hundred, fifty up."""
    return (amount + 50) // 100 * 100


@dataclass
class Batch:
    """A lot, and how much of it is where."""

    lot: str
    product: str
    maker: str
    price: int
    terms: Terms
    received: date
    best_before: date | None
    left: Counter[str] = field(default_factory=Counter)


class Event(NamedTuple):
    """Something that changed what a maker is owed or what of his is on the shelves (pieces by product)."""

    document: UUID
    day: date
    amount: int
    pieces: dict[str, int]


@dataclass
class Shelves:
    """What is where: lots, and pieces that no lot accounts for."""

    lots: dict[str, Batch] = field(default_factory=dict)
    loose: Counter[tuple[str, str]] = field(default_factory=Counter)

    def order(self, outlet: str, product: str, on: date, price: int | None = None) -> list[Batch]:
        """Return the lots of a product here, as they are sold."""
        here = [lot for lot in self.lots.values() if lot.product == product and lot.left[outlet] > 0]

        def key(lot: Batch) -> tuple[bool, bool, date, date, str]:
            gone_off = lot.best_before is not None and lot.best_before < on
            return (
                gone_off,
                price is not None and lot.price != price,
                lot.best_before or date.max,
                lot.received,
                lot.lot,
            )

        return sorted(here, key=key)

    def take(self, outlet: str, product: str, quantity: int, lots: Iterable[Batch]) -> list[tuple[str, int]]:
        """Take pieces one by one; return (lot, pieces) with lot "" for what there was not."""
        taken: Counter[str] = Counter()
        for lot in lots:
            while quantity and lot.left[outlet]:
                lot.left[outlet] -= 1
                taken[lot.lot] += 1
                quantity -= 1
        if quantity:
            self.loose[outlet, product] -= quantity
            taken[""] = quantity
        return list(taken.items())

    def put(self, outlet: str, product: str, lot: str, pieces: int) -> None:
        """Put pieces on the shelf (or take them away, below nothing)."""
        if lot:
            self.lots[lot].left[outlet] += pieces
        else:
            self.loose[outlet, product] += pieces

    def on_hand(self, outlet: str) -> dict[str, int]:
        """Return the pieces of each lot here."""
        return {lot.lot: lot.left[outlet] for lot in self.lots.values() if lot.left[outlet]}

    def unaccounted(self, outlet: str) -> dict[str, int]:
        """Return the pieces without a lot here, by product."""
        return {product: pieces for (where, product), pieces in self.loose.items() if where == outlet and pieces}


@dataclass
class Owed:
    """What each maker is owed and why, and what of it was told on a statement."""

    events: dict[str, list[Event]] = field(default_factory=dict)
    told: dict[str, set[UUID]] = field(default_factory=dict)

    def add(self, maker: str, document: Document, amount: int, pieces: dict[str, int] | None = None) -> None:
        """Remember that a document changed what a maker is owed."""
        event = Event(document.id, document.business_date, amount, pieces or {})
        self.events.setdefault(maker, []).append(event)

    def balance(self, maker: str, until: date = date.max) -> int:
        """Return what a maker is owed for what happened up to a day."""
        return sum(event.amount for event in self.events.get(maker, ()) if event.day <= until)

    def waiting(self, maker: str, until: date) -> list[Event]:
        """Return what is on no statement yet."""
        told = self.told.get(maker, set())
        return [event for event in self.events.get(maker, ()) if event.day <= until and event.document not in told]


def check_sale_line(line: SaleLine | RefundedLine, taken: Sequence[tuple[str, int]], terms_of: dict[str, Terms]) -> int:
    """Hold a line against what was taken for it and the terms of each lot; return what the maker is due."""
    assert [(part.lot, part.quantity) for part in line.allocations] == list(taken)
    assert sum(part.discount for part in line.allocations) == line.discount
    groups: dict[tuple[int, int | None, Bearer], list[Allocation]] = {}
    for part in line.allocations:
        terms = terms_of[part.lot]
        assert part.terms == terms
        assert part.gross == part.quantity * line.unit_price
        groups.setdefault((terms.commission_bp, terms.consignor_price, terms.discount_bearer), []).append(part)
    due = 0
    for parts in groups.values():
        pieces, gross = sum(part.quantity for part in parts), sum(part.gross for part in parts)
        discount = sum(part.discount for part in parts)
        assert abs(discount - Decimal(line.discount * pieces) / line.quantity) < 1
        commission = gallery_share(terms_of[parts[0].lot], pieces, gross, discount)
        assert sum(part.commission for part in parts) == commission
        due += gross - discount - commission
    return due


@dataclass
class Sold:
    """A sale, and how much of each line came back."""

    sale: SaleCompleted
    number: str
    back: Counter[int] = field(default_factory=Counter)
    paid_back: int = 0

    def left(self) -> dict[int, int]:
        """Return the pieces of each line that can still come back."""
        return {
            n: line.quantity - self.back[n] for n, line in enumerate(self.sale.lines) if line.quantity > self.back[n]
        }

    def worth(self, line: SaleLine, back: int) -> dict[str, tuple[int, int, int]]:
        """Return per lot the pieces, what the buyer gets and what the maker loses when ``back`` pieces are back."""
        worth: dict[str, tuple[int, int, int]] = {}
        for part in line.allocations:
            pieces = min(back, part.quantity)
            back -= pieces
            gross, discount, commission = (
                rounded(Decimal(amount * pieces) / part.quantity)
                for amount in (part.gross, part.discount, part.commission)
            )
            worth[part.lot] = (pieces, gross - discount, gross - discount - commission)
        return worth

    def give_back(self, pieces: dict[int, int]) -> dict[tuple[int, str], tuple[int, int, int]]:
        """Take pieces back; return per line and lot what that changes."""
        changed: dict[tuple[int, str], tuple[int, int, int]] = {}
        for index, quantity in pieces.items():
            line, before = self.sale.lines[index], self.worth(self.sale.lines[index], self.back[index])
            self.back[index] += quantity
            for lot, after in self.worth(line, self.back[index]).items():
                more = tuple(now - then for now, then in zip(after, before[lot], strict=True))
                if more[0]:
                    changed[index, lot] = (more[0], more[1], more[2])
        return changed

    def check(self, refund: SaleRefunded, changed: dict[tuple[int, str], tuple[int, int, int]], *, cash: bool) -> None:
        """Hold a refund against what it should be."""
        told = {
            (line.line, part.lot): (part.quantity, part.gross - part.discount, part.due)
            for line in refund.lines
            for part in line.allocations
        }
        assert told == changed
        net = sum(money for _, money, _ in changed.values())
        expected = in_coins(self.paid_back + net) - in_coins(self.paid_back) if cash else net
        self.paid_back += net
        assert refund.total == expected


def count(shelves: Shelves, outlet: str, counted: dict[str, int], on: date, posted: StocktakePosted) -> dict[str, int]:
    """Set the shelves to a count; return what each maker is owed for what is gone."""
    owed: Counter[str] = Counter()
    for product, found in counted.items():
        lots = shelves.order(outlet, product, on)
        books = sum(lot.left[outlet] for lot in lots)
        sold_loose = max(-shelves.loose[outlet, product], 0)
        shortage = max(books - found, 0)
        gone = [lot.lot for lot in lots for _ in range(lot.left[outlet])][:shortage]
        for lot, pieces in Counter(gone[min(sold_loose, shortage) :]).items():
            batch = shelves.lots[lot]
            owed[batch.maker] += compensation(batch.terms, pieces, batch.price, batch.terms.loss_bp)
        for lot in gone:
            shelves.lots[lot].left[outlet] -= 1
        shelves.loose[outlet, product] = max(found - books, 0)
    told: Counter[str] = Counter()
    for line in posted.lines:
        told[line.consignor] += line.compensation
    assert +told == +owed
    return dict(owed)
