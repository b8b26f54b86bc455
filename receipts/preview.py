"""The picture of what a printer would print, read from the very bytes that it would get.

This is a small ESC/POS printer: it knows the commands that :mod:`receipts.escpos` sends and no others, so a test over
it proves the bytes as well as the layout.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from receipts.escpos import LETTER_DOTS, LINE_DOTS, Model, encode
from receipts.qr import qr_matrix

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

    from receipts.paper import Paper

MARGIN = 24
"""Dots of white around the print, as paper has."""
_LETTER_HEIGHT = 24
_FONT_SIZE = 20
_FIRST_TABLE = 0


def png(paper: Paper, model: Model) -> bytes:
    """Return the picture of ``paper`` as a PNG file, one pixel a dot. Raises BadInput as ``encode`` does."""
    file = BytesIO()
    picture(encode(paper, model), model).save(file, format="PNG")
    return file.getvalue()


def picture(data: bytes, model: Model) -> Image:
    """Return what a printer of this ``model`` makes of the bytes. Raises ValueError for a command it does not know."""
    from PIL import Image

    printer = _Printer(model.dots)
    reader = _Reader(data)
    while not reader.at_end:
        _step(reader, printer)
    size = (model.dots + 2 * MARGIN, printer.height + 2 * MARGIN)
    sheet = Image.new("1", size, 1)
    for top, left, strip in printer.strips:
        sheet.paste(0, (left + MARGIN, top + MARGIN), strip)
    return sheet


class _Reader:
    """The bytes, taken from the front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def at_end(self) -> bool:
        return self._at >= len(self._data)

    def take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("the bytes end within a command")
        self._at += count
        return taken

    def number(self, size: int = 1) -> int:
        return int.from_bytes(self.take(size), "little")


class _Printer:
    """What the printer remembers, and the strips of black it has put on paper: top, left, mask."""

    def __init__(self, dots: int) -> None:
        self.dots = dots
        self.height = 0
        self.align = 0
        self.bold = False
        self.size = 1
        self.line = bytearray()
        self.qr = b""
        self.strips: list[tuple[int, int, Image]] = []

    def feed_line(self) -> None:
        """Print the line and move the paper on; a line longer than the paper goes on below, as printers do."""
        from PIL import Image

        room = self.dots // (LETTER_DOTS * self.size)
        for start in range(0, len(self.line), room):
            part = self.line[start : start + room].decode("ascii")
            strip = Image.new("1", (len(part) * LETTER_DOTS, _LETTER_HEIGHT), 0)
            for index, letter in enumerate(part):
                strip.paste(1, (index * LETTER_DOTS, 0), _letter(letter, bold=self.bold))
            self._ink(strip.resize((strip.width * self.size, strip.height * self.size)))
            self.height += max(LINE_DOTS, _LETTER_HEIGHT * self.size)
        if not self.line:
            self.height += max(LINE_DOTS, _LETTER_HEIGHT * self.size)
        self.line.clear()

    def raster(self, width_bytes: int, height: int, dots: bytes) -> None:
        from PIL import Image

        self._ink(Image.frombytes("1", (width_bytes * 8, height), dots))
        self.height += height

    def print_qr(self) -> None:
        """Draw the code that a printer with QR codes of its own would make, 6 dots a module."""
        from PIL import Image

        matrix = qr_matrix(self.qr.decode("utf-8"))
        side = len(matrix)
        small = Image.frombytes("L", (side, side), b"".join(row.translate(_BLACK) for row in matrix))
        self._ink(small.resize((side * 6, side * 6), Image.Resampling.NEAREST).convert("1"))
        self.height += side * 6

    def _ink(self, strip: Image) -> None:
        free = self.dots - strip.width
        left = {0: 0, 1: free // 2, 2: free}[self.align]
        self.strips.append((self.height, max(0, left), strip))


_BLACK = bytes.maketrans(b"\x01", b"\xff")


def _step(reader: _Reader, printer: _Printer) -> None:
    byte = reader.take(1)
    if byte == b"\x1b":
        _escape(reader, printer)
    elif byte == b"\x1d":
        _group(reader, printer)
    elif byte == b"\n":
        printer.feed_line()
    elif byte.isascii() and byte.decode("ascii").isprintable():
        printer.line += byte
    else:
        raise ValueError(f"no printable byte: {byte!r}")


def _escape(reader: _Reader, printer: _Printer) -> None:
    match reader.take(1):
        case b"@":
            printer.align, printer.bold, printer.size = 0, False, 1
        case b"t":
            _expect(reader.number(), _FIRST_TABLE)
        case b"3":
            _expect(reader.number(), LINE_DOTS)
        case b"a":
            printer.align = reader.number()
        case b"E":
            printer.bold = bool(reader.number())
        case b"d":
            printer.height += reader.number() * LINE_DOTS
        case b"p":
            reader.take(3)
        case command:
            raise ValueError(f"unknown command ESC {command!r}")


def _group(reader: _Reader, printer: _Printer) -> None:
    match reader.take(1):
        case b"!":
            size = reader.number()
            printer.size = (size & 0x0F) + 1
            _expect(size >> 4, size & 0x0F)
        case b"V":
            reader.take(1)
        case b"v":
            _expect(reader.number(2), 0x0030)
            width, height = reader.number(2), reader.number(2)
            printer.raster(width, height, reader.take(width * height))
        case b"(":
            _expect(reader.number(), ord("k"))
            _two_dimensional(reader.take(reader.number(2)), printer)
        case command:
            raise ValueError(f"unknown command GS {command!r}")


def _two_dimensional(data: bytes, printer: _Printer) -> None:
    if data[:3] == b"1P0":
        printer.qr = data[3:]
    elif data[:2] == b"1Q":
        printer.print_qr()


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise ValueError(f"found {found} where {wanted} was expected")


@lru_cache(maxsize=256)
def _letter(letter: str, *, bold: bool) -> Image:
    """Return the mask of one letter in its cell; bold is printed twice, one dot to the right, as thermal heads do."""
    from PIL import Image, ImageChops, ImageDraw

    cell = Image.new("1", (LETTER_DOTS, _LETTER_HEIGHT), 0)
    pen = ImageDraw.Draw(cell)
    pen.fontmode = "1"
    pen.text((0, 0), letter, fill=1, font=_font())
    return ImageChops.logical_or(cell, ImageChops.offset(cell, 1, 0)) if bold else cell


@lru_cache(maxsize=1)
def _font() -> FreeTypeFont:
    """Return DejaVu Sans Mono, which python-barcode carries: at 20 dots its letters are 12 dots wide, as a printer's."""
    from PIL import ImageFont

    file = BytesIO((resources.files("barcode") / "fonts" / "DejaVuSansMono.ttf").read_bytes())
    return ImageFont.truetype(file, _FONT_SIZE)
