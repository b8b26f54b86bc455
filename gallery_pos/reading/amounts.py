"""Amounts of rupiah, in every habit of writing them."""

from __future__ import annotations

import re

from gallery_pos.language import tr
from gallery_pos.reading.cells import DASHES, Unreadable, is_number, spoken, whole

LARGEST_AMOUNT = 10**12
"""Rupiah; more in one cell is a slip of the hand."""

_UNITS = {
    **dict.fromkeys(("rb", "rbu", "ribu", "k"), 10**3),
    **dict.fromkeys(("jt", "juta"), 10**6),
    **dict.fromkeys(("miliar", "milyar"), 10**9),
}
_SHAPE = re.compile(
    r"(?:(?:rp|idr)\.?)?\s*"
    r"(?P<figure>[0-9][0-9.,]*?)\s*"
    rf"(?:(?P<unit>{'|'.join(_UNITS)})\.?)?"
    rf"(?:[.,]\s*[{DASHES}=]{{1,2}})?"  # 15.000,- and 15.000,=
    r"(?:\s*rupiah)?",
)
_NEGATIVE = re.compile(rf"(?:(?:rp|idr)\.?)?\s*[{DASHES}(].*[0-9].*")

_WHOLE = re.compile(r"0|[1-9][0-9]*")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,00)?")
# Decimals that are zero are clear only after a figure too long to be one group of thousands cut short.
_WITH_ZERO_SEN = re.compile(r"([1-9][0-9]{2,}),00|([1-9][0-9]{3,})\.00?")
_WITH_SEN = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]{1,2}")
_BEFORE_UNIT = re.compile(r"(0|[1-9][0-9]{0,2})(?:[.,]([0-9]{1,2}))?")


def read_amount(value: object) -> int:
    """Return an amount as whole rupiah, 0 to :data:`LARGEST_AMOUNT`.

    Understood: 15000, 15.000, Rp 15.000, Rp15.000,00, 15.000,-, Rp. 40.000,-, 15rb, 15 ribu, 1,5 jt, 1,5 juta, and
    whole numbers of a spreadsheet. Dots are thousands and a comma decimals, as the law of the land has it; 1.5, 1,5,
    15.00 and 1,500 could be something else and raise Unreadable, as do negative amounts, sen and formulas.
    """
    number = value if is_number(value) else _from_text(spoken(value))
    if number < 0:
        raise Unreadable(tr("tidak boleh kurang dari nol"))
    if number > LARGEST_AMOUNT:
        raise Unreadable(tr("terlalu besar; paling banyak Rp1.000.000.000.000"))
    amount = whole(number)
    if amount is None:
        raise _unclear()
    return amount


def _from_text(text: str) -> int:
    match = _SHAPE.fullmatch(text)
    if match is None:
        if _NEGATIVE.fullmatch(text):
            raise Unreadable(tr("tidak boleh kurang dari nol"))
        raise Unreadable(tr("bukan jumlah rupiah; tulis misalnya 15000, 15.000 atau Rp15.000"))
    figure, unit = match["figure"], match["unit"]
    return _count(figure, _UNITS[unit]) if unit else _plain(figure)


def _plain(figure: str) -> int:
    if _WHOLE.fullmatch(figure):
        return int(figure)
    if match := _GROUPED.fullmatch(figure):
        return int(match[1].replace(".", ""))
    if match := _WITH_ZERO_SEN.fullmatch(figure):
        return int(match[1] or match[2])
    if _WITH_SEN.fullmatch(figure):
        raise Unreadable(tr("memuat sen; tulis rupiah bulat"))
    raise _unclear()


def _count(figure: str, unit: int) -> int:
    """Return so many thousands or millions: 15, 1,5 or 1.5; a figure with thousands of its own is unclear."""
    match = _BEFORE_UNIT.fullmatch(figure)
    if match is None:
        raise _unclear()
    decimals = match[2] or ""
    scale: int = 10 ** len(decimals)
    return int(match[1] + decimals) * unit // scale


def _unclear() -> Unreadable:
    return Unreadable(tr("tidak jelas mana ribuan dan mana pecahan; tulis utuh, misalnya 15000 atau 15.000"))
