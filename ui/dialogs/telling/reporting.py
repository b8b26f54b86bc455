"""Days declared shut, months closed, and reports on their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import DayDeclaredShut, MakerTold, MonthClosed, ReportGiven, ReportReceived, ReportSent
from gallery_pos.formatting import format_count, format_long_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.month_words import month_words, title_of
from receipts.proof import head_short
from ui.app.names import MESSAGES, WAYS_TO_TELL
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from ui.dialogs.telling.base import Names, Told

_COUNTS = {"sales": tr_noop("Struk penjualan"), "refunds": tr_noop("Pengembalian"), "pieces": tr_noop("Barang")}
_MONEY = {
    "gross": tr_noop("Kotor"),
    "discount": tr_noop("Potongan"),
    "commission": tr_noop("Komisi"),
    "due": tr_noop("Hak penitip"),
    "tax": tr_noop("PPN"),
    "rounding": tr_noop("Pembulatan"),
    "cash": tr_noop("Tunai"),
    "qris": tr_noop("QRIS"),
    "transfer": tr_noop("Transfer"),
    "card": tr_noop("Kartu"),
    "paid": tr_noop("Dibayar ke penitip"),
    "fees": tr_noop("Iuran"),
    "owed": tr_noop("Terutang"),
    "over_short": tr_noop("Selisih kas"),
}


@teller(DayDeclaredShut)
def _shut(names: Names, told: Told, document: DayDeclaredShut) -> None:
    said = tr("{outlet} dinyatakan tutup pada {day}.")
    if document.withdrawn:
        said = tr("{outlet} tidak lagi dinyatakan tutup pada {day}.")
    told.summary = said.format(outlet=names.outlet(document.outlet), day=format_long_date(document.day))
    told.fact(tr("Alasan"), document.reason)


@teller(MonthClosed)
def _closed(names: Names, told: Told, document: MonthClosed) -> None:
    figures = document.figures
    told.summary = tr("{month} di {outlet} ditutup: {count} penjualan, bersih {net}.").format(
        month=month_words(document.month),
        outlet=names.outlet(document.outlet),
        count=format_count(figures.sales),
        net=format_rupiah(figures.gross - figures.discount),
    )
    told.fact(tr("Alasan yang belum beres"), document.note)
    told.fact(tr("Bulan sebelumnya"), names.number(document.previous), document.previous)
    told.fact(tr("Disetujui"), names.user(document.approved_by) if document.approved_by else "")
    for head in document.heads:
        place = tr("Ujung jurnal {origin}").format(origin=f"{head.origin}.{head.epoch}")
        told.fact(place, f"{format_count(head.seq)} · {head_short(bytes.fromhex(head.hash))}")
    told.table(
        tr("Daftar periksa"),
        ((tr("Yang dilihat"), Kind.TEXT), (tr("Hasil"), Kind.TEXT), (tr("Catatan"), Kind.TEXT)),
        [
            (title_of(check.code), tr("beres") if check.passed else tr("belum beres"), check.note)
            for check in document.checks
        ],
    )
    told.table(
        tr("Jumlah", "banyak"),
        ((tr("Yang dihitung"), Kind.TEXT), (tr("Banyaknya"), Kind.NUMBER)),
        [(tr(title), getattr(figures, name)) for name, title in _COUNTS.items()],
    )
    told.table(
        tr("Angka"),
        ((tr("Yang dihitung"), Kind.TEXT), (tr("Rupiah"), Kind.MONEY)),
        [(tr(title), amount) for name, title in _MONEY.items() if (amount := getattr(figures, name))],
    )


@teller(ReportSent)
def _sent(names: Names, told: Told, document: ReportSent) -> None:
    told.summary = tr("Laporan {month} {outlet} disampaikan lewat {way}.").format(
        month=month_words(document.month), outlet=names.outlet(document.outlet), way=document.way
    )
    told.fact(tr("Kepada"), document.to)
    told.fact(tr("Penutupan bulan"), names.number(document.closed), document.closed)
    told.fact(tr("Sidik berkas"), document.sha256)
    told.fact(tr("Catatan"), document.note)


@teller(ReportReceived)
def _received(names: Names, told: Told, document: ReportReceived) -> None:
    said = tr("Laporan {month} {outlet} diterima oleh {by}; semuanya cocok.")
    if document.findings:
        said = tr("Laporan {month} {outlet} diterima oleh {by} dengan {count} temuan.")
    told.summary = said.format(
        month=month_words(document.month),
        outlet=names.outlet(document.outlet),
        by=document.by,
        count=format_count(document.findings),
    )
    told.fact(tr("Temuan"), document.note)
    told.fact(tr("Sidik berkas"), document.sha256)


@teller(ReportGiven)
def _given(names: Names, told: Told, document: ReportGiven) -> None:
    told.summary = tr("{given} dari {makers} penitip {outlet} sudah menerima laporan {month}.").format(
        given=format_count(document.given),
        makers=format_count(document.makers),
        outlet=names.outlet(document.outlet),
        month=month_words(document.month),
    )
    told.fact(tr("Catatan"), document.note)


@teller(MakerTold)
def _told(names: Names, told: Told, document: MakerTold) -> None:
    said = tr("{name} dikabari tentang {about}, lewat {way}.")
    if document.withdrawn:
        said = tr("{name} ternyata belum dikabari tentang {about}.")
    told.summary = said.format(
        name=names.consignor(document.consignor),
        about=tr(MESSAGES[document.message]).casefold(),
        way=tr(WAYS_TO_TELL[document.way]),
    )
    told.fact(tr("Dokumen"), names.number(document.about), document.about)
    told.fact(tr("Periode"), document.period)
