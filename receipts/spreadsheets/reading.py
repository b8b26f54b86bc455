"""A file to its sheets, whatever kind of table it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from receipts.spreadsheets.kinds import FileKind, kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_pos.sheets import Sheet


def read_table(path: Path) -> list[Sheet]:
    """Return the sheets of a CSV or XLSX file, in their order, hidden ones included.

    Nothing is evaluated: a formula arrives as text that starts with "=". Cells of CSV files are text, those of
    workbooks text, numbers, booleans and dates; rows keep their numbers. Raises BadInput (``table.*``) with a sentence
    for a file that is no table, that is damaged or that is too large.
    """
    if kind_of(path) is FileKind.TEXT:
        from receipts.spreadsheets.delimited import read_delimited

        return [read_delimited(path)]
    from receipts.spreadsheets.workbook import read_workbook

    return read_workbook(path)
