"""Pure rules of a month: what a day says, what keeps a month open, when its report is due and how late it is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from gallery_pos.closed_months import months_spoken_of
from gallery_pos.documents import DayDeclaredShut, MonthClosed, MonthFigures, new_id, now
from gallery_pos.month_words import CHECKS, found_words, open_words, title_of, todo_words
from gallery_pos.months import BLOCKING, Check, Checked, DayState, MonthFacts, Named, Traded, checks_of, days_of
from gallery_pos.report_clock import MonthState, ReportState, due_date, next_month, previous_month

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
AFTER = date(2026, 11, 5)
ID = UUID(int=1)
october = st.dates(FIRST, LAST)


def facts(**more: Any) -> MonthFacts:
    fields: dict[str, Any] = {
        "outlet": "GALERI",
        "name": "Galeri",
        "month": "2026-10",
        "attended": True,
        "main": True,
        "began": FIRST,
        "ended": None,
        "traded": {},
        "opened": frozenset(),
        "visits": (),
        "shut": {},
    }
    return MonthFacts(**fields | more)


@given(
    st.dictionaries(october, st.builds(Traded, st.integers(1, 50), st.integers(0, 10**7))),
    st.frozensets(october),
    st.dictionaries(october, st.text(min_size=1)),
    st.dates(date(2026, 9, 20), date(2026, 11, 10)),
    st.dates(date(2026, 9, 20), date(2026, 11, 10)),
)
def test_every_day_says_one_thing_and_a_sale_says_most(
    traded: dict[date, Traded], opened: frozenset[date], shut: dict[date, str], began: date, today: date
) -> None:
    days = days_of(facts(traded=traded, opened=opened, shut=shut, began=began), today)
    assert [day.day for day in days] == [FIRST + timedelta(number) for number in range(31)]
    for day in days:
        if day.day in traded:
            assert (day.state, day.receipts) == (DayState.SOLD, traded[day.day].receipts)
        elif day.day in shut:
            assert (day.state, day.note) == (DayState.SHUT, shut[day.day])
        elif day.day < began:
            assert day.state is DayState.OUTSIDE
        elif day.day in opened:
            assert day.state is DayState.ZERO
        else:
            assert day.state is (DayState.GAP if day.day < today else DayState.FUTURE)


def test_an_event_and_an_outlet_that_was_closed_owe_no_day_after_their_end() -> None:
    days = days_of(facts(began=date(2026, 10, 5), ended=date(2026, 10, 7)), AFTER)
    assert [day.day.day for day in days if day.state is DayState.GAP] == [5, 6, 7]
    assert {day.state for day in days} == {DayState.OUTSIDE, DayState.GAP}
    assert not facts(began=AFTER).concerns
    assert not facts(ended=date(2026, 9, 30)).concerns
    assert not facts(began=None).concerns
    assert facts().concerns


def test_a_list_in_order_holds_and_what_is_not_its_own_is_left_out() -> None:
    sold = {FIRST + timedelta(number): Traded(1, 1_000) for number in range(31)}
    here = facts(traded=sold, counted=1)
    checks = checks_of(here, days_of(here, AFTER), AFTER)
    assert [check.code for check in checks] == list(Check)
    assert all(check.passed for check in checks)
    corner = facts(traded=sold, counted=1, main=False)
    codes = {check.code for check in checks_of(corner, days_of(corner, AFTER), AFTER)}
    assert Check.MATCHING not in codes
    assert codes >= BLOCKING


@pytest.mark.parametrize(
    ("more", "code", "blocks"),
    [
        ({}, Check.DAYS, True),
        ({"open_shifts": (Named("SB-1", FIRST, ID),)}, Check.SHIFTS, True),
        ({"open_counts": (Named("SM-1", FIRST, ID),)}, Check.COUNTS, True),
        ({"traded": {FIRST: Traded(1, 1)}}, Check.STOCKTAKE, False),
        ({"transit": (Named("KB-1", FIRST, ID),)}, Check.TRANSIT, False),
        ({"unreported": 3}, Check.STATEMENTS, False),
        ({"unpaid": 2}, Check.PAYOUTS, False),
        ({"unacknowledged": 2}, Check.ACKNOWLEDGED, False),
        ({"disputes": 1}, Check.DISPUTES, False),
        ({"unmatched": 9}, Check.MATCHING, False),
        ({"cash": 50_000}, Check.DEPOSITS, False),
    ],
)
def test_what_keeps_a_month_open_and_what_is_only_written_down(
    more: dict[str, Any], code: Check, *, blocks: bool
) -> None:
    here = facts(**more)
    checks = {check.code: check for check in checks_of(here, days_of(here, AFTER), AFTER)}
    found = checks[code]
    assert (found.passed, found.blocks) == (False, blocks)
    assert found_words(found)
    assert todo_words(found)
    line = f"{title_of(code)}: {found_words(found)} {todo_words(found)}"
    assert (line in open_words(checks.values())) is blocks


def test_overrides_are_told_and_ask_for_nothing() -> None:
    here = facts(overrides=2)
    (check,) = [one for one in checks_of(here, days_of(here, AFTER), AFTER) if one.code is Check.OVERRIDES]
    assert check.passed
    assert found_words(check).startswith("2 izin")
    assert todo_words(check) == ""


def test_goods_are_long_on_their_way_after_a_week_only() -> None:
    here = facts(transit=(Named("KB-1", AFTER - timedelta(7), ID),))
    checks = checks_of(here, days_of(here, AFTER), AFTER)
    assert next(check for check in checks if check.code is Check.TRANSIT).passed


def test_days_are_named_in_spans() -> None:
    days = tuple(FIRST + timedelta(number) for number in (0, 1, 2, 6, 8, 9, 14, 20))
    said = found_words(Checked(Check.DAYS, len(days), days=days))
    assert said == "8 hari tanpa kabar: 1–3 Okt 2026, 7 Okt 2026, 9–10 Okt 2026, 15 Okt 2026 dan 1 lagi."


def test_every_line_of_the_list_has_its_words() -> None:
    assert set(CHECKS) == set(Check)
    assert title_of("from-another-version") == "from-another-version"


# ---------------------------------------------------------------------------------------------------------- the clock


@pytest.mark.parametrize(
    ("month", "day", "due"),
    [
        ("2026-05", 10, date(2026, 6, 10)),
        ("2026-12", 10, date(2027, 1, 10)),
        ("2027-01", 31, date(2027, 2, 28)),
        ("2026-10", 31, date(2026, 11, 30)),
        ("2026-10", 0, None),
    ],
)
def test_a_report_is_due_in_the_next_month(month: str, day: int, due: date | None) -> None:
    assert due_date(month, day) == due


def test_months_follow_each_other_over_the_year() -> None:
    assert next_month("2026-12") == "2027-01"
    assert previous_month("2027-01") == "2026-12"


def state(today: date, **more: Any) -> MonthState:
    return MonthState("GALERI", "Galeri", "2026-05", today, date(2026, 6, 10), **more)


def test_a_late_report_says_so_until_it_is_sent() -> None:
    assert state(date(2026, 5, 31)).state is ReportState.RUNNING
    waiting = state(date(2026, 6, 22))
    assert (waiting.state, waiting.late_days, waiting.overdue) == (ReportState.OPEN, 12, True)
    assert waiting.notice == "Laporan Mei 2026 belum disampaikan, 12 hari"
    closed = {"closed": ID, "closed_on": date(2026, 6, 3)}
    assert state(date(2026, 6, 10), **closed).notice == ""
    draft = state(date(2026, 6, 11), **closed)
    assert (draft.state, draft.notice) == (ReportState.DRAFT, "Laporan Mei 2026 belum disampaikan, 1 hari")
    sent = state(date(2026, 8, 1), **closed, sent=ID, sent_on=date(2026, 6, 13))
    assert (sent.state, sent.late_days, sent.overdue, sent.notice) == (ReportState.SENT, 3, False, "")


def test_given_comes_after_received() -> None:
    way = {"closed": ID, "sent": ID, "sent_on": date(2026, 6, 5)}
    today = date(2026, 6, 20)
    assert state(today, **way, given=ID).state is ReportState.SENT
    assert state(today, **way, received=ID).state is ReportState.RECEIVED
    assert state(today, **way, received=ID, given=ID).state is ReportState.GIVEN


def test_words_about_a_month_are_not_written_into_it() -> None:
    header: dict[str, Any] = {"id": new_id(), "outlet": "GALERI", "posted_at": now(), "user": "x"}
    shut = DayDeclaredShut(**header, business_date=AFTER, day=LAST, reason="libur")
    assert months_spoken_of(shut) == ("2026-11", "2026-10")
    closing = MonthClosed(**header, business_date=AFTER, month="2026-10", checks=(), figures=MonthFigures(), heads=())
    assert months_spoken_of(closing) == ()
