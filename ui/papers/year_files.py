"""The year of the gallery as files: a workbook, CSV, JSON, and a paper with the same first page as a month's."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

from gallery_pos.formatting import SHORT_MONTHS, format_count, format_long_date, format_month, format_rupiah
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from receipts.files import file_name, save
from receipts.tables import Table
from ui.papers.report_files import place_of, signers_of, write_tables
from ui.papers.year_tables import whole_year, year_tables
from ui.papers.years import YearReport, year_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from gallery_pos.documents import OutletRevised
    from receipts.pdf.charts import Chart
    from receipts.pdf.month import Report as ReportPaper
    from ui.gallery import Gallery

_T = TypeVar("_T")


def write_year(gallery: Gallery, year: int, folder: Path, form: str, outlet: str | None = None) -> list[Path]:
    """Write the report of a year as ``pdf``, ``xlsx``, ``csv`` or ``json``."""
    place = (gallery.book.outlet(outlet) if outlet else gallery.book.main_outlet()) or gallery.outlet()
    report = year_of(gallery.database, year, outlet=outlet)
    stem = f"laporan-{year}" + (f"-{file_name(outlet)}" if outlet else "")
    if form == "json":
        return [save(folder / f"{stem}.json", msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n")]
    if form == "pdf":
        from receipts.pdf.month import report_pdf

        return [save(folder / f"{stem}.pdf", report_pdf(year_paper(gallery, report, place)))]
    return write_tables(year_tables(report), folder=folder, stem=stem, form=form)


def year_sentences(report: YearReport) -> list[str]:
    """Return the year in sentences."""
    totals = report.totals
    told = [
        tr("Sepanjang {year} terjual {pieces} barang dalam {count} transaksi, bersih {amount}.").format(
            year=report.year,
            pieces=format_count(totals.pieces),
            count=format_count(totals.sales_count),
            amount=format_rupiah(totals.net),
        ),
        tr("Hak {count} penitip {due}, komisi galeri {commission}; kepada penitip dibayarkan {paid}.").format(
            count=format_count(len(report.makers)),
            due=format_rupiah(totals.due),
            commission=format_rupiah(totals.commission),
            paid=format_rupiah(totals.paid),
        ),
    ]
    best = max(whole_year(report), key=lambda row: row.net)
    if best.net > 0:
        told.append(
            tr("Bulan terbaik {month}, bersih {amount}.").format(
                month=format_month(month_range(best.month).start), amount=format_rupiah(best.net)
            )
        )
    told.append(
        tr("Omzet kotor tiap penitip di lampiran adalah penjualannya sebelum komisi galeri, untuk pajaknya sendiri.")
    )
    return told


def year_paper(gallery: Gallery, report: YearReport, outlet: OutletRevised) -> ReportPaper:
    """Return the year as a paper with the same first page as a month's."""
    from receipts.pdf.month import Figure, Report as Paper
    from receipts.pdf.sheet import letterhead_of
    from receipts.proof import check_code

    totals = report.totals
    hashed = hashlib.sha256(msgspec.json.encode(report)).digest()
    sold = tr("{count} struk").format(count=format_count(totals.sales_count))
    return Paper(
        title=tr("Laporan {outlet}").format(outlet=outlet.name),
        subtitle=tr("Tahun {year}").format(year=report.year),
        letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
        figures=(
            Figure(tr("Penjualan bersih"), format_rupiah(totals.net), sold),
            Figure(tr("Hak penitip"), format_rupiah(totals.due)),
            Figure(tr("Komisi galeri"), format_rupiah(totals.commission)),
            Figure(tr("Penitip terjual"), format_count(len(report.makers))),
        ),
        sentences=tuple(year_sentences(report)),
        opening=_months_chart(report),
        dated=f"{place_of(outlet)}{format_long_date(gallery.desk().today())}",
        signers=signers_of(outlet),
        sections=tuple(_sections(report)),
        check=check_code(hashed),
        proof=tr("SHA-256 angka laporan ini: {hash}").format(hash=hashed.hex()),
        mark=tr("LATIHAN") if gallery.machine.practice else "",
    )


def _months_chart(report: YearReport) -> Chart:
    from receipts.pdf.charts import Chart

    return Chart(
        title=tr("Penjualan bersih bulan demi bulan"),
        labels=tuple(tr(name) for name in SHORT_MONTHS),
        values=tuple(row.net for row in whole_year(report)),
    )


def _sections(report: YearReport) -> Iterator[Chart | Table]:
    tables = year_tables(report)
    for name in ("ringkasan", "bulan", "bulan-gerai", "kelas", "kecamatan"):
        yield tables[name]
    yield _narrower(tables["omzet-penitip"], _ELSEWHERE)


_ELSEWHERE = frozenset({2, 3})
"""The columns of the makers' table that a page has no room for, owner and class: workbook and JSON have them."""


def _narrower(table: Table, without: Collection[int]) -> Table:
    """Return a table without some of its columns."""

    def kept(cells: Sequence[_T]) -> tuple[_T, ...]:
        return tuple(cell for at, cell in enumerate(cells) if at not in without)

    replace = msgspec.structs.replace
    return replace(
        table, columns=kept(table.columns), rows=tuple(kept(row) for row in table.rows), totals=kept(table.totals)
    )
