"""Statements: look at them, issue them; and the month's report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.documents import StatementIssued
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from gallery_pos.services.settlement import issue_statements, preview
from ui.cli.context import Context, day
from ui.cli.output import print_json, say
from ui.cli.usage import Command, Group, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.gallery import Gallery
    from ui.papers import Statement


class StatementFormat(StrEnum):
    """How statements are written."""

    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


class ReportFormat(StrEnum):
    """How the month's report is written."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


Until = Annotated[
    str, typer.Option("--until", metavar="TANGGAL", help="Sampai dengan tanggal ini, misalnya 2026-10-31.")
]
Out = Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder untuk hasilnya.")]
Consignor = Annotated[str | None, typer.Option("--consignor", metavar="KODE", help="Satu penitip saja.")]
Format = Annotated[
    StatementFormat,
    typer.Option(
        "--format",
        metavar="BENTUK",
        help=f"Bentuk berkasnya: {', '.join(StatementFormat)}.",
        parser=one_of(StatementFormat),
    ),
]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("statements", help="Pratinjau laporan penitip; tidak ada yang terbit.", cls=Command)(statements)
    app.command("settle", help="Terbitkan laporan penitip.", cls=Command)(settle)
    reports = typer.Typer(cls=Group, help="Laporan untuk Dinas.")
    reports.command("month", help="Laporan satu bulan, misalnya 2026-10.", cls=Command)(report_month)
    app.add_typer(reports, name="report")


def statements(
    context: typer.Context,
    until: Until,
    out: Out,
    consignor: Consignor = None,
    format: Format = StatementFormat.PDF,  # noqa: A002 -- the option's name
) -> None:
    """Write what issuing would say; nothing is posted."""
    call: Context = context.obj
    last = day(until)
    with call.gallery() as gallery:
        desk = gallery.desk()
        if consignor:
            _known(gallery, consignor)
        found = preview(desk, until=last, consignors=[consignor] if consignor else None)
        made = _write(gallery, [(figures, None) for figures in found], out, format)
    _tell(call, [(figures, None) for figures in found], made, tr("{count} pratinjau laporan penitip."))


def settle(
    context: typer.Context,
    until: Until,
    out: Out,
    consignor: Consignor = None,
    format: Format = StatementFormat.PDF,  # noqa: A002
) -> None:
    """Issue statements and write them."""
    call: Context = context.obj
    last = day(until)
    with call.gallery() as gallery:
        desk = gallery.desk()
        if consignor:
            _known(gallery, consignor)
        posted = issue_statements(desk, until=last, consignors=[consignor] if consignor else None).value
        issued = [(one.document.figures, one) for one in posted if isinstance(one.document, StatementIssued)]
        made = _write(gallery, issued, out, format)
    _tell(call, issued, made, tr("{count} laporan penitip terbit."))


def _known(gallery: Gallery, consignor: str) -> None:
    from gallery_pos.services.consignors import consignor_of

    consignor_of(gallery.desk(), consignor)


def _write(gallery: Gallery, made: Sequence[Statement], out: Path, format: StatementFormat) -> list[Path]:  # noqa: A002
    from receipts import statement_files
    from ui.papers import write_statement_pdfs

    if format is StatementFormat.PDF:
        return write_statement_pdfs(gallery, made, out)
    numbered = [(figures, posted.number if posted else None) for figures, posted in made]
    write = statement_files.write_json if format is StatementFormat.JSON else statement_files.write_csv
    return write(numbered, out)


def _tell(call: Context, made: Sequence[Statement], files: Sequence[Path], sentence: str) -> None:
    if call.as_json:
        from receipts.statement_files import statement_object

        objects = [statement_object(figures, posted.number if posted else None) for figures, posted in made]
        print_json({"statements": objects, "files": [str(file) for file in files]})
        return
    say(sentence.format(count=len(made)))
    owed = sum(max(figures.closing, 0) for figures, _ in made)
    say(tr("Hak penitip seluruhnya {amount}.").format(amount=format_rupiah(owed)))
    for file in files:
        say(str(file))


def report_month(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="BULAN", help="Misalnya 2026-10.")],
    out: Out,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="KODE", help="Satu gerai saja.")] = None,
    format: Annotated[  # noqa: A002
        ReportFormat,
        typer.Option(
            "--format",
            metavar="BENTUK",
            help=f"Bentuk berkasnya: {', '.join(ReportFormat)}.",
            parser=one_of(ReportFormat),
        ),
    ] = ReportFormat.PDF,
) -> None:
    """Write the month's figures."""
    from ui.papers import write_month

    call: Context = context.obj
    try:
        month_range(month)
    except ValueError as error:
        raise typer.BadParameter(tr("{text} bukan bulan; tulis seperti 2026-10.").format(text=month)) from error
    with call.gallery() as gallery:
        files = write_month(gallery, month, out, format.value, outlet=outlet)
    if call.as_json:
        print_json({"files": [str(file) for file in files]})
        return
    for file in files:
        say(str(file))
