"""Perjanjian titip jual: the gallery's own wording with all terms in plain words, to be signed by both."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.lib.utils import ImageReader

from gallery_pos.language import tr
from receipts.pdf.blocks import draw_signature, gap, text
from receipts.pdf.fonts import BOLD, MEDIUM, REGULAR, fold
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, Drawn, Letterhead, Sheet, bind
from receipts.proof import check_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable

_SIZE = 10.0
_LEADING = 14.0
_INDENT = 14.0
_HIGH = 108.0
_STAMP = (72.0, 46.0)
_COPIES = 2
_ARTICLE = re.compile(r"\w+ \d+\. [^.]+\.")


class Signer(Struct, frozen=True, kw_only=True):
    """Who signs: ``picture`` is a PNG of what was drawn on screen; ``stamp`` leaves room for a meterai."""

    role: str
    name: str
    picture: bytes = b""
    stamp: bool = False


class AgreementPaper(Struct, frozen=True, kw_only=True):
    """An agreement to print. ``paragraphs`` are lines each: the first is running text, the others are points under it."""

    letterhead: Letterhead
    number: str
    business_name: str
    paragraphs: tuple[tuple[str, ...], ...]
    signers: tuple[Signer, ...]
    place_and_day: str
    document_hash: bytes = b""
    draft: bool = False
    practice: bool = False


def agreement_pdf(paper: AgreementPaper) -> bytes:
    """Return the agreement in two copies, one for each side."""
    title = tr("Perjanjian titip jual")
    mark = tr("LATIHAN") if paper.practice else tr("RANCANGAN") if paper.draft else ""
    sheet = Sheet(
        title=f"{title}: {paper.business_name}",
        letterhead=paper.letterhead,
        story=tuple(_story(paper, title)),
        reference=paper.number,
        check=check_code(paper.document_hash) if paper.document_hash else "",
        mark=mark,
    )
    return bind([sheet] * _COPIES, f"{title} {paper.business_name}")


def _story(paper: AgreementPaper, title: str) -> Iterator[Flowable]:
    yield _title(title.upper(), paper.number)
    yield gap(10)
    for running, *points in paper.paragraphs:
        yield _paragraph(running)
        for point in points:
            yield gap(2)
            yield _point(point)
        yield gap(8)
    yield text(paper.place_and_day, size=_SIZE)
    yield gap(4)
    yield signed(paper.signers)


def _title(title: str, number: str) -> Flowable:
    def draw(canvas: Any, width: float) -> None:
        canvas.setFont(BOLD, 16)
        canvas.setFillColor(GREEN)
        canvas.drawCentredString(width / 2, 20, title)
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(GREY)
        canvas.drawCentredString(width / 2, 5, tr("Nomor: {number}").format(number=number) if number else "")

    return Drawn(42, draw)


def _paragraph(running: str) -> Flowable:
    """Return running text; an article's number and heading ("Pasal 2. Bagi hasil.") stand out."""
    lines = fold(running, CONTENT, REGULAR, _SIZE)
    heading = _ARTICLE.match(running)
    bold = heading[0] if heading else ""

    def draw(canvas: Any, _width: float) -> None:
        canvas.setFillColor(INK)
        for index, line in enumerate(lines):
            y = (len(lines) - index) * _LEADING - _SIZE
            if bold and not index and line.startswith(bold):
                canvas.setFont(MEDIUM, _SIZE)
                canvas.drawString(0, y, bold)
                after = canvas.stringWidth(bold, MEDIUM, _SIZE)
                canvas.setFont(REGULAR, _SIZE)
                canvas.drawString(after, y, line[len(bold) :])
            else:
                canvas.setFont(REGULAR, _SIZE)
                canvas.drawString(0, y, line)

    return Drawn(len(lines) * _LEADING, draw)


def _point(point: str) -> Flowable:
    lines = fold(point, CONTENT - 2 * _INDENT, REGULAR, _SIZE)

    def draw(canvas: Any, _width: float) -> None:
        canvas.setFillColor(GREEN)
        canvas.circle(_INDENT / 2 + 2, len(lines) * _LEADING - _SIZE + 3.2, 1.6, stroke=0, fill=1)
        canvas.setFont(REGULAR, _SIZE)
        canvas.setFillColor(INK)
        for index, line in enumerate(lines):
            canvas.drawString(_INDENT, (len(lines) - index) * _LEADING - _SIZE, line)

    return Drawn(len(lines) * _LEADING, draw)


def signed(signers: tuple[Signer, ...]) -> Flowable:
    """Return a box for each to sign in, with what was drawn on screen in it."""

    def draw(canvas: Any, width: float) -> None:
        side = width / len(signers)
        for index, signer in enumerate(signers):
            left = index * side
            if signer.stamp:
                _draw_stamp(canvas, left, 26)
            if signer.picture:
                picture = _drawing(signer.picture)
                canvas.drawImage(
                    picture, left, 16, side - 20, _HIGH - 30, mask="auto", preserveAspectRatio=True, anchor="c"
                )
            draw_signature(canvas, left, 0, side - 20, _HIGH, role=signer.role, name=signer.name)

    return Drawn(_HIGH, draw)


def _draw_stamp(canvas: Any, x: float, y: float) -> None:
    width, height = _STAMP
    canvas.setStrokeColor(GREY)
    canvas.setLineWidth(0.6)
    canvas.setDash(2, 2)
    canvas.rect(x, y, width, height)
    canvas.setDash()
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(GREY)
    canvas.drawCentredString(x + width / 2, y + height / 2 + 2, tr("meterai"))
    canvas.drawCentredString(x + width / 2, y + height / 2 - 8, "Rp10.000")


@lru_cache(maxsize=8)
def _drawing(picture: bytes) -> ImageReader:
    return ImageReader(BytesIO(picture))
