"""A canvas that works out a text once where it is drawn many times: figures, names and places come again and again.

ReportLab makes each text anew: half of the time that a paper with a table takes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import fp_str

from receipts.pdf.fonts import width_of

_MOST_KEPT = 20_000
_ORIGIN = "BT 1 0 0 1 0 0 Tm"


class QuickCanvas(Canvas):  # type: ignore[misc]
    """Draws plain texts as :class:`Canvas` does, to the byte."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._shown: dict[tuple[str, float, float, str], str] = {}

    def drawString(self, x: float, y: float, text: str, *rest: Any, **more: Any) -> None:  # noqa: N802 -- ReportLab calls it so
        """Draw a text from ``x`` on."""
        if rest or more:
            super().drawString(x, y, text, *rest, **more)
        else:
            self._draw(x, y, text)

    def drawRightString(self, x: float, y: float, text: str, *rest: Any, **more: Any) -> None:  # noqa: N802
        """Draw a text up to ``x``."""
        if rest or more:
            super().drawRightString(x, y, text, *rest, **more)
        else:
            self._draw(x - width_of(text, self._fontname, self._fontsize), y, text)

    def drawCentredString(self, x: float, y: float, text: str, *rest: Any, **more: Any) -> None:  # noqa: N802
        """Draw a text around ``x``."""
        if rest or more:
            super().drawCentredString(x, y, text, *rest, **more)
        else:
            self._draw(x - 0.5 * width_of(text, self._fontname, self._fontsize), y, text)

    def _draw(self, x: float, y: float, text: str) -> None:
        key = (self._fontname, self._fontsize, self._leading, text)
        shown = self._shown.get(key)
        if shown is None:
            if len(self._shown) >= _MOST_KEPT:
                self._shown.clear()
            line = self.beginText()
            line.textLine(text)
            shown = self._shown[key] = line.getCode().removeprefix(_ORIGIN)
        self._code.append(f"BT 1 0 0 1 {_place(x)} {_place(y)} Tm{shown}")


@lru_cache(maxsize=32_768)
def _place(points: float) -> str:
    return str(fp_str(points))
