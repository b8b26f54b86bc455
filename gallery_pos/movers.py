"""Which goods move fast and which stand, and how many a maker should bring.

The rule, in the words that stand on the screen: what sold in the last four weeks, less what buyers brought back, spread
over the days on which it could be bought (28, or fewer for goods that came in since), is the pace. What is on the shelf
lasts on hand ÷ pace. Where that is less than two weeks, enough is suggested to last four weeks from now, for goods with a
shelf life no longer than that life.
"""

from __future__ import annotations

from enum import StrEnum

from gallery_pos.formatting import format_count
from gallery_pos.language import tr

WEEKS = 4
"""Weeks of sales that the pace is taken from."""
WINDOW_DAYS = 7 * WEEKS
ORDER_BELOW_DAYS = 14
"""A shelf that lasts less than this many days wants more goods."""
COVER_DAYS = 28
"""A suggestion makes the shelf last this long, where the goods keep so long."""
FAST_EVERY_DAYS = 2
"""What sells a piece at least every so many days is fast."""
SLOW_EVERY_DAYS = 14
"""What sells no more than a piece in so many days is slow."""
NEW_DAYS = 14
"""Goods that came in less than so many days ago are not called slow."""


class Speed(StrEnum):
    """How goods move."""

    FAST = "fast"
    STEADY = "steady"
    SLOW = "slow"
    NEW = "new"


def speed(sold: int, days: int) -> Speed:
    """Return how goods move that sold so many pieces in the days on which they could be bought."""
    if sold > 0 and sold * FAST_EVERY_DAYS >= days:
        return Speed.FAST
    if sold * SLOW_EVERY_DAYS > days:
        return Speed.STEADY
    return Speed.NEW if days < NEW_DAYS else Speed.SLOW


def lasts(on_hand: int, sold: int, days: int) -> int | None:
    """Return for how many days, rounded down, what is on hand lasts at this pace; None where nothing sold."""
    return max(on_hand, 0) * days // sold if sold > 0 else None


def suggested(on_hand: int, sold: int, days: int, shelf_life: int | None = None) -> int:
    """Return how many pieces a maker should bring, 0 where the shelf lasts long enough or nothing sold.

    ``shelf_life`` in days is how long the goods keep: more than sells within it would only expire.
    """
    left = lasts(on_hand, sold, days)
    cover = COVER_DAYS if shelf_life is None else max(min(COVER_DAYS, shelf_life), 1)
    if left is None or left >= min(ORDER_BELOW_DAYS, cover):
        return 0
    wanted = -(-sold * cover // days)
    return max(wanted - max(on_hand, 0), 0)


def in_words(sold: int, on_hand: int, days: int) -> str:
    """Return the reason of a suggestion: "terjual 24 dalam 4 minggu, sisa cukup 5 hari"."""
    left = lasts(on_hand, sold, days)
    span = (
        tr("{count} minggu").format(count=WEEKS)
        if days >= WINDOW_DAYS
        else tr("{days} hari").format(days=format_count(days))
    )
    if left is None:
        return tr("tidak terjual dalam {span}").format(span=span)
    told = tr("terjual {count} dalam {span}").format(count=format_count(sold), span=span)
    if on_hand <= 0:
        return tr("{told}, habis").format(told=told)
    return tr("{told}, sisa cukup {days} hari").format(told=told, days=format_count(left))
