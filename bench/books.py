"""Galleries of every size to measure on, filled through the journal."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from gallery_pos.barcode import instore_ean13, lot_code
from gallery_pos.documents import ConsignorRevised, GoodsReceived, ProductRevised, ReceivedLine, new_id
from gallery_pos.terms import Terms
from ui.folder import DataFolder
from ui.gallery import Gallery, create_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.desk import Desk
    from gallery_pos.documents import Document

_TERMS = Terms(commission_bp=1_500)


def gallery(folder: Path, *, products: int, consignors: int, pieces: int = 100_000) -> Gallery:
    """Make a gallery with so many products of so many consignors, ``pieces`` of each on hand."""
    made = create_gallery(DataFolder(folder), name="Galeri Ukur", region="Karawang")
    made.journal.append_many(_stocked(made.desk(), products, consignors, pieces))
    return made


def _stocked(desk: Desk, products: int, consignors: int, pieces: int) -> Iterator[Document]:
    for number in range(consignors):
        yield desk.write(ConsignorRevised, code=f"M{number:05d}", business_name=f"Dapur Ibu {number}")
    for number in range(products):
        yield desk.write(
            ProductRevised,
            code=f"P{number:06d}",
            name=f"Keripik {_WORDS[number % len(_WORDS)]} {_WORDS[number // 7 % len(_WORDS)]} {number} gr",
            consignor=f"M{number % consignors:05d}",
            price=5_000 + number % 60 * 500,
            barcodes=(instore_ean13(number + 1),),
        )
    if not pieces:
        return
    for first in range(consignors):
        note = new_id()
        yield desk.write(
            GoodsReceived,
            id=note,
            consignor=f"M{first:05d}",
            lines=tuple(
                ReceivedLine(
                    lot=lot_code(note, line),
                    product=f"P{number:06d}",
                    name=f"Keripik {number}",
                    quantity=pieces,
                    price=5_000 + number % 60 * 500,
                    terms=_TERMS,
                )
                for line, number in enumerate(range(first, products, consignors))
            ),
        )


_WORDS = ("Singkong", "Pisang", "Tempe", "Balado", "Bawang", "Talas", "Ubi", "Kentang", "Jagung", "Kelapa", "Sukun")


def codes(random: Random, products: int, count: int = 3) -> list[str]:
    """Return some product codes."""
    return [f"P{number:06d}" for number in random.sample(range(products), count)]
