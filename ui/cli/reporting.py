"""Reports for the Dinas: a month, and a year."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.barcode import sku
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from receipts.files import make_folder
from ui.cli.context import Context
from ui.cli.output import print_json, say
from ui.cli.usage import Command, Group, one_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.gallery import Gallery


class ReportFormat(StrEnum):
    """How a report is written."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder untuk hasilnya.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="KODE", help="Satu gerai saja.")]
Format = Annotated[
    ReportFormat,
    typer.Option(
        "--format",
        metavar="BENTUK",
        help=f"Bentuk berkasnya: {', '.join(ReportFormat)}.",
        parser=one_of(ReportFormat),
    ),
]
_YEAR = re.compile(r"[1-9][0-9]{3}")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    reports = typer.Typer(cls=Group, help="Laporan untuk Dinas.")
    reports.command("month", help="Laporan satu bulan, misalnya 2026-10.", cls=Command)(report_month)
    reports.command("year", help="Laporan satu tahun, dengan omzet tiap penitip.", cls=Command)(report_year)
    app.add_typer(reports, name="report")


def report_month(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="BULAN", help="Misalnya 2026-10.")],
    out: Out,
    outlet: Outlet = None,
    format: Format = ReportFormat.PDF,  # noqa: A002 -- the option's name
) -> None:
    """Write the month's figures."""
    from ui.papers.report_files import write_month

    try:
        month_range(month)
    except ValueError as error:
        raise typer.BadParameter(tr("{text} bukan bulan; tulis seperti 2026-10.").format(text=month)) from error
    _write(context.obj, out, outlet, lambda gallery, place: write_month(gallery, month, out, format.value, place))


def report_year(
    context: typer.Context,
    year: Annotated[str, typer.Argument(metavar="TAHUN", help="Misalnya 2026.")],
    out: Out,
    outlet: Outlet = None,
    format: Format = ReportFormat.PDF,  # noqa: A002
) -> None:
    """Write the year's figures: twelve months, and every maker's turnover for his own tax."""
    from ui.papers.year_files import write_year

    if not _YEAR.fullmatch(year.strip()):
        raise typer.BadParameter(tr("{text} bukan tahun; tulis seperti 2026.").format(text=year))
    _write(context.obj, out, outlet, lambda gallery, place: write_year(gallery, int(year), out, format.value, place))


def _write(call: Context, out: Path, outlet: str | None, write: Callable[[Gallery, str | None], list[Path]]) -> None:
    with call.gallery() as gallery:
        codes = {sku(one.code): one.code for one in gallery.book.outlets()}
        if outlet is not None and sku(outlet) not in codes:
            raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=outlet))
        make_folder(out)
        files = write(gallery, codes[sku(outlet)] if outlet is not None else None)
    if call.as_json:
        print_json({"files": [str(file) for file in files]})
        return
    for file in files:
        say(str(file))
