"""Money by where it is over a span of days, from the ledger, and what files of bank and QRIS say beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, case, select

from db.queries.matching import state_of
from db.queries.rows import plain, total
from db.tables.takings import ledger_days, takings
from gallery_pos.accounts import BANK, CASH, CLEARING, SAFE
from gallery_pos.documents import Holding, Method

if TYPE_CHECKING:
    from db.engine import Database


class HeldRow(msgspec.Struct, frozen=True):
    """Money of one sort: ``opening + sold + other = closing``, in rupiah, and what its file says.

    ``sold`` is what came in by sales less what refunds took back. ``told_in`` and ``told_out`` are None where no file of
    these days was read; ``waiting`` is how many of its lines are neither matched nor explained yet.
    """

    account: str
    opening: int
    sold: int
    other: int
    closing: int
    told_in: int | None = None
    told_out: int | None = None
    waiting: int = 0


_WHERE: dict[str, tuple[tuple[str, ...], Method, Holding | None]] = {
    "cash": ((CASH, SAFE), Method.CASH, None),
    "qris": ((CLEARING[Method.QRIS],), Method.QRIS, Holding.QRIS),
    "bank": ((BANK,), Method.TRANSFER, Holding.BANK),
    "card": ((CLEARING[Method.CARD],), Method.CARD, Holding.CARD),
}
_moved = ledger_days.c.debit - ledger_days.c.credit
_before = case((ledger_days.c.business_date < bindparam("since"), _moved), else_=0)
_within = case((ledger_days.c.business_date >= bindparam("since"), _moved), else_=0)
_accounts = (
    select(ledger_days.c.account, total(_before).label("before"), total(_within).label("within"))
    .where(ledger_days.c.business_date <= bindparam("until"))
    .group_by(ledger_days.c.account)
)
_sold = select(*(total(takings.c[method.value]).label(method.value) for method in Method)).where(
    takings.c.business_date >= bindparam("since"), takings.c.business_date <= bindparam("until")
)


def held(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[HeldRow]:
    """Return money by where it is, from a day to a day (both included).

    With an ``outlet`` only what its own documents moved; bank and QRIS files are of the whole gallery and stand then only
    where no outlet is asked for.
    """
    span: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat()}
    accounts = _accounts if outlet is None else _accounts.where(ledger_days.c.outlet == outlet)
    sold = _sold if outlet is None else _sold.where(takings.c.outlet == outlet)
    with database.reading():
        found = {row["account"]: (row["before"], row["within"]) for row in plain(database, accounts, **span)}
        (by_method,) = plain(database, sold, **span)
        told = _told(database, since, until) if outlet is None else {}
    rows = []
    for name, (places, method, holding) in _WHERE.items():
        opening = sum(int(found.get(place, (0, 0))[0]) for place in places)
        change = sum(int(found.get(place, (0, 0))[1]) for place in places)
        came = int(by_method[method.value])
        files = told.get(holding, (None, None, 0)) if holding else (None, None, 0)
        rows.append(HeldRow(name, opening, came, change - came, opening + change, *files))
    return rows


def _told(database: Database, since: date, until: date) -> dict[Holding, tuple[int, int, int]]:
    """Return per holding what its files say came in and went out in the span, and how many lines wait for a match."""
    state = state_of(database)
    told: dict[Holding, tuple[int, int, int]] = {}
    for key, (account, line) in state.lines.items():
        if since <= line.day <= until:
            came, went, waiting = told.get(account, (0, 0, 0))
            told[account] = (
                came + max(line.amount, 0),
                went + max(-line.amount, 0),
                waiting + (not state.is_done(key)),
            )
    return told
