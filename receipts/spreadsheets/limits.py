"""How much a file may hold. A gallery's largest month is far below; a hostile file is far above."""

from __future__ import annotations

from gallery_pos.errors import BadInput, Problem
from gallery_pos.formatting import format_count
from gallery_pos.language import tr

MIB = 1024 * 1024
FILE_BYTES = 50 * MIB
UNPACKED_BYTES = 400 * MIB
STRINGS_BYTES = 100 * MIB
"""The table of texts of a workbook is the one part that must be held in memory whole."""
RATIO = 200
"""A part larger than 10 MiB that shrank by more than this was made to burst."""
MEMBERS = 2_000
ROWS = 200_000
SCANNED_ROWS = 1_048_576
"""Rows of a sheet in Excel, empty ones included."""
COLUMNS = 256
CELL_LETTERS = 32_767
"""Letters that a cell can hold in Excel."""
SHOWN_LETTERS = 40

_SAFE = "Tidak ada yang diubah."


def refused(code: str, what: str, todo: str, problems: tuple[Problem, ...] = ()) -> BadInput:
    """Return the error for a file that cannot be read as a table."""
    return BadInput(code, what, problems, safe=tr(_SAFE), todo=todo)


def too_many_rows(file: str) -> BadInput:
    """Return the error for more rows than any list of a gallery has."""
    return refused(
        "table.rows",
        tr("Berkas {file} terlalu panjang: lebih dari {count} baris.").format(file=file, count=format_count(ROWS)),
        tr("Bagi berkasnya menjadi beberapa bagian, lalu impor satu per satu."),
    )


def too_many_columns(file: str, row: int) -> BadInput:
    """Return the error for a row with more columns than any list of a gallery has."""
    return refused(
        "table.columns",
        tr("Baris {row} di berkas {file} punya lebih dari {count} kolom.").format(row=row, file=file, count=COLUMNS),
        tr("Periksa tanda pemisah kolom, hapus kolom yang tidak dipakai, simpan, lalu coba lagi."),
    )


def cell_problem(file: str, sheet: str, row: int, column: str, value: str) -> Problem:
    """Return the problem of a cell that holds more letters than a cell can hold."""
    reason = tr("isi sel terlalu panjang: {count} huruf, paling banyak {most}").format(
        count=format_count(len(value)), most=format_count(CELL_LETTERS)
    )
    return Problem(row, column, value[:SHOWN_LETTERS] + "…", reason, file, sheet)


def long_cells(file: str, problems: list[Problem]) -> BadInput:
    """Return the error for cells that are too long, each of them named."""
    return refused(
        "table.cell",
        tr("Berkas {file} punya sel yang isinya terlalu panjang.").format(file=file),
        tr("Kosongkan atau pendekkan sel itu, lalu coba lagi."),
        tuple(problems),
    )


def column_letters(index: int) -> str:
    """Return the name of a column (from 0) as a spreadsheet shows it: A, B, … Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
