"""Days, months and settlement periods. A business date is the outlet's local day; moments are UTC."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gallery_pos.documents import SettlementPeriod
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable

_WEEK = 7
_A_MONDAY = date(2024, 1, 1)
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of business dates, first and last day included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


def business_date(moment: datetime, timezone: str) -> date:
    """Return the local day of a moment in an outlet's zone ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura").

    Raises ValueError for a moment without a zone of its own: guessing would put late sales on the wrong day.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(ZoneInfo(timezone)).date()


def month_of(day: date) -> Period:
    """Return the calendar month that ``day`` is in."""
    return Period(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def month_range(text: str) -> Period:
    """Return the calendar month that is written "2026-10". Raises Unreadable for anything else."""
    match = _MONTH.fullmatch(text.strip())
    if match is None or match[1] == "0000":
        raise Unreadable(tr("bulan ditulis tahun-bulan, misalnya 2026-10"))
    return month_of(date(int(match[1]), int(match[2]), 1))


def period_containing(day: date, settlement: SettlementPeriod, *, agreed: date | None = None) -> Period:
    """Return the settlement period that ``day`` is in.

    Weeks run from Monday to Sunday; pairs of weeks are counted from the week in which the terms were ``agreed``. By
    date means that any day may be a cut-off, so each day is a period of its own.
    """
    if settlement is SettlementPeriod.BY_DATE:
        return Period(day, day)
    if settlement is SettlementPeriod.MONTHLY:
        return month_of(day)
    length = _WEEK if settlement is SettlementPeriod.WEEKLY else 2 * _WEEK
    anchor = agreed or _A_MONDAY
    since_monday = (day - anchor).days + anchor.weekday()
    start = day - timedelta(days=since_monday % length)
    return Period(start, start + timedelta(days=length - 1))


def previous_cut_off(day: date, settlement: SettlementPeriod, *, agreed: date | None = None) -> date:
    """Return the last day of the period that ended before the one ``day`` is in: what is due for settling on ``day``."""
    return period_containing(day, settlement, agreed=agreed).start - _ONE_DAY


def is_due(until: date, settlement: SettlementPeriod, *, agreed: date | None, told: date | None) -> bool:
    """Tell whether a period has ended by ``until`` that no statement reaches to; ``told`` is where the last one ended."""
    return told is None or previous_cut_off(until + _ONE_DAY, settlement, agreed=agreed) > told
