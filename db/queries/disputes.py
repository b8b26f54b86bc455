"""Questions of makers about their statements, and how they were answered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, select

from db.canonical import document_of
from db.tables.facts import journal
from db.tables.records import agreements, consignors, products, revisions
from gallery_pos.documents import (
    GALLERY,
    AdjustmentPosted,
    AgreementRevised,
    DisputeAnswered,
    DisputeOpened,
    Document,
)
from gallery_pos.services.disputes import USUAL_DAYS

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from db.engine import Database

OPEN = "open"


class DisputeRow(msgspec.Struct, frozen=True):
    """A question: on which line of which statement, over how much, and what came of it.

    ``state`` is ``open``, ``upheld``, ``partly`` or ``rejected``; ``answer_by`` is the day by which the gallery answers, and
    ``days_left`` until then (< 0: late; None once answered). ``amount`` is what the maker misses, ``correction`` what he got, rupiah.
    """

    number: str
    business_date: date
    consignor: str
    business_name: str
    statement: str
    line: str
    amount: int
    reason: str
    state: str
    answer_by: date
    days_left: int | None
    answered_on: date | None
    answer: str
    correction: int
    id: UUID


_of_kind = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == bindparam("kind"))
    .order_by(journal.c.pos)
)
_agreed = select(journal).join(agreements, agreements.c.pos == journal.c.pos)
_numbers = select(journal.c.id, journal.c.number).where(journal.c.id.in_(bindparam("ids", expanding=True)))
_makers = select(consignors.c.code, consignors.c.business_name)
_names = select(products.c.code, products.c.name).where(products.c.code.in_(bindparam("codes", expanding=True)))
_pos = select(journal.c.pos).where(journal.c.id == bindparam("id"))
_these = select(journal).where(journal.c.id.in_(bindparam("ids", expanding=True)))


def list_disputes(
    database: Database, *, on: date, consignor: str | None = None, before: int | None = None
) -> list[DisputeRow]:
    """Return the questions as they stood on a day: open ones first, the most urgent at the top, then the newest.

    ``before`` is a place in the journal: what was written after it is left out.
    """
    with database.reading() as connection:
        asked = [
            (row, one)
            for row, one in _documents(connection, DisputeOpened, before)
            if isinstance(one, DisputeOpened) and consignor in {None, one.consignor} and one.business_date <= on
        ]
        if not asked:
            return []
        known = _Known(connection, [one for _, one in asked], on, before)
    made = [_row(number, one, known, on) for number, one in asked]
    newest = sorted(made, key=lambda row: row.business_date, reverse=True)
    return sorted(newest, key=lambda row: (row.days_left is None, row.days_left or 0))


class _Known:
    """What is to be known beside the questions: their answers, numbers, names and the agreed days."""

    def __init__(self, connection: Connection, asked: list[DisputeOpened], on: date, before: int | None = None) -> None:
        answers = [one for _, one in _documents(connection, DisputeAnswered, before) if one.business_date <= on]
        found = [one for one in answers if isinstance(one, DisputeAnswered)]
        self.answers = {one.dispute: one for one in found}
        self.corrections = _corrections(connection, found)
        linked = {link.bytes for one in asked for link in (one.statement, one.document) if link}
        numbered = connection.execute(_numbers, {"ids": sorted(linked)})
        self.numbers = {UUID(bytes=row.id): str(row.number) for row in numbered}
        self.makers = {str(row.code): str(row.business_name) for row in connection.execute(_makers)}
        codes = sorted({one.product for one in asked if one.product})
        self.products = {str(row.code): str(row.name) for row in connection.execute(_names, {"codes": codes})}
        agreed = [document_of(dict(row)) for row in connection.execute(_agreed).mappings()]
        self.days = {one.consignor: one.dispute_days for one in agreed if isinstance(one, AgreementRevised)}


def _row(number: str, one: DisputeOpened, known: _Known, on: date) -> DisputeRow:
    answer = known.answers.get(one.id)
    allowed = known.days.get(one.consignor, known.days.get(GALLERY, USUAL_DAYS))
    answer_by = one.business_date + timedelta(days=allowed)
    line = (known.products.get(one.product, one.product), known.numbers.get(one.document, "") if one.document else "")
    return DisputeRow(
        number=number,
        business_date=one.business_date,
        consignor=one.consignor,
        business_name=known.makers.get(one.consignor, one.consignor),
        statement=known.numbers.get(one.statement, ""),
        line=", ".join(part for part in line if part),
        amount=one.amount,
        reason=one.reason,
        state=answer.outcome.value if answer else OPEN,
        answer_by=answer_by,
        days_left=None if answer else (answer_by - on).days,
        answered_on=answer.business_date if answer else None,
        answer=answer.answer if answer else "",
        correction=known.corrections.get(answer.correction, 0) if answer and answer.correction else 0,
        id=one.id,
    )


def disputes_of(
    database: Database,
    consignor: str,
    since: date,
    until: date,
    *,
    issued: UUID | None = None,
    previous: UUID | None = None,
) -> list[DisputeRow]:
    """Return a maker's questions for the statement of a period: still open at its end, or answered since the last one.

    It is the same whenever it is asked: what came after the statement was ``issued`` (None: it is not yet) is left out.
    What came after the ``previous`` one on its last day stands here: it is told once, and never not at all.
    """
    with database.reading() as connection:
        now, then = _place(connection, issued), _place(connection, previous)
        found = list_disputes(database, on=until, consignor=consignor, before=now)
        told: set[UUID] = set()
        if any(row.answered_on for row in found):
            earlier = list_disputes(database, on=since - timedelta(days=1), consignor=consignor, before=then)
            told = {row.id for row in earlier if row.answered_on}
    return [row for row in sorted(found, key=lambda row: row.number) if row.id not in told]


def disputes_between(database: Database, since: date, until: date) -> list[DisputeRow]:
    """Return the questions of a span of days: asked or answered in it, or still open at its end."""
    rows = list_disputes(database, on=until)
    return [row for row in rows if row.state == OPEN or max(row.business_date, row.answered_on or since) >= since]


def _place(connection: Connection, document: UUID | None) -> int | None:
    return connection.execute(_pos, {"id": document.bytes}).scalar() if document else None


def _documents(connection: Connection, kind: type[Document], before: int | None = None) -> list[tuple[str, Document]]:
    rows = connection.execute(_of_kind, {"kind": kind.__name__}).mappings()
    known = [dict(row) for row in rows if before is None or row["pos"] < before]
    return [(str(row["number"]), document_of(row)) for row in known]


def _corrections(connection: Connection, answered: list[DisputeAnswered]) -> dict[UUID, int]:
    ids = [one.correction.bytes for one in answered if one.correction]
    rows = connection.execute(_these, {"ids": ids}).mappings()
    documents = [document_of(dict(row)) for row in rows]
    return {one.id: one.amount for one in documents if isinstance(one, AdjustmentPosted)}
