"""What each document adds to the sums of its day: sales by how and to whom, and money by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import Change, Filed, How
from gallery_pos.documents import SaleCompleted
from gallery_pos.entries import Posting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gallery_pos.documents import SaleRefunded

TILL, LISTED, VISIT = "till", "list", "visit"
"""How a sale was taken: at a till, from a paper list or another system, by a visit to an outlet without an attendant."""


def taken_by(document: SaleCompleted | SaleRefunded) -> str:
    """Return how a sale or refund was taken."""
    if document.shift is not None:
        return TILL
    return LISTED if document.reference else VISIT


def day_of_sale(
    document: SaleCompleted | SaleRefunded, filed: Filed, sums: dict[str, int], methods: dict[str, int]
) -> Iterator[Change]:
    """Add a sale or a refund, ``sums`` and ``methods`` of which are signed, to its day."""
    sale = document if isinstance(document, SaleCompleted) else None
    day = document.business_date.isoformat()
    key = {
        "business_date": day,
        "outlet": document.outlet,
        "taken": taken_by(document),
        "buyer": sale.buyer.value if sale else "",
    }
    sign = 1 if sale else -1
    counts = {
        "sales": 1 if sale else 0,
        "refunds": 0 if sale else 1,
        "commission": sign * sum(part.commission for line in document.lines for part in line.allocations),
        "refunded": 0 if sale else sums["discount"] - sums["gross"],
    }
    yield Change(How.ADD, "takings", key, {"pos": filed.pos, **counts, **sums, **methods})


def day_of_postings(filed: Filed, postings: Iterable[Posting]) -> Iterator[Change]:
    """Add postings to the sums of the document's day."""
    document = filed.document
    sums: dict[str, tuple[int, int]] = {}
    for posting in postings:
        debit, credit = sums.get(posting.account, (0, 0))
        sums[posting.account] = (debit + max(posting.amount, 0), credit + max(-posting.amount, 0))
    day, outlet = document.business_date.isoformat(), document.outlet
    for account, (debit, credit) in sums.items():
        key = {"business_date": day, "outlet": outlet, "account": account}
        yield Change(How.ADD, "ledger_days", key, {"pos": filed.pos, "debit": debit, "credit": credit})
