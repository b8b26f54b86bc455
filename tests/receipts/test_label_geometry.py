"""Labels are where the sheets in the shops have them, measured on the rendered page; the codes read again from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtPdf import QPdfDocument

from gallery_pos.barcode import instore_ean13
from gallery_pos.errors import BadInput
from receipts.label_calibration import calibration_pdf
from receipts.label_drawing import Label
from receipts.label_profiles import LABEL_PROFILES, LabelProfile, misfit
from receipts.labels import labels_pdf

SIXTY = "Keripik Singkong Pedas Manis Rasa Daun Jeruk Kemasan Besar X"
LABEL = Label(
    name=SIXTY,
    price=1_250_000_000,
    code=instore_ean13(42),
    maker="Dapur Nyi Imas",
    best_before=date(2027, 3, 4),
    lot="7K3QX9M2BT4A",
    notice="TIDAK HALAL",
)
SHEETS = {
    "TJ-103": ((210, 164), (64, 32), (3, 4), (3, 9), (67, 38)),
    "TJ-107": ((165, 210), (50, 18), (3, 10), (3, 7), (55, 20)),
    "TJ-108": ((165, 210), (38, 18), (4, 10), (3.5, 7), (41, 20)),
    "TJ-121": ((165, 210), (75, 38), (2, 5), (5, 10), (80, 40)),
    "L.02": ((210, 297), (70, 36), (3, 8), (0, 4.5), (70, 36)),
    "L.03": ((210, 297), (70, 29.7), (3, 10), (0, 0), (70, 29.7)),
    "L.04": ((210, 297), (99, 38), (2, 7), (4.5, 15.5), (102, 38)),
    "L.05": ((210, 297), (105, 37), (2, 8), (0, 0.5), (105, 37)),
    "R-33x15": ((33, 15), (33, 15), (1, 1), (0, 0), (0, 0)),
    "R-40x30": ((40, 30), (40, 30), (1, 1), (0, 0), (0, 0)),
    "R-50x30": ((50, 30), (50, 30), (1, 1), (0, 0), (0, 0)),
}
"""Paper, label, columns and rows, first label, steps: millimetres as the packets say."""
DOTS = 10
"""Pixels a millimetre."""
Open = Callable[[bytes], QPdfDocument]


@pytest.fixture
def opened(qapp: object) -> Iterator[Open]:
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


def picture(document: QPdfDocument, page: int = 0, dots: float = DOTS) -> Image.Image:
    size = document.pagePointSize(page)
    wanted = QSize(round(size.width() / 72 * 25.4 * dots), round(size.height() / 72 * 25.4 * dots))
    image = document.render(page, wanted).convertToFormat(document.render(page, wanted).Format.Format_ARGB32)
    ground = Image.new("RGBA", (image.width(), image.height()), "white")
    ink = Image.frombuffer("RGBA", ground.size, bytes(image.constBits()), "raw", "BGRA", image.bytesPerLine(), 1)
    ground.alpha_composite(ink)
    return ground.convert("L")


def has_line(paper: Image.Image, x: float, y: float, *, upright: bool) -> bool:
    """Tell whether a line passes a point (millimetres), at most a third of a millimetre beside it."""
    reach = 3
    for off in range(-reach, reach + 1):
        column, row = round(x * DOTS) + (off if upright else 0), round(y * DOTS) + (0 if upright else off)
        if 0 <= column < paper.width and 0 <= row < paper.height and int(paper.getpixel((column, row))) < 160:  # type: ignore[arg-type]
            return True
    return False


@pytest.mark.parametrize("code", SHEETS)
@pytest.mark.parametrize("shift", [(0.0, 0.0), (1.5, -0.8)])
def test_every_label_lies_where_its_packet_says(code: str, shift: tuple[float, float], opened: Open) -> None:
    paper, size, grid, first, step = SHEETS[code]
    document = opened(calibration_pdf(LABEL_PROFILES[code], shift_x=shift[0], shift_y=shift[1]))
    points = document.pagePointSize(0)
    assert (points.width() / 72 * 25.4, points.height() / 72 * 25.4) == pytest.approx(paper, abs=0.2)
    drawn = picture(document)
    for row in range(grid[1]):
        for column in range(grid[0]):
            left = first[0] + column * step[0] + shift[0]
            top = first[1] + row * step[1] + shift[1]
            for x, y, upright in (
                (left, top + size[1] * 0.93, True),
                (left + size[0], top + size[1] / 3, True),
                (left + size[0] * 0.93, top, False),
                (left + size[0] / 3, top + size[1], False),
            ):
                if 0.4 < x < paper[0] - 0.4 and 0.4 < y < paper[1] - 0.4:  # an edge on the edge of the paper shows half
                    assert has_line(drawn, x, y, upright=upright), (row, column, x, y)


@pytest.mark.parametrize("code", SHEETS)
def test_a_sheet_full_of_different_codes_reads_again(code: str, opened: Open) -> None:
    profile = LABEL_PROFILES[code]
    own = ["8991234567891", "G01-P12"]
    codes = [*own, *(instore_ean13(number + 1) for number in range(profile.per_sheet - 2))][: profile.per_sheet]
    document = opened(labels_pdf([replace(LABEL, code=each) for each in codes], profile, shift_x=0.5, shift_y=0.5))
    assert document.pageCount() == 1
    dots = 203 / 25.4 if profile.is_roll else 300 / 25.4
    found = [one.text for one in zxingcpp.read_barcodes(picture(document, dots=dots), try_downscale=False)]
    assert sorted(found) == sorted(codes)


@pytest.mark.parametrize("code", SHEETS)
def test_what_must_be_read_is_on_every_label(code: str, opened: Open) -> None:
    text = opened(labels_pdf([LABEL], LABEL_PROFILES[code])).getAllText(0).text()
    for words in ("TIDAK HALAL", "7K3QX9M2BT4A", "Rp1.250.000.000", "s.d. 04.03.27", "Keripik Singkong", LABEL.code):
        assert words in text


def test_a_maker_with_room_is_not_cut(opened: Open) -> None:
    assert "Dapur Nyi Imas" in opened(labels_pdf([LABEL], LABEL_PROFILES["R-50x30"])).getAllText(0).text()


def test_the_bars_of_a_roll_are_whole_dots(opened: Open) -> None:
    """What a thermal printer with 203 dots an inch prints has no grey in it: no bar lies on half a dot."""
    page = picture(opened(labels_pdf([replace(LABEL, lot="", notice="")], LABEL_PROFILES["R-40x30"])), dots=8)
    row = [int(page.getpixel((x, 180))) for x in range(page.width)]  # type: ignore[arg-type]
    assert sum(60 < value < 200 for value in row) == 0
    assert min(row) < 30


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"width": 170.0, "columns": 1}, "butuh lebar 173,5 mm, kertasnya 165 mm"),
        ({"height": 19.0, "rows": 11}, "butuh tinggi 226 mm, kertasnya 210 mm"),
        ({"step_x": 30.0}, "jarak label 30 mm kurang dari lebar label 38 mm"),
        ({"step_y": 10.0}, "jarak label 10 mm kurang dari tinggi label 18 mm"),
        ({"top": -1.0}, "tepinya tidak boleh kurang dari nol"),
        ({"rows": 0}, "ukuran dan jumlahnya harus lebih dari nol"),
        ({"columns": 1_000_000}, "paling banyak 50 label sebaris, paling panjang 500 mm"),
        ({"page_width": 1e9}, "paling banyak 50 label sebaris, paling panjang 500 mm"),
    ],
)
def test_a_label_larger_than_its_sheet_is_refused_in_millimetres(change: dict[str, Any], reason: str) -> None:
    wrong: LabelProfile = replace(LABEL_PROFILES["TJ-108"], **change)
    assert misfit(wrong) == reason
    makers: tuple[Callable[[], bytes], ...] = (partial(labels_pdf, [LABEL], wrong), partial(calibration_pdf, wrong))
    for make in makers:
        with pytest.raises(BadInput) as refusal:
            make()
        assert refusal.value.what == f"Label Tom & Jerry 108 tidak muat di kertasnya: {reason}."
        assert refusal.value.safe == "Belum ada yang dicetak."
