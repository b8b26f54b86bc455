"""What each outlet's day shows beside its sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.changes import Change, Filed, How
from gallery_pos.day_figures import SIGNS_OF_LIFE, life_of, paid_by

if TYPE_CHECKING:
    from collections.abc import Iterator


def of_month(filed: Filed) -> Change:
    """Note that a document of its month stands here."""
    month = filed.document.business_date.isoformat()[:7]
    return Change(How.RAISE, "months", {"month": month}, {"pos": filed.pos, "minus_first": -filed.pos})


def of_day(filed: Filed) -> Iterator[Change]:
    """Add what a document is to its day; most kinds are nothing to it."""
    document = filed.document
    seen, paid = life_of(document), paid_by(document)
    if seen or paid:
        key = {"outlet": document.outlet, "business_date": document.business_date.isoformat()}
        counts = dict.fromkeys(SIGNS_OF_LIFE, 0) | seen
        yield Change(How.ADD, "outlet_days", key, {"pos": filed.pos, **counts, "paid": paid})
