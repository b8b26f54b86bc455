"""Texts for makers: filled in, short enough for a link, and never bold by accident."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import MessageKind
from gallery_pos.message_texts import (
    LINK_ROOM,
    LIST,
    MOST_LINES,
    NAMES,
    compose,
    default_text,
    link_length,
    plain,
    template_code,
    wording,
)
from gallery_pos.services.templates import revise_template
from gallery_pos.templates import unknown_names
from house import House, refused


@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_has_a_text_of_names_that_are_known(kind: MessageKind) -> None:
    text = default_text(kind)
    assert not unknown_names(text, NAMES[kind])
    filled = compose(text, dict.fromkeys(NAMES[kind], "x"), ["Keripik"])
    assert "{" not in filled
    assert filled.count("*") % 2 == 0


def test_names_of_people_never_set_bold_or_italics() -> None:
    made = compose("*{usaha}*", {"usaha": "Dapur *Bu* _Enah_ ~lama~ `x`\nGarut"})
    assert made == "*Dapur ∗Bu∗ ˍEnahˍ ∼lama∼ ˋxˋ Garut*"  # noqa: RUF001


def test_long_lists_are_cut_and_the_rest_is_counted() -> None:
    lines = [f"Barang {number}: 3 terjual" for number in range(27)]
    made = compose(default_text(MessageKind.SOLD), {"usaha": "Enah", "galeri": "Galeri", "hak": "Rp1.250.000"}, lines)
    assert f"• Barang {MOST_LINES - 1}: 3 terjual" in made
    assert made.count("•") == MOST_LINES + 1
    assert "• dan 12 lainnya" in made


def test_a_line_of_which_nothing_is_known_is_left_out() -> None:
    made = compose("Satu\nRujukan: {rujukan}\n\n{daftar}\n\nHubungi {telepon}.", {"rujukan": "", "telepon": "0267"})
    assert made == "Satu\n\nHubungi 0267."


@given(st.lists(st.text(min_size=1, max_size=120), max_size=60), st.text(max_size=60))
def test_what_is_made_fits_a_link_unless_one_line_alone_does_not(lines: list[str], name: str) -> None:
    made = compose(default_text(MessageKind.RESTOCK), {"usaha": name or "x", "galeri": "G", "telepon": "0"}, lines)
    bullets = [line for line in made.split("\n") if line.startswith("•")]
    left = re.fullmatch(r"• dan ([0-9]+) lainnya", bullets[-1]) if bullets else None
    shown = len(bullets) - (left is not None)
    assert link_length(made) <= LINK_ROOM or shown <= 1
    assert shown + (int(left[1]) if left else 0) == len([line for line in lines if plain(line)])


@given(st.text())
def test_plain_text_is_one_line_without_marks(text: str) -> None:
    made = plain(text)
    assert "\n" not in made
    assert not set("*_~`") & set(made)


def test_the_gallery_words_a_text_itself(house: House) -> None:
    code, names = template_code(MessageKind.SOLD), NAMES[MessageKind.SOLD]
    with refused("template.names"):
        revise_template(house.desk("admin"), code=code, text="Halo {nama_lengkap}", names=names)
    revise_template(house.desk("admin"), code=code, text="Sampurasun {usaha}: {daftar}", names=names)
    assert wording(house.book, MessageKind.SOLD) == "Sampurasun {usaha}: {daftar}"
    assert wording(house.book, MessageKind.RESTOCK) == default_text(MessageKind.RESTOCK)
    assert LIST in names
