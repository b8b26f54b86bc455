"""Settlement: fees, adjustments, statements and payouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.changes import Change, Filed, How
from db.projections.lines import ADJUSTMENT, FEE, PAYOUT, Line, line_changes
from db.projections.records import revised
from gallery_pos.documents import FeeType, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import (
        AdjustmentPosted,
        FeeCharged,
        PayoutAcknowledged,
        PayoutBatchDropped,
        PayoutBatchPrepared,
        PayoutMade,
        PayoutReversed,
        StatementIssued,
    )


def of_fee(document: FeeCharged, filed: Filed) -> Iterator[Change]:
    """Write the fee as a line; its detail tells the shelf fee of a month from every other fee."""
    other = f"{document.type}/{document.event or document.period}"
    detail = document.period if document.type is FeeType.SHELF else other
    return line_changes(filed, [Line(document.consignor, "", FEE, amount=-document.amount, detail=detail)])


def of_adjustment(document: AdjustmentPosted, filed: Filed) -> Iterator[Change]:
    """Write the adjustment as a line."""
    return line_changes(filed, [Line(document.consignor, "", ADJUSTMENT, amount=document.amount)])


def of_payout(document: PayoutMade, filed: Filed) -> Iterator[Change]:
    """Write the payout and its line; cash out of a drawer also counts for the shift."""
    yield Change(
        How.INSERT,
        "payouts",
        {"pos": filed.pos},
        {
            "id": document.id.bytes,
            "number": filed.number,
            "consignor": document.consignor,
            "business_date": document.business_date.isoformat(),
            "method": document.method.value,
            "amount": document.amount,
            "reference": document.reference,
            "statement": document.statement.bytes if document.statement else None,
            "received_by": document.received_by,
            "batch": document.batch.bytes if document.batch else None,
        },
    )
    if document.batch is not None:
        key = {"batch": document.batch.bytes, "consignor": document.consignor}
        yield Change(How.UPDATE, "transfers", key, {"paid": filed.pos})
    yield from line_changes(filed, [Line(document.consignor, "", PAYOUT, amount=-document.amount)])
    if document.shift is not None and document.method is Method.CASH:
        more = {"pos": filed.pos, "payouts": document.amount}
        yield Change(How.BUMP, "shifts", {"id": document.shift.bytes}, more)


def of_reversal(document: PayoutReversed, filed: Filed) -> Iterator[Change]:
    """Write the reversal as a line against the payout; cash that went back into a drawer counts for its shift."""
    yield revised(filed, document.payout.hex)
    yield Change(How.UPDATE, "payouts", {"id": document.payout.bytes}, {"reversed": filed.pos})
    yield from line_changes(filed, [Line(document.consignor, "", PAYOUT, amount=document.amount)])
    if document.shift is not None and document.method is Method.CASH:
        more = {"pos": filed.pos, "payouts": -document.amount}
        yield Change(How.BUMP, "shifts", {"id": document.shift.bytes}, more)


def of_acknowledgement(document: PayoutAcknowledged, filed: Filed) -> Iterator[Change]:
    """Mark the payout as confirmed by its maker."""
    yield revised(filed, document.payout.hex)
    yield Change(How.UPDATE, "payouts", {"id": document.payout.bytes}, {"acknowledged": filed.pos})


def of_batch(document: PayoutBatchPrepared, filed: Filed) -> Iterator[Change]:
    """Write the transfers that wait for the bank."""
    yield revised(filed, document.id.hex)
    for line in document.lines:
        yield Change(
            How.INSERT,
            "transfers",
            {"batch": document.id.bytes, "consignor": line.consignor},
            {
                "pos": filed.pos,
                "amount": line.amount,
                "statement": line.statement.bytes if line.statement else None,
            },
        )


def of_dropped_batch(document: PayoutBatchDropped, filed: Filed) -> Iterator[Change]:
    """Mark transfers that will not be made; one that was made before stays paid."""
    yield revised(filed, document.batch.hex)
    keys: list[dict[str, Any]] = [{"consignor": consignor} for consignor in document.consignors] or [{}]
    for key in keys:
        yield Change(How.UPDATE, "transfers", {"batch": document.batch.bytes, **key}, {"dropped": filed.pos})


def of_statement(document: StatementIssued, filed: Filed) -> Iterator[Change]:
    """Write the statement and mark the lines that it settles."""
    figures = document.figures
    yield Change(
        How.INSERT,
        "statements",
        {"pos": filed.pos},
        {
            "id": document.id.bytes,
            "number": filed.number,
            "consignor": figures.consignor,
            "since": figures.since.isoformat(),
            "until": figures.until.isoformat(),
            "business_date": document.business_date.isoformat(),
            "opening": figures.opening,
            "gross": figures.gross,
            "discount": figures.discount,
            "commission": figures.commission,
            "due": figures.due,
            "fees": figures.fees,
            "adjustments": figures.adjustments,
            "paid_before": figures.paid,
            "closing": figures.closing,
        },
    )
    for settled in document.documents:
        key = {"id": settled.bytes, "consignor": figures.consignor}
        yield Change(How.SETTLE, "lines", key, {"statement": filed.pos})
