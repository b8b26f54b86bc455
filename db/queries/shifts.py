"""Drawers: the list of shifts with what each did, and what is needed for a Z slip to be printed again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from db.queries.rows import plain
from db.tables.money import SHIFT_TOTALS, balances, shifts
from gallery_pos.accounts import CASH

if TYPE_CHECKING:
    from db.engine import Database


class ShiftRow(msgspec.Struct, frozen=True):
    """A shift; ``closed_number`` is None while it is open, ``in_drawer`` is what should be there now."""

    id: UUID
    number: str
    closed_number: str | None
    outlet: str
    origin: str
    user: str
    business_date: date
    opened_at: datetime
    closed_at: datetime | None
    opening_float: int
    sales: int
    sales_count: int
    pieces: int
    gross: int
    discount: int
    refunded: int
    refunds_count: int
    cash_in: int
    cash_out: int
    payouts: int
    drawer_opened: int
    in_tunai: int
    in_qris: int
    in_transfer: int
    in_kartu: int
    out_tunai: int
    out_qris: int
    out_transfer: int
    out_kartu: int
    in_drawer: int
    expected: int | None
    counted: int | None
    difference: int | None


_TOTALS = tuple(name for name in SHIFT_TOTALS if name not in {"tax", "rounding"})
_NAMES = ("id", "number", "closed_number", "outlet", "origin", "business_date", "opened_at", "closed_at")
_shifts = select(
    *(shifts.c[name] for name in (*_NAMES, "opening_float", *_TOTALS, "expected", "counted", "difference")),
    shifts.c.user_code.label("user"),
).order_by(shifts.c.opened_pos.desc())
_drawers = select(balances.c.party, balances.c.amount).where(balances.c.account == CASH)


def list_shifts(
    database: Database,
    *,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
    open_only: bool = False,
    limit: int | None = None,
) -> list[ShiftRow]:
    """Return shifts, the newest first."""
    statement = _shifts
    if outlet is not None:
        statement = statement.where(shifts.c.outlet == outlet)
    if since is not None:
        statement = statement.where(shifts.c.business_date >= since.isoformat())
    if until is not None:
        statement = statement.where(shifts.c.business_date <= until.isoformat())
    if open_only:
        statement = statement.where(shifts.c.closed_pos.is_(None))
    if limit is not None:
        statement = statement.limit(limit)
    with database.reading():
        found: list[dict[str, Any]] = plain(database, statement)
        drawers = {row["party"]: row["amount"] for row in plain(database, _drawers)}
    for row in found:
        row["id"] = UUID(bytes=row["id"])
        row["in_drawer"] = drawers.get(row["id"].hex, 0)
    return msgspec.convert(found, list[ShiftRow])
