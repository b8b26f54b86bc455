from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import assume, given, strategies as st

from gallery_pos.barcode import (
    INSTORE_PREFIX,
    clean_scan,
    code_range,
    instore_ean13,
    is_ean13,
    lot_code,
    read_receipt_code,
    receipt_code,
    sku,
)
from gallery_pos.formatting import format_receipt_code
from gallery_pos.reading import Unreadable

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
hashes = st.binary(min_size=32, max_size=32)
numbers = st.integers(1, 10**10 - 1)


def test_an_instore_code_is_the_known_example() -> None:
    assert instore_ean13(100_000) == "2100001000004"


@given(numbers)
def test_instore_codes_are_ean13_in_the_restricted_range(number: int) -> None:
    code = instore_ean13(number)
    assert is_ean13(code)
    assert 20 <= int(code[:2]) <= 29
    assert int(code.removeprefix(INSTORE_PREFIX)[:-1]) == number


@pytest.mark.parametrize("number", [0, -1, 10**10])
def test_there_is_no_instore_code_for_a_number_that_does_not_fit(number: int) -> None:
    with pytest.raises(ValueError, match="in-store"):
        instore_ean13(number)


@pytest.mark.parametrize("code", ["2100001000004", "2000001000427", "8991234567891"])
def test_ean13_is_recognised(code: str) -> None:
    assert is_ean13(code)


@pytest.mark.parametrize(
    "text", ["", "8991234567890", "899123456789", "08991234567891", "8991234567891 ", "899-1234567891", "٨٩٩١٢٣٤٥٦٧٨٩١"]
)
def test_what_is_not_exactly_an_ean13_is_not_taken_for_one(text: str) -> None:
    assert not is_ean13(text)


@given(numbers, st.integers(0, 12), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_noticed(number: int, place: int, digit: str) -> None:
    code = instore_ean13(number)
    assume(code[place] != digit)
    assert not is_ean13(code[:place] + digit + code[place + 1 :])


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("8991234567891", "8991234567891"),
        (" 8991234567891\r\n", "8991234567891"),
        ("]E08991234567891", "8991234567891"),
        ("\x02]E08991234567891\x03\r", "8991234567891"),
        ("]C1010899123456789121ABC\x1d10LOT", "010899123456789121ABC10LOT"),
        ("]Q3\x1dhttps://contoh.id/s/1", "https://contoh.id/s/1"),
        ("\ufeffP7\t", "P7"),
        ("kopi arabika", "kopi arabika"),
        ("]", "]"),
        ("\r\n", ""),
    ],
)
def test_a_scan_is_freed_of_what_the_scanner_added(sent: str, meant: str) -> None:
    assert clean_scan(sent) == meant


@given(st.text())
def test_a_clean_scan_has_no_control_character(text: str) -> None:
    cleaned = clean_scan(text)
    assert cleaned == cleaned.strip()
    assert not any(ord(character) < 32 for character in cleaned)


@pytest.mark.parametrize(
    ("text", "code"), [("p7", "P7"), (" P 7 ", "P7"), ("\tkp-01\n", "KP-01"), ("\uff30\uff17", "P7")]
)
def test_codes_are_compared_in_one_form(text: str, code: str) -> None:
    assert sku(text) == code


@given(hashes)
def test_a_receipt_code_is_read_back_however_it_was_typed(document_hash: bytes) -> None:
    code = receipt_code(document_hash)
    assert len(code) == 10
    assert set(code) <= set(CROCKFORD)
    for typed in (
        code,
        code.lower(),
        format_receipt_code(code),
        f"  {code[:4]} {code[4:]}\n",
        code.replace("0", "O").replace("1", "l"),
        code.replace("0", "o").replace("1", "I"),
    ):
        assert read_receipt_code(typed) == code


@given(hashes, st.integers(0, 9), st.sampled_from(CROCKFORD))
def test_one_wrong_character_in_a_receipt_code_is_noticed(document_hash: bytes, place: int, wrong: str) -> None:
    code = receipt_code(document_hash)
    assume(code[place] != wrong)
    with pytest.raises(Unreadable, match="salah ketik"):
        read_receipt_code(code[:place] + wrong + code[place + 1 :])


@given(hashes, st.integers(0, 8))
def test_two_neighbours_changed_about_are_noticed(document_hash: bytes, place: int) -> None:
    code = receipt_code(document_hash)
    pair = code[place : place + 2]
    # The one pair that the Luhn algorithm cannot tell: the first and the last character of the alphabet.
    assume(pair[0] != pair[1] and set(pair) != {"0", "Z"})
    with pytest.raises(Unreadable):
        read_receipt_code(code[:place] + pair[::-1] + code[place + 2 :])


@given(st.text())
def test_other_text_is_no_receipt_code_or_a_whole_one(text: str) -> None:
    with suppress(Unreadable):
        assert len(read_receipt_code(text)) == 10


@pytest.mark.parametrize("text", ["", "7K3QX", "8991234567891", "UUUUUUUUUU", "7K3QX9M2P!"])
def test_what_is_not_a_receipt_code_is_said_so(text: str) -> None:
    with pytest.raises(Unreadable, match="bukan kode struk"):
        read_receipt_code(text)


@given(st.uuids(), st.integers(0, 10_000), st.integers(0, 10_000))
def test_lot_codes_are_steady_and_differ_by_line(document: UUID, line: int, other: int) -> None:
    code = lot_code(document, line)
    assert code == lot_code(document, line)
    assert len(code) == 12
    assert set(code) <= set(CROCKFORD)
    assert (code == lot_code(document, other)) == (line == other)


def test_a_lot_code_never_changes_between_releases() -> None:
    assert lot_code(UUID(int=1), 1) == "K8B98HMCSNT0"


@given(st.binary(min_size=32, max_size=32))
def test_a_document_is_in_the_range_of_its_code(document_hash: bytes) -> None:
    low, high = code_range(receipt_code(document_hash))
    assert low <= document_hash < high


def test_the_last_code_of_all_has_a_range_too() -> None:
    low, high = code_range(receipt_code(b"\xff" * 32))
    assert low <= b"\xff" * 32 < high
