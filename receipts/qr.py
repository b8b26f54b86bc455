"""Matrices of dots: QR codes and bar codes, made the same for printers, the screen and PDFs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

QUIET = 4
"""Modules of white that a reader needs around a QR code (ISO/IEC 18004)."""
_MASK = 2
_BAR_DOTS = 2
_BAR_QUIET = 10
_BAR_HEIGHT = 72


@lru_cache(maxsize=512)
def qr_matrix(data: str, *, quick: bool = False) -> tuple[bytes, ...]:
    """Return the modules of a QR code, one row of 0 and 1 each, without the white around; error correction M.

    ``quick`` takes the first good mask instead of the best of eight: a fifth of the time, for clean prints in numbers.
    """
    import segno

    return tuple(bytes(row) for row in segno.make_qr(data, error="m", mask=_MASK if quick else None).matrix)


@lru_cache(maxsize=32)
def qr_image(data: str, most_dots: int) -> Image:
    """Return a QR code for a printer: black on white, as large as fits into ``most_dots`` up to 6 dots a module."""
    matrix = qr_matrix(data)
    modules = len(matrix) + 2 * QUIET
    scale = max(1, min(6, most_dots // modules))
    return _picture(matrix, QUIET, scale, scale)


def bars(code: str) -> str:
    """Return a bar code as a row of 1 (black) and 0: EAN-13 for 13 digits that check, else Code 128.

    Raises ValueError for an empty text or one that is not ASCII.
    """
    from barcode import EAN13, Code128
    from barcode.errors import BarcodeError

    from gallery_pos.barcode import is_ean13

    if not code or not code.isascii():
        raise ValueError(f"no bar code for {code!r}")
    try:
        return str((EAN13(code) if is_ean13(code) else Code128(code)).build()[0])
    except BarcodeError as error:
        raise ValueError(f"no bar code for {code!r}") from error


@lru_cache(maxsize=32)
def bar_image(code: str, most_dots: int) -> Image:
    """Return a bar code for a printer, 72 dots high, with the white that a reader needs at both sides.

    Raises ValueError as :func:`bars` does, and where it is too long for ``most_dots``.
    """
    row = bytes(int(module) for module in bars(code))
    modules = len(row) + 2 * _BAR_QUIET
    scale = min(_BAR_DOTS, most_dots // modules)
    if not scale:
        raise ValueError(f"{code!r} is too long for {most_dots} dots")
    return _picture((row,), _BAR_QUIET, scale, _BAR_HEIGHT, above=0)


def _picture(matrix: tuple[bytes, ...], quiet: int, width: int, height: int, above: int | None = None) -> Image:
    from PIL import Image

    dark = bytes.maketrans(b"\0\1", b"\xff\0")
    small = Image.frombytes("L", (len(matrix[0]), len(matrix)), b"".join(matrix).translate(dark))
    above = quiet if above is None else above
    framed = Image.new("L", (small.width + 2 * quiet, small.height + 2 * above), 255)
    framed.paste(small, (quiet, above))
    return framed.resize((framed.width * width, framed.height * height), Image.Resampling.NEAREST).convert("1")
