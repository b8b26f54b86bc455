"""How a counted difference is told."""

from __future__ import annotations

from db.queries.shifts import ShiftRow
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.tables import Column, Kind


def difference_words(difference: int) -> tuple[str, str]:
    """Return how a counted difference is told, and the tone it is told in."""
    if not difference:
        return tr("Uang pas."), "good"
    if difference > 0:
        return tr("Lebih {amount}.").format(amount=format_rupiah(difference)), "attention"
    return tr("Kurang {amount}.").format(amount=format_rupiah(-difference)), "danger"


def difference_column() -> Column[ShiftRow]:
    """Return the column that tells how a count differed from the books."""
    return Column(
        tr_noop("Selisih"),
        lambda row: row.difference,
        Kind.BADGE,
        text=lambda row: tr("terbuka") if row.difference is None else difference_words(row.difference)[0],
        tone=lambda row: "neutral" if row.difference is None else difference_words(row.difference)[1],
        width=136,
    )
