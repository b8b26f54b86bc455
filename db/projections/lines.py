"""The consignors' lines: one row for whatever concerns a consignor's goods or money, and their sums per day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.changes import Change, Filed, How

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOLD = "sold"
REFUNDED = "refunded"
RECEIVED = "received"
RETURNED = "returned"
WRITTEN_OFF = "written_off"
VARIANCE = "variance"
TRANSFERRED = "transferred"
ON_THE_WAY = "on_the_way"
"""The detail of a line that gives back, in the books, what was lost in transit: it is written off in the same breath."""
FEE = "fee"
ADJUSTMENT = "adjustment"
COMPENSATION = "compensation"
PAYOUT = "payout"
PURCHASE = "purchase"
"""Goods bought outright."""


class Line(NamedTuple):
    """One line; money of refunds is negative, ``amount`` is what the gallery owes the consignor more."""

    consignor: str
    product: str
    movement: str
    quantity: int = 0
    gross: int = 0
    discount: int = 0
    commission: int = 0
    amount: int = 0
    detail: str = ""


def line_changes(filed: Filed, made: Iterable[Line]) -> Iterator[Change]:
    """Return the rows of a document's lines and what they add to the sums of the day."""
    document = filed.document
    pos, outlet, day = filed.pos, document.outlet, document.business_date.isoformat()
    sums: dict[str, dict[str, int]] = {}
    for index, line in enumerate(made):
        yield Change(
            How.INSERT,
            "lines",
            {"pos": pos, "line": index},
            {
                "consignor": line.consignor,
                "product": line.product,
                "movement": line.movement,
                "outlet": outlet,
                "business_date": day,
                "quantity": line.quantity,
                "gross": line.gross,
                "discount": line.discount,
                "commission": line.commission,
                "amount": line.amount,
                "detail": line.detail,
            },
        )
        before = sums.get(line.consignor)
        if before is None:
            sums[line.consignor] = _of_day(pos, line)
        else:
            for name, more in _of_day(0, line).items():
                before[name] += more
    for consignor, values in sums.items():
        yield Change(How.ADD, "days", {"consignor": consignor, "business_date": day, "outlet": outlet}, values)


def _of_day(pos: int, line: Line) -> dict[str, int]:
    movement, quantity = line.movement, line.quantity
    return {
        "pos": pos,
        "received": quantity if movement == RECEIVED else 0,
        "pieces": quantity if movement == SOLD else -quantity if movement == REFUNDED else 0,
        "gross": line.gross,
        "discount": line.discount,
        "commission": line.commission,
        "amount": line.amount,
        "credited": max(line.amount, 0) if movement != PAYOUT else 0,
    }
