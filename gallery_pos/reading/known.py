"""Words out of a short list: districts, classes, methods."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, TypeVar

from gallery_pos.documents import SizeClass
from gallery_pos.language import tr
from gallery_pos.reading.cells import Unreadable, spoken
from gallery_pos.reading.names import header_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_Choice = TypeVar("_Choice")

_DISTRICT_WORDS = ("kecamatan", "kec")
_SIZE_CLASSES = {
    "mikro": SizeClass.MICRO,
    "kecil": SizeClass.SMALL,
    "menengah": SizeClass.MEDIUM,
    "usaha mikro": SizeClass.MICRO,
    "usaha kecil": SizeClass.SMALL,
    "usaha menengah": SizeClass.MEDIUM,
    "micro": SizeClass.MICRO,
    "small": SizeClass.SMALL,
    "medium": SizeClass.MEDIUM,
}


def read_choice(value: object, choices: Mapping[str, _Choice]) -> _Choice:
    """Return the choice that a cell names, without regard to case, spaces and marks.

    Raises Unreadable with the words that ``choices`` knows.
    """
    by_key = {header_key(word): choice for word, choice in choices.items()}
    key = header_key(spoken(value))
    if key not in by_key:
        first_words: dict[_Choice, str] = {}
        for word, choice in choices.items():
            first_words.setdefault(choice, word)
        raise Unreadable(tr("tidak dikenal; pilihannya: {choices}").format(choices=", ".join(first_words.values())))
    return by_key[key]


def read_size_class(value: object) -> SizeClass:
    """Return the class of a business: mikro, kecil or menengah, with or without "usaha", or in English."""
    return read_choice(value, _SIZE_CLASSES)


def read_district(value: object, districts: Iterable[str]) -> str:
    """Return the district of ``districts`` that a cell names: "Kec. Rawamerta", "KARAWANG TIMUR", "Kotabaru".

    Raises Unreadable for a name that is none of them, with the nearest one as a question, never as an answer.
    """
    by_key = {header_key(district): district for district in districts}
    key = header_key(spoken(value))
    for candidate in (key, *(key.removeprefix(word) for word in _DISTRICT_WORDS)):
        if candidate in by_key:
            return by_key[candidate]
    near = difflib.get_close_matches(key, by_key, n=1)
    if near:
        raise Unreadable(tr("bukan nama kecamatan di sini; mungkin {district}?").format(district=by_key[near[0]]))
    raise Unreadable(tr("bukan nama kecamatan di sini"))
