"""The list of what the gate stops, over 100,000 lots."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.books import consignor_code, gallery, notes, product_code
from bench.timing import Result, Scale, timed
from db.queries.legality import gate_list
from gallery_pos.documents import GateRevised, Holder, LegalityRecorded
from gallery_pos.legality_defaults import GROUPS, PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.desk import Desk
    from gallery_pos.documents import Document

_LOTS, _PRODUCTS, _CONSIGNORS, _TIMES = 100_000, 10_000, 1_000, 40
_LACKING = 20
"""Every so many-th product has no P-IRT, and another one that soon ends: a tenth of all."""
_BAR = 50


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long the list takes where a tenth of the products has something wrong."""
    products, consignors = scale.of(_PRODUCTS, least=100), scale.of(_CONSIGNORS, least=10)
    made = gallery(folder / "gate", products=products, consignors=consignors, pieces=0, category="Makanan")
    try:
        desk = made.desk()
        for _ in range(_LOTS // _PRODUCTS):
            made.journal.append_many(notes(desk, products, consignors, 1, 12))
        made.journal.append_many(_papers(desk, products, consignors))
        today = desk.today()
        found = gate_list(made.database, on=today)
        took = timed([lambda: gate_list(made.database, on=today)] * _TIMES)
    finally:
        made.close()
    told = f"{took.p50:.0f} ms (p99 {took.p99:.0f}), {len(found):,} of {products:,} products"
    what = f"what the gate stops, over {products * (_LOTS // _PRODUCTS):,} lots"
    return [Result(what, told, f"under {_BAR} ms", took.p50 < _BAR)]


def _papers(desk: Desk, products: int, consignors: int) -> Iterator[Document]:
    today = desk.today()
    yield desk.write(GateRevised, since=today, papers=PAPERS, groups=GROUPS)
    for number in range(consignors):
        yield desk.write(
            LegalityRecorded,
            holder=Holder.CONSIGNOR,
            subject=consignor_code(number),
            paper="NIB",
            number=f"{9_999_000_000_000 + number}",
        )
    for number in range(products):
        held = {"holder": Holder.PRODUCT, "subject": product_code(number)}
        yield desk.write(LegalityRecorded, **held, paper="Halal", number=f"ID{32_110_000_000_000_000 + number:017d}")
        if number % _LACKING:
            ends = today + timedelta(30 if number % _LACKING == 1 else 900)
            yield desk.write(LegalityRecorded, **held, paper="P-IRT", number="2063215010014-30", expires=ends)
