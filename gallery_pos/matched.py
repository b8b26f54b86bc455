"""What is matched, from the documents that say so in the order in which they were written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_pos.documents import (
    DifferencePosted,
    DifferenceReason,
    Document,
    Holding,
    Match,
    MatchUndone,
    Method,
    MoneyMoved,
    MutationLine,
    MutationsImported,
    MutationsMatched,
    PayoutMade,
    PayoutReversed,
    SaleCompleted,
    SaleRefunded,
    VisitRecorded,
)
from gallery_pos.visits import tendered

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.matching import LineKey

KINDS = (MutationsImported, MutationsMatched, MatchUndone, DifferencePosted)
"""The documents that a :class:`Matched` is made of."""

METHODS = {Holding.QRIS: Method.QRIS, Holding.BANK: Method.TRANSFER, Holding.CARD: Method.CARD}
"""How buyers pay into each account."""


@dataclass(slots=True)
class Matched:
    """Every line that came in, what it was matched with, and the differences that were posted.

    ``lines``: account and line by key; ``matches``: the matches of a line that stand; ``lines_of``: per account and
    document the lines that it is matched with; ``differences`` by line, ``about`` by account and document.
    """

    lines: dict[LineKey, tuple[Holding, MutationLine]] = field(default_factory=dict)
    files: dict[UUID, MutationsImported] = field(default_factory=dict)
    matches: dict[LineKey, list[Match]] = field(default_factory=lambda: defaultdict(list))
    lines_of: dict[tuple[Holding, UUID], list[LineKey]] = field(default_factory=lambda: defaultdict(list))
    differences: dict[LineKey, list[DifferencePosted]] = field(default_factory=lambda: defaultdict(list))
    about: dict[tuple[Holding, UUID], list[DifferencePosted]] = field(default_factory=lambda: defaultdict(list))

    def add(self, document: Document) -> None:
        """Follow one more document."""
        if isinstance(document, MutationsImported):
            self.files[document.id] = document
            for number, line in enumerate(document.lines):
                self.lines[document.id, number] = (document.account, line)
        elif isinstance(document, MutationsMatched):
            for match in document.matches:
                self.matches[match.mutations, match.line].append(match)
                self.lines_of[document.account, match.document].append((match.mutations, match.line))
        elif isinstance(document, MatchUndone):
            key = (document.mutations, document.line)
            for match in self.matches.pop(key, ()):
                self.lines_of[document.account, match.document].remove(key)
        elif isinstance(document, DifferencePosted):
            if document.mutations is not None:
                self.differences[document.mutations, document.line].append(document)
            if document.document is not None:
                self.about[document.account, document.document].append(document)

    def is_done(self, key: LineKey) -> bool:
        """Whether a line is matched or explained."""
        return bool(self.matches.get(key) or sum(one.amount for one in self.differences.get(key, ())))

    def open_differences(self, key: LineKey) -> dict[tuple[DifferenceReason, UUID | None], int]:
        """Return per reason and document the differences of a line that were not taken back."""
        sums: dict[tuple[DifferenceReason, UUID | None], int] = defaultdict(int)
        for one in self.differences.get(key, ()):
            sums[one.reason, one.document] += one.amount
        return {what: amount for what, amount in sums.items() if amount}

    def is_settled(self, account: Holding, document: UUID) -> bool:
        """Whether a document was found in a file of the account, or a difference says what became of it."""
        here = (account, document)
        return bool(self.lines_of.get(here) or sum(one.amount for one in self.about.get(here, ())))


def matched(documents: Iterable[Document]) -> Matched:
    """Return what these documents, in the order in which they were written, leave matched."""
    state = Matched()
    for document in documents:
        state.add(document)
    return state


def value_on(document: Document, account: Holding) -> int:
    """Return what a document brought to an account (> 0) or took from it, in rupiah; 0 where it did neither."""
    if isinstance(document, SaleCompleted | SaleRefunded):
        method = METHODS.get(account)
        paid = sum(tender.amount for tender in document.tenders if tender.method is method)
        return paid if isinstance(document, SaleCompleted) else -paid
    if isinstance(document, PayoutMade | PayoutReversed):
        out = document.amount if document.method is METHODS.get(account) else 0
        return -out if isinstance(document, PayoutMade) else out
    if isinstance(document, MoneyMoved):
        arrived = document.amount - document.cost if document.target is account else 0
        return arrived - (document.amount if document.source is account else 0)
    if isinstance(document, VisitRecorded):
        beyond = document.qris - tendered(document.cash + document.qris - document.difference, document.qris)[1]
        return beyond if account is Holding.QRIS else 0
    return 0
