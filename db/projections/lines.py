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
FEE = "fee"
ADJUSTMENT = "adjustment"
COMPENSATION = "compensation"
PAYOUT = "payout"


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


_NO_DAY = (0, 0, 0, 0, 0, 0)


def line_changes(filed: Filed, made: Iterable[Line]) -> Iterator[Change]:
    """Return the rows of a document's lines and what they add to the sums of the day."""
    document = filed.document
    day = document.business_date.isoformat()
    sums: dict[str, tuple[int, ...]] = {}
    for index, line in enumerate(made):
        yield Change(
            How.INSERT,
            "lines",
            {"pos": filed.pos, "line": index},
            {
                "consignor": line.consignor,
                "product": line.product,
                "movement": line.movement,
                "outlet": document.outlet,
                "business_date": day,
                "quantity": line.quantity,
                "gross": line.gross,
                "discount": line.discount,
                "commission": line.commission,
                "amount": line.amount,
                "detail": line.detail,
            },
        )
        more = _of_day(line)
        before = sums.get(line.consignor, _NO_DAY)
        sums[line.consignor] = tuple(one + other for one, other in zip(before, more, strict=True))
    for consignor, (received, pieces, gross, discount, commission, amount) in sums.items():
        yield Change(
            How.ADD,
            "days",
            {"consignor": consignor, "business_date": day, "outlet": document.outlet},
            {
                "pos": filed.pos,
                "received": received,
                "pieces": pieces,
                "gross": gross,
                "discount": discount,
                "commission": commission,
                "amount": amount,
            },
        )


def _of_day(line: Line) -> tuple[int, ...]:
    received = line.quantity if line.movement == RECEIVED else 0
    pieces = line.quantity if line.movement == SOLD else -line.quantity if line.movement == REFUNDED else 0
    return (received, pieces, line.gross, line.discount, line.commission, line.amount)
