"""The story day by day: who opens, who delivers, who buys, what goes wrong, who is paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from gallery_pos.services.sample.banking import Banking
from gallery_pos.services.sample.corners import Corners
from gallery_pos.services.sample.days import CORNER, HOUR, MAIN, is_open, moments, sales_on
from gallery_pos.services.sample.founding import found
from gallery_pos.services.sample.incidents import Incidents
from gallery_pos.services.sample.lists import FRESH_DAYS
from gallery_pos.services.sample.months import Months
from gallery_pos.services.sample.settling import Settling
from gallery_pos.services.sample.stage import ATTENDED, CASHIER, CORNER_CASHIER, JOINS_LATE, MANAGER, UNATTENDED
from gallery_pos.services.sample.supply import Supply
from gallery_pos.services.sample.tills import Tills
from gallery_pos.services.sample.waiting import Waiting

if TYPE_CHECKING:
    from gallery_pos.services.sample.lists import Maker
    from gallery_pos.services.sample.stage import Stage

    Agenda = list[tuple[float, Callable[[], object]]]
    """What happens on one day: minutes since midnight, and what."""

PREPARING = 4
"""Days before the first sale: one to write everything down, then deliveries."""

_FRIDAY = 4
_FEW = 25
"""A full count of the gallery makes sense once it has been open for some weeks."""


class Story:
    """Three months of the gallery."""

    def __init__(self, stage: Stage, seed: int) -> None:
        """Play on ``stage``."""
        self.stage = stage
        self.tills = Tills(stage)
        self.corners = Corners(stage, self.tills, seed)
        self.supply = Supply(stage)
        self.settling = Settling(stage)
        self._incidents = Incidents(stage, self.supply, self.settling)
        self._waiting = Waiting(stage)
        self._months = Months(stage)
        self._banking = Banking(stage, self.settling)
        self._last_visit: dict[tuple[str, str], int] = {}
        self._counted = False

    def prepare(self) -> None:
        """Write down who and what there is, and fill the shelves."""
        found(self.stage, self.stage.day(-PREPARING))
        self.stage.set_time(self.stage.day(-PREPARING), 17 * HOUR)
        self._banking.begin()
        first: list[tuple[int, int, Maker]] = []
        for position, maker in enumerate(self.stage.makers.values()):
            # Fresh goods come on the last day, the others on any of those before.
            number = -1 if maker.every < FRESH_DAYS else position % (PREPARING - 1) - (PREPARING - 1)
            for outlet in (self.stage.main, ATTENDED, UNATTENDED):
                # Whoever comes every few weeks does not come on the same day as all others.
                self._last_visit[maker.code, outlet] = number - position % maker.every
            first.append((number, position, maker))
        for number, position, maker in sorted(first, key=lambda entry: entry[:2]):
            if maker.code not in self.stage.absent:
                self.stage.set_time(self.stage.day(number), 9 * HOUR + 9 * position)
                self._deliver_everywhere(maker)

    def _deliver_everywhere(self, maker: Maker) -> None:
        for outlet in (self.stage.main, ATTENDED, UNATTENDED):
            self.supply.deliver(maker, outlet)

    def play(self, number: int) -> None:
        """Play the ``number``-th day of sales."""
        day = self.stage.day(number)
        agenda: Agenda = [*self._office(day), *self._incidents.on(number), *self.corners.on(number)]
        agenda += [*self._waiting.on(number), *self._months.on(number, day), *self._banking.on(day)]
        if is_open(MAIN, day):
            agenda += self._main_day(number, day)
        if is_open(CORNER, day):
            agenda += self._corner_day(number, day)
        for minutes, act in sorted(agenda, key=lambda entry: entry[0]):
            self.stage.set_time(day, minutes)
            act()

    def _main_day(self, number: int, day: date) -> Agenda:
        tills, main = self.tills, self.stage.main
        user = MANAGER if day.weekday() < 2 else CASHIER
        agenda: Agenda = [(MAIN.opens - 12, partial(tills.open, user, main))]
        agenda += self._visits(number, main, MAIN.opens - 85)
        times = moments(self.stage.random, MAIN, sales_on(self.stage.random, MAIN, day, number))
        agenda += [(minutes + 0.4, partial(tills.serve, user, main, MAIN)) for minutes in times]
        agenda += [(minutes, partial(tills.tend, user, main)) for minutes in (13.8 * HOUR, 15.9 * HOUR)]
        agenda.append((14.6 * HOUR, partial(self._refund, user, main)))
        agenda.append((13.2 * HOUR, self.settling.pay_due))
        agenda.append((13.4 * HOUR, self.settling.confirm))
        agenda.append((MAIN.closes + 11, partial(tills.close, user, main)))
        if self._month_ends(day) and number >= _FEW and not self._counted:
            self._counted = True
            agenda.append((MAIN.closes + 40, partial(self.supply.count, main, 6)))
        return agenda

    def _corner_day(self, number: int, day: date) -> Agenda:
        tills, random = self.tills, self.stage.random
        agenda: Agenda = [(CORNER.opens - 8, partial(tills.open, CORNER_CASHIER, ATTENDED))]
        agenda += self._visits(number, ATTENDED, CORNER.opens - 40)
        times = moments(random, CORNER, sales_on(random, CORNER, day, number))
        agenda += [(minutes + 0.7, partial(tills.serve, CORNER_CASHIER, ATTENDED, CORNER)) for minutes in times]
        agenda.append((CORNER.closes + 6, partial(tills.close, CORNER_CASHIER, ATTENDED)))
        if day.weekday() == _FRIDAY:
            agenda += self._visits(number, UNATTENDED, 17 * HOUR)
        return agenda

    def _visits(self, number: int, outlet: str, first: float) -> Agenda:
        """Return who delivers today: whoever has not been here for as long as he usually stays away."""
        agenda: Agenda = []
        for maker in self.stage.makers.values():
            last = max(self._last_visit[maker.code, outlet], JOINS_LATE.get(maker.code, number - maker.every))
            if maker.code in self.stage.absent or number - last < maker.every:
                continue
            self._last_visit[maker.code, outlet] = number
            agenda.append((first + 3 * len(agenda), partial(self.supply.deliver, maker, outlet)))
        return agenda

    def _refund(self, user: str, outlet: str) -> None:
        if self.tills.wants_refund():
            self.tills.take_back(user, outlet)

    def _office(self, day: date) -> Agenda:
        """Return the paper work: statements on their days, and the count of the corner at the end of a month."""
        agenda: Agenda = [
            (10.1 * HOUR, partial(self.settling.issue, until, codes))
            for until, codes in sorted(self.settling.due(day).items())
        ]
        if self._month_ends(day):
            agenda.append((17.9 * HOUR, partial(self.supply.count, UNATTENDED, 3)))
        return agenda

    @staticmethod
    def _month_ends(day: date) -> bool:
        return (day + timedelta(days=1)).day == 1
