"""The scorecard of each outlet over a span of days, by the rules of :mod:`gallery_pos.scorecard`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Text, bindparam, case, func, select

from db.projections.lines import REFUNDED, RETURNED, SOLD, VARIANCE, WRITTEN_OFF
from db.queries.months import month_states
from db.queries.moving import list_visits
from db.queries.owing import paid_within
from db.tables.facts import journal
from db.tables.money import lines, payouts, shifts
from db.tables.records import outlets, revisions
from db.tables.takings import takings
from gallery_pos.documents import MonthClosed
from gallery_pos.report_clock import ReportState, month_of_day
from gallery_pos.scorecard import Counted, Measure, Score, score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Column, ColumnElement
    from sqlalchemy.engine import Connection

    from db.engine import Database
    from db.queries.standing import Standing

_YEAR = 12


class ScoreRow(msgspec.Struct, frozen=True):
    """An outlet and its figures, in the order of the measures."""

    outlet: str
    name: str
    scores: tuple[Score, ...]

    def of(self, measure: Measure) -> Score:
        """Return one of its figures."""
        return next(one for one in self.scores if one.measure is measure)


_span: tuple[Any, Any] = (bindparam("since"), bindparam("until"))
_pieces = (
    select(lines.c.outlet, lines.c.movement, func.sum(lines.c.quantity))
    .where(
        lines.c.business_date.between(*_span),
        lines.c.movement.in_([SOLD, REFUNDED, RETURNED, WRITTEN_OFF, VARIANCE]),
    )
    .group_by(lines.c.outlet, lines.c.movement)
)
_off = (
    select(shifts.c.outlet, func.sum(func.abs(shifts.c.difference)))
    .where(shifts.c.closed_pos.is_not(None), shifts.c.business_date.between(*_span))
    .group_by(shifts.c.outlet)
)
_cash = (
    select(takings.c.outlet, func.sum(case((takings.c.tunai > 0, takings.c.tunai), else_=0)))
    .where(takings.c.business_date.between(*_span))
    .group_by(takings.c.outlet)
)


_closing = (
    select(revisions.c.code, func.min(revisions.c.pos).label("pos"))
    .where(revisions.c.kind == MonthClosed.__name__)
    .group_by(revisions.c.code)
    .subquery()
)


def _by_then(said: Column[Any]) -> ColumnElement[Any]:
    """Return the position of what says something about a payout, none where that month was closed before."""
    return case((_closing.c.pos.is_(None) | (said < _closing.c.pos), said))


_payouts = (
    select(journal.c.outlet, func.count(), func.count(_by_then(payouts.c.acknowledged)))
    .join(journal, journal.c.pos == payouts.c.pos)
    .outerjoin(_closing, _closing.c.code == journal.c.outlet + "/" + bindparam("month", type_=Text))
    .where(payouts.c.business_date.between(*_span), payouts.c.amount > 0, _by_then(payouts.c.reversed).is_(None))
    .group_by(journal.c.outlet)
)
_places = select(outlets.c.code, outlets.c.name).order_by(outlets.c.main.desc(), outlets.c.name, outlets.c.code)


def scorecards(
    database: Database, *, since: date, until: date, today: date, standing: Standing, outlet: str | None = None
) -> list[ScoreRow]:
    """Return the scorecard of every outlet that has anything to count, the gallery's own first.

    ``standing`` is of the same days and all outlets (or this one).
    """
    span = {"since": since.isoformat(), "until": until.isoformat()}
    with database.reading() as connection:
        counted = {
            Measure.DAYS_TO_PAY: _waited(database, since, until),
            Measure.ON_TIME: _reported(database, until, today),
            Measure.SHRINKAGE: _shrunk(connection, span, standing),
            Measure.VARIANCE: _varied(connection, database, since, until),
            Measure.ACKNOWLEDGED: _acknowledged(connection, span),
            Measure.SELLING: _selling(standing),
        }
        places = [(code, name) for code, name in connection.execute(_places) if outlet in {None, code}]
    nothing = Counted(0, 0)
    return [
        ScoreRow(code, name, tuple(score(measure, counted[measure].get(code, nothing)) for measure in Measure))
        for code, name in places
        if any(counted[measure].get(code, nothing).whole for measure in Measure)
    ]


_Counts = dict[str, Counted]


def _counts(parts: dict[str, int], wholes: dict[str, int]) -> _Counts:
    return {code: Counted(parts.get(code, 0), whole) for code, whole in wholes.items()}


def _waited(database: Database, since: date, until: date) -> _Counts:
    waited: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    for part in paid_within(database, since=since, until=until):
        waited[part.outlet] += part.amount * part.days
        paid[part.outlet] += part.amount
    return _counts(waited, paid)


def _reported(database: Database, until: date, today: date) -> _Counts:
    first = date(until.year - 1, until.month, 1)
    in_time: Counter[str] = Counter()
    due: Counter[str] = Counter()
    for state in month_states(database, today=today, since=month_of_day(first)):
        sent = state.sent_on if state.state is not ReportState.RUNNING else None
        if state.due is None or state.due > until or (state.due >= today and sent is None):
            continue
        due[state.outlet] += 1
        in_time[state.outlet] += state.late_days == 0
    return _counts(in_time, due)


def _shrunk(connection: Connection, span: dict[str, str], standing: Standing) -> _Counts:
    lost: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for outlet, movement, pieces in connection.execute(_pieces, span):
        signed = -int(pieces) if movement in {REFUNDED, VARIANCE} else int(pieces)
        whole[outlet] += signed
        if movement in {WRITTEN_OFF, VARIANCE}:
            lost[outlet] += signed
    for one in standing.shelves:
        whole[one.outlet] += one.on_hand
    return _counts(lost, whole)


def _varied(connection: Connection, database: Database, since: date, until: date) -> _Counts:
    span = {"since": since.isoformat(), "until": until.isoformat()}
    off = Counter({outlet: int(amount) for outlet, amount in connection.execute(_off, span)})
    for visit in list_visits(database, since=since, until=until):
        off[visit.outlet] += abs(visit.difference)
    return _counts(off, {outlet: int(amount) for outlet, amount in connection.execute(_cash, span)})


def _acknowledged(connection: Connection, span: dict[str, str]) -> _Counts:
    """As the last month of the span was closed: what is said of its payouts later does not change its scorecard."""
    values = {**span, "month": month_of_day(date.fromisoformat(span["until"]))}
    return {outlet: Counted(int(yes), int(made)) for outlet, made, yes in connection.execute(_payouts, values)}


def _selling(standing: Standing) -> _Counts:
    here = standing.sold | {(one.outlet, one.product) for one in standing.shelves}
    return _counts(_outlets(standing.sold), _outlets(here))


def _outlets(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(outlet for outlet, _ in pairs)
