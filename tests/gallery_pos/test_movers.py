"""What moves fast, what stands, and how many a maker should bring."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gallery_pos.movers import COVER_DAYS, ORDER_BELOW_DAYS, WINDOW_DAYS, Speed, in_words, lasts, speed, suggested

sold_of = st.integers(-5, 5_000)
days_of = st.integers(1, WINDOW_DAYS)
pieces = st.integers(-50, 5_000)


@pytest.mark.parametrize(
    ("sold", "days", "found"),
    [
        (14, 28, Speed.FAST),
        (13, 28, Speed.STEADY),
        (3, 28, Speed.STEADY),
        (2, 28, Speed.SLOW),
        (0, 28, Speed.SLOW),
        (0, 13, Speed.NEW),
        (1, 10, Speed.STEADY),
        (5, 10, Speed.FAST),
        (-1, 28, Speed.SLOW),
    ],
)
def test_goods_are_called_by_how_often_a_piece_sells(sold: int, days: int, found: Speed) -> None:
    assert speed(sold, days) is found


def test_a_suggestion_is_what_sells_in_four_weeks_less_what_is_here() -> None:
    assert lasts(4, 24, 28) == 4
    assert suggested(4, 24, 28) == 20
    assert suggested(0, 24, 28) == 24
    assert suggested(-2, 24, 28) == 24
    assert suggested(12, 24, 28) == 0  # two weeks are enough


def test_nothing_is_suggested_of_what_nobody_buys() -> None:
    assert lasts(3, 0, 28) is None
    assert suggested(0, 0, 28) == suggested(0, -1, 28) == 0


def test_fresh_goods_are_not_brought_for_longer_than_they_keep() -> None:
    assert suggested(0, 28, 28, shelf_life=3) == 3
    assert suggested(2, 28, 28, shelf_life=3) == 1
    assert suggested(4, 28, 28, shelf_life=3) == 0


def test_the_reason_is_a_sentence() -> None:
    assert in_words(24, 5, 28) == "terjual 24 dalam 4 minggu, sisa cukup 5 hari"
    assert in_words(24, 0, 28) == "terjual 24 dalam 4 minggu, habis"
    assert in_words(3, 9, 6) == "terjual 3 dalam 6 hari, sisa cukup 18 hari"
    assert in_words(0, 9, 28) == "tidak terjual dalam 4 minggu"


@given(on_hand=pieces, sold=sold_of, days=days_of, shelf_life=st.none() | st.integers(-5, 900))
def test_what_is_brought_lasts_as_long_as_said_and_never_expires(
    on_hand: int, sold: int, days: int, shelf_life: int | None
) -> None:
    more = suggested(on_hand, sold, days, shelf_life)
    assert more >= 0
    left = lasts(on_hand, sold, days)
    cover = COVER_DAYS if shelf_life is None else max(min(COVER_DAYS, shelf_life), 1)
    if not more:
        assert left is None or left >= min(ORDER_BELOW_DAYS, cover)
        return
    together = max(on_hand, 0) + more
    assert (together - 1) * days < sold * cover <= together * days
