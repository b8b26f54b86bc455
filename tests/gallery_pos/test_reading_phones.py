from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from gallery_pos.formatting import format_phone
from gallery_pos.reading import Unreadable, is_mobile, read_phone

mobiles = st.from_regex(r"628[1-35-9][0-9]{7,10}", fullmatch=True).filter(
    lambda phone: phone.isascii() and is_mobile(phone)
)
nearly = st.text(st.sampled_from("0123456789+-() ./wahp62"), max_size=18)


@pytest.mark.parametrize(
    "written",
    [
        "081959186401",
        "0819-5918-6401",
        "0819 5918 6401",
        "0819.5918.6401",
        "6281959186401",
        "+62 819 5918 6401",
        "+6281959186401",
        "+62 (0)819-5918-6401",
        "0062 819 5918 6401",
        "81959186401",
        "WA 0819-5918-6401",
        "HP/WA: 081959186401",
        "No. HP 081959186401",
        "'081959186401",
        "0819\u20115918\u20116401",
        "\u202a+62 819\u20115918\u20116401\u202c",
        81_959_186_401,
        6_281_959_186_401,
        81_959_186_401.0,
    ],
)
def test_every_habit_is_understood(written: object) -> None:
    assert read_phone(written) == "6281959186401"


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("(0267) 401234", "62267401234"),
        ("0267-401234", "62267401234"),
        (267_401_234, "62267401234"),
        ("021 2345 6789", "622123456789"),
        ("0622 123456", "62622123456"),
        ("+65 9123 4567", "6591234567"),
        ("0812345678", "62812345678"),
        ("62812345678", "62812345678"),
    ],
)
def test_landlines_short_numbers_and_foreign_ones_too(written: object, phone: str) -> None:
    assert read_phone(written) == phone


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("0819-5918-6401 / 0812-3456-7890", "lebih dari satu"),
        ("081959186401, 081234567890", "lebih dari satu"),
        ("081959186401 atau 081234567890", "lebih dari satu"),
        ("0819", "bukan nomor"),
        ("0819591864O1", "bukan nomor"),
        ("belum ada", "bukan nomor"),
        ("12345", "bukan nomor"),
        ("267401234", "bukan nomor"),
        ("+", "bukan nomor"),
        ("081959186401081959186401", "bukan nomor"),
        ("08459186401", "bukan nomor"),
        ("siti@contoh.id", "bukan nomor"),
        (0, "tidak dikenal"),
        (-81_959_186_401, "tidak dikenal"),
        (8.1, "tidak dikenal"),
        (float("nan"), "tidak dikenal"),
        (True, "tidak dikenal"),
        ("=A1", "rumus"),
        ("-", "kosong"),
        (None, "kosong"),
    ],
)
def test_what_cannot_be_a_number_is_said_so(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_phone(written)


@given(mobiles)
def test_what_is_shown_can_be_typed_in_again(phone: str) -> None:
    for written in (phone, f"+{phone}", "0" + phone[2:], phone[2:], format_phone(phone), int(phone[2:])):
        assert read_phone(written) == phone


@given(st.text() | nearly | st.integers() | st.floats() | st.none() | st.booleans())
def test_anything_is_a_phone_or_unreadable(written: object) -> None:
    with suppress(Unreadable):
        phone = read_phone(written)
        assert phone.isdigit()
        assert read_phone(f"+{phone}") == phone


@pytest.mark.parametrize(
    ("phone", "mobile"),
    [("6281959186401", True), ("62267401234", False), ("6591234567", True), ("", False), ("bukan", False)],
)
def test_only_mobiles_get_whatsapp(phone: str, mobile: bool) -> None:
    assert is_mobile(phone) is mobile
