"""What the books have of a month of one outlet: its days, what is still open, what was closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import BigInteger, and_, bindparam, cast, exists, func, or_, select

from db.canonical import document_of
from db.projections.lines import REFUNDED, SOLD
from db.queries.matching import is_paid_out, state_of
from db.queries.rows import as_day, plain, total
from db.tables.days import outlet_days
from db.tables.facts import journal
from db.tables.goods import transit
from db.tables.money import lines, payouts, sales, shifts, statements
from db.tables.records import consignors, outlets, revisions
from db.tables.takings import takings
from gallery_pos.documents import DayDeclaredShut, Holding, MonthClosed, OutletRevised
from gallery_pos.months import MonthFacts, Named, Traded
from gallery_pos.periods import month_range
from gallery_pos.report_clock import previous_month

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.engine import Database
    from gallery_pos.documents import Document
    from gallery_pos.periods import Period


class Life(msgspec.Struct, frozen=True):
    """An outlet's time: ``began`` with its first goods, shift, visit or sale; ``ended`` where it is closed or an event over."""

    outlet: OutletRevised
    began: date | None
    ended: date | None


_outlets = select(journal).join(outlets, outlets.c.pos == journal.c.pos).order_by(outlets.c.code)
_revised = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == OutletRevised.__name__, revisions.c.code == bindparam("code"))
    .order_by(revisions.c.pos.desc())
)
_alive = or_(outlet_days.c.received > 0, outlet_days.c.opened > 0, outlet_days.c.visits > 0)
_seen = select(outlet_days.c.outlet, func.min(outlet_days.c.business_date)).where(_alive).group_by(outlet_days.c.outlet)
_sold = select(takings.c.outlet, func.min(takings.c.business_date)).group_by(takings.c.outlet)


def lives(database: Database) -> dict[str, Life]:
    """Return every outlet with its time, by code."""
    began: dict[str, date] = {}
    with database.reading() as connection:
        for statement in (_seen, _sold):
            for outlet, first in connection.execute(statement):
                day = date.fromisoformat(first)
                began[outlet] = min(began.get(outlet, day), day)
        records = [_outlet(row) for row in plain(database, _outlets)]
        return {one.code: _life(database, one, began.get(one.code)) for one in records}


def _outlet(row: Mapping[str, Any]) -> OutletRevised:
    document = document_of(dict(row))
    if not isinstance(document, OutletRevised):
        raise TypeError(document.kind)
    return document


def _life(database: Database, outlet: OutletRevised, began: date | None) -> Life:
    ended = outlet.ends
    if not outlet.active:
        since = None
        for row in plain(database, _revised, code=outlet.code):
            earlier = _outlet(row)
            if earlier.active:
                break
            since = earlier.business_date
        ended = min(day for day in (ended, since) if day is not None)
    if began is not None and outlet.starts is not None:
        began = max(began, outlet.starts)
    return Life(outlet, began, ended)


_span: tuple[Any, Any] = (bindparam("since"), bindparam("until"))
_traded = (
    select(
        takings.c.business_date,
        total(takings.c.sales + takings.c.refunds).label("receipts"),
        total(takings.c.gross - takings.c.discount).label("net"),
        total(takings.c.tunai).label("cash"),
    )
    .where(takings.c.outlet == bindparam("outlet"), takings.c.business_date.between(*_span))
    .group_by(takings.c.business_date)
)
_shown = select(outlet_days).where(
    outlet_days.c.outlet == bindparam("outlet"), outlet_days.c.business_date >= bindparam("since")
)
_unclosed = (
    select(shifts.c.number, shifts.c.business_date, shifts.c.id)
    .where(
        shifts.c.outlet == bindparam("outlet"),
        shifts.c.closed_pos.is_(None),
        shifts.c.business_date <= bindparam("until"),
    )
    .order_by(shifts.c.opened_pos)
)
_ended = revisions.alias()
_uncounted = (
    select(journal.c.number, journal.c.business_date, journal.c.id)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(
        revisions.c.kind == "StocktakeStarted",
        journal.c.outlet == bindparam("outlet"),
        journal.c.business_date <= bindparam("until"),
        ~exists().where(
            _ended.c.kind.in_(["StocktakePosted", "StocktakeCancelled"]), _ended.c.code == revisions.c.code
        ),
    )
    .order_by(journal.c.pos)
)
_on_the_way = (
    select(journal.c.number, transit.c.sent_on.label("business_date"), journal.c.id)
    .join(journal, journal.c.id == transit.c.sent)
    .where(
        transit.c.quantity > transit.c.arrived + transit.c.lost,
        or_(transit.c.source == bindparam("outlet"), transit.c.target == bindparam("outlet")),
        transit.c.sent_on <= bindparam("until"),
    )
    .distinct()
    .order_by(transit.c.sent_on, journal.c.number)
)
_unreported = (
    select(cast(func.count(), BigInteger))
    .select_from(consignors)
    .where(
        exists().where(
            lines.c.statement.is_(None),
            lines.c.consignor == consignors.c.code,
            lines.c.movement.in_([SOLD, REFUNDED]),
            lines.c.business_date <= bindparam("until"),
            lines.c.outlet == bindparam("outlet"),
        )
    )
)
"""Makers one by one, each up to the first line that waits: far fewer than lines."""
_declared = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == DayDeclaredShut.__name__, revisions.c.code.in_(bindparam("codes", expanding=True)))
    .order_by(revisions.c.pos)
)
_all_declared = (
    select(revisions.c.code, func.max(revisions.c.pos))
    .where(revisions.c.kind == DayDeclaredShut.__name__)
    .group_by(revisions.c.code)
)
_at = select(journal).where(journal.c.pos == bindparam("pos"))
_closings = select(journal.c.id, revisions.c.code).join(revisions, revisions.c.pos == journal.c.pos)
_closings = _closings.where(
    revisions.c.kind == MonthClosed.__name__, revisions.c.code.in_(bindparam("codes", expanding=True))
)
_of_kind = (
    select(journal)
    .join(revisions, revisions.c.pos == journal.c.pos)
    .where(revisions.c.kind == bindparam("kind"), journal.c.business_date <= bindparam("until"))
    .order_by(journal.c.pos)
)


def month_facts(database: Database, life: Life, month: str) -> MonthFacts:
    """Return what the books have of a month ("2026-10") of an outlet."""
    code, main = life.outlet.code, life.outlet.main
    period = month_range(month)
    span = {"since": period.start.isoformat(), "until": period.end.isoformat()}
    here = {"outlet": code, **span}
    with database.reading() as connection:
        traded = {as_day(row["business_date"]): row for row in plain(database, _traded, **here)}
        shown = [(date.fromisoformat(row["business_date"]), row) for row in plain(database, _shown, **here)]
        before = f"{code}/{previous_month(month)}"
        closed = {
            row.code: UUID(bytes=row.id)
            for row in connection.execute(_closings, {"codes": [f"{code}/{month}", before]})
        }
        beyond = _of_the_gallery(database, period, span) if main else {}
        return MonthFacts(
            outlet=code,
            name=life.outlet.name,
            month=month,
            attended=life.outlet.attended,
            main=main,
            began=life.began,
            ended=life.ended,
            traded={day: Traded(row["receipts"], row["net"]) for day, row in traded.items() if day and row["receipts"]},
            opened=frozenset(day for day, row in shown if row["opened"] > 0 and day in period),
            visits=tuple(sorted(day for day, row in shown if row["visits"] > 0)),
            shut=_shut(database, code, period),
            open_shifts=_named(database, _unclosed, here),
            open_counts=_named(database, _uncounted, here),
            counted=sum(row["counted"] for day, row in shown if day in period),
            transit=_named(database, _on_the_way, here),
            unreported=int(connection.execute(_unreported, here).scalar_one()),
            overrides=sum(
                one.outlet == code and one.business_date in period
                for one in documents_of(database, "GateOverridden", period.end)
            ),
            closed=closed.get(f"{code}/{month}"),
            previous=closed.get(before),
            **beyond,
        )


def _named(database: Database, statement: Any, values: Mapping[str, Any]) -> tuple[Named, ...]:
    wanted = {name: values[name] for name in ("outlet", "until")}
    return tuple(
        Named(row["number"], date.fromisoformat(row["business_date"]), UUID(bytes=row["id"]))
        for row in plain(database, statement, **wanted)
    )


def _shut(database: Database, outlet: str, period: Period) -> dict[date, str]:
    """Return the days that are declared shut, with their reasons; the last word about a day counts."""
    days = (period.start.replace(day=number) for number in range(1, period.end.day + 1))
    shut: dict[date, str] = {}
    for row in plain(database, _declared, codes=[f"{outlet}/{day}" for day in days]):
        said = document_of(row)
        if not isinstance(said, DayDeclaredShut):
            raise TypeError(said.kind)
        shut.pop(said.day, None)
        if not said.withdrawn:
            shut[said.day] = said.reason
    return shut


def shut_days(database: Database, since: date, until: date) -> set[tuple[str, str]]:
    """Return outlet and day (ISO 8601) of what is declared shut within a span of days."""
    said: dict[tuple[str, str], int] = {}
    with database.reading() as connection:
        for code, pos in connection.execute(_all_declared):
            outlet, _, day = code.rpartition("/")
            if since.isoformat() <= day <= until.isoformat():
                said[outlet, day] = pos
    withdrawn = {place for place, pos in said.items() if _is_withdrawn(database, pos)}
    return said.keys() - withdrawn


def _is_withdrawn(database: Database, pos: int) -> bool:
    (row,) = plain(database, _at, pos=pos)
    document = document_of(row)
    return isinstance(document, DayDeclaredShut) and document.withdrawn


def documents_of(database: Database, kind: str, until: date) -> list[Document]:
    """Return the documents of a kind of which there are few, up to a business date, in the order they were written."""
    return [document_of(row) for row in plain(database, _of_kind, kind=kind, until=until.isoformat())]


# ---------------------------------------------------------------------------------------------- the whole gallery

_last_issued = (
    select(statements.c.consignor, func.max(statements.c.pos).label("pos"))
    .where(statements.c.until <= bindparam("until"))
    .group_by(statements.c.consignor)
    .subquery()
)
_left = (
    statements.c.closing
    - select(total(payouts.c.amount))
    .where(
        payouts.c.consignor == statements.c.consignor, payouts.c.pos > statements.c.pos, payouts.c.reversed.is_(None)
    )
    .scalar_subquery()
)
_unpaid = (
    select(cast(func.count(), BigInteger))
    .select_from(statements)
    .join(_last_issued, _last_issued.c.pos == statements.c.pos)
    .where(statements.c.closing > 0, _left > 0)
)
_unacknowledged = select(cast(func.count(), BigInteger)).where(
    payouts.c.acknowledged.is_(None),
    payouts.c.reversed.is_(None),
    payouts.c.amount > 0,
    payouts.c.business_date <= bindparam("until"),
)
_answers = revisions.alias()
_disputes = (
    select(cast(func.count(), BigInteger))
    .select_from(revisions)
    .join(journal, journal.c.pos == revisions.c.pos)
    .where(
        revisions.c.kind == "DisputeOpened",
        journal.c.business_date <= bindparam("until"),
        ~exists().where(_answers.c.kind == "DisputeAnswered", _answers.c.code == revisions.c.code),
    )
)
_in_span = takings.c.business_date.between(*_span)
_cash = select(total(takings.c.tunai)).where(_in_span)
_by_qris = select(sales.c.id).where(and_(sales.c.business_date.between(*_span), sales.c.qris > 0))


def _of_the_gallery(database: Database, period: Period, span: Mapping[str, str]) -> dict[str, int]:
    """Return what stands with the main outlet: makers and money of the whole gallery."""
    until = {"until": span["until"]}
    with database.reading() as connection:
        found = {
            name: int(connection.execute(statement, values).scalar_one())
            for name, statement, values in (
                ("unpaid", _unpaid, until),
                ("unacknowledged", _unacknowledged, until),
                ("disputes", _disputes, until),
                ("cash", _cash, span),
            )
        }
        paid_by_qris = [row[0] for row in connection.execute(_by_qris, span)]
    moved = documents_of(database, "MoneyMoved", period.end)
    found["deposits"] = sum(_is_deposit(one, period) for one in moved)
    state = state_of(database) if paid_by_qris else None
    found["unmatched"] = sum(not is_paid_out(state, Holding.QRIS, UUID(bytes=sale)) for sale in paid_by_qris if state)
    return found


def _is_deposit(document: Document, period: Period) -> bool:
    return document.business_date in period and getattr(document, "target", "") == "bank"
