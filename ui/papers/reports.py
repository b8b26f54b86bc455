"""A span of days on one page: the figures that the report screen shows and that leave as a file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from db.queries import reports
from db.queries.papers import PassedRow, passed_without
from db.queries.reports import BuyerRow, By, MethodRow, MissingDay, Totals, TradeRow
from db.queries.settlement import OwedRow, owed
from gallery_pos.language import tr
from receipts.tables import Column, Kind, Table
from ui.app.names import BUYERS, METHODS, SIZES, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.engine import Database


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a span of days; ``outlet`` "" is all of them together. Amounts are rupiah."""

    since: date
    until: date
    outlet: str
    totals: Totals
    by_day: list[TradeRow]
    by_outlet: list[TradeRow]
    by_category: list[TradeRow]
    by_consignor: list[TradeRow]
    by_size_class: list[TradeRow]
    by_method: list[MethodRow]
    by_buyer: list[BuyerRow]
    owed: list[OwedRow]
    days_without_closing: list[MissingDay]
    passed_without_papers: list[PassedRow]


def report_of(database: Database, *, since: date, until: date, today: date, outlet: str | None = None) -> Report:
    """Return the report of the days from ``since`` to ``until``, both included, in one state of the database.

    A day that has not ended by ``today`` misses no closing yet.
    """
    span: dict[str, Any] = {"since": since, "until": until, "outlet": outlet}
    with database.reading():
        yesterday = today - timedelta(days=1)
        missing = reports.days_without_closing(database, since=since, until=min(until, yesterday))
        return Report(
            since=since,
            until=until,
            outlet=outlet or "",
            totals=reports.totals(database, **span),
            by_day=reports.trade(database, by=By.DAY, **span),
            by_outlet=reports.trade(database, by=By.OUTLET, **span),
            by_category=reports.trade(database, by=By.CATEGORY, **span),
            by_consignor=reports.trade(database, by=By.CONSIGNOR, **span),
            by_size_class=reports.trade(database, by=By.SIZE_CLASS, **span),
            by_method=reports.methods(database, **span),
            by_buyer=reports.buyers(database, **span),
            owed=owed(database, only_open=True),
            days_without_closing=[day for day in missing if outlet in {None, day.outlet}],
            passed_without_papers=passed_without(database, **span),
        )


def tables_of(report: Report) -> list[Table]:
    """Return the report as tables, for a workbook, a CSV file and paper."""
    return [
        _totals(report.totals),
        trade_table(tr("Per hari"), tr("Tanggal"), report.by_day, dated=True),
        trade_table(tr("Per gerai"), tr("Gerai"), report.by_outlet),
        trade_table(tr("Per kategori"), tr("Kategori"), report.by_category),
        trade_table(tr("Per penitip"), tr("Penitip"), report.by_consignor),
        trade_table(tr("Per kelas usaha"), tr("Kelas"), [_class(row) for row in report.by_size_class]),
        methods_table(report.by_method),
        buyers_table(report.by_buyer),
        owed_table(report.owed),
        missing_table(report.days_without_closing),
        passed_table(report.passed_without_papers),
    ]


def _class(row: TradeRow) -> TradeRow:
    return msgspec.structs.replace(row, name=named(SIZES, row.name))


def _totals(totals: Totals) -> Table:
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
        (tr("Terutang kepada penitip hari ini"), totals.owed),
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
        rows=tuple((named(METHODS, row.method), row.amount) for row in rows),
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
        rows=tuple((named(BUYERS, row.buyer), row.count, row.pieces, row.total) for row in rows),
    )


def owed_table(rows: Sequence[OwedRow]) -> Table:
    """Return what consignors are owed now, and since when."""
    return Table(
        title=tr("Utang kepada penitip"),
        columns=(
            Column(tr("Kode")),
            Column(tr("Penitip"), share=3),
            Column(tr("Sejak"), Kind.DATE),
            Column(tr("Belum dilaporkan"), Kind.RUPIAH),
            Column(tr("Saldo"), Kind.RUPIAH),
        ),
        rows=tuple(
            (row.consignor, row.business_name, row.since, row.balance - row.unpaid, row.balance) for row in rows
        ),
        totals=(
            None,
            tr("Jumlah", "total"),
            None,
            sum(row.balance - row.unpaid for row in rows),
            sum(row.balance for row in rows),
        ),
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
