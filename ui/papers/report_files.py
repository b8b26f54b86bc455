"""The report of a span of days as files: a workbook, CSV files, JSON, and a PDF that can go up as it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from gallery_pos.formatting import (
    format_count,
    format_date,
    format_long_date,
    format_month,
    format_percent,
    format_period,
    format_rupiah,
)
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from gallery_pos.scorecard import RULES, Measure
from receipts.files import file_name, save
from receipts.tables import Column, Table
from ui.papers.glance import change_bp
from ui.papers.places import town_of
from ui.papers.report_tables import tables_of
from ui.papers.report_words import sentences
from ui.papers.reports import digest, report_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gallery_pos.documents import OutletRevised
    from receipts.pdf.charts import Chart
    from receipts.pdf.month import Figure, Report as ReportPaper
    from receipts.tables import Value
    from ui.gallery import Gallery
    from ui.papers.reports import Report

LARGEST = 10
"""Makers and goods that charts show."""
MOST_ROWS = 60
"""Rows of a long list on paper; the workbook has all of them."""
_CUT = frozenset(
    {"barang-diam", "penitip-tanpa-penjualan", "keputusan", "koreksi", "batal-retur", "selisih-stok", "sif"}
)
_LARGEST_FIRST = {"produk": 4, "penitip": 4, "utang": 3}
"""Lists of which a short paper has the largest, by the column that says how large."""


def write_month(gallery: Gallery, month: str, folder: Path, form: str, outlet: str | None = None) -> list[Path]:
    """Write the report of a month as ``pdf``, ``xlsx``, ``csv`` or ``json``. Raises Unreadable for no month."""
    span = month_range(month)
    place = gallery.book.outlet(outlet) if outlet else gallery.book.main_outlet()
    today = gallery.desk().today()
    report = report_of(gallery.database, since=span.start, until=span.end, today=today, outlet=outlet)
    stem = f"laporan-{month}" + (f"-{file_name(outlet)}" if outlet else "")
    return write_report(gallery, report, place or gallery.outlet(), folder=folder, stem=stem, form=form)


def write_report(
    gallery: Gallery, report: Report, outlet: OutletRevised, *, folder: Path, stem: str, form: str
) -> list[Path]:
    """Write a report in one of its forms."""
    if form == "json":
        text = msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
        return [save(folder / f"{stem}.json", text)]
    if form == "pdf":
        from receipts.pdf.month import report_pdf

        return [save(folder / f"{stem}.pdf", report_pdf(paper_of(gallery, report, outlet)))]
    tables = tables_of(report) | {"keterangan": notes_table(report)}
    return write_tables(tables, folder=folder, stem=stem, form=form)


def write_tables(tables: dict[str, Table], *, folder: Path, stem: str, form: str) -> list[Path]:
    """Write tables as one workbook (``xlsx``) or a CSV file each, named after them."""
    from receipts.spreadsheets.writing import csv_bytes, xlsx_bytes

    if form == "xlsx":
        return [save(folder / f"{stem}.xlsx", xlsx_bytes(list(tables.values())))]
    return [save(folder / f"{stem}-{name}.csv", csv_bytes(table)) for name, table in tables.items()]


def code_of(report: Report) -> str:
    """Return the short code that stands on every page: the same figures have the same code."""
    from receipts.proof import check_code

    return check_code(digest(report))


def notes_table(report: Report) -> Table:
    """Return the report in sentences, what its figures mean, and the code of its figures."""
    rows = [(tr("Ringkasan"), each) for each in sentences(report)]
    rows += [(tr(RULES[measure].title), tr(RULES[measure].definition)) for measure in Measure]
    rows += [(tr("Kode angka"), code_of(report)), ("SHA-256", digest(report).hex())]
    return Table(title=tr("Keterangan"), columns=(Column(tr("Hal")), Column(tr("Isi"), share=3)), rows=tuple(rows))


def paper_of(gallery: Gallery, report: Report, outlet: OutletRevised) -> ReportPaper:
    """Return the report as a paper: the first page for whoever reads one, then charts, then every table."""
    from receipts.pdf.month import Report as Paper
    from receipts.pdf.sheet import letterhead_of

    return Paper(
        title=tr("Laporan {outlet}").format(outlet=outlet.name),
        subtitle=format_period(report.since, report.until),
        letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
        figures=_figures(report),
        sentences=tuple(sentences(report)),
        opening=_days_chart(report),
        dated=f"{place_of(outlet)}{format_long_date(gallery.desk().today())}",
        signers=signers_of(outlet),
        sections=tuple(_sections(report)),
        check=code_of(report),
        proof=tr("SHA-256 angka laporan ini: {hash}").format(hash=digest(report).hex()),
        mark=tr("LATIHAN") if gallery.machine.practice else "",
    )


def place_of(outlet: OutletRevised) -> str:
    """Return where a paper is signed, with a comma behind it: "Karawang, "."""
    town = town_of(outlet)
    return f"{town}, " if town else ""


def signers_of(outlet: OutletRevised) -> tuple[tuple[str, str], ...]:
    """Return who signs a report: the office that it goes to, and whoever runs the place."""
    office = outlet.report_to or tr("Dinas")
    return (
        (tr("Mengetahui, Kepala {office}").format(office=office), tr("NIP.")),
        (tr("Pengelola {name}").format(name=outlet.operator or outlet.name), ""),
    )


def _figures(report: Report) -> tuple[Figure, ...]:
    from receipts.pdf.month import Figure

    totals = report.totals
    change = change_bp(totals.net, report.before.net)
    cash = sum(row.amount for row in report.by_method if row.method == "tunai")
    late = sum(row.days_60 + row.days_90 + row.older for row in report.owed if row.balance > 0)
    sold, makers = (sum(getattr(row, name) for row in report.reached_by_class) for name in ("sold", "makers"))
    missing = len(report.days_without_closing)
    compared = (
        tr("{change} dari masa sebelumnya").format(change=f"{'+' if change > 0 else ''}{format_percent(change)}")
        if change is not None
        else tr("{count} struk").format(count=format_count(totals.sales_count))
    )
    return (
        Figure(tr("Penjualan bersih"), format_rupiah(totals.net), compared),
        Figure(
            tr("Hak penitip"),
            format_rupiah(totals.due),
            tr("dibayarkan {amount}").format(amount=format_rupiah(totals.paid)),
        ),
        Figure(
            tr("Komisi galeri"),
            format_rupiah(totals.commission),
            tr("iuran {amount}").format(amount=format_rupiah(totals.fees)),
        ),
        Figure(
            tr("Terutang pada {day}").format(day=format_date(report.until)),
            format_rupiah(totals.owed),
            tr("lebih dari 30 hari {amount}").format(amount=format_rupiah(late)),
            warn=late > 0,
        ),
        Figure(tr("Tunai"), format_rupiah(cash), tr("{count} struk").format(count=format_count(totals.sales_count))),
        Figure(
            tr("Nontunai"),
            format_rupiah(sum(row.amount for row in report.by_method) - cash),
            tr("QRIS {amount}").format(
                amount=format_rupiah(sum(row.amount for row in report.by_method if row.method == "qris"))
            ),
        ),
        Figure(
            tr("Penitip terjual"),
            tr("{sold} dari {all}").format(sold=format_count(sold), all=format_count(makers)),
            tr("{count} barang tidak bergerak").format(count=format_count(len(report.still_goods))),
        ),
        Figure(
            tr("Selisih kas"),
            format_rupiah(totals.over_short),
            tr("{count} hari tanpa tutup sif").format(count=format_count(missing)),
            warn=totals.over_short != 0 or missing > 0,
        ),
    )


def _days_chart(report: Report) -> Chart:
    from receipts.pdf.charts import Chart

    return Chart(
        title=tr("Penjualan bersih per hari"),
        labels=tuple(row.key[-2:].lstrip("0") for row in report.by_day),
        values=tuple(row.net for row in report.by_day),
    )


def _bars(title: str, pairs: Sequence[tuple[str, int]]) -> Chart:
    from receipts.pdf.charts import Chart, ChartKind

    largest = sorted(pairs, key=lambda pair: -pair[1])[:LARGEST]
    return Chart(
        title=title,
        labels=tuple(name or tr("(tidak diisi)") for name, _ in largest),
        values=tuple(value for _, value in largest),
        kind=ChartKind.BARS,
    )


def _sections(report: Report) -> Iterator[Chart | Table]:
    """Yield charts, each followed by its table; then the tables that need no picture."""
    from receipts.pdf.charts import Chart

    off = [row for row in report.shifts if row.difference]
    tables = tables_of(msgspec.structs.replace(report, shifts=off))
    by_month: dict[str, int] = {}
    for row in report.months:
        by_month[row.month] = by_month.get(row.month, 0) + row.net
    yield tables.pop("ringkasan")
    yield Chart(
        title=tr("Penjualan bersih bulan demi bulan"),
        labels=tuple(_short_month(month) for month in by_month),
        values=tuple(by_month.values()),
    )
    charts = {
        "gerai": _bars(tr("Penjualan bersih per gerai"), [(row.name, row.net) for row in report.by_outlet]),
        "kategori": _bars(tr("Penjualan bersih per kategori"), [(row.name, row.net) for row in report.by_category]),
        "penitip": _bars(
            tr("Penjualan bersih per penitip, sepuluh terbesar"), [(row.name, row.net) for row in report.by_consignor]
        ),
        "kecamatan": _bars(
            tr("Penjualan bersih per kecamatan, sepuluh terbesar"), [(row.name, row.net) for row in report.by_district]
        ),
    }
    for name in _ON_PAPER:
        if name in charts:
            yield charts[name]
        yield _on_paper(name, tables[name])


_ON_PAPER = (
    *("hari", "gerai", "rapor", "laporan-gerai", "bulan", "uang", "utang", "terbuka", "sif", "kunjungan"),
    *("selisih-stok", "keputusan", "koreksi", "izin-tanpa-dokumen", "batal-retur", "salinan"),
    *("kategori", "cara-bayar", "pembeli", "jenis-gerai", "cara-catat"),
    *("jangkauan-kelas", "kelas", "kecamatan", "jangkauan-kecamatan"),
    *("penitip-tanpa-penjualan", "barang-diam", "penitip", "produk"),
)
"""The tables on paper in the order of what is asked: outlets, money, what looks odd, what was sold, who was reached."""


def _short_month(month: str) -> str:
    """Return a month for below a column: "Okt 26"."""
    name, year = format_month(date.fromisoformat(f"{month}-01")).rsplit(" ", 1)
    return f"{name[:3]} {year[2:]}"


def _on_paper(name: str, table: Table) -> Table:
    """Return a table as paper has it: a long list cut, which says so and keeps the sums of all."""
    if name == "utang":  # what is on no statement yet is of use to the office only
        table = _without(table, _UNREPORTED)
    if len(table.rows) <= MOST_ROWS or name not in _CUT | _LARGEST_FIRST.keys():
        return table
    counts = {"shown": format_count(MOST_ROWS), "all": format_count(len(table.rows))}
    if name not in _LARGEST_FIRST:
        words = tr("{shown} dari {all}; semuanya ada di berkas Excel").format(**counts)
        return msgspec.structs.replace(table, rows=table.rows[:MOST_ROWS], note=words)
    at = _LARGEST_FIRST[name]
    rows = sorted(table.rows, key=lambda row: -_figure(row[at]))[:MOST_ROWS]
    words = tr("{shown} terbesar dari {all}; semuanya ada di berkas Excel").format(**counts)
    return msgspec.structs.replace(table, rows=tuple(rows), note=" · ".join(filter(None, (table.note, words))))


def _figure(value: Value) -> int:
    return value if isinstance(value, int) else 0


_UNREPORTED = 3


def _without(table: Table, at: int) -> Table:
    """Return a table without one of its columns."""

    def left(cells: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*cells[:at], *cells[at + 1 :])

    rows = tuple(left(row) for row in table.rows)
    return msgspec.structs.replace(table, columns=left(table.columns), rows=rows, totals=left(table.totals))
