from __future__ import annotations

from collections.abc import Generator
from datetime import date, time
from gettext import NullTranslations

import pytest

from gallery_pos.formatting import (
    format_count,
    format_date,
    format_long_date,
    format_month,
    format_percent,
    format_period,
    format_phone,
    format_receipt_code,
    format_rupiah,
    format_time,
    format_weekday,
)
from gallery_pos.language import use_translations


class English(NullTranslations):
    """A catalogue of the two words that the tests need."""

    def gettext(self, message: str) -> str:
        return {"Agu": "Aug", "Agustus": "August"}.get(message, message)


@pytest.fixture
def english() -> Generator[None]:
    use_translations(English())
    yield
    use_translations(None)


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "Rp0"), (500, "Rp500"), (15_000, "Rp15.000"), (1_250_000_000, "Rp1.250.000.000"), (-15_000, "-Rp15.000")],
)
def test_rupiah_are_spelled_officially(amount: int, text: str) -> None:
    assert format_rupiah(amount) == text


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (1_250, "1.250"), (-1_250, "-1.250")])
def test_counts_have_dots(number: int, text: str) -> None:
    assert format_count(number) == text


@pytest.mark.parametrize(
    ("basis_points", "text"),
    [
        (0, "0 %"),
        (2_000, "20 %"),
        (1_250, "12,5 %"),
        (1_205, "12,05 %"),
        (25, "0,25 %"),
        (10_000, "100 %"),
        (-550, "-5,5 %"),
    ],
)
def test_shares_have_no_needless_decimals(basis_points: int, text: str) -> None:
    assert format_percent(basis_points) == text


def test_dates_are_short_on_screens_and_long_in_letters() -> None:
    day = date(2023, 7, 4)
    assert format_date(day) == "4 Jul 2023"
    assert format_long_date(day) == "4 Juli 2023"
    assert format_month(day) == "Juli 2023"
    assert format_weekday(day) == "Selasa"
    assert format_time(time(14, 5)) == "14.05"


def test_names_of_months_follow_the_language(english: None) -> None:
    assert format_date(date(2023, 8, 17)) == "17 Aug 2023"
    assert format_month(date(2023, 8, 17)) == "August 2023"
    assert format_rupiah(15_000) == "Rp15.000"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "1–31 Okt 2026"),
        (date(2026, 9, 28), date(2026, 10, 4), "28 Sep – 4 Okt 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 Des 2026 – 3 Jan 2027"),
        (date(2026, 10, 1), date(2026, 10, 1), "1 Okt 2026"),
    ],
)
def test_spans_of_days_are_as_short_as_can_be(start: date, end: date, text: str) -> None:
    assert format_period(start, end) == text


@pytest.mark.parametrize(
    ("phone", "text"),
    [
        ("6281234567890", "0812-3456-7890"),
        ("62267401234", "(0267) 401234"),
        ("6591234567", "+65 9123 4567"),
        ("", ""),
        ("belum ada", "belum ada"),
    ],
)
def test_phones_are_shown_as_people_dial_them(phone: str, text: str) -> None:
    assert format_phone(phone) == text


def test_a_receipt_code_is_shown_in_halves() -> None:
    assert format_receipt_code("7K3QX9M2PD") == "7K3QX-9M2PD"
