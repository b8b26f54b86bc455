"""What is owed to consignors and how it was paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import (
    AdjustmentPosted,
    FeeCharged,
    PayoutAcknowledged,
    PayoutMade,
    PayoutReversed,
    StatementIssued,
)
from gallery_pos.formatting import format_period, format_rupiah
from gallery_pos.language import tr
from ui.app.names import METHODS, kind_name
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from gallery_pos.documents import StatementFigures
    from ui.dialogs.telling.base import Names, Told


def _whose(names: Names, code: str) -> str:
    return f"{names.consignor(code)} ({code})"


@teller(FeeCharged)
def _fee(names: Names, told: Told, document: FeeCharged) -> None:
    told.summary = f"{document.reason}: {format_rupiah(document.amount)}"
    told.fact(tr("Penitip"), _whose(names, document.consignor))
    told.fact(tr("Jumlah", "uang"), format_rupiah(document.amount))
    told.fact(tr("Untuk"), document.reason)
    told.fact(tr("Masa"), document.period)


@teller(AdjustmentPosted)
def _adjustment(names: Names, told: Told, document: AdjustmentPosted) -> None:
    more = document.amount > 0
    told.summary = tr("Hak penitip ditambah {amount}.") if more else tr("Hak penitip dikurangi {amount}.")
    told.summary = told.summary.format(amount=format_rupiah(abs(document.amount)))
    told.fact(tr("Penitip"), _whose(names, document.consignor))
    told.fact(tr("Jumlah", "uang"), format_rupiah(document.amount))
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")


@teller(PayoutMade)
def _payout(names: Names, told: Told, document: PayoutMade) -> None:
    paid = document.amount > 0
    told.summary = tr("{amount} dibayarkan kepada {name}.") if paid else tr("{amount} diterima dari {name}.")
    told.summary = told.summary.format(
        amount=format_rupiah(abs(document.amount)), name=names.consignor(document.consignor)
    )
    told.fact(tr("Penitip"), _whose(names, document.consignor))
    told.fact(tr("Jumlah", "uang"), format_rupiah(document.amount))
    told.fact(tr("Cara"), tr(METHODS[document.method]))
    told.fact(tr("Rujukan"), document.reference)
    told.fact(tr("Diterima oleh"), document.received_by)
    told.fact(tr("Laporan", "penitip"), names.number(document.statement), document.statement)
    told.fact(tr("Berkas transfer"), names.number(document.batch), document.batch)
    told.fact(tr("Dari laci sif"), names.number(document.shift), document.shift)
    for label, kind in ((tr("Tanda terima"), PayoutAcknowledged), (tr("Dibatalkan dengan"), PayoutReversed)):
        later = names.follows(kind, document.id)
        told.fact(label, names.number(later), later)
    told.fact(tr("Catatan"), document.note)


@teller(StatementIssued)
def _statement(names: Names, told: Told, document: StatementIssued) -> None:
    figures = document.figures
    told.summary = tr("Saldo akhir {amount}.").format(amount=format_rupiah(figures.closing))
    told.fact(tr("Penitip"), f"{figures.business_name} ({figures.consignor})")
    told.fact(tr("Masa"), format_period(figures.since, figures.until))
    told.fact(tr("Laporan sebelumnya"), names.number(document.previous), document.previous)
    told.fact(tr("Dokumen yang dihitung"), str(len(document.documents)))
    _sums(told, figures)
    _products(told, figures)
    _goods(told, figures)
    told.table(
        tr("Iuran, koreksi, ganti rugi, pembayaran"),
        (
            (tr("Tanggal"), Kind.DATE),
            (tr("Perihal"), Kind.TEXT),
            (tr("Keterangan"), Kind.TEXT),
            (tr("Jumlah", "uang"), Kind.MONEY),
        ),
        [(each.business_date, kind_name(each.kind), each.reason, each.amount) for each in figures.entries],
    )


def _sums(told: Told, figures: StatementFigures) -> None:
    rows = [
        (tr("Saldo awal"), figures.opening),
        (tr("Penjualan"), figures.gross),
        (tr("Potongan"), -figures.discount),
        (tr("Komisi galeri"), -figures.commission),
        (tr("Hak penitip"), figures.due),
        (tr("Iuran"), -figures.fees),
        (tr("Koreksi dan ganti rugi"), figures.adjustments),
        (tr("Sudah dibayar"), -figures.paid),
        (tr("Saldo akhir"), figures.closing),
    ]
    told.table(tr("Perhitungan"), ((tr("Perihal"), Kind.TEXT), (tr("Jumlah", "uang"), Kind.MONEY)), rows)


def _products(told: Told, figures: StatementFigures) -> None:
    told.table(
        tr("Yang terjual"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Jumlah"), Kind.NUMBER),
            (tr("Penjualan"), Kind.MONEY),
            (tr("Potongan"), Kind.MONEY),
            (tr("Komisi"), Kind.MONEY),
            (tr("Hak penitip"), Kind.MONEY),
        ),
        [(each.name, each.quantity, each.gross, each.discount, each.commission, each.due) for each in figures.products],
        (
            tr("Jumlah", "total"),
            sum(each.quantity for each in figures.products),
            figures.gross,
            figures.discount,
            figures.commission,
            figures.due,
        ),
    )


def _goods(told: Told, figures: StatementFigures) -> None:
    told.table(
        tr("Barang titipan"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Awal"), Kind.NUMBER),
            (tr("Masuk"), Kind.NUMBER),
            (tr("Terjual"), Kind.NUMBER),
            (tr("Diretur"), Kind.NUMBER),
            (tr("Dihapus"), Kind.NUMBER),
            (tr("Selisih"), Kind.NUMBER),
            (tr("Akhir"), Kind.NUMBER),
        ),
        [
            (
                each.name,
                each.opening,
                each.received,
                each.sold - each.refunded,
                each.returned,
                each.written_off,
                each.variance,
                each.closing,
            )
            for each in figures.goods
        ],
    )
