"""What is to be paid to consignors up to a day, and the transfers that wait for the bank, summed by the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, or_, select

from db.book.base import Reader
from db.projections.lines import PAYOUT
from db.tables.columns import at_most
from db.tables.money import balances, days, lines, payouts, statements, transfers
from gallery_pos.entries import PAYABLE
from gallery_pos.ports import Payable, PayoutState, Transfer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_until: Any = bindparam("until")
_balance = select(balances.c.party.label("consignor"), (-balances.c.amount).label("amount")).where(
    balances.c.account == PAYABLE, balances.c.amount != 0
)
_later = (
    select(days.c.consignor, func.sum(days.c.amount).label("amount"))
    .where(days.c.business_date > _until)
    .group_by(days.c.consignor)
)
_paid = (lines.c.product == "", lines.c.movement == PAYOUT)
_paid_later = (
    select(lines.c.consignor, func.sum(lines.c.amount).label("amount"))
    .where(*_paid, lines.c.business_date > _until)
    .group_by(lines.c.consignor)
)
_older = statements.alias("older")
_is_last = (
    statements.c.pos
    == select(func.max(_older.c.pos))
    .where(_older.c.consignor == statements.c.consignor, _older.c.until <= _until)
    .scalar_subquery()
)
_last = select(
    statements.c.consignor, statements.c.id, statements.c.number, statements.c.until, statements.c.closing
).where(_is_last)
_paid_since = (
    select(lines.c.consignor, func.sum(lines.c.amount).label("amount"))
    .join(statements, statements.c.consignor == lines.c.consignor)
    .where(*_paid, _is_last, or_(lines.c.statement.is_(None), lines.c.statement > statements.c.pos))
    .group_by(lines.c.consignor)
)
_waiting = and_(transfers.c.paid.is_(None), transfers.c.dropped.is_(None))
_open = select(transfers.c.consignor, transfers.c.batch).where(_waiting)
_of_batch = (
    select(
        *(transfers.c[name] for name in ("consignor", "amount", "statement")),
        *(transfers.c[name].is_not(None).label(name) for name in ("paid", "dropped")),
    )
    .where(transfers.c.batch == bindparam("batch"))
    .order_by(transfers.c.consignor)
)
_open_of = select(transfers.c.batch).where(_waiting, transfers.c.consignor == bindparam("consignor"))
_state: Any = select(
    payouts.c.reversed.is_not(None).label("reversed"), payouts.c.acknowledged.is_not(None).label("acknowledged")
).where(payouts.c.id == bindparam("payout"))
_last_payout = at_most(
    select(payouts.c.id)
    .where(payouts.c.consignor == bindparam("consignor"), payouts.c.reversed.is_(None))
    .order_by(payouts.c.pos.desc()),
    1,
)


class _Question(NamedTuple):
    """A statement for everybody, and the same for some."""

    everybody: Select[Any]
    some: Select[Any]


def _question(statement: Select[Any], whose: Any) -> _Question:
    return _Question(statement, statement.where(whose.in_(bindparam("consignors", expanding=True))))


_QUESTIONS = {
    "balance": _question(_balance, balances.c.party),
    "later": _question(_later, days.c.consignor),
    "paid_later": _question(_paid_later, lines.c.consignor),
    "last": _question(_last, statements.c.consignor),
    "paid_since": _question(_paid_since, lines.c.consignor),
    "open": _question(_open, transfers.c.consignor),
}


class Paying(Reader):
    """What the services that pay ask."""

    def payables(self, until: date, consignors: Collection[str] | None = None) -> Sequence[Payable]:
        """Return for each consignor with a balance what he is owed up to a day."""
        with self._database.reading():
            found = {name: self._rows_asked(name, until, consignors) for name in _QUESTIONS}
        amounts = {
            name: {row["consignor"]: int(row["amount"]) for row in found[name]}
            for name in ("balance", "later", "paid_later", "paid_since")
        }
        told = {row["consignor"]: row for row in found["last"]}
        waiting = {row["consignor"]: UUID(bytes=row["batch"]) for row in found["open"]}
        return [
            _payable(code, balance, amounts, told.get(code), waiting.get(code))
            for code, balance in sorted(amounts["balance"].items())
        ]

    def _rows_asked(self, name: str, until: date, consignors: Collection[str] | None) -> list[Mapping[str, Any]]:
        given = {"until": until.isoformat()} if name not in {"balance", "open"} else {}
        if consignors is None:
            return self._rows(_QUESTIONS[name].everybody, **given)
        return self._rows_among(_QUESTIONS[name].some, "consignors", consignors, **given)

    def transfers(self, batch: UUID) -> Sequence[Transfer]:
        """Return the lines of a file made for the bank, by consignor."""
        return [
            Transfer(
                consignor=row["consignor"],
                amount=int(row["amount"]),
                statement=UUID(bytes=row["statement"]) if row["statement"] else None,
                paid=bool(row["paid"]),
                dropped=bool(row["dropped"]),
            )
            for row in self._rows(_of_batch, batch=batch.bytes)
        ]

    def open_transfer(self, consignor: str) -> UUID | None:
        """Return the batch in which a transfer to this consignor waits for the bank."""
        found = self._value(_open_of, consignor=consignor)
        return UUID(bytes=found) if found else None

    def payout_state(self, payout: UUID) -> PayoutState:
        """Tell whether a payout was reversed or acknowledged."""
        row = self._row(_state, payout=payout.bytes)
        return PayoutState(bool(row["reversed"]), bool(row["acknowledged"])) if row else PayoutState(False, False)

    def last_payout(self, consignor: str) -> UUID | None:
        """Return the payout to a consignor that was made last and not reversed."""
        found = self._value(_last_payout, consignor=consignor)
        return UUID(bytes=found) if found else None


def _payable(
    code: str,
    balance: int,
    amounts: Mapping[str, Mapping[str, int]],
    told: Mapping[str, Any] | None,
    batch: UUID | None,
) -> Payable:
    return Payable(
        consignor=code,
        balance=balance,
        owed=balance - amounts["later"].get(code, 0) + amounts["paid_later"].get(code, 0),
        statement=UUID(bytes=told["id"]) if told else None,
        number=told["number"] if told else "",
        until=date.fromisoformat(told["until"]) if told else None,
        unpaid=told["closing"] + amounts["paid_since"].get(code, 0) if told else 0,
        batch=batch,
    )
