"""Which lots a sale takes from, and how a line falls apart over them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from gallery_pos.documents import Allocation
from gallery_pos.money import allocate, portion
from gallery_pos.terms import Bearer, Split, Terms, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gallery_pos.ports import Lot


class Taken(NamedTuple):
    """Pieces to take from a lot; ``lot`` "" where the books had none left."""

    lot: str
    quantity: int
    terms: Terms
    expired: bool = False


def is_expired(lot: Lot, on: date) -> bool:
    """Tell whether a lot is past its best-before date on a day."""
    return lot.best_before is not None and lot.best_before < on


def first_expired_first_out(lots: Iterable[Lot], on: date, price: int | None = None) -> list[Lot]:
    """Order lots as a sale takes them: what can still be sold, soonest best-before first, then the oldest.

    Lots of ``price`` come first where it is given: a buyer pays the price on the label he holds.
    """

    def order(lot: Lot) -> tuple[bool, bool, date, date, str]:
        other_price = price is not None and lot.price != price
        return (is_expired(lot, on), other_price, lot.best_before or date.max, lot.received, lot.lot)

    return sorted(lots, key=order)


class Shelf:
    """What is left of the lots of one outlet while lines are taken from them one after another."""

    def __init__(self, lots: Iterable[Lot]) -> None:
        """Start with ``lots`` and what is on hand of each."""
        self._lots: dict[str, list[Lot]] = {}
        self._left: dict[str, int] = {}
        for lot in lots:
            self.put(lot)

    def put(self, lot: Lot) -> None:
        """Add a lot, for example one that a line before brought in."""
        self._lots.setdefault(lot.product, []).append(lot)
        self._left[lot.lot] = lot.on_hand

    def give_back(self, lot: str, quantity: int) -> None:
        """Put pieces back into a lot; a lot this shelf never held is left alone."""
        if lot in self._left:
            self._left[lot] += quantity

    def left(self, product: str) -> int:
        """Return the pieces left of a product."""
        return sum(self._left[lot.lot] for lot in self._lots.get(product, ()))

    def take(self, product: str, quantity: int, on: date, without_lot: Terms, price: int | None = None) -> list[Taken]:
        """Take pieces, first expired first out; what no lot holds is taken loose under ``without_lot``."""
        taken: list[Taken] = []
        for lot in first_expired_first_out(self._lots.get(product, ()), on, price):
            pieces = min(self._left[lot.lot], quantity)
            if pieces > 0:
                taken.append(Taken(lot.lot, pieces, lot.terms, is_expired(lot, on)))
                self._left[lot.lot] -= pieces
                quantity -= pieces
        if quantity:
            taken.append(Taken("", quantity, without_lot))
        return taken


def allocations(taken: Sequence[Taken], *, unit_price: int, discount: int) -> tuple[Allocation, ...]:
    """Split one line's amounts over what was taken for it, in the order it was taken.

    Lots that pay alike are rounded together, once, as the rule is "half up per line"; inside them the rupiah follow the
    pieces. The allocations sum to the line.
    """
    groups: dict[tuple[int, int | None, Bearer, bool], list[int]] = {}
    for index, part in enumerate(taken):
        groups.setdefault(_how_it_pays(part.terms), []).append(index)
    pieces = [sum(taken[index].quantity for index in group) for group in groups.values()]
    made: dict[int, Allocation] = {}
    for group, quantity, group_discount in zip(groups.values(), pieces, allocate(discount, pieces), strict=True):
        parts = [taken[index] for index in group]
        whole = split(parts[0].terms, quantity=quantity, gross=quantity * unit_price, discount=group_discount)
        made |= zip(group, _spread(whole, parts, unit_price), strict=True)
    return tuple(made[index] for index in range(len(taken)))


def borne(parts: Sequence[Taken], bearer: Bearer | None) -> Sequence[Taken]:
    """Return what was taken with a plan's bearer of discounts in its terms; None leaves the lots' own."""
    if bearer is None:
        return parts
    return [part._replace(terms=replace(part.terms, discount_bearer=bearer)) for part in parts]


def _spread(whole: Split, parts: Sequence[Taken], unit_price: int) -> Iterator[Allocation]:
    """Spread what a group of lots made together over them, by pieces."""
    quantity = sum(part.quantity for part in parts)
    done = 0
    for part in parts:
        gross = part.quantity * unit_price
        discount, commission = (
            portion(amount, done + part.quantity, quantity) - portion(amount, done, quantity)
            for amount in (whole.discount, whole.commission)
        )
        yield Allocation(
            lot=part.lot,
            quantity=part.quantity,
            gross=gross,
            discount=discount,
            commission=commission,
            due=gross - discount - commission,
            terms=part.terms,
        )
        done += part.quantity


def _how_it_pays(terms: Terms) -> tuple[int, int | None, Bearer, bool]:
    """Return what of the terms a split depends on; who bears a loss has no say in it."""
    return terms.commission_bp, terms.consignor_price, terms.discount_bearer, terms.outright
