"""NIK and NPWP: what looks wrong is said, nothing is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gallery_pos.reading import check_nik, check_npwp


@pytest.mark.parametrize("text", ["3215011708450001", "3215.0117.0845.0001", " 3215 0157 0845 0001 "])
def test_a_nik_is_kept_as_its_digits(text: str) -> None:
    checked = check_nik(text)
    assert checked.number.isdigit()
    assert checked.warning == ""


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("321501170845000", "16 angka"),
        ("32150117084500O1", "16 angka"),
        ("3215013002450001", "Tanggal lahir"),
        ("9915011708450001", "wilayah"),
    ],
)
def test_a_nik_that_looks_wrong_is_kept_with_a_warning(text: str, about: str) -> None:
    checked = check_nik(text)
    assert checked.number == text
    assert about in checked.warning


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("01.312.166.0-091.000", "013121660091000"),
        ("0013121660091000", "0013121660091000"),
        ("3215011708450001", "3215011708450001"),
    ],
)
def test_an_npwp_has_fifteen_digits_of_old_or_sixteen(text: str, number: str) -> None:
    assert check_npwp(text) == (number, "")


@pytest.mark.parametrize("text", ["013121661091000", "0013121661091000", "9915011708450001", "12345", "belum punya"])
def test_an_npwp_that_looks_wrong_is_kept_with_a_warning(text: str) -> None:
    checked = check_npwp(text)
    assert checked.number == text
    assert checked.warning


@given(st.text(max_size=40))
def test_anything_can_be_written_and_nothing_is_lost_but_marks(text: str) -> None:
    for check in (check_nik, check_npwp):
        checked = check(text)
        assert [c for c in checked.number if c.isalnum()] == [c for c in text if c.isalnum()] or not text.strip()
