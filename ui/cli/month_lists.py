"""Rows of a month for the command line: scorecards, what is worth a look, reports that are late, whose the money is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.documents import MessageKind
from gallery_pos.language import tr
from gallery_pos.periods import Period, month_of
from gallery_pos.scorecard import RULES, Grade, Measure

if TYPE_CHECKING:
    from db.queries.match_items import ItemRow
    from db.queries.owing import OwedThen
    from db.queries.standing import IdleRow, Standing, StillRow
    from db.queries.treasury import Held
    from ui.cli.month import MonthListed
    from ui.gallery import Gallery


class ScoreListed(msgspec.Struct, frozen=True):
    """A figure of an outlet: ``score`` in tenths of days or basis points, ``told`` in words; None where ``whole`` is 0."""

    outlet: str
    name: str
    measure: Measure
    title: str
    told: str
    score: int | None
    part: int
    whole: int
    grade: Grade


class WaitingListed(msgspec.Struct, frozen=True):
    """A document that moved money on an account and was not found in its file yet."""

    account: str
    day: date
    number: str
    amount: int
    reference: str
    detail: str
    user: str


class NewsListed(msgspec.Struct, frozen=True):
    """Something that a maker should be told and was not."""

    kind: MessageKind
    consignor: str
    business_name: str
    note: str


def usual_span(gallery: Gallery) -> Period:
    """Return the days that are listed when nobody names a month: the month before, and this one until today."""
    today = gallery.desk().today()
    first = month_of(today).start
    return Period(month_of(date.fromordinal(first.toordinal() - 1)).start, today)


def list_scorecards(gallery: Gallery, span: Period) -> list[ScoreListed]:
    """Return each figure of each outlet."""
    from db.queries.scoring import scorecards

    today = gallery.desk().today()
    rows = scorecards(
        gallery.database, since=span.start, until=span.end, today=today, standing=_standing(gallery, span)
    )
    return [
        ScoreListed(
            row.outlet,
            row.name,
            one.measure,
            tr(RULES[one.measure].title),
            one.words,
            one.value,
            one.part,
            one.whole,
            one.grade,
        )
        for row in rows
        for one in row.scores
    ]


def _of_database(path: str) -> Callable[[Gallery, Period], Sequence[msgspec.Struct]]:
    """Return what lists a span by the query ``module:name`` of db.queries, which is loaded when it is asked."""
    module, _, name = path.partition(":")

    def read(gallery: Gallery, span: Period) -> Sequence[msgspec.Struct]:
        query = getattr(import_module(f"db.queries.{module}"), name)
        rows: Sequence[msgspec.Struct] = query(gallery.database, since=span.start, until=span.end)
        return rows

    return read


def list_still(gallery: Gallery, span: Period) -> list[StillRow]:
    """Return the goods of which nothing sold."""
    return _standing(gallery, span).still


def list_idle(gallery: Gallery, span: Period) -> list[IdleRow]:
    """Return the makers with goods on a shelf who sold nothing."""
    return _standing(gallery, span).idle


def list_owed(gallery: Gallery, span: Period) -> list[OwedThen]:
    """Return what makers were owed at the end of the last day."""
    from db.queries.owing import owed_on

    return owed_on(gallery.database, span.end)


def list_late(gallery: Gallery) -> list[MonthListed]:
    """Return the months whose report is late, the newest first."""
    from ui.cli.month import list_months

    return [row for row in list_months(gallery) if row.late_days and row.sent_on is None]


def list_places(gallery: Gallery) -> Sequence[Held]:
    """Return where the money is today, and whose it is."""
    from db.queries.treasury import treasury

    return treasury(gallery.database, on=gallery.desk().today()).places


def list_waiting(gallery: Gallery) -> list[WaitingListed]:
    """Return what waits to be found in a file of the bank or of QRIS."""
    from db.queries.match_items import list_items
    from gallery_pos.services.matching import FILED

    return [_waiting(account.value, row) for account in FILED for row in list_items(gallery.database, account)]


def _waiting(account: str, row: ItemRow) -> WaitingListed:
    return WaitingListed(account, row.day, row.number, row.amount, row.reference, row.detail, row.user)


def list_news(gallery: Gallery) -> list[NewsListed]:
    """Return who should be told what and was not, kind by kind."""
    from ui.news.collecting import collect
    from ui.news.item import usual_day

    today = gallery.desk().today()
    return [
        NewsListed(kind, news.subject.consignor, news.business_name, news.note)
        for kind in MessageKind
        for news in collect(gallery, kind, usual_day(kind, today))
        if news.told is None
    ]


def _standing(gallery: Gallery, span: Period) -> Standing:
    from db.queries.standing import standing

    return standing(gallery.database, since=span.start, until=span.end)


OF_SPAN: dict[str, Callable[[Gallery, Period], Sequence[msgspec.Struct]]] = {
    "shifts": _of_database("shifts:list_shifts"),
    "held": _of_database("held:held"),
    "owed": list_owed,
    "scorecards": list_scorecards,
    "overrides": _of_database("watched:list_overrides"),
    "corrections": _of_database("corrections:list_corrections"),
    "undone": _of_database("watched:list_undone"),
    "copies": _of_database("watched:list_copies"),
    "idle": list_idle,
    "still": list_still,
}
"""The kinds that are of a span of days, and how they are read."""

OF_TODAY: dict[str, Callable[[Gallery], Sequence[msgspec.Struct]]] = {
    "late": list_late,
    "places": list_places,
    "waiting": list_waiting,
    "news": list_news,
}
"""The kinds that are of today."""

SHOWN = {
    "shifts": "number business_date outlet user opening_float sales_count sales cash_in cash_out payouts expected counted"
    " difference closed_number",
    "held": "account opening sold other closing told_in told_out waiting",
    "owed": "consignor business_name since balance unpaid days_30 days_60 days_90 older",
    "scorecards": "outlet name title told part whole grade",
    "overrides": "kind business_date number outlet goods amount user approver reason",
    "corrections": "kind business_date number outlet about amount user approver cause reason",
    "undone": "kind business_date number sale outlet pieces total user approver reason",
    "copies": "business_date number outlet user copies drawer_opened",
    "idle": "consignor business_name district size_class products on_hand value last_sale",
    "still": "outlet product name business_name category since on_hand price value",
    "late": "month outlet name report due_on late_days closed_on net",
    "places": "account there makers gallery",
    "waiting": "account day number amount reference detail user",
    "news": "kind consignor business_name note",
}
"""What people see of each."""
