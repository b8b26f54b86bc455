"""Papers, the rule table, and what superiors let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import (
    Condition,
    GateOverridden,
    GateRevised,
    Holder,
    LegalityGroup,
    LegalityRecorded,
    Need,
    PaperRule,
)
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr
from gallery_pos.services.legality import rules_of
from ui.app.names import HOLDERS, NEEDS, PAPER_STATES
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from ui.dialogs.telling.base import Names, Told


def _paper(names: Names, code: str) -> str:
    """Return what the gallery calls a kind of paper today."""
    kinds = {kind.code: kind.name for kind in rules_of(names.gallery.book).papers}
    return kinds.get(code, code)


@teller(LegalityRecorded)
def _recorded(names: Names, told: Told, document: LegalityRecorded) -> None:
    of_product = document.holder is Holder.PRODUCT
    whose = names.product(document.subject) if of_product else names.consignor(document.subject)
    paper = _paper(names, document.paper)
    told.summary = tr("{paper} {name}: {state}.").format(
        paper=paper, name=whose, state=tr(PAPER_STATES[document.status]).lower()
    )
    told.fact(tr("Produk") if of_product else tr("Penitip"), f"{whose} ({document.subject})")
    told.fact(tr("Dokumen"), paper)
    told.fact(tr("Nomor"), document.number)
    told.fact(tr("Terbit"), format_date(document.issued) if document.issued else "")
    told.fact(tr("Berlaku sampai"), format_date(document.expires) if document.expires else "")
    told.fact(tr("Keadaan", "dokumen"), tr(PAPER_STATES[document.status]))
    told.fact(tr("Pindaian"), ", ".join(scan.name for scan in document.scans))
    told.fact(tr("Catatan"), document.note)


@teller(GateRevised)
def _gate(_names: Names, told: Told, document: GateRevised) -> None:
    kinds = {kind.code: kind.name for kind in document.papers}
    told.summary = (
        tr("Sejak {day} barang tanpa dokumen wajib tidak diterima dan tidak dijual.").format(
            day=format_date(document.since)
        )
        if document.since
        else tr("Dokumen yang kurang hanya diingatkan.")
    )
    told.table(
        tr("Syarat per kelompok barang"),
        ((tr("Kelompok"), Kind.TEXT), (tr("Dokumen"), Kind.TEXT), (tr("Perlu"), Kind.TEXT), (tr("Mulai"), Kind.DATE)),
        [
            (group.name, kinds.get(rule.paper, rule.paper), need_words(rule), rule.since)
            for group in document.groups
            for rule in group.rules
        ],
    )
    told.table(
        tr("Jenis dokumen"),
        ((tr("Dokumen"), Kind.TEXT), (tr("Milik"), Kind.TEXT), (tr("Berlaku (tahun)"), Kind.TEXT)),
        [
            (kind.name, tr(HOLDERS[kind.holder]), format_count(kind.valid_years) if kind.valid_years else "")
            for kind in document.papers
        ],
    )
    told.table(
        tr("Kata di kategori"),
        ((tr("Kelompok"), Kind.TEXT), (tr("Kata"), Kind.TEXT)),
        [(group.name, _words(group)) for group in document.groups],
    )


def need_words(rule: PaperRule) -> str:
    """Return in words whether goods need a paper."""
    if rule.need is Need.CONDITIONAL and rule.condition is Condition.ANIMAL_MATERIAL:
        return tr("wajib bila berbahan hewan")
    return tr(NEEDS[rule.need]).lower()


def _words(group: LegalityGroup) -> str:
    return ", ".join(group.words)


@teller(GateOverridden)
def _overridden(names: Names, told: Told, document: GateOverridden) -> None:
    told.summary = tr("{product} boleh diterima dan dijual sampai {day} walau dokumennya kurang.").format(
        product=names.product(document.product), day=format_date(document.until)
    )
    told.fact(tr("Produk"), f"{names.product(document.product)} ({document.product})")
    told.fact(tr("Dokumen yang kurang"), ", ".join(_paper(names, code) for code in document.missing))
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by))
    told.fact(tr("Berlaku sampai"), format_date(document.until))
