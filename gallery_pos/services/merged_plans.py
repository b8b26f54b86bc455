"""What was planned for a maker who was merged into another: markdowns, turns on a shelf, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gallery_pos.documents import MarkdownPlanRevised, OutletRevised, TurnPlanned
from gallery_pos.services.consignors import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.desk import Desk
    from gallery_pos.documents import Document


def plans_after(desk: Desk, duplicate: str, into: str) -> Iterator[Document]:
    """Yield the plans that still count, with the other maker in the place of the duplicate."""
    today = desk.today()
    for plan in desk.book.latest_of_all(MarkdownPlanRevised):
        if plan.consignor == duplicate and plan.active and (plan.end is None or plan.end >= today):
            yield desk.write(MarkdownPlanRevised, **fields_of(plan) | {"consignor": into})
    for turn in desk.book.latest_of_all(TurnPlanned):
        if turn.consignor == duplicate and not turn.cancelled and turn.until >= today:
            yield desk.write(TurnPlanned, outlet=turn.outlet, **fields_of(turn) | {"consignor": into})
    for outlet in desk.book.outlets():
        if duplicate in outlet.participants:
            others = (into if code == duplicate else code for code in outlet.participants)
            revised = msgspec.structs.replace(outlet, participants=tuple(dict.fromkeys(others)))
            yield desk.write(OutletRevised, **fields_of(revised))
