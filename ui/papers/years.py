"""The year of the gallery: twelve months, every maker's turnover, classes and districts."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import msgspec

from db.queries import compared, reports, years
from db.queries.compared import MonthRow
from db.queries.reports import Totals
from db.queries.years import MONTHS, YearRow
from gallery_pos.formatting import SHORT_MONTHS, format_count, format_long_date, format_month, format_rupiah
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from receipts.files import save
from receipts.tables import Column, Kind, Table
from ui.app.names import SIZES
from ui.papers.report_files import file_name, place_of, signers_of, write_tables
from ui.papers.report_words import called

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from db.engine import Database
    from gallery_pos.documents import OutletRevised
    from receipts.pdf.charts import Chart
    from receipts.pdf.month import Report as ReportPaper
    from ui.gallery import Gallery

_T = TypeVar("_T")


class GroupRow(msgspec.Struct, frozen=True):
    """Makers of a class or district who sold in the year, and what they sold, in rupiah."""

    key: str
    makers: int
    gross: int
    due: int


class YearReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about a calendar year; ``outlet`` "" is all of them together. ``months`` are by outlet."""

    year: int
    until: date
    outlet: str
    totals: Totals
    months: list[MonthRow]
    makers: list[YearRow]
    by_size_class: list[GroupRow]
    by_district: list[GroupRow]


def year_of(database: Database, year: int, *, outlet: str | None = None) -> YearReport:
    """Return the report of a year, in one state of the database; what was owed is as of its last day."""
    since, until = date(year, 1, 1), date(year, 12, 31)
    with database.reading():
        makers = years.turnover(database, year, outlet=outlet)
        return YearReport(
            year=year,
            until=until,
            outlet=outlet or "",
            totals=reports.totals(database, since=since, until=until, outlet=outlet),
            months=compared.months_of_outlets(database, since=since, until=until, outlet=outlet),
            makers=makers,
            by_size_class=_grouped(makers, "size_class"),
            by_district=_grouped(makers, "district"),
        )


def _grouped(makers: list[YearRow], by: str) -> list[GroupRow]:
    count: Counter[str] = Counter()
    gross: Counter[str] = Counter()
    due: Counter[str] = Counter()
    for row in makers:
        key = getattr(row, by)
        count[key] += 1
        gross[key] += row.gross
        due[key] += row.due
    return [GroupRow(key, count[key], gross[key], due[key]) for key in sorted(count)]


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


def year_tables(report: YearReport) -> dict[str, Table]:
    """Return the year as tables by the names that their files have."""
    return {
        "ringkasan": _totals(report),
        "bulan": _months(report),
        "bulan-gerai": _months_of_outlets(report),
        "omzet-penitip": _turnover(report),
        "omzet-per-bulan": _turnover_by_month(report),
        "kelas": _groups(tr("Per kelas usaha"), tr("Kelas"), report.by_size_class, sizes=True),
        "kecamatan": _groups(tr("Per kecamatan"), tr("Kecamatan"), report.by_district),
    }


def _totals(report: YearReport) -> Table:
    totals = report.totals
    told = (
        (tr("Penjualan kotor"), totals.gross),
        (tr("Potongan"), -totals.discount),
        (tr("Penjualan bersih"), totals.net),
        (tr("Hak penitip"), totals.due),
        (tr("Komisi galeri"), totals.commission),
        (tr("Iuran"), totals.fees),
        (tr("Dibayarkan kepada penitip"), totals.paid),
        (tr("Terutang kepada penitip pada akhir masa"), totals.owed),
    )
    columns = (Column(tr("Uraian"), share=3), Column(tr("Rupiah"), Kind.RUPIAH))
    return Table(title=tr("Ringkasan"), columns=columns, rows=told)


def _figures() -> tuple[Column, ...]:
    counts = (Column(tr("Struk"), Kind.COUNT), Column(tr("Potong"), Kind.COUNT))
    titles = (tr("Kotor"), tr("Potongan"), tr("Bersih"), tr("Komisi"), tr("Hak penitip"))
    return (*counts, *(Column(title, Kind.RUPIAH) for title in titles))


def _of(row: MonthRow) -> tuple[int, ...]:
    return (row.receipts, row.pieces, row.gross, row.discount, row.net, row.commission, row.due)


def _whole_year(report: YearReport) -> list[MonthRow]:
    """Return all twelve months, with zeros where nothing was sold."""
    found = {row.month: row for row in compared.months_together(report.months)}
    names = [f"{report.year:04}-{month:02}" for month in range(1, MONTHS + 1)]
    return [found.get(name) or MonthRow(name, "", "", *([0] * 7)) for name in names]


def _months(report: YearReport) -> Table:
    rows = _whole_year(report)
    return Table(
        title=tr("Dua belas bulan"),
        columns=(Column(tr("Bulan")), *_figures()),
        rows=tuple((format_month(month_range(row.month).start), *_of(row)) for row in rows),
        totals=(tr("Jumlah", "total"), *(sum(each) for each in zip(*(_of(row) for row in rows), strict=True))),
    )


def _months_of_outlets(report: YearReport) -> Table:
    return Table(
        title=tr("Bulan per gerai"),
        columns=(Column(tr("Bulan"), share=2), Column(tr("Gerai"), share=3), *_figures()),
        rows=tuple((format_month(month_range(row.month).start), row.name, *_of(row)) for row in report.months),
        empty=tr("Tidak ada penjualan."),
    )


def _turnover(report: YearReport) -> Table:
    rows = [
        (
            row.consignor,
            row.business_name,
            row.owner,
            called(SIZES, row.size_class),
            row.district,
            row.pieces,
            row.gross,
            row.discount,
            row.commission,
            row.due,
        )
        for row in report.makers
    ]
    titles = (tr("Omzet kotor"), tr("Potongan"), tr("Komisi"), tr("Hak penitip"))
    return Table(
        title=tr("Omzet penitip setahun"),
        columns=(
            Column(tr("Kode")),
            Column(tr("Penitip"), share=3),
            Column(tr("Pemilik"), share=2),
            Column(tr("Kelas"), Kind.CODE),
            Column(tr("Kecamatan"), share=2),
            Column(tr("Potong"), Kind.COUNT),
            *(Column(title, Kind.RUPIAH) for title in titles),
        ),
        rows=tuple(rows),
        totals=(
            None,
            tr("Jumlah", "total"),
            *(None, None, None),
            *(sum(getattr(row, name) for row in report.makers) for name in _SUMMED),
        )
        if rows
        else (),
        empty=tr("Tidak ada penjualan."),
    )


_SUMMED = ("pieces", "gross", "discount", "commission", "due")


def _turnover_by_month(report: YearReport) -> Table:
    return Table(
        title=tr("Omzet penitip per bulan"),
        columns=(
            Column(tr("Kode")),
            Column(tr("Penitip"), share=3),
            *(Column(tr(name), Kind.RUPIAH) for name in SHORT_MONTHS),
            Column(tr("Setahun"), Kind.RUPIAH),
        ),
        rows=tuple((row.consignor, row.business_name, *row.months, row.gross) for row in report.makers),
        totals=(
            None,
            tr("Jumlah", "total"),
            *(sum(each) for each in zip(*(row.months for row in report.makers), strict=True)),
            sum(row.gross for row in report.makers),
        )
        if report.makers
        else (),
        empty=tr("Tidak ada penjualan."),
    )


def _groups(title: str, by: str, rows: list[GroupRow], *, sizes: bool = False) -> Table:
    names = [(called(SIZES, row.key) if sizes else row.key) or tr("(tidak diisi)") for row in rows]
    return Table(
        title=title,
        columns=(
            Column(by, share=3),
            Column(tr("Penitip"), Kind.COUNT),
            Column(tr("Omzet kotor"), Kind.RUPIAH),
            Column(tr("Hak penitip"), Kind.RUPIAH),
        ),
        rows=tuple((name, row.makers, row.gross, row.due) for name, row in zip(names, rows, strict=True)),
        totals=(
            tr("Jumlah", "total"),
            *(sum(getattr(row, name) for row in rows) for name in ("makers", "gross", "due")),
        ),
        empty=tr("Tidak ada penjualan."),
    )


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
    best = max(_whole_year(report), key=lambda row: row.net)
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
        values=tuple(row.net for row in _whole_year(report)),
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
