"""From the sheets of a file to rows that say something: the header found, each cell read, every problem noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, is_blank
from gallery_pos.services.importing.headers import Header, find_header, title
from gallery_pos.services.importing.row import Row

if TYPE_CHECKING:
    from gallery_pos.services.importing.columns import Column, Layout
    from gallery_pos.services.importing.findings import Findings
    from gallery_pos.sheets import Cell, Sheet


class Cells:
    """Reads the cells of a layout, each different value once: a file of sales says "tunai" fifty thousand times."""

    def __init__(self, layout: Layout, findings: Findings) -> None:
        """Read as ``layout`` says; what cannot be read goes to ``findings``."""
        self._columns = layout.columns
        self._findings = findings
        self._known: dict[str, dict[tuple[type, Cell], object]] = {column.field: {} for column in layout.columns}

    def read(self, row: Row, *but: str) -> None:
        """Fill in what a row means; columns named in ``but`` are left out."""
        for column in self._columns:
            if column.field in but:
                continue
            cell = row.cell(column.field)
            if cell is None:
                row.values[column.field] = column.blank
                if column.required:
                    self._findings.problem(row, column.field, tr("harus diisi"))
                continue
            value = self._value(column, cell)
            if isinstance(value, Unreadable):
                self._findings.problem(row, column.field, value.reason)
                value = None
            row.values[column.field] = value

    def _value(self, column: Column, cell: Cell) -> object:
        """Return what a cell means, or the Unreadable that says why it means nothing."""
        known, key = self._known[column.field], (cell.__class__, cell)
        if key not in known:
            known[key] = _meaning(column, cell)
        return known[key]


def _meaning(column: Column, cell: Cell) -> object:
    if is_blank(cell):
        return Unreadable(tr("harus diisi")) if column.required else column.blank
    try:
        return column.read(cell)
    except Unreadable as error:
        return error


def read_rows(sheets: Sequence[Sheet], layout: Layout, findings: Findings) -> list[Row]:
    """Return the rows of every sheet that has the columns of ``layout``, read."""
    cells = Cells(layout, findings)
    rows: list[Row] = []
    for sheet, header in tables(sheets, layout, findings):
        before = len(rows)
        for row in rows_below(sheet, header):
            if not row.empty:
                cells.read(row)
                rows.append(row)
        if len(rows) == before:
            findings.about(sheet, tr("tidak ada baris di bawah judul kolom"), header.row)
    return rows


def tables(sheets: Sequence[Sheet], layout: Layout, findings: Findings) -> list[tuple[Sheet, Header]]:
    """Return the sheets that have the columns of ``layout``, with their headers.

    Missing columns are a problem, unknown ones a warning; a sheet that is no such table at all is passed over with a
    warning, unless there is no other.
    """
    found = [(sheet, find_header(sheet, layout)) for sheet in sheets]
    for sheet in sheets:
        for note in sheet.notes:
            findings.about(sheet, note)
    complete = [(sheet, header) for sheet, header in found if header is not None and not header.missing]
    for sheet, header in found:
        if header is None or header.missing:
            nearly = header is not None and len(header.missing) == 1 and len(header.places) > len(header.missing) + 1
            if nearly or not complete:
                _missing(sheet, header, layout, findings)
            elif sheet.rows:
                findings.about(sheet, tr("lembar ini bukan tabel yang dikenal, dilewati"))
    for sheet, header in complete:
        for name in header.others:
            findings.about(sheet, tr("kolom ini tidak dikenal, diabaikan"), row=header.row, column=name)
        for name in header.doubled:
            findings.refuse(sheet, tr("ada dua kolom dengan arti yang sama; hapus salah satu"), header.row, name)
    return complete


def rows_below(sheet: Sheet, header: Header) -> Iterator[Row]:
    """Yield the rows under a header, not read yet."""
    for row in sheet.rows:
        if row.number > header.row:
            yield Row(sheet, header, row)


def _missing(sheet: Sheet, header: Header | None, layout: Layout, findings: Findings) -> None:
    """Say which columns are missing, and what stands there instead."""
    if header is None:
        first = next((row for row in sheet.rows if any(title(cell) for cell in row.cells)), None)
        seen = ", ".join(text for cell in first.cells if (text := title(cell))) if first else ""
        number, needed = first.number if first else 0, layout.needs
    else:
        seen = ", ".join((*header.titles.values(), *header.others))
        number, needed = header.row, header.missing
    for group in needed:
        name = tr(" atau ").join(layout.name(field) for field in group)
        reason = tr("kolom ini tidak ada; yang ditemukan: {seen}").format(seen=seen or tr("tidak ada judul kolom"))
        findings.refuse(sheet, reason, number, name)
