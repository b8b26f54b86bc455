"""How products at the gate are shown in lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from db.queries.legality import GateRow, GateState
from gallery_pos.formatting import format_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.legality import is_on
from gallery_pos.services.legality import rules_of
from ui.app.tables import Column, Kind

if TYPE_CHECKING:
    from ui.widgets.text import Tone
    from ui.workplace import Workplace

STATES: Mapping[GateState, str] = {
    GateState.STOPPED: tr_noop("dihentikan"),
    GateState.PASSED: tr_noop("diizinkan"),
    GateState.COMING: tr_noop("akan dihentikan"),
    GateState.UNKNOWN: tr_noop("kelompok belum dipilih"),
}
TONES: Mapping[GateState, str] = {
    GateState.STOPPED: "danger",
    GateState.PASSED: "attention",
    GateState.COMING: "attention",
    GateState.UNKNOWN: "neutral",
}


def state_of(row: GateRow) -> str:
    """Return how a product stands; while the gate is off nothing is stopped, papers are only missing."""
    if row.state is GateState.STOPPED and not row.enforced:
        return tr("dokumen kurang")
    return tr(STATES[row.state])


def when(row: GateRow) -> str:
    """Return since when, from when or until when that is so."""
    if row.until is not None:
        return tr("sampai {day}").format(day=format_date(row.until))
    if row.since is None or (row.state is GateState.STOPPED and not row.enforced):
        return ""
    if row.state is GateState.STOPPED:
        return tr("sejak {day}").format(day=format_date(row.since))
    return tr("mulai {day}").format(day=format_date(row.since))


def state_words(place: Workplace) -> tuple[str, Tone]:
    """Return what it means for a product today that papers of it are missing, and how urgent that is."""
    desk = place.desk()
    if is_on(rules_of(desk.book), desk.today()):
        return tr("Belum boleh diterima dan dijual."), "danger"
    return tr("Dokumennya kurang. Gerbang belum dinyalakan, jadi baru diingatkan."), "attention"


GOODS: tuple[Column[GateRow], ...] = (
    Column(tr_noop("Produk"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.product}"),
    Column(
        tr_noop("Keadaan", "dokumen"),
        state_of,
        Kind.BADGE,
        tone=lambda row: TONES[row.state],
        width=150,
    ),
    Column(tr_noop("Kapan"), when, sort_key=lambda row: row.until or row.since, width=160, search=False),
    Column(tr_noop("Yang kurang"), lambda row: row.reasons, stretch=True),
    Column(tr_noop("Di rak"), lambda row: row.on_hand, Kind.NUMBER, width=70),
)
"""Without the maker, for lists that are about one."""
