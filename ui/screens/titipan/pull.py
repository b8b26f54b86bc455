"""What should leave the shelf, and why: worked out from lots, sales and agreements, without any widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from db.queries.sold import last_sold
from db.queries.stock import list_lots
from gallery_pos.documents import GALLERY, ReturnReason
from gallery_pos.language import tr, tr_noop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.queries.stock import LotRow
    from ui.gallery import Gallery

SOON_DAYS = 14
"""Days before its best-before date from which on goods are pulled."""
SLOW_DAYS = 60
"""Days on the shelf, and without a sale of the product, from which on goods count as slow."""


class Why(StrEnum):
    """Why a lot is on the pull list."""

    EXPIRED = "expired"
    SOON = "soon"
    ENDED = "ended"
    SLOW = "slow"
    NONE = ""


WORDS: Mapping[Why, str] = {
    Why.EXPIRED: tr_noop("Kedaluwarsa", "sudah lewat"),
    Why.SOON: tr_noop("Segera kedaluwarsa"),
    Why.ENDED: tr_noop("Titipan berakhir"),
    Why.SLOW: tr_noop("Lama tidak laku"),
    Why.NONE: "",
}
TONES: Mapping[Why, str] = {
    Why.EXPIRED: "danger",
    Why.SOON: "attention",
    Why.ENDED: "attention",
    Why.SLOW: "neutral",
    Why.NONE: "neutral",
}
REASONS: Mapping[Why, ReturnReason] = {
    Why.EXPIRED: ReturnReason.EXPIRED,
    Why.SOON: ReturnReason.EXPIRED,
    Why.ENDED: ReturnReason.ENDED,
    Why.SLOW: ReturnReason.SLOW,
    Why.NONE: ReturnReason.REQUESTED,
}


@dataclass(frozen=True, slots=True)
class Pick:
    """Pieces of a lot that are to go back."""

    quantity: int
    reason: ReturnReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class PullRow:
    """A lot on the shelf, why it should go, and what of it was ticked."""

    lot: LotRow
    why: Why
    detail: str
    pick: Pick | None = None

    @property
    def key(self) -> str:
        """The lot's own name."""
        return self.lot.lot

    @property
    def suggested(self) -> Pick:
        """All pieces, for the reason that stands beside the lot."""
        return Pick(self.lot.on_hand, REASONS[self.why])


def pull_list(gallery: Gallery, today: date) -> list[PullRow]:
    """Return every lot on the shelf of this outlet, what should leave it first. Touches no widget."""
    outlet = gallery.machine.outlet
    lots = [lot for lot in list_lots(gallery.database, outlet=outlet, only_here=True) if lot.on_hand > 0]
    sold = last_sold(gallery.database, outlet=outlet)
    over = _ended(gallery, {lot.consignor for lot in lots}, today)
    rows = [_row(lot, today, sold.get(lot.product), ended=lot.consignor in over) for lot in lots]
    order = list(Why)
    return sorted(rows, key=lambda row: (order.index(row.why), row.lot.best_before or date.max, row.lot.received_on))


def _ended(gallery: Gallery, consignors: set[str], today: date) -> set[str]:
    """Return the consignors whose goods are not taken in any more."""
    default = gallery.book.agreement(GALLERY)
    found = set()
    for code in consignors:
        maker = gallery.book.consignor(code)
        agreement = gallery.book.agreement(code) or default
        if (maker and not maker.active) or (agreement and agreement.end and agreement.end < today):
            found.add(code)
    return found


def _row(lot: LotRow, today: date, last: date | None, *, ended: bool) -> PullRow:
    left = (lot.best_before - today).days if lot.best_before else None
    here = (today - lot.received_on).days
    if left is not None and left < 0:
        return PullRow(lot, Why.EXPIRED, tr("lewat {days} hari").format(days=-left))
    if left is not None and left <= SOON_DAYS:
        return PullRow(lot, Why.SOON, tr("{days} hari lagi").format(days=left))
    if ended:
        return PullRow(lot, Why.ENDED, "")
    quiet = here if last is None or last < lot.received_on else (today - last).days
    if here >= SLOW_DAYS and quiet >= SLOW_DAYS:
        return PullRow(lot, Why.SLOW, tr("{days} hari tanpa penjualan").format(days=quiet))
    return PullRow(lot, Why.NONE, "")
