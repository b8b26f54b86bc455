"""What an outlet without an attendant has by the books, while visits are worked out and become documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gallery_pos.documents import (
    CountedLine,
    Document,
    GoodsReturned,
    LossReason,
    MarkdownPlanRevised,
    Method,
    ReturnedLine,
    ReturnReason,
    SaleCompleted,
    SaleLine,
    StocktakePosted,
    Tender,
    VisitLine,
    VisitRecorded,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.lots import Taken, allocations, borne, first_expired_first_out, is_expired
from gallery_pos.markdowns import markdown_by
from gallery_pos.terms import Terms, compensation
from gallery_pos.visits import Arithmetic, Found, Run, tendered

if TYPE_CHECKING:
    from gallery_pos.documents import ProductRevised
    from gallery_pos.markdowns import Markdown
    from gallery_pos.ports import Book, Lot

Write = Callable[..., Document]
"""Makes a document of a kind from its fields, with its header filled in, and remembers it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a visitor found of one product: pieces that are left, and pieces that he takes back to their maker."""

    product: str
    left: int
    returned: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visitor tells; ``missing`` are his decisions by product, None leaves them to the suggestion."""

    outlet: str
    day: date
    seen: tuple[Seen, ...]
    cash: int
    qris: int = 0
    missing: Mapping[str, int] | None = None
    visited_by: str = ""
    checklist: Mapping[str, bool] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    note: str = ""


class Corner:
    """The lots of one outlet and what is left of them; ``on`` is the day the books are looked at.

    What moved after that day counts as if it had not: a visit may be written down days later.
    """

    def __init__(self, book: Book, outlet: str) -> None:
        """Read what is on hand now."""
        self._book = book
        self._outlet = outlet
        self._lots: dict[str, list[Lot]] = {}
        self._left: Counter[str] = Counter()
        for lot in book.lots(outlet):
            self._lots.setdefault(lot.product, []).append(lot)
            self._left[lot.lot] = lot.on_hand
        self._loose = Counter(book.loose(outlet))
        self._plans: list[MarkdownPlanRevised] = []
        self._later: dict[tuple[str, str], int] = {}
        self._day = date.max

    def on(self, day: date, *, today: date) -> None:
        """Look at the books as they were at the end of a day."""
        self._day = day
        plans = self._book.latest_of_all(MarkdownPlanRevised)
        self._plans = [plan for plan in plans if plan.business_date <= day]
        self._later = self._book.moved_after(self._outlet, day) if day < today else {}

    def products(self) -> set[str]:
        """Return the products that the books say something of."""
        named = set(self._lots) | set(self._loose) | {product for product, _ in self._later}
        return {product for product in named if self.expected(product)}

    def expected(self, product: str) -> int:
        """Return the pieces that should be there, with those that were sold without a lot."""
        here = sum(self._left[lot.lot] for lot in self._lots.get(product, ())) + self._loose[product]
        return here - sum(pieces for (moved, _), pieces in self._later.items() if moved == product)

    def _free(self, lot: Lot) -> int:
        """Return how much can be taken from a lot: what was there on the day and is still."""
        rose = self._later.get((lot.product, lot.lot), 0)
        return max(min(self._left[lot.lot], self._left[lot.lot] - rose), 0)

    def in_order(self, product: str) -> list[Lot]:
        """Return the lots of a product as they sell."""
        return first_expired_first_out(self._lots.get(product, ()), self._day)

    def _back_first(self, product: str) -> list[Lot]:
        """Return the lots of a product as a visitor takes them back: those with the least time left first."""
        return sorted(self._lots.get(product, ()), key=lambda lot: (lot.best_before or date.max, lot.received, lot.lot))

    def found(self, product: ProductRevised, seen: Seen) -> Found:
        """Return what was seen beside what the books expect, with the prices of the pieces that are gone.

        Raises RuleBroken (``visit.returned``) where more goes back than the books have.
        """
        back = dict(self._from(self._back_first(product.code), seen.returned))
        if (there := sum(back.values())) < seen.returned:
            raise RuleBroken(
                "visit.returned",
                tr("{name}: yang bisa dikembalikan hanya {left}.").format(name=product.name, left=there),
                safe=tr("Belum ada yang dicatat."),
            )
        expected = self.expected(product.code)
        gone = max(expected - seen.left - seen.returned, 0)
        runs: list[Run] = []
        for lot in self.in_order(product.code):
            pieces = min(self._free(lot) - back.get(lot.lot, 0), gone)
            if pieces > 0:
                off = self.markdown(lot)
                less = Run(lot.price - off.amount, pieces, off.amount, off.bearer) if off else None
                runs.append(less or Run(lot.price, pieces))
                gone -= pieces
        if gone:
            runs.append(Run(product.price, gone))
        return Found(product.code, product.name, product.consignor, expected, seen.left, seen.returned, tuple(runs))

    def markdown(self, lot: Lot) -> Markdown | None:
        """Return what a plan takes off a piece of a lot on the day of the visit, as a till would have asked for it.

        A plan that was made or changed after that day said nothing yet.
        """
        return markdown_by(self._plans, lot, self._outlet, self._day)

    def _from(self, lots: Iterable[Lot], pieces: int) -> Iterable[tuple[str, int]]:
        for lot in lots:
            taken = min(self._free(lot), pieces)
            if taken > 0:
                pieces -= taken
                yield lot.lot, taken

    def take(self, lots: Sequence[Lot], product: str, pieces: int) -> list[tuple[Lot | None, int]]:
        """Take pieces from lots in their order; what none of them has is taken without one (None)."""
        known = {lot.lot: lot for lot in lots}
        taken: list[tuple[Lot | None, int]] = []
        for code, some in list(self._from(lots, pieces)):
            self._left[code] -= some
            pieces -= some
            taken.append((known[code], some))
        if pieces:
            self._loose[product] -= pieces
            taken.append((None, pieces))
        return taken

    def take_back(self, product: str, pieces: int) -> list[tuple[Lot, int]]:
        """Take pieces that go back to their maker; :meth:`found` made sure that they are there."""
        taken = self.take(self._back_first(product), product, pieces)
        return [(lot, some) for lot, some in taken if lot is not None]

    def settle(self, product: str, missing: int) -> list[tuple[Lot | None, int, int, int]]:
        """Take away what is missing, or add what is too much; return (lot, before, after, pieces to compensate).

        Pieces sold without a lot before are set against the lots that they must have come from.
        """
        before = {lot.lot: self._left[lot.lot] for lot in self.in_order(product)}
        loose = self._loose[product]
        borne: Counter[str] = Counter()
        if missing < 0:
            self._loose[product] -= missing
        for lot, pieces in self.take(self.in_order(product), product, max(missing, 0)):
            if lot is not None:
                borne[lot.lot] += pieces
        explained = self.take(self.in_order(product), product, max(-self._loose[product], 0)) if loose < 0 else []
        self._loose[product] += sum(pieces for _, pieces in explained)
        lines: list[tuple[Lot | None, int, int, int]] = [
            (lot, before[lot.lot], self._left[lot.lot], borne[lot.lot])
            for lot in self.in_order(product)
            if before[lot.lot] != self._left[lot.lot]
        ]
        if loose != self._loose[product]:
            lines.append((None, loose, self._loose[product], 0))
        return lines


class Composer:
    """Makes the documents of a visit, in the order in which they follow from each other."""

    def __init__(self, corner: Corner, products: Mapping[str, ProductRevised], makers: Callable[[str], str]) -> None:
        """Take goods from ``corner``; ``makers`` gives a consignor's name."""
        self._corner = corner
        self._products = products
        self._maker = makers

    def documents(
        self, visit: Visit, sums: Arithmetic, write: Write, terms_now: Callable[[ProductRevised], Terms]
    ) -> Document:
        """Write what goes back, what was sold, what is missing, and at last the visit that names them; return it."""
        made: list[UUID] = []
        for consignor, lines in self._returns(visit, sums.lines).items():
            made.append(write(GoodsReturned, consignor=consignor, lines=tuple(lines), collected_by=visit.visited_by).id)
        sold = tuple(line for each in sums.lines for line in self._sold(each, terms_now))
        if sold:
            made.append(write(SaleCompleted, lines=sold, tenders=_tenders(sums), total=sums.sold, **_about(visit)).id)
        counted = tuple(line for each in sums.lines for line in self._counted(each))
        if counted:
            by = (visit.visited_by,) if visit.visited_by else ()
            made.append(write(StocktakePosted, lines=counted, scope=tr("Kunjungan"), counted_by=by).id)
        return write(
            VisitRecorded,
            lines=sums.lines,
            cash=sums.cash,
            qris=sums.qris,
            difference=sums.difference,
            visited_by=visit.visited_by,
            checklist=dict(visit.checklist),
            documents=tuple(made),
            pictures=visit.pictures,
            note=visit.note,
        )

    def _returns(self, visit: Visit, lines: Sequence[VisitLine]) -> dict[str, list[ReturnedLine]]:
        returns: dict[str, list[ReturnedLine]] = {}
        for line in lines:
            for lot, pieces in self._corner.take_back(line.product, line.returned) if line.returned else ():
                reason = ReturnReason.EXPIRED if is_expired(lot, visit.day) else ReturnReason.SLOW
                back = ReturnedLine(lot=lot.lot, product=line.product, name=line.name, quantity=pieces, reason=reason)
                returns.setdefault(lot.consignor, []).append(back)
        return returns

    def _sold(self, line: VisitLine, terms_now: Callable[[ProductRevised], Terms]) -> list[SaleLine]:
        """Return a line of the sale for each price, and each markdown, that pieces of one product have."""
        if not line.sold:
            return []
        product = self._products[line.product]
        alike: dict[tuple[int, Markdown | None], list[Taken]] = {}
        for lot, pieces in self._corner.take(self._corner.in_order(line.product), line.product, line.sold):
            if lot is None:
                alike.setdefault((product.price, None), []).append(Taken("", pieces, terms_now(product)))
            else:
                taken = Taken(lot.lot, pieces, lot.terms)
                alike.setdefault((lot.price, self._corner.markdown(lot)), []).append(taken)
        return [self._sale_line(product, price, off, taken) for (price, off), taken in alike.items()]

    def _sale_line(self, product: ProductRevised, price: int, off: Markdown | None, taken: list[Taken]) -> SaleLine:
        pieces = sum(part.quantity for part in taken)
        discount = pieces * off.amount if off else 0
        parts = borne(taken, off.bearer if off else None)
        return SaleLine(
            product=product.code,
            name=product.name,
            consignor=product.consignor,
            maker=self._maker(product.consignor),
            quantity=pieces,
            unit_price=price,
            discount=discount,
            allocations=allocations(parts, unit_price=price, discount=discount),
            markdown=discount,
            plan=off.plan if off else "",
        )

    def _counted(self, line: VisitLine) -> list[CountedLine]:
        return [
            CountedLine(
                lot=lot.lot if lot else "",
                product=line.product,
                name=line.name,
                consignor=lot.consignor if lot else line.consignor,
                expected=before,
                counted=after,
                compensation=_owed(lot, pieces),
                reason=LossReason.LOST if lot and pieces else None,
                gallery_bp=lot.terms.loss_bp if lot and pieces else None,
            )
            for lot, before, after, pieces in self._corner.settle(line.product, line.missing)
        ]


def _owed(lot: Lot | None, pieces: int) -> int:
    if lot is None:
        return 0
    return compensation(lot.terms, quantity=pieces, price=lot.price, gallery_bp=lot.terms.loss_bp)


def _tenders(sums: Arithmetic) -> tuple[Tender, ...]:
    in_cash, by_qris = tendered(sums.sold, sums.qris)
    paid = ((Method.CASH, in_cash), (Method.QRIS, by_qris))
    return tuple(Tender(method=method, amount=amount) for method, amount in paid if amount)


def _about(visit: Visit) -> dict[str, Any]:
    return {"note": tr("Kunjungan {name}").format(name=visit.visited_by).strip()}
