"""Paper to the bytes of an ESC/POS printer.

python-escpos only composes the bytes here; sending them is :mod:`receipts.printers`. The bytes start with ESC @ (what a
job before may have left behind), code page 437 and a fixed line height, so that every printer starts from the same.
"""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gallery_pos.errors import BadInput
from gallery_pos.language import tr
from receipts.paper import NARROW, WIDE, Align, Barcode, Cut, Drawer, Graphic, Logo, Paper, Qr, Row, rows
from receipts.qr import bar_image, qr_image

if TYPE_CHECKING:
    from PIL.Image import Image

LINE_DOTS = 30
LETTER_DOTS = 12
_LOGO_HEIGHT = 160
_FEED_LINES = 4
_EC_M = 1
"""Error correction M, as python-escpos names it."""
_LARGEST_LOGO = 25_000_000
"""Pixels; a larger picture is refused before it is unpacked."""


class Model(Struct, frozen=True, kw_only=True):
    """What a printer can do. The defaults are those of the cheapest: 58 mm, no cutter, no QR codes of its own.

    ``drawer_pin`` is 2 or 5, or 0 where no drawer hangs on the printer.
    """

    columns: int = NARROW
    cutter: bool = False
    native_qr: bool = False
    drawer_pin: int = 2

    @property
    def dots(self) -> int:
        """Dots across the paper."""
        return self.columns * LETTER_DOTS


NARROW_MODEL = Model()
WIDE_MODEL = Model(columns=WIDE, cutter=True, native_qr=True)


def encode(paper: Paper, model: Model) -> bytes:
    """Return the bytes that print ``paper``. Raises BadInput (``logo.unreadable``) for a logo that is no picture."""
    out = _composer(model)
    shown = (Align.LEFT, False, 1)
    for row in rows(paper):
        if isinstance(row, Row):
            shown = _change(out, shown, (row.align, row.bold, row.size))
            out.text(row.text + "\n")
        else:
            shown = _change(out, shown, (Align.LEFT, False, 1))
            _draw(out, row, model)
    return bytes(out.output)


def drawer_pulse(model: Model) -> bytes:
    """Return the bytes that open the drawer: always a job of its own, so that no paper jam keeps it shut."""
    out = _composer(model)
    if model.drawer_pin:
        out.cashdraw(model.drawer_pin)
    return bytes(out.output)


def logo_bytes(picture: bytes, columns: int) -> bytes:
    """Return a logo as raster bytes; made once per picture and width."""
    return _logo(picture, columns)


def check_logo(picture: bytes) -> None:
    """Raise BadInput (``logo.unreadable``, ``logo.large``) for a file that cannot be the logo of a receipt."""
    _opened(picture)


def _composer(model: Model) -> Any:
    out = _dummy(model)
    out.hw("INIT")
    out.charcode("CP437")
    out.line_spacing(LINE_DOTS)
    return out


def _dummy(model: Model) -> Any:
    """Return python-escpos' composer with a profile of our own: its default one claims 42 columns for everything."""
    library = _library()
    out = library.Dummy(profile="simple", magic_encode_args={"encoder": _encoder()})
    out.profile = _profile(model)
    return out


@lru_cache(maxsize=1)
def _library() -> Any:
    """Import python-escpos without what its import does to a program.

    It unpacks its printer database into a new temporary folder at every start (90 ms) unless told where to keep it, and
    it gives the root logger a handler.
    """
    if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ and (folder := _cache_folder()):
        os.environ["ESCPOS_CAPABILITIES_PICKLE_DIR"] = str(folder)
    handlers = list(logging.root.handlers)
    from escpos import printer

    for handler in logging.root.handlers[:]:
        if handler not in handlers:
            logging.root.removeHandler(handler)
    return printer


def _cache_folder() -> Path | None:
    """Return a folder that only this person can write to, since what is kept there is run; None where there is none."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    folder = Path(base) / "gallery-pos" / "escpos"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from escpos.magicencode import Encoder

    return Encoder({"CP437": "0"})


@lru_cache(maxsize=16)
def _profile(model: Model) -> Any:
    from escpos.capabilities import BaseProfile

    data = {
        "name": "gallery-pos",
        "codePages": {"0": "CP437"},
        "features": {"bitImageRaster": True, "paperPartCut": model.cutter, "qrCode": model.native_qr},
        "fonts": {"0": {"columns": model.columns}},
        "media": {"width": {"pixels": model.dots}},
    }
    return type("GalleryProfile", (BaseProfile,), {"profile_data": data})()


_Shown = tuple[Align, bool, int]


def _change(out: Any, shown: _Shown, wanted: _Shown) -> _Shown:
    """Send only what differs from how the line before was shown."""
    if wanted != shown:
        align, bold, size = wanted
        if size != shown[2]:
            out.set(custom_size=True, width=size, height=size)
        out.set(
            align=align.value if align is not shown[0] else None,
            bold=bold if bold is not shown[1] else None,
        )
    return wanted


def _draw(out: Any, graphic: Graphic, model: Model) -> None:
    match graphic:
        case Logo():
            out._raw(logo_bytes(graphic.picture, model.columns))  # noqa: SLF001 -- the library has no other way in
        case Qr() if model.native_qr:
            out.print_and_feed(1)
            out.set(align="center")
            out.qr(graphic.data, ec=_EC_M, size=6, native=True)
            out.set(align="left")
            out.print_and_feed(1)
        case Qr():
            out.image(qr_image(graphic.data, model.dots), center=True)
        case Barcode():
            out.image(bar_image(graphic.code, model.dots), center=True)
        case Cut() if model.cutter:
            out.cut(mode="PART")
        case Cut():
            out.print_and_feed(_FEED_LINES)
        case Drawer() if model.drawer_pin:
            out.cashdraw(model.drawer_pin)


@lru_cache(maxsize=8)
def _logo(picture: bytes, columns: int) -> bytes:
    image = _opened(picture)
    model = Model(columns=columns)
    image.thumbnail((model.dots, _LOGO_HEIGHT))
    out = _dummy(model)
    out.image(image, center=True)
    return bytes(out.output)


def _opened(picture: bytes) -> Image:
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(picture), formats=("PNG", "JPEG"))
        if image.width * image.height > _LARGEST_LOGO:
            raise BadInput("logo.large", tr("Gambar logo terlalu besar."), todo=tr("Pakai gambar yang lebih kecil."))
        return image.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise BadInput(
            "logo.unreadable",
            tr("Gambar logo tidak bisa dibaca."),
            todo=tr("Pilih berkas PNG atau JPEG lain untuk logo."),
        ) from error
