"""Lists of sales and refunds, and one of them opened down to its lines."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import select

from db.queries.rows import plain
from db.tables.money import sales
from gallery_pos.documents import Method

if TYPE_CHECKING:
    from db.engine import Database

_METHODS = tuple(method.value for method in Method)


class SaleRow(msgspec.Struct, frozen=True):
    """A sale, or a refund with every amount negative; ``methods`` is per method what came in less change.

    ``reference`` is its number in the system it was imported from, ``code`` the code on its receipt.
    """

    number: str
    time: datetime
    business_date: date
    outlet: str
    cashier: str
    lines: int
    pieces: int
    gross: int
    discount: int
    tax: int
    rounding: int
    total: int
    methods: dict[str, int]
    kind: str
    reference: str
    buyer: str
    buyer_name: str
    code: str
    note: str
    id: UUID


_SAME = (
    "number",
    "business_date",
    "outlet",
    "lines",
    "pieces",
    "gross",
    "discount",
    "tax",
    "rounding",
    "total",
    "kind",
)
_sales = select(
    sales.c.pos,
    *(sales.c[name] for name in (*_SAME, "reference", "buyer", "buyer_name", "code", "note", "id", *_METHODS)),
    sales.c.posted_at.label("time"),
    sales.c.user_code.label("cashier"),
)


def list_sales(
    database: Database,
    *,
    outlet: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[SaleRow]:
    """Return sales and refunds, the newest first."""
    statement = _sales.order_by(sales.c.pos.desc())
    if outlet is not None:
        statement = statement.where(sales.c.outlet == outlet)
    if since is not None:
        statement = statement.where(sales.c.business_date >= since.isoformat())
    if until is not None:
        statement = statement.where(sales.c.business_date <= until.isoformat())
    found = plain(database, statement)
    for row in found:
        row["methods"] = {method: row[method] for method in _METHODS if row[method]}
        row["id"] = UUID(bytes=row["id"])
    return msgspec.convert(found, list[SaleRow])
