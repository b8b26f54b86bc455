"""Cells: what all readers have in common."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, TypeGuard, TypeVar

from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

_Value = TypeVar("_Value")

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
"""Hyphens, dashes and minus: word processors make them of each other. First in a character class, never later."""

_LONGEST = 100
_LARGEST = 10**18
_EXCEL_ERRORS = ("#ref!", "#n/a", "#value!", "#name?", "#div/0!", "#num!", "#null!")


class Unreadable(ValueError):
    """A value that cannot be read without guessing; ``reason`` says why and how to write it, for the person."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_blank(value: object) -> bool:
    """Tell whether a cell says nothing: empty, only spaces, or only a dash."""
    if isinstance(value, str):
        known = value[:1].isalnum()
        return not known and all(character in DASHES or not _shows(character) for character in value)
    return value is None


def read_optional(reader: Callable[[object], _Value], value: object) -> _Value | None:
    """Return None for a blank cell, else what ``reader`` makes of it."""
    return None if is_blank(value) else reader(value)


def read_text(value: object, *, limit: int = 200) -> str:
    """Return a cell as one line of plain text, "" for an empty one; a formula is text like any other.

    Raises Unreadable where it is longer than ``limit`` characters.
    """
    if value is None:
        return ""
    if is_number(value):
        number = whole(value)
        if number is None and isinstance(value, int):
            raise _too_long(limit)
        return str(value if number is None else number)
    return _short(str(value), limit)


def spoken(value: object) -> str:
    """Return the text of a cell that should hold a figure, a date or the like, in small letters.

    Raises Unreadable where there is nothing, a formula, the error of one, or no text at all.
    """
    if is_blank(value):
        raise Unreadable(tr("kosong"))
    if not isinstance(value, str):
        raise Unreadable(tr("isi sel ini tidak dikenal; tulis sebagai teks atau angka biasa"))
    text = _short(value, _LONGEST).casefold()
    if text.startswith("="):
        raise Unreadable(tr("berisi rumus; tulis hasilnya saja"))
    if text in _EXCEL_ERRORS:
        raise Unreadable(tr("berisi rumus yang salah; tulis hasilnya saja"))
    return text


def is_number(value: object) -> TypeGuard[float]:
    """Tell whether a cell holds a number (a truth value is none)."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def whole(number: float) -> int | None:
    """Return a cell's number as an integer where it is a whole one of at most 18 digits, else None."""
    return int(number) if abs(number) < _LARGEST and number == int(number) else None


def _short(text: str, limit: int) -> str:
    """Return the text on one line, where that has at most ``limit`` characters; a cell may hold ten megabytes."""
    if len(text) > 10 * limit or len(line := _collapse(text)) > limit:
        raise _too_long(limit)
    return line


def _too_long(limit: int) -> Unreadable:
    return Unreadable(tr("terlalu panjang; paling banyak {count} huruf").format(count=limit))


def _collapse(text: str) -> str:
    """Return the text in compatible characters, on one line, without invisible characters and doubled spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = "".join(
        character for character in unicodedata.normalize("NFKC", text) if character.isspace() or _shows(character)
    )
    return " ".join(shown.split())


def _shows(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
