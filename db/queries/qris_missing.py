"""What a cashier took as paid by QRIS and no file shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from db.queries.match_items import local_time, zone_of
from db.queries.matching import is_paid_out, state_of
from db.queries.rows import plain
from db.tables.money import sales
from gallery_pos.documents import Holding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from db.engine import Database
    from gallery_pos.matched import Matched


class MissingRow(msgspec.Struct, frozen=True):
    """A sale that a cashier took as paid by QRIS and that no file shows. ``covered``: a file of its day came in."""

    document: UUID
    number: str
    code: str
    day: date
    time: str
    age: int
    user: str
    outlet: str
    amount: int
    covered: bool


_by_qris = (
    select(
        sales.c.id,
        sales.c.number,
        sales.c.code,
        sales.c.business_date,
        sales.c.posted_at,
        sales.c.user_code,
        sales.c.outlet,
        sales.c.qris,
    )
    .where(sales.c.qris > 0)
    .order_by(sales.c.business_date, sales.c.pos)
)


def list_qris_missing(database: Database, *, on: date, covered: bool = False) -> list[MissingRow]:
    """Return the sales paid by QRIS that no file of the provider or the bank shows.

    Those of days that a file of the provider covers stand first, then the oldest; with ``covered`` only those.
    """
    with database.reading():
        state, zone = state_of(database), zone_of(database)
        spans = _covered(state)
        rows = [
            _missing(row, zone, on, spans)
            for row in plain(database, _by_qris)
            if not is_paid_out(state, Holding.QRIS, UUID(bytes=row["id"]))
        ]
    return sorted((row for row in rows if row.covered or not covered), key=lambda row: (not row.covered, row.day))


def _covered(state: Matched) -> list[tuple[date, date]]:
    """Return the spans of days that files of the QRIS provider tell of."""
    return [
        (min(line.day for line in one.lines), max(line.day for line in one.lines))
        for one in state.files.values()
        if one.account is Holding.QRIS and one.lines
    ]


def _missing(row: Mapping[str, Any], zone: ZoneInfo, on: date, spans: list[tuple[date, date]]) -> MissingRow:
    day = date.fromisoformat(row["business_date"])
    return MissingRow(
        document=UUID(bytes=row["id"]),
        number=row["number"],
        code=row["code"],
        day=day,
        time=f"{local_time(row['posted_at'], zone):%H:%M}",
        age=(on - day).days,
        user=row["user_code"],
        outlet=row["outlet"],
        amount=row["qris"],
        covered=any(first <= day <= last for first, last in spans),
    )
