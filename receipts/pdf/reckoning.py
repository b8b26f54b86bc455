"""How the sum of a statement came about, line by line; beside it the code to check it with, and where both sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from gallery_pos.language import tr
from receipts.pdf.blocks import Sum, draw_qr, draw_signature, draw_sums, sums_height
from receipts.pdf.fonts import BOLD, REGULAR
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, PAGE
from receipts.proof import check_code, check_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_QR_SIDE = 74.0
_SIGN = 62.0
_SUMS = 316.0
_APART = 22.0
_TITLE = 20.0
_FEWEST = 4
"""Lines that stay together where there are more than a page holds."""


class Reckoning(Flowable):  # type: ignore[misc]
    """The money of a statement in one block; only where no page can hold it, its lines go over to the next."""

    keep_with_before = keep_with_rest = True

    def __init__(
        self, lines: Sequence[Sum], number: str, document_hash: bytes, signed: Sequence[tuple[str, str]]
    ) -> None:
        """``signed``: role and name of each who signs; nobody where only the first lines of more stand here."""
        super().__init__()
        self._lines, self._number, self._hash, self._signed = tuple(lines), number, document_hash, tuple(signed)
        beside = (_QR_SIDE + 44 if document_hash else 0.0) + (_SIGN if signed else 0.0)
        self.height = _TITLE + max(sums_height(self._lines, _SUMS), beside - 14)

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width = available_width
        return available_width, self.height

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        if self.height <= PAGE:
            return []
        fits = len(self._lines) - 1
        while fits and _TITLE + sums_height(self._lines[:fits], _SUMS) > available_height:
            fits -= 1
        if fits < _FEWEST:
            return []
        rest = Reckoning(self._lines[fits:], self._number, self._hash, self._signed)
        return [Reckoning(self._lines[:fits], "", b"", ()), rest]

    def draw(self) -> None:
        canvas = self.canv
        canvas.setFont(BOLD, 10)
        canvas.setFillColor(GREEN)
        canvas.drawString(0, self.height - 14, tr("Hitungan uang"))
        draw_sums(canvas, 0, self.height - _TITLE, _SUMS, self._lines)
        left = _SUMS + _APART
        if self._hash:
            _draw_check(canvas, (left + CONTENT) / 2, self.height - 7, self._number, self._hash)
        side = (CONTENT - left - 12) / 2
        for at, (role, name) in enumerate(self._signed):
            draw_signature(canvas, left + at * (side + 12), 0, side, _SIGN, role=role, name=name)


def _draw_check(canvas: Any, middle: float, top: float, number: str, document_hash: bytes) -> None:
    draw_qr(canvas, check_text(number, document_hash), middle - _QR_SIDE / 2, top - _QR_SIDE, _QR_SIDE)
    canvas.setFont(BOLD, 11)
    canvas.setFillColor(INK)
    canvas.drawCentredString(middle, top - _QR_SIDE - 13, check_code(document_hash))
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillColor(GREY)
    canvas.drawCentredString(middle, top - _QR_SIDE - 23, tr("Kode periksa: sebutkan atau pindai di galeri"))
    canvas.drawCentredString(middle, top - _QR_SIDE - 32, tr("untuk mencocokkan angka laporan ini."))
