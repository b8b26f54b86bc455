"""Rule 2, for payouts: each is taken back at most once and whole, and nobody confirms one that was taken back."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any

from db.verify.findings import SETTLEMENT, Finding, about
from gallery_pos.documents import (
    Document,
    PayoutAcknowledged,
    PayoutBatchDropped,
    PayoutBatchPrepared,
    PayoutMade,
    PayoutReversed,
)
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

_Row = dict[str, Any]


class PaidCheck:
    """Keeps what was paid and not taken back, and which transfers wait for the bank."""

    def __init__(self) -> None:
        """Start before the first document."""
        self._paid: dict[UUID, int] = {}
        self._confirmed: set[UUID] = set()
        self._waiting: dict[UUID, dict[str, int]] = {}

    def row(self, row: _Row, document: Document) -> Iterator[Finding]:
        """Yield what is wrong with the next document, given all before it."""
        return self._check(document, row)

    @singledispatchmethod
    def _check(self, _document: Document, _row: _Row) -> Iterator[Finding]:
        yield from ()

    @_check.register(PayoutMade)
    def _of_payout(self, document: PayoutMade, row: _Row) -> Iterator[Finding]:
        self._paid[document.id] = document.amount
        if document.batch is not None:
            line = self._waiting.get(document.batch, {}).pop(document.consignor, None)
            if line != document.amount:
                yield about(SETTLEMENT, row, tr("transfernya tidak ada di berkas untuk bank, atau jumlahnya lain"))

    @_check.register(PayoutReversed)
    def _of_reversal(self, document: PayoutReversed, row: _Row) -> Iterator[Finding]:
        if self._paid.pop(document.payout, None) != document.amount:
            yield about(
                SETTLEMENT, row, tr("membatalkan pembayaran yang tidak ada, sudah dibatalkan, atau lain jumlahnya")
            )

    @_check.register(PayoutAcknowledged)
    def _of_confirmation(self, document: PayoutAcknowledged, row: _Row) -> Iterator[Finding]:
        if document.payout not in self._paid or document.payout in self._confirmed:
            yield about(SETTLEMENT, row, tr("mengakui pembayaran yang tidak ada, sudah dibatalkan, atau sudah diakui"))
        self._confirmed.add(document.payout)

    @_check.register(PayoutBatchPrepared)
    def _of_batch(self, document: PayoutBatchPrepared, _row: _Row) -> Iterator[Finding]:
        self._waiting[document.id] = {line.consignor: line.amount for line in document.lines}
        yield from ()

    @_check.register(PayoutBatchDropped)
    def _of_dropped(self, document: PayoutBatchDropped, _row: _Row) -> Iterator[Finding]:
        waiting = self._waiting.get(document.batch, {})
        for consignor in document.consignors or tuple(waiting):
            waiting.pop(consignor, None)
        yield from ()
