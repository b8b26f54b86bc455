"""A month of one outlet: what each of its days says, and the list of what must hold before it is closed. Pure rules.

No day is silent: it was sold on, opened without a sale, declared shut, or it is a gap. At an outlet without an attendant
a visit speaks for the days since the visit before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from gallery_pos.periods import Period, month_range

LONG_ON_THE_WAY = 7
"""Days after which goods between two outlets are long on their way."""

_ONE_DAY = timedelta(days=1)


class DayState(StrEnum):
    """What a day of an outlet says."""

    SOLD = "sold"
    ZERO = "zero"
    """Opened and closed without a sale."""
    OPEN = "open"
    """Opened, nothing sold, and the shift was never closed."""
    SHUT = "shut"
    VISITED = "visited"
    """At an outlet without an attendant: a later visit speaks for it."""
    GAP = "gap"
    FUTURE = "future"
    """Not over yet; at an outlet without an attendant also what the next visit in a running month will tell."""
    OUTSIDE = "outside"
    """Before the outlet began, after it ended, or outside an event's days: nothing is expected of it."""


SILENT = frozenset({DayState.GAP, DayState.OPEN})
"""States that keep a month from being closed."""


class Named(NamedTuple):
    """A document that is still open: its number and its day."""

    number: str
    day: date
    id: UUID


class Traded(NamedTuple):
    """Receipts of a day, and their value less refunds in rupiah."""

    receipts: int
    net: int


class Day(NamedTuple):
    """A day of a month: its state, receipts and their net value in rupiah; ``note`` is the reason why it was shut."""

    day: date
    state: DayState
    receipts: int = 0
    net: int = 0
    note: str = ""
    visit: date | None = None


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """What the books have of a month of one outlet.

    ``began`` and ``ended`` are the first and the last day on which the outlet has to say anything, None where it never
    began or goes on. ``shut`` has the days declared shut with their reasons. What concerns money and makers beyond this
    outlet (``unpaid``, ``unacknowledged``, ``disputes``, ``unmatched``, ``cash``, ``deposits``) is read with the main
    outlet only. ``closed`` and ``previous`` are the closings of this month and of the one before.
    """

    outlet: str
    name: str
    month: str
    attended: bool
    main: bool
    began: date | None
    ended: date | None
    traded: Mapping[date, Traded]
    opened: frozenset[date]
    visits: tuple[date, ...]
    shut: Mapping[date, str]
    open_shifts: tuple[Named, ...] = ()
    open_counts: tuple[Named, ...] = ()
    counted: int = 0
    transit: tuple[Named, ...] = ()
    unreported: int = 0
    unpaid: int = 0
    unacknowledged: int = 0
    disputes: int = 0
    unmatched: int = 0
    cash: int = 0
    deposits: int = 0
    overrides: int = 0
    closed: UUID | None = None
    previous: UUID | None = None

    @property
    def period(self) -> Period:
        """The days of the month."""
        return month_range(self.month)

    @property
    def concerns(self) -> bool:
        """Whether the outlet has anything to say about this month: it had begun, and had not ended before."""
        began, ended, period = self.began, self.ended, self.period
        return began is not None and began <= period.end and (ended is None or ended >= period.start)


def days_of(facts: MonthFacts, today: date) -> tuple[Day, ...]:
    """Return what each day of the month says, as it is known on ``today``."""
    period = facts.period
    visits = None if facts.attended else _Visits(facts.visits)
    unclosed = {shift.day for shift in facts.open_shifts}
    made: list[Day] = []
    day = period.start
    while day <= period.end:
        made.append(_day(facts, day, today, visits, open_shift=day in unclosed))
        day += _ONE_DAY
    return tuple(made)


class _Visits:
    """The days of visits, to find the one that speaks for a day."""

    def __init__(self, visits: Sequence[date]) -> None:
        self._visits = sorted(visits)

    def after(self, day: date) -> date | None:
        """Return the first visit on this day or after it."""
        return next((visit for visit in self._visits if visit >= day), None)


def _day(facts: MonthFacts, day: date, today: date, visits: _Visits | None, *, open_shift: bool) -> Day:
    traded = facts.traded.get(day)
    if traded is not None:
        return Day(day, DayState.SOLD, traded.receipts, traded.net)
    if day in facts.shut:
        return Day(day, DayState.SHUT, note=facts.shut[day])
    visit = visits.after(day) if visits else None
    return Day(day, _quiet(facts, day, today, visit, open_shift=open_shift), visit=visit)


def _quiet(facts: MonthFacts, day: date, today: date, visit: date | None, *, open_shift: bool) -> DayState:
    """Return the state of a day without a sale of which nobody said that it was shut."""
    outside = facts.began is None or day < facts.began or (facts.ended is not None and day > facts.ended)
    if outside:
        return DayState.OUTSIDE
    if day in facts.opened:
        return DayState.OPEN if open_shift else DayState.ZERO
    if visit is not None:
        return DayState.VISITED
    waits = day >= today or (not facts.attended and today <= facts.period.end)
    return DayState.FUTURE if waits else DayState.GAP


class Check(StrEnum):
    """A line of the list before a month is closed."""

    DAYS = "days"
    SHIFTS = "shifts"
    COUNTS = "counts"
    STOCKTAKE = "stocktake"
    TRANSIT = "transit"
    STATEMENTS = "statements"
    PAYOUTS = "payouts"
    ACKNOWLEDGED = "acknowledged"
    DISPUTES = "disputes"
    MATCHING = "matching"
    DEPOSITS = "deposits"
    OVERRIDES = "overrides"


BLOCKING = frozenset({Check.DAYS, Check.SHIFTS, Check.COUNTS})
"""What must be put right first: figures that can still change, and days of which nobody knows anything.

The rest is work with others (makers, bank, other outlets) that a report must not wait for: it is written down.
"""

_MAIN_ONLY = frozenset({Check.PAYOUTS, Check.ACKNOWLEDGED, Check.DISPUTES, Check.MATCHING, Check.DEPOSITS})


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the list: how many things were found; ``days`` and ``named`` are what to look at."""

    code: Check
    found: int = 0
    days: tuple[date, ...] = ()
    named: tuple[Named, ...] = ()
    silent: bool = False
    """Whether it found something that is only told: nothing has to be said about it."""

    @property
    def passed(self) -> bool:
        """Whether it held."""
        return not self.found or self.silent

    @property
    def blocks(self) -> bool:
        """Whether the month cannot be closed because of it."""
        return not self.passed and self.code in BLOCKING


def checks_of(facts: MonthFacts, days: Sequence[Day], today: date) -> tuple[Checked, ...]:
    """Return the whole list for a month, as it stands on ``today``."""
    silent = tuple(day.day for day in days if day.state in SILENT)
    late = tuple(sent for sent in facts.transit if (today - sent.day).days > LONG_ON_THE_WAY)
    sold = any(day.state is DayState.SOLD for day in days)
    uncounted = facts.attended and sold and not facts.counted
    made = (
        Checked(Check.DAYS, len(silent), days=silent),
        Checked(Check.SHIFTS, len(facts.open_shifts), named=facts.open_shifts),
        Checked(Check.COUNTS, len(facts.open_counts), named=facts.open_counts),
        Checked(Check.STOCKTAKE, int(uncounted)),
        Checked(Check.TRANSIT, len(late), named=late),
        Checked(Check.STATEMENTS, facts.unreported),
        Checked(Check.PAYOUTS, facts.unpaid),
        Checked(Check.ACKNOWLEDGED, facts.unacknowledged),
        Checked(Check.DISPUTES, facts.disputes),
        Checked(Check.MATCHING, facts.unmatched),
        Checked(Check.DEPOSITS, int(facts.cash > 0 and not facts.deposits)),
        Checked(Check.OVERRIDES, facts.overrides, silent=True),
    )
    return made if facts.main else tuple(check for check in made if check.code not in _MAIN_ONLY)
