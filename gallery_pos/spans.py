"""Which days a report is over, and which days it is compared with."""

from __future__ import annotations

from datetime import date, timedelta

from gallery_pos.formatting import format_date
from gallery_pos.periods import Period, month_of

_ONE_DAY = timedelta(days=1)


def step(span: Period, by: int, *, monthly: bool) -> Period:
    """Return the span before (-1) or after (1): the whole month where the report is ``monthly``, else as many days."""
    if monthly:
        return month_of(span.start - _ONE_DAY if by < 0 else month_of(span.start).end + _ONE_DAY)
    days = by * ((span.end - span.start).days + 1)
    return Period(span.start + timedelta(days), span.end + timedelta(days))


def span_before(span: Period, *, monthly: bool) -> Period:
    """Return what a span is compared with: a month so far with as many days of the month before it."""
    before = step(span, -1, monthly=monthly)
    if monthly and span.end < month_of(span.start).end:
        return Period(before.start, min(before.start + (span.end - span.start), before.end))
    return before


def span_words(since: date, until: date) -> str:
    """Return the days of a report in words."""
    return format_date(since) if since == until else f"{format_date(since)} – {format_date(until)}"
