"""Who is owed what and since when, statements and what was paid on them, payouts, and a consignor's account."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import and_, case, func, literal, select

from db.projections.lines import SOLD
from db.queries.rows import plain, total, with_ids
from db.tables.facts import journal
from db.tables.money import balances, days, lines, payouts, statements
from db.tables.records import agreements, consignors, products
from gallery_pos.accounts import PAYABLE
from gallery_pos.documents import GALLERY
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from db.engine import Database


class StatementRow(msgspec.Struct, frozen=True, rename={"since": "from", "paid_before": "paid", "paid": "paid_since"}):
    """An issued statement: ``closing = opening + due - fees + adjustments - paid_before``.

    ``paid`` is what was paid between it and the next one, ``unpaid`` what is left of it. Other programs see the names
    that statements have in files: what stands on it as paid is ``paid``, what came later ``paid_since``.
    """

    number: str
    consignor: str
    business_name: str
    since: date
    until: date
    business_date: date
    opening: int
    gross: int
    discount: int
    commission: int
    due: int
    fees: int
    adjustments: int
    paid_before: int
    closing: int
    paid: int
    unpaid: int
    latest: bool
    id: UUID


class OwedRow(msgspec.Struct, frozen=True):
    """What a consignor is owed: ``balance`` in all, ``since`` the day of the oldest part of it.

    ``unsettled`` is the part that is on no statement yet; ``statement`` the last one, with what is unpaid of it.
    """

    consignor: str
    business_name: str
    settlement: str | None
    balance: int
    since: date | None
    unsettled: int
    statement: str | None
    until: date | None
    unpaid: int


class PayoutRow(msgspec.Struct, frozen=True):
    """A payout; ``state`` is what became of it: ``paid``, ``acknowledged`` by its maker, ``reversed``, or ``paid_in``."""

    number: str
    consignor: str
    business_name: str
    business_date: date
    method: str
    amount: int
    reference: str
    received_by: str
    id: UUID
    state: str = "paid"


class AccountRow(msgspec.Struct, frozen=True):
    """One line of a consignor's account; ``amount`` is what the gallery owes him more by it.

    ``detail`` of a sale is the markdown plan that made it cheaper and who bears it, "RP01/shared"; "" where none did.
    """

    business_date: date
    number: str
    kind: str
    movement: str
    product: str
    name: str
    outlet: str
    quantity: int
    gross: int
    discount: int
    commission: int
    amount: int
    settled: bool
    id: UUID
    detail: str = ""

    @property
    def bearer(self) -> Bearer | None:
        """Who bears the markdown of a sale, None where there was none."""
        plan, _, bearer = self.detail.partition("/")
        return Bearer(bearer) if plan and self.movement == SOLD else None


_next = (
    func.lead(statements.c.pos).over(partition_by=statements.c.consignor, order_by=statements.c.pos).label("next_pos")
)
_each = select(statements, _next).subquery()
_paid = (
    select(_each.c.pos, total(payouts.c.amount).label("paid"))
    .join(
        payouts,
        and_(
            payouts.c.consignor == _each.c.consignor,
            payouts.c.pos > _each.c.pos,
            payouts.c.reversed.is_(None),
            (_each.c.next_pos.is_(None)) | (payouts.c.pos < _each.c.next_pos),
        ),
    )
    .group_by(_each.c.pos)
    .subquery()
)
_sum_paid = func.coalesce(_paid.c.paid, 0)
_maker = func.coalesce(consignors.c.business_name, "").label("business_name")
_statements = (
    select(
        *(_each.c[name] for name in ("number", "consignor", "until", "business_date", "opening", "gross", "discount")),
        *(_each.c[name] for name in ("commission", "due", "fees", "adjustments", "closing", "id")),
        _each.c.since.label("from"),
        _each.c.paid_before.label("paid"),
        _maker,
        _sum_paid.label("paid_since"),
        (_each.c.closing - _sum_paid).label("unpaid"),
        _each.c.next_pos.is_(None).label("latest"),
    )
    .outerjoin(_paid, _paid.c.pos == _each.c.pos)
    .outerjoin(consignors, consignors.c.code == _each.c.consignor)
)


def list_statements(
    database: Database,
    *,
    consignor: str | None = None,
    since: date | None = None,
    until: date | None = None,
    unpaid_only: bool = False,
) -> list[StatementRow]:
    """Return statements, the newest first; ``since`` and ``until`` limit the day they reach to."""
    statement = _statements.order_by(_each.c.pos.desc())
    if consignor is not None:
        statement = statement.where(_each.c.consignor == consignor)
    if since is not None:
        statement = statement.where(_each.c.until >= since.isoformat())
    if until is not None:
        statement = statement.where(_each.c.until <= until.isoformat())
    if unpaid_only:
        statement = statement.where(_each.c.next_pos.is_(None), _each.c.closing - _sum_paid > 0)
    return msgspec.convert(with_ids(plain(database, statement)), list[StatementRow], strict=False)


_balance = (
    select(balances.c.party.label("consignor"), (-balances.c.amount).label("balance"))
    .where(balances.c.account == PAYABLE, balances.c.amount != 0)
    .subquery()
)
_later = func.sum(days.c.credited).over(
    partition_by=days.c.consignor, order_by=(days.c.business_date.desc(), days.c.outlet.desc())
)
_running = (
    select(days.c.consignor, days.c.business_date, _later.label("credited")).where(days.c.credited > 0).subquery()
)
_reached = case((_running.c.credited >= _balance.c.balance, _running.c.business_date))
_since = (
    select(
        _running.c.consignor,
        func.coalesce(func.max(_reached), func.min(_running.c.business_date)).label("since"),
    )
    .join(_balance, _balance.c.consignor == _running.c.consignor)
    .where(_balance.c.balance > 0)
    .group_by(_running.c.consignor)
    .subquery()
)
_open = (
    select(lines.c.consignor, total(lines.c.amount).label("unsettled"))
    .where(lines.c.statement.is_(None))
    .group_by(lines.c.consignor)
    .subquery()
)
_latest = _statements.where(_each.c.next_pos.is_(None)).subquery()
_own, _default = agreements.alias("own_terms"), agreements.alias("default_terms")
_owed = (
    select(
        consignors.c.code.label("consignor"),
        consignors.c.business_name,
        func.coalesce(_own.c.settlement, _default.c.settlement).label("settlement"),
        func.coalesce(_balance.c.balance, 0).label("balance"),
        _since.c.since,
        func.coalesce(_open.c.unsettled, 0).label("unsettled"),
        _latest.c.number.label("statement"),
        _latest.c.until,
        func.coalesce(_latest.c.unpaid, 0).label("unpaid"),
    )
    .outerjoin(_balance, _balance.c.consignor == consignors.c.code)
    .outerjoin(_since, _since.c.consignor == consignors.c.code)
    .outerjoin(_open, _open.c.consignor == consignors.c.code)
    .outerjoin(_latest, _latest.c.consignor == consignors.c.code)
    .outerjoin(_own, _own.c.consignor == consignors.c.code)
    .outerjoin(_default, _default.c.consignor == GALLERY)
    .order_by(consignors.c.code)
)


def owed(database: Database, *, consignor: str | None = None, only_open: bool = False) -> list[OwedRow]:
    """Return what every consignor is owed; ``only_open`` leaves out those with nothing owed and nothing unsettled."""
    statement = _owed
    if consignor is not None:
        statement = statement.where(consignors.c.code == consignor)
    found = msgspec.convert(plain(database, statement), list[OwedRow], strict=False)
    return [row for row in found if row.balance or row.unsettled or not only_open]


_payouts = (
    select(
        *(payouts.c[name] for name in ("number", "consignor", "business_date", "method", "amount", "reference")),
        payouts.c.received_by,
        payouts.c.id,
        _maker,
        case(
            (payouts.c.reversed.is_not(None), literal("reversed")),
            (payouts.c.acknowledged.is_not(None), literal("acknowledged")),
            (payouts.c.amount < 0, literal("paid_in")),
            else_=literal("paid"),
        ).label("state"),
    )
    .outerjoin(consignors, consignors.c.code == payouts.c.consignor)
    .order_by(payouts.c.pos.desc())
)


def list_payouts(database: Database, *, consignor: str | None = None) -> list[PayoutRow]:
    """Return payouts, the newest first."""
    statement = _payouts if consignor is None else _payouts.where(payouts.c.consignor == consignor)
    return msgspec.convert(with_ids(plain(database, statement)), list[PayoutRow])


_account = (
    select(
        *(lines.c[name] for name in ("business_date", "movement", "product", "outlet", "quantity", "gross")),
        *(lines.c[name] for name in ("discount", "commission", "amount", "detail")),
        lines.c.statement.is_not(None).label("settled"),
        journal.c.number,
        journal.c.kind,
        journal.c.id,
        func.coalesce(products.c.name, lines.c.product).label("name"),
    )
    .join(journal, journal.c.pos == lines.c.pos)
    .outerjoin(products, products.c.code == lines.c.product)
    .order_by(lines.c.pos.desc(), lines.c.line)
)


def account(
    database: Database,
    *,
    consignor: str | None = None,
    statement: UUID | None = None,
    limit: int | None = 500,
) -> list[AccountRow]:
    """Return what happened to a consignor's goods and money, the newest first.

    ``statement`` limits it to what that statement settled.
    """
    wanted = _account
    if consignor is not None:
        # Said in the words of the index: on no statement yet, or on one of his.
        his = select(statements.c.pos).where(statements.c.consignor == consignor)
        waiting_or_settled = lines.c.statement.is_(None) | lines.c.statement.in_(his)
        wanted = wanted.where(lines.c.consignor == consignor, waiting_or_settled)
    if statement is not None:
        settled_by = select(statements.c.pos).where(statements.c.id == statement.bytes).scalar_subquery()
        wanted = wanted.where(lines.c.statement == settled_by)
    found = plain(database, wanted if limit is None else wanted.limit(limit))
    return msgspec.convert(with_ids(found), list[AccountRow], strict=False)
