"""Where the sample's story is played: a desk for anybody, at a moment that the story sets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.services.access import SYSTEM
from gallery_pos.services.sample.lists import Goods, Maker, read_goods, read_makers

if TYPE_CHECKING:
    from gallery_pos.desk import Desk

ADMIN, MANAGER, CASHIER, CORNER_CASHIER, DINAS = "admin", "pengelola", "kasir1", "kasir2", "dinas"
ATTENDED, UNATTENDED = "POJOK-CIKAMPEK", "POJOK-KARTIM"
FILLED_BY_VAN = ("POJOK-KLARI", "POJOK-RENGAS")
"""Corners without an attendant where no maker comes himself."""

JOINS_LATE: dict[str, int] = {"M035": 26}
"""Makers who come in later, and on which day of the story."""

_UUID7 = (0x7 << 76) | (0x2 << 62)
_RANDOM_BITS = (1 << 76) - 1 & ~(0x3 << 62)


class Clock:
    """The story's own time: stands still until it is set, and makes the documents' ids of its moments."""

    def __init__(self, moment: datetime, seed: int) -> None:
        """Begin at ``moment`` (UTC)."""
        self.moment = moment
        self._random = Random(f"id {seed}")

    def __call__(self) -> datetime:
        """Return the moment in UTC."""
        return self.moment

    def make_id(self) -> UUID:
        """Return a UUIDv7 of the moment: the same story makes the same ids."""
        milliseconds = int(self.moment.timestamp() * 1000)
        return UUID(int=(milliseconds << 80) | _UUID7 | (self._random.getrandbits(76) & _RANDOM_BITS))


@dataclass(slots=True)
class Stage:
    """The gallery that the story is played in, and who and what is in it."""

    desk: Desk
    clock: Clock
    random: Random
    start: date
    """The first day of sales."""
    today: date
    """The day on which the story has ended."""
    makers: dict[str, Maker] = field(default_factory=lambda: {maker.code: maker for maker in read_makers()})
    goods: dict[str, Goods] = field(default_factory=lambda: {goods.code: goods for goods in read_goods()})
    absent: set[str] = field(default_factory=lambda: set(JOINS_LATE))
    """Makers who do not deliver yet, or not any more."""

    def at(self, user: str = SYSTEM, outlet: str = "") -> Desk:
        """Return the desk of a user at an outlet, the gallery's own unless another is named."""
        return replace(self.desk, user=user, outlet=outlet or self.desk.outlet)

    def set_time(self, day: date, minutes: float) -> None:
        """Set the clock to a local day and the minutes since its midnight."""
        local = datetime.combine(day, time(), self.desk.timezone) + timedelta(minutes=minutes)
        self.clock.moment = local.astimezone(UTC).replace(microsecond=0)

    def day(self, number: int) -> date:
        """Return the day ``number`` days after the first one of sales."""
        return self.start + timedelta(days=number)

    @property
    def main(self) -> str:
        """The code of the gallery's own outlet."""
        return self.desk.outlet

    def assortment(self, outlet: str) -> list[Goods]:
        """Return what an outlet sells, by code."""
        here = (goods for goods in self.goods.values() if self.sells(outlet, goods))
        return [goods for goods in here if goods.maker not in self.absent]

    def sells(self, outlet: str, goods: Goods) -> bool:
        """Tell whether an outlet has room for a product."""
        makers = CORNER_MAKERS.get(outlet)
        if makers is None:
            return outlet == self.main or not goods.fresh
        return goods.maker in makers and not goods.fresh and goods.price <= CORNER_MOST


CORNER_MOST = 100_000
"""Corners have no locked shelf for what costs more rupiah than this."""

CORNER_MAKERS = {
    ATTENDED: frozenset(
        {"M002", "M003", "M006", "M009", "M012", "M014", "M015", "M016", "M017", "M021", "M022", "M023"}
    ),
    UNATTENDED: frozenset({"M002", "M009", "M020", "M022", "M029", "M030", "M035"}),
}
"""Who leaves goods at the corners as well."""


def stage_for(desk: Desk, today: date, seed: int, days: int) -> Stage:
    """Return the stage of a story of ``days`` days of sales that ends the evening before ``today``."""
    clock = Clock(desk.clock(), seed)
    return Stage(
        desk=replace(desk, user=SYSTEM, clock=clock, make_id=clock.make_id),
        clock=clock,
        random=Random(seed),
        start=today - timedelta(days=days),
        today=today,
    )
