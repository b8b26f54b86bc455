"""Transfers and visits: a van of 200 lots, a corner of 200 products, and lists over thousands of transfers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.books import gallery, product_code
from bench.timing import Result, Scale, timed
from db.queries.moving import list_transfers, list_visits
from db.queries.places import list_places
from gallery_pos.documents import GoodsSent, SentLine
from gallery_pos.services.moving import Arriving, receive_transfer
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.sending import Sending, pick, send_goods
from gallery_pos.services.visits import Seen, Visit, expected_at, preview_visit, record_visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gallery_pos.desk import Desk

_PRODUCTS, _TRANSFERS, _LINES, _TIMES = 2_000, 4_000, 5, 12
_VAN = 200
CORNER = "POJOK"


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long it takes to send, receive and visit, and to list what moved."""
    products = scale.of(_PRODUCTS, least=_VAN)
    made = gallery(folder / "moving", products=products, consignors=scale.of(100, least=10), pieces=100_000)
    try:
        desk = made.desk()
        revise_outlet(desk, code=CORNER, name="Pojok", attended=False)
        made.journal.append_many(_history(desk, products, scale.of(_TRANSFERS, least=100)))
        wanted = {product_code(number): 3 for number in range(_VAN)}
        there = replace(desk, outlet=CORNER)
        results = [
            _took(f"send a van of {_VAN} lots", lambda: send_goods(desk, to=CORNER, lines=pick(desk, wanted))),
            _took(f"send and receive a van of {_VAN} lots", lambda: _both(desk, there, pick(desk, wanted))),
        ]
        visit = _visit(desk)
        results += [
            _took(f"the arithmetic of a visit to {len(visit.seen)} products", lambda: preview_visit(desk, visit)),
            _took(f"post a visit to {len(visit.seen)} products", lambda: record_visit(desk, _visit(desk))),
        ]
        lists: tuple[tuple[str, Callable[[], object]], ...] = (
            ("list of transfers", partial(list_transfers, made.database)),
            ("transfers still on their way", partial(list_transfers, made.database, only_open=True)),
            ("list of places", partial(list_places, made.database)),
            ("list of visits", partial(list_visits, made.database)),
        )
        return [*results, *(_took(f"{name}, {_TRANSFERS:,} transfers", read) for name, read in lists)]
    finally:
        made.close()


def _took(what: str, act: Callable[[], object]) -> Result:
    took = timed([act] * _TIMES)
    return Result(what, f"{took.p50:.0f} ms (p99 {took.p99:.0f})")


def _history(desk: Desk, products: int, transfers: int) -> Iterator[GoodsSent]:
    """Yield transfers of earlier months; they are still on their way, which is the hardest to list."""
    lots = {lot.product: lot for lot in desk.book.lots(desk.outlet)}
    codes = sorted(lots)
    for number in range(transfers):
        chosen = [lots[codes[(number * _LINES + line) % products]] for line in range(_LINES)]
        lines = tuple(
            SentLine(lot=lot.lot, product=lot.product, name=lot.product, consignor=lot.consignor, quantity=1)
            for lot in chosen
        )
        yield desk.write(GoodsSent, to=CORNER, lines=lines, carried_by="Pak Dedi")


def _both(desk: Desk, there: Desk, lines: list[Sending]) -> None:
    sent = send_goods(desk, to=CORNER, lines=lines).value.document
    receive_transfer(there, sent=sent.id, lines=[Arriving(line.lot, line.quantity) for line in lines])


def _visit(desk: Desk) -> Visit:
    """Return a visit that finds one piece of everything gone."""
    rows = expected_at(desk, outlet=CORNER)
    seen = tuple(Seen(row.product, max(row.pieces - 1, 0)) for row in rows)
    return Visit(CORNER, desk.today(), seen, cash=sum(row.price for row in rows))
