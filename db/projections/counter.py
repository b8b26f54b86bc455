"""The counter: sales, refunds, the drawer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.canonical import stamp
from db.changes import Change, Filed, How
from db.projections.lines import REFUNDED, SOLD, Line, line_changes
from db.projections.takings import day_of_sale
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import CashReason, Method, SaleCompleted, SaleLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import CashMoved, RefundedLine, SaleRefunded, ShiftClosed, ShiftOpened

_METHODS = tuple(method.value for method in Method)


def of_sale(document: SaleCompleted, filed: Filed) -> Iterator[Change]:
    """Write the sale, its lines, and what it adds to its shift."""
    yield from _trade(document, filed, 1)


def of_refund(document: SaleRefunded, filed: Filed) -> Iterator[Change]:
    """Write the refund as a sale with every amount negative."""
    yield from _trade(document, filed, -1)


def _trade(document: SaleCompleted | SaleRefunded, filed: Filed, sign: int) -> Iterator[Change]:
    sums = {
        "pieces": sign * sum(line.quantity for line in document.lines),
        "gross": sign * sum(line.gross for line in document.lines),
        "discount": sign * sum(line.discount for line in document.lines),
        "tax": sign * document.tax,
        "rounding": sign * document.rounding,
        "total": sign * document.total,
    }
    methods = _by_method(document, sign)
    yield Change(
        How.INSERT,
        "sales",
        {"pos": filed.pos},
        {**_heading(document, filed), "lines": len(document.lines), **sums, **methods},
    )
    yield from day_of_sale(document, filed, sums, methods)
    movement = SOLD if sign > 0 else REFUNDED
    yield from line_changes(
        filed,
        (
            Line(
                line.consignor,
                line.product,
                movement,
                line.quantity,
                sign * line.gross,
                sign * line.discount,
                sign * sum(part.commission for part in line.allocations),
                sign * sum(part.due for part in line.allocations),
                _markdown(line),
            )
            for line in document.lines
        ),
    )
    if document.shift is not None:
        more = _of_sale(sums, methods) if sign > 0 else _of_refund(sums, methods)
        yield _on_shift(filed, document.shift.bytes, more)


def _markdown(line: SaleLine | RefundedLine) -> str:
    """Return which plan took off what part of a line's discount, and who bears it: "RP01/shared"; "" for none."""
    if not isinstance(line, SaleLine) or not line.plan:
        return ""
    return f"{line.plan}/{line.allocations[0].terms.discount_bearer}"


def _heading(document: SaleCompleted | SaleRefunded, filed: Filed) -> dict[str, Any]:
    sale = document if isinstance(document, SaleCompleted) else None
    refund = document if not isinstance(document, SaleCompleted) else None
    return {
        "id": document.id.bytes,
        "number": filed.number,
        "code": receipt_code(filed.hash),
        "kind": "sale" if sale else "refund",
        "outlet": document.outlet,
        "origin": filed.origin,
        "shift": document.shift.bytes if document.shift else None,
        "business_date": document.business_date.isoformat(),
        "posted_at": stamp(document.posted_at),
        "user_code": document.user,
        "buyer": sale.buyer.value if sale else "",
        "buyer_name": sale.buyer_name if sale else "",
        "reference": document.reference,
        "refund_of": refund.sale.bytes if refund and refund.sale else None,
        "note": sale.note if sale else refund.reason if refund else "",
    }


def _by_method(document: SaleCompleted | SaleRefunded, sign: int) -> dict[str, int]:
    """Return per method what came in less change."""
    sums = dict.fromkeys(_METHODS, 0)
    for tender in document.tenders:
        sums[tender.method.value] += sign * tender.amount
    if isinstance(document, SaleCompleted):
        sums[Method.CASH.value] -= document.change
    return sums


def _of_sale(sums: dict[str, int], methods: dict[str, int]) -> dict[str, int]:
    more = {name: sums[name] for name in ("pieces", "gross", "discount", "tax", "rounding")}
    more |= {f"in_{method}": amount for method, amount in methods.items()}
    return {"sales": sums["total"], "sales_count": 1, **more}


def _of_refund(sums: dict[str, int], methods: dict[str, int]) -> dict[str, int]:
    more = {f"out_{method}": -amount for method, amount in methods.items()}
    return {"refunded": -sums["total"], "refunds_count": 1, **more}


def _on_shift(filed: Filed, shift: bytes, more: dict[str, int]) -> Change:
    return Change(How.BUMP, "shifts", {"id": shift}, {"pos": filed.pos, **more})


def of_shift_opened(document: ShiftOpened, filed: Filed) -> Iterator[Change]:
    """Make the row of the shift."""
    yield Change(
        How.INSERT,
        "shifts",
        {"id": document.id.bytes},
        {
            "pos": filed.pos,
            "number": filed.number,
            "outlet": document.outlet,
            "origin": filed.origin,
            "user_code": document.user,
            "business_date": document.business_date.isoformat(),
            "opened_at": stamp(document.posted_at),
            "opened_pos": filed.pos,
            "opening_float": document.opening_float,
        },
    )


def of_cash_moved(document: CashMoved, filed: Filed) -> Iterator[Change]:
    """Add to the shift's cash in or out."""
    if document.reason is CashReason.DRAWER_OPENED:
        more = {"drawer_opened": 1}
    elif document.amount >= 0:
        more = {"cash_in": document.amount}
    else:
        more = {"cash_out": -document.amount}
    yield _on_shift(filed, document.shift.bytes, more)


def of_shift_closed(document: ShiftClosed, filed: Filed) -> Iterator[Change]:
    """Close the row of the shift."""
    yield Change(
        How.UPDATE,
        "shifts",
        {"id": document.shift.bytes},
        {
            "pos": filed.pos,
            "closed_pos": filed.pos,
            "closed_at": stamp(document.posted_at),
            "closed_number": filed.number,
            "expected": document.expected,
            "counted": document.counted,
            "difference": document.difference,
        },
    )
