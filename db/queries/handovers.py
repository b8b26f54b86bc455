"""Hand-overs of the gallery from operator to operator."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import select

from db.canonical import document_of
from db.tables.facts import journal
from gallery_pos.documents import OperatorHandedOver

if TYPE_CHECKING:
    from db.engine import Database

_all = select(journal).where(journal.c.kind == OperatorHandedOver.__name__).order_by(journal.c.pos.desc())


class HandOverRow(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-over: pieces, their value at selling prices, and what was owed to makers, in rupiah."""

    id: UUID
    number: str
    outlet: str
    business_date: date
    giver: str
    taker: str
    witness: str
    pieces: int
    value: int
    owed: int


def list_handovers(database: Database) -> list[HandOverRow]:
    """Return every hand-over, the latest first."""
    with database.reading() as connection:
        rows = [(row["number"], document_of(dict(row))) for row in connection.execute(_all).mappings()]
    return [
        HandOverRow(
            id=told.id,
            number=number,
            outlet=told.outlet,
            business_date=told.business_date,
            giver=told.giver,
            taker=told.taker,
            witness=told.witness,
            pieces=told.pieces,
            value=told.value,
            owed=sum(debt.amount for debt in told.debts),
        )
        for number, told in rows
        if isinstance(told, OperatorHandedOver)
    ]
