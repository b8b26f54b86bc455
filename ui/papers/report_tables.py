"""The report as tables: the same rows for a workbook, CSV files and paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from receipts.tables import Column, Kind, Table
from ui.app.names import BUYERS, METHODS, OUTLETS, SIZES
from ui.papers.report_words import WAYS, called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.queries.owing import OwedThen
    from db.queries.papers import PassedRow
    from db.queries.reports import BuyerRow, MethodRow, MissingDay, Totals, TradeRow
    from ui.papers.reports import Report


def tables_of(report: Report) -> dict[str, Table]:
    """Return the report as tables by the names that their files have; the order is what a workbook shows."""
    from ui.papers import report_lists as lists, report_standing as standing

    return {
        "ringkasan": totals_table(report.totals),
        "hari": trade_table(tr("Per hari"), tr("Tanggal"), report.by_day, dated=True),
        "gerai": trade_table(tr("Per gerai"), tr("Gerai"), report.by_outlet),
        "kategori": trade_table(tr("Per kategori"), tr("Kategori"), report.by_category),
        "penitip": trade_table(tr("Per penitip"), tr("Penitip"), report.by_consignor),
        "kelas": trade_table(tr("Per kelas usaha"), tr("Kelas"), [_called(row, SIZES) for row in report.by_size_class]),
        "cara-bayar": methods_table(report.by_method),
        "pembeli": buyers_table(report.by_buyer),
        "utang": owed_table(report.owed, report.until),
        "terbuka": missing_table(report.days_without_closing),
        "izin-tanpa-dokumen": passed_table(report.passed_without_papers),
        "produk": trade_table(tr("Per produk"), tr("Produk"), report.by_product),
        "kecamatan": trade_table(tr("Per kecamatan"), tr("Kecamatan"), report.by_district),
        "jenis-gerai": trade_table(
            tr("Per jenis gerai"), tr("Jenis gerai"), [_called(row, OUTLETS) for row in report.by_channel]
        ),
        "cara-catat": trade_table(
            tr("Cara dicatat"), tr("Cara dicatat"), [_called(row, WAYS) for row in report.by_way]
        ),
        "uang": lists.money_table(report.money),
        "sif": lists.shifts_table(report.shifts),
        "kunjungan": lists.visits_table(report.visits),
        "selisih-stok": lists.variances_table(report.variances),
        "keputusan": lists.overrides_table(report.overrides),
        "koreksi": lists.corrections_table(report.corrections),
        "batal-retur": lists.undone_table(report.undone),
        "salinan": lists.copies_table(report.copies),
        "jangkauan-kelas": standing.reach_table(
            tr("Jangkauan per kelas usaha"), tr("Kelas"), report.reached_by_class, SIZES
        ),
        "jangkauan-kecamatan": standing.reach_table(
            tr("Jangkauan per kecamatan"), tr("Kecamatan"), report.reached_by_district
        ),
        "penitip-tanpa-penjualan": standing.idle_table(report.idle_makers),
        "barang-diam": standing.still_table(report.still_goods),
        "laporan-gerai": standing.late_table(report.late),
        "rapor": standing.scores_table(report.scorecards),
        "bulan": standing.months_table(report.months),
    }


def _called(row: TradeRow, names: Mapping[Any, str]) -> TradeRow:
    return msgspec.structs.replace(row, name=called(names, row.name))


def totals_table(totals: Totals) -> Table:
    """Return the sums of a span of days."""
    told = (
        (tr("Penjualan kotor"), totals.gross),
        (tr("Potongan"), -totals.discount),
        (tr("Penjualan bersih"), totals.net),
        (tr("Hak penitip"), totals.due),
        (tr("Komisi galeri"), totals.commission),
        (tr("Iuran"), totals.fees),
        (tr("Pengembalian (sudah dikurangkan)"), -totals.refunded),
        (tr("Pembulatan"), totals.rounding),
        (tr("PPN"), totals.tax),
        (tr("Dibayarkan kepada penitip"), totals.paid),
        (tr("Terutang kepada penitip pada akhir masa"), totals.owed),
        (tr("Selisih kas"), totals.over_short),
    )
    return Table(
        title=tr("Ringkasan"), columns=(Column(tr("Uraian"), share=3), Column(tr("Rupiah"), Kind.RUPIAH)), rows=told
    )


def trade_table(title: str, by: str, rows: Sequence[TradeRow], *, dated: bool = False) -> Table:
    """Return sales less refunds summed by something."""
    figures = ("pieces", "gross", "discount", "net", "commission", "due")
    titles = (tr("Potong"), tr("Kotor"), tr("Potongan"), tr("Bersih"), tr("Komisi"), tr("Hak penitip"))
    kinds = (Kind.COUNT, *(Kind.RUPIAH for _ in figures[1:]))
    return Table(
        title=title,
        columns=(
            Column(by, Kind.DATE if dated else Kind.TEXT, 3),
            *(Column(name, kind) for name, kind in zip(titles, kinds, strict=True)),
        ),
        rows=tuple(
            (
                date.fromisoformat(row.key) if dated else row.name or tr("(tidak diisi)"),
                *(getattr(row, name) for name in figures),
            )
            for row in rows
        ),
        totals=(
            tr("Jumlah", "total") if not dated else None,
            *(sum(getattr(row, name) for row in rows) for name in figures),
        ),
        empty=tr("Tidak ada penjualan."),
    )


def methods_table(rows: Sequence[MethodRow]) -> Table:
    """Return money by method."""
    return Table(
        title=tr("Per cara bayar"),
        columns=(Column(tr("Cara bayar"), share=3), Column(tr("Rupiah"), Kind.RUPIAH)),
        rows=tuple((called(METHODS, row.method), row.amount) for row in rows),
        totals=(tr("Jumlah", "total"), sum(row.amount for row in rows)),
    )


def buyers_table(rows: Sequence[BuyerRow]) -> Table:
    """Return sales by kind of buyer."""
    return Table(
        title=tr("Per jenis pembeli"),
        columns=(
            Column(tr("Pembeli"), share=3),
            Column(tr("Transaksi"), Kind.COUNT),
            Column(tr("Potong"), Kind.COUNT),
            Column(tr("Rupiah"), Kind.RUPIAH),
        ),
        rows=tuple((called(BUYERS, row.buyer), row.count, row.pieces, row.total) for row in rows),
    )


def owed_table(rows: Sequence[OwedThen], on: date) -> Table:
    """Return what consignors were owed at the end of a day, since when, and how old it was."""
    parts = [(row.balance - row.unpaid, row.balance, row.days_30, row.days_60, row.days_90, row.older) for row in rows]
    figures = (tr("Belum dilaporkan"), tr("Saldo"), tr("Sampai 30 hari"), tr("31–60 hari"), tr("61–90 hari"))
    return Table(
        title=tr("Utang kepada penitip"),
        columns=(
            Column(tr("Kode"), Kind.CODE),
            Column(tr("Penitip"), share=3),
            Column(tr("Sejak"), Kind.DATE),
            *(Column(title, Kind.RUPIAH) for title in (*figures, tr("Lebih dari 90 hari"))),
        ),
        rows=tuple(
            (row.consignor, row.business_name, row.since, *amounts) for row, amounts in zip(rows, parts, strict=True)
        ),
        totals=(
            None,
            tr("Jumlah", "total"),
            None,
            *(sum(each) for each in zip(*parts, strict=True)),
        )
        if parts
        else (),
        note=tr("pada {day}").format(day=format_date(on)),
        empty=tr("Tidak ada utang."),
    )


def missing_table(rows: Sequence[MissingDay]) -> Table:
    """Return the days on which an attended outlet closed no shift."""
    return Table(
        title=tr("Hari tanpa tutup sif"),
        columns=(Column(tr("Gerai")), Column(tr("Tanggal"), Kind.DATE)),
        rows=tuple((row.outlet, row.business_date) for row in rows),
        empty=tr("Semua hari tertutup."),
    )


def passed_table(rows: Sequence[PassedRow]) -> Table:
    """Return what superiors let pass although papers were missing."""
    return Table(
        title=tr("Izin tanpa dokumen"),
        columns=(
            Column(tr("Tanggal"), Kind.DATE),
            Column(tr("Produk"), share=3),
            Column(tr("Penitip"), share=2),
            Column(tr("Yang kurang"), share=2),
            Column(tr("Alasan"), share=3),
            Column(tr("Sampai"), Kind.DATE),
            Column(tr("Disetujui oleh")),
        ),
        rows=tuple(
            (
                row.business_date,
                row.name,
                row.business_name,
                ", ".join(row.missing),
                row.reason,
                row.until,
                row.approver,
            )
            for row in rows
        ),
        empty=tr("Tidak ada."),
    )
