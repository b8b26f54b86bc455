"""Workbooks, read without evaluating anything and without trusting anything in them.

openpyxl reads them in its streaming mode, with defusedxml in front of every XML part; sizes were checked before
(:mod:`receipts.spreadsheets.kinds`).
"""

from __future__ import annotations

import warnings
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from gallery_pos.errors import GalleryError
from gallery_pos.language import tr
from gallery_pos.sheets import Sheet, SheetRow
from receipts.spreadsheets.kinds import damaged
from receipts.spreadsheets.limits import (
    CELL_LETTERS,
    COLUMNS,
    ROWS,
    SCANNED_ROWS,
    cell_problem,
    column_letters,
    long_cells,
    too_many_columns,
    too_many_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gallery_pos.errors import Problem
    from gallery_pos.sheets import Cell


def read_workbook(path: Path) -> list[Sheet]:
    """Return every sheet of cells of a workbook. Raises BadInput (``table.damaged``, ``table.rows``, ``table.cell``)."""
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise RuntimeError("defusedxml is missing or switched off by OPENPYXL_DEFUSEDXML")
    try:
        # openpyxl warns of charts and rules that it leaves out; none of them is a value.
        with path.open("rb") as source, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with closing(openpyxl.load_workbook(source, read_only=True, keep_links=False)) as book:
                return [_sheet(sheet, path.name) for sheet in book.worksheets]
    except GalleryError:
        raise
    except Exception as error:
        # A broken workbook surfaces as nearly any error of zipfile, zlib, XML and openpyxl itself.
        raise damaged(path.name) from error


def _sheet(sheet: Any, file: str) -> Sheet:
    sheet.reset_dimensions()
    problems: list[Problem] = []
    rows = tuple(_rows(sheet, file, problems))
    if problems:
        raise long_cells(file, problems)
    hidden = sheet.sheet_state != "visible"
    note = tr("Lembar {sheet} di berkas {file} tersembunyi, dan ikut dibaca.").format(sheet=sheet.title, file=file)
    return Sheet(file=file, name=sheet.title, rows=rows, notes=(note,) if hidden and rows else ())


def _rows(sheet: Any, file: str, problems: list[Problem]) -> Iterator[SheetRow]:
    kept = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > SCANNED_ROWS:
            raise too_many_rows(file)
        values = _values(cells)
        if not values:
            continue
        kept += 1
        if kept > ROWS:
            raise too_many_rows(file)
        if len(values) > COLUMNS:
            raise too_many_columns(file, number)
        problems += _too_long(values, file, sheet.title, number)
        percents = tuple(index for index, cell in enumerate(cells[: len(values)]) if _shows_percent(cell))
        yield SheetRow(number, tuple(values), percents)


def _values(cells: Iterable[Any]) -> list[Cell]:
    values = [_value(cell.value) for cell in cells]
    while values and values[-1] is None:
        values.pop()
    return values


def _value(value: object) -> Cell:
    """Return a cell's value; a moment at midnight is a date, as Excel knows no other way to write one."""
    match value:
        case None | "":
            return None
        case datetime():
            return value.date() if value.time() == time() else value
        case str() | bool() | int() | float() | date():
            return value
        case time() | timedelta():
            return str(value)
        case _:
            # The formula of a whole range.
            return str(getattr(value, "text", "") or "=")


def _shows_percent(cell: Any) -> bool:
    return isinstance(cell.value, int | float) and "%" in (cell.number_format or "")


def _too_long(values: list[Cell], file: str, sheet: str, number: int) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if isinstance(value, str) and len(value) > CELL_LETTERS:
            yield cell_problem(file, sheet, number, column_letters(index), value)
