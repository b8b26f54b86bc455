"""How fees, corrections, compensation and payouts are named on a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import (
    AdjustmentPosted,
    FeeCharged,
    GoodsWrittenOff,
    PayoutMade,
    StocktakePosted,
)
from gallery_pos.language import tr, tr_noop
from gallery_pos.money import divide_half_up

if TYPE_CHECKING:
    from gallery_pos.documents import Entry, StatementFigures

_NAMES = {
    FeeCharged.__name__: tr_noop("Iuran"),
    AdjustmentPosted.__name__: tr_noop("Koreksi"),
    GoodsWrittenOff.__name__: tr_noop("Ganti rugi barang"),
    StocktakePosted.__name__: tr_noop("Ganti rugi stok opname"),
    PayoutMade.__name__: tr_noop("Pembayaran"),
}


def entry_name(entry: Entry) -> str:
    """Return what an entry is, in plain words."""
    name = _NAMES.get(entry.kind)
    return tr(name) if name else tr("Lainnya")


def commission_rate(commission: int, net: int) -> int | None:
    """Return the gallery's share of ``net`` rupiah in basis points, to a tenth of a percent; None for no sales.

    Lines are rounded one by one, so a sum of lines at 20 % is only nearly 20 %.
    """
    return divide_half_up(commission * 1_000, net) * 10 if net else None


def payable(figures: StatementFigures) -> int:
    """Return what is to be paid out for this statement: the closing balance, 0 where the consignor owes."""
    return max(0, figures.closing)
