"""The scorecard's rules: what a figure is, how it is written, and when it is good; and how old a debt is."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from db.queries.scoring import scorecards
from db.queries.standing import standing
from gallery_pos.ageing import age, paid_parts
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import Acknowledgement, MonthClosed, MonthFigures, PayoutMade
from gallery_pos.scorecard import RULES, TENTHS, Counted, Grade, Measure, score
from gallery_pos.services.access import Approval
from gallery_pos.services.acknowledging import acknowledge
from gallery_pos.services.payouts import reverse_payout
from house import House

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


def acknowledged(house: House, since: date, until: date) -> tuple[int, int]:
    shelves = standing(house.database, since=since, until=until)
    (row,) = scorecards(house.database, since=since, until=until, today=house.desk().today(), standing=shelves)
    found = row.of(Measure.ACKNOWLEDGED)
    return found.part, found.whole


def test_the_scorecard_of_a_closed_month_is_as_it_was_closed(each_house: House) -> None:
    house, since, until = each_house, date(2026, 10, 1), date(2026, 10, 31)
    goods = house.keripik(20)
    house.shift()
    house.sell((goods, 8))
    paid = [house.pay(goods.consignor, 10_000) for _ in range(4)]

    def confirm(payout: PayoutMade) -> None:
        posted = house.book.document(payout.id)
        assert posted is not None
        acknowledge(house.desk(), payout=payout.id, way=Acknowledgement.CODE, code=receipt_code(posted.hash))

    def take_back(payout: PayoutMade) -> None:
        reverse_payout(house.desk(), payout=payout.id, to_drawer=False, approval=Approval("admin", "salah orang"))

    assert acknowledged(house, since, until) == (0, 4)
    confirm(paid[0])
    house.wait(30)
    confirm(paid[1])
    take_back(paid[2])
    assert acknowledged(house, since, until) == (2, 3), "an open month is as it stands today"
    desk = house.desk()
    desk.journal.append(desk.write(MonthClosed, month="2026-10", checks=(), figures=MonthFigures(), heads=()))
    confirm(paid[3])
    take_back(paid[0])
    assert acknowledged(house, since, until) == (2, 3), "nothing said later changes it"
    assert acknowledged(house, since, house.desk().today()) == (2, 2)
