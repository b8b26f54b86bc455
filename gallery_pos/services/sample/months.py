"""No silent month in the story: days declared shut, the first two months closed and reported, the third one left open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from gallery_pos.report_clock import month_of_day, next_month, previous_month
from gallery_pos.services.calendar import declare_shut
from gallery_pos.services.closing import close_month, review_month
from gallery_pos.services.reporting import give_report, receive_report, send_report
from gallery_pos.services.sample.days import CORNER, HOUR, MAIN, is_open
from gallery_pos.services.sample.stage import ATTENDED, DINAS, MANAGER

if TYPE_CHECKING:
    from gallery_pos.services.sample.days import Habits
    from gallery_pos.services.sample.stage import Stage

    Agenda = list[tuple[float, Callable[[], object]]]

_CLOSES, _SENDS, _RECEIVES, _GIVES = 8, 9, 11, 12
"""Days of the next month; by the eighth every corner without an attendant was visited once more."""
_MONDAY, _SATURDAY = 0, 5
_WEEK = 7
_NOTE = "Mutasi bank menyusul; penitip yang belum diakui sedang dihubungi."


class Months:
    """What the office does about days and months."""

    def __init__(self, stage: Stage) -> None:
        """Work on ``stage``."""
        self._stage = stage
        first = month_of_day(stage.start)
        # The month after them waits, with a weekend of which nobody said anything.
        self._reported = (first, next_month(first))
        self._left_open = next_month(self._reported[-1])
        self._silent: date | None = None

    def on(self, number: int, day: date) -> Agenda:
        """Return what is done on the ``number``-th day: minutes since midnight, and what."""
        agenda: Agenda = []
        if number == 0:
            agenda.append((7.2 * HOUR, self._declare_preparing))
        if day.weekday() == _MONDAY:
            agenda += [
                (7.3 * HOUR, partial(self._declare_week, self._stage.main, MAIN, day)),
                (7.4 * HOUR, partial(self._declare_week, ATTENDED, CORNER, day)),
            ]
        over = previous_month(month_of_day(day))
        steps = {_CLOSES: self._close, _SENDS: self._send, _RECEIVES: self._receive, _GIVES: self._give}
        if over in self._reported and day.day in steps:
            agenda.append((16.2 * HOUR, partial(steps[day.day], over)))
        return agenda

    def _declare_preparing(self) -> None:
        """Goods came in before the doors opened: those days were no silence."""
        desk = self._stage.at(MANAGER)
        for outlet, habits in ((self._stage.main, MAIN), (ATTENDED, CORNER)):
            facts = desk.book.month(outlet, month_of_day(self._stage.start))
            if facts is None or facts.began is None:
                continue
            first = self._stage.start
            while not is_open(habits, first):
                first += timedelta(days=1)
            days = [facts.began + timedelta(number) for number in range((first - facts.began).days)]
            if days:
                declare_shut(desk, outlet=outlet, days=days, reason="Menata barang sebelum dibuka")

    def _declare_week(self, outlet: str, habits: Habits, monday: date) -> None:
        """Say of last week's days on which an outlet was not open why; one weekend is forgotten."""
        days = [monday - timedelta(number) for number in range(_WEEK, 0, -1)]
        shut = [day for day in days if day > self._stage.start and not is_open(habits, day)]
        for reason, weekend in (("Akhir pekan, kantor kecamatan tutup", True), ("Libur nasional", False)):
            named = [day for day in shut if (not habits.weekends and day.weekday() >= _SATURDAY) is weekend]
            if named and weekend and month_of_day(named[0]) == self._left_open and self._silent is None:
                self._silent = named[0]
            elif named:
                declare_shut(self._stage.at(MANAGER), outlet=outlet, days=named, reason=reason)

    def _outlets(self, month: str) -> list[str]:
        """Return the outlets that have something to say about a month, the gallery's own first."""
        desk = self._stage.at(MANAGER)
        reviews = [review_month(desk, outlet=one.code, month=month) for one in desk.book.outlets()]
        concerned = [review.facts for review in reviews if review.facts.concerns]
        return [facts.outlet for facts in sorted(concerned, key=lambda facts: (not facts.main, facts.outlet))]

    def _close(self, month: str) -> None:
        desk = self._stage.at(MANAGER)
        for outlet in self._outlets(month):
            if not review_month(desk, outlet=outlet, month=month).blocking:
                close_month(desk, outlet=outlet, month=month, note=_NOTE, id=desk.make_id())

    def _closed(self, month: str) -> list[str]:
        book = self._stage.desk.book
        return [outlet for outlet in self._outlets(month) if book.month_closed(outlet, month)]

    def _send(self, month: str) -> None:
        desk = self._stage.at(MANAGER)
        for outlet in self._closed(month):
            send_report(desk, outlet=outlet, month=month, way="WhatsApp", id=desk.make_id())

    def _receive(self, month: str) -> None:
        desk = self._stage.at(DINAS)
        second = month == self._reported[-1]
        for outlet in self._closed(month):
            found = second and outlet == self._stage.main
            note = "Selisih kas satu sif belum dijelaskan" if found else ""
            receive_report(
                desk, outlet=outlet, month=month, by="Tatang Sopandi", findings=int(found), note=note, id=desk.make_id()
            )

    def _give(self, month: str) -> None:
        desk = self._stage.at(MANAGER)
        makers = len(self._stage.makers) - len(self._stage.absent)
        if self._stage.main in self._closed(month):
            give_report(desk, outlet=self._stage.main, month=month, given=makers - 1, makers=makers, id=desk.make_id())
