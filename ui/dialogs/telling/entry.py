"""Fair entry: steps in the queue, curation rounds with their points and verdicts, and turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import (
    CurationDecided,
    CurationRoundRevised,
    CurationScored,
    EntryDecided,
    EntryState,
    TurnPlanned,
    Verdict,
)
from gallery_pos.formatting import format_count, format_date, format_period
from gallery_pos.language import tr
from gallery_pos.services.curation import VERDICTS, format_points
from gallery_pos.services.entry import STATES
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from ui.dialogs.telling.base import Names, Told


@teller(EntryDecided)
def _step(names: Names, told: Told, document: EntryDecided) -> None:
    name, state = names.product(document.product), tr(STATES[document.state])
    told.summary = (
        tr("{product} diajukan untuk dipajang.").format(product=name)
        if document.state is EntryState.APPLIED
        else tr("{product}: {state}.").format(product=name, state=state.lower())
    )
    told.fact(tr("Produk"), f"{name} ({document.product})")
    told.fact(tr("Keadaan"), state)
    told.fact(tr("Diajukan"), format_date(document.applied_on) if document.applied_on else "")
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Yang kurang"), ", ".join(document.missing))


@teller(CurationRoundRevised)
def _round(names: Names, told: Told, document: CurationRoundRevised) -> None:
    told.summary = (
        tr("{round}: penilaian ditutup.").format(round=document.name)
        if document.closed
        else tr("{round} pada {day}: {count} barang, {curators} kurator.").format(
            round=document.name,
            day=format_date(document.on),
            count=format_count(len(document.products)),
            curators=format_count(len(document.panel)),
        )
    )
    told.fact(tr("Putaran"), f"{document.name} ({document.code})")
    told.fact(tr("Tanggal"), format_date(document.on))
    told.fact(tr("Tempat"), document.venue)
    told.fact(tr("Kurator"), ", ".join(document.panel))
    told.fact(tr("Kuota"), format_count(document.quota) if document.quota else tr("tanpa batas"))
    told.fact(tr("Lulus mulai"), str(document.pass_score))
    told.table(
        tr("Kriteria"),
        ((tr("Kriteria"), Kind.TEXT), (tr("Bobot"), Kind.NUMBER)),
        [(one.name, one.weight) for one in document.criteria],
    )
    told.table(
        tr("Peserta"),
        ((tr("Kode"), Kind.TEXT), (tr("Barang"), Kind.TEXT)),
        [(code, names.product(code)) for code in document.products],
    )


@teller(CurationScored)
def _scored(names: Names, told: Told, document: CurationScored) -> None:
    of = names.gallery.book.latest(CurationRoundRevised, document.round)
    name = names.product(document.product)
    told.summary = tr("{curator} menilai {product}.").format(curator=document.curator, product=name)
    told.fact(tr("Putaran"), of.name if of else document.round)
    told.fact(tr("Produk"), f"{name} ({document.product})")
    told.fact(tr("Kurator"), document.curator)
    if of is None or not of.closed:
        told.fact(tr("Nilai"), tr("dibuka setelah penilaian ditutup"))
        return
    criteria = {one.code: one.name for one in of.criteria}
    told.table(
        tr("Nilai"),
        ((tr("Kriteria"), Kind.TEXT), (tr("Nilai"), Kind.NUMBER)),
        [(criteria.get(one.criterion, one.criterion), one.points) for one in document.scores],
    )
    told.fact(tr("Catatan"), document.note)


@teller(CurationDecided)
def _decided(names: Names, told: Told, document: CurationDecided) -> None:
    of = names.gallery.book.latest(CurationRoundRevised, document.round)
    name, words = names.product(document.product), tr(VERDICTS[Verdict(document.verdict)])
    told.summary = tr("{product}: {verdict} dengan nilai {score}.").format(
        product=name, verdict=words.lower(), score=format_points(document.score)
    )
    told.fact(tr("Putaran"), of.name if of else document.round)
    told.fact(tr("Produk"), f"{name} ({document.product})")
    told.fact(tr("Keputusan"), words)
    told.fact(tr("Nilai"), format_points(document.score))
    told.fact(tr("Alasan"), document.reason)


@teller(TurnPlanned)
def _turn(names: Names, told: Told, document: TurnPlanned) -> None:
    outlet = names.gallery.book.outlet(document.outlet)
    shelves = {shelf.code: shelf.name for shelf in outlet.shelves} if outlet else {}
    told.summary = (tr("Giliran dibatalkan: {maker}.") if document.cancelled else tr("Giliran {maker}.")).format(
        maker=names.consignor(document.consignor)
    )
    told.fact(tr("Gerai"), names.outlet(document.outlet))
    told.fact(tr("Rak"), shelves.get(document.shelf, document.shelf))
    told.fact(tr("Penitip"), f"{names.consignor(document.consignor)} ({document.consignor})")
    told.fact(tr("Waktu"), format_period(document.since, document.until))
    told.fact(tr("Barang"), ", ".join(names.product(code) for code in document.products))
    told.fact(tr("Alasan") if document.cancelled else tr("Catatan"), document.note)
