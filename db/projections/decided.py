"""Notes which documents a person decided: reports look into these few and into no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import Change, Filed, How
from gallery_pos.documents import (
    AdjustmentPosted,
    DifferencePosted,
    FeeCharged,
    GoodsWrittenOff,
    PayoutReversed,
    SaleCompleted,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import Document

_ALWAYS = (AdjustmentPosted, DifferencePosted, GoodsWrittenOff, PayoutReversed)


def of_person(filed: Filed) -> Iterator[Change]:
    """Note the document where a person and no rule decided what it says."""
    document = filed.document
    if _is_decided(document):
        told = {
            "kind": document.kind,
            "business_date": document.business_date.isoformat(),
            "outlet": document.outlet,
        }
        yield Change(How.INSERT, "decided", {"pos": filed.pos}, told)


def _is_decided(document: Document) -> bool:
    """A sale is where a price was changed or a discount goes beyond a plan, a fee where no agreement charges it."""
    if isinstance(document, SaleCompleted):
        return any(line.list_price is not None or line.discount > line.markdown for line in document.lines)
    if isinstance(document, FeeCharged):
        return not document.period and not document.event
    return isinstance(document, _ALWAYS)
