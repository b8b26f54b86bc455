"""What a statement tells beside its figures, as it stood when it was issued: the same whenever it is asked."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select

from db.projections.lines import PAYOUT, TRANSFERRED
from db.tables.facts import journal
from db.tables.money import lines, payouts, statements
from db.tables.records import products

if TYPE_CHECKING:
    from sqlalchemy import BindParameter

    from db.engine import Database

_MOST = 3
_NEVER = 1 << 62
"""A position that nothing has: what is asked for a preview was issued after everything."""

_issued = select(statements.c.pos).where(statements.c.id == bindparam("id"))
_before: BindParameter[int] = bindparam("issued")
_unconfirmed = (
    select(payouts.c.number, payouts.c.business_date, payouts.c.amount)
    .where(
        payouts.c.consignor == bindparam("consignor"),
        payouts.c.amount > 0,
        payouts.c.pos < _before,
        *(or_(said.is_(None), said > _before) for said in (payouts.c.acknowledged, payouts.c.reversed)),
    )
    .order_by(payouts.c.pos.desc())
    .limit(_MOST)
)
_mine = (lines.c.consignor == bindparam("consignor"), lines.c.pos < _before)
_since = (
    select(journal.c.number, lines.c.business_date, lines.c.amount)
    .join(journal, journal.c.pos == lines.c.pos)
    .where(*_mine, lines.c.product == "", lines.c.movement == PAYOUT, lines.c.business_date > bindparam("until"))
    .order_by(lines.c.pos)
)
_since_each = (
    select(statements.c.id, journal.c.number, lines.c.business_date, lines.c.amount)
    .join(
        lines,
        (lines.c.consignor == statements.c.consignor)
        & (lines.c.product == "")
        & (lines.c.movement == PAYOUT)
        & (lines.c.business_date > statements.c.until)
        & (lines.c.pos < statements.c.pos),
    )
    .join(journal, journal.c.pos == lines.c.pos)
    .where(statements.c.business_date >= bindparam("since"))
    .order_by(lines.c.pos)
)
_transferred = -func.sum(lines.c.quantity)
_on_the_way = (
    select(func.coalesce(products.c.name, lines.c.product), _transferred)
    .outerjoin(products, products.c.code == lines.c.product)
    .where(*_mine, lines.c.movement == TRANSFERRED, lines.c.business_date <= bindparam("until"))
    .group_by(lines.c.product, products.c.name)
    .having(_transferred > 0)
    .order_by(lines.c.product)
)


class Paid(NamedTuple):
    """A payout: its number, day and rupiah; what came back or in from the maker is negative."""

    number: str
    day: date
    amount: int


class BesideRows(NamedTuple):
    """The newest payouts that a maker had not confirmed, what was paid after the cut-off, goods between two outlets."""

    unconfirmed: list[Paid]
    paid_since: list[Paid]
    on_the_way: list[tuple[str, int]]


def beside_statement(database: Database, consignor: str, until: date, statement: UUID | None) -> BesideRows:
    """Return what a statement up to a day tells beside its figures; None asks for what it would tell now."""
    with database.reading() as connection:
        issued = connection.execute(_issued, {"id": statement.bytes}).scalar() if statement else None
        given = {"consignor": consignor, "issued": _NEVER if issued is None else issued, "until": until.isoformat()}
        unconfirmed = [_paid(*row) for row in connection.execute(_unconfirmed, given)]
        since = [_paid(number, day, -amount) for number, day, amount in connection.execute(_since, given)]
        moving = [(str(name), int(pieces)) for name, pieces in connection.execute(_on_the_way, given)]
    return BesideRows(unconfirmed[::-1], since, moving)


def paid_since_each(database: Database, since: date) -> dict[UUID, list[Paid]]:
    """Return what was paid after their cut-off for the statements issued from a day on, by the statement."""
    found: defaultdict[UUID, list[Paid]] = defaultdict(list)
    with database.reading() as connection:
        for id_, number, day, amount in connection.execute(_since_each, {"since": since.isoformat()}):
            found[UUID(bytes=id_)].append(_paid(number, day, -amount))
    return found


def _paid(number: str, day: str, amount: int) -> Paid:
    return Paid(str(number), date.fromisoformat(day), int(amount))
