"""The report of a month as an obligation with a clock: when it is due, how far it is, how late. Pure rules."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count, format_month
from gallery_pos.language import tr
from gallery_pos.periods import month_range

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import MonthFigures


class ReportState(StrEnum):
    """How far the report of a month is."""

    RUNNING = "running"
    """The month is not over."""
    OPEN = "open"
    """The month is over and not closed."""
    DRAFT = "draft"
    """Closed: the figures stand, nobody has them yet."""
    SENT = "sent"
    RECEIVED = "received"
    GIVEN = "given"
    """The Dinas has it and the makers have their statements."""


WAITING = frozenset({ReportState.OPEN, ReportState.DRAFT})
"""Nobody outside the outlet has the report."""


@dataclass(frozen=True, slots=True)
class MonthState:
    """How far the report of one outlet and month is.

    ``due`` is None where no report is asked for. ``closed``, ``sent``, ``received`` and ``given`` are the documents that
    say so, with their days under ``…_on``; ``figures`` are those of the closing.
    """

    outlet: str
    name: str
    month: str
    today: date
    due: date | None
    to: str = ""
    closed: UUID | None = None
    closed_on: date | None = None
    closed_number: str = ""
    sent: UUID | None = None
    sent_on: date | None = None
    received: UUID | None = None
    received_on: date | None = None
    findings: int = 0
    given: UUID | None = None
    given_on: date | None = None
    figures: MonthFigures | None = None

    @property
    def state(self) -> ReportState:
        """The furthest step; that makers have their statements counts once the Dinas has the report."""
        if self.closed is None:
            return ReportState.OPEN if self.today > month_range(self.month).end else ReportState.RUNNING
        if self.sent is None:
            return ReportState.DRAFT
        if self.received is None:
            return ReportState.SENT
        return ReportState.GIVEN if self.given is not None else ReportState.RECEIVED

    @property
    def late_days(self) -> int:
        """Days past the due date, until today or until it was sent; 0 where it is or was in time."""
        if self.due is None or self.state is ReportState.RUNNING:
            return 0
        return max(((self.sent_on or self.today) - self.due).days, 0)

    @property
    def overdue(self) -> bool:
        """Whether it should have been sent and was not."""
        return self.state in WAITING and self.late_days > 0

    @property
    def notice(self) -> str:
        """What stands on every paper while it is overdue: "Laporan Mei 2026 belum disampaikan, 12 hari"; else ""."""
        return late_words(self.month, self.late_days) if self.overdue else ""


def late_words(month: str, days: int) -> str:
    """Return in words that the report of a month ("2026-05") is late by so many days."""
    sentence = tr("Laporan {month} belum disampaikan, {days} hari")
    return sentence.format(month=format_month(month_range(month).start), days=format_count(days))


def due_date(month: str, report_day: int) -> date | None:
    """Return the day of the next month on which a month's report is due, its last day at most; None for day 0."""
    if report_day < 1:
        return None
    start = month_range(month).end + timedelta(days=1)
    return start.replace(day=min(report_day, calendar.monthrange(start.year, start.month)[1]))


def month_of_day(day: date) -> str:
    """Return the month that a day is in: "2026-10"."""
    return f"{day:%Y-%m}"


def next_month(month: str) -> str:
    """Return the month after one."""
    return month_of_day(month_range(month).end + timedelta(days=1))


def previous_month(month: str) -> str:
    """Return the month before one."""
    return month_of_day(month_range(month).start - timedelta(days=1))
