"""Statements: look at them, issue them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.barcode import sku
from gallery_pos.documents import StatementIssued
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.consignors import current_code
from gallery_pos.services.settlement import issue_statements, preview
from receipts.files import make_folder
from ui.cli.context import Context, day
from ui.cli.output import print_json, progress_bar, say
from ui.cli.usage import Command, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ui.gallery import Gallery
    from ui.papers.statements import Statement


class StatementFormat(StrEnum):
    """How statements are written."""

    PDF = "pdf"
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
        whose = meant_makers(gallery, consignor)
        make_folder(out)
        found = preview(gallery.desk(), until=last, consignors=whose)
        made = _write(gallery, [(figures, None) for figures in found], out, format)
    _tell(
        call,
        [(figures, None) for figures in found],
        made,
        [tr("{count} pratinjau laporan penitip.").format(count=len(found))],
    )


def settle(
    context: typer.Context,
    until: Until,
    out: Out,
    consignor: Consignor = None,
    format: Format = StatementFormat.PDF,  # noqa: A002
) -> None:
    """Issue statements and write them, those of the same day that were issued before as well.

    Asked again, after a full disk or a power cut, it issues what is missing and writes everything once more; PDFs that
    were all written before say SALINAN then.
    """
    call: Context = context.obj
    last = day(until)
    with call.gallery() as gallery:
        whose = meant_makers(gallery, consignor)
        make_folder(out)
        before = _issued(gallery, last, consignor=whose[0] if whose else None)
        try:
            with progress_bar(tr("Menerbitkan laporan")) as progress:
                fresh = len(issue_statements(gallery.desk(), until=last, consignors=whose, progress=progress).value)
        except RuleBroken:
            if not before:
                raise
            fresh = 0
        issued = _issued(gallery, last, consignor=whose[0] if whose else None)
        made = _write(gallery, issued, out, format)
    told = [tr("{count} laporan penitip terbit.").format(count=fresh)]
    if len(issued) > fresh:
        told.append(tr("{count} sudah terbit sebelumnya; ditulis lagi.").format(count=len(issued) - fresh))
    _tell(call, issued, made, told)


def meant_makers(gallery: Gallery, consignor: str | None) -> list[str] | None:
    """Return the consignors that are meant, None for all. Raises RuleBroken for one that nobody knows.

    The code of a record that was merged into another means the maker who stays.
    """
    gallery.outlet()
    if consignor is None:
        return None
    codes = {sku(one.code): one.code for one in gallery.book.consignors()}
    if sku(consignor) not in codes:
        raise RuleBroken("consignor.unknown", tr("Penitip {code} tidak dikenal.").format(code=consignor))
    return [current_code(gallery.book, codes[sku(consignor)])]


def _issued(gallery: Gallery, until: date, consignor: str | None) -> list[Statement]:
    """Return the statements issued up to exactly this day, by consignor."""
    from db.queries.settlement import list_statements

    rows = list_statements(gallery.database, consignor=consignor, since=until, until=until)
    posted = [gallery.book.document(row.id) for row in sorted(rows, key=lambda row: row.consignor)]
    return [(one.document.figures, one) for one in posted if one and isinstance(one.document, StatementIssued)]


def _write(gallery: Gallery, made: Sequence[Statement], out: Path, format: StatementFormat) -> list[Path]:  # noqa: A002
    from receipts import statement_files
    from ui.papers.statement_batch import StatementBatch

    if format is StatementFormat.PDF:
        batch = StatementBatch(gallery, made)
        with progress_bar(tr("Menulis PDF")) as progress:
            files = batch.write(out, progress)
        batch.note_printed()
        return files
    numbered = [(figures, posted.number if posted else None) for figures, posted in made]
    write = statement_files.write_json if format is StatementFormat.JSON else statement_files.write_csv
    return write(numbered, out)


def _tell(call: Context, made: Sequence[Statement], files: Sequence[Path], sentences: Sequence[str]) -> None:
    if call.as_json:
        from receipts.statement_files import statement_object

        objects = [statement_object(figures, posted.number if posted else None) for figures, posted in made]
        print_json({"statements": objects, "files": [str(file) for file in files]})
        return
    for sentence in sentences:
        say(sentence)
    owed = sum(max(figures.closing, 0) for figures, _ in made)
    say(tr("Hak penitip seluruhnya {amount}.").format(amount=format_rupiah(owed)))
    for file in files:
        say(str(file))
