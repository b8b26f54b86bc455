"""Months as they were closed and reported: their figures, the heads of their chains, and how far each report is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, func, select

from db.canonical import document_of
from db.queries.month_facts import lives
from db.queries.rows import plain, total
from db.tables.columns import at_most
from db.tables.days import outlet_days
from db.tables.facts import journal
from db.tables.records import numbering, outlets, revisions
from db.tables.takings import ledger_days, takings
from gallery_pos.accounts import FEES, OVER_SHORT, PAYABLE
from gallery_pos.day_figures import BY_METHOD, OWED, TRADE, month_figures_of
from gallery_pos.documents import ChainHead, Document, MonthClosed, ReportGiven, ReportReceived, ReportSent
from gallery_pos.periods import month_range
from gallery_pos.report_clock import MonthState, due_date, month_of_day, next_month

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.engine import Database
    from db.queries.month_facts import Life
    from gallery_pos.documents import MonthFigures

_span: tuple[Any, Any] = (bindparam("since"), bindparam("until"))
_METHOD = {name: method.value for method, name in BY_METHOD.items()}
_sums = select(
    *(total(takings.c[_METHOD.get(name, name)]).label(name) for name in TRADE if name != "due"),
).where(takings.c.outlet == bindparam("outlet"), takings.c.business_date.between(*_span))
_less = total(ledger_days.c.credit - ledger_days.c.debit)
_over_short = select(_less).where(
    ledger_days.c.account == OVER_SHORT,
    ledger_days.c.outlet == bindparam("outlet"),
    ledger_days.c.business_date.between(*_span),
)
_fees = select(_less).where(ledger_days.c.account == FEES, ledger_days.c.business_date.between(*_span))
_owed = select(_less).where(ledger_days.c.account == PAYABLE, ledger_days.c.business_date <= bindparam("until"))
_paid = select(total(outlet_days.c.paid)).where(outlet_days.c.business_date.between(*_span))
_is_main = select(outlets.c.main).where(outlets.c.code == bindparam("outlet"))


def month_figures(database: Database, outlet: str, month: str) -> MonthFigures:
    """Return the figures of a month ("2026-10") of an outlet as the books give them now."""
    period = month_range(month)
    span = {"since": period.start.isoformat(), "until": period.end.isoformat()}
    here = {"outlet": outlet, **span}
    with database.reading() as connection:

        def one(statement: Any, values: Mapping[str, str]) -> int:
            return int(connection.execute(statement, values).scalar_one())

        (sums,) = plain(database, _sums, **here)
        sums["due"] = sums["gross"] - sums["discount"] - sums["commission"]
        sums["over_short"] = one(_over_short, here)
        gallery = None
        if connection.execute(_is_main, {"outlet": outlet}).scalar():
            gallery = {
                "paid": one(_paid, span),
                "fees": one(_fees, span),
                OWED: one(_owed, {"until": span["until"]}),
            }
    return month_figures_of(sums, gallery)


_writers = (
    select(numbering.c.origin, numbering.c.epoch)
    .where(numbering.c.outlet == bindparam("outlet"))
    .distinct()
    .order_by(numbering.c.origin, numbering.c.epoch)
)
_last = at_most(
    select(journal.c.seq, journal.c.hash)
    .where(
        journal.c.origin == bindparam("origin"),
        journal.c.epoch == bindparam("epoch"),
        journal.c.business_date <= bindparam("until"),
    )
    .order_by(journal.c.seq.desc()),
    1,
)


def month_heads(database: Database, outlet: str, month: str) -> tuple[ChainHead, ...]:
    """Return the last document up to a month's end of every chain that ever wrote for the outlet."""
    until = month_range(month).end.isoformat()
    heads: list[ChainHead] = []
    with database.reading() as connection:
        for origin, epoch in connection.execute(_writers, {"outlet": outlet}).all():
            found = connection.execute(_last, {"origin": origin, "epoch": epoch, "until": until}).first()
            if found is not None:
                heads.append(ChainHead(origin=origin, epoch=epoch, seq=found.seq, hash=found.hash.hex()))
    return tuple(heads)


# ----------------------------------------------------------------------------------------------- the report's clock

_KINDS = (MonthClosed, ReportSent, ReportReceived, ReportGiven)
_steps = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind.in_([kind.__name__ for kind in _KINDS]))
    .order_by(revisions.c.pos)
)
_first = at_most(select(journal.c.posted_at).order_by(journal.c.pos), 1)
_first_shift = select(func.min(outlet_days.c.business_date)).where(outlet_days.c.opened > 0)
_told = select(revisions.c.code).where(revisions.c.kind == ReportSent.__name__)


def month_state(database: Database, outlet: str, month: str, *, today: date) -> MonthState | None:
    """Return how far the report of a month of an outlet is; None for an outlet that nobody knows."""
    life = lives(database).get(outlet)
    if life is None:
        return None
    return _state(life, month, today, _documents(database).get((outlet, month), {}), since=_began(database))


def month_states(database: Database, *, today: date, outlet: str | None = None, since: str = "") -> list[MonthState]:
    """Return every month of every outlet (or of one) that had begun, up to the running one, the newest first.

    ``since`` is the first month that is wanted ("2026-01").
    """
    with database.reading():
        steps, began = _documents(database), _began(database)
        known = [life for code, life in lives(database).items() if outlet in {None, code}]
    states = [
        _state(life, month, today, steps.get((life.outlet.code, month), {}), since=began)
        for life in known
        for month in months_of(life, today)
        if month >= since
    ]
    main = {life.outlet.code for life in known if life.outlet.main}
    by_place = sorted(states, key=lambda one: (one.outlet not in main, one.name.casefold(), one.outlet))
    return sorted(by_place, key=lambda one: one.month, reverse=True)


def months_of(life: Life, today: date) -> Iterator[str]:
    """Return the months in which an outlet has something to say, from its first to the running one or its last."""
    if life.began is None:
        return
    month, last = month_of_day(life.began), month_of_day(min(life.ended or today, today))
    while month <= last:
        yield month
        month = next_month(month)


def overdue(database: Database, *, today: date, outlet: str | None = None) -> list[MonthState]:
    """Return the reports that should have been sent and were not, the oldest first. Reads no document of a month."""
    with database.reading() as connection:
        sent = set(connection.execute(_told).scalars())
        began = _began(database)
        known = [life for code, life in lives(database).items() if outlet in {None, code}]
    late: list[MonthState] = []
    for life in known:
        for month in months_of(life, today):
            state = _state(life, month, today, {}, since=began)
            if state.overdue and f"{life.outlet.code}/{month}" not in sent:
                late.append(state)
    return sorted(late, key=lambda one: (one.month, one.outlet))


def _began(database: Database) -> str:
    """Return the month in which these books were begun: nobody owes a report of a time that was only typed in later.

    A shift is opened on its own day, whatever day the first document is of.
    """
    with database.reading() as connection:
        days = [connection.execute(statement).scalar() for statement in (_first, _first_shift)]
    return min((str(day)[:7] for day in days if day), default="")


class _Step(NamedTuple):
    """The last document of a step of a report; ``on`` is the day of the first: a file sent again was not sent later."""

    document: Document
    number: str
    on: date


_Steps = Mapping[type[Document], _Step]


def _documents(database: Database) -> dict[tuple[str, str], dict[type[Document], _Step]]:
    """Return the steps of each report, by outlet and month."""
    found: dict[tuple[str, str], dict[type[Document], _Step]] = defaultdict(dict)
    for row in plain(database, _steps):
        document: Any = document_of(row)
        steps = found[document.outlet, document.month]
        earlier = steps.get(type(document))
        steps[type(document)] = _Step(document, row["number"], earlier.on if earlier else document.business_date)
    return found


def _state(life: Life, month: str, today: date, steps: _Steps, *, since: str) -> MonthState:
    def step(kind: type[Document]) -> tuple[UUID | None, date | None]:
        found = steps.get(kind)
        return (found.document.id, found.on) if found else (None, None)

    outlet = life.outlet
    closing, receipt = steps.get(MonthClosed), steps.get(ReportReceived)
    (closed, closed_on), (sent, sent_on) = step(MonthClosed), step(ReportSent)
    (received, received_on), (given, given_on) = step(ReportReceived), step(ReportGiven)
    return MonthState(
        outlet=outlet.code,
        name=outlet.name,
        month=month,
        today=today,
        due=due_date(month, outlet.report_day) if month >= since else None,
        to=outlet.report_to,
        closed=closed,
        closed_on=closed_on,
        closed_number=closing.number if closing else "",
        sent=sent,
        sent_on=sent_on,
        received=received,
        received_on=received_on,
        findings=receipt.document.findings if receipt and isinstance(receipt.document, ReportReceived) else 0,
        given=given,
        given_on=given_on,
        figures=closing.document.figures if closing and isinstance(closing.document, MonthClosed) else None,
    )
