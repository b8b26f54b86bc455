"""Galleries of every size to measure on, filled through the journal."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from gallery_pos.barcode import instore_ean13, lot_code
from gallery_pos.documents import (
    Allocation,
    ConsignorRevised,
    GoodsReceived,
    Method,
    OutletRevised,
    ProductRevised,
    ReceivedLine,
    Role,
    SaleCompleted,
    SaleLine,
    Tender,
    UserRevised,
    new_id,
)
from gallery_pos.terms import Terms, split
from ui.folder import DataFolder
from ui.gallery import Gallery, create_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_pos.desk import Desk
    from gallery_pos.documents import Document

CASHIER = "kiki"
TERMS = Terms(commission_bp=1_500)
_WORDS = ("Singkong", "Pisang", "Tempe", "Balado", "Bawang", "Talas", "Ubi", "Kentang", "Jagung", "Kelapa", "Sukun")


def gallery(
    folder: Path,
    *,
    products: int,
    consignors: int,
    pieces: int = 1_000_000,
    outlets: int = 1,
    database: str = "",
    category: str = "",
) -> Gallery:
    """Make a gallery with so many products of so many consignors, ``pieces`` of each on hand at one of the outlets."""
    made = create_gallery(DataFolder(folder), name="Galeri Ukur", region="Karawang", database=database)
    desk = made.desk()
    made.journal.append_many(_records(desk, products, consignors, outlets, category))
    if pieces:
        made.journal.append_many(notes(desk, products, consignors, outlets, pieces))
    return made


def product_code(number: int) -> str:
    """Return the code of a product by its number from 0."""
    return f"P{number:06d}"


def barcode(number: int) -> str:
    """Return what a scanner reads from a product."""
    return instore_ean13(number + 1)


def price(number: int) -> int:
    """Return what a product costs."""
    return 5_000 + number % 60 * 500


def outlet_code(number: int) -> str:
    """Return the code of an outlet by its number; the first is the gallery's own."""
    return f"POJOK{number:02d}" if number else "GALERI"


def consignor_code(number: int) -> str:
    """Return the code of a consignor by his number from 0."""
    return f"M{number:05d}"


def name(number: int) -> str:
    """Return the name of a product."""
    return f"Keripik {_WORDS[number % len(_WORDS)]} {_WORDS[number // 7 % len(_WORDS)]} {number} gr"


def _records(desk: Desk, products: int, consignors: int, outlets: int, category: str) -> Iterator[Document]:
    yield desk.write(UserRevised, code=CASHIER, name="Kiki", role=Role.CASHIER)
    for number in range(1, outlets):
        yield desk.write(OutletRevised, code=outlet_code(number), name=f"Pojok {number}", region="Karawang")
    for number in range(consignors):
        yield desk.write(ConsignorRevised, code=consignor_code(number), business_name=f"Dapur Ibu {number}")
    for number in range(products):
        yield desk.write(
            ProductRevised,
            code=product_code(number),
            name=name(number),
            consignor=consignor_code(number % consignors),
            price=price(number),
            barcodes=(barcode(number),),
            category=category,
        )


def notes(desk: Desk, products: int, consignors: int, outlets: int, pieces: int) -> Iterator[Document]:
    """Yield a note per consignor and outlet: a product lies at the outlet that its number says."""
    day = desk.today() - timedelta(days=60)
    for consignor in range(consignors):
        for outlet in range(outlets):
            brought = [number for number in range(consignor, products, consignors) if number % outlets == outlet]
            if not brought:
                continue
            note = new_id()
            yield desk.write(
                GoodsReceived,
                id=note,
                outlet=outlet_code(outlet),
                business_date=day,
                consignor=consignor_code(consignor),
                lines=tuple(
                    ReceivedLine(
                        lot=lot_code(note, line),
                        product=product_code(number),
                        name=name(number),
                        quantity=pieces,
                        price=price(number),
                        terms=TERMS,
                    )
                    for line, number in enumerate(brought)
                ),
            )


def month_of_sales(desk: Desk, *, lines: int, products: int, consignors: int, days: Sequence[date]) -> list[Document]:
    """Return sales of three lines each, spread over the days, with ``lines`` lines in all."""
    random = Random(11)
    return [
        _sale(desk, random.sample(range(products), 3), consignors, days[number % len(days)])
        for number in range(lines // 3)
    ]


def _sale(desk: Desk, numbers: Sequence[int], consignors: int, day: date) -> SaleCompleted:
    lines = tuple(_line(number, consignors) for number in numbers)
    total = sum(line.gross for line in lines)
    return desk.write(
        SaleCompleted,
        business_date=day,
        lines=lines,
        tenders=(Tender(method=Method.CASH, amount=total),),
        total=total,
    )


def _line(number: int, consignors: int) -> SaleLine:
    paid: dict[str, Any] = {"quantity": 1, "gross": price(number)}
    shares = split(TERMS, quantity=1, gross=price(number), discount=0)
    return SaleLine(
        product=product_code(number),
        name=name(number),
        consignor=consignor_code(number % consignors),
        maker="",
        quantity=1,
        unit_price=price(number),
        discount=0,
        allocations=(
            Allocation(lot="", **paid, discount=0, commission=shares.commission, due=shares.due, terms=TERMS),
        ),
    )
