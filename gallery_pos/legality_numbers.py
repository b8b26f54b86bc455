"""What a paper's number tells: whether it looks as such numbers do, and what it hints at. It never decides anything."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.legality import bare_number
from gallery_pos.legality_defaults import HALAL, NIB, PIRT
from gallery_pos.reading import Unreadable, read_nib

if TYPE_CHECKING:
    from gallery_pos.documents import PaperKind

_PIRT_DIGITS = 15
_PIRT_REGION = slice(3, 7)
_PIRT_YEAR = slice(13, 15)


def number_warning(kind: PaperKind, number: str, region: str = "") -> str:
    """Return why a number looks odd, "" where it does not; ``region`` is the code of the kabupaten, as 3215."""
    bare = bare_number(number)
    if not bare:
        return ""
    if kind.pattern and not _matches(kind.pattern, bare):
        like = tr("Contoh: {example}.").format(example=kind.example) if kind.example else ""
        odd = tr("Nomor ini tidak seperti nomor {paper} biasanya.").format(paper=kind.name)
        return f"{odd} {like}".strip()
    if kind.code == PIRT and region and (said := bare[_PIRT_REGION]) != region:
        return tr("Kode daerah di nomor ini {said}, bukan {region}.").format(said=said, region=region)
    return ""


def impossible_number(kind: PaperKind, number: str) -> str:
    """Return why this cannot be the paper's number at all, "" where it can: only of a NIB is the form certain."""
    if kind.code != NIB or not number.strip():
        return ""
    try:
        read_nib(number)
    except Unreadable:
        digits = sum(letter.isdigit() for letter in number)
        words = tr("NIB terdiri dari 13 angka; yang diketik {count} angka.")
        return words.format(count=digits)
    return ""


def _matches(pattern: str, number: str) -> bool:
    """A gallery may write patterns itself; one that is no pattern warns of nothing."""
    try:
        return re.fullmatch(pattern, number) is not None
    except re.error:
        return True


def is_pattern(pattern: str) -> bool:
    """Tell whether a pattern can be used at all."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def hint(kind: PaperKind, number: str, issued: date | None) -> str:
    """Return what number and date of issue let one expect of the paper's end; the paper itself is what counts."""
    if (year := year_in(kind.code, number)) is not None:
        return tr("Menurut nomornya berlaku sampai tahun {year}.").format(year=year)
    if kind.valid_years and issued is not None:
        return tr("Biasanya {years} tahun: sampai {day}.").format(
            years=kind.valid_years, day=format_date(_years_after(issued, kind.valid_years))
        )
    if kind.code == HALAL:
        return tr("Berlaku selama bahan dan cara membuatnya tidak berubah.")
    return ""


def year_in(paper: str, number: str) -> int | None:
    """Return the year until which a number itself says that its paper is good; None where it says none."""
    if paper != PIRT:
        return None
    digits = "".join(letter for letter in bare_number(number) if letter.isdigit())
    return 2000 + int(digits[_PIRT_YEAR]) if len(digits) >= _PIRT_DIGITS else None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
