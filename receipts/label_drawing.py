"""One label drawn on its place: name, maker, price, best-before and bars, as large as there is room for."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct
from reportlab.lib.colors import black
from reportlab.lib.units import mm

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from receipts.label_profiles import LabelProfile
from receipts.pdf.fonts import BOLD, MEDIUM, REGULAR, fold, shorten, width_of
from receipts.qr import bars

_QUIET = 10
"""Modules of white that a scanner needs at each side of the bars."""
_MODULE = 0.33 * mm
_THINNEST_MODULE = 0.19 * mm
_DOT = 0.125 * mm
"""A dot of a label printer with 203 dots an inch."""
_LEAST_DOTS, _MOST_DOTS = 2, 3
_REFERENCE = (94.0, 51.0)
"""Points (33 x 18 mm) at which letters have the sizes below; they grow with the label."""
_LARGEST_SCALE = 1.45
_UNPRINTABLE = 4.0
"""Millimetres at the edge of a sheet that most office printers cannot print on."""
_LOWEST_BARS = 6.5 * mm
_LEAST_MAKER = 5
"""Heights of its letters that a maker's name needs in width: two letters and an ellipsis tell nobody anything."""
_NAME, _MAKER, _PRICE, _DIGITS = 6.6, 5.4, 9.5, 5.6


class Label(Struct, frozen=True, kw_only=True):
    """What stands on a label, and how many of it; ``code`` is what the bars say.

    ``lot`` is the lot's own name, ``notice`` what the law wants to be read ("TIDAK HALAL").
    """

    name: str
    price: int
    code: str
    maker: str = ""
    best_before: date | None = None
    count: int = 1
    lot: str = ""
    notice: str = ""


def can_be_scanned(code: str, profile: LabelProfile) -> bool:
    """Tell whether there is room for bars that a scanner reads. Raises ValueError for what no bars can say."""
    return bool(_module(code, profile) >= _THINNEST_MODULE)


def _module(code: str, profile: LabelProfile) -> float:
    """Return how wide the thinnest bar is: at most what the standard says, less on a narrow label.

    On a roll it is a whole number of a thermal printer's dots where that leaves it two: half dots blur the bars.
    """
    room = (profile.width * mm - 4.0) / (len(bars(code)) + 2 * _QUIET)
    if profile.is_roll and (dots := min(_MOST_DOTS, int(room / _DOT))) >= _LEAST_DOTS:
        return float(dots * _DOT)
    return float(min(_MODULE, room))


class _Look(Struct, frozen=True):
    """Points: the size of the label, how much letters grow, and the space left free at the sides and above."""

    width: float
    height: float
    scale: float
    side: float
    above: float

    @property
    def room(self) -> float:
        """How long a line may be."""
        return self.width - 2 * self.side


@lru_cache(maxsize=32)
def _look(profile: LabelProfile) -> _Look:
    width, height = profile.width * mm, profile.height * mm
    scale = max(0.8, min(_LARGEST_SCALE, width / _REFERENCE[0], height / _REFERENCE[1]))
    side = above = min(6.0, 0.055 * height)
    if not profile.is_roll:
        side = max(side, (_UNPRINTABLE - profile.left) * mm)
    return _Look(width, height, scale, side, above)


def draw_label(canvas: Any, label: Label, profile: LabelProfile) -> None:
    """Draw one label with its lower left corner at the origin."""
    look = _look(profile)
    scale = look.scale
    canvas.setFillColor(black)
    small = _MAKER * 1.15 * scale
    spare = look.height - 2 * look.above - _LOWEST_BARS
    spare -= _NAME * 1.12 * scale + (_PRICE + 2.2 + _DIGITS) * scale
    lines = _small_lines(label, look, room_for_two=spare >= 2 * small)
    fits_two = spare - small * len(lines) >= _NAME * scale * 1.12
    y = look.height - look.above
    canvas.setFont(MEDIUM, _NAME * scale)
    for line in _some_lines(label.name, look.room, 2 if fits_two else 1, _NAME * scale):
        y -= _NAME * scale * 1.12
        canvas.drawString(look.side, y, line)
    for notice, maker, lot in lines:
        y -= small
        _draw_small(canvas, (notice, maker, lot), y, look)
    y -= _PRICE * scale
    _draw_price(canvas, label, y, look)
    _draw_bars(canvas, label.code, profile, y - 2.2 * scale, look)


def _small_lines(label: Label, look: _Look, *, room_for_two: bool) -> list[tuple[str, str, str]]:
    """Return what stands in small under the name, as notice, maker and lot of each line.

    The maker has a line of its own where it would be cut otherwise and there is room: buyers come for the makers.
    """
    whole = (label.notice, label.maker, label.lot)
    size = _MAKER * look.scale
    width = width_of(label.notice, BOLD, size) + sum(width_of(text, REGULAR, size) for text in whole[1:])
    if room_for_two and label.maker and any((label.notice, label.lot)) and width + 1.5 * size > look.room:
        return [("", label.maker, ""), (label.notice, "", label.lot)]
    return [whole] if any(whole) else []


def _some_lines(text: str, room: float, most: int, size: float) -> list[str]:
    """Return the text on at most ``most`` lines; what is left over shows as an ellipsis."""
    lines = list(fold(text, room, MEDIUM, size))
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), room, MEDIUM, size)]


def _draw_small(canvas: Any, texts: tuple[str, str, str], y: float, look: _Look) -> None:
    """Draw what the law wants to be read in bold, the maker as far as there is room, the lot at the right."""
    notice, maker, lot = texts
    size = _MAKER * look.scale
    left, right = look.side, look.side + look.room
    if notice:
        canvas.setFont(BOLD, size)
        canvas.drawString(left, y, shorten(notice, look.room, BOLD, size))
        left += width_of(notice, BOLD, size) + size / 2
    canvas.setFont(REGULAR, size)
    if lot and (width := width_of(lot, REGULAR, size)) <= right - left:
        canvas.drawRightString(right, y, lot)
        right -= width + size / 2
    if maker and right - left > _LEAST_MAKER * size:
        canvas.drawString(left, y, shorten(maker, right - left, REGULAR, size))


def _draw_price(canvas: Any, label: Label, y: float, look: _Look) -> None:
    price = format_rupiah(label.price)
    best = ""
    if label.best_before:
        best = tr("s.d. {day}").format(day=f"{label.best_before:%d.%m.%y}")
    small = _MAKER * look.scale
    left = look.room - (width_of(best, REGULAR, small) + 4 if best else 0)
    size = min(_PRICE * look.scale, _PRICE * look.scale * left / width_of(price, BOLD, _PRICE * look.scale))
    canvas.setFont(BOLD, size)
    canvas.drawString(look.side, y, price)
    if best:
        canvas.setFont(REGULAR, small)
        canvas.drawRightString(look.side + look.room, y, best)


def _draw_bars(canvas: Any, code: str, profile: LabelProfile, top: float, look: _Look) -> None:
    """Draw the bars in the middle of what is left below ``top``, and under them what they say."""
    module = _module(code, profile)
    digits = _DIGITS * look.scale
    height = min(top - look.above - digits, 14 * mm)
    bottom = top - height
    left = (look.width - module * len(bars(code))) / 2
    if profile.is_roll:
        left = round(left / _DOT) * _DOT
    canvas.saveState()
    canvas.translate(left, bottom)
    canvas.scale(module, height)
    canvas.addLiteral(_bar_path(code))
    canvas.restoreState()
    canvas.setFont(REGULAR, digits)
    canvas.drawCentredString(look.width / 2, bottom - digits * 0.92, code)


@lru_cache(maxsize=1_024)
def _bar_path(code: str) -> str:
    """Return the bars as PDF operators, one unit a module and one unit high."""
    parts = []
    row = bars(code)
    start = row.find("1")
    while start >= 0:
        end = row.find("0", start)
        end = end if end >= 0 else len(row)
        parts.append(f"{start} 0 {end - start} 1 re")
        start = row.find("1", end)
    return " ".join((*parts, "f"))
