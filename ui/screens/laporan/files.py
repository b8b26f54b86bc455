"""The report that is on screen as a file: a PDF to look at first, a workbook, CSV files, JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gallery_pos.language import tr
from ui.app.saving import ask_where, told_saved

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.documents import OutletRevised
    from ui.app.screen import Screen
    from ui.papers.reports import Report
    from ui.workplace import Workplace


def _name(report: Report) -> str:
    outlet = f"-{report.outlet}" if report.outlet else ""
    return f"laporan-{report.since.isoformat()}-{report.until.isoformat()}{outlet}"


def _outlet(place: Workplace, report: Report) -> OutletRevised:
    book = place.gallery.book
    return (book.outlet(report.outlet) if report.outlet else book.main_outlet()) or place.gallery.outlet()


def show_report(place: Workplace, near: QWidget, report: Report) -> None:
    """Show the PDF of a report, to print or to keep."""
    from ui.dialogs.pdf import show_pdf

    def make() -> bytes:
        from receipts.pdf.month import report_pdf
        from ui.papers.report_files import paper_of

        return report_pdf(paper_of(place.gallery, report, _outlet(place, report)))

    show_pdf(place, near, make, title=tr("Laporan", "masa"), name=_name(report))


def export_report(host: Screen, near: QWidget, report: Report, form: str) -> None:
    """Ask where a report goes, write it off the UI thread, and tell."""
    place, path = host.place, ask_where(near, _name(report), form)
    if path is None:
        return

    def write() -> Path:
        from ui.papers.report_files import write_report

        outlet = _outlet(place, report)
        return write_report(place.gallery, report, outlet, folder=path.parent, stem=path.stem, form=form)[0]

    host.read(write, lambda written: told_saved(place, written))
