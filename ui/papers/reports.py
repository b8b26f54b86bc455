"""A span of days as one set of figures: what the report screen shows and what leaves as a file."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from db.queries import corrections, held, moving, owing, reports, scoring, shifts, sold_by, standing, variances, watched
from db.queries.compared import MonthRow
from db.queries.corrections import CorrectionRow
from db.queries.disputes import DisputeRow, disputes_between
from db.queries.held import HeldRow
from db.queries.months import month_states
from db.queries.moving import VisitRow
from db.queries.owing import OwedThen
from db.queries.papers import PassedRow, passed_without
from db.queries.reports import BuyerRow, MethodRow, MissingDay, Totals, TradeRow
from db.queries.scoring import ScoreRow
from db.queries.shifts import ShiftRow
from db.queries.sold_by import ReachRow
from db.queries.standing import IdleRow, StillRow
from db.queries.variances import VarianceRow
from db.queries.watched import CopiesRow, OverrideRow, UndoneRow
from gallery_pos.report_clock import month_of_day
from ui.papers.glance import glance_of

if TYPE_CHECKING:
    from db.engine import Database


class LateRow(msgspec.Struct, frozen=True):
    """How far the report of a month ("2026-10") of an outlet is; ``late_days`` past its due date."""

    outlet: str
    name: str
    month: str
    state: str
    due: date | None
    sent_on: date | None
    late_days: int
    overdue: bool


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a span of days; ``outlet`` "" is all of them together. Amounts are rupiah."""

    since: date
    until: date
    outlet: str
    totals: Totals
    by_day: list[TradeRow]
    by_outlet: list[TradeRow]
    by_category: list[TradeRow]
    by_consignor: list[TradeRow]
    by_size_class: list[TradeRow]
    by_method: list[MethodRow]
    by_buyer: list[BuyerRow]
    owed: list[OwedThen]
    days_without_closing: list[MissingDay]
    passed_without_papers: list[PassedRow]
    by_product: list[TradeRow]
    by_district: list[TradeRow]
    by_channel: list[TradeRow]
    by_way: list[TradeRow]
    before_since: date
    before_until: date
    before: Totals
    months: list[MonthRow]
    money: list[HeldRow]
    shifts: list[ShiftRow]
    visits: list[VisitRow]
    variances: list[VarianceRow]
    overrides: list[OverrideRow]
    undone: list[UndoneRow]
    copies: list[CopiesRow]
    corrections: list[CorrectionRow]
    questions: list[DisputeRow]
    reached_by_class: list[ReachRow]
    reached_by_district: list[ReachRow]
    idle_makers: list[IdleRow]
    still_goods: list[StillRow]
    late: list[LateRow]
    scorecards: list[ScoreRow]


def report_of(database: Database, *, since: date, until: date, today: date, outlet: str | None = None) -> Report:
    """Return the report of the days from ``since`` to ``until``, both included, in one state of the database.

    A day that has not ended by ``today`` misses no closing yet. What was owed and what was on the shelves is as of the
    end of the span; how far reports are is as of ``today``.
    """
    span: dict[str, Any] = {"since": since, "until": until, "outlet": outlet}
    with database.reading():
        first = glance_of(database, today=today, **span)
        sums = sold_by.sold(database, **span)
        shelves = standing.standing(database, **span)
        by_class, by_district = sold_by.reached(database, sums, {one.consignor for one in shelves.shelves})
        by_channel, by_way = reports.channels(database, **span)
        return Report(
            since=since,
            until=until,
            outlet=outlet or "",
            totals=first.totals,
            by_day=first.by_day,
            by_outlet=first.by_outlet,
            by_category=sums.by_category,
            by_consignor=sums.by_consignor,
            by_size_class=sums.by_size_class,
            by_method=first.by_method,
            by_buyer=reports.buyers(database, **span),
            owed=owing.owed_on(database, until),
            days_without_closing=first.missing,
            passed_without_papers=passed_without(database, **span),
            by_product=sums.by_product,
            by_district=sums.by_district,
            by_channel=by_channel,
            by_way=by_way,
            before_since=first.before_since,
            before_until=first.before_until,
            before=first.before,
            months=first.months,
            money=held.held(database, **span),
            shifts=shifts.list_shifts(database, **span),
            visits=moving.list_visits(database, **span),
            variances=variances.list_variances(database, **span),
            overrides=watched.list_overrides(database, **span),
            undone=watched.list_undone(database, **span),
            copies=watched.list_copies(database, **span),
            corrections=corrections.list_corrections(database, **span),
            questions=[] if outlet else disputes_between(database, since, until),
            reached_by_class=by_class,
            reached_by_district=by_district,
            idle_makers=shelves.idle,
            still_goods=shelves.still,
            late=_late(database, until, today, outlet),
            scorecards=scoring.scorecards(database, today=today, standing=shelves, **span),
        )


def digest(report: Report) -> bytes:
    """Return the SHA-256 of the figures: the same figures give the same code on every paper."""
    return hashlib.sha256(msgspec.json.encode(report)).digest()


def _late(database: Database, until: date, today: date, outlet: str | None) -> list[LateRow]:
    """Return the reports of the last month of the span, and those before it that are overdue, the latest first."""
    last = month_of_day(until)
    rows = [
        LateRow(one.outlet, one.name, one.month, one.state.value, one.due, one.sent_on, one.late_days, one.overdue)
        for one in month_states(database, today=today, outlet=outlet)
        if one.month == last or (one.month < last and one.overdue)
    ]
    return sorted(rows, key=lambda row: (-row.late_days if row.overdue else 1, row.month, row.name))
