"""Lists of the shelf's life over 100,000 lots: what expires, and what moves."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.books import TERMS, consignor_code, gallery, month_of_sales, name, price, product_code
from bench.timing import Result, Scale, timed
from db.queries.expiry import EXPIRY_DAYS, list_expiring
from db.queries.movers import list_movers
from gallery_pos.barcode import lot_code
from gallery_pos.documents import GoodsReceived, ReceivedLine, new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sized

    from gallery_pos.desk import Desk
    from gallery_pos.documents import Document

_LOTS, _PRODUCTS, _CONSIGNORS, _TIMES = 100_000, 10_000, 1_000, 40
_LIFE = 2_400
"""Days over which the dates of the lots are spread: one in forty is within the longest span, as where goods turn over."""
_SALES = 30_000
_BAR = 50


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long the lists of what expires and of what moves take."""
    products, consignors = scale.of(_PRODUCTS, least=100), scale.of(_CONSIGNORS, least=10)
    made = gallery(folder / "shelf", products=products, consignors=consignors, pieces=0)
    try:
        desk = made.desk()
        made.journal.append_many(_notes(desk, products, consignors))
        today = desk.today()
        days = [today - timedelta(day) for day in range(28)]
        sold = month_of_sales(desk, lines=scale.of(_SALES), products=products, consignors=consignors, days=days)
        made.journal.append_many(sold)
        lots = products * (_LOTS // _PRODUCTS)
        expiring = [
            _measured(
                f"what expires within {span} days or has, over {lots:,} lots",
                partial(list_expiring, made.database, on=today, within=span),
                _BAR,
            )
            for span in EXPIRY_DAYS
        ]
        moving = partial(list_movers, made.database, on=today)
        return [*expiring, _measured(f"what moves and what to ask for, over {lots:,} lots", moving)]
    finally:
        made.close()


def _measured(what: str, read: Callable[[], Sized], bar: int | None = None) -> Result:
    found = len(read())
    took = timed([read] * _TIMES)
    told = f"{took.p50:.0f} ms (p99 {took.p99:.0f}), {found:,} rows"
    return Result(what, told) if bar is None else Result(what, told, f"under {bar} ms", took.p50 < bar)


def _notes(desk: Desk, products: int, consignors: int) -> Iterator[Document]:
    """Yield ten notes of every consignor, each lot with a date of its own."""
    today = desk.today()
    for time in range(_LOTS // _PRODUCTS):
        for consignor in range(consignors):
            note = new_id()
            lines = tuple(
                ReceivedLine(
                    lot=lot_code(note, line),
                    product=product_code(number),
                    name=name(number),
                    quantity=12,
                    price=price(number),
                    terms=TERMS,
                    best_before=today + timedelta((time * 53 + number * 7) % _LIFE - 10),
                )
                for line, number in enumerate(range(consignor, products, consignors))
            )
            yield desk.write(
                GoodsReceived,
                id=note,
                business_date=today - timedelta(60),
                consignor=consignor_code(consignor),
                lines=lines,
            )
