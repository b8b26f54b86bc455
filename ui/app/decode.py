"""Reading codes from a picture: zxing-cpp first, pyzbar on what it misses or where zxing-cpp is absent.

Both are asked for EAN-13, Code 128 and QR only; zbar's DataBar decoder has memory bugs and is never switched on. Each
library is loaded when the first frame comes, and either may be missing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

Reader = Callable[["GrayFrame"], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class GrayFrame:
    """A picture of ``height`` rows of ``width`` pixels, one byte each, 0 black to 255 white."""

    pixels: bytes
    width: int
    height: int

    def __post_init__(self) -> None:
        if len(self.pixels) != self.width * self.height:
            message = f"{len(self.pixels)} bytes are no {self.width}x{self.height} picture"
            raise ValueError(message)


def decode_frame(frame: GrayFrame) -> tuple[str, ...]:
    """Return the codes in a picture, () where there is none or where no reader could be loaded."""
    for reader in readers():
        if codes := reader(frame):
            return codes
    return ()


@cache
def readers() -> tuple[Reader, ...]:
    """Load whichever readers this machine has, the better one first; () where it has none."""
    found = (_zxing(), _pyzbar())
    return tuple(reader for reader in found if reader is not None)


def _zxing() -> Reader | None:
    try:
        import zxingcpp
    except ImportError:  # no wheel for this machine
        return None
    names = zxingcpp.BarcodeFormat
    formats = zxingcpp.BarcodeFormats([names.EAN13, names.Code128, names.QRCode])

    def read(frame: GrayFrame) -> tuple[str, ...]:
        picture = memoryview(frame.pixels).cast("B", (frame.height, frame.width))
        return tuple(code.text for code in zxingcpp.read_barcodes(picture, formats=formats) if code.text)

    return read


def _pyzbar() -> Reader | None:
    try:
        from pyzbar import pyzbar
    except (ImportError, OSError):  # the zbar library of the system is missing, or one that it needs
        return None
    symbols = [pyzbar.ZBarSymbol.EAN13, pyzbar.ZBarSymbol.CODE128, pyzbar.ZBarSymbol.QRCODE]

    def read(frame: GrayFrame) -> tuple[str, ...]:
        found = pyzbar.decode((frame.pixels, frame.width, frame.height), symbols=symbols)
        return tuple(code.data.decode("utf-8", "replace") for code in found if code.data)

    return read


class TwiceSeen:
    """Accepts a code once it stood in two frames one after the other, and again only after it was away for a while."""

    def __init__(self, away_seconds: float = 1.5, clock: Callable[[], float] = time.monotonic) -> None:
        self._away = away_seconds
        self._clock = clock
        self._before: frozenset[str] = frozenset()
        self._seen: dict[str, float] = {}

    def accept(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Take the codes of one frame and return those that count now."""
        now = self._clock()
        twice = [code for code in codes if code in self._before]
        self._seen = {code: at for code, at in self._seen.items() if now - at < self._away}
        fresh = tuple(code for code in twice if code not in self._seen)
        self._before = frozenset(codes)
        self._seen.update({code: now for code in codes if code in self._seen or code in fresh})
        return fresh
