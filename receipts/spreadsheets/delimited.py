"""Tables in text files: comma, semicolon or tab, in UTF-8, UTF-16 or what old programs write."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from gallery_pos.errors import Problem
from gallery_pos.language import tr
from gallery_pos.sheets import Sheet, SheetRow
from receipts.spreadsheets.limits import (
    CELL_LETTERS,
    COLUMNS,
    ROWS,
    cell_problem,
    column_letters,
    long_cells,
    too_many_columns,
    too_many_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DELIMITERS = ";,\t"
_SAMPLE_LINES = 50
_SAMPLE_LETTERS = 200_000
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_delimited(path: Path) -> Sheet:
    """Return the one table of a text file. Raises BadInput (``table.rows``, ``table.columns``, ``table.cell``)."""
    text, notes = _decoded(path.read_bytes(), path.name)
    told = _TOLD.match(text)
    delimiter = told[1] if told else _delimiter(text)
    rows = tuple(_rows(text, delimiter, path.name, skipped=1 if told else 0))
    return Sheet(file=path.name, name=path.stem, rows=rows, notes=notes)


def _decoded(data: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        note = tr("Huruf di berkas {file} dibaca sebagai Windows-1252. Periksa huruf seperti é dan tanda kutip.")
        return data.decode("cp1252", errors="replace"), (note.format(file=file),)


def _delimiter(text: str) -> str:
    """Return the mark between columns: the one that gives most rows of the start the same number of columns."""
    sample = text[:_SAMPLE_LETTERS].splitlines()[:_SAMPLE_LINES]

    def evidence(mark: str) -> tuple[int, int]:
        widths = Counter(line.count(mark) for line in sample if mark in line)
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return rows, width

    return max(_DELIMITERS, key=evidence)


def _rows(text: str, delimiter: str, file: str, *, skipped: int) -> Iterator[SheetRow]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(islice(lines, skipped, None), delimiter=delimiter)
    problems: list[Problem] = []
    number = skipped
    kept = 0
    try:
        for record in reader:
            number += 1
            problems += _too_long(record, number, file)
            if not any(record):
                continue
            kept += 1
            if kept > ROWS:
                raise too_many_rows(file)
            yield SheetRow(number, tuple(value or None for value in _trimmed(record, number, file)))
    except csv.Error as error:
        reason = tr("isi sel terlalu panjang, atau tanda kutipnya tidak ditutup")
        raise long_cells(file, [*problems, Problem(number + 1, "", "", reason, file)]) from error
    if problems:
        raise long_cells(file, problems)


def _trimmed(record: list[str], number: int, file: str) -> list[str]:
    while record and not record[-1]:
        record.pop()
    if len(record) > COLUMNS:
        raise too_many_columns(file, number)
    return record


def _too_long(record: list[str], number: int, file: str) -> Iterator[Problem]:
    for index, value in enumerate(record):
        if len(value) > CELL_LETTERS:
            yield cell_problem(file, "", number, column_letters(index), value)
