"""The scorecard's rules: what a figure is, how it is written, and when it is good; and how old a debt is."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from gallery_pos.ageing import age, paid_parts
from gallery_pos.scorecard import RULES, TENTHS, Counted, Grade, Measure, score

ON = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("measure", "part", "whole", "words", "grade"),
    [
        (Measure.DAYS_TO_PAY, 1_400, 100, "14 hari", Grade.GOOD),
        (Measure.DAYS_TO_PAY, 1_410, 100, "14,1 hari", Grade.ATTENTION),
        (Measure.DAYS_TO_PAY, 3_200, 100, "32 hari", Grade.DANGER),
        (Measure.ON_TIME, 12, 12, "100 %", Grade.GOOD),
        (Measure.ON_TIME, 10, 12, "83,33 %", Grade.ATTENTION),
        (Measure.ON_TIME, 0, 3, "0 %", Grade.DANGER),
        (Measure.SHRINKAGE, 1, 100, "1 %", Grade.GOOD),
        (Measure.SHRINKAGE, -2, 100, "0 %", Grade.GOOD),
        (Measure.SHRINKAGE, 4, 100, "4 %", Grade.DANGER),
        (Measure.VARIANCE, 5_000, 10_000_000, "0,05 %", Grade.GOOD),
        (Measure.ACKNOWLEDGED, 9, 10, "90 %", Grade.ATTENTION),
        (Measure.SELLING, 39, 100, "39 %", Grade.DANGER),
        (Measure.SELLING, 0, 0, "–", Grade.NONE),
    ],
)
def test_a_figure_and_its_grade(measure: Measure, part: int, whole: int, words: str, grade: Grade) -> None:
    found = score(measure, Counted(part, whole))
    assert (found.words, found.grade) == (words, grade)


@given(measure=st.sampled_from(Measure), part=st.integers(0, 10**12), whole=st.integers(1, 10**12))
def test_a_figure_is_the_part_of_the_whole_to_the_nearest(measure: Measure, part: int, whole: int) -> None:
    found = score(measure, Counted(part, whole))
    assert found.value is not None
    unit = TENTHS if measure is Measure.DAYS_TO_PAY else 10_000
    assert abs(Fraction(part, whole) * unit - found.value) <= Fraction(1, 2)


def test_every_measure_says_what_it_means_and_when_it_is_good() -> None:
    assert list(RULES) == list(Measure)
    for rule in RULES.values():
        assert "Baik" in rule.definition
        assert "buruk" in rule.definition


def test_a_debt_is_as_old_as_the_newest_that_reaches_it() -> None:
    came = [(ON, 100), (ON - timedelta(30), 200), (ON - timedelta(31), 50), (ON - timedelta(95), 400)]
    assert age(100, came, ON) == (ON, (100, 0, 0, 0))
    assert age(300, came, ON) == (ON - timedelta(30), (300, 0, 0, 0))
    assert age(301, came, ON) == (ON - timedelta(31), (300, 1, 0, 0))
    assert age(700, came, ON) == (ON - timedelta(95), (300, 50, 0, 350))
    assert age(0, came, ON) == (None, (0, 0, 0, 0))
    assert age(-5, came, ON) == (None, (0, 0, 0, 0))


def test_what_no_sale_explains_counts_as_old_as_the_first_of_them() -> None:
    assert age(500, [(ON - timedelta(70), 100)], ON) == (ON - timedelta(70), (0, 0, 500, 0))
    assert age(500, [], ON) == (None, (500, 0, 0, 0))


def test_days_until_paid_are_never_below_zero() -> None:
    (part,) = paid_parts(0, [(ON - timedelta(2), 10)], [(ON, "GALERI", 10)])
    assert part.days == 0
