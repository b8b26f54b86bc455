from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from gallery_pos.errors import BadInput, GalleryError, RuleBroken
from gallery_pos.qris import crc, read_qris

# Made up, for tests and the sample gallery.
STATIC = (
    "00020101021126670016ID.CO.CONTOH.WWW01189360000099999999990214TESTMERCHANT010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID00000000000000303UMI5204594753033605802ID5918GALERI UMKM CONTOH6008KARAWANG61054131162110707KASIR016304222D"
)
DYNAMIC = (
    "00020101021226670016ID.CO.CONTOH.WWW01189360000099999999990214TESTMERCHANT010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID00000000000000303UMI5204594753033605405512505802ID5918GALERI UMKM CONTOH6008KARAWANG61054131162270112"
    "INV2307040010707KASIR0163047786"
)
# Published for verification: the worked example of EMVCo, and two of the MIT-licensed purnama/spring-qris.
EMVCO = (
    "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT"
    "6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016"
    "A0112233449988770708123456786304A13A"
)
SPRING_STATIC = (
    "00020101021126530012COM.DOKU.WWW0118936008990000002475020424750303URE51440014ID.CO.QRIS.WWW0215ID1020039293482"
    "0303URE5204539953033605802ID5911GUREUM SHOP6013JAKARTA PUSAT61051064062070703A016304455C"
)
SPRING_DYNAMIC = (
    "00020101021226530012COM.DOKU.WWW0118936008990000002475020424750303URE51440014ID.CO.QRIS.WWW0215ID1020039293482"
    "0303URE5204539953033605404100055020256035005802ID5911GUREUM SHOP6013JAKARTA PUSAT61051064062070703A016304FD26"
)


def field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02}{value}"


def payload(**changed: str) -> str:
    """Return a whole payload with fields changed (``t54="5000"``) or left out (``t59=""``)."""
    fields = {
        "00": "01",
        "01": "11",
        "26": field("00", "ID.CO.CONTOH.WWW") + field("03", "UMI"),
        "51": field("00", "ID.CO.QRIS.WWW") + field("02", "ID0000000000000") + field("03", "UMI"),
        "52": "5947",
        "53": "360",
        "58": "ID",
        "59": "GALERI CONTOH",
        "60": "KARAWANG",
    } | {tag.removeprefix("t"): value for tag, value in changed.items()}
    body = "".join(field(tag, value) for tag, value in sorted(fields.items()) if value) + "6304"
    return body + crc(body)


def refusal(text: str) -> GalleryError:
    with pytest.raises(GalleryError) as caught:
        read_qris(text)
    return caught.value


def test_the_checksum_is_ccitt_false() -> None:
    assert crc("123456789") == "29B1"


@pytest.mark.parametrize("text", [STATIC, DYNAMIC, EMVCO, SPRING_STATIC, SPRING_DYNAMIC])
def test_published_checksums_are_ours(text: str) -> None:
    assert crc(text[:-4]) == text[-4:]


def test_a_sticker_says_who_and_leaves_the_amount_open() -> None:
    qris = read_qris(f" {STATIC}\r\n")
    assert qris.payload == STATIC
    assert (qris.merchant, qris.city) == ("GALERI UMKM CONTOH", "KARAWANG")
    assert (qris.nmid, qris.criteria, qris.terminal) == ("ID0000000000000", "UMI", "KASIR01")
    assert not qris.dynamic
    assert qris.amount is None


def test_a_dynamic_code_says_how_much_and_for_which_bill() -> None:
    qris = read_qris(DYNAMIC)
    assert qris.dynamic
    assert (qris.amount, qris.bill) == (51_250, "INV230704001")


def test_codes_of_other_makers_are_read() -> None:
    assert read_qris(SPRING_STATIC).criteria == "URE"
    assert read_qris(SPRING_DYNAMIC).amount == 1_000


def test_lengths_count_characters_and_foreign_money_is_refused() -> None:
    error = refusal(EMVCO)
    assert isinstance(error, RuleBroken)
    assert error.code == "qris.currency"


def test_the_criteria_may_stand_with_the_account_only() -> None:
    qris = read_qris(payload(t51=""))
    assert (qris.nmid, qris.criteria) == ("", "UMI")


@pytest.mark.parametrize(("written", "amount"), [("5000", 5_000), ("5000.00", 5_000), ("5000.", 5_000), ("0", 0)])
def test_amounts_are_whole_rupiah(written: str, amount: int) -> None:
    assert read_qris(payload(t54=written)).amount == amount


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "qris.not_qris"),
        ("8991234567891", "qris.not_qris"),
        ("https://contoh.id", "qris.not_qris"),
        ("000201" + field("59", "X" * 90) * 6, "qris.too_long"),
        ("000201", "qris.no_crc"),
        (STATIC[:-8], "qris.no_crc"),
        (STATIC[:-1], "qris.cut"),
        (STATIC[:50], "qris.cut"),
        (STATIC + "9902ID", "qris.no_crc"),
        (STATIC[:-4] + "0000", "qris.crc"),
        (STATIC.replace("CONTOH6008", "PALSU 6008"), "qris.crc"),
        ("000201AB03xyz", "qris.structure"),
        ("000201000201", "qris.repeated"),
        (
            "000201" + field("59", "\ud800") + "63040000",
            "qris.text",
        ),
        (payload(t53=""), "qris.missing"),
        (payload(t58=""), "qris.missing"),
        (payload(t59=""), "qris.missing"),
        (payload(t60=""), "qris.missing"),
        (payload(t26="", t51=""), "qris.no_account"),
        (payload(t58="SG"), "qris.country"),
        (payload(t51=field("02", "ID123")), "qris.nmid"),
        (payload(t26="0016ID"), "qris.cut"),
        (payload(t54="lima ribu"), "qris.amount"),
        (payload(t54="-5000"), "qris.amount"),
        (payload(t54="12345678901234"), "qris.amount"),
        (payload(t54="5000.50"), "qris.cents"),
    ],
)
def test_each_fault_has_its_sentence(text: str, code: str) -> None:
    error = refusal(text)
    assert error.code == code
    assert isinstance(error, RuleBroken if code in {"qris.cents", "qris.country"} else BadInput)
    for sentence in (error.what, error.safe, error.todo):
        assert re.fullmatch(r"[A-Z].*\.", sentence)


@given(st.text())
def test_any_text_is_refused_in_plain_words(text: str) -> None:
    for attempt in (text, "000201" + text, "000201" + text + "63041234"):
        assert refusal(attempt).what


@given(st.integers(0, len(STATIC) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_one_changed_character_never_passes(place: int, character: str) -> None:
    changed = STATIC[:place] + character + STATIC[place + 1 :]
    if changed.upper() != STATIC and changed.strip() != STATIC:
        refusal(changed)


def test_reading_never_turns_a_static_code_into_a_dynamic_one() -> None:
    assert read_qris(STATIC).payload == STATIC
    assert read_qris(DYNAMIC).payload == DYNAMIC
