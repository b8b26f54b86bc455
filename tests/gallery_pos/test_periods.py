from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import SettlementPeriod
from gallery_pos.periods import Period, business_date, month_of, month_range, period_containing, previous_cut_off
from gallery_pos.reading import Unreadable

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
settlements = st.sampled_from(SettlementPeriod)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "day"),
    [("Asia/Jakarta", date(2023, 7, 4)), ("Asia/Makassar", date(2023, 7, 5)), ("UTC", date(2023, 7, 4))],
)
def test_a_sale_belongs_to_the_local_day(zone: str, day: date) -> None:
    assert business_date(datetime(2023, 7, 4, 16, 30, tzinfo=UTC), zone) == day


def test_midnight_in_karawang_begins_the_next_day() -> None:
    assert business_date(datetime(2023, 7, 4, 16, 59, 59, tzinfo=UTC), "Asia/Jakarta") == date(2023, 7, 4)
    assert business_date(datetime(2023, 7, 4, 17, tzinfo=UTC), "Asia/Jakarta") == date(2023, 7, 5)


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        business_date(datetime(2023, 7, 4, 16), "Asia/Jakarta")  # noqa: DTZ001 -- the mistake itself


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2026-10", 1, 31), ("2024-02", 1, 29), ("2023-02", 1, 28), (" 2026-09 ", 1, 30)],
)
def test_a_month_has_all_its_days(text: str, first: int, last: int) -> None:
    month = month_range(text)
    assert (month.start.day, month.end.day) == (first, last)
    assert month == month_of(month.start) == month_of(month.end)


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-1", "10-2026", "0000-01", "Oktober 2026", "2026-10-01"])
def test_what_is_not_a_month_is_said_so(text: str) -> None:
    with pytest.raises(Unreadable, match="2026-10"):
        month_range(text)


@pytest.mark.parametrize(
    ("settlement", "start", "end"),
    [
        (SettlementPeriod.WEEKLY, date(2023, 7, 3), date(2023, 7, 9)),
        (SettlementPeriod.FORTNIGHTLY, date(2023, 6, 26), date(2023, 7, 9)),
        (SettlementPeriod.MONTHLY, date(2023, 7, 1), date(2023, 7, 31)),
        (SettlementPeriod.BY_DATE, date(2023, 7, 4), date(2023, 7, 4)),
    ],
)
def test_the_period_of_a_day(settlement: SettlementPeriod, start: date, end: date) -> None:
    assert period_containing(date(2023, 7, 4), settlement, agreed=date(2023, 6, 28)) == Period(start, end)
    assert previous_cut_off(date(2023, 7, 4), settlement, agreed=date(2023, 6, 28)) == start - ONE_DAY


@given(days, settlements, st.none() | days)
def test_periods_follow_each_other_without_gap_or_overlap(
    day: date, settlement: SettlementPeriod, agreed: date | None
) -> None:
    period = period_containing(day, settlement, agreed=agreed)
    assert day in period
    assert period.start - ONE_DAY not in period
    for inside in (period.start, period.end):
        assert period_containing(inside, settlement, agreed=agreed) == period
    following = period_containing(period.end + ONE_DAY, settlement, agreed=agreed)
    assert following.start == period.end + ONE_DAY
    assert previous_cut_off(following.start, settlement, agreed=agreed) == period.end


@given(days, st.none() | days)
def test_fortnights_begin_on_a_monday_and_the_first_holds_the_day_of_agreement(day: date, agreed: date | None) -> None:
    period = period_containing(day, SettlementPeriod.FORTNIGHTLY, agreed=agreed)
    assert period.start.weekday() == 0
    assert (period.end - period.start).days == 13
    if agreed:
        first = period_containing(agreed, SettlementPeriod.FORTNIGHTLY, agreed=agreed)
        assert agreed - first.start < timedelta(days=7)
