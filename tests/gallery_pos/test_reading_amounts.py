from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, strategies as st

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.reading import LARGEST_AMOUNT, Unreadable, read_amount

amounts = st.integers(0, LARGEST_AMOUNT)
# Text from which amounts, and all that only looks like them, come together by chance.
nearly = st.text(st.sampled_from("0123456789.,- RpjtrbiuaE=%()+'"), max_size=14)


@pytest.mark.parametrize(
    ("written", "rupiah"),
    [
        ("15000", 15_000),
        ("15.000", 15_000),
        ("1.500", 1_500),
        ("Rp 15.000", 15_000),
        ("Rp15.000,00", 15_000),
        ("Rp. 40.000,-", 40_000),
        ("15.000,-", 15_000),
        ("15.000,--", 15_000),
        ("15.000.-", 15_000),
        ("15.000,=", 15_000),
        ("15.000,\u2013", 15_000),
        ("rp.650.000", 650_000),
        ("IDR 15.000", 15_000),
        ("15.000 rupiah", 15_000),
        ("\u00a0Rp\u00a015.000 ", 15_000),
        ("\uff11\uff15000", 15_000),
        ("15rb", 15_000),
        ("15 rb.", 15_000),
        ("15 ribu", 15_000),
        ("15 Ribu Rupiah", 15_000),
        ("15k", 15_000),
        ("12,5rb", 12_500),
        ("1,5 jt", 1_500_000),
        ("1.5 jt", 1_500_000),
        ("1,25 juta", 1_250_000),
        ("2 miliar", 2_000_000_000),
        ("0,5 jt", 500_000),
        ("500,00", 500),
        ("15000,00", 15_000),
        ("15000.00", 15_000),
        ("15000.0", 15_000),
        ("1.250.000", 1_250_000),
        ("0", 0),
        ("Rp0", 0),
        (15_000, 15_000),
        (15_000.0, 15_000),
        (0, 0),
        (LARGEST_AMOUNT, LARGEST_AMOUNT),
    ],
)
def test_every_habit_is_understood(written: object, rupiah: int) -> None:
    assert read_amount(written) == rupiah


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1.5", "tidak jelas"),
        ("1,5", "tidak jelas"),
        ("15.00", "tidak jelas"),
        ("15,00", "tidak jelas"),
        ("1,500", "tidak jelas"),
        ("15,000", "tidak jelas"),
        ("15,000.00", "tidak jelas"),
        ("0.500", "tidak jelas"),
        ("1.50.000", "tidak jelas"),
        ("15.0000", "tidak jelas"),
        ("081234", "tidak jelas"),
        ("1.500 jt", "tidak jelas"),
        ("1,500 jt", "tidak jelas"),
        ("15.000 rb", "tidak jelas"),
        ("15000 rb", "tidak jelas"),
        (1.5, "tidak jelas"),
        (15_000.25, "tidak jelas"),
        (float("nan"), "tidak jelas"),
        ("15.000,50", "sen"),
        ("-15000", "kurang dari nol"),
        ("Rp -15.000", "kurang dari nol"),
        ("(15.000)", "kurang dari nol"),
        ("\u221215.000", "kurang dari nol"),
        (-15_000, "kurang dari nol"),
        (float("-inf"), "kurang dari nol"),
        ("1.000.000.000.001", "terlalu besar"),
        ("99999999999999999999", "terlalu besar"),
        ("999 miliar miliar", "bukan jumlah"),
        (LARGEST_AMOUNT + 1, "terlalu besar"),
        (float("inf"), "terlalu besar"),
        ("=15000", "rumus"),
        (" =SUM(A1:A9)", "rumus"),
        ("#REF!", "rumus"),
        ("", "kosong"),
        ("   ", "kosong"),
        ("-", "kosong"),
        (None, "kosong"),
        ("gratis", "bukan jumlah"),
        ("15.000/pcs", "bukan jumlah"),
        ("15.000-", "bukan jumlah"),
        ("15.000 - 20.000", "bukan jumlah"),
        ("Rp", "bukan jumlah"),
        ("1e4", "bukan jumlah"),
        ("15 000", "bukan jumlah"),
        ("<b>15000</b>", "bukan jumlah"),
        (True, "tidak dikenal"),
        (b"15000", "tidak dikenal"),
        (datetime(2023, 7, 4, tzinfo=UTC), "tidak dikenal"),
    ],
)
def test_what_is_unclear_is_never_guessed(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_amount(written)


@given(amounts)
def test_what_is_shown_can_be_typed_in_again(rupiah: int) -> None:
    for written in (format_rupiah(rupiah), format_count(rupiah), str(rupiah), f"{format_rupiah(rupiah)},-", rupiah):
        assert read_amount(written) == rupiah


@given(st.integers(0, 999), st.integers(0, 99))
def test_thousands_and_millions_are_exact(whole: int, hundredths: int) -> None:
    assert read_amount(f"{whole},{hundredths:02} jt") == whole * 1_000_000 + hundredths * 10_000
    assert read_amount(f"{whole},{hundredths:02}rb") == whole * 1_000 + hundredths * 10


@given(st.text() | nearly | st.floats() | st.integers() | st.booleans() | st.none() | st.binary() | st.lists(st.none()))
def test_anything_is_an_amount_or_unreadable(written: object) -> None:
    with suppress(Unreadable):
        assert 0 <= read_amount(written) <= LARGEST_AMOUNT


@given(nearly)
def test_an_amount_has_the_digits_that_were_written(written: str) -> None:
    assume(not re.search("[rjbt]", written.casefold().replace("rp", "")))
    with suppress(Unreadable):
        rupiah = read_amount(written)
        digits = re.sub(r"[^0-9]", "", re.sub(r"(,00|(?<=[0-9]{4})\.00?)(?![0-9])", "", written))
        assert digits == str(rupiah)
