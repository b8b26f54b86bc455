"""One composition falls on every width: nothing is lost, nothing runs over, no number is broken."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

import pytest
from hypothesis import given, strategies as st

from receipts.paper import NARROW, WIDE, Align, Columns, Item, Line, Paper, Row, Rule, Text, rows, to_text
from receipts.plain import to_ascii, wrap

names = st.text(max_size=80)
amounts = st.integers(-(10**13), 10**13).map(lambda amount: f"{amount:,}".replace(",", "."))
lines = st.one_of(
    st.builds(Text, names, st.sampled_from(Align), st.booleans(), st.sampled_from([1, 2])),
    st.builds(Columns, names, amounts, st.booleans(), st.sampled_from([1, 2]), st.sampled_from([0, 2])),
    st.builds(Columns, names, names),
    st.builds(Item, names, names, amounts, st.tuples(names)),
    st.builds(Rule),
)


def shown(*printed: Line, columns: int = NARROW) -> list[str]:
    return [row.text for row in rows(Paper("uji", columns, printed)) if isinstance(row, Row)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Bu Yayah’s” – enak…", '"Bu Yayah\'s" - enak...'),
        ("Café Crème × 2", "Cafe Creme x 2"),
        ("½ kg ≤ 3 m²", "1/2 kg <= 3 m2"),
        ("Øl Łódź Straße ÆØ", "Ol Lodz Strasse AEO"),
        ("Kopi ☕ Karawang 🎉", "Kopi  Karawang "),
        ("咖啡", "??"),
        ("a\tb\nc\x1b@d\x00", "a b c@d"),
        ("\uff2bopi \u2460", "Kopi 1"),
        ("nol\u200b lebar\u202e", "nol lebar"),
    ],
)
def test_letters_that_a_printer_lacks_are_written_with_those_it_has(text: str, plain: str) -> None:
    assert to_ascii(text) == plain


@given(st.text())
def test_only_printable_ascii_reaches_a_printer(text: str) -> None:
    plain = to_ascii(text)
    assert plain.isascii()
    assert plain.isprintable() or not plain
    assert to_ascii(plain) == plain


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F)))
def test_latin_letters_keep_their_base(text: str) -> None:
    for letter, plain in ((one, to_ascii(one)) for one in text):
        base = unicodedata.normalize("NFKD", letter)[0]
        assert not base.isascii() or plain[:1] in {base, "?"} or len(plain) > 1


@given(st.text(), st.integers(1, 60))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    assert all(0 < len(line) <= width for line in wrapped)
    assert "".join("".join(line.split()) for line in wrapped) == "".join(text.split())


@given(st.text(st.characters(codec="ascii"), max_size=60), st.integers(0, 10**13), st.text("abc ", max_size=30))
def test_wrapping_never_breaks_a_number(before: str, number: int, after: str) -> None:
    amount = f"Rp{number:,}".replace(",", ".")
    letters_only = re.sub(r"[0-9.,-]|Rp", "x", before)
    wrapped = wrap(f"{letters_only}{amount}{after}", NARROW)
    assert any(amount in line for line in wrapped)


@given(st.lists(lines, max_size=8), st.sampled_from([NARROW, 42, WIDE]))
def test_no_row_is_longer_than_the_paper(printed: list[Line], columns: int) -> None:
    for row in rows(Paper("uji", columns, tuple(printed))):
        assert isinstance(row, Row)
        assert len(row.text) * row.size <= columns
        assert row.text.isascii()


@given(names, amounts, st.sampled_from([1, 2]), st.sampled_from([NARROW, WIDE]))
def test_an_amount_stands_whole_at_the_right_edge(label: str, amount: str, size: int, columns: int) -> None:
    printed = [row for row in rows(Paper("uji", columns, (Columns(label, amount, size=size),))) if isinstance(row, Row)]
    assert printed[-1].text.endswith(amount)
    assert len(printed[-1].text) == columns // printed[-1].size


@given(st.lists(lines, max_size=5))
def test_every_letter_of_the_narrow_paper_is_on_the_wide_one(printed: list[Line]) -> None:
    def letters(columns: int) -> str:
        return "".join("".join(shown(*printed, columns=columns)).split()).replace("-", "")

    assert letters(NARROW) == letters(WIDE)


def test_a_label_and_an_amount_share_a_row_where_they_fit() -> None:
    assert shown(Columns("Tunai", "50.000")) == ["Tunai" + " " * 21 + "50.000"]
    assert shown(Columns("x" * 25, "50.000")) == ["x" * 25 + " 50.000"]
    assert shown(Columns("x" * 26, "50.000")) == ["x" * 26, " " * 26 + "50.000"]


def test_a_large_amount_that_does_not_fit_large_is_printed_small() -> None:
    (row,) = rows(Paper("uji", NARROW, (Columns("TOTAL", "Rp99.999.999.999.999", size=2),)))
    assert isinstance(row, Row)
    assert (row.size, len(row.text)) == (1, NARROW)


def test_an_item_names_goods_and_maker_over_the_amount() -> None:
    assert shown(Item("Keripik", "2 x 15.000", "30.000", ("karya: Bu Yayah",))) == [
        "Keripik",
        "  karya: Bu Yayah",
        "  2 x 15.000              30.000",
    ]


def test_paper_as_text_shows_what_is_no_text(make: object) -> None:
    assert set(get_args(Line)) >= {Text, Columns, Item}
    assert to_text(Paper("uji", NARROW, (Text("kanan", Align.RIGHT), Text("t", Align.CENTER)))) == (
        " " * 27 + "kanan\n" + " " * 15 + "t\n"
    )
