"""Fonts whose parts in a PDF are made once for all papers.

ReportLab cuts each font down to the letters of a file, anew for each file: half of the time that a paper of one page
takes. It always keeps all of ASCII, so nearly all papers need the very same parts.
"""

from __future__ import annotations

import threading
import zlib
from functools import lru_cache
from typing import Any

from msgspec import Struct
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import FF_NONSYMBOLIC, FF_SYMBOLIC, SUBSETN, TTFont, makeToUnicodeCMap

_cutting = threading.Lock()
"""A face reads its file from place to place, for one paper at a time."""


class _Part(Struct, frozen=True):
    """A font cut down to some letters, as it stands in a file; ``length`` is that of the program unpacked."""

    name: str
    widths: bytes
    to_unicode: bytes
    program: bytes
    length: int


class KeptFont(TTFont):  # type: ignore[misc]
    """A TrueType font that makes each of its parts once, and the same bytes as ReportLab makes."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- ReportLab calls it so
        """Put the letters that ``doc`` has of this font into it."""
        for number, letters in enumerate(self.state[doc].subsets):
            with _cutting:
                part = _part(self.face, number, tuple(letters))
            internal = self.getSubsetInternalName(number, doc)[1:]
            font = PDFTrueTypeFont()
            font.Name = internal
            font.BaseFont = part.name
            font.FirstChar, font.LastChar = 0, len(letters) - 1
            font.Widths = part.widths
            font.ToUnicode = doc.Reference(_packed(part.to_unicode), f"toUnicodeCMap:{part.name}")
            program = doc.Reference(_packed(part.program, Length1=part.length), f"fontFile:{part.name}")
            font.FontDescriptor = doc.Reference(_descriptor(self.face, part.name, program), f"descriptor:{part.name}")
            doc.Reference(font, internal)
            doc.idToObject["BasicFonts"].dict[internal] = font
        del self.state[doc]


@lru_cache(maxsize=64)
def _part(face: Any, number: int, letters: tuple[int, ...]) -> _Part:
    name = (SUBSETN(number) + b"+" + face.name + face.subfontNameX).decode("ascii")
    program = face.makeSubset(letters)
    return _Part(
        name=name,
        widths=PDFArray(map(face.getCharWidth, letters)).format(None),
        to_unicode=zlib.compress(makeToUnicodeCMap(name, letters).encode()),
        program=zlib.compress(program),
        length=len(program),
    )


def _packed(content: bytes, **known: int) -> PDFStream:
    return PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")]), **known}), content)


def _descriptor(face: Any, name: str, program: Any) -> PDFDictionary:
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "Ascent": face.ascent,
            "CapHeight": face.capHeight,
            "Descent": face.descent,
            "Flags": face.flags & ~FF_NONSYMBOLIC | FF_SYMBOLIC,
            "FontBBox": PDFArray(face.bbox),
            "FontName": PDFName(name),
            "ItalicAngle": face.italicAngle,
            "StemV": face.stemV,
            "FontFile2": program,
            "MissingWidth": face.defaultWidth,
        }
    )
