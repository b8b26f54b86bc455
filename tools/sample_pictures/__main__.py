"""Draws every picture that the sample gallery's list of products asks for, as PNG beside that list.

``--sheet FILE`` also puts them all on one sheet, to look at.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from tools.sample_pictures.bags import BAGS
from tools.sample_pictures.bottles import BOTTLES
from tools.sample_pictures.cloth import CLOTH
from tools.sample_pictures.figures import FIGURES
from tools.sample_pictures.jars import JARS
from tools.sample_pictures.packs import PACKS
from tools.sample_pictures.shapes import INKS, picture
from tools.sample_pictures.woven import WOVEN

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "sample"
SIZE = 320
"""Pixels: twice the largest tile, for screens scaled to 200 %."""
COLOURS = 96
THINGS = PACKS | BOTTLES | JARS | WOVEN | FIGURES | CLOTH | BAGS


def draw(spec: str) -> Image.Image:
    """Return the picture for "thing sign colour". Raises KeyError for a word that nothing stands for."""
    thing, sign, colour = spec.split()
    ink = INKS[colour]
    renderer = QSvgRenderer(QByteArray(picture(ink, THINGS[thing](ink, sign)).encode()))
    image = QImage(SIZE * 2, SIZE * 2, QImage.Format.Format_RGBA8888)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    smooth = image.scaled(SIZE, SIZE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return Image.frombytes("RGBA", (SIZE, SIZE), bytes(smooth.constBits())).convert("RGB")


def main() -> None:
    """Draw what products.csv lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sheet", type=Path)
    sheet = parser.parse_args().sheet
    with (SAMPLE / "products.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    (SAMPLE / "pictures").mkdir(exist_ok=True)
    drawn = {row["kode"]: draw(row["gambar"]) for row in rows}
    for code, image in drawn.items():
        few = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(SAMPLE / "pictures" / f"{code}.png", optimize=True)
    if sheet:
        contact_sheet(list(drawn.values())).save(sheet)
    print(f"{len(drawn)} pictures in {SAMPLE / 'pictures'}")


def contact_sheet(images: list[Image.Image], columns: int = 12, size: int = 160) -> Image.Image:
    """Return all pictures side by side, small."""
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * (size + 8), rows * (size + 8)), "#F3F0EA")
    for index, image in enumerate(images):
        place = (index % columns * (size + 8) + 4, index // columns * (size + 8) + 4)
        sheet.paste(image.resize((size, size), Image.Resampling.LANCZOS), place)
    return sheet


if __name__ == "__main__":
    main()
