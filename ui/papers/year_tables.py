"""The year as tables: twelve months, every maker's turnover, classes and districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries import compared
from db.queries.compared import MonthRow
from db.queries.years import MONTHS
from gallery_pos.formatting import SHORT_MONTHS, format_month
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from receipts.tables import Column, Kind, Table
from ui.app.names import SIZES
from ui.papers.report_tables import totals_table
from ui.papers.report_words import called

if TYPE_CHECKING:
    from ui.papers.years import GroupRow, YearReport


def year_tables(report: YearReport) -> dict[str, Table]:
    """Return the year as tables by the names that their files have."""
    return {
        "ringkasan": totals_table(report.totals),
        "bulan": _months(report),
        "bulan-gerai": _months_of_outlets(report),
        "omzet-penitip": _turnover(report),
        "omzet-per-bulan": _turnover_by_month(report),
        "kelas": _groups(tr("Per kelas usaha"), tr("Kelas"), report.by_size_class, sizes=True),
        "kecamatan": _groups(tr("Per kecamatan"), tr("Kecamatan"), report.by_district),
    }


def _figures() -> tuple[Column, ...]:
    counts = (Column(tr("Struk"), Kind.COUNT), Column(tr("Potong"), Kind.COUNT))
    titles = (tr("Kotor"), tr("Potongan"), tr("Bersih"), tr("Komisi"), tr("Hak penitip"))
    return (*counts, *(Column(title, Kind.RUPIAH) for title in titles))


def _of(row: MonthRow) -> tuple[int, ...]:
    return (row.receipts, row.pieces, row.gross, row.discount, row.net, row.commission, row.due)


def whole_year(report: YearReport) -> list[MonthRow]:
    """Return all twelve months, with zeros where nothing was sold."""
    found = {row.month: row for row in compared.months_together(report.months)}
    names = [f"{report.year:04}-{month:02}" for month in range(1, MONTHS + 1)]
    return [found.get(name) or MonthRow(name, "", "", *([0] * 7)) for name in names]


def _months(report: YearReport) -> Table:
    rows = whole_year(report)
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
