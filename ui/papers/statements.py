"""Statements, kuitansi and month reports: what the books say, put together with names and letterhead, then written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from gallery_pos.documents import PayoutMade
from gallery_pos.formatting import format_count, format_period, format_rupiah
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from gallery_pos.services.consignors import former_codes
from receipts.files import save
from ui.papers.reports import report_of, tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gallery_pos.documents import OutletRevised, StatementFigures
    from gallery_pos.ports import Posted
    from receipts.pdf.month import Report as ReportPaper
    from receipts.pdf.payout import Kuitansi
    from receipts.pdf.statement import Statement as StatementPaper
    from ui.gallery import Gallery
    from ui.papers.reports import Report

    Statement: TypeAlias = tuple[StatementFigures, Posted | None]
    """A statement's figures with the document that issued it, None for a preview."""


def statement_paper(gallery: Gallery, statement: Statement, *, copy: int = 0) -> StatementPaper:
    """Return what the paper of a statement needs beside its figures."""
    from receipts.pdf.sheet import letterhead_of
    from receipts.pdf.statement import Statement as Paper

    figures, posted = statement
    consignor = gallery.book.consignor(figures.consignor)
    outlet = gallery.book.main_outlet() or gallery.outlet()
    return Paper(
        figures=figures,
        letterhead=letterhead_of(outlet, gallery.logo(outlet)),
        number=posted.number if posted else "",
        document_hash=posted.hash if posted else b"",
        issued=posted.document.business_date if posted else None,
        owner=consignor.owner if consignor else "",
        district=consignor.district if consignor else "",
        contact=outlet.phone,
        year_gross=_year_gross(gallery, figures),
        copy=copy,
        practice=gallery.machine.practice,
    )


def _year_gross(gallery: Gallery, figures: StatementFigures) -> int:
    """Return a maker's sales of the year, with those under codes that were merged into his."""
    book, until = gallery.book, figures.until
    codes = (figures.consignor, *former_codes(book).get(figures.consignor, ()))
    return sum(book.year_gross(code, until.year, until) for code in codes)


def kuitansi_paper(gallery: Gallery, posted: Posted, *, copies: int = 2, copy: int = 0) -> Kuitansi:
    """Return what the kuitansi of a payout says; ``posted`` holds a PayoutMade (TypeError for anything else)."""
    from receipts.pdf.payout import Kuitansi
    from receipts.pdf.sheet import letterhead_of

    payout = posted.document
    if not isinstance(payout, PayoutMade):
        message = f"{payout.kind} is no payout"
        raise TypeError(message)
    consignor = gallery.book.consignor(payout.consignor)
    outlet = gallery.book.main_outlet() or gallery.outlet()
    statement = gallery.book.document(payout.statement) if payout.statement else None
    staff = gallery.book.user(payout.user)
    return Kuitansi(
        number=posted.number,
        payout=payout,
        letterhead=letterhead_of(outlet, gallery.logo(outlet)),
        business_name=consignor.business_name if consignor else payout.consignor,
        owner=payout.received_by or (consignor.owner if consignor else ""),
        staff=staff.name if staff else "",
        place=outlet.region,
        statement_number=statement.number if statement else "",
        document_hash=posted.hash,
        copies=copies,
        copy=copy,
        practice=gallery.machine.practice,
    )


def write_statement_pdfs(gallery: Gallery, statements: Sequence[Statement], folder: Path) -> list[Path]:
    """Write a PDF for each consignor, ``LAPORAN-<code>-<until>.pdf``, and ``semua.pdf`` with all of them."""
    from receipts.pdf.statement import statement_pdf, statements_pdf

    papers = [statement_paper(gallery, statement) for statement in statements]
    names = _different(f"LAPORAN-{_file_name(p.figures.consignor)}-{p.figures.until}" for p in papers)
    files = [save(folder / f"{name}.pdf", statement_pdf(p)) for name, p in zip(names, papers, strict=True)]
    return [*files, save(folder / "semua.pdf", statements_pdf(papers))] if papers else []


def _different(names: Iterable[str]) -> list[str]:
    """Return the names, told apart where two codes differ only by what no file name may have."""
    taken: Counter[str] = Counter()
    made: list[str] = []
    for name in names:
        taken[name.casefold()] += 1
        count = taken[name.casefold()]
        made.append(name if count == 1 else f"{name}-{count}")
    return made


def _file_name(code: str) -> str:
    """Return a code as part of a file name on every system."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in code)


def write_month(gallery: Gallery, month: str, folder: Path, form: str, outlet: str | None = None) -> list[Path]:
    """Write the report of a month as ``pdf``, ``xlsx``, ``csv`` or ``json``. Raises Unreadable for no month."""
    span = month_range(month)
    place = gallery.book.outlet(outlet) if outlet else gallery.book.main_outlet()
    today = gallery.desk().today()
    report = report_of(gallery.database, since=span.start, until=span.end, today=today, outlet=outlet)
    stem = f"laporan-{month}" + (f"-{_file_name(outlet)}" if outlet else "")
    return write_report(gallery, report, place or gallery.outlet(), folder=folder, stem=stem, form=form)


def write_report(
    gallery: Gallery, report: Report, outlet: OutletRevised, *, folder: Path, stem: str, form: str
) -> list[Path]:
    """Write a report in one of its forms."""
    if form == "json":
        text = msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"
        return [save(folder / f"{stem}.json", text)]
    tables = tables_of(report)
    if form == "xlsx":
        from receipts.spreadsheets.writing import xlsx_bytes

        return [save(folder / f"{stem}.xlsx", xlsx_bytes(tables))]
    if form == "csv":
        from receipts.spreadsheets.writing import csv_bytes

        names = (
            "ringkasan",
            "hari",
            "gerai",
            "kategori",
            "penitip",
            "kelas",
            "cara-bayar",
            "pembeli",
            "utang",
            "terbuka",
            "izin-tanpa-dokumen",
        )
        return [
            save(folder / f"{stem}-{name}.csv", csv_bytes(table)) for name, table in zip(names, tables, strict=True)
        ]
    from receipts.pdf.month import report_pdf

    return [save(folder / f"{stem}.pdf", report_pdf(paper_of(gallery, report, outlet)))]


_LARGEST = 10


def paper_of(gallery: Gallery, report: Report, outlet: OutletRevised) -> ReportPaper:
    """Return the report as a paper: what matters most in large, the days and outlets drawn, then every table."""
    from receipts.pdf.charts import Chart, ChartKind
    from receipts.pdf.month import Figure, Report as Paper
    from receipts.pdf.sheet import letterhead_of

    totals, tables = report.totals, tables_of(report)
    missing = len(report.days_without_closing)
    largest = sorted(report.by_consignor, key=lambda row: -row.net)[:_LARGEST]
    return Paper(
        title=tr("Laporan {outlet}").format(outlet=outlet.name),
        subtitle=format_period(report.since, report.until),
        letterhead=letterhead_of(outlet, gallery.logo(outlet)),
        figures=(
            Figure(
                tr("Penjualan bersih"), format_rupiah(totals.net), tr("{count} struk").format(count=totals.sales_count)
            ),
            Figure(tr("Hak penitip"), format_rupiah(totals.due)),
            Figure(tr("Komisi galeri"), format_rupiah(totals.commission)),
            Figure(tr("Terutang hari ini"), format_rupiah(totals.owed), warn=totals.owed > 0),
            Figure(tr("Hari tanpa tutup sif"), format_count(missing), warn=missing > 0),
            Figure(tr("Selisih kas"), format_rupiah(totals.over_short), warn=totals.over_short != 0),
        ),
        sections=(
            Chart(
                title=tr("Penjualan bersih per hari"),
                labels=tuple(row.key[-2:].lstrip("0") for row in report.by_day),
                values=tuple(row.net for row in report.by_day),
            ),
            Chart(
                title=tr("Penjualan bersih per penitip, sepuluh terbesar"),
                labels=tuple(row.name for row in largest),
                values=tuple(row.net for row in largest),
                kind=ChartKind.BARS,
            ),
            *tables,
        ),
    )
