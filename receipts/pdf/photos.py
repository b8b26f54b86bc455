"""Photos on a paper, a row of four at a time, each with a few words under it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader

from gallery_pos.language import tr
from receipts.pdf.blocks import heading
from receipts.pdf.fonts import REGULAR, shorten
from receipts.pdf.sheet import GREY, Drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from reportlab.platypus import Flowable

_IN_A_ROW = 4
_PHOTO, _GAP = 116.0, 12.0


def photos(taken: Sequence[tuple[str, bytes]]) -> Iterator[Flowable]:
    """Show photos (words below, JPEG or PNG) under a heading; nothing where there are none."""
    if taken:
        yield heading(tr("Foto"))
    for at in range(0, len(taken), _IN_A_ROW):
        yield _row(taken[at : at + _IN_A_ROW])


def _row(taken: Sequence[tuple[str, bytes]]) -> Flowable:
    def draw(canvas: Any, _width: float) -> None:
        for at, (words, data) in enumerate(taken):
            x = at * (_PHOTO + _GAP)
            canvas.drawImage(ImageReader(BytesIO(data)), x, 14, _PHOTO, _PHOTO, preserveAspectRatio=True, anchor="sw")
            canvas.setFont(REGULAR, 7.5)
            canvas.setFillColor(GREY)
            canvas.drawString(x, 3, shorten(words, _PHOTO, REGULAR, 7.5))

    return Drawn(_PHOTO + 20, draw)
