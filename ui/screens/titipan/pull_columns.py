"""The columns of the pull list, and the makers that it can be limited to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr, tr_noop
from ui.app.finding import has_words
from ui.app.tables import Column, Kind
from ui.pulling import TONES, WORDS, PullRow
from ui.widgets.picker import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS: tuple[Column[PullRow], ...] = (
    Column(tr_noop("Ambil", "barang"), lambda row: tr("ya") if row.pick else "", Kind.BADGE, width=64, search=False),
    Column(tr_noop("Barang"), lambda row: row.lot.name, stretch=True, tip=lambda row: f"{row.lot.name}\n{row.lot.lot}"),
    Column(tr_noop("Penitip"), lambda row: row.lot.business_name, width=170),
    Column(tr_noop("Di sini"), lambda row: row.lot.on_hand, Kind.NUMBER, width=72),
    Column(tr_noop("Diretur"), lambda row: row.pick.quantity if row.pick else None, Kind.NUMBER, width=76),
    Column(tr_noop("Masuk"), lambda row: row.lot.received_on, Kind.DATE, room=1_000),
    Column(tr_noop("Kedaluwarsa"), lambda row: row.lot.best_before, Kind.DATE),
    Column(
        tr_noop("Saran"),
        lambda row: tr(WORDS[row.why]) if row.why else "",
        Kind.BADGE,
        tone=lambda row: TONES[row.why],
        tip=lambda row: row.detail,
        width=160,
    ),
)


def makers_of(rows: Iterable[PullRow], words: str) -> list[Choice]:
    """Return the makers of these rows that have the words, those with the most to take back first."""
    here: dict[str, tuple[str, int, int]] = {}
    for row in rows:
        name, pull, all_ = here.get(row.lot.consignor, (row.lot.business_name, 0, 0))
        here[row.lot.consignor] = (name, pull + bool(row.why), all_ + 1)
    return [
        Choice(code, name, tr("{count} lot di sini").format(count=all_), tr("{count} disarankan").format(count=pull))
        for code, (name, pull, all_) in sorted(here.items(), key=lambda item: (-item[1][1], item[1][0].casefold()))
        if has_words(words, name, code)
    ]
