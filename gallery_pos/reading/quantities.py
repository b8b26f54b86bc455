"""Quantities of pieces, and shares in percent."""

from __future__ import annotations

import re
from decimal import Decimal

from gallery_pos.language import tr
from gallery_pos.reading.cells import DASHES, Unreadable, is_number, spoken, whole

LARGEST_QUANTITY = 1_000_000
"""Pieces; more in one cell is a slip of the hand or a barcode in the wrong column."""

_PIECES = (
    "bh|biji|bks|botol|btl|buah|bungkus|kotak|lbr|lembar|pack|pak|pasang|pc|pcs|pieces?|potong|pouch|psg|ptg|sachet|set"
    "|toples|unit"
)
_QUANTITY = re.compile(rf"(?P<sign>[{DASHES}]?)\s*(?P<figure>0|[1-9][0-9]*)(?:[.,]00?)?\s*(?:(?:{_PIECES})\.?)?")
_NOTHING_LEFT = frozenset({"habis", "nihil"})

_PERCENT = re.compile(r"(?P<figure>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?P<sign>%|persen)?")
_FULL = 100


def read_quantity(value: object, *, negative: bool = False) -> int:
    """Return a number of pieces: 12, 12.0, "6 pcs", "10 bh", "habis" (0).

    Raises Unreadable for fractions, figures with separators (1.000 may be one or a thousand), dozens, weights, and for
    what is below zero unless ``negative`` allows it (a line that takes back).
    """
    quantity = whole(value) if is_number(value) else _pieces(spoken(value))
    if quantity is None:
        raise Unreadable(tr("bukan jumlah barang; tulis angka bulat dalam satuan yang dijual, misalnya 12"))
    if quantity < 0 and not negative:
        raise Unreadable(tr("tidak boleh kurang dari nol"))
    if abs(quantity) > LARGEST_QUANTITY:
        raise Unreadable(tr("terlalu banyak; paling banyak 1.000.000"))
    return quantity


def _pieces(text: str) -> int | None:
    if text in _NOTHING_LEFT:
        return 0
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return None
    return -int(match["figure"]) if match["sign"] else int(match["figure"])


def read_percent(value: object, *, percent_cell: bool = False) -> int:
    """Return a share in basis points: "20", "20%", "12,5 %" and "20 persen", from 0 to 100 %.

    ``percent_cell`` says that a spreadsheet shows the number as a percentage (0.2 is 20 %); without it a number between
    0 and 1 may be either and raises Unreadable, as does more than two decimals.
    """
    if is_number(value):
        # What a spreadsheet computed (0.1 + 0.2) is a hair off.
        number = Decimal(str(round(float(value), 9))) if abs(value) <= _FULL else Decimal("NaN")
        percent = number * 100 if percent_cell else number
        marked = percent_cell
    else:
        match = _PERCENT.fullmatch(spoken(value))
        if match is None:
            raise _no_percent()
        percent = Decimal(match["figure"].replace(",", "."))
        marked = match["sign"] is not None
    if not percent.is_finite() or not 0 <= percent <= _FULL:
        raise _no_percent()
    if 0 < percent < 1 and not marked:
        raise Unreadable(tr("tidak jelas: persen atau bagian dari satu? Tulis dengan tanda persen, misalnya 20%"))
    basis_points = percent * 100
    if basis_points != basis_points.to_integral_value():
        raise Unreadable(tr("paling banyak dua angka di belakang koma, misalnya 12,5%"))
    return int(basis_points)


def _no_percent() -> Unreadable:
    return Unreadable(tr("bukan persen antara 0 dan 100; tulis misalnya 20% atau 12,5%"))
