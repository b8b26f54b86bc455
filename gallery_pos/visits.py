"""The arithmetic of a visit to an outlet without an attendant: what was sold, what is missing, and what the money says.

``expected - left - returned = gone``. Pieces that are gone are sold as far as the money reaches; where it is short, the
visitor decides which of them are missing. What then remains between the money found and the price of what was sold is
recorded as over or short, whatever it is.

The price of a piece is what a till would ask for it on the day of the visit: its label's, less what a markdown plan that
counts at that outlet takes off it, borne by whom the plan says. For a piece whose best-before date is past by then it is
the price of that last day. So the money expected follows the plans: goods sold at their full price before a plan's step
was reached show as money over, which is the gallery's and never taken from a maker.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import VisitLine
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gallery_pos.terms import Bearer


class Run(NamedTuple):
    """So many pieces at one price in rupiah, in the order in which they sell.

    ``price`` is what a buyer pays for one, after the ``off`` that a plan takes from it, borne by ``bearer``.
    """

    price: int
    pieces: int
    off: int = 0
    bearer: Bearer | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One product at a visit: what the books expected, what stood there, what goes back to its maker.

    ``runs`` are the prices of the pieces that are gone, in the order in which they sell.
    """

    product: str
    name: str
    consignor: str
    expected: int
    left: int
    returned: int = 0
    runs: tuple[Run, ...] = ()

    @property
    def gone(self) -> int:
        """Pieces neither there nor going back; negative where more is there than the books had."""
        return self.expected - self.left - self.returned

    def value(self, missing: int = 0) -> int:
        """Return what the pieces that are gone cost in rupiah, without the last ``missing`` of them."""
        return sum(run.price * run.pieces for run in self.sold(missing))

    def markdown(self, missing: int = 0) -> int:
        """Return what plans take off these pieces, in rupiah."""
        return sum(run.off * run.pieces for run in self.sold(missing))

    def sold(self, missing: int = 0) -> Iterator[Run]:
        """Yield the runs of the pieces that are gone, without the last ``missing`` of them."""
        left = max(self.gone, 0) - missing
        for run in self.runs:
            pieces = min(run.pieces, left)
            left -= pieces
            if pieces:
                yield run._replace(pieces=pieces)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What a visit comes to, all money in rupiah.

    ``gone`` is what all pieces that are gone cost, ``sold`` what those of them cost that were sold;
    ``difference = cash + qris - sold``. ``markdowns`` is what plans took off all that is gone, by who bears it: ``gone``
    and these together are the prices on the labels.
    """

    lines: tuple[VisitLine, ...]
    cash: int
    qris: int
    gone: int
    sold: int
    markdowns: Mapping[Bearer, int] = field(default_factory=dict)

    @property
    def money(self) -> int:
        """Everything that was found."""
        return self.cash + self.qris

    @property
    def shortage(self) -> int:
        """How much more the pieces that are gone cost than there is money; 0 where it reaches."""
        return max(self.gone - self.money, 0)

    @property
    def difference(self) -> int:
        """What is left over (> 0) or short (< 0) after what was sold."""
        return self.money - self.sold

    @property
    def missing(self) -> int:
        """Pieces that are missing."""
        return sum(max(line.missing, 0) for line in self.lines)


def tendered(value: int, qris: int) -> tuple[int, int]:
    """Return what of a sale's value was paid in cash and what by QRIS; what a bank says is surer than a cash box."""
    by_qris = min(qris, value)
    return value - by_qris, by_qris


def work_out(found: Sequence[Found], *, cash: int, qris: int, missing: Mapping[str, int] | None = None) -> Arithmetic:
    """Return what a visit comes to; ``missing`` is the visitor's decision by product, None takes the suggestion.

    Raises RuleBroken (``visit.money``, ``visit.pieces``, ``visit.missing``).
    """
    if cash < 0 or qris < 0:
        raise RuleBroken("visit.money", tr("Uang yang ditemukan tidak bisa kurang dari nol."))
    for each in found:
        if each.left < 0 or each.returned < 0:
            raise RuleBroken("visit.pieces", tr("{name}: jumlah tidak bisa kurang dari nol.").format(name=each.name))
    decided = suggest(found, cash + qris) if missing is None else missing
    lines = tuple(_line(each, decided.get(each.product, 0)) for each in found)
    gone, sold = sum(each.value() for each in found), sum(line.value for line in lines)
    return Arithmetic(lines, cash, qris, gone, sold, _markdowns(found))


def _markdowns(found: Sequence[Found]) -> dict[Bearer, int]:
    borne: Counter[Bearer] = Counter()
    for run in (run for each in found for run in each.sold()):
        if run.bearer is not None:
            borne[run.bearer] += run.off * run.pieces
    return dict(borne)


def _line(found: Found, missing: int) -> VisitLine:
    most = max(found.gone, 0)
    if not 0 <= missing <= most:
        raise RuleBroken(
            "visit.missing",
            tr("{name}: yang hilang antara 0 dan {most}.").format(name=found.name, most=most),
            safe=tr("Belum ada yang dicatat."),
        )
    return VisitLine(
        product=found.product,
        name=found.name,
        consignor=found.consignor,
        expected=found.expected,
        left=found.left,
        returned=found.returned,
        sold=most - missing,
        missing=missing if found.gone > 0 else found.gone,
        value=found.value(missing),
        markdown=found.markdown(missing),
    )


def suggest(found: Sequence[Found], money: int) -> dict[str, int]:
    """Return which pieces are most likely missing, by product; nothing where the money reaches.

    One product whose price explains the shortage to the rupiah, the one with the fewest pieces; else the dearest pieces
    that fit into it, and one more where the money comes nearer to what was sold with it than without.
    """
    shortage = sum(each.value() for each in found) - money
    if shortage <= 0:
        return {}
    exact = [(pieces, each.product) for each in found if (pieces := _explains(each, shortage))]
    if exact:
        pieces, product = min(exact)
        return {product: pieces}
    return _nearest(found, shortage)


def candidates(found: Sequence[Found]) -> list[Found]:
    """Return the products of which pieces are gone, the dearest first: where money is short, any of them may be it."""
    gone = [each for each in found if each.gone > 0]
    return sorted(gone, key=lambda each: (-max(run.price for run in each.runs), each.product))


def _explains(found: Found, shortage: int) -> int:
    """Return how many pieces of one product cost exactly what is short; 0 where no number of them does."""
    pieces = 0
    for price, most, *_ in reversed(found.runs):
        if price and shortage <= price * most:
            return pieces + shortage // price if shortage % price == 0 else 0
        pieces, shortage = pieces + most, shortage - price * most
    return 0


def _nearest(found: Sequence[Found], shortage: int) -> dict[str, int]:
    missing: dict[str, int] = {}
    next_ones: list[tuple[int, str]] = []
    for each in sorted(candidates(found), key=lambda one: (-one.runs[-1].price, one.product)):
        for price, most, *_ in reversed(each.runs):
            pieces = min(most, shortage // price) if price else 0
            missing[each.product] = missing.get(each.product, 0) + pieces
            shortage -= price * pieces
            if pieces < most:
                next_ones.append((price, each.product))
                break
    if next_ones:
        price, product = min(next_ones)
        if price - shortage < shortage:
            missing[product] += 1
    return {product: pieces for product, pieces in missing.items() if pieces}
