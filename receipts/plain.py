"""Text for printers that know ASCII only: transliteration, and wrapping that never breaks a number."""

from __future__ import annotations

import re
import unicodedata

_SAME = {
    '"': "“”„‟«»″",
    "'": "‘’‚‛‹›′´ʻʼ",  # noqa: RUF001
    "-": "‐‑‒–—―−",  # noqa: RUF001
    "x": "×✕✖",
    "/": "÷⁄∕",  # noqa: RUF001
    "*": "•·●▪■◆★☆",
    "...": "…",
    "->": "→⇒",
    "<=": "≤",
    ">=": "≥",
    "+/-": "±",
    "EUR": "€",
    "(c)": "©",
    "(r)": "®",
    "AE": "Æ",
    "ae": "æ",
    "OE": "Œ",
    "oe": "œ",
    "O": "Ø",
    "o": "ø",
    "L": "Ł",
    "l": "ł",
    "D": "Đ",
    "d": "đð",
    "ss": "ß",
    "i": "ı",  # noqa: RUF001
    "?": "¿",
    "!": "¡",
}
_PLAIN = {ord(character): plain for plain, characters in _SAME.items() for character in characters}

_LEFT_AWAY = frozenset({"Mn", "Me", "Cf", "Cs", "Co", "Cn", "So", "Sk"})
_BREAKABLE = re.compile(r"(?:Rp)?-?[0-9][0-9.,]*|.")


def to_ascii(text: str) -> str:
    """Return the text in printable ASCII: quotes, dashes and accents simplified, line ends and tabs as spaces.

    Letters without a Latin form become "?", pictures (emoji) are left away; control characters never reach a printer.
    """
    if text.isascii() and text.isprintable():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN)).translate(_PLAIN)
    return "".join(_letter(character) for character in decomposed)


def _letter(character: str) -> str:
    if character.isspace():
        return " "
    if character.isascii():
        return character if character.isprintable() else ""
    return "" if unicodedata.category(character) in _LEFT_AWAY else "?"


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most ``width`` characters, broken at spaces.

    A word longer than a line is broken between letters; a number only where it is longer than a line by itself. An
    empty text gives no line.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width)
        lines.extend(full)
    return [*lines, line] if line else lines


def _pieces(word: str, width: int) -> list[str]:
    """Return a word as it is, or in pieces that fit."""
    if len(word) <= width:
        return [word]
    pieces = [""]
    for atom in _BREAKABLE.findall(word):
        for start in range(0, len(atom), width):
            part = atom[start : start + width]
            if len(pieces[-1]) + len(part) > width:
                pieces.append("")
            pieces[-1] += part
    return pieces
