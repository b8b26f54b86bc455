"""What should leave the shelf, and why: worked out from lots, sales and agreements, without any widget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from db.queries.sold import last_sold
from db.queries.stock import list_lots
from gallery_pos.conditions import condition_says
from gallery_pos.documents import GALLERY, LossReason, ReturnReason
from gallery_pos.formatting import format_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.turns import turns_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.queries.stock import LotRow
    from gallery_pos.documents import OutletRevised, TurnPlanned
    from ui.gallery import Gallery


class Why(StrEnum):
    """Why a lot is on the pull list."""

    EXPIRED = "expired"
    DAMAGED = "damaged"
    SOON = "soon"
    ENDED = "ended"
    ROTATION = "rotation"
    SLOW = "slow"
    NONE = ""


WORDS: Mapping[Why, str] = {
    Why.EXPIRED: tr_noop("Kedaluwarsa", "sudah lewat"),
    Why.DAMAGED: tr_noop("Rusak"),
    Why.SOON: tr_noop("Segera kedaluwarsa"),
    Why.ENDED: tr_noop("Titipan berakhir"),
    Why.ROTATION: tr_noop("Giliran selesai"),
    Why.SLOW: tr_noop("Lama tidak laku"),
    Why.NONE: "",
}
TONES: Mapping[Why, str] = {
    Why.EXPIRED: "danger",
    Why.DAMAGED: "danger",
    Why.SOON: "attention",
    Why.ENDED: "attention",
    Why.ROTATION: "attention",
    Why.SLOW: "neutral",
    Why.NONE: "neutral",
}
REASONS: Mapping[Why, ReturnReason] = {
    Why.EXPIRED: ReturnReason.EXPIRED,
    Why.DAMAGED: ReturnReason.DAMAGED,
    Why.SOON: ReturnReason.EXPIRED,
    Why.ENDED: ReturnReason.ENDED,
    Why.ROTATION: ReturnReason.ROTATION,
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
    """Return every lot on the shelf of this outlet, what should leave it first. Touches no widget.

    The outlet says how many days before its date, and after how many days without a sale, goods are pulled.
    """
    here, outlet = gallery.outlet(), gallery.machine.outlet
    lots = [lot for lot in list_lots(gallery.database, outlet=outlet, only_here=True) if lot.on_hand > 0]
    sold = last_sold(gallery.database, outlet=outlet)
    over = _ended(gallery, {lot.consignor for lot in lots}, today)
    turns = turns_at(gallery.book, outlet)
    rows = [
        _soon(lot, here, today)
        or _over(lot, turns, today, ended=lot.consignor in over)
        or _slow(lot, here, today, sold.get(lot.product))
        or PullRow(lot, Why.NONE, "")
        for lot in lots
    ]
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


def _soon(lot: LotRow, here: OutletRevised, today: date) -> PullRow | None:
    """Return the row of a lot that is past its date, came in spoilt or damaged, or is near its date."""
    left = (lot.best_before - today).days if lot.best_before else None
    said = condition_says(lot.condition)
    noted = tr("saat masuk dicatat: {condition}").format(condition=lot.condition) if said is not None else ""
    if left is not None and left < 0:
        past = tr("lewat {days} hari").format(days=-left)
        return PullRow(lot, Why.EXPIRED, f"{past}, {noted}" if noted else past)
    if said is not None:
        return PullRow(lot, Why.EXPIRED if said is LossReason.EXPIRED else Why.DAMAGED, noted)
    if left is not None and left <= here.pull_days:
        return PullRow(lot, Why.SOON, tr("{days} hari lagi").format(days=left))
    return None


def _over(lot: LotRow, turns: Iterable[TurnPlanned], today: date, *, ended: bool) -> PullRow | None:
    """Return the row of a lot whose maker's agreement, or whose turn on the shelf, has ended."""
    if ended:
        return PullRow(lot, Why.ENDED, "")
    day = turn_over(turns, lot.consignor, lot.product, today)
    return PullRow(lot, Why.ROTATION, tr("giliran sampai {day}").format(day=format_date(day))) if day else None


def turn_over(turns: Iterable[TurnPlanned], consignor: str, product: str, today: date) -> date | None:
    """Return when the turn of a product ended; None where it has one now, or never had any."""
    its = [turn for turn in turns if turn.consignor == consignor and (not turn.products or product in turn.products)]
    if any(turn.since <= today <= turn.until for turn in its):
        return None
    return max((turn.until for turn in its if turn.until < today), default=None)


def _slow(lot: LotRow, here: OutletRevised, today: date, last: date | None) -> PullRow | None:
    """Return the row of a lot that has stood for long, and its product without a sale."""
    stood = (today - lot.received_on).days
    quiet = stood if last is None or last < lot.received_on else (today - last).days
    if min(stood, quiet) < here.slow_days:
        return None
    return PullRow(lot, Why.SLOW, tr("{days} hari tanpa penjualan").format(days=quiet))
