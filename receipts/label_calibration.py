"""A page to lay over a sheet of labels: its edges, their numbers, and a ruler to read off by how much it is out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.colors import black
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from gallery_pos.language import tr
from receipts.label_profiles import check_profile, millimetres
from receipts.labels import corner
from receipts.pdf.fonts import BOLD, REGULAR, fold, use_fonts

if TYPE_CHECKING:
    from receipts.label_profiles import LabelProfile

_REACH = 10
"""Millimetres to each side of the middle that the rulers show."""
_LONG, _SHORT = 2.4, 1.2
_EVERY = 5


def calibration_pdf(profile: LabelProfile, *, shift_x: float = 0.0, shift_y: float = 0.0) -> bytes:
    """Return one sheet with the edges and the number of every label, and what to do with it.

    ``shift_x`` and ``shift_y`` are those in force (millimetres right and down). Raises BadInput (``label.profile``).
    """
    check_profile(profile)
    use_fonts()
    file = BytesIO()
    canvas = Canvas(file, pagesize=(profile.page_width * mm, profile.page_height * mm), invariant=1)
    canvas.setTitle(tr("Halaman uji {name}").format(name=profile.name))
    canvas.setCreator("Galeri POS")
    canvas.setFillColor(black)
    shift = (shift_x, shift_y)
    for place in range(profile.per_sheet):
        _draw_label(canvas, profile, place, shift)
    said = tr("{name} · geser X {x} mm, Y {y} mm").format(
        name=profile.name, x=millimetres(shift_x), y=millimetres(shift_y)
    )
    _write_in(canvas, profile, 0, shift, said, bold=True)
    if not profile.is_roll:
        words = tr("Tempelkan di atas lembar label. Garisnya kurang ke kanan? Naikkan X. Kurang ke bawah? Naikkan Y.")
        _write_in(canvas, profile, 1, shift, words, bold=False)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_label(canvas: Any, profile: LabelProfile, place: int, shift: tuple[float, float]) -> None:
    """The edge of one label, a ruler on its left and upper edge, and its number."""
    x, y = corner(profile, place, shift)
    width, height = profile.width * mm, profile.height * mm
    canvas.setLineWidth(0.4)
    canvas.rect(x, y, width, height, fill=0, stroke=1)
    reach = min(_REACH, int(min(profile.width, profile.height) / 2) - 1)
    for step in range(-reach, reach + 1):
        length = (_LONG if step % _EVERY == 0 else _SHORT) * mm
        middle_x, middle_y = x + width / 2 + step * mm, y + height / 2 + step * mm
        canvas.line(middle_x, y + height, middle_x, y + height - length)
        canvas.line(x, middle_y, x + length, middle_y)
    canvas.setFont(BOLD, 8)
    canvas.drawRightString(x + width - 2 * mm, y + 1.6 * mm, str(place + 1))


def _write_in(
    canvas: Any, profile: LabelProfile, place: int, shift: tuple[float, float], words: str, *, bold: bool
) -> None:
    """Write words into a label, as large as they fit."""
    x, y = corner(profile, place, shift)
    face = BOLD if bold else REGULAR
    room, free = profile.width * mm - 9 * mm, profile.height * mm - 7.5 * mm
    for size in (8.0, 7.0, 6.0, 5.0, 4.0):
        lines = list(fold(words, room, face, size))
        if len(lines) * size * 1.15 <= free:
            break
    canvas.setFont(face, size)
    top = y + profile.height * mm - 3.6 * mm
    for line in lines:
        top -= size * 1.15
        canvas.drawString(x + 4.5 * mm, top, line)
