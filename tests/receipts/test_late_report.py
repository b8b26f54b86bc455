"""A report that is late stands at the foot of every page and on the Z slip, whole and in one line; else nothing does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from receipts.paper import Text
from receipts.pdf.blocks import text
from receipts.pdf.canvas import QuickCanvas
from receipts.pdf.sheet import BOTTOM, Sheet, bind, letterhead_of
from receipts.thermal import z_slip

NOTICE = "Laporan Mei 2026 belum disampaikan, 12 hari"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float, str]]:
    """Page, height and words of every string that is drawn."""
    found: list[tuple[int, float, str]] = []
    real = QuickCanvas.drawString

    def draw(self: Any, x: float, y: float, words: str, *rest: Any, **more: Any) -> None:
        found.append((self.getPageNumber(), self.absolutePosition(x, y)[1], words))
        real(self, x, y, words, *rest, **more)

    monkeypatch.setattr(QuickCanvas, "drawString", draw)
    return found


def sheet(make: SimpleNamespace, notice: str) -> Sheet:
    story = tuple(text(f"Baris {number}") for number in range(200))
    return Sheet(title="Coba", letterhead=letterhead_of(make.outlet(), b"", notice), story=story, reference="X-1")


def test_every_page_says_it_below_everything_else(make: SimpleNamespace, drawn: list[tuple[int, float, str]]) -> None:
    bind([sheet(make, NOTICE)], "coba")
    pages = {page for page, _, words in drawn if words.startswith("Baris")}
    said = {page: height for page, height, words in drawn if words == NOTICE}
    assert said.keys() == pages
    assert len(pages) > 2
    assert max(said.values()) < BOTTOM
    foot = {page: height for page, height, words in drawn if words == "X-1" and height < BOTTOM}
    assert all(said[page] - foot[page] > 8 for page in pages)


def test_nothing_stands_there_while_nothing_is_late(make: SimpleNamespace, drawn: list[tuple[int, float, str]]) -> None:
    bind([sheet(make, "")], "coba")
    assert {words for _, height, words in drawn if height < BOTTOM} == {"X-1"}
    slip = z_slip(make.posted(make.closed(), "Z-1"), make.closed(), make.outlet(), "Siti")
    assert not any(isinstance(line, Text) and "belum disampaikan" in line.text for line in slip.lines)


def test_the_z_slip_says_it_before_the_signature(make: SimpleNamespace) -> None:
    posted, closed = make.posted(make.closed(), "Z-1"), make.closed()
    slip = z_slip(posted, closed, make.outlet(), "Siti", notice=NOTICE)
    words = [line.text for line in slip.lines if isinstance(line, Text)]
    assert words.index(NOTICE) < words.index("Kasir")
