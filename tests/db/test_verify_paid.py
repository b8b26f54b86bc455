"""What no service lets through about payouts is found where it stands in the journal all the same."""

from __future__ import annotations

from typing import Any

from db.engine import Database
from db.verify import verify
from db.verify.findings import SETTLEMENT
from gallery_pos.documents import (
    Acknowledgement,
    BatchLine,
    Method,
    PayoutAcknowledged,
    PayoutBatchPrepared,
    PayoutMade,
    PayoutReversed,
)
from gallery_pos.ports import Posted
from shop import Shop


def wrong_payouts(shop: Shop) -> dict[str, Posted]:
    """Write what no service lets through about payouts, each about another one."""
    paid = [shop.pay("M1", amount, Method.TRANSFER).document for amount in (100, 200, 300, 400)]
    back: dict[str, Any] = {"consignor": "M1", "method": Method.TRANSFER, "reason": "salah"}
    code: dict[str, Any] = {"consignor": "M1", "way": Acknowledgement.CODE}
    shop.post(PayoutReversed, payout=paid[0].id, amount=100, **back)
    shop.post(PayoutAcknowledged, payout=paid[1].id, **code)
    lines = (BatchLine(consignor="M1", amount=50),)
    batch = shop.post(PayoutBatchPrepared, lines=lines, until=shop.day).document
    sent: dict[str, Any] = {"consignor": "M1", "method": Method.TRANSFER, "batch": batch.id}
    return {
        "twice": shop.post(PayoutReversed, payout=paid[0].id, amount=100, **back),
        "part": shop.post(PayoutReversed, payout=paid[2].id, amount=299, **back),
        "after": shop.post(PayoutAcknowledged, payout=paid[0].id, **code),
        "again": shop.post(PayoutAcknowledged, payout=paid[1].id, **code),
        "other": shop.post(PayoutMade, amount=51, **sent),
        "unknown": shop.post(PayoutReversed, payout=batch.id, amount=1, **back),
    }


def test_payouts_that_no_service_lets_through_are_found(shop: Shop, database: Database) -> None:
    shop.receive("P1", 20)
    shop.sell("P1", 10, method=Method.TRANSFER, shift=None)
    wrong = wrong_payouts(shop)
    found = {finding.number for finding in verify(database) if finding.rule == SETTLEMENT}
    assert found == {posted.number for posted in wrong.values()}
