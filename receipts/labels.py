"""Labels for goods: name, price, maker, best-before date and a bar code, on sheets and rolls of every size."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from gallery_pos.errors import BadInput, Problem
from gallery_pos.language import tr
from receipts.label_drawing import Label, can_be_scanned, draw_label
from receipts.label_profiles import LabelProfile, check_profile
from receipts.pdf.fonts import use_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


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
            too_long = not can_be_scanned(label.code, profile)
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
        draw_label(canvas, label, profile)
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
