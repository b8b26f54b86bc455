"""Every line of trade worked out anew: what the gallery keeps and what the maker gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.audit import findings as audit
from gallery_pos.documents import SaleCompleted, SaleRefunded
from gallery_pos.language import tr
from gallery_pos.lots import Taken, allocations
from gallery_pos.money import portion
from gallery_pos.month_file.findings import Aspect, Finding
from gallery_pos.terms import split

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from gallery_pos.documents import Allocation, Document, RefundedLine, SaleLine
    from gallery_pos.entries import Consequences
    from gallery_pos.month_file.rows import Line

_ROUNDING = 2
"""Rupiah by which a part of a line may differ from its own split: the line is rounded once, its parts follow the pieces.

Only where the sale that a refund takes back is not in the file: it was never here, or stands in the main outlet's.
"""


class AmountCheck:
    """Recomputes sales and refunds; ``lines`` counts the lines of trade."""

    def __init__(self, *, whole: bool) -> None:
        """Start before the first document; ``whole`` says that the file has every refund of the sales that it has."""
        self.lines = 0
        self._whole = whole
        self._sales: dict[UUID, SaleCompleted] = {}
        self._back: dict[tuple[UUID, int, str], int] = {}

    def remember(self, document: Document | None) -> None:
        """Take a sale of an earlier file into account, or what came back of it before this one began."""
        if isinstance(document, SaleCompleted):
            self._sales[document.id] = document
        elif isinstance(document, SaleRefunded) and document.sale:
            for back in document.lines:
                for part in back.allocations:
                    key = (document.sale, back.line, part.lot)
                    self._back[key] = self._back.get(key, 0) + part.quantity

    def row(self, line: Line, follows: Consequences) -> Iterator[Finding]:
        """Yield what does not add up in a document."""
        document = line.document
        if document is None:
            return
        for what in audit(document, follows):
            yield Finding(Aspect.SPLITS, line.number, what)
        if isinstance(document, SaleCompleted):
            self._sales[document.id] = document
            for sold in document.lines:
                yield from self._sold(line.number, sold)
        elif isinstance(document, SaleRefunded):
            for back in document.lines:
                yield from self._refunded(line.number, document, back)

    def _sold(self, number: str, sold: SaleLine) -> Iterator[Finding]:
        self.lines += 1
        taken = [Taken(part.lot, part.quantity, part.terms) for part in sold.allocations]
        if sold.quantity <= 0 or not taken or any(part.quantity <= 0 for part in sold.allocations):
            yield Finding(Aspect.SPLITS, number, tr("{name}: jumlah barangnya tidak mungkin").format(name=sold.name))
            return
        if allocations(taken, unit_price=sold.unit_price, discount=sold.discount) != sold.allocations:
            yield _uneven(number, sold.name)

    def _refunded(self, number: str, refund: SaleRefunded, back: RefundedLine) -> Iterator[Finding]:
        self.lines += 1
        sale = self._sales.get(refund.sale) if refund.sale and self._whole else None
        if sale is not None and not 0 <= back.line < len(sale.lines):
            what = tr("{name}: baris struk asalnya tidak ada").format(name=back.name)
            yield Finding(Aspect.SPLITS, number, what)
            return
        for part in back.allocations:
            known = None if sale is None else _part_of(sale.lines[back.line], part.lot)
            if sale is not None and known is not None:
                yield from self._part_back(number, (sale.id, back.line, part.lot), back.name, known, part)
            elif not _near(part):
                yield _uneven(number, back.name)

    def _part_back(
        self, number: str, key: tuple[UUID, int, str], name: str, sold: Allocation, back: Allocation
    ) -> Iterator[Finding]:
        """Compare pieces that came back with what they were sold for, to the rupiah."""
        done = self._back.get(key, 0)
        self._back[key] = done + back.quantity
        if done + back.quantity > sold.quantity:
            yield Finding(Aspect.SPLITS, number, tr("{name}: lebih banyak kembali daripada terjual").format(name=name))
        elif any(
            got != _between(paid, done, back.quantity, sold.quantity)
            for got, paid in zip(_money(back), _money(sold), strict=True)
        ):
            yield _uneven(number, name)


def _money(part: Allocation) -> tuple[int, int, int]:
    return part.gross, part.discount, part.commission


def _between(amount: int, done: int, pieces: int, whole: int) -> int:
    return portion(amount, done + pieces, whole) - portion(amount, done, whole)


def _part_of(line: SaleLine, lot: str) -> Allocation | None:
    """Return the one part of a line that came from a lot; None where there is none, or more than one."""
    found = [part for part in line.allocations if part.lot == lot]
    return found[0] if len(found) == 1 else None


def _near(part: Allocation) -> bool:
    """Tell whether a part is split as its terms say, up to the rounding of the line that it was a part of."""
    exact = split(part.terms, quantity=part.quantity, gross=part.gross, discount=part.discount)
    return abs(exact.commission - part.commission) <= _ROUNDING


def _uneven(number: str, name: str) -> Finding:
    what = tr("{name}: komisi atau hak penitip tidak sama dengan hitungan ulangnya").format(name=name)
    return Finding(Aspect.SPLITS, number, what)
