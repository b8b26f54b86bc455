"""Single papers cut out of a volume in which all were laid out: the same pages, without laying them out again.

A paper keeps its pages, its letterhead and logo, and of the volume's fonts those that it uses.
"""

from __future__ import annotations

import re
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import PDFFormXObject, PDFImageXObject, PDFPage
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Iterable

CREATOR = "Galeri POS"
_FONT = re.compile(r"/(F\d+)\+\d+ ")
_REGISTERED = "__InternalName__"
"""Where ReportLab notes in a part under which name a document has it."""


class Parts:
    """The parts of a volume that is about to be saved, as no document has registered them yet."""

    def __init__(self, document: Any) -> None:
        found = document.idToObject
        self._fonts = [(font, font.state[document]) for font in document.delayedFonts]
        self._parts = {
            name: _unregistered(part)
            for name, part in found.items()
            if isinstance(part, PDFPage | PDFFormXObject | PDFImageXObject)
        }

    def cut(self, pages: Iterable[int], *, title: str, author: str) -> bytes:
        """Return these pages of the volume, counted from 1, as a PDF by themselves."""
        file = BytesIO()
        paper = Canvas(file, pagesize=A4, invariant=1, pageCompression=1)
        paper.setTitle(title)
        paper.setAuthor(author)
        paper.setCreator(CREATOR)
        document = paper._doc  # noqa: SLF001 -- a canvas has no other door to its document
        used: set[str] = set()
        for number in pages:
            page = _unregistered(self._parts[f"Page{number}"])
            used |= self._put(document, page) | set(_FONT.findall(page.stream))
            document.addPage(page)
        for font, state in self._fonts:
            if state.internalName in used:
                font.state[document] = state
                document.delayedFonts.append(font)
        paper.save()
        return file.getvalue()

    def _put(self, document: Any, part: Any) -> set[str]:
        """Put what a part draws into a document, and return the fonts that it needs for that."""
        names = list(part.XObjects.dict) if part.XObjects else []
        if getattr(part, "smask", None):
            names.append(part.smask.name)
        used: set[str] = set()
        for name in names:
            if name not in document.idToObject:
                drawn = _unregistered(self._parts[name])
                document.Reference(drawn, name)
                used |= self._put(document, drawn) | set(_FONT.findall(_text(drawn)))
        return used


def _unregistered(part: Any) -> Any:
    """Return a part as it was before a document took it."""
    fresh = copy(part)
    fresh.__dict__.pop(_REGISTERED, None)
    return fresh


def _text(part: Any) -> str:
    return part.stream.decode("latin-1") if isinstance(part, PDFFormXObject) else ""
