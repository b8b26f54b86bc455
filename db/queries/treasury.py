"""Whose money is where: what is held, what of it is the makers', and since when and why it is short. Amounts are rupiah.

Everything rests on the double entry: what is held less what is owed to makers is what all other accounts come to, so the
gallery's own money is explained to the last rupiah.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, select

from db.canonical import document_of
from db.projections.lines import REFUNDED, SOLD
from db.queries.rows import plain, total
from db.tables.facts import journal
from db.tables.money import lines, sales
from db.tables.records import revisions
from db.tables.takings import ledger_days
from gallery_pos.accounts import HELD, PAYABLE, own_part
from gallery_pos.documents import MoneyMoved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.engine import Database


class Held(msgspec.Struct, frozen=True):
    """Money in one place: ``there`` by the books, of it ``makers`` is the makers' and ``gallery`` the gallery's own."""

    account: str
    there: int
    makers: int
    gallery: int


class Cause(msgspec.Struct, frozen=True):
    """What one account made the gallery's own money more (> 0) or less (< 0)."""

    account: str
    amount: int


class Treasury(msgspec.Struct, frozen=True):
    """The picture of a day. ``owed`` is what is to be held for makers, ``held`` what is there, ``own`` the rest.

    ``causes`` add up to ``own``. Where ``own`` < 0 makers' money is missing: since ``short_since``, and ``worse`` are the
    accounts that took it from that day on.
    """

    day: date
    places: tuple[Held, ...]
    held: int
    owed: int
    own: int
    causes: tuple[Cause, ...]
    short_since: date | None
    worse: tuple[Cause, ...]


class MovementRow(msgspec.Struct, frozen=True):
    """Money that went from one place to another; ``reversed`` where the opposite movement took it back."""

    id: UUID
    number: str
    day: date
    source: str
    target: str
    amount: int
    cost: int
    purpose: str
    reference: str
    note: str
    user: str
    reverses: str
    reversed: bool


class ShiftShare(msgspec.Struct, frozen=True):
    """Of what a shift took: what is the makers' and what the gallery's, and how much of it came in cash."""

    taken: int
    cash: int
    makers: int

    @property
    def gallery(self) -> int:
        """Return the gallery's part."""
        return self.taken - self.makers


_per_day = (
    select(
        ledger_days.c.business_date,
        ledger_days.c.account,
        func.sum(ledger_days.c.debit - ledger_days.c.credit).label("amount"),
    )
    .where(ledger_days.c.business_date <= bindparam("until"))
    .group_by(ledger_days.c.business_date, ledger_days.c.account)
    .order_by(ledger_days.c.business_date)
)
_movements = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == MoneyMoved.__name__)
    .order_by(journal.c.pos.desc())
)
_of_shift = select(total(sales.c.total).label("taken"), total(sales.c.tunai).label("cash")).where(
    sales.c.shift == bindparam("shift")
)
_due_of_shift = (
    select(total(lines.c.amount))
    .join(sales, sales.c.pos == lines.c.pos)
    .where(sales.c.shift == bindparam("shift"), lines.c.movement.in_([SOLD, REFUNDED]))
)


def treasury(database: Database, *, on: date) -> Treasury:
    """Return whose money was where at the end of a day."""
    accounts: dict[str, int] = {}
    before_short: dict[str, int] = {}
    since: date | None = None
    for day, changed in _days(database, on):
        was = dict(accounts)
        for account, amount in changed.items():
            accounts[account] = accounts.get(account, 0) + amount
        if own_part(accounts) >= 0:
            since = None
        elif since is None:
            since, before_short = day, was
    owed = -accounts.get(PAYABLE, 0)
    own = own_part(accounts)
    others = {name: -amount for name, amount in accounts.items() if name not in HELD and name != PAYABLE}
    return Treasury(
        day=on,
        places=_places(accounts, owed),
        held=own + owed,
        owed=owed,
        own=own,
        causes=_causes(others),
        short_since=since,
        worse=_causes(
            {name: amount + before_short.get(name, 0) for name, amount in others.items()} if since else {}, lost=True
        ),
    )


def _days(database: Database, until: date) -> Iterator[tuple[date, dict[str, int]]]:
    rows = plain(database, _per_day, until=until.isoformat())
    for day, group in groupby(rows, key=lambda row: row["business_date"]):
        yield date.fromisoformat(day), {row["account"]: int(row["amount"]) for row in group}


def _places(accounts: dict[str, int], owed: int) -> tuple[Held, ...]:
    """Return the places with their money; what is the makers' is looked for in the safest place first."""
    left = max(owed, 0)
    found: list[Held] = []
    for name in HELD:
        there = accounts.get(name, 0)
        makers = min(left, max(there, 0))
        left -= makers
        found.append(Held(name, there, makers, there - makers))
    return tuple(found)


def _causes(sums: dict[str, int], *, lost: bool = False) -> tuple[Cause, ...]:
    found = [Cause(name, amount) for name, amount in sums.items() if amount < 0 or (amount and not lost)]
    return tuple(sorted(found, key=lambda cause: cause.amount, reverse=not lost))


def list_movements(database: Database) -> list[MovementRow]:
    """Return the movements of money beyond the drawer, the newest first."""
    rows: list[dict[str, Any]] = plain(database, _movements)
    made = [(row, document) for row in rows if isinstance(document := document_of(row), MoneyMoved)]
    numbers = {document.id: row["number"] for row, document in made}
    gone = {document.reverses for _, document in made if document.reverses is not None}
    return [
        MovementRow(
            id=document.id,
            number=row["number"],
            day=document.business_date,
            source=document.source.value,
            target=document.target.value,
            amount=document.amount,
            cost=document.cost,
            purpose=document.purpose.value,
            reference=document.reference,
            note=document.note,
            user=document.user,
            reverses=numbers.get(document.reverses, "") if document.reverses else "",
            reversed=document.id in gone,
        )
        for row, document in made
    ]


def share_of_shift(database: Database, shift: UUID) -> ShiftShare:
    """Return whose the money is that a shift took for goods, less what it gave back."""
    with database.reading() as connection:
        taken = connection.execute(_of_shift, {"shift": shift.bytes}).one()
        makers = connection.execute(_due_of_shift, {"shift": shift.bytes}).scalar_one()
    return ShiftShare(int(taken.taken), int(taken.cash), int(makers))
