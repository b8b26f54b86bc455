"""Rows copied out of a spreadsheet: cells in the order of the table, or under headings of their own."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.reading.names import header_key
from ui.screens.titipan.rows import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 2_000
"""Rows of one paste; more is a whole file, which the import reads."""

_HEADINGS = {
    Cell.PRODUCT: ("barang", "namabarang", "produk", "namaproduk", "nama", "kodeproduk", "kode", "barcode", "product"),
    Cell.QUANTITY: ("jumlah", "qty", "quantity", "pcs", "banyak", "stok"),
    Cell.BEST_BEFORE: ("kedaluwarsa", "kadaluarsa", "exp", "expired", "bestbefore", "tanggalkedaluwarsa", "ed"),
    Cell.PRICE: ("harga", "hargajual", "hargasatuan", "price"),
    Cell.CONDITION: ("keadaan", "kondisi", "catatan", "keterangan", "note"),
}
_BY_HEADING = {word: cell for cell, words in _HEADINGS.items() for word in words}


def pasted(text: str, first: Cell) -> list[dict[Cell, str]]:
    """Return what each pasted row has for each cell.

    Without headings the cells follow ``first`` to the right; what is beyond the last column is left away. Raises
    RuleBroken (``intake.paste``) for more rows than a person typed into one sheet.
    """
    lines = [line for line in _cells(text) if any(map(str.strip, line))]
    if not lines:
        return []
    heads = _headings(lines[0])
    if heads:
        places, lines = heads, lines[1:]
    else:
        places = {at: Cell(first + at) for at in range(len(Cell) - first)}
    if len(lines) > MOST_ROWS:
        raise RuleBroken(
            "intake.paste",
            tr("{count} baris terlalu banyak untuk satu surat titip.").format(count=format_count(len(lines))),
            safe=tr("Belum ada yang ditempel."),
            todo=tr("Tempel paling banyak {most} baris, atau impor berkasnya.").format(most=format_count(MOST_ROWS)),
        )
    return [{cell: line[at].strip() for at, cell in places.items() if at < len(line)} for line in lines]


def _cells(text: str) -> list[list[str]]:
    """Take a clipboard apart as spreadsheets write it; what only looks like it is taken apart at tabs and line ends."""
    plain = text.replace("\0", "")
    try:
        return list(csv.reader(StringIO(plain, newline=""), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in plain.splitlines()]


def _headings(line: Sequence[str]) -> dict[int, Cell]:
    """Return the column of each known heading, {} where the line is no line of headings."""
    known = {at: _BY_HEADING[key] for at, cell in enumerate(line) if (key := header_key(cell)) in _BY_HEADING}
    both = {Cell.PRODUCT, Cell.QUANTITY} <= set(known.values())
    return known if both else {}
