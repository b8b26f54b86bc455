"""Texts with names in braces: filled in, checked, revised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from gallery_pos.services.templates import revise_template
from gallery_pos.templates import CONSENT, CONSENT_NAMES, default_consent, fill, text_of, unknown_names
from house import refused

if TYPE_CHECKING:
    from house import House


@given(st.text(), st.dictionaries(st.sampled_from(CONSENT_NAMES), st.text(max_size=20)))
def test_whatever_people_write_is_filled_without_breaking(text: str, values: dict[str, str]) -> None:
    filled = fill(text, values)
    if "{" not in text:
        assert filled == text


def test_only_known_names_are_filled_and_braces_of_others_stay() -> None:
    assert fill("{nama} {lain} {{nama}} {", {"nama": "Bu {lain}"}) == "Bu {lain} {lain} {Bu {lain}} {"
    assert unknown_names("{nama} {lain} {lain}", ["nama"]) == ["lain"]


def test_the_programs_own_consent_uses_only_names_that_are_filled() -> None:
    assert unknown_names(default_consent(), CONSENT_NAMES) == []


def test_a_text_is_the_programs_own_until_the_gallery_words_it(house: House) -> None:
    assert text_of(house.book, CONSENT, "bawaan") == "bawaan"
    revise_template(house.desk("admin"), code=CONSENT, text="  Saya {nama} setuju. ", names=CONSENT_NAMES)
    assert text_of(house.book, CONSENT, "bawaan") == "Saya {nama} setuju."
    revise_template(house.desk("admin"), code=CONSENT, text="", names=CONSENT_NAMES)
    assert text_of(house.book, CONSENT, "bawaan") == "bawaan"


def test_a_name_that_nothing_fills_is_refused(house: House) -> None:
    with refused("template.names"):
        revise_template(house.desk("admin"), code=CONSENT, text="Saya {namanya}", names=CONSENT_NAMES)
    with refused("access.denied"):
        revise_template(house.desk("cashier"), code=CONSENT, text="Saya")
