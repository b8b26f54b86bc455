"""Papers cut out of a volume: laid out once with all others, and by themselves what they would be if made alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument
from reportlab.pdfgen.canvas import Canvas

from receipts.pdf.canvas import QuickCanvas
from receipts.pdf.fonts import BOLD, REGULAR, clean, use_fonts
from receipts.pdf.sheet import letterhead_of
from receipts.pdf.statement import Statement, statement_pdf, statement_pdfs, statements_pdf


@pytest.fixture
def pictures(qapp: object) -> Callable[[bytes], list[bytes]]:
    """Return how each page of a PDF looks."""

    def look(data: bytes) -> list[bytes]:
        buffer, paper = QBuffer(), QPdfDocument()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        paper.load(buffer)
        assert paper.error() is QPdfDocument.Error.None_
        pages = []
        for page in range(paper.pageCount()):
            image = paper.render(page, QSize(595, 842))
            pages.append(bytes(image.constBits()))
        paper.close()
        return pages

    return look


def statements(make: SimpleNamespace) -> Iterator[Statement]:
    """Yield papers of one page and of several, some with letters that the others lack and with a logo."""
    logo = BytesIO()
    Image.new("RGBA", (60, 60), (180, 20, 20, 90)).save(logo, "PNG")
    for number, name in enumerate(("Dapur Bu Yayah", "Kafé Ñandú – ½", "Łódź Ğüneş", "Toko ₫ €"), start=1):
        yield Statement(
            figures=make.figures(4 if number % 2 else 40, name=name),
            letterhead=letterhead_of(make.outlet(), logo.getvalue() if number > 2 else b""),
            number=f"L-{number}",
            document_hash=bytes([number]) * 32,
            owner=name,
            copy=number % 2,
        )


def test_each_paper_looks_as_if_it_was_made_alone(
    make: SimpleNamespace, pictures: Callable[[bytes], list[bytes]]
) -> None:
    made = list(statements(make))
    whole, each = statement_pdfs(made)
    cut = [pictures(one) for one in each]
    assert cut == [pictures(statement_pdf(one)) for one in made]
    assert [page for one in cut for page in one] == pictures(whole)
    assert whole == statements_pdf(made)


def test_papers_are_cut_as_they_are_asked_for_and_the_same_each_time(make: SimpleNamespace) -> None:
    again = []
    for _ in range(2):
        _, each = statement_pdfs(statements(make))
        again.append(next(each))
    assert again[0] == again[1]


def test_nothing_makes_an_empty_volume() -> None:
    whole, each = statement_pdfs([])
    assert whole.startswith(b"%PDF")
    assert list(each) == []


def _drawn(kind: type[Canvas], texts: list[str]) -> bytes:
    use_fonts()
    canvas = kind(BytesIO(), invariant=1)
    for at, text in enumerate(texts):
        canvas.setFont((REGULAR, BOLD)[at % 2], 8.5 + at % 3)
        draw = (canvas.drawString, canvas.drawRightString, canvas.drawCentredString)[at % 3]
        more: dict[str, Any] = {} if at % 5 else {"charSpace": 1}
        draw(100 + at / 3, 700.25 - at, text, **more)
    return bytes(canvas.getpdfdata())


@given(st.lists(st.text(max_size=30).map(clean), max_size=12))
@settings(max_examples=50, deadline=None)
def test_texts_are_drawn_to_the_byte_as_reportlab_draws_them(texts: list[str]) -> None:
    assert _drawn(QuickCanvas, texts * 2) == _drawn(Canvas, texts * 2)
