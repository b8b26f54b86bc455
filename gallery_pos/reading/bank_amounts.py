"""Amounts in files of banks and QRIS providers: signed, with sen, in the habit of the file.

Some write 1.234.567,00 and some 1,234,567.00. A figure that could be either is only read where the rest of its file, or
a person, says which habit it is.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from gallery_pos.language import tr
from gallery_pos.reading.cells import DASHES, Unreadable, is_number, spoken

LARGEST_MUTATION = 10**12
"""Rupiah; more on one line is a slip."""


class Style(StrEnum):
    """How thousands and decimals are written."""

    DOTS = "dots"
    COMMAS = "commas"


class BankAmount(NamedTuple):
    """Rupiah, rounded where the bank wrote sen (``exact`` False); ``mark`` is "D" or "C" where the figure says it."""

    amount: int
    mark: str
    exact: bool


class Unclear(Unreadable):
    """A figure that is read differently in the two habits."""


MARKS = {
    **dict.fromkeys(("d", "db", "dr", "debit", "debet", "debt", "keluar", "out", "-", "uang keluar"), "D"),
    **dict.fromkeys(("k", "c", "cr", "kr", "kredit", "credit", "masuk", "in", "+", "uang masuk"), "C"),
}
"""What files call money that goes out (D) and comes in (C)."""

_SHAPE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[{DASHES}+])?\s*(?:(?:rp|idr)\.?)?\s*(?P<minus>[{DASHES}])?\s*"
    rf"(?P<figure>[0-9][0-9.,]*)\s*(?P<behind>[{DASHES}])?(?P<close>\))?\s*(?P<mark>[a-z]+\.?)?"
)
_GROUPS = {
    Style.DOTS: re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{1,2}))?"),
    Style.COMMAS: re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?"),
}
_BARE = re.compile(r"[0-9]+")
_MINUS = frozenset(DASHES)


def style_of(value: object) -> Style | None:
    """Return the habit that a cell proves, None where it would be read in both (or is no figure)."""
    figure = _figure(value)
    if figure is None or _BARE.fullmatch(figure):
        return None
    fits = [style for style, shape in _GROUPS.items() if shape.fullmatch(figure)]
    return fits[0] if len(fits) == 1 and not _is_lone_group(figure) else None


def _is_lone_group(figure: str) -> bool:
    """Tell whether there is one mark with three figures behind it: thousands in one habit, nonsense or 1.000 in the other."""
    return bool(re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", figure))


def _figure(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    match = _SHAPE.fullmatch(" ".join(value.split()).casefold())
    return match["figure"] if match else None


def read_bank_amount(value: object, style: Style | None) -> BankAmount:
    """Return a signed amount. Raises Unclear where both habits would do, Unreadable for what is no figure."""
    if is_number(value):
        return _made(round(value * 100), "")
    match = _SHAPE.fullmatch(spoken(value))
    mark = MARKS.get((match["mark"] or "").rstrip("."), "") if match else ""
    if match is None or (match["mark"] and not mark) or bool(match["open"]) is not bool(match["close"]):
        raise Unreadable(tr("bukan jumlah uang; tulis misalnya 1.250.000,00"))
    sen = _sen(match["figure"], style)
    minus = match["open"] or match["minus"] or match["behind"] or match["sign"] in _MINUS
    return _made(-sen if minus else sen, mark)


def _sen(figure: str, style: Style | None) -> int:
    if _BARE.fullmatch(figure):
        return int(figure) * 100
    proven = style_of(figure)
    if proven is None and _is_lone_group(figure):
        written = Style.DOTS if "." in figure else Style.COMMAS
        if style is None and written is Style.COMMAS:
            raise _unclear()
        if style not in {None, written}:
            raise _unclear()
        proven = written
    shape = _GROUPS[proven].fullmatch(figure) if proven else None
    if shape is None:
        raise Unreadable(tr("titik dan komanya tidak bisa dibaca; tulis misalnya 1.250.000,00"))
    return int(shape[1].replace(".", "").replace(",", "")) * 100 + int((shape[2] or "0").ljust(2, "0"))


def _made(sen: int, mark: str) -> BankAmount:
    sign = -1 if sen < 0 else 1
    amount = sign * ((abs(sen) + 50) // 100)
    if abs(amount) > LARGEST_MUTATION:
        raise Unreadable(tr("terlalu besar; paling banyak Rp1.000.000.000.000"))
    return BankAmount(amount, mark, sen % 100 == 0)


def _unclear() -> Unclear:
    return Unclear(tr("tidak jelas mana ribuan dan mana pecahan"))
