"""A font that is cut down once for all papers puts into each of them what ReportLab would."""

from __future__ import annotations

from io import BytesIO

import pytest
from font_roboto import font_directory
from hypothesis import given, settings, strategies as st
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from receipts.pdf.faces import KeptFont

FILE = f"{font_directory}/Roboto-Regular.ttf"
LETTERS = [chr(code) for code in sorted(TTFont("Huruf", FILE).face.charToGlyph) if code > 31]


class Paper:
    """A file with one page of lines of text."""

    def __init__(self) -> None:
        self.file = BytesIO()
        self.canvas = Canvas(self.file, invariant=1, pageCompression=1)

    def draw(self, *lines: str) -> Paper:
        self.canvas.setFont("Huruf", 10)
        for number, line in enumerate(lines):
            self.canvas.drawString(50, 800 - number * 12, line)
        return self

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def drawn(kind: type[TTFont], *lines: str) -> bytes:
    registerFont(kind("Huruf", FILE))
    return Paper().draw(*lines).bytes()


@given(st.lists(st.text(LETTERS, max_size=40), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_any_text_makes_the_same_file(lines: list[str]) -> None:
    assert drawn(KeptFont, *lines) == drawn(TTFont, *lines) == drawn(KeptFont, *lines)


def test_more_letters_than_one_part_holds() -> None:
    lines = ["".join(LETTERS[at : at + 70]) for at in range(0, 700, 70)]
    assert drawn(KeptFont, *lines) == drawn(TTFont, *lines)


@pytest.mark.parametrize("kind", [KeptFont, TTFont])
def test_two_papers_at_once_do_not_mix_their_letters(kind: type[TTFont]) -> None:
    alone = [drawn(TTFont, "Keripik – é"), drawn(TTFont, "Sambal ½ ñ")]
    registerFont(kind("Huruf", FILE))
    one, other = Paper().draw("Keripik – é"), Paper().draw("Sambal ½ ñ")
    assert [one.bytes(), other.bytes()] == alone
