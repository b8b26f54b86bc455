"""Every rupiah is somewhere, and it is rounded once, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, strategies as st

from gallery_pos.money import FULL, allocate, divide_half_up, portion, round_cash, share
from making import basis_points

amounts = st.integers(-(10**15), 10**15)
steps = st.sampled_from([0, 1, 50, 100, 500, 1_000])


def half_up(exact: Fraction) -> int:
    """Round as a person does, by another way than the code: with decimals."""
    return int((Decimal(exact.numerator) / exact.denominator).to_integral_value(ROUND_HALF_UP))


@given(numerator=st.integers(-(10**9), 10**9), denominator=st.integers(-(10**6), 10**6).filter(bool))
@example(1, 2)
@example(-1, 2)
@example(1, -2)
@example(3, 2)
def test_a_quotient_is_rounded_half_away_from_zero(numerator: int, denominator: int) -> None:
    assert divide_half_up(numerator, denominator) == half_up(Fraction(numerator, denominator))


@given(amount=amounts, denominator=st.integers(1, 10**6))
def test_a_reversal_mirrors_its_original(amount: int, denominator: int) -> None:
    assert divide_half_up(-amount, denominator) == -divide_half_up(amount, denominator)


@pytest.mark.parametrize(
    ("amount", "basis_points", "expected"),
    [
        (100_000, 2_000, 20_000),
        (15_000, 1_250, 1_875),
        (25, 1_000, 3),  # 2.5 goes up
        (24, 1_000, 2),
        (-25, 1_000, -3),
        (1, 5_000, 1),
        (0, 10_000, 0),
        (99_999, 10_000, 99_999),
        (99_999, 0, 0),
    ],
)
def test_a_share_as_on_paper(amount: int, basis_points: int, expected: int) -> None:
    assert share(amount, basis_points) == expected


@given(amount=st.integers(0, 10**15), basis_points=basis_points)
def test_a_share_is_within_half_a_rupiah_and_never_more_than_the_whole(amount: int, basis_points: int) -> None:
    part = share(amount, basis_points)
    assert 0 <= part <= amount
    assert abs(Fraction(amount * basis_points, FULL) - part) <= Fraction(1, 2)


@given(amount=amounts, pieces=st.lists(st.integers(0, 50), min_size=1, max_size=20))
def test_portions_taken_one_after_another_sum_to_the_whole(amount: int, pieces: list[int]) -> None:
    whole = sum(pieces)
    assume(whole)
    done, parts = 0, []
    for taken in pieces:
        parts.append(portion(amount, done + taken, whole) - portion(amount, done, whole))
        done += taken
    assert sum(parts) == amount
    assert all(part * amount >= 0 for part in parts), "no part runs against the whole"
    assert all(abs(part - Fraction(amount * taken, whole)) <= 1 for part, taken in zip(parts, pieces, strict=True))


@given(amount=amounts, weights=st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_what_is_allocated_sums_to_the_whole_and_each_part_is_within_a_rupiah(amount: int, weights: list[int]) -> None:
    assume(sum(weights))
    parts = allocate(amount, weights)
    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        exact = Fraction(amount * weight, sum(weights))
        assert abs(part - exact) < 1
        assert weight or not part, "who has no weight gets nothing"
        assert abs(amount) > sum(weights) or abs(part) <= weight, "no discount is larger than what it is given on"


@given(amount=amounts, weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=10))
def test_allocating_a_reversal_mirrors_it(amount: int, weights: list[int]) -> None:
    assume(sum(weights))
    assert allocate(-amount, weights) == [-part for part in allocate(amount, weights)]


def test_rupiah_left_over_go_to_the_largest_remainders_the_earliest_first() -> None:
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]
    assert allocate(10, [3, 3, 4]) == [3, 3, 4]
    assert allocate(1, [2, 5, 3]) == [0, 1, 0]
    assert allocate(2, [1, 1, 1]) == [1, 1, 0]


def test_nothing_can_be_allocated_to_nobody() -> None:
    with pytest.raises(ZeroDivisionError):
        allocate(1, [0, 0])


@given(amount=st.integers(0, 10**12), step=steps, down=st.booleans())
def test_cash_is_rounded_to_a_multiple_of_the_step_and_by_less_than_it(amount: int, step: int, down: bool) -> None:
    rounded = round_cash(amount, step, down=down)
    if step <= 1:
        assert rounded == amount
        return
    assert rounded % step == 0
    if down:
        assert 0 <= amount - rounded < step
    else:
        assert 2 * abs(rounded - amount) <= step
    assert round_cash(rounded, step, down=down) == rounded


@given(less=st.integers(0, 10**9), more=st.integers(0, 10**9), step=steps, down=st.booleans())
def test_who_owes_more_never_pays_less_cash(less: int, more: int, step: int, down: bool) -> None:
    first, second = sorted([less, more])
    assert round_cash(first, step, down=down) <= round_cash(second, step, down=down)


@pytest.mark.parametrize(
    ("amount", "step", "down", "expected"),
    [
        (765, 100, False, 800),  # the example of Permendag 35/2013
        (765, 100, True, 700),
        (750, 100, False, 800),
        (749, 100, False, 700),
        (40, 100, False, 0),
        (50, 100, False, 100),
        (12_345, 0, False, 12_345),
        (12_345, 500, False, 12_500),
    ],
)
def test_cash_as_the_counter_rounds_it(amount: int, step: int, down: bool, expected: int) -> None:
    assert round_cash(amount, step, down=down) == expected
