from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from gallery_pos.reading import Nib, Unreadable, is_blank, read_code, read_nib, read_optional, read_text

anything = st.text() | st.integers() | st.floats() | st.none() | st.booleans() | st.binary()


@pytest.mark.parametrize("value", [None, "", "  \t\n", "-", " - ", "\u2013", "--", "\u200b", "\u00a0"])
def test_blank_cells_say_nothing(value: object) -> None:
    assert is_blank(value)
    assert read_optional(read_code, value) is None


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "a", "- a", " " * 1_000 + "x", "-" * 1_000 + "x"])
def test_everything_else_says_something(value: object) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("P7", "P7"),
        (" m12 ", "m12"),
        ("KRP 01", "KRP 01"),
        ("'0012", "0012"),
        ("8991234567891", "8991234567891"),
        (8_991_234_567_891, "8991234567891"),
        (12.0, "12"),
        (7, "7"),
    ],
)
def test_codes_are_kept_as_written(written: object, code: str) -> None:
    assert read_code(written) == code


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("8,99123E+12", "dipotong"),
        ("8.99E+12", "dipotong"),
        (1.5, "bukan kode"),
        (-7, "bukan kode"),
        ("=A1", "rumus"),
        ("X" * 41, "terlalu panjang"),
        ("", "kosong"),
        (True, "tidak dikenal"),
    ],
)
def test_spoiled_codes_are_said_so(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_code(written)


@pytest.mark.parametrize("written", ["0757117504152", "0757-1175-04152", "NIB 0757117504152", "NIB: 0757 1175 04152"])
def test_a_nib_has_thirteen_digits(written: str) -> None:
    assert read_nib(written) == Nib("0757117504152", "")


def test_a_numeric_nib_gets_its_zeros_back_with_a_warning() -> None:
    assert read_nib(5_192_032_778_581) == Nib("5192032778581", "")
    for written in (757_117_504_152, 757_117_504_152.0):
        nib = read_nib(written)
        assert nib.number == "0757117504152"
        assert "nol" in nib.warning


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("757117504152", "13 angka"),
        ("07571175041521", "13 angka"),
        ("sedang diurus", "13 angka"),
        (757, "13 angka"),
        (-5_192_032_778_581, "13 angka"),
        (51_920_327_785_811, "13 angka"),
        ("5,19203E+12", "dipotong"),
        ("=A1", "rumus"),
        ("-", "kosong"),
    ],
)
def test_other_numbers_are_no_nib(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_nib(written)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (None, ""),
        ("  belum\npernah  dibayar ", "belum pernah dibayar"),
        ('=HYPERLINK("http://contoh","klik")', '=HYPERLINK("http://contoh","klik")'),
        ("<b>lihat nota</b>", "<b>lihat nota</b>"),
        ("a\x00b\u202ec", "abc"),
        (5, "5"),
        (5.0, "5"),
        (5.5, "5.5"),
    ],
)
def test_text_is_data_on_one_line(written: object, text: str) -> None:
    assert read_text(written) == text


@pytest.mark.parametrize("written", ["x" * 201, 10**200])
def test_text_has_a_limit(written: object) -> None:
    with pytest.raises(Unreadable, match="terlalu panjang"):
        read_text(written)


@given(anything)
def test_anything_is_read_or_unreadable(written: object) -> None:
    for reader in (read_text, read_code, read_nib):
        with suppress(Unreadable):
            reader(written)
