"""A copy of a file that was refused, with everything marked that has to be mended in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from gallery_pos.language import tr
from gallery_pos.reading import header_key
from receipts.files import save
from receipts.spreadsheets.kinds import FileKind, damaged, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gallery_pos.errors import Problem

_YELLOW = "FFFF00"
_AUTHOR = "Galeri POS"
_COMMENT_LETTERS = 1_000
_HEADER_ROWS = 50


def marked_copy(problems: Sequence[Problem], source: Path, target: Path) -> Path:
    """Save ``source`` as a workbook with each problem's cell in yellow, its reason as a comment and in a last column.

    Returns where it was saved: ``target``, as ``.xlsx`` always, since a CSV file has no colours. Raises BadInput for a
    source that cannot be read and StorageTrouble where the copy cannot be written.
    """
    target = target.with_suffix(".xlsx")
    book = _from_text(source) if kind_of(source) is FileKind.TEXT else _from_workbook(source)
    by_sheet: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_sheet[problem.sheet if problem.sheet in book.sheetnames else book.sheetnames[0]].append(problem)
    for name, found in by_sheet.items():
        _mark(book[name], found)
    _save(book, target)
    return target


def _from_workbook(source: Path) -> Any:
    import openpyxl

    try:
        with source.open("rb") as file:
            return openpyxl.load_workbook(file, keep_links=False)
    except Exception as error:
        # As in reading: nearly any error may come out of a broken workbook.
        raise damaged(source.name) from error


def _from_text(source: Path) -> Any:
    import openpyxl

    from receipts.spreadsheets.delimited import read_delimited

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in read_delimited(source).rows:
        for index, value in enumerate(row.cells, start=1):
            if value is not None:
                _write_text(sheet.cell(row.number, index), str(value))
    return book


def _mark(sheet: Any, problems: Iterable[Problem]) -> None:
    from openpyxl.styles import Font, PatternFill

    yellow = PatternFill("solid", fgColor=_YELLOW)
    header, columns = _header(sheet, {header_key(problem.column) for problem in problems if problem.column})
    last = sheet.max_column + 1
    reasons: defaultdict[int, list[str]] = defaultdict(list)
    for problem in problems:
        row = problem.row or header
        reasons[row].append(f"{problem.column}: {problem.reason}" if problem.column else problem.reason)
        column = columns.get(header_key(problem.column)) or _letters(problem.column)
        if problem.row and column:
            _mark_cell(sheet.cell(problem.row, column), problem.reason, yellow)
    _write_text(sheet.cell(header, last), tr("Masalah"))
    sheet.cell(header, last).font = Font(bold=True)
    for row, sentences in reasons.items():
        text = "; ".join(sentences)
        cell = sheet.cell(row, last)
        _write_text(cell, f"{tr('Masalah')}: {text}" if row == header else text)
        cell.fill = yellow
    sheet.column_dimensions[cell_letters(last)].width = 60


def _header(sheet: Any, wanted: set[str]) -> tuple[int, dict[str, int]]:
    """Return the row with the most of the wanted column names, and where each stands; the first row if none has any."""
    best: tuple[int, dict[str, int]] = (1, {})
    for number, row in enumerate(sheet.iter_rows(max_row=_HEADER_ROWS), start=1):
        found = {
            header_key(str(cell.value)): cell.column
            for cell in row
            if cell.value is not None and header_key(str(cell.value)) in wanted
        }
        if len(found) > len(best[1]):
            best = (number, found)
    return best


def _letters(column: str) -> int | None:
    """Return the number of a column that a problem names by its letters ("AB")."""
    from openpyxl.utils import column_index_from_string

    if not (column.isascii() and column.isalpha() and column.isupper() and len(column) <= len("XFD")):
        return None
    try:
        return column_index_from_string(column)
    except ValueError:
        return None


def cell_letters(column: int) -> str:
    """Return the letters of a column (from 1)."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _mark_cell(cell: Any, reason: str, fill: Any) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment

    if isinstance(cell, MergedCell):
        return
    before = f"{cell.comment.text}\n" if cell.comment and cell.comment.author == _AUTHOR else ""
    cell.fill = fill
    cell.comment = Comment((before + reason)[:_COMMENT_LETTERS], _AUTHOR, height=80, width=300)


def _write_text(cell: Any, text: str) -> None:
    """Write text that stays text: openpyxl would take "=…" for a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"


def _save(book: Any, target: Path) -> None:
    import io

    file = io.BytesIO()
    book.save(file)
    save(target, file.getvalue())
