"""Parts that papers are made of: headings, tables with plain strings, sums, QR codes, signatures."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.platypus import PageBreak, Table, TableStyle
from reportlab.platypus.tables import CellStyle

from receipts.pdf.fonts import BOLD, MEDIUM, REGULAR, clean, fold, shorten, width_of
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, LINE, PALE, RED, Drawn
from receipts.qr import qr_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

SIZE = 8.5
LEADING = 10.5
_PAD = 4.0
_APART = 12.0
"""Space before a left column that follows a right one, so that figures and words do not touch."""
_ROW = 2.0
"""Space above and below the text of a row."""
_PARTS, _TOGETHER = 2, 4
"""A page ends a table in two parts; the second has so many rows at least."""
_CLOSE_SIZE, _CLOSE_LEADING, _CLOSE_ROW = 8.0, 9.4, 1.1
"""The same where rows stand closer together."""


class Col(Struct, frozen=True):
    """A column of a table: its heading (may have line ends), its width in points, and where its texts stand."""

    title: str
    width: float
    right: bool = False


class _Rows(Table):  # type: ignore[misc]
    """A table that leaves no row or two, least of all its sums alone, for the top of the next page."""

    @property
    def rows(self) -> int:
        """How many rows there are, with the heading."""
        return len(self._cellvalues)

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(available_width, available_height)
        if len(parts) == _PARTS and parts[1].rows <= _TOGETHER and self.rows > 2 * _TOGETHER:
            first, rest = super().split(available_width, sum(self._argH[: self.rows - _TOGETHER]) + 1)
            return [first, PageBreak(), rest]
        return parts


def table(
    columns: Sequence[Col],
    rows: Sequence[Sequence[str]],
    totals: Sequence[str] = (),
    *,
    bold_last: bool = False,
    close: bool = False,
) -> Flowable:
    """Return a table whose heading comes again on each page. Cells are plain strings: never read as markup.

    Texts of left columns are folded to their width. ``totals`` is a last row in bold, ``bold_last`` a last column;
    ``close`` takes less space for each row.
    """
    size, leading, above = (_CLOSE_SIZE, _CLOSE_LEADING, _CLOSE_ROW) if close else (SIZE, LEADING, _ROW)
    folded = [_folded(row, columns, size) for row in (*rows, *([totals] if totals else []))]
    heading_lines = max(column.title.count("\n") for column in columns) + 1
    heights = [heading_lines * leading + 2 * above + 1]
    heights += [(max(cell.count("\n") for cell in row) + 1) * leading + 2 * above for row in folded]
    rights = tuple(column.right for column in columns)
    head, body, total = _cells(rights, (size, leading, above), bold_last)
    return _Rows(
        [[column.title for column in columns], *folded],
        colWidths=[column.width for column in columns],
        rowHeights=heights,
        repeatRows=1,
        hAlign="LEFT",
        normalizedData=1,
        cellStyles=[head, *([body] * len(rows)), *([total] if totals else [])],
        style=_LINES_OF_SUMS if totals else _LINES,
    )


def left_pads(rights: Sequence[bool]) -> list[float]:
    """Return the space before the text of each column."""
    return [_APART if index and rights[index - 1] and not right else _PAD for index, right in enumerate(rights)]


def _folded(row: Sequence[str], columns: Sequence[Col], size: float) -> list[str]:
    pads = left_pads([column.right for column in columns])
    return [
        clean(cell)
        if column.right
        else "\n".join(
            part for line in cell.split("\n") for part in fold(line, column.width - pad - _PAD, REGULAR, size)
        )
        for cell, column, pad in zip(row, columns, pads, strict=True)
    ]


@lru_cache(maxsize=64)
def _cells(
    rights: tuple[bool, ...], measures: tuple[float, float, float], bold_last: bool
) -> tuple[list[CellStyle], list[CellStyle], list[CellStyle]]:
    """Return how the cells of a heading, of a row and of a sum look: made once, where ReportLab makes one for each."""
    size, leading, above = measures
    last = len(rights) - 1

    def row(font: str, size: float, colour: Any, valign: str) -> list[CellStyle]:
        made = []
        for index, (right, pad) in enumerate(zip(rights, left_pads(rights), strict=True)):
            cell = CellStyle(str(index))
            bold = bold_last and index == last and font is REGULAR
            cell.fontname, cell.fontsize, cell.leading = BOLD if bold else font, size, leading
            cell.color, cell.valign, cell.alignment = colour, valign, "RIGHT" if right else "LEFT"
            cell.leftPadding, cell.rightPadding = pad, _PAD
            cell.topPadding = cell.bottomPadding = above
            made.append(cell)
        return made

    return (
        row(MEDIUM, size - 0.5, GREEN, "BOTTOM"),
        row(REGULAR, size, INK, "TOP"),
        row(BOLD, size, INK, "TOP"),
    )


_LINES = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, 0), PALE),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, GREEN),
    ]
)
_LINES_OF_SUMS = TableStyle([("LINEABOVE", (0, -1), (-1, -1), 0.8, GREEN)], parent=_LINES)


def gap(height: float) -> Flowable:
    """Return empty space."""
    return Drawn(height, lambda _canvas, _width: None)


def heading(text: str, note: str = "", *, height: float = 22.0, rather_whole: bool = False) -> Flowable:
    """Return the heading of a section, with a note in grey behind it; ``rather_whole`` as :class:`Drawn` has it."""

    def draw(canvas: Any, width: float) -> None:
        canvas.setFont(BOLD, 10)
        canvas.setFillColor(GREEN)
        canvas.drawString(0, 4, text)
        if note:
            after = width_of(text, BOLD, 10) + 8
            canvas.setFont(REGULAR, 8)
            canvas.setFillColor(GREY)
            canvas.drawString(after, 4, shorten(note, width - after, REGULAR, 8))

    return Drawn(height, draw, keep_with_next=True, rather_whole=rather_whole)


def text(
    paragraph: str, *, font: str = REGULAR, size: float = 9, colour: Any = INK, width: float = CONTENT
) -> Flowable:
    """Return a paragraph of plain text."""
    lines = fold(paragraph, width, font, size)
    leading = size * 1.3

    def draw(canvas: Any, _width: float) -> None:
        canvas.setFont(font, size)
        canvas.setFillColor(colour)
        for index, line in enumerate(lines, start=1):
            canvas.drawString(0, len(lines) * leading - index * leading + leading - size, line)

    return Drawn(len(lines) * leading, draw)


_BEHIND = 7.0
"""Space between a label and a note behind it."""


class Sum(Struct, frozen=True):
    """A line that leads to a sum: ``strong`` for a sum itself, ``note`` in small letters under the label, ``warn`` red.

    ``behind`` puts the note behind the label where both fit on one line.
    """

    label: str
    amount: str
    strong: bool = False
    note: str = ""
    warn: bool = False
    behind: bool = False


def sums_height(lines: Sequence[Sum], width: float) -> float:
    """Return how high the lines stand."""
    return sum(_sum_height(line, width) for line in lines)


def draw_sums(canvas: Any, x: float, top: float, width: float, lines: Sequence[Sum]) -> None:
    """Draw labels at the left and amounts at the right edge, downwards from ``top``."""
    y = top
    for line in lines:
        font = BOLD if line.strong else REGULAR
        if line.strong:
            canvas.setStrokeColor(GREEN)
            canvas.setLineWidth(0.8)
            canvas.line(x, y - 0.5, x + width, y - 0.5)
        canvas.setFont(font, 9)
        canvas.setFillColor(RED if line.warn else INK)
        canvas.drawRightString(x + width, y - 11, line.amount)
        canvas.setFillColor(INK)
        at = y
        for part in fold(line.label, _label_room(line, width), font, 9):
            canvas.drawString(x, at - 11, part)
            at -= 11.5
        canvas.setFont(REGULAR, 7.5)
        canvas.setFillColor(GREY)
        if _is_behind(line, width):
            canvas.drawString(x + width_of(line.label, font, 9) + _BEHIND, y - 11, clean(line.note))
        for part in _note(line, width):
            canvas.drawString(x + 8, at - 9, part)
            at -= 9.5
        y -= _sum_height(line, width)


def _label_room(line: Sum, width: float) -> float:
    return width - width_of(line.amount, BOLD, 9) - 8


def _note(line: Sum, width: float) -> Sequence[str]:
    if not line.note or _is_behind(line, width):
        return ()
    return fold(line.note, _label_room(line, width) if line.behind else width - 90, REGULAR, 7.5)


def _is_behind(line: Sum, width: float) -> bool:
    label = width_of(line.label, BOLD if line.strong else REGULAR, 9)
    return line.behind and label + _BEHIND + width_of(clean(line.note), REGULAR, 7.5) <= _label_room(line, width)


def _sum_height(line: Sum, width: float) -> float:
    labels = len(fold(line.label, _label_room(line, width), BOLD if line.strong else REGULAR, 9))
    return labels * 11.5 + len(_note(line, width)) * 9.5 + 2.6


def draw_qr(canvas: Any, data: str, x: float, y: float, side: float) -> None:
    """Draw a QR code with its lower left corner at x, y."""
    canvas.saveState()
    canvas.translate(x, y)
    modules = len(qr_matrix(data, quick=True))
    canvas.scale(side / modules, side / modules)
    canvas.setFillColor(INK)
    canvas.addLiteral(_qr_path(data))
    canvas.restoreState()


@lru_cache(maxsize=256)
def _qr_path(data: str) -> str:
    """Return the black of a QR code as PDF operators, one unit a module: runs as rectangles, no picture."""
    matrix = qr_matrix(data, quick=True)
    top = len(matrix) - 1
    parts = [
        f"{start} {top - row} {length} 1 re" for row, modules in enumerate(matrix) for start, length in _runs(modules)
    ]
    return " ".join((*parts, "f"))


def _runs(modules: bytes) -> list[tuple[int, int]]:
    """Return where black runs start and how long they are."""
    found = []
    start = modules.find(1)
    while start >= 0:
        end = modules.find(0, start)
        end = end if end >= 0 else len(modules)
        found.append((start, end - start))
        start = modules.find(1, end)
    return found


def draw_signature(canvas: Any, x: float, y: float, width: float, height: float, *, role: str, name: str) -> None:
    """Draw room to sign in, with a role above and a name below the line; x, y is its lower left corner."""
    canvas.setFont(REGULAR, 8.5)
    canvas.setFillColor(INK)
    canvas.drawString(x, y + height - 10, shorten(role, width, REGULAR, 8.5))
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.6)
    canvas.line(x, y + 14, x + width, y + 14)
    canvas.setFont(MEDIUM, 8.5)
    canvas.drawString(x, y + 3, shorten(name, width, MEDIUM, 8.5))


def signatures(*people: tuple[str, str], height: float = 84) -> Flowable:
    """Return boxes to sign in, each with a role above and a name (or a line for one) below."""

    def draw(canvas: Any, width: float) -> None:
        side = width / len(people)
        for index, (role, name) in enumerate(people):
            draw_signature(canvas, index * side, 0, side - 20, height, role=role, name=name)

    return Drawn(height, draw, keep_with_before=True)
