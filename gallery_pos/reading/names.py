"""Names of people, businesses, goods and columns: compared without their accidents, shown tidily."""

from __future__ import annotations

import re
import unicodedata

_SPACE_BETWEEN_WORDS = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ABBREVIATIONS = frozenset(
    {
        "BUMDES",
        "CV",
        "FA",
        "II",
        "III",
        "IKM",
        "IV",
        "KTH",
        "KUB",
        "KWT",
        "PD",
        "PKK",
        "PT",
        "RT",
        "RW",
        "SD",
        "TV",
        "UD",
    }
    | {"UKM", "UMKM", "UP2K", "VI", "XL", "XXL", "XXXL"}
)
_UNITS = frozenset({"cm", "g", "gr", "gram", "kg", "l", "liter", "m", "meter", "ml", "mm", "pcs", "sachet"})
_SMALL_WORDS = frozenset({"dan", "dari", "dengan", "di", "ke", "untuk", "yang"})


def name_key(text: str) -> str:
    """Return what two names share that differ by case and spaces only ("UD  Nuraeni", "ud nuraeni", "UDNuraeni").

    A space between two figures stays: "isi 1 2" is not "isi 12".
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    shown = "".join(character for character in folded if character.isspace() or not _invisible(character))
    # Once more at the end: an accent may have come next to its letter only now.
    return unicodedata.normalize("NFKC", _SPACE_BETWEEN_WORDS.sub("", " ".join(shown.split())))


def header_key(text: str) -> str:
    """Return a column's name without case, spaces, underscores, dots and slashes: "No. HP / WA" is "nohpwa"."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def tidy_name(text: str) -> str:
    """Return a name as it is shown: single spaces, and capitals set where somebody wrote all large or all small.

    "CV SUHERMAN JAYA" is "CV Suherman Jaya", "keripik pisang 150 gr" is "Keripik Pisang 150 gr". A name in mixed
    letters is the owner's own choice and stays.
    """
    name = " ".join(text.split())
    if not (name.isupper() or name.islower()):
        return name
    tidied = _WORD.sub(_capitalised, name)
    # A few letters of foreign alphabets have no way back from capitals; their names stay as written.
    return tidied if name_key(tidied) == name_key(name) else name


def _capitalised(match: re.Match[str]) -> str:
    word, before = match[0], match.string[: match.start()].rstrip()
    if word.upper() in _ABBREVIATIONS:
        return word.upper()
    small = word.lower()
    after_figure = before[-1:].isdigit()
    if (small in _UNITS and after_figure) or (small in _SMALL_WORDS and before):
        return small
    return small[0].title() + small[1:]


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf"}
