"""Roboto in every PDF, and text from people made fit to be drawn with it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth

from receipts.pdf.faces import KeptFont
from receipts.plain import to_ascii

REGULAR, BOLD, MEDIUM, LIGHT = "Roboto", "Roboto-Bold", "Roboto-Medium", "Roboto-Light"
_FILES = {
    REGULAR: "Roboto-Regular.ttf",
    BOLD: "Roboto-Bold.ttf",
    MEDIUM: "Roboto-Medium.ttf",
    LIGHT: "Roboto-Light.ttf",
}


@lru_cache(maxsize=1)
def use_fonts() -> frozenset[int]:
    """Register the fonts once and return the code points that they can draw."""
    import font_roboto

    # Parts of a PDF may be binary since 1992; as text they are a quarter larger and take a fifth of the time.
    rl_config.useA85 = 0
    folder = Path(font_roboto.font_directory)
    drawable: set[int] | None = None
    for name, file in _FILES.items():
        font = KeptFont(name, str(folder / file))
        registerFont(font)
        known = set(font.face.charToGlyph)
        drawable = known if drawable is None else drawable & known
    return frozenset(drawable or ())


def clean(text: str) -> str:
    """Return text from people on one line, without control characters and with what Roboto cannot draw simplified."""
    if text.isascii() and text.isprintable():
        return text
    drawable = use_fonts()
    composed = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(
        letter if ord(letter) in drawable and letter.isprintable() else to_ascii(letter) for letter in composed
    )


@lru_cache(maxsize=16_384)
def width_of(text: str, font: str, size: float) -> float:
    """Return the width of a text in points."""
    use_fonts()
    return float(stringWidth(text, font, size))


@lru_cache(maxsize=16_384)
def fold(text: str, width: float, font: str = REGULAR, size: float = 8.5) -> tuple[str, ...]:
    """Return the text in lines that fit into ``width`` points: broken at spaces, within a word only if it must be.

    Always at least one line, which may be empty.
    """
    text = clean(text)
    if width_of(text, font, size) <= width:
        return (text,)
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width, font, size)
        lines += full
    return (*lines, line)


def _pieces(word: str, width: float, font: str, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, font, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shorten(text: str, width: float, font: str, size: float) -> str:
    """Return the text cut to one line of ``width`` points, with an ellipsis where something was cut off."""
    first, *rest = fold(text, width, font, size)
    if not rest:
        return first
    ellipsis = "…"
    while first and width_of(first + ellipsis, font, size) > width:
        first = first[:-1].rstrip()
    return first + ellipsis
