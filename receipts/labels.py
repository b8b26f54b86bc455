"""Labels for goods: name, price, maker, best-before date and a bar code, on sheets and rolls of every size."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from gallery_pos.errors import BadInput, Problem
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from receipts.label_profiles import LabelProfile, check_profile
from receipts.pdf.fonts import BOLD, MEDIUM, REGULAR, fold, shorten, use_fonts, width_of
from receipts.qr import bars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


def labels_pdf(
    labels: Sequence[Label],
    profile: LabelProfile,
    *,
    start: int = 1,
    shift_x: float = 0.0,
    shift_y: float = 0.0,
    outlines: bool = False,
) -> bytes:
    """Return the labels as a PDF of pages of the profile's size.

    ``start`` is the first label to use on the first sheet, counted in rows from 1, so that a begun sheet can be used up;
    ``shift_x`` and ``shift_y`` move everything right and down (millimetres). ``outlines`` draws the edges of all labels,
    to lay over a sheet and set the shift. Raises BadInput for a profile that does not fit (``label.profile``), a start
    that is on no sheet (``label.start``) and codes that are too long for the label (``label.code``).
    """
    check_profile(profile)
    if not 1 <= start <= profile.per_sheet:
        raise BadInput(
            "label.start",
            tr("Label ke-{start} tidak ada di lembar ini.").format(start=start),
            todo=tr("Pilih angka dari 1 sampai {most}.").format(most=profile.per_sheet),
        )
    _check_codes(labels, profile)
    use_fonts()
    file = BytesIO()
    size = (profile.page_width * mm, profile.page_height * mm)
    canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1)
    canvas.setTitle(tr("Label"))
    canvas.setCreator("Galeri POS")
    _draw_sheets(canvas, labels, profile, start, (shift_x, shift_y), outlines=outlines)
    canvas.save()
    return file.getvalue()


def _check_codes(labels: Sequence[Label], profile: LabelProfile) -> None:
    problems = []
    for row, label in enumerate(labels, start=1):
        try:
            too_long = _module(label.code, profile) < _THINNEST_MODULE
        except ValueError:
            too_long = True
        if too_long:
            reason = tr("kode ini tidak bisa dicetak sebagai garis di label {name}").format(name=profile.name)
            problems.append(Problem(row, "", label.code, reason))
    if problems:
        raise BadInput(
            "label.code",
            tr("Ada kode yang tidak muat di label."),
            tuple(problems),
            safe=tr("Belum ada yang dicetak."),
            todo=tr("Pilih label yang lebih lebar, atau beri barang itu kode toko."),
        )


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


def _draw_sheets(
    canvas: Any,
    labels: Sequence[Label],
    profile: LabelProfile,
    start: int,
    shift: tuple[float, float],
    *,
    outlines: bool,
) -> None:
    place = start - 1
    fresh = True
    for label in _each(labels):
        if place == profile.per_sheet:
            canvas.showPage()
            place, fresh = 0, True
        if fresh and outlines:
            _draw_outlines(canvas, profile, shift)
        fresh = False
        x, y = corner(profile, place, shift)
        canvas.saveState()
        canvas.translate(x, y)
        _draw(canvas, label, profile)
        canvas.restoreState()
        place += 1
    if fresh:
        if outlines:
            _draw_outlines(canvas, profile, shift)
        canvas.showPage()


def _each(labels: Sequence[Label]) -> Iterator[Label]:
    for label in labels:
        for _ in range(label.count):
            yield label


def corner(profile: LabelProfile, place: int, shift: tuple[float, float]) -> tuple[float, float]:
    """Return the lower left corner of the label at a place (from 0) of a sheet, in points."""
    row, column = divmod(place, profile.columns)
    x = profile.left + column * profile.step_x + shift[0]
    top = profile.top + row * profile.step_y + shift[1]
    return x * mm, (profile.page_height - top - profile.height) * mm


def _draw_outlines(canvas: Any, profile: LabelProfile, shift: tuple[float, float]) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.3)
    canvas.setDash(2, 2)
    for place in range(profile.per_sheet):
        x, y = corner(profile, place, shift)
        canvas.rect(x, y, profile.width * mm, profile.height * mm, fill=0, stroke=1)
    canvas.restoreState()


def _draw(canvas: Any, label: Label, profile: LabelProfile) -> None:
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
