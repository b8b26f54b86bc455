"""Device-free paper: what stands on a slip, line by line, and how it falls on a given number of columns.

A composition knows no printer. :func:`rows` lays it out once; the printer's bytes and the picture on the screen are both
made from these rows, so they cannot differ.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from receipts.plain import to_ascii, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

NARROW = 32
"""Columns of 58 mm paper (384 dots at 12 dots a letter)."""
WIDE = 48
"""Columns of 80 mm paper (576 dots)."""


class Align(StrEnum):
    """Where a line stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Text(Struct, frozen=True):
    """A paragraph; it wraps. ``size`` 2 is twice as wide and high."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: int = 1


class Columns(Struct, frozen=True):
    """A label at the left and an amount at the right edge. The amount is never broken; a long label wraps."""

    left: str
    right: str
    bold: bool = False
    size: int = 1
    indent: int = 0


class Item(Struct, frozen=True):
    """A line of a sale: the name over the full width, below it what it was counted from, and its amount."""

    name: str
    detail: str
    amount: str
    notes: tuple[str, ...] = ()


class Rule(Struct, frozen=True):
    """A line across the paper."""

    mark: str = "-"


class Blank(Struct, frozen=True):
    """An empty line."""


class Logo(Struct, frozen=True):
    """A picture in the middle: the bytes of a PNG or JPEG file."""

    picture: bytes


class Qr(Struct, frozen=True):
    """A QR code in the middle; what people read under it is a line of its own."""

    data: str


class Barcode(Struct, frozen=True):
    """A bar code in the middle: EAN-13 for 13 digits that check, Code 128 for anything else in ASCII."""

    code: str


class Cut(Struct, frozen=True):
    """The end of a piece of paper: fed to the edge, and cut where the printer can."""


class Drawer(Struct, frozen=True):
    """A pulse that opens the drawer."""


Line: TypeAlias = Text | Columns | Item | Rule | Blank | Logo | Qr | Barcode | Cut | Drawer
Graphic: TypeAlias = Logo | Qr | Barcode | Cut | Drawer


class Paper(Struct, frozen=True):
    """One piece of paper: its lines and the columns it was composed for; ``title`` names the job in a queue."""

    title: str
    columns: int
    lines: tuple[Line, ...]


class Row(Struct, frozen=True):
    """One printed line: plain ASCII, never longer than the columns at its size."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    size: int = 1


def rows(paper: Paper) -> Iterator[Row | Graphic]:
    """Lay the paper out: printable rows, and whatever is no text in its place."""
    for line in paper.lines:
        match line:
            case Text():
                yield from _text(line, paper.columns)
            case Columns():
                yield from _columns(line, paper.columns)
            case Item():
                yield from _item(line, paper.columns)
            case Rule():
                yield Row(line.mark * paper.columns)
            case Blank():
                yield Row("")
            case _:
                yield line


def _text(line: Text, columns: int) -> Iterator[Row]:
    for part in wrap(to_ascii(line.text), columns // line.size):
        yield Row(part, line.align, line.bold, line.size)


def _columns(line: Columns, columns: int) -> Iterator[Row]:
    """Put label and amount on one row, or where they do not fit the amount on a row below the label."""
    amount = " ".join(to_ascii(line.right).split())
    size = line.size if len(amount) <= columns // line.size else 1
    room = columns // size
    margin = " " * line.indent
    *above, last = [margin + part for part in wrap(to_ascii(line.left), room - line.indent)] or [""]
    first, *below = wrap(amount, room) or [""]
    if len(last) + 1 + len(first) > room:
        above.append(last)
        last = ""
    beside = last + first.rjust(room - len(last))
    for part in (*above, beside, *(part.rjust(room) for part in below)):
        yield Row(part.rstrip(), Align.LEFT, line.bold, size)


def _item(line: Item, columns: int) -> Iterator[Row]:
    for part in wrap(to_ascii(line.name), columns):
        yield Row(part)
    for note in line.notes:
        for part in wrap(to_ascii(note), columns - 2):
            yield Row(f"  {part}")
    yield from _columns(Columns(line.detail, line.amount, indent=2), columns)


def to_text(paper: Paper) -> str:
    """Return the paper as plain text, as a screen reader or a test reads it; graphics are named in brackets."""
    lines = []
    for row in rows(paper):
        match row:
            case Row():
                room = paper.columns // row.size
                lines.append(_aligned(row, room).rstrip())
            case Qr():
                lines.append(f"[QR {row.data}]".center(paper.columns).rstrip())
            case Barcode():
                lines.append(f"[BARCODE {row.code}]".center(paper.columns).rstrip())
            case _:
                lines.append(f"[{type(row).__name__.upper()}]")
    return "\n".join(lines) + "\n"


def _aligned(row: Row, room: int) -> str:
    if row.align is Align.CENTER:
        return " " * ((room - len(row.text)) // 2) + row.text
    return row.text.rjust(room) if row.align is Align.RIGHT else row.text
