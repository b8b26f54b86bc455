"""How long makers have been waiting: for their money, and the gallery for their word that it arrived; files for the bank."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import case, func, literal, select

from db.canonical import document_of
from db.queries.rows import plain, total, with_ids
from db.queries.settlement import owed
from db.tables.facts import journal
from db.tables.money import days, payouts, statements, transfers
from db.tables.records import consignors
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import PayoutBatchPrepared

if TYPE_CHECKING:
    from db.engine import Database

SPANS = (30, 60, 90)
"""Days at which a debt becomes older in the lists: 0 to 30, 31 to 60, 61 to 90, more than 90."""


class UnpaidRow(msgspec.Struct, frozen=True):
    """What a maker waits for, in rupiah, by the age of the sales that it comes from; the oldest is paid first.

    ``since`` is the day of the oldest of them, ``age`` days ago. ``balance`` < 0 is what he was paid too much; then nothing
    waits. ``unpaid`` is what is left of his last statement.
    """

    consignor: str
    business_name: str
    balance: int
    since: date | None
    age: int
    fresh: int
    over_30: int
    over_60: int
    over_90: int
    statement: str | None
    until: date | None
    unpaid: int
    batch: bool


def list_unpaid(database: Database, *, on: date, overpaid: bool = False) -> list[UnpaidRow]:
    """Return who waits for money on a day, the longest first; with ``overpaid`` also who was paid too much."""
    with database.reading():
        rows = [row for row in owed(database) if row.balance > 0 or (overpaid and row.balance < 0)]
        credited = _credited(database, on)
        waiting = {row["consignor"] for row in plain(database, _waiting)}
    made = []
    for row in rows:
        newest = credited.get(row.consignor, (0, 0, 0))
        parts, left = [], max(row.balance, 0)
        for amount in newest:
            parts.append(min(left, amount))
            left -= parts[-1]
        since = row.since if row.balance > 0 else None
        made.append(
            UnpaidRow(
                consignor=row.consignor,
                business_name=row.business_name,
                balance=row.balance,
                since=since,
                age=(on - since).days if since else 0,
                fresh=parts[0],
                over_30=parts[1],
                over_60=parts[2],
                over_90=left,
                statement=row.statement,
                until=row.until,
                unpaid=row.unpaid,
                batch=row.consignor in waiting,
            )
        )
    return sorted(made, key=lambda row: (-row.age, row.consignor))


_waiting = select(transfers.c.consignor).where(transfers.c.paid.is_(None), transfers.c.dropped.is_(None))


def _credited(database: Database, on: date) -> dict[str, tuple[int, int, int]]:
    """Return per maker what he came to be owed in each span of days, the newest first."""
    starts = [(on - timedelta(days=span)).isoformat() for span in SPANS]
    day = days.c.business_date
    within = (day >= starts[0], (day >= starts[1]) & (day < starts[0]), (day >= starts[2]) & (day < starts[1]))
    sums = [
        total(case((span, days.c.credited), else_=literal(0))).label(f"in_{index}") for index, span in enumerate(within)
    ]
    wanted = select(days.c.consignor, *sums).where(day >= starts[-1], days.c.credited > 0).group_by(days.c.consignor)
    return {row["consignor"]: (row["in_0"], row["in_1"], row["in_2"]) for row in plain(database, wanted)}


class UnacknowledgedRow(msgspec.Struct, frozen=True):
    """A payout that its maker has not confirmed; ``code`` is the check code on its kuitansi."""

    number: str
    business_date: date
    age: int
    consignor: str
    business_name: str
    method: str
    amount: int
    reference: str
    code: str
    id: UUID


_unacknowledged = (
    select(
        *(payouts.c[name] for name in ("number", "business_date", "consignor", "method", "amount", "reference", "id")),
        func.coalesce(consignors.c.business_name, "").label("business_name"),
        journal.c.hash,
    )
    .join(journal, journal.c.pos == payouts.c.pos)
    .outerjoin(consignors, consignors.c.code == payouts.c.consignor)
    .where(payouts.c.acknowledged.is_(None), payouts.c.reversed.is_(None), payouts.c.amount > 0)
    .order_by(payouts.c.business_date, payouts.c.pos)
)


def list_unacknowledged(database: Database, *, on: date) -> list[UnacknowledgedRow]:
    """Return the payouts that nobody has confirmed, the oldest first."""
    rows = with_ids(plain(database, _unacknowledged))
    for row in rows:
        row["age"] = (on - date.fromisoformat(row["business_date"])).days
        row["code"] = receipt_code(row.pop("hash"))
    return msgspec.convert(rows, list[UnacknowledgedRow], strict=False)


def count_unacknowledged(database: Database, *, before: date) -> int:
    """Return how many payouts of before a day nobody has confirmed."""
    unconfirmed = (payouts.c.acknowledged.is_(None), payouts.c.reversed.is_(None), payouts.c.amount > 0)
    wanted = select(func.count().label("count")).where(*unconfirmed, payouts.c.business_date < before.isoformat())
    return int(plain(database, wanted)[0]["count"])


class BatchRow(msgspec.Struct, frozen=True):
    """A file of transfers for the bank: ``lines`` over ``amount`` rupiah, of which ``open`` over ``waiting`` wait for it."""

    number: str
    business_date: date
    until: date
    lines: int
    amount: int
    paid: int
    dropped: int
    open: int
    waiting: int
    id: UUID


_is_open = transfers.c.paid.is_(None) & transfers.c.dropped.is_(None)
_dropped = transfers.c.paid.is_(None) & transfers.c.dropped.is_not(None)


def _count_of(condition: Any) -> Any:
    return total(case((condition, literal(1)), else_=literal(0)))


_sums = (
    select(
        transfers.c.batch,
        func.count().label("lines"),
        total(transfers.c.amount).label("amount"),
        _count_of(transfers.c.paid.is_not(None)).label("paid"),
        _count_of(_dropped).label("dropped"),
        _count_of(_is_open).label("open"),
        total(case((_is_open, transfers.c.amount), else_=literal(0))).label("waiting"),
    )
    .group_by(transfers.c.batch)
    .subquery("sums")
)
_SUMS = ("lines", "amount", "paid", "dropped", "open", "waiting")
_batches = (
    select(journal, *(_sums.c[name].label(f"of_{name}") for name in _SUMS))
    .join(_sums, _sums.c.batch == journal.c.id)
    .order_by(journal.c.pos.desc())
)


def list_batches(database: Database) -> list[BatchRow]:
    """Return the files of transfers, the newest first."""
    made = []
    for row in plain(database, _batches):
        batch = document_of(row)
        if isinstance(batch, PayoutBatchPrepared):
            sums: dict[str, Any] = {name: int(row[f"of_{name}"]) for name in _SUMS}
            sums |= {"number": row["number"], "business_date": batch.business_date, "until": batch.until}
            made.append(BatchRow(**sums, id=batch.id))
    return made


class BatchLineRow(msgspec.Struct, frozen=True):
    """A transfer of a file; ``state`` is ``open``, ``paid`` or ``dropped``; ``statement`` is the number it pays."""

    consignor: str
    business_name: str
    amount: int
    statement: str
    state: str


def batch_lines(database: Database, batch: UUID) -> list[BatchLineRow]:
    """Return the transfers of a file, by consignor."""
    state = case(
        (transfers.c.paid.is_not(None), literal("paid")),
        (transfers.c.dropped.is_not(None), literal("dropped")),
        else_=literal("open"),
    )
    wanted = (
        select(
            transfers.c.consignor,
            func.coalesce(consignors.c.business_name, transfers.c.consignor).label("business_name"),
            transfers.c.amount,
            func.coalesce(statements.c.number, "").label("statement"),
            state.label("state"),
        )
        .outerjoin(consignors, consignors.c.code == transfers.c.consignor)
        .outerjoin(statements, statements.c.id == transfers.c.statement)
        .where(transfers.c.batch == batch.bytes)
        .order_by(transfers.c.consignor)
    )
    return msgspec.convert(plain(database, wanted), list[BatchLineRow])


def count_open_transfers(database: Database) -> int:
    """Return how many transfers wait for the bank."""
    return int(plain(database, select(func.count().label("count")).where(_is_open))[0]["count"])
