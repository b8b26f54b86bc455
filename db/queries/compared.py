"""Months beside months and outlets beside outlets, from the sums per day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, func, select

from db.queries.rows import fetch, total
from db.tables.records import outlets
from db.tables.takings import takings

if TYPE_CHECKING:
    from db.engine import Database


class MonthRow(msgspec.Struct, frozen=True):
    """A month ("2026-10") of one outlet, or of all together with ``outlet`` "": receipts, pieces, and rupiah."""

    month: str
    outlet: str
    name: str
    receipts: int
    pieces: int
    gross: int
    discount: int
    net: int
    commission: int
    due: int


_month = func.substr(takings.c.business_date, 1, 7)
_net = takings.c.gross - takings.c.discount
_figures = (
    total(takings.c.sales).label("receipts"),
    *(total(takings.c[name]).label(name) for name in ("pieces", "gross", "discount")),
    total(_net).label("net"),
    total(takings.c.commission).label("commission"),
    total(_net - takings.c.commission).label("due"),
)
_by_outlet = (
    select(
        _month.label("month"),
        takings.c.outlet,
        func.max(func.coalesce(outlets.c.name, takings.c.outlet)).label("name"),
        *_figures,
    )
    .outerjoin(outlets, outlets.c.code == takings.c.outlet)
    .where(takings.c.business_date >= bindparam("since"), takings.c.business_date <= bindparam("until"))
    .group_by(_month, takings.c.outlet)
    .order_by(_month, takings.c.outlet)
)


def months_of_outlets(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[MonthRow]:
    """Return each month of each outlet from a day to a day (both included), in their order; months without trade are left out."""
    wanted = _by_outlet if outlet is None else _by_outlet.where(takings.c.outlet == outlet)
    return fetch(database, wanted, MonthRow, since=since.isoformat(), until=until.isoformat())


def months_together(rows: list[MonthRow]) -> list[MonthRow]:
    """Return the months of all outlets together, in their order."""
    sums: dict[str, list[int]] = {}
    for row in rows:
        mine = sums.setdefault(row.month, [0] * 7)
        figures = (row.receipts, row.pieces, row.gross, row.discount, row.net, row.commission, row.due)
        mine[:] = [a + b for a, b in zip(mine, figures, strict=True)]
    return [MonthRow(month, "", "", *figures) for month, figures in sorted(sums.items())]
