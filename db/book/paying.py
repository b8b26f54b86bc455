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
from gallery_pos.accounts import PAYABLE
from gallery_pos.ports import Payable, PayoutState, Transfer

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_NEVER = 2**62
"""Later than every statement: what is on none yet."""
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
_named: Any = bindparam("consignors", expanding=True)


def _last_of(*whose: Any) -> Select[Any]:
    """Return the last statement up to the day of each consignor."""
    reaching = select(func.max(statements.c.pos)).where(statements.c.until <= _until, *whose)
    return select(
        statements.c.consignor,
        statements.c.pos,
        *(statements.c[name] for name in ("id", "number", "until", "closing")),
    ).where(statements.c.pos.in_(reaching.group_by(statements.c.consignor)))


_paid_since = (
    select(
        lines.c.consignor,
        func.coalesce(lines.c.statement, _NEVER).label("statement"),
        func.sum(lines.c.amount).label("amount"),
    )
    .where(*_paid, or_(lines.c.statement.is_(None), lines.c.statement > bindparam("least")))
    .group_by(lines.c.consignor, lines.c.statement)
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
    return _Question(statement, statement.where(whose.in_(_named)))


_BALANCE = _question(_balance, balances.c.party)
_LATER = _question(_later, days.c.consignor)
_PAID_LATER = _question(_paid_later, lines.c.consignor)
_PAID_SINCE = _question(_paid_since, lines.c.consignor)
_LAST = _Question(_last_of(), _last_of(statements.c.consignor.in_(_named)))
_OPEN = _question(_open, transfers.c.consignor)


class Paying(Reader):
    """What the services that pay ask."""

    def payables(self, until: date, consignors: Collection[str] | None = None) -> Sequence[Payable]:
        """Return for each consignor with a balance what he is owed up to a day."""
        day = {"until": until.isoformat()}
        with self._database.reading():
            told = {row["consignor"]: row for row in self._payable_rows(_LAST, consignors, **day)}
            least = min((row["pos"] for row in told.values()), default=0)
            sums = _Sums(
                later=_by_maker(self._payable_rows(_LATER, consignors, **day)),
                paid_later=_by_maker(self._payable_rows(_PAID_LATER, consignors, **day)),
                paid_since=_since(self._payable_rows(_PAID_SINCE, consignors, least=least), told),
            )
            balance = _by_maker(self._payable_rows(_BALANCE, consignors))
            waiting = {row["consignor"]: UUID(bytes=row["batch"]) for row in self._payable_rows(_OPEN, consignors)}
        return [
            _payable(code, amount, sums, told.get(code), waiting.get(code)) for code, amount in sorted(balance.items())
        ]

    def _payable_rows(
        self, question: _Question, consignors: Collection[str] | None, **given: Any
    ) -> list[Mapping[str, Any]]:
        if consignors is None:
            return self._rows(question.everybody, **given)
        return self._rows_among(question.some, "consignors", consignors, **given)

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


class _Sums(NamedTuple):
    """Rupiah by consignor: what came after the day, of it payouts, and payouts that his last statement had not."""

    later: Mapping[str, int]
    paid_later: Mapping[str, int]
    paid_since: Mapping[str, int]


def _by_maker(rows: list[Mapping[str, Any]]) -> dict[str, int]:
    return {row["consignor"]: int(row["amount"]) for row in rows}


def _since(rows: list[Mapping[str, Any]], told: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
    """Return what was paid that no statement up to a consignor's last one told of."""
    sums: dict[str, int] = {}
    for row in rows:
        last = told.get(row["consignor"])
        if last is not None and row["statement"] > last["pos"]:
            sums[row["consignor"]] = sums.get(row["consignor"], 0) + int(row["amount"])
    return sums


def _payable(code: str, balance: int, sums: _Sums, told: Mapping[str, Any] | None, batch: UUID | None) -> Payable:
    return Payable(
        consignor=code,
        balance=balance,
        owed=balance - sums.later.get(code, 0) + sums.paid_later.get(code, 0),
        statement=UUID(bytes=told["id"]) if told else None,
        number=told["number"] if told else "",
        until=date.fromisoformat(told["until"]) if told else None,
        unpaid=told["closing"] + sums.paid_since.get(code, 0) if told else 0,
        batch=batch,
    )
