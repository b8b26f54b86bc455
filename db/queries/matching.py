"""Lines of mutation files beside what the books say: what waits on either side."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.queries.rows import plain
from db.tables.facts import journal
from db.tables.money import payouts, sales
from db.tables.records import revisions
from gallery_pos.documents import (
    Document,
    Holding,
    Method,
    MoneyMoved,
    PayoutReversed,
    VisitRecorded,
)
from gallery_pos.matched import KINDS, Matched, matched, value_on
from gallery_pos.matching import DAYS_AFTER, Item, Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from db.engine import Database

LOOKED_BACK = timedelta(days=45)
"""Documents so much older than the oldest line that waits are still offered beside it."""


class LineRow(msgspec.Struct, frozen=True):
    """A line of a mutation file; ``matched_with`` are numbers of documents, "" where it waits."""

    mutations: UUID
    line: int
    account: str
    day: date
    time: str
    amount: int
    fee: int
    reference: str
    description: str
    file: str
    done: bool
    matched_with: str
    confidence: int | None
    difference: int

    @property
    def key(self) -> tuple[UUID, int]:
        """Return what names the line."""
        return self.mutations, self.line


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


# ------------------------------------------------------------------------------------------------------ what stands

_of_matching = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind.in_([kind.__name__ for kind in KINDS]))
    .order_by(journal.c.pos)
)
_moved = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind.in_([MoneyMoved.__name__, PayoutReversed.__name__, VisitRecorded.__name__]))
    .where(journal.c.business_date >= bindparam("since"))
    .order_by(journal.c.pos)
)
_BY_METHOD = {Holding.QRIS: sales.c.qris, Holding.BANK: sales.c.transfer, Holding.CARD: sales.c.kartu}


def state_of(database: Database) -> Matched:
    """Return every line that came in and what it is matched with."""
    return matched(document_of(row) for row in plain(database, _of_matching))


def list_mutations(database: Database, *, account: Holding | None = None) -> list[LineRow]:
    """Return the lines of mutation files, the newest first, with what they are matched with."""
    with database.reading():
        state = state_of(database)
        numbers = _numbers(database, {match.document for each in state.matches.values() for match in each})
    rows: list[LineRow] = []
    for key, (holding, line) in state.lines.items():
        if account is not None and holding is not account:
            continue
        found = state.matches.get(key, [])
        said = list(dict.fromkeys(numbers.get(match.document, "") for match in found))
        rows.append(
            LineRow(
                mutations=key[0],
                line=key[1],
                account=holding.value,
                day=line.day,
                time=line.time,
                amount=line.amount,
                fee=line.fee,
                reference=line.reference,
                description=line.description,
                file=state.files[key[0]].file,
                done=state.is_done(key),
                matched_with=said[0] if len(said) == 1 else f"{said[0]} +{len(said) - 1}" if said else "",
                confidence=min((match.confidence for match in found), default=None),
                difference=sum(one.amount for one in state.differences.get(key, ())),
            )
        )
    return sorted(rows, key=lambda row: (row.day, row.time, row.mutations, row.line), reverse=True)


def _numbers(database: Database, ids: Iterable[UUID]) -> dict[UUID, str]:
    wanted = [one.bytes for one in ids]
    found: dict[UUID, str] = {}
    numbers = select(journal.c.id, journal.c.number).where(journal.c.id.in_(bindparam("ids", expanding=True)))
    for at in range(0, len(wanted), 500):
        for row in plain(database, numbers, ids=wanted[at : at + 500]):
            found[UUID(bytes=row["id"])] = row["number"]
    return found


# ----------------------------------------------------------------------------------------------- what the books say


def list_items(database: Database, account: Holding, *, since: date | None = None) -> list[ItemRow]:
    """Return the documents of an account that were found in no file yet, the newest first.

    ``since`` None goes back to shortly before the oldest line that waits.
    """
    return [row for row, _ in _waiting(database, account, since)]


def open_lines(database: Database, account: Holding) -> list[Line]:
    """Return the lines of an account that wait, as the rules of matching take them."""
    state = state_of(database)
    return [
        Line(
            key=key,
            day=line.day,
            amount=line.amount,
            minutes=_minutes(line.time),
            fee=line.fee,
            reference=line.reference,
            description=line.description,
        )
        for key, (holding, line) in state.lines.items()
        if holding is account and not state.is_done(key)
    ]


def open_items(database: Database, account: Holding) -> list[Item]:
    """Return the documents of an account that wait; for a bank also what may arrive as the sum of a channel."""
    with database.reading():
        found = [item for _, item in _waiting(database, account, None)]
        if account is Holding.BANK:
            for holding in (Holding.QRIS, Holding.CARD):
                found += [
                    msgspec.structs.replace(item, direct=False)
                    for _, item in _waiting(database, holding, _since(database, account))
                    if item.channel
                ]
    return found


def _minutes(time: str) -> int | None:
    return int(time[:2]) * 60 + int(time[3:5]) if time else None


def _since(database: Database, account: Holding) -> date:
    days = [line.day for line in open_lines(database, account)]
    return min(days, default=date.max - LOOKED_BACK - timedelta(days=1)) - timedelta(days=DAYS_AFTER)


class _Body(msgspec.Struct):
    """What is read of a sale's body: all the rest is passed over."""

    tenders: list[dict[str, Any]] = []


_read_body = msgspec.json.Decoder(_Body).decode


def _waiting(database: Database, account: Holding, since: date | None) -> Iterator[tuple[ItemRow, Item]]:
    with database.reading():
        state = state_of(database)
        begins = since if since is not None else _since(database, account)
        found = [*_sales(database, account, begins, state), *_payouts(database, account, begins)]
        found += _others(database, account, begins)
    for row, item in sorted(found, key=lambda one: (one[0].day, one[0].time, one[0].document), reverse=True):
        if row.amount and not is_paid_out(state, account, row.document):
            yield row, item


def is_paid_out(state: Matched, account: Holding, document: UUID) -> bool:
    """Tell whether a document was found: in a file of its account, or in a sum that reached the bank."""
    return state.is_settled(account, document) or (
        account in {Holding.QRIS, Holding.CARD} and bool(state.lines_of.get((Holding.BANK, document)))
    )


def _sales(database: Database, account: Holding, since: date, state: Matched) -> Iterator[tuple[ItemRow, Item]]:
    column = _BY_METHOD[account]
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
    method = {Holding.QRIS: "qris", Holding.BANK: "transfer", Holding.CARD: "kartu"}[account]
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
                channel=method.replace("kartu", "card") if account is not Holding.BANK else "",
            ),
        )


def zone_of(database: Database) -> ZoneInfo:
    """Return the time zone of the gallery."""
    from db.tables.records import outlets

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
