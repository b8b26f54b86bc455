"""How a paper about goods begins: what it is, whom it is about, its number, its day and the code to check it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from receipts.pdf.blocks import draw_qr
from receipts.pdf.fonts import BOLD, REGULAR, fold, shorten
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, Drawn
from receipts.proof import check_code, check_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

_QR_SIDE = 58.0


def opening(
    title: str, name: str, about: str, facts: Sequence[str], *, number: str, document_hash: bytes = b""
) -> Flowable:
    """Return the head of a paper; ``name`` stands large, ``about`` in grey under it, ``facts`` in one line."""
    room = CONTENT - _QR_SIDE - 90
    names = fold(name, room, BOLD, 13)
    lines = fold(about, room, REGULAR, 9) if about else []
    height = max(40.0 + len(names) * 16 + len(lines) * 12 + 12, _QR_SIDE + 28)

    def draw(canvas: Any, width: float) -> None:
        y = height - 14
        canvas.setFont(BOLD, 14)
        canvas.setFillColor(INK)
        canvas.drawString(0, y, title)
        y -= 20
        canvas.setFont(BOLD, 13)
        canvas.setFillColor(GREEN)
        for line in names:
            canvas.drawString(0, y, line)
            y -= 16
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(GREY)
        for line in lines:
            canvas.drawString(0, y, line)
            y -= 12
        canvas.setFillColor(INK)
        canvas.drawString(0, y - 2, shorten(" · ".join(facts), room, REGULAR, 9))
        if document_hash:
            _draw_check(canvas, width, height, check_text(number, document_hash), check_code(document_hash))

    return Drawn(height, draw)


def _draw_check(canvas: Any, right: float, top: float, proof: str, code: str) -> None:
    draw_qr(canvas, proof, right - _QR_SIDE, top - _QR_SIDE - 2, _QR_SIDE)
    canvas.setFont(BOLD, 8)
    canvas.setFillColor(INK)
    canvas.drawCentredString(right - _QR_SIDE / 2, top - _QR_SIDE - 12, code)
