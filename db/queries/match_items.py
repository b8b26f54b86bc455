"""What the books say of an account beside its files: sales, payouts and movements that no file has shown yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.queries.matching import is_paid_out, lines_waiting, state_of
from db.queries.rows import plain
from db.tables.facts import journal
from db.tables.money import payouts, sales
from db.tables.records import outlets, revisions
from gallery_pos.documents import Document, Holding, Method, MoneyMoved, PayoutReversed, VisitRecorded
from gallery_pos.matched import METHODS, value_on
from gallery_pos.matching import DAYS_AFTER, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.engine import Database
    from gallery_pos.matched import Matched


class ItemRow(msgspec.Struct, frozen=True):
    """A document that moved money on an account and waits to be found in its file."""

    document: UUID
    kind: str
    number: str
    day: date
    time: str
    amount: int
    reference: str
    detail: str
    user: str


_moved = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind.in_([MoneyMoved.__name__, PayoutReversed.__name__, VisitRecorded.__name__]))
    .where(journal.c.business_date >= bindparam("since"))
    .order_by(journal.c.pos)
)


def list_items(database: Database, account: Holding, *, since: date | None = None) -> list[ItemRow]:
    """Return the documents of an account that were found in no file yet, the newest first.

    ``since`` None goes back to shortly before the oldest line that waits.
    """
    with database.reading():
        state = state_of(database)
        begins = since if since is not None else _begins(state, account)
        return [row for row, _ in _waiting(database, state, account, begins)]


def open_items(database: Database, account: Holding) -> list[Item]:
    """Return the documents of an account that wait; for a bank also what may arrive as the sum of a channel."""
    with database.reading():
        state = state_of(database)
        begins = _begins(state, account)
        found = [item for _, item in _waiting(database, state, account, begins)]
        if account is Holding.BANK:
            found += [
                msgspec.structs.replace(item, direct=False)
                for holding in (Holding.QRIS, Holding.CARD)
                for _, item in _waiting(database, state, holding, begins)
                if item.channel
            ]
    return found


def _begins(state: Matched, account: Holding) -> date:
    """Return the first day of documents that a line of the account that waits may tell of."""
    return min((line.day for line in lines_waiting(state, account)), default=date.max) - timedelta(days=DAYS_AFTER)


class _Body(msgspec.Struct):
    """What is read of a sale's body: all the rest is passed over."""

    tenders: list[dict[str, Any]] = []


_read_body = msgspec.json.Decoder(_Body).decode


def _waiting(database: Database, state: Matched, account: Holding, since: date) -> Iterator[tuple[ItemRow, Item]]:
    found = [*_sales(database, account, since, state), *_payouts(database, account, since)]
    found += _others(database, account, since)
    for row, item in sorted(found, key=lambda one: (one[0].day, one[0].time, one[0].document), reverse=True):
        if row.amount and not is_paid_out(state, account, row.document):
            yield row, item


def _sales(database: Database, account: Holding, since: date, state: Matched) -> Iterator[tuple[ItemRow, Item]]:
    method = METHODS[account].value
    column = sales.c[method]
    statement = (
        select(
            sales.c.id,
            sales.c.number,
            sales.c.code,
            sales.c.kind,
            sales.c.business_date,
            sales.c.posted_at,
            sales.c.user_code,
            sales.c.shift,
            column.label("amount"),
            journal.c.body,
        )
        .join(journal, journal.c.pos == sales.c.pos)
        .where(sales.c.business_date >= bindparam("since"), column != 0)
    )
    zone = zone_of(database)
    for row in plain(database, statement, since=since.isoformat()):
        if is_paid_out(state, account, document := UUID(bytes=row["id"])):
            continue
        told = [tender for tender in _read_body(row["body"]).tenders if tender.get("method") == method]
        reference = " ".join(filter(None, (str(tender.get("reference", "")) for tender in told)))
        moment = local_time(row["posted_at"], zone) if row["shift"] else None
        day = date.fromisoformat(row["business_date"])
        at_once = moment is not None and moment.date() == day
        yield (
            ItemRow(
                document=document,
                kind=row["kind"],
                number=row["number"],
                day=day,
                time=f"{moment:%H:%M}" if moment and at_once else "",
                amount=row["amount"],
                reference=reference,
                detail="",
                user=row["user_code"],
            ),
            Item(
                document=document,
                day=day,
                amount=row["amount"],
                minutes=moment.hour * 60 + moment.minute if moment and at_once else None,
                references=(*filter(None, (reference,)), row["number"], row["code"]),
                channel=account.value if account is not Holding.BANK else "",
            ),
        )


def zone_of(database: Database) -> ZoneInfo:
    """Return the time zone of the gallery."""
    rows = plain(database, select(outlets.c.timezone).order_by(outlets.c.main.desc()).limit(1))
    return ZoneInfo(rows[0]["timezone"] if rows else "Asia/Jakarta")


def local_time(stamp: str, zone: ZoneInfo) -> datetime:
    """Return a moment of the journal by the clock of the gallery."""
    return datetime.fromisoformat(stamp).astimezone(zone)


_transfers = select(payouts).where(
    payouts.c.method == Method.TRANSFER.value, payouts.c.business_date >= bindparam("since")
)


def _payouts(database: Database, account: Holding, since: date) -> Iterator[tuple[ItemRow, Item]]:
    if account is not Holding.BANK:
        return
    for row in plain(database, _transfers, since=since.isoformat()):
        document, day = UUID(bytes=row["id"]), date.fromisoformat(row["business_date"])
        yield (
            ItemRow(
                document=document,
                kind="PayoutMade",
                number=row["number"],
                day=day,
                time="",
                amount=-row["amount"],
                reference=row["reference"],
                detail=row["consignor"],
                user="",
            ),
            Item(document=document, day=day, amount=-row["amount"], references=_references(row)),
        )


def _references(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(filter(None, (row["reference"], row["number"])))


def _others(database: Database, account: Holding, since: date) -> Iterator[tuple[ItemRow, Item]]:
    """Yield movements, payouts taken back and what visits brought beyond their sales."""
    reversed_ones: set[UUID] = set()
    rows = [(row, document_of(row)) for row in plain(database, _moved, since=since.isoformat())]
    for _, document in rows:
        if isinstance(document, MoneyMoved) and document.reverses is not None:
            reversed_ones |= {document.reverses, document.id}
    for row, document in rows:
        amount = value_on(document, account)
        if not amount or document.id in reversed_ones:
            continue
        reference = str(getattr(document, "reference", ""))
        yield (
            ItemRow(
                document=document.id,
                kind=document.kind,
                number=row["number"],
                day=document.business_date,
                time="",
                amount=amount,
                reference=reference,
                detail=_detail(document),
                user=document.user,
            ),
            Item(
                document=document.id,
                day=document.business_date,
                amount=amount,
                references=tuple(filter(None, (reference, row["number"]))),
            ),
        )


def _detail(document: Document) -> str:
    return str(getattr(document, "note", "") or getattr(document, "reason", ""))
