"""A piece of news for a maker, before and after he was told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.documents import MessageKind, SettlementPeriod
from gallery_pos.message_texts import compose
from gallery_pos.periods import Period, period_containing

if TYPE_CHECKING:
    from db.queries.telling import ToldRow
    from gallery_pos.services.telling import Subject


@dataclass(frozen=True, slots=True)
class News:
    """What a maker should be told: ``note`` says it in a few words, ``values`` and ``lines`` fill its text in.

    ``told`` is when and how he was, None where he was not. ``end`` are the last figures of his telephone, ``mobile``
    whether it can have WhatsApp.
    """

    subject: Subject
    business_name: str
    note: str
    values: Mapping[str, str]
    lines: tuple[str, ...] = ()
    told: ToldRow | None = None
    end: str = ""
    mobile: bool = False

    def text(self, wording: str) -> str:
        """Return what he is written, in these words."""
        return compose(wording, {"usaha": self.business_name, **self.values}, self.lines)


def week_of(day: date) -> Period:
    """Return the week, Monday to Sunday, that a day is in."""
    return period_containing(day, SettlementPeriod.WEEKLY)


def week_code(day: date) -> str:
    """Return how a week is written: "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def usual_day(kind: MessageKind, today: date) -> date:
    """Return the day up to which makers are told when nobody says another: the last whole week's end, else today."""
    if kind is not MessageKind.SOLD:
        return today
    week = week_of(today)
    return today if week.end == today else date.fromordinal(week.start.toordinal() - 1)
