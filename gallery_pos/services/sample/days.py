"""How busy a day is, when people come and what they take: pure, from a seeded source of chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import Buyer, Method

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from random import Random

    from gallery_pos.services.sample.lists import Goods

HOUR = 60
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Habits:
    """An outlet's day: sales on a middling day, hours (minutes since midnight), open at weekends, civil servants %."""

    sales: float
    opens: int
    closes: int
    weekends: bool
    civil_servants: int


MAIN = Habits(sales=22, opens=9 * HOUR, closes=17 * HOUR, weekends=True, civil_servants=14)
CORNER = Habits(sales=5.5, opens=8 * HOUR, closes=15 * HOUR, weekends=False, civil_servants=52)

_WEEK = (0.80, 0.82, 0.90, 0.95, 1.08, 1.45, 1.32)
_HOLIDAYS = frozenset({(1, 1), (5, 1), (6, 1), (8, 17), (12, 25)})
_PAYDAYS = frozenset({25, 26, 27, 28, 1, 2})


def is_open(habits: Habits, day: date) -> bool:
    """Tell whether an outlet opens on a day."""
    return (day.month, day.day) not in _HOLIDAYS and (habits.weekends or day.weekday() < _SATURDAY)


def sales_on(random: Random, habits: Habits, day: date, number: int) -> int:
    """Return how many sales the ``number``-th day of the story brings: weekends, paydays and a slow rise."""
    busy = _WEEK[day.weekday()] if habits.weekends else 1
    if day.day in _PAYDAYS:
        busy *= 1.15
    middling = habits.sales * busy * (0.94 + 0.0015 * number)
    chance = min(max(random.gauss(1, 0.13), 0.75), 1.25)
    return max(1, round(middling * chance))


def moments(random: Random, habits: Habits, count: int) -> list[float]:
    """Return when people pay, in minutes since midnight: around lunch, late in the afternoon, and in between."""

    def one() -> float:
        chance = random.random()
        if chance < 0.34:
            return random.triangular(11.25 * HOUR, 13.75 * HOUR, 12.3 * HOUR)
        if chance < 0.66:
            return random.triangular(habits.closes - 3 * HOUR, habits.closes, habits.closes - 1.2 * HOUR)
        return random.uniform(habits.opens + 5, habits.closes)

    latest = habits.closes - 3
    return sorted(min(latest, max(habits.opens + 4, one())) for _ in range(count))


class Wish(NamedTuple):
    """Pieces of one product that somebody puts on the counter."""

    product: str
    quantity: int


_LINES = ((1, 50), (2, 29), (3, 13), (4, 6), (5, 2))
_CHEAP, _MIDDLING = 26_000, 60_000
_PIECES = {
    _CHEAP: ((1, 66), (2, 24), (3, 7), (5, 3)),
    _MIDDLING: ((1, 86), (2, 14)),
}
_ONE_PIECE = ((1, 1),)


def _pick(random: Random, weighted: Sequence[tuple[int, int]]) -> int:
    return random.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]


def pieces_of(random: Random, price: int) -> int:
    """Return how many pieces somebody takes of something: more of what is cheap."""
    return _pick(random, next((weights for most, weights in _PIECES.items() if price <= most), _ONE_PIECE))


def basket(random: Random, shelf: Mapping[str, int], assortment: Sequence[Goods]) -> list[Wish]:
    """Return what one buyer takes of what is on the shelf (pieces by product); nothing of an empty one."""
    there = [goods for goods in assortment if shelf.get(goods.code, 0) > 0]
    if not there:
        return []
    chosen: dict[str, int] = {}
    for goods in random.choices(there, [goods.weekly for goods in there], k=_pick(random, _LINES)):
        chosen.setdefault(goods.code, min(pieces_of(random, goods.price), shelf[goods.code]))
    return [Wish(code, quantity) for code, quantity in chosen.items()]


def order(random: Random, shelf: Mapping[str, int], assortment: Sequence[Goods]) -> list[Wish]:
    """Return what an office takes for a meeting: many pieces of one or two small things."""
    many = [goods for goods in assortment if goods.price <= _MIDDLING and shelf.get(goods.code, 0) >= 7]
    chosen = random.sample(many, min(len(many), random.randint(1, 2)))
    return [Wish(goods.code, min(shelf[goods.code], random.randint(6, 15))) for goods in chosen]


def one_too_many(shelf: Mapping[str, int], assortment: Sequence[Goods]) -> list[Wish]:
    """Return one piece more of something than the books have: it stood behind the others."""
    scarce = min(assortment, key=lambda goods: (goods.fresh, shelf.get(goods.code, 0), goods.code))
    return [Wish(scarce.code, shelf.get(scarce.code, 0) + 1)]


def buyer_of(random: Random, habits: Habits) -> Buyer:
    """Return who comes: most civil servants come to the corner in their own office."""
    chance = random.randrange(100)
    if chance < habits.civil_servants:
        return Buyer.CIVIL_SERVANT
    return Buyer.COMPANY if chance == 99 else Buyer.GENERAL


_SMALL = ((Method.CASH, 62), (Method.QRIS, 36), (Method.CARD, 2))
_LARGE = ((Method.CASH, 32), (Method.QRIS, 42), (Method.CARD, 19), (Method.TRANSFER, 7))
_LARGE_TOTAL = 120_000


def method_for(random: Random, total: int) -> Method:
    """Return how a total is paid: large ones seldom in notes."""
    weighted = _LARGE if total >= _LARGE_TOTAL else _SMALL
    return random.choices([method for method, _ in weighted], [weight for _, weight in weighted])[0]


_NOTES = (5_000, 10_000, 20_000, 50_000, 100_000)


def cash_for(random: Random, total: int) -> int:
    """Return the notes that are handed over for a total: exact now and then, else rounded up to some note."""
    if random.random() < 0.22:
        return total
    note = random.choice([note for note in _NOTES if note >= min(total, _NOTES[-1]) / 4])
    return -(-total // note) * note


def denominations(amount: int) -> list[tuple[int, int]]:
    """Return notes and coins (value, count) that make up an amount of whole hundreds, largest first."""
    made = []
    for value in (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100):
        count, amount = divmod(amount, value)
        if count:
            made.append((value, count))
    return made
