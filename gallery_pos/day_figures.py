"""What one document adds to the figures of its outlet's day: the arithmetic that a month and its proof stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.accounts import OVER_SHORT, PAYABLE
from gallery_pos.documents import (
    FeeCharged,
    GoodsArrived,
    GoodsReceived,
    Method,
    MonthFigures,
    PayoutMade,
    PayoutReversed,
    SaleCompleted,
    SaleRefunded,
    ShiftOpened,
    StocktakePosted,
    VisitRecorded,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gallery_pos.documents import Document
    from gallery_pos.entries import Posting

BY_METHOD = {Method.CASH: "cash", Method.QRIS: "qris", Method.TRANSFER: "transfer", Method.CARD: "card"}
"""What the figures of a month call money of each method."""

TRADE = (
    *("sales", "refunds", "pieces", "gross", "discount", "commission", "due", "tax", "rounding"),
    *BY_METHOD.values(),
)
"""Sales less refunds; ``sales`` and ``refunds`` count receipts."""

SIGNS_OF_LIFE = ("received", "opened", "visits", "counted")
"""Pieces that came in, shifts opened, visits to an outlet without an attendant, counts: what a day may have beside sales."""

OWED = "owed"
"""By how much more makers are owed."""


def figures_of(document: Document, postings: Iterable[Posting]) -> dict[str, int]:
    """Return by how much a document with these postings changes the figures of its month, in rupiah and counts."""
    figures = _of_trade(document) if isinstance(document, SaleCompleted | SaleRefunded) else {}
    if paid := paid_by(document):
        figures["paid"] = paid
    if isinstance(document, FeeCharged):
        figures["fees"] = document.amount
    for posting in postings:
        if posting.account == PAYABLE:
            figures[OWED] = figures.get(OWED, 0) - posting.amount
        elif posting.account == OVER_SHORT:
            figures["over_short"] = figures.get("over_short", 0) - posting.amount
    return figures


def paid_by(document: Document) -> int:
    """Return the rupiah that a document paid to a maker; less than nothing where they came back."""
    if isinstance(document, PayoutMade):
        return document.amount
    return -document.amount if isinstance(document, PayoutReversed) else 0


def life_of(document: Document) -> dict[str, int]:
    """Return what a document shows of an outlet's day beside sales: one of :data:`SIGNS_OF_LIFE`, or nothing."""
    match document:
        case GoodsReceived():
            return {"received": sum(line.quantity for line in document.lines)}
        case GoodsArrived():
            return {"received": sum(line.arrived for line in document.lines)}
        case ShiftOpened():
            return {"opened": 1}
        case VisitRecorded():
            return {"visits": 1}
        case StocktakePosted():
            return {"counted": 1}
        case _:
            return {}


def _of_trade(document: SaleCompleted | SaleRefunded) -> dict[str, int]:
    sign = 1 if isinstance(document, SaleCompleted) else -1
    parts = [part for line in document.lines for part in line.allocations]
    figures = {
        "sales" if sign > 0 else "refunds": 1,
        "pieces": sign * sum(line.quantity for line in document.lines),
        "gross": sign * sum(line.gross for line in document.lines),
        "discount": sign * sum(line.discount for line in document.lines),
        "commission": sign * sum(part.commission for part in parts),
        "due": sign * sum(part.due for part in parts),
        "tax": sign * document.tax,
        "rounding": sign * document.rounding,
    }
    for tender in document.tenders:
        name = BY_METHOD[tender.method]
        figures[name] = figures.get(name, 0) + sign * tender.amount
    if isinstance(document, SaleCompleted) and document.change:
        figures["cash"] = figures.get("cash", 0) - document.change
    return figures


def month_figures_of(here: Mapping[str, int], gallery: Mapping[str, int] | None) -> MonthFigures:
    """Return a month from the sums of its outlet's documents and, for the main outlet, those of the whole ``gallery``.

    ``gallery`` has ``paid`` and ``fees`` of the month, and as ``owed`` what makers are owed at its end, in rupiah.
    """
    mine = {name: here.get(name, 0) for name in (*TRADE, "over_short")}
    whole = {name: (gallery or {}).get(name, 0) for name in ("paid", "fees", OWED)}
    return MonthFigures(**mine, **whole)
