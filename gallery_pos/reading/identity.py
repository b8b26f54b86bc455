"""NIK and NPWP as people write them. Their rules are weak (regions split, centuries are lost): they warn, never refuse."""

from __future__ import annotations

import re
from typing import NamedTuple

from gallery_pos.language import tr

_NIK_DIGITS = 16
_OLD_NPWP_DIGITS = 15
_NPWP_DIGITS = 16
_MARKS = re.compile(r"[\s.,/_'-]+")


class Checked(NamedTuple):
    """A number as it is kept, digits only where it has nothing else; ``warning`` is a sentence for the person, or ""."""

    number: str
    warning: str


def check_nik(text: str) -> Checked:
    """Return a NIK (16 digits: region, day of birth with 40 more for women, serial) and what looks wrong about it."""
    number = _tidy(text)
    return Checked(number, _nik_warning(number) if number else "")


def check_npwp(text: str) -> Checked:
    """Return an NPWP and what looks wrong about it.

    16 digits since July 2024: a person's NIK, or a zero before the 15 digits of old, of which nine have a check digit.
    """
    number = _tidy(text)
    return Checked(number, _npwp_warning(number) if number else "")


def _tidy(text: str) -> str:
    """Return the digits without the marks between them; what has letters stays as it is written."""
    plain = _MARKS.sub("", text)
    return plain if plain.isascii() and plain.isdigit() else " ".join(text.split())


def _nik_warning(number: str) -> str:
    if not number.isdigit() or len(number) != _NIK_DIGITS:
        return tr("NIK terdiri dari 16 angka; cocokkan dengan KTP.")
    # The table of regions takes a while to load, and a till sells without it.
    from stdnum.exceptions import ValidationError
    from stdnum.id import nik

    try:
        nik.get_birth_date(number)
    except ValidationError:
        return tr("Tanggal lahir di dalam NIK ini tidak ada; cocokkan dengan KTP.")
    try:
        nik.validate(number)
    except ValidationError:
        return tr("Kode wilayah di depan NIK ini tidak dikenal; cocokkan dengan KTP.")
    return ""


def _npwp_warning(number: str) -> str:
    if not number.isdigit() or len(number) not in {_OLD_NPWP_DIGITS, _NPWP_DIGITS}:
        return tr("NPWP terdiri dari 16 angka, yang lama 15; cocokkan dengan kartunya.")
    if len(number) == _NPWP_DIGITS and not number.startswith("0"):
        return _nik_warning(number) and tr("NPWP perorangan sama dengan NIK, dan NIK ini tidak cocok polanya.")
    from stdnum import luhn

    return "" if luhn.is_valid(number[-_OLD_NPWP_DIGITS:][:9]) else tr("Angka NPWP ini tidak cocok; periksa lagi.")
