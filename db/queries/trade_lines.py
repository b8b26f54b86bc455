"""The lines of sales and refunds that a sum of :mod:`db.queries.reports` is made of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import Select, func, select

from db.queries.reports import KEYS, PIECES, TRADED, By
from db.queries.rows import plain, with_ids
from db.tables.facts import journal
from db.tables.money import lines
from db.tables.records import consignors, products

if TYPE_CHECKING:
    from typing import Any

    from db.engine import Database


class TradeLine(msgspec.Struct, frozen=True):
    """One line of a sale, or of a refund with pieces and money below zero; ``net = gross - discount``.

    ``id`` is the document's, ``line`` the place of the line in it.
    """

    business_date: date
    number: str
    line: int
    product: str
    name: str
    consignor: str
    business_name: str
    outlet: str
    pieces: int
    gross: int
    discount: int
    net: int
    commission: int
    due: int
    id: UUID


_sold, _made = products.alias("sold"), consignors.alias("made")  # a key may join the same tables itself
_lines: Select[Any] = (
    select(
        *(lines.c[name] for name in ("business_date", "line", "product", "consignor", "outlet", "gross", "discount")),
        journal.c.number,
        journal.c.id,
        func.coalesce(_sold.c.name, lines.c.product).label("name"),
        func.coalesce(_made.c.business_name, lines.c.consignor).label("business_name"),
        PIECES.label("pieces"),
        (lines.c.gross - lines.c.discount).label("net"),
        lines.c.commission,
        lines.c.amount.label("due"),
    )
    .select_from(lines)
    .join(journal, journal.c.pos == lines.c.pos)
    .outerjoin(_sold, _sold.c.code == lines.c.product)
    .outerjoin(_made, _made.c.code == lines.c.consignor)
    .where(*TRADED)
    .order_by(lines.c.pos.desc(), lines.c.line)
)


def trade_lines(
    database: Database, *, since: date, until: date, by: By, key: str, outlet: str | None = None
) -> list[TradeLine]:
    """Return the lines behind the row with ``key`` of ``trade(by=by)``, the newest first; they sum to it."""
    group = KEYS[by]
    wanted = _lines.where(group.column == key)
    if group.table is not None:
        wanted = wanted.outerjoin(group.table, group.on)
    if outlet is not None:
        wanted = wanted.where(lines.c.outlet == outlet)
    found = plain(database, wanted, since=since.isoformat(), until=until.isoformat())
    return msgspec.convert(with_ids(found), list[TradeLine], strict=False)
