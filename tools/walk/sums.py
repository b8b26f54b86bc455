"""What every maker is owed, added up in three ways that know nothing of each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.canonical import document_of
from db.read_model import pages
from db.tables.facts import postings
from gallery_pos.accounts import PAYABLE
from gallery_pos.documents import (
    ConsignorsMerged,
    FeeCharged,
    PayoutMade,
    PayoutReversed,
    SaleCompleted,
    SaleRefunded,
    StatementIssued,
)

if TYPE_CHECKING:
    from uuid import UUID

    from db.engine import Database
    from gallery_pos.documents import Document, StatementFigures


def whole_journal(database: Database) -> list[Document]:
    """Return every document in the order in which it was written."""
    with database.reading() as connection:
        return [document_of(row) for rows in pages(connection) for row in rows]


def owed(database: Database) -> dict[str, int]:
    """Return what the ledger owes each maker."""
    asked = select(postings.c.party, func.sum(postings.c.amount)).where(postings.c.account == PAYABLE)
    with database.reading() as connection:
        return {str(maker): -int(amount) for maker, amount in connection.execute(asked.group_by(postings.c.party))}


class _Added:
    """Everything about makers' money, added up from the documents one by one."""

    def __init__(self) -> None:
        self.into: dict[str, str] = {}
        self.paid: dict[str, int] = defaultdict(int)
        self.fees: dict[str, int] = defaultdict(int)
        self.due = 0
        self.last: dict[str, StatementFigures] = {}
        self.told: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.wrong: list[str] = []
        self._payouts: dict[UUID, PayoutMade] = {}

    def add(self, document: Document) -> None:
        """Add one more."""
        if isinstance(document, PayoutMade):
            self._payouts[document.id] = document
            self.paid[document.consignor] += document.amount
        elif isinstance(document, PayoutReversed):
            was = self._payouts[document.payout]
            self.paid[was.consignor] -= was.amount
        elif isinstance(document, FeeCharged):
            self.fees[document.consignor] += document.amount
        elif isinstance(document, ConsignorsMerged):
            self.into[document.duplicate] = document.into
        elif isinstance(document, SaleCompleted | SaleRefunded):
            sign = 1 if isinstance(document, SaleCompleted) else -1
            self.due += sign * sum(part.due for line in document.lines for part in line.allocations)
        elif isinstance(document, StatementIssued):
            self._statement(document.figures)

    def _statement(self, said: StatementFigures) -> None:
        before = self.last.get(said.consignor)
        if said.opening != (before.closing if before else 0):
            self.wrong.append(
                f"{said.consignor} {said.until}: opens with {said.opening}, not where the last one closed"
            )
        if said.closing != said.opening + said.due - said.fees + said.adjustments - said.paid:
            self.wrong.append(f"{said.consignor} {said.until}: closing is not the sum of its parts")
        self.last[said.consignor] = said
        told = self.told[said.consignor]
        for name in ("due", "fees", "adjustments", "paid"):
            told[name] += getattr(said, name)

    def of(self, maker: str) -> str:
        """Return who a maker is now, after all mergers."""
        while maker in self.into:
            maker = self.into[maker]
        return maker

    def grouped(self, amounts: dict[str, int]) -> dict[str, int]:
        """Return amounts by who the makers are now; nothing where it is zero."""
        made: dict[str, int] = defaultdict(int)
        for maker, amount in amounts.items():
            made[self.of(maker)] += amount
        return {maker: amount for maker, amount in sorted(made.items()) if amount}


def differences(database: Database) -> list[str]:
    """Return what does not add up after everybody has been told everything: nothing if all is well.

    The ledger, the last statements, and the sums of all statements must agree for each maker, the statements' payouts and
    fees with the documents'; what was due for sales with the sales.
    """
    added = _Added()
    for document in whole_journal(database):
        added.add(document)
    said = {name: {maker: told[name] for maker, told in added.told.items()} for name in ("due", "fees", "paid")}
    ledger = added.grouped(owed(database))
    sums = {
        maker: told["due"] - told["fees"] + told["adjustments"] - told["paid"] for maker, told in added.told.items()
    }
    pairs = (
        ("open balances", added.grouped({maker: one.closing for maker, one in added.last.items()}), ledger),
        ("all statements", added.grouped(sums), ledger),
        ("payouts", added.grouped(said["paid"]), added.grouped(added.paid)),
        ("fees", added.grouped(said["fees"]), added.grouped(added.fees)),
    )
    found = list(added.wrong)
    for name, told, wanted in pairs:
        found += [
            f"{name} of {maker}: {told.get(maker, 0)} told, {wanted.get(maker, 0)} in the books"
            for maker in sorted(told.keys() | wanted.keys())
            if told.get(maker, 0) != wanted.get(maker, 0)
        ]
    if (told_due := sum(said["due"].values())) != added.due:
        found.append(f"due for sales: {told_due} told, {added.due} sold")
    return found
