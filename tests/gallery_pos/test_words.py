from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gallery_pos.words import LARGEST, amount_in_words

SAID = {
    0: "nol",
    7: "tujuh",
    10: "sepuluh",
    11: "sebelas",
    15: "lima belas",
    19: "sembilan belas",
    20: "dua puluh",
    99: "sembilan puluh sembilan",
    100: "seratus",
    101: "seratus satu",
    111: "seratus sebelas",
    200: "dua ratus",
    1_000: "seribu",
    1_001: "seribu satu",
    1_100: "seribu seratus",
    2_000: "dua ribu",
    11_000: "sebelas ribu",
    21_000: "dua puluh satu ribu",
    101_000: "seratus satu ribu",
    110_500: "seratus sepuluh ribu lima ratus",
    1_000_000: "satu juta",
    1_000_001: "satu juta satu",
    1_001_000: "satu juta seribu",
    1_011_000: "satu juta sebelas ribu",
    1_250_000: "satu juta dua ratus lima puluh ribu",
    1_000_000_000: "satu miliar",
    1_000_001_000: "satu miliar seribu",
    2_001_001_000: "dua miliar satu juta seribu",
    1_000_000_000_000: "satu triliun",
    1_000_000_000_000_000: "satu kuadriliun",
    -15_000: "minus lima belas ribu",
}

DIGITS = dict(
    zip(("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"), range(1, 10), strict=True)
)
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12, "kuadriliun": 10**15}


def heard(words: str) -> int:
    """Take the words down again, by another way than the rules that made them."""
    total = group = 0
    for word in words.removeprefix("minus ").split():
        if word in DIGITS:
            group += DIGITS[word]
        elif word == "belas":
            group += 10
        elif word in {"puluh", "ratus"}:
            units = group % 10
            group += units * (10 if word == "puluh" else 100) - units
        elif word in SCALES:
            total += group * SCALES[word]
            group = 0
        elif word == "seribu":
            total += 1_000
        else:
            group += {"nol": 0, "sepuluh": 10, "sebelas": 11, "seratus": 100}[word]
    return -(total + group) if words.startswith("minus ") else total + group


@pytest.mark.parametrize(("amount", "words"), SAID.items())
def test_amounts_are_said_by_the_rules_of_cldr(amount: int, words: str) -> None:
    assert amount_in_words(amount) == words


@given(st.integers(-LARGEST, LARGEST))
def test_words_mean_the_amount(amount: int) -> None:
    assert heard(amount_in_words(amount)) == amount


@pytest.mark.parametrize("amount", [LARGEST + 1, -LARGEST - 1])
def test_beyond_the_last_word_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        amount_in_words(amount)
