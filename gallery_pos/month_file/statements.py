"""Statements of a month file against the documents that they settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.accounts import PAYABLE
from gallery_pos.documents import SaleCompleted, SaleRefunded, StatementIssued
from gallery_pos.language import tr
from gallery_pos.month_file.findings import Aspect, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from gallery_pos.documents import StatementFigures
    from gallery_pos.entries import Consequences
    from gallery_pos.month_file.rows import Line

_Money = list[int]
"""Pieces, gross, discount, commission, due."""


class StatementCheck:
    """Sums what each statement settles; ``partly`` counts those that settle documents older than the file.

    ``owed`` and ``traded`` are what each document owes and sold, ``settled`` the statement that it is on, ``last`` the
    figures of each statement: the file of the next month goes on from them.
    """

    def __init__(self, before: StatementCheck | None = None) -> None:
        """Start before the first document, or go on from what the file of the month before said."""
        self.count = 0
        self.partly = 0
        self.owed: dict[UUID, dict[str, int]] = dict(before.owed) if before else {}
        self.traded: dict[UUID, dict[str, dict[str, _Money]]] = dict(before.traded) if before else {}
        self.settled: dict[tuple[str, UUID], str] = dict(before.settled) if before else {}
        self.last: dict[UUID, StatementFigures] = dict(before.last) if before else {}

    def row(self, line: Line, follows: Consequences) -> Iterator[Finding]:
        """Remember what a document owes to whom; yield what is wrong with it where it is a statement."""
        document = line.document
        if document is None:
            return
        owed: dict[str, int] = {}
        for posting in follows.postings:
            if posting.account == PAYABLE:
                owed[posting.party] = owed.get(posting.party, 0) - posting.amount
        self.owed[document.id] = owed
        if isinstance(document, SaleCompleted | SaleRefunded):
            self.traded[document.id] = _trade(document)
        elif isinstance(document, StatementIssued):
            self.count += 1
            yield from self._statement(line.number, document)

    def _statement(self, number: str, statement: StatementIssued) -> Iterator[Finding]:
        told, consignor = statement.figures, statement.figures.consignor
        for each in statement.documents:
            before = self.settled.setdefault((consignor, each), number)
            if before != number:
                what = tr("memuat catatan yang sudah ada di laporan {other}").format(other=before)
                yield Finding(Aspect.STATEMENTS, number, what)
        earlier = self.last.get(statement.previous) if statement.previous else None
        if earlier is not None and (earlier.closing != told.opening or earlier.consignor != consignor):
            yield Finding(Aspect.STATEMENTS, number, tr("saldo awalnya bukan saldo akhir laporan sebelumnya"))
        self.last[statement.id] = told
        if not all(each in self.owed for each in statement.documents):
            self.partly += 1
            return
        change = sum(self.owed[each].get(consignor, 0) for each in statement.documents)
        if told.closing != told.opening + change:
            yield Finding(Aspect.STATEMENTS, number, tr("saldo akhirnya tidak sama dengan catatan yang dilaporkan"))
        if self._products(statement) != _told(told):
            yield Finding(Aspect.STATEMENTS, number, tr("baris produknya tidak sama dengan penjualan yang dilaporkan"))
        entries = {entry.document: entry.amount for entry in told.entries}
        wrong = [each for each, amount in entries.items() if self.owed.get(each, {}).get(consignor) != amount]
        if wrong:
            yield Finding(
                Aspect.STATEMENTS, number, tr("iuran, koreksi, atau pembayarannya tidak sama dengan dokumennya")
            )

    def _products(self, statement: StatementIssued) -> dict[str, _Money]:
        summed: dict[str, _Money] = {}
        for each in statement.documents:
            for product, money in self.traded.get(each, {}).get(statement.figures.consignor, {}).items():
                before = summed.get(product, [0] * 5)
                summed[product] = [one + more for one, more in zip(before, money, strict=True)]
        return summed


def _told(told: StatementFigures) -> dict[str, _Money]:
    return {
        line.product: [line.quantity, line.gross, line.discount, line.commission, line.due] for line in told.products
    }


def _trade(document: SaleCompleted | SaleRefunded) -> dict[str, dict[str, _Money]]:
    """Return per consignor and product what a document sold, or with a minus what came back."""
    sign = 1 if isinstance(document, SaleCompleted) else -1
    made: dict[str, dict[str, _Money]] = {}
    for line in document.lines:
        money = made.setdefault(line.consignor, {}).setdefault(line.product, [0] * 5)
        for part in line.allocations:
            for at, amount in enumerate((part.quantity, part.gross, part.discount, part.commission, part.due)):
                money[at] += sign * amount
    return made
