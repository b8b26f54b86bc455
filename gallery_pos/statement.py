"""What a consignor's statement says: pure figures from what is not settled yet and what came before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.documents import (
    Entry,
    FeeCharged,
    GoodsFigures,
    PayoutMade,
    PayoutReversed,
    StatementFigures,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_pos.documents import AgreementRevised, ConsignorRevised, StatementIssued
    from gallery_pos.ports import Unsettled

_FEE, _PAYOUTS = FeeCharged.__name__, {PayoutMade.__name__, PayoutReversed.__name__}


def figures(
    consignor: ConsignorRevised,
    unsettled: Unsettled,
    previous: StatementIssued | None,
    until: date,
    fees: Sequence[Entry] = (),
) -> StatementFigures:
    """Return the statement of one consignor up to a day.

    ``fees`` are those that issuing will charge first. ``closing = opening + due - fees + adjustments - paid``.
    """
    before = previous.figures if previous else None
    entries = (*unsettled.entries, *fees)
    charged, paid, adjusted = summed(entries)
    opening = before.closing if before else 0
    due = sum(product.due for product in unsettled.products)
    return StatementFigures(
        consignor=consignor.code,
        business_name=consignor.business_name,
        since=before.until + timedelta(days=1) if before else min(unsettled.since or until, until),
        until=until,
        opening=opening,
        gross=sum(product.gross for product in unsettled.products),
        discount=sum(product.discount for product in unsettled.products),
        commission=sum(product.commission for product in unsettled.products),
        due=due,
        fees=charged,
        adjustments=adjusted,
        paid=paid,
        closing=opening + due - charged + adjusted - paid,
        products=unsettled.products,
        goods=goods_proof(before.goods if before else (), unsettled.goods),
        entries=entries,
    )


def summed(entries: Sequence[Entry]) -> tuple[int, int, int]:
    """Return fees, payouts and adjustments of these entries, as a statement tells them; each counts as one of them."""
    fees = -sum(entry.amount for entry in entries if entry.kind == _FEE)
    paid = -sum(entry.amount for entry in entries if entry.kind in _PAYOUTS)
    return fees, paid, sum(entry.amount for entry in entries) + fees + paid


def goods_proof(before: Sequence[GoodsFigures], moved: Sequence[GoodsFigures]) -> tuple[GoodsFigures, ...]:
    """Return opening to closing pieces per product: the last statement's closing plus what moved since.

    A product that had nothing and moved nothing drops out.
    """
    opening = {line.product: line for line in before if line.closing}
    movement = {line.product: line for line in moved}
    proof = [
        _closed(movement.get(code) or GoodsFigures(product=code, name=opening[code].name), opening.get(code))
        for code in sorted(opening.keys() | movement.keys())
    ]
    return tuple(proof)


def _closed(line: GoodsFigures, before: GoodsFigures | None) -> GoodsFigures:
    opening = before.closing if before else 0
    closing = (
        opening
        + line.received
        - line.sold
        + line.refunded
        - line.returned
        - line.written_off
        + line.transferred
        + line.variance
    )
    return msgspec.structs.replace(line, opening=opening, closing=closing)


def months_to_charge(
    agreement: AgreementRevised | None, charged: frozenset[str], first_active: date | None, until: date
) -> Iterator[str]:
    """Return the calendar months ("2026-10") whose monthly fee is due by a day and not charged yet.

    A month counts from the one in which goods first came in (or the agreement started, if later) and falls due when
    it is over.
    """
    if agreement is None or not agreement.monthly_fee or first_active is None:
        return
    start = max(first_active, agreement.start) if agreement.start else first_active
    last = min(until, agreement.end) if agreement.end else until
    month = start.replace(day=1)
    while month <= last:
        following = (month + timedelta(days=31)).replace(day=1)
        if following <= until + timedelta(days=1) and f"{month:%Y-%m}" not in charged:
            yield f"{month:%Y-%m}"
        month = following
