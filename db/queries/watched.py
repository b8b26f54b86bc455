"""What a head of office wants to see with his own eyes: overrides, cancelled sales and refunds, copies printed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, select

from db.canonical import document_of
from db.queries.papers import passed_without
from db.tables.facts import journal, stock_moves
from db.tables.goods import lots
from db.tables.money import sales, shifts
from db.tables.records import products, users
from db.tables.takings import decided
from gallery_pos.documents import SaleCompleted, SaleRefunded, ShiftClosed
from gallery_pos.entries import CUSTOMER
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from db.engine import Database


_NAMED = 2


class Override(StrEnum):
    """What somebody decided against the rule."""

    PRICE = "price"
    DISCOUNT = "discount"
    EXPIRED = "expired"
    GATE = "gate"


class OverrideRow(msgspec.Struct, frozen=True):
    """A decision against the rule; ``amount`` in rupiah is what it changed: a price less the label's, a discount below 0.

    ``approver`` is the superior, "" where whoever sold may decide it himself.
    """

    kind: Override
    business_date: date
    number: str
    outlet: str
    goods: str
    amount: int
    user: str
    approver: str
    reason: str
    id: UUID


class Undone(StrEnum):
    """How a sale was taken back."""

    VOID = "void"
    """Whole, on its own day: a mistake at the counter."""
    REFUND = "refund"


class UndoneRow(msgspec.Struct, frozen=True):
    """A sale taken back, whole or in part; ``total`` > 0 is what the buyer got."""

    kind: Undone
    business_date: date
    number: str
    sale: str
    outlet: str
    pieces: int
    total: int
    user: str
    approver: str
    reason: str
    id: UUID


class CopiesRow(msgspec.Struct, frozen=True):
    """Receipts printed again in a shift, and how often its drawer was opened without a sale."""

    business_date: date
    number: str
    outlet: str
    user: str
    copies: int
    drawer_opened: int
    id: UUID


_span: tuple[Any, Any] = (bindparam("since"), bindparam("until"))
_decided = (
    select(journal)
    .join(decided, decided.c.pos == journal.c.pos)
    .where(decided.c.business_date.between(*_span), decided.c.kind == SaleCompleted.__name__)
    .order_by(journal.c.pos)
)
_expired = (
    select(
        journal.c.business_date,
        journal.c.number,
        journal.c.outlet,
        func.coalesce(products.c.name, stock_moves.c.product),
        stock_moves.c.quantity,
        lots.c.price,
        journal.c.user_code,
        journal.c.body,
        journal.c.id,
    )
    .select_from(sales)
    .join(stock_moves, stock_moves.c.pos == sales.c.pos)
    .join(lots, lots.c.lot == stock_moves.c.lot)
    .join(journal, journal.c.pos == sales.c.pos)
    .outerjoin(products, products.c.code == stock_moves.c.product)
    .where(
        sales.c.business_date.between(*_span),
        stock_moves.c.target == CUSTOMER,
        lots.c.best_before < sales.c.business_date,
    )
    .order_by(sales.c.pos, stock_moves.c.n)
)
_sold = sales.alias("sold")
_undone = (
    select(journal, _sold.c.number.label("sale"), _sold.c.business_date.label("sold_on"), _sold.c.pieces.label("whole"))
    .join(sales, sales.c.pos == journal.c.pos)
    .outerjoin(_sold, _sold.c.id == sales.c.refund_of)
    .where(sales.c.business_date.between(*_span), sales.c.kind == "refund")
    .order_by(journal.c.pos)
)
_closed = (
    select(journal, shifts.c.user_code.label("cashier"), shifts.c.drawer_opened)
    .join(shifts, shifts.c.closed_pos == journal.c.pos)
    .where(shifts.c.business_date.between(*_span))
    .order_by(journal.c.pos)
)


def list_overrides(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[OverrideRow]:
    """Return decisions against the rule from a day to a day (both included), in their order: sales, then the gate."""
    span: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat()}
    with database.reading() as connection:
        people = names_of(connection)
        rows = [*_of_prices(connection, span, people), *_of_expired(connection, span, people)]
        gate = passed_without(database, since=since, until=until, outlet=outlet)
    passed = [
        OverrideRow(
            Override.GATE,
            row.business_date,
            row.number,
            row.outlet,
            row.name,
            0,
            row.user,
            row.approver,
            row.reason,
            row.id,
        )
        for row in gate
    ]
    kept = [row for row in rows if outlet in {None, row.outlet}]
    return sorted([*kept, *passed], key=lambda row: (row.business_date, row.number, row.kind))


def names_of(connection: Connection) -> dict[str, str]:
    """Return the names of all users by their codes."""
    return {row.code: row.name for row in connection.execute(select(users.c.code, users.c.name))}


def _of_prices(connection: Connection, span: dict[str, Any], people: dict[str, str]) -> Iterator[OverrideRow]:
    for row in connection.execute(_decided, span).mappings():
        sale = document_of(dict(row))
        if not isinstance(sale, SaleCompleted):
            continue
        changed = [line for line in sale.lines if line.list_price is not None]
        cheaper = [line for line in sale.lines if line.discount > line.markdown]
        both = (
            (Override.PRICE, changed, sum((n.unit_price - (n.list_price or 0)) * n.quantity for n in changed)),
            (Override.DISCOUNT, cheaper, -sum(n.discount - n.markdown for n in cheaper)),
        )
        for kind, lines, amount in both:
            if lines:
                yield OverrideRow(
                    kind,
                    sale.business_date,
                    row["number"],
                    sale.outlet,
                    few(list(dict.fromkeys(line.name for line in lines))),
                    amount,
                    people.get(sale.user, sale.user),
                    people.get(sale.approved_by, sale.approved_by),
                    sale.note,
                    sale.id,
                )


def few(names: list[str]) -> str:
    """Return the first names, and how many more there are."""
    if len(names) <= _NAMED:
        return ", ".join(names)
    return tr("{names} dan {count} lainnya").format(names=", ".join(names[:_NAMED]), count=len(names) - _NAMED)


def _of_expired(connection: Connection, span: dict[str, Any], people: dict[str, str]) -> Iterator[OverrideRow]:
    for day, number, outlet, goods, quantity, price, user, body, key in connection.execute(_expired, span):
        told = msgspec.json.decode(body)
        by = str(told.get("approved_by", ""))
        yield OverrideRow(
            Override.EXPIRED,
            date.fromisoformat(day),
            number,
            outlet,
            goods,
            int(quantity) * int(price),
            people.get(user, user),
            people.get(by, by),
            str(told.get("note", "")),
            UUID(bytes=key),
        )


def list_undone(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[UndoneRow]:
    """Return sales taken back from a day to a day (both included), in their order."""
    made: list[UndoneRow] = []
    with database.reading() as connection:
        people = names_of(connection)
        for row in connection.execute(_undone, {"since": since.isoformat(), "until": until.isoformat()}).mappings():
            refund = document_of(dict(row))
            if not isinstance(refund, SaleRefunded) or outlet not in {None, refund.outlet}:
                continue
            pieces = sum(line.quantity for line in refund.lines)
            void = row["sold_on"] == row["business_date"] and row["whole"] == pieces
            made.append(
                UndoneRow(
                    Undone.VOID if void else Undone.REFUND,
                    refund.business_date,
                    row["number"],
                    row["sale"] or "",
                    refund.outlet,
                    pieces,
                    refund.total,
                    people.get(refund.user, refund.user),
                    people.get(refund.approved_by, refund.approved_by),
                    refund.reason,
                    refund.id,
                )
            )
    return made


def list_copies(database: Database, *, since: date, until: date, outlet: str | None = None) -> list[CopiesRow]:
    """Return the closed shifts in which a receipt was printed again or the drawer opened without a sale."""
    made: list[CopiesRow] = []
    with database.reading() as connection:
        people = names_of(connection)
        for row in connection.execute(_closed, {"since": since.isoformat(), "until": until.isoformat()}).mappings():
            closing = document_of(dict(row))
            if not isinstance(closing, ShiftClosed) or outlet not in {None, closing.outlet}:
                continue
            copies, opened = closing.totals.copies, int(row["drawer_opened"])
            if copies or opened:
                cashier = people.get(row["cashier"], row["cashier"])
                made.append(
                    CopiesRow(closing.business_date, row["number"], closing.outlet, cashier, copies, opened, closing.id)
                )
    return made
