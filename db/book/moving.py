"""Goods on their way between outlets, and what an outlet had on an earlier day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, case, func, select

from db.book.base import Reader
from db.tables.facts import journal, stock_moves
from db.tables.goods import transit
from gallery_pos.entries import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_waiting = transit.c.quantity - transit.c.arrived - transit.c.lost
_open = (transit.c.quantity > transit.c.arrived + transit.c.lost,)
_of_transfer = select(transit.c.lot, _waiting.label("pieces")).where(*_open, transit.c.sent == bindparam("sent"))
_at_outlet = (
    select(transit.c.sent)
    .where(*_open, (transit.c.source == bindparam("outlet")) | (transit.c.target == bindparam("outlet")))
    .distinct()
    .order_by(transit.c.sent)
)
_here: BindParameter[str] = bindparam("place")
_moved_after = (
    select(
        stock_moves.c.product,
        stock_moves.c.lot,
        func.sum(case((stock_moves.c.target == _here, stock_moves.c.quantity), else_=-stock_moves.c.quantity)).label(
            "pieces"
        ),
    )
    .join(journal, journal.c.pos == stock_moves.c.pos)
    .where(
        journal.c.business_date > bindparam("day"), (stock_moves.c.source == _here) | (stock_moves.c.target == _here)
    )
    .group_by(stock_moves.c.product, stock_moves.c.lot)
)


class Moving(Reader):
    """Transfers that are not over, and movements after a day."""

    def in_transit(self, sent: UUID) -> dict[str, int]:
        """Return per lot the pieces of a transfer that neither arrived nor were written off."""
        return {row["lot"]: row["pieces"] for row in self._rows(_of_transfer, sent=sent.bytes)}

    def open_transfers(self, outlet: str) -> Sequence[UUID]:
        """Return the transfers from or to an outlet of which something is still on its way, the oldest first."""
        return [UUID(bytes=row["sent"]) for row in self._rows(_at_outlet, outlet=outlet)]

    def moved_after(self, outlet: str, day: date) -> dict[tuple[str, str], int]:
        """Return per product and lot by how many pieces an outlet's shelf rose (> 0) or fell after a day."""
        rows = self._rows(_moved_after, place=shelf(outlet), day=day.isoformat())
        return {(row["product"], row["lot"]): int(row["pieces"]) for row in rows}
