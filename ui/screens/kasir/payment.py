"""What has been paid towards a cart and what is still to pay: pure, so that the panel only shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_pos.cart import Due, due
from gallery_pos.documents import Method, Tender

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.cart import Cart
    from gallery_pos.documents import OutletRevised

NOTES = (5_000, 10_000, 20_000, 50_000, 100_000)
"""Notes that buyers pay with, in rupiah; smaller ones only make up the exact sum."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A cart on a day at an outlet and the tenders taken so far. Amounts are rupiah."""

    cart: Cart
    outlet: OutletRevised
    on: date
    tenders: tuple[Tender, ...] = ()

    @property
    def paid(self) -> int:
        """What was taken so far."""
        return sum(tender.amount for tender in self.tenders)

    def due_with(self, method: Method) -> Due:
        """Return what is to be paid where the rest comes by ``method``: only the part in cash is rounded."""
        if method is Method.CASH:
            return due(self.cart, self.outlet, self.on, (*self.tenders, Tender(method=method, amount=1)))
        exact = due(self.cart, self.outlet, self.on)
        rest = max(0, exact.total - self.paid)
        return due(self.cart, self.outlet, self.on, (*self.tenders, Tender(method=method, amount=rest)))

    def rest(self, method: Method) -> int:
        """Return what is left to pay where it is paid by ``method``; 0 where nothing is."""
        return max(0, self.due_with(method).total - self.paid)

    def uneven(self, method: Method, amount: int) -> bool:
        """Tell whether an amount of cash is only a part of the rest and not made of coins in circulation."""
        step = self.outlet.rounding_step
        return method is Method.CASH and step > 1 and amount % step != 0 and not self.covers(method, amount)

    def covers(self, method: Method, amount: int) -> bool:
        """Tell whether ``amount`` by ``method`` pays all that is left."""
        return amount >= self.rest(method)

    def change(self, method: Method, amount: int) -> int:
        """Return the change for ``amount`` of cash; nothing is given back on other methods."""
        return max(0, amount - self.rest(method)) if method is Method.CASH else 0

    def excess(self, method: Method, amount: int) -> int:
        """Return by how much an amount without notes is more than what is left to pay."""
        return 0 if method is Method.CASH else max(0, amount - self.rest(method))

    def with_tender(self, method: Method, amount: int, reference: str = "") -> Payment:
        """Return the payment with one tender more."""
        tender = Tender(method=method, amount=amount, reference=reference.strip())
        return replace(self, tenders=(*self.tenders, tender))

    def settled(self, method: Method, amount: int, reference: str = "") -> Payment:
        """Return the payment with ``amount`` taken; nothing needs no tender, unless cash was rounded down to nothing."""
        if amount or (method is Method.CASH and self.due_with(method).rounding):
            return self.with_tender(method, amount, reference)
        return self

    def without(self, index: int) -> Payment:
        """Return the payment with one tender less."""
        return replace(self, tenders=self.tenders[:index] + self.tenders[index + 1 :])

    def quick_amounts(self) -> list[int]:
        """Return what a buyer may hand over in notes: the exact rest, then the next 5, 10, 20, 50, 100 thousand."""
        return quick_amounts(self.rest(Method.CASH))


def quick_amounts(amount: int) -> list[int]:
    """Return ``amount`` and the sums of equal notes just above it, each once, smallest first."""
    rounded = {-(-amount // note) * note for note in NOTES}
    return sorted({amount, *rounded} - {0}) if amount else []
