"""Workbooks and CSV files for Excel and for other programs. Text from people stays text, whatever it begins with."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from gallery_pos.sheets import text_cell
from receipts.tables import Kind, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from receipts.tables import Table, Value

_CELL_LETTERS = 32_767
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SHEET_NAME_LETTERS = 31
_FORMATS = {
    Kind.RUPIAH: '"Rp"#,##0;[Red]-"Rp"#,##0',
    Kind.COUNT: "#,##0",
    Kind.PERCENT: "0.##%",
    Kind.TENTHS: "0.0",
    Kind.DATE: "d mmm yyyy",
    Kind.MOMENT: "d mmm yyyy hh.mm",
}
_WIDTHS = {Kind.RUPIAH: 16, Kind.COUNT: 10, Kind.PERCENT: 10, Kind.TENTHS: 10, Kind.DATE: 13, Kind.MOMENT: 18}
_NARROWEST, _WIDEST = 8, 48
_MEASURED_ROWS = 200
_OF_ONE = {Kind.PERCENT: 10_000, Kind.TENTHS: 10}
_AS_WRITTEN = {Kind.PERCENT: 100, Kind.TENTHS: 10}


def xlsx_bytes(tables: Sequence[Table]) -> bytes:
    """Return a workbook with one sheet for each table: real numbers and dates, the header frozen, filters on."""
    import xlsxwriter

    file = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": True,
        "default_date_format": _FORMATS[Kind.DATE],
    }
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 -- the same table gives the same file
    names: set[str] = set()
    for table in tables:
        _sheet(book, table, _sheet_name(table.title, names))
    book.close()
    return file.getvalue()


def csv_bytes(table: Table) -> bytes:
    """Return the table for other programs: comma, UTF-8, plain figures, ISO dates, no totals; 12.5 is 12,5 %.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(text_cell(column.title) for column in table.columns)
    kinds = [column.kind for column in table.columns]
    writer.writerows([_csv_cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in table.rows)
    return file.getvalue().encode("utf-8")


def _csv_cell(value: Value, kind: Kind) -> str | int:
    match value:
        case None:
            return ""
        case int():
            return f"{value / _AS_WRITTEN[kind]:g}" if kind in _AS_WRITTEN else value
        case date():
            return value.isoformat()
    return text_cell(value)


def _sheet(book: Any, table: Table, name: str) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    header = book.add_format(
        {"bold": True, "bg_color": "#0F6B5C", "font_color": "#FFFFFF", "border": 0, "text_wrap": True, "valign": "top"}
    )
    formats = [book.add_format({"num_format": _FORMATS.get(column.kind, "@")}) for column in table.columns]
    sums = [
        book.add_format({"num_format": _FORMATS.get(column.kind, "@"), "bold": True, "top": 1})
        for column in table.columns
    ]
    for index, width in enumerate(_widths(table)):
        sheet.set_column(index, index, width)
    for at, line in enumerate(table.heading):
        sheet.write_string(at, 0, line, bold)
    top = len(table.heading) + 1 if table.heading else 0
    for index, column in enumerate(table.columns):
        sheet.write_string(top, index, column.title, header)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + max(1, len(table.rows)), len(table.columns) - 1)
    for at, row in enumerate(table.rows, start=top + 1):
        _write_row(sheet, at, row, table, formats)
    if table.totals:
        _write_row(sheet, top + 1 + len(table.rows), table.totals, table, sums)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _write_row(sheet: Any, at: int, row: Iterable[Value], table: Table, formats: Sequence[Any]) -> None:
    for index, (value, column, look) in enumerate(zip(row, table.columns, formats, strict=True)):
        match value:
            case None:
                sheet.write_blank(at, index, None, look)
            case int():
                sheet.write_number(at, index, value / _OF_ONE[column.kind] if column.kind in _OF_ONE else value, look)
            case date():
                sheet.write_datetime(at, index, value, look)
            case _:
                sheet.write_string(at, index, value[:_CELL_LETTERS], look)


def _widths(table: Table) -> list[int]:
    """Return the width of each column in letters, measured on the first rows of texts."""
    widths = []
    for index, column in enumerate(table.columns):
        if column.kind in _WIDTHS:
            widths.append(max(_WIDTHS[column.kind], len(column.title) + 3))
            continue
        longest = max((len(shown(row[index], column.kind)) for row in table.rows[:_MEASURED_ROWS]), default=0)
        widths.append(min(_WIDEST, max(_NARROWEST, longest + 2, len(column.title) + 3)))
    return widths


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel allows and no other sheet of the book has."""
    clean = _NO_SHEET_NAME.sub(" ", title).strip().strip("'")[:_SHEET_NAME_LETTERS].strip() or "Tabel"
    name, count = clean, 1
    while name.casefold() in taken:
        count += 1
        ending = f" {count}"
        name = clean[: _SHEET_NAME_LETTERS - len(ending)] + ending
    taken.add(name.casefold())
    return name
