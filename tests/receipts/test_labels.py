"""Labels fit, can be read by people and by scanners, and start where a begun sheet goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import zxingcpp
from hypothesis import given, strategies as st
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from gallery_pos.barcode import instore_ean13
from gallery_pos.errors import BadInput
from receipts.label_drawing import Label
from receipts.label_profiles import LABEL_PROFILES, LabelProfile, check_profile
from receipts.labels import corner, labels_pdf

LONG = "Keripik Singkong “Pedas Manis” Rasa Daun Jeruk Kemasan 250 g"
LABEL = Label(name=LONG, price=1_250_000_000, code=instore_ean13(42), maker=LONG, best_before=date(2027, 3, 4), count=3)
SHEET = LABEL_PROFILES["TJ-108"]


@pytest.fixture
def opened(qapp: object) -> Iterator[Callable[[bytes], QPdfDocument]]:
    kept: list[Any] = []

    def load(data: bytes) -> QPdfDocument:
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document = QPdfDocument()
        document.load(buffer)
        kept.append((document, buffer))
        return document

    yield load
    for document, buffer in kept:
        document.close()
        buffer.close()


def scanned(document: QPdfDocument, page: int = 0) -> list[str]:
    size = document.pagePointSize(page)
    image = document.render(page, QSize(int(size.width() * 5), int(size.height() * 5)))
    image = image.convertToFormat(image.Format.Format_ARGB32)
    white = Image.new("RGBA", (image.width(), image.height()), "white")
    ink = Image.frombuffer("RGBA", white.size, bytes(image.constBits()), "raw", "BGRA", image.bytesPerLine(), 1)
    white.alpha_composite(ink)
    return [found.text for found in zxingcpp.read_barcodes(white.convert("L"))]


@pytest.mark.parametrize("profile", LABEL_PROFILES.values(), ids=LABEL_PROFILES)
def test_the_papers_of_the_shops_fit(profile: LabelProfile) -> None:
    check_profile(profile)


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("TJ-103", 12),
        ("TJ-107", 30),
        ("TJ-108", 40),
        ("TJ-121", 10),
        ("L.02", 24),
        ("L.03", 30),
        ("L.04", 14),
        ("L.05", 16),
    ],
)
def test_a_sheet_has_as_many_labels_as_its_packet_says(code: str, count: int) -> None:
    assert LABEL_PROFILES[code].per_sheet == count


@pytest.mark.parametrize("profile", LABEL_PROFILES.values(), ids=LABEL_PROFILES)
def test_every_label_can_be_scanned(profile: LabelProfile, opened: Any) -> None:
    document = opened(labels_pdf([LABEL], profile))
    assert document.pageCount() == (1 if profile.per_sheet > 1 else 3)
    assert set(scanned(document)) == {LABEL.code}


@pytest.mark.parametrize("profile", LABEL_PROFILES.values(), ids=LABEL_PROFILES)
@pytest.mark.parametrize("label", [LABEL, replace(LABEL, maker="", best_before=None, name="Kopi", price=500)])
def test_nothing_leaves_its_label(profile: LabelProfile, label: Label, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[tuple[float, float, float, float]] = []
    for name, share in (("drawString", 0.0), ("drawRightString", 1.0), ("drawCentredString", 0.5)):

        def draw(self: Canvas, x: float, y: float, text: str, share: float = share) -> None:
            width = stringWidth(text, self._fontname, self._fontsize)
            left, bottom = self.absolutePosition(x - share * width, y)
            found.append((left, bottom, left + width, bottom + self._fontsize * 0.75))

        monkeypatch.setattr(Canvas, name, draw)
    labels_pdf([replace(label, count=1)], profile)
    x, y = corner(profile, 0, (0.0, 0.0))
    assert len(found) >= 3
    for left, bottom, right, top in found:
        assert x <= left
        assert right <= x + profile.width * mm
        assert y <= bottom
        assert top <= y + profile.height * mm


def test_other_codes_are_printed_as_they_are(opened: Any) -> None:
    assert set(scanned(opened(labels_pdf([replace(LABEL, code="G01-P12")], SHEET)))) == {"G01-P12"}


@pytest.mark.parametrize(("start", "count", "pages"), [(1, 40, 1), (1, 41, 2), (40, 1, 1), (40, 2, 2), (3, 38, 1)])
def test_a_begun_sheet_is_used_up(start: int, count: int, pages: int, opened: Any) -> None:
    assert opened(labels_pdf([replace(LABEL, count=count)], SHEET, start=start)).pageCount() == pages


def test_labels_go_on_from_the_place_that_is_free() -> None:
    assert corner(SHEET, 0, (0.0, 0.0)) == (3.5 * mm, (210 - 7 - 18) * mm)
    assert corner(SHEET, 5, (0.0, 0.0)) == ((3.5 + 41) * mm, (210 - 7 - 20 - 18) * mm)
    assert corner(SHEET, 0, (1.5, -2.0)) == (5.0 * mm, (210 - 5 - 18) * mm)


@pytest.mark.parametrize("start", [0, -1, 41])
def test_a_place_that_is_on_no_sheet_is_refused(start: int) -> None:
    with pytest.raises(BadInput, match="tidak ada di lembar ini") as refusal:
        labels_pdf([LABEL], SHEET, start=start)
    assert "40" in refusal.value.todo


@pytest.mark.parametrize(
    "change",
    [
        {"width": 60.0},
        {"height": 30.0},
        {"page_width": 100.0},
        {"left": 10.0},
        {"top": -1.0},
        {"step_x": 30.0},
        {"step_y": 10.0},
        {"columns": 5},
        {"rows": 0},
        {"width": 0.0},
    ],
)
def test_labels_larger_than_their_sheet_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="tidak muat") as refusal:
        labels_pdf([LABEL], replace(SHEET, **change))
    assert refusal.value.todo


@pytest.mark.parametrize("code", ["", "é", "SKU-YANG-TERLALU-PANJANG-UNTUK-LABEL"])
def test_a_code_that_fits_on_no_label_is_named(code: str) -> None:
    with pytest.raises(BadInput) as refusal:
        labels_pdf([LABEL, replace(LABEL, code=code)], SHEET)
    assert [(one.row, one.value) for one in refusal.value.problems] == [(2, code)]


def test_the_edges_can_be_printed_to_set_the_shift(opened: Any) -> None:
    plain, edges = labels_pdf([], SHEET), labels_pdf([], SHEET, outlines=True)
    assert opened(plain).pageCount() == opened(edges).pageCount() == 1
    assert plain != edges
    assert labels_pdf([LABEL], SHEET, outlines=True) != labels_pdf([LABEL], SHEET)


def test_the_same_labels_are_the_same_file() -> None:
    assert labels_pdf([LABEL], SHEET) == labels_pdf([LABEL], SHEET)


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 10**12), st.sampled_from(list(LABEL_PROFILES)))
def test_any_name_makes_a_label(name: str, maker: str, price: int, profile: str) -> None:
    label = Label(name=name, price=price, code=instore_ean13(1), maker=maker)
    assert labels_pdf([label], LABEL_PROFILES[profile]).startswith(b"%PDF")
