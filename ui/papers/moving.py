"""Papers of what moves between outlets: surat jalan, what arrived, visits, and the result of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import GoodsArrived, GoodsSent, VisitRecorded
from gallery_pos.formatting import format_count, format_period, format_rupiah
from gallery_pos.language import tr
from receipts.tables import Column, Kind, Table
from ui.app.names import KINDS, METHODS, named
from ui.app.slips import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from db.queries.events import EventSheet
    from gallery_pos.documents import OutletRevised
    from gallery_pos.ports import Posted
    from receipts.pdf.counts import Record
    from receipts.pdf.month import Report
    from receipts.pdf.moving import Way
    from ui.gallery import Gallery


def moving_pdf(gallery: Gallery, posted: Posted, *, copy: int = 0) -> bytes:
    """Return the paper of a transfer, an arrival or a visit. Raises TypeError for any other document."""
    from receipts.pdf.moving import arrival_pdf, transfer_pdf, visit_pdf

    match posted.document:
        case GoodsSent() as sent:
            makers = (line.consignor for line in sent.lines)
            record = _record(gallery, posted, makers, copy)
            return transfer_pdf(record, sent, _way(gallery, sent, ""), copies=1 if copy else 2)
        case GoodsArrived() as came:
            before = gallery.book.document(came.sent)
            origin = before.document if before and isinstance(before.document, GoodsSent) else None
            record = _record(gallery, posted, (line.consignor for line in came.lines), copy)
            way = _way(gallery, origin, before.number if before else "", at=came.outlet, source=came.source)
            return arrival_pdf(record, came, way)
        case VisitRecorded() as visit:
            record = _record(gallery, posted, (line.consignor for line in visit.lines), copy)
            taken = photos_of(gallery, visit.pictures)
            return visit_pdf(record, visit, _numbers(gallery, visit), list(taken.values()))
    message = f"{posted.document.kind} does not move goods between outlets"
    raise TypeError(message)


def photos_of(gallery: Gallery, names: Iterable[str]) -> dict[str, bytes]:
    """Return the photos that are kept under some names, those that are still there."""
    files = {name: gallery.folder.pictures / name for name in names}
    return {name: path.read_bytes() for name, path in files.items() if path.is_file()}


def _record(gallery: Gallery, posted: Posted, consignors: Iterable[str], copy: int) -> Record:
    from receipts.pdf.counts import Record
    from receipts.pdf.sheet import letterhead_of

    document = posted.document
    outlet = gallery.book.outlet(document.outlet) or gallery.outlet()
    main = gallery.book.main_outlet() or outlet
    makers = {code: gallery.book.consignor(code) for code in set(consignors)}
    return Record(
        number=posted.number,
        letterhead=letterhead_of(main, gallery.logo(main), gallery.notice(main)),
        outlet_name=outlet.name,
        makers={code: maker.business_name for code, maker in makers.items() if maker},
        staff=name_of(gallery, document.user),
        document_hash=posted.hash,
        copy=copy,
        practice=gallery.machine.practice,
    )


def _way(gallery: Gallery, sent: GoodsSent | None, number: str, *, at: str = "", source: str = "") -> Way:
    from receipts.pdf.moving import Way

    book = gallery.book
    lots = {line.lot: book.lot(line.lot, sent.outlet) for line in sent.lines} if sent else {}
    return Way(
        source=outlet_name(gallery, source or (sent.outlet if sent else "")),
        target=outlet_name(gallery, at or (sent.to if sent else "")),
        dates={code: lot.best_before for code, lot in lots.items() if lot and lot.best_before},
        number=number,
    )


def outlet_name(gallery: Gallery, code: str) -> str:
    """Return what an outlet is called."""
    outlet = gallery.book.outlet(code)
    return outlet.name if outlet else code


def _numbers(gallery: Gallery, visit: VisitRecorded) -> dict[str, str]:
    """Return the documents that a visit posted: what each is called, by its number."""
    posted = [gallery.book.document(document) for document in visit.documents]
    return {each.number: tr(KINDS[each.document.kind]).casefold() for each in posted if each}


# ------------------------------------------------------------------------------------------------ results of events


def event_tables(sheet: EventSheet) -> list[Table]:
    """Return the result of an event as tables: sums, goods, makers, takings."""
    return [_sums(sheet), _goods(sheet), _makers(sheet), _takings(sheet)]


def _sums(sheet: EventSheet) -> Table:
    told = (
        (tr("Penjualan bersih"), sheet.net),
        (tr("Hak penitip"), -sheet.due),
        (tr("Bagian galeri"), sheet.commission),
        (tr("Pembulatan"), sheet.rounding),
        (tr("Selisih kas"), sheet.over_short),
        (tr("Ganti rugi barang hilang atau rusak"), -sheet.compensation),
        (tr("Pendapatan galeri"), sheet.income),
        (tr("Sewa stan"), -sheet.stand_fee),
    )
    return Table(
        title=tr("Hasil"),
        columns=(Column(tr("Uraian"), share=3), Column(tr("Rupiah"), Kind.RUPIAH)),
        rows=told,
        totals=(tr("Hasil acara"), sheet.result),
    )


def _goods(sheet: EventSheet) -> Table:
    names = ("out", "sold", "back", "lost", "left")
    titles = (tr("Dibawa"), tr("Terjual"), tr("Kembali"), tr("Hilang"), tr("Masih di sana"))
    return Table(
        title=tr("Barang"),
        columns=(
            Column(tr("Barang"), share=3),
            Column(tr("Penitip"), share=2),
            *(Column(title, Kind.COUNT) for title in titles),
            Column(tr("Nilai bersih"), Kind.RUPIAH),
        ),
        rows=tuple(
            (row.name, row.business_name, *(getattr(row, name) for name in names), row.gross - row.discount)
            for row in sheet.goods
        ),
        totals=(
            tr("Jumlah", "total"),
            None,
            *(sum(getattr(row, name) for row in sheet.goods) for name in names),
            sheet.net,
        ),
        empty=tr("Belum ada barang yang dibawa."),
    )


def _makers(sheet: EventSheet) -> Table:
    names = ("net", "commission", "due", "compensation")
    titles = (tr("Bersih"), tr("Bagian galeri"), tr("Hak penitip"), tr("Ganti rugi"))
    return Table(
        title=tr("Hak penitip"),
        columns=(
            Column(tr("Penitip"), share=3),
            Column(tr("Terjual"), Kind.COUNT),
            *(Column(title, Kind.RUPIAH) for title in titles),
        ),
        rows=tuple((row.business_name, row.pieces, *(getattr(row, name) for name in names)) for row in sheet.makers),
        totals=(
            tr("Jumlah", "total"),
            sum(row.pieces for row in sheet.makers),
            *(sum(getattr(row, name) for row in sheet.makers) for name in names),
        ),
        empty=tr("Belum ada penitip yang barangnya dibawa."),
    )


def _takings(sheet: EventSheet) -> Table:
    return Table(
        title=tr("Uang masuk per cara bayar"),
        columns=(Column(tr("Cara bayar"), share=3), Column(tr("Rupiah"), Kind.RUPIAH)),
        rows=tuple((named(METHODS, row.method), row.amount) for row in sheet.takings),
        totals=(tr("Jumlah", "total"), sum(row.amount for row in sheet.takings)),
        empty=tr("Belum ada uang masuk."),
    )


def event_days(starts: date | None, ends: date | None) -> str:
    """Return the days of an event as people say them; "" where nobody has said them."""
    if starts is None or ends is None:
        return ""
    return format_period(starts, ends)


def event_report(gallery: Gallery, sheet: EventSheet) -> Report:
    """Return the result sheet of an event as a paper."""
    from receipts.pdf.month import Figure, Report
    from receipts.pdf.sheet import letterhead_of

    main: OutletRevised = gallery.book.main_outlet() or gallery.outlet()
    about = (event_days(sheet.starts, sheet.ends), sheet.host, sheet.address)
    state = "" if not sheet.active else tr("Acara belum ditutup: angka ini masih bisa berubah.")
    return Report(
        title=tr("Hasil acara {name}").format(name=sheet.name),
        subtitle=" · ".join(part for part in about if part),
        letterhead=letterhead_of(main, gallery.logo(main), gallery.notice(main)),
        figures=(
            Figure(tr("Penjualan bersih"), format_rupiah(sheet.net)),
            Figure(tr("Hak penitip"), format_rupiah(sheet.due)),
            Figure(tr("Pendapatan galeri"), format_rupiah(sheet.income)),
            Figure(
                tr("Hasil setelah sewa stan"),
                format_rupiah(sheet.result),
                tr("{count} peserta").format(count=format_count(sheet.participants)) if sheet.participants else "",
                warn=sheet.result < 0,
            ),
        ),
        sections=tuple(event_tables(sheet)),
        notes=(state,) if state else (),
        mark=tr("LATIHAN") if gallery.machine.practice else "",
    )


def event_pdf(gallery: Gallery, sheet: EventSheet) -> bytes:
    """Return the result sheet of an event as PDF."""
    from receipts.pdf.month import report_pdf

    return report_pdf(event_report(gallery, sheet))


def event_xlsx(sheet: EventSheet) -> bytes:
    """Return the result sheet of an event as a workbook."""
    from receipts.spreadsheets.writing import xlsx_bytes

    return xlsx_bytes(event_tables(sheet))
