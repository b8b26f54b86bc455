"""What makers were owed at the end of a day, however long ago, and how old it was by :mod:`gallery_pos.ageing`."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import bindparam, func, select

from db.queries.rows import total
from db.tables.facts import journal
from db.tables.money import balances, days, payouts, statements
from db.tables.records import consignors
from gallery_pos.accounts import PAYABLE
from gallery_pos.ageing import BRACKETS, Age, Paid, age, paid_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from db.engine import Database

_CHUNK = 500


class OwedThen(msgspec.Struct, frozen=True):
    """What a maker was owed at the end of a day: ``balance`` in all, ``since`` the day of the oldest part of it.

    ``unpaid`` is the part of it that stood on a statement by then; ``days_30`` to ``older`` are the balance by age.
    """

    consignor: str
    business_name: str
    since: date | None
    balance: int
    unpaid: int
    days_30: int
    days_60: int
    days_90: int
    older: int


_now = select(balances.c.party, (-balances.c.amount)).where(balances.c.account == PAYABLE, balances.c.amount != 0)
_later = (
    select(days.c.consignor, func.sum(days.c.amount))
    .where(days.c.business_date > bindparam("on"))
    .group_by(days.c.consignor)
)
_names = select(consignors.c.code, consignors.c.business_name)
_credits = (
    select(days.c.consignor, days.c.business_date, days.c.outlet, days.c.credited)
    .where(days.c.business_date > bindparam("after"), days.c.business_date <= bindparam("on"), days.c.credited > 0)
    .order_by(days.c.consignor, days.c.business_date.desc(), days.c.outlet.desc())
)
_credits_of = _credits.where(days.c.consignor.in_(bindparam("whose", expanding=True)))
_before = (
    select(days.c.consignor, func.min(days.c.business_date), func.sum(days.c.credited))
    .where(
        days.c.consignor.in_(bindparam("whose", expanding=True)),
        days.c.business_date <= bindparam("after"),
        days.c.credited > 0,
    )
    .group_by(days.c.consignor)
)
_last = (
    select(statements.c.consignor, func.max(statements.c.pos).label("pos"))
    .where(statements.c.business_date <= bindparam("on"))
    .group_by(statements.c.consignor)
    .subquery()
)
_reversal = journal.alias("reversal")
_stood = payouts.c.reversed.is_(None) | (_reversal.c.business_date > bindparam("on"))
"""A payout that was taken back after the day had still been made on it."""
_standing = payouts.outerjoin(_reversal, _reversal.c.pos == payouts.c.reversed)
_paid_since = (
    select(payouts.c.consignor, total(payouts.c.amount))
    .select_from(_standing.join(_last, _last.c.consignor == payouts.c.consignor))
    .where(payouts.c.pos > _last.c.pos, payouts.c.business_date <= bindparam("on"), _stood)
    .group_by(payouts.c.consignor)
)
_stated = select(statements.c.consignor, statements.c.closing).join(_last, _last.c.pos == statements.c.pos)
_payouts = (
    select(payouts.c.consignor, payouts.c.business_date, payouts.c.amount)
    .select_from(_standing)
    .where(
        payouts.c.business_date >= bindparam("since"),
        payouts.c.business_date <= bindparam("on"),
        payouts.c.amount > 0,
        _stood,
    )
    .order_by(payouts.c.consignor, payouts.c.business_date.desc(), payouts.c.pos.desc())
)


def _balances(connection: Connection, on: date) -> dict[str, int]:
    owed = {code: int(amount) for code, amount in connection.execute(_now)}
    for code, later in connection.execute(_later, {"on": on.isoformat()}):
        owed[code] = owed.get(code, 0) - int(later)
    return owed


def owed_on(database: Database, on: date) -> list[OwedThen]:
    """Return what makers were owed at the end of a day, by code; those with nothing are left out."""
    with database.reading() as connection:
        owed = {code: amount for code, amount in sorted(_balances(connection, on).items()) if amount}
        names = {row.code: row.business_name for row in connection.execute(_names)}
        ages = {
            code: age(owed[code], [(day, amount) for day, _, amount in came], on)
            for code, came in _credits_for(
                connection, {code: n for code, n in owed.items() if n > 0}, on, each_day=False
            )
        }
        stated = {code: int(closing) for code, closing in connection.execute(_stated, {"on": on.isoformat()})}
        for code, amount in connection.execute(_paid_since, {"on": on.isoformat()}):
            stated[code] -= int(amount)
    return [
        _then(code, names.get(code, code), balance, stated.get(code, 0), ages.get(code) or age(balance, (), on))
        for code, balance in owed.items()
    ]


def _then(code: str, name: str, balance: int, unpaid: int, found: Age) -> OwedThen:
    parts = found.parts if balance > 0 else (balance, 0, 0, 0)
    return OwedThen(code, name, found.since, balance, unpaid, *parts)


def paid_within(database: Database, *, since: date, until: date) -> list[Paid]:
    """Return what payouts of a span of days paid: which day's trade at which outlet, part by part."""
    span = {"since": since.isoformat(), "on": until.isoformat()}
    with database.reading() as connection:
        made = {
            code: [(date.fromisoformat(day), int(amount)) for _, day, amount in rows]
            for code, rows in groupby(connection.execute(_payouts, span), lambda row: row[0])
        }
        owed = _balances(connection, until)
        wanted = {code: max(owed.get(code, 0), 0) + sum(n for _, n in of) for code, of in made.items()}
        return [
            part
            for code, came in _credits_for(connection, wanted, until)
            for part in paid_parts(owed.get(code, 0), made[code], came)
        ]


_Credit = tuple[date, str, int]


def _credits_for(
    connection: Connection, wanted: dict[str, int], on: date, *, each_day: bool = True
) -> Iterator[tuple[str, list[_Credit]]]:
    """Yield per maker what came to be owed up to a day, the newest first, as far back as ``wanted`` rupiah reach.

    Most is no older than the oldest bracket; only makers with whom it is not are looked at from the beginning. Without
    ``each_day`` whoever was never paid has all that is older under its first day.
    """
    after = (on - timedelta(BRACKETS[-1] + 1)).isoformat()
    lately: dict[str, list[_Credit]] = {}
    short = set(wanted)
    for code, came in _grouped(connection, _credits, {"after": after, "on": on.isoformat()}):
        if code in wanted and sum(amount for _, _, amount in came) >= wanted[code]:
            short.discard(code)
            yield code, came
        else:
            lately[code] = came
    codes = sorted(short)
    for start in range(0, len(codes), _CHUNK):
        values = {"after": "", "on": on.isoformat(), "whose": codes[start : start + _CHUNK]}
        if not each_day:
            never = {
                code: (date.fromisoformat(first), int(older))
                for code, first, older in connection.execute(_before, values | {"after": after})
                if sum(amount for _, _, amount in lately.get(code, [])) + int(older) <= wanted[code]
            }
            for code, (first, older) in never.items():
                yield code, [*lately.get(code, []), (first, "", older)]
            values["whose"] = [code for code in values["whose"] if code not in never]
        yield from _grouped(connection, _credits_of, values)


def _grouped(connection: Connection, statement: Any, values: dict[str, Any]) -> Iterator[tuple[str, list[_Credit]]]:
    found = connection.execute(statement, values)
    for code, rows in groupby(found, lambda row: row[0]):
        yield code, [(date.fromisoformat(day), outlet, int(amount)) for _, day, outlet, amount in rows]
