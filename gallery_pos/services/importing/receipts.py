"""Receipts out of a file become sales and refunds: which lots they take from, and how each line falls apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gallery_pos.documents import (
    Allocation,
    Method,
    OutletRevised,
    ProductRevised,
    RefundedLine,
    SaleCompleted,
    SaleLine,
    SaleRefunded,
    Tender,
)
from gallery_pos.lots import Shelf, Taken, allocations
from gallery_pos.services.importing.draft import id_of

if TYPE_CHECKING:
    from gallery_pos.ports import Lot
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.terms import Terms


@dataclass(frozen=True, slots=True)
class Sold:
    """One row: ``quantity`` > 0 pieces at the price that was paid; ``back`` says that they came back."""

    row: Row
    product: ProductRevised
    quantity: int
    unit_price: int
    discount: int
    method: Method
    back: bool

    @property
    def net(self) -> int:
        """What the line comes to, in rupiah."""
        return self.quantity * self.unit_price - self.discount


@dataclass(frozen=True)
class Receipt:
    """What was sold under one number, or what came back under it."""

    outlet: OutletRevised
    number: str
    moment: datetime
    day: date
    lines: tuple[Sold, ...]

    @property
    def back(self) -> bool:
        """Whether these are goods that came back."""
        return self.lines[0].back

    @property
    def total(self) -> int:
        """All lines, in rupiah."""
        return sum(sold.net for sold in self.lines)

    @cached_property
    def tenders(self) -> dict[Method, int]:
        """Rupiah per method."""
        paid: dict[Method, int] = {}
        for sold in self.lines:
            if sold.net:
                paid[sold.method] = paid.get(sold.method, 0) + sold.net
        return paid


def document_id(outlet: str, number: str, *, back: bool) -> UUID:
    """Return the id of the sale, or of the refund, that a receipt becomes."""
    return id_of("refund" if back else "sale", outlet, number)


class Shelves:
    """Posts receipts in the order of time, from the lots that were there at the time."""

    def __init__(self, draft: Draft) -> None:
        """Start with what is on hand now at each outlet that a receipt names."""
        self._draft = draft
        self._shelves: dict[str, Shelf] = {}
        self._to_come: dict[str, list[Lot]] = {}
        self._taken: dict[tuple[str, str], list[Taken]] = defaultdict(list)

    def post(self, receipt: Receipt) -> None:
        """Add the sale or the refund to the plan."""
        lines = receipt.lines
        shelf = self._shelf(receipt.outlet.code, receipt.day)
        header = {
            "id": document_id(receipt.outlet.code, receipt.number, back=receipt.back),
            "outlet": receipt.outlet.code,
            "business_date": receipt.day,
            "posted_at": receipt.moment,
            "tenders": tuple(Tender(method=method, amount=paid) for method, paid in receipt.tenders.items()),
            "total": receipt.total,
            "reference": receipt.number,
        }
        counts = self._draft.counts
        if receipt.back:
            back = tuple(self._refunded(receipt, shelf, index, sold) for index, sold in enumerate(lines))
            self._draft.write(SaleRefunded, lines=back, **header)
        else:
            self._draft.write(SaleCompleted, lines=tuple(self._sold(receipt, shelf, sold) for sold in lines), **header)
        counts["refunds" if receipt.back else "sales"] += 1
        counts["refund_lines" if receipt.back else "sale_lines"] += len(lines)
        counts["net"] += -receipt.total if receipt.back else receipt.total

    def _shelf(self, outlet: str, day: date) -> Shelf:
        """Return an outlet's shelf with every lot that had come in by a day."""
        if outlet not in self._shelves:
            self._shelves[outlet] = Shelf(())
            lots = self._draft.desk.book.lots(outlet)
            self._to_come[outlet] = sorted(lots, key=lambda lot: lot.received, reverse=True)
        shelf, to_come = self._shelves[outlet], self._to_come[outlet]
        while to_come and to_come[-1].received <= day:
            shelf.put(to_come.pop())
        return shelf

    def _sold(self, receipt: Receipt, shelf: Shelf, sold: Sold) -> SaleLine:
        taken = shelf.take(sold.product.code, sold.quantity, receipt.day, self._terms_now(sold.product))
        self._taken[receipt.outlet.code, sold.product.code] += taken
        if any(not part.lot for part in taken):
            self._draft.counts["loose_lines"] += 1
        return SaleLine(**self._line(sold, taken))

    def _refunded(self, receipt: Receipt, shelf: Shelf, index: int, sold: Sold) -> RefundedLine:
        back = self._give_back(receipt.outlet.code, sold)
        for part in back:
            shelf.give_back(part.lot, part.quantity)
        return RefundedLine(line=index, **self._line(sold, back))

    def _give_back(self, outlet: str, sold: Sold) -> list[Taken]:
        """Return the lots that pieces go back into: those sold from last in this file.

        Where nothing more was sold in this file nobody can say which lot it was: the pieces stay without one until
        the next stocktake.
        """
        taken, left, back = self._taken[outlet, sold.product.code], sold.quantity, []
        while taken and left:
            last = taken.pop()
            pieces = min(last.quantity, left)
            back.append(last._replace(quantity=pieces))
            if pieces < last.quantity:
                taken.append(last._replace(quantity=last.quantity - pieces))
            left -= pieces
        if left:
            back.append(Taken("", left, self._terms_now(sold.product)))
        return _each_lot_once(back)

    def _terms_now(self, product: ProductRevised) -> Terms:
        return self._draft.known.terms(product)

    def _line(self, sold: Sold, taken: Sequence[Taken]) -> dict[str, Any]:
        """Return what a line of a sale and one of a refund have in common."""
        maker = self._draft.known.consignor(sold.product.consignor)
        parts: tuple[Allocation, ...] = allocations(taken, unit_price=sold.unit_price, discount=sold.discount)
        return {
            "product": sold.product.code,
            "name": sold.product.name,
            "consignor": sold.product.consignor,
            "maker": maker.business_name if maker else "",
            "quantity": sold.quantity,
            "unit_price": sold.unit_price,
            "discount": sold.discount,
            "allocations": parts,
        }


def _each_lot_once(parts: Sequence[Taken]) -> list[Taken]:
    """Put pieces of the same lot and the same terms together."""
    pieces: dict[tuple[str, Terms], int] = {}
    for part in parts:
        pieces[part.lot, part.terms] = pieces.get((part.lot, part.terms), 0) + part.quantity
    return [Taken(lot, quantity, terms) for (lot, terms), quantity in pieces.items()]
