"""Tables that came in from a file, before anybody knows what is in them; and text that goes out into one.

``receipts.spreadsheets`` reads them, :mod:`gallery_pos.services` understands them, and they meet in these shapes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

import msgspec

Cell: TypeAlias = str | int | float | bool | date | datetime | None
"""A value as the file has it. A formula is text that starts with "="; an empty cell is None."""


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def text_cell(text: str) -> str:
    """Return text for a cell of a CSV file: what a spreadsheet would take for a formula gets an apostrophe (OWASP)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


class SheetRow(msgspec.Struct, frozen=True):
    """One row; ``number`` counts from 1 as the spreadsheet does, empty rows included in the counting.

    ``percents`` are the columns (from 0) whose number the spreadsheet shows as a percentage: 0.2 is 20 % there.
    """

    number: int
    cells: tuple[Cell, ...]
    percents: tuple[int, ...] = ()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet of a workbook, or the only table of a CSV file; rows without any value are left out.

    ``notes`` are sentences for the person about how it was read: that it is hidden, that letters had to be guessed.
    """

    file: str
    name: str
    rows: tuple[SheetRow, ...]
    notes: tuple[str, ...] = ()
