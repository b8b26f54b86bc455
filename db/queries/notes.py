"""Surat titip and retur titipan as a list: what each note moved, of whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, select

from db.projections.lines import RECEIVED, RETURNED
from db.queries.rows import plain, total, with_ids
from db.tables.facts import journal
from db.tables.goods import lots
from db.tables.money import lines
from db.tables.records import consignors

if TYPE_CHECKING:
    from db.engine import Database


class NoteRow(msgspec.Struct, frozen=True):
    """A note; ``kind`` is GoodsReceived or GoodsReturned, ``lines`` and ``pieces`` what went from hand to hand."""

    id: UUID
    number: str
    kind: str
    outlet: str
    business_date: date
    posted_at: datetime
    user: str
    consignor: str
    business_name: str
    lines: int
    pieces: int


_notes = (
    select(
        *(journal.c[name] for name in ("id", "number", "kind", "outlet", "business_date", "posted_at")),
        journal.c.user_code.label("user"),
        lines.c.consignor,
        func.coalesce(func.max(consignors.c.business_name), lines.c.consignor).label("business_name"),
        func.count().label("lines"),
        total(lines.c.quantity).label("pieces"),
    )
    .join(lines, lines.c.pos == journal.c.pos)
    .outerjoin(consignors, consignors.c.code == lines.c.consignor)
    .where(journal.c.kind.in_(["GoodsReceived", "GoodsReturned"]), lines.c.movement.in_([RECEIVED, RETURNED]))
    .group_by(journal.c.pos, lines.c.consignor)
    .order_by(journal.c.pos.desc())
)


def list_notes(
    database: Database, *, outlet: str | None = None, consignor: str | None = None, limit: int | None = None
) -> list[NoteRow]:
    """Return notes of goods that came and went back, the newest first."""
    wanted = _notes
    if outlet is not None:
        wanted = wanted.where(journal.c.outlet == outlet)
    if consignor is not None:
        wanted = wanted.where(lines.c.consignor == consignor)
    if limit is not None:
        wanted = wanted.limit(limit)
    return msgspec.convert(with_ids(plain(database, wanted)), list[NoteRow], strict=False)


_note_of_lot = select(journal.c.id).join(lots, lots.c.pos == journal.c.pos).where(lots.c.lot == bindparam("lot"))


def note_of_lot(database: Database, lot: str) -> UUID | None:
    """Return the document that a lot came in with, None for a lot that is not known."""
    with database.reading() as connection:
        found = connection.execute(_note_of_lot, {"lot": lot}).scalar_one_or_none()
    return None if found is None else UUID(bytes=found)
