"""Goods: lots, what is on hand, and the consignors' lines of what came, went back and was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from db.changes import Change, Filed, How
from db.projections.lines import (
    COMPENSATION,
    ON_THE_WAY,
    PURCHASE,
    RECEIVED,
    REFUNDED,
    RETURNED,
    SOLD,
    TRANSFERRED,
    VARIANCE,
    WRITTEN_OFF,
    Line,
    line_changes,
)
from db.projections.records import of_record, revised
from gallery_pos.entries import CONSIGNOR, CUSTOMER, LOST, TRANSIT, bought_outright, shelf
from gallery_pos.money import FULL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from gallery_pos.documents import (
        GoodsArrived,
        GoodsReceived,
        GoodsReturned,
        GoodsSent,
        GoodsWrittenOff,
        StocktakePosted,
    )
    from gallery_pos.entries import Move

_SHELF = "outlet:"
_encode = msgspec.json.Encoder(order="sorted").encode

_OUT = {CUSTOMER: SOLD, CONSIGNOR: RETURNED, LOST: WRITTEN_OFF}
_IN = {CUSTOMER: REFUNDED, CONSIGNOR: RECEIVED, LOST: VARIANCE}


def stock_changes(filed: Filed, moves: Iterable[Move]) -> Iterator[Change]:
    """Return what moves add to the stock of each lot, by how the pieces came or went."""
    counted = filed.document.kind == "StocktakePosted"
    for move in moves:
        if move.source.startswith(_SHELF):
            how = VARIANCE if counted else _OUT.get(move.target, TRANSFERRED)
            pieces = -move.quantity if how in {VARIANCE, TRANSFERRED} else move.quantity
            yield _stock(filed, move, move.source, on_hand=-move.quantity, **{how: pieces})
        if move.target.startswith(_SHELF):
            how = _IN.get(move.source, TRANSFERRED)
            yield _stock(filed, move, move.target, on_hand=move.quantity, **{how: move.quantity})
        if (move.source, move.target) == (TRANSIT, LOST):
            place = shelf(filed.document.outlet)
            yield _stock(filed, move, place, on_hand=0, transferred=move.quantity, written_off=move.quantity)


def _stock(filed: Filed, move: Move, place: str, *, on_hand: int, **how: int) -> Change:
    return Change(
        How.ADD,
        "stock",
        {"outlet": place.removeprefix(_SHELF), "product": move.product, "lot": move.lot, "consignor": move.consignor},
        {"pos": filed.pos, **how, "on_hand": on_hand},
    )


def of_received(document: GoodsReceived, filed: Filed) -> Iterator[Change]:
    """Make a lot of each line."""
    for line in document.lines:
        yield Change(
            How.INSERT,
            "lots",
            {"lot": line.lot},
            {
                "pos": filed.pos,
                "product": line.product,
                "consignor": document.consignor,
                "outlet": document.outlet,
                "received_on": (line.since or document.business_date).isoformat(),
                "best_before": line.best_before.isoformat() if line.best_before else None,
                "price": line.price,
                "commission_bp": line.terms.commission_bp,
                "consignor_price": line.terms.consignor_price,
                "terms": _encode(line.terms).decode("utf-8"),
                "expiry_bp": FULL if line.terms.outright else line.terms.expiry_bp,
                "condition": line.condition,
            },
        )
    came = [Line(document.consignor, line.product, RECEIVED, line.quantity) for line in document.lines]
    if bought := bought_outright(document):
        came.append(Line(document.consignor, "", PURCHASE, amount=bought))
    yield from line_changes(filed, came)


def of_returned(document: GoodsReturned, filed: Filed) -> Iterator[Change]:
    """Write the lines of what went back."""
    return line_changes(
        filed, (Line(document.consignor, line.product, RETURNED, line.quantity) for line in document.lines)
    )


def of_written_off(document: GoodsWrittenOff, filed: Filed) -> Iterator[Change]:
    """Write the lines of what is gone, and what the gallery owes for it."""
    gone = [Line(line.consignor, line.product, WRITTEN_OFF, line.quantity) for line in document.lines]
    if document.sent is not None:
        gone += [
            Line(line.consignor, line.product, TRANSFERRED, line.quantity, detail=ON_THE_WAY) for line in document.lines
        ]
        for line in document.lines:
            yield _on_its_way(document.sent, line.lot, filed, lost=line.quantity)
    yield from line_changes(filed, [*gone, *_compensated(document)])


def of_sent(document: GoodsSent, filed: Filed) -> Iterator[Change]:
    """Put the pieces on their way; for their makers they are no longer on a shelf."""
    yield from of_record(document, filed)
    for line in document.lines:
        yield Change(
            How.INSERT,
            "transit",
            {"sent": document.id.bytes, "lot": line.lot},
            {
                "pos": filed.pos,
                "product": line.product,
                "consignor": line.consignor,
                "source": document.outlet,
                "target": document.to,
                "sent_on": document.business_date.isoformat(),
                "quantity": line.quantity,
            },
        )
    yield from line_changes(
        filed, (Line(line.consignor, line.product, TRANSFERRED, -line.quantity) for line in document.lines)
    )


def of_arrived(document: GoodsArrived, filed: Filed) -> Iterator[Change]:
    """Take what was counted off its way and tell it on the lines of its makers."""
    yield from of_record(document, filed)
    came = [line for line in document.lines if line.arrived]
    for line in came:
        yield _on_its_way(document.sent, line.lot, filed, arrived=line.arrived)
    yield from line_changes(filed, (Line(line.consignor, line.product, TRANSFERRED, line.arrived) for line in came))


def _on_its_way(sent: UUID, lot: str, filed: Filed, **more: int) -> Change:
    return Change(How.BUMP, "transit", {"sent": sent.bytes, "lot": lot}, {"pos": filed.pos, **more})


def of_stocktake(document: StocktakePosted, filed: Filed) -> Iterator[Change]:
    """Write the lines where the count differed from the books, what the gallery owes for it, and which count it ends."""
    found = [
        Line(line.consignor, line.product, VARIANCE, line.counted - line.expected)
        for line in document.lines
        if line.counted != line.expected
    ]
    yield from line_changes(filed, [*found, *_compensated(document)])
    if document.stocktake is not None:
        yield revised(filed, document.stocktake.hex)


def _compensated(document: GoodsWrittenOff | StocktakePosted) -> Iterator[Line]:
    owed: dict[str, int] = {}
    for line in document.lines:
        owed[line.consignor] = owed.get(line.consignor, 0) + line.compensation
    for consignor, amount in owed.items():
        if amount:
            yield Line(consignor, "", COMPENSATION, amount=amount)
