"""How states of days and reports look, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.months import DayState
from gallery_pos.report_clock import ReportState
from ui.app.names import REPORT_STATES, day_state
from ui.widgets.chart import short_amount
from ui.widgets.month_grid import Cell, day_words

if TYPE_CHECKING:
    from gallery_pos.months import Day
    from gallery_pos.report_clock import MonthState
    from ui.widgets.text import Tone


class Look(NamedTuple):
    """The sign and the tone of a state."""

    sign: str
    tone: Tone


DAYS: dict[DayState, Look] = {
    DayState.SOLD: Look("check-circle", "good"),
    DayState.ZERO: Look("circle", "neutral"),
    DayState.VISITED: Look("eye", "good"),
    DayState.SHUT: Look("door", "info"),
    DayState.OPEN: Look("hourglass-medium", "attention"),
    DayState.GAP: Look("question", "danger"),
    DayState.FUTURE: Look("", "neutral"),
    DayState.OUTSIDE: Look("", "neutral"),
}
"""In the order in which the legend names them; days to come need no sign."""

REPORTS: dict[ReportState, Look] = {
    ReportState.RUNNING: Look("calendar-blank", "neutral"),
    ReportState.OPEN: Look("lock-open", "attention"),
    ReportState.DRAFT: Look("file-text", "attention"),
    ReportState.SENT: Look("paper-plane-tilt", "info"),
    ReportState.RECEIVED: Look("tray", "good"),
    ReportState.GIVEN: Look("users-three", "good"),
}


def cell_of(day: Day) -> Cell:
    """Return a day as the calendar shows it."""
    look = DAYS[day.state]
    words: tuple[str, ...] = ()
    if day.state is DayState.SOLD:
        words = (tr("{count} struk").format(count=format_count(day.receipts)), format_rupiah(day.net))
    elif day.state is DayState.SHUT:
        words = (day.note,)
    elif look.sign:
        words = (day_state(day.state),)
    faint = day.state in {DayState.FUTURE, DayState.OUTSIDE}
    short = short_amount(day.net) if day.state is DayState.SOLD else ""
    return Cell(day.day, look.sign, look.tone, words, short, told_of(day), faint=faint)


def told_of(day: Day) -> str:
    """Return all that a day says, in one line."""
    said = day_state(day.state)
    if day.state is DayState.SOLD:
        count, net = format_count(day.receipts), format_rupiah(day.net)
        said = tr("{count} struk, bersih {net}").format(count=count, net=net)
    elif day.note:
        said = f"{said}: {day.note}"
    elif day.visit is not None and day.state is DayState.VISITED:
        said = tr("tercakup kunjungan {day}").format(day=day_words(day.visit))
    return f"{day_words(day.day)} · {said}"


def report_word(state: MonthState) -> str:
    """Return how far a report is."""
    return tr(REPORT_STATES[state.state])


def report_tone(state: MonthState) -> Tone:
    """Return the tone of a report; one that is overdue is in danger."""
    return "danger" if state.overdue else REPORTS[state.state].tone


def late_word(state: MonthState) -> str:
    """Return by how much a report is or was late, "" where it is in time."""
    if not state.late_days:
        return ""
    return tr("{count} hari").format(count=format_count(state.late_days))
