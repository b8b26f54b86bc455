"""Best-before dates, shares and lengths as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies as st
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery_pos.reading import Unreadable
from ui.widgets.typed import MillimetreEdit, PercentEdit, read_short_date

TODAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6b", date(2027, 2, 28)),
        ("6 bulan", date(2027, 2, 28)),
        ("18bln", date(2028, 2, 29)),
        ("10h", date(2026, 9, 10)),
        ("2 mg", date(2026, 9, 14)),
        ("1t", date(2027, 8, 31)),
        ("2 thn.", date(2028, 8, 31)),
        ("31/12/2026", date(2026, 12, 31)),
        ("4 Jul 2027", date(2027, 7, 4)),
        ("Feb 2027", date(2027, 2, 28)),
        ("-", None),
        ("tidak ada", None),
    ],
)
def test_how_people_write_a_best_before(typed: str, day: date | None) -> None:
    assert read_short_date(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["b", "6 x", "enam bulan", "31/02/2027", "999t", "6b6b", "1.5b"])
def test_what_is_no_best_before(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_short_date(typed, TODAY)


@given(st.integers(1, 600), st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_months_on_is_in_that_month_and_never_later_in_it(months: int, today: date) -> None:
    day = read_short_date(f"{months}b", today)
    assert day is not None
    assert (day.year * 12 + day.month) - (today.year * 12 + today.month) == months
    assert day.day <= today.day
    assert day > today


@pytest.mark.parametrize(("typed", "share"), [("20", 2_000), ("12,5 %", 1_250), ("0", 0), ("100%", 10_000)])
def test_shares(qtbot: QtBot, dressed: QApplication, typed: str, share: int) -> None:
    field = PercentEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.value() == share


@pytest.mark.parametrize("typed", ["101", "-1", "0.2", "dua puluh", "12,345"])
def test_what_is_no_share(qtbot: QtBot, dressed: QApplication, typed: str) -> None:
    field = PercentEdit()
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.value() is None
    assert field.problem()


@pytest.mark.parametrize(
    ("typed", "value", "shown"),
    [("29,7", 29.7, "29,7"), ("29.70 mm", 29.7, "29,7"), ("-0,8", -0.8, "-0,8"), ("70", 70.0, "70"), ("", None, "")],
)
def test_a_length_is_written_with_comma_or_point(qtbot: QtBot, typed: str, value: float | None, shown: str) -> None:
    field = MillimetreEdit(least=-20)
    qtbot.addWidget(field)
    field.setText(typed)
    field.tidy()
    assert (field.value(), field.text(), field.problem()) == (value, shown, "")


@pytest.mark.parametrize("typed", ["501", "-21", "lebar", "1.234.567", "12 cm"])
def test_what_is_no_length_says_why(qtbot: QtBot, typed: str) -> None:
    field = MillimetreEdit(least=-20)
    qtbot.addWidget(field)
    field.setText(typed)
    field.tidy()
    assert field.value() is None
    assert field.problem()
