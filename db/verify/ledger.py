"""Rules 4 and 8: drawers and perpetual totals, followed from document to document."""

from __future__ import annotations

from collections import defaultdict
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any

from db.canonical import GENESIS
from db.verify.findings import DRAWER, TOTALS, Finding, about
from gallery_pos.accounts import CASH
from gallery_pos.documents import (
    CashMoved,
    Document,
    PayoutMade,
    PayoutReversed,
    SaleCompleted,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
)
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from gallery_pos.entries import Consequences

_Row = dict[str, Any]


class LedgerCheck:
    """Keeps what every open drawer holds and what every terminal ever took."""

    def __init__(self) -> None:
        """Start before the first document."""
        self._drawers: dict[str, int] = defaultdict(int)
        self._opened: dict[UUID, ShiftOpened] = {}
        self._sales: dict[str, int] = defaultdict(int)
        self._refunds: dict[str, int] = defaultdict(int)
        self._shifts: dict[str, int] = defaultdict(int)

    def row(self, row: _Row, document: Document, follows: Consequences) -> Iterator[Finding]:
        """Yield what is wrong with the next document, given all before it."""
        yield from self._check(document, row)
        for posting in follows.postings:
            if posting.account == CASH:
                self._drawers[posting.party] += posting.amount

    @singledispatchmethod
    def _check(self, _document: Document, _row: _Row) -> Iterator[Finding]:
        yield from ()

    @_check.register(ShiftOpened)
    def _of_opened(self, document: ShiftOpened, _row: _Row) -> Iterator[Finding]:
        self._opened[document.id] = document
        yield from ()

    @_check.register(SaleCompleted)
    @_check.register(SaleRefunded)
    def _of_trade(self, document: SaleCompleted | SaleRefunded, row: _Row) -> Iterator[Finding]:
        yield from self._in_open_shift(document.shift, row)
        if document.shift is not None:
            sums = self._sales if isinstance(document, SaleCompleted) else self._refunds
            sums[row["origin"]] += document.total
        if document.total < 0:
            yield about(TOTALS, row, tr("totalnya kurang dari nol"))

    @_check.register(CashMoved)
    @_check.register(PayoutMade)
    @_check.register(PayoutReversed)
    def _of_cash(self, document: CashMoved | PayoutMade | PayoutReversed, row: _Row) -> Iterator[Finding]:
        return self._in_open_shift(document.shift, row)

    def _in_open_shift(self, shift: UUID | None, row: _Row) -> Iterator[Finding]:
        if shift is not None and shift not in self._opened:
            yield about(DRAWER, row, tr("sifnya tidak sedang terbuka"))

    @_check.register(ShiftClosed)
    def _of_closed(self, document: ShiftClosed, row: _Row) -> Iterator[Finding]:
        opened = self._opened.pop(document.shift, None)
        if opened is None or opened.opening_float != document.opening_float:
            yield about(DRAWER, row, tr("menutup sif yang tidak terbuka, atau modal awalnya lain"))
        if document.expected != self._drawers[document.shift.hex]:
            yield about(DRAWER, row, tr("uang yang seharusnya ada di laci tidak sama dengan catatannya"))
        origin = row["origin"]
        told = (document.perpetual.sales, document.perpetual.refunds, document.perpetual.shifts)
        if told != (self._sales[origin], self._refunds[origin], self._shifts[origin]):
            yield about(TOTALS, row, tr("total sepanjang masa tidak sama dengan jumlah semua transaksi"))
            # Told once, where it began: the slips after it go on from what this one says.
            self._sales[origin], self._refunds[origin], self._shifts[origin] = told
        self._shifts[origin] += 1
        if row["prev_hash"] != GENESIS and document.previous_head != row["prev_hash"].hex():
            yield about(TOTALS, row, tr("segel sebelumnya yang tercetak di slip Z tidak cocok"))
