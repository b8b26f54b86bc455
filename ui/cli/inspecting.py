"""Month files: packed for the Dinas, checked without any gallery, and searched for one paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.errors import BadInput
from gallery_pos.formatting import format_count, format_iso_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.month_file.container import DAMAGED
from gallery_pos.month_file.findings import ASPECTS
from gallery_pos.month_words import month_words
from gallery_pos.reading import Unreadable
from ui.cli.context import DONE, FINDINGS, Context
from ui.cli.output import print_json, say
from ui.cli.usage import Command

if TYPE_CHECKING:
    from gallery_pos.month_file.findings import Report
    from gallery_pos.month_file.spot import Spot


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("check", help="Periksa berkas bulan dari galeri mana pun; tidak perlu galeri di sini.", cls=Command)(
        check
    )
    app.command("spot", help="Cari satu struk, laporan, atau kuitansi di berkas bulan, dari kodenya.", cls=Command)(
        spot
    )


def pack(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="BULAN", help="Bulan yang sudah ditutup, misalnya 2026-10.")],
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder untuk berkasnya.")],
    outlet: Annotated[str, typer.Option("--outlet", metavar="KODE", help="Gerai (bawaan: galeri sendiri).")] = "",
    draft: Annotated[bool, typer.Option("--draft", help="Draf, bila bulannya belum ditutup.")] = False,
) -> None:
    """Write the signed file of a month."""
    from ui.papers.month_file import pack_month

    call: Context = context.obj
    with call.gallery() as gallery:
        main = gallery.book.main_outlet()
        code = outlet or (main.code if main else gallery.machine.outlet)
        try:
            file = pack_month(gallery, month, code, out, draft=draft)
        except Unreadable as error:
            raise typer.BadParameter(str(error)) from error
    if call.as_json:
        print_json({"file": file, "size": file.stat().st_size})
    else:
        say(
            tr("Berkas bulan: {file} ({size} KB)").format(file=file, size=format_count(-(-file.stat().st_size // 1024)))
        )


def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas bulan.")],
    previous: Annotated[
        Path | None, typer.Option("--previous", metavar="BERKAS", help="Berkas bulan sebelumnya, untuk sambungannya.")
    ] = None,
    accept_key: Annotated[
        bool, typer.Option("--accept-key", help="Terima kunci berkas ini: sidiknya sudah ditanyakan ke galeri.")
    ] = False,
) -> int:
    """Check a month file; return 1 where something does not hold, or so much was spoiled that it cannot be opened."""
    from ui.inspecting.check import check_file, is_about_keys_only
    from ui.inspecting.keys import KeyMemory

    call: Context = context.obj
    memory = KeyMemory()
    try:
        inspected = check_file(file, memory, previous=previous)
    except BadInput as error:
        if error.code not in DAMAGED:
            raise
        if call.as_json:
            print_json({"file": file.name, "error": error.code, "message": error.message, "findings": [error.what]})
        else:
            say(error.message)
        return FINDINGS
    if accept_key and is_about_keys_only(inspected.report):
        memory.accept(inspected.opened.manifest)
        inspected = check_file(file, memory, previous=previous)
    report = inspected.report
    if call.as_json:
        print_json(report)
    else:
        _tell(report)
    return DONE if report.holds else FINDINGS


def _tell(report: Report) -> None:
    say(
        tr("{outlet}, {month}: {documents} catatan, {lines} baris penjualan. Kunci {key}.").format(
            outlet=report.outlet_name,
            month=month_words(report.month),
            documents=format_count(report.documents),
            lines=format_count(report.lines),
            key=report.key,
        )
    )
    for checked in report.aspects:
        mark = "✗" if checked.findings else "✓" if checked.looked else "–"
        told = tr("{count} temuan").format(count=format_count(checked.findings)) if checked.findings else ""
        say(f"{mark} {tr(ASPECTS[checked.aspect][0])} {told}".rstrip())
    for finding in report.findings:
        day = f" ({format_iso_date(finding.day)})" if finding.day else ""
        number = finding.number or tr("Berkas", "temuan")
        say(f"  {number}{day}: {finding.what}")
    for note in report.notes:
        say(note)
    if report.holds:
        say(tr("Semuanya cocok."))


def spot(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="KODE", help="Kode di bawah struk, nomor, atau isi QR-nya.")],
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas bulan.")],
) -> int:
    """Look for one paper in a month file; return 1 where it is not there or not right."""
    from gallery_pos.month_file.spot import spot as look_up
    from ui.inspecting.check import check_file
    from ui.inspecting.keys import KeyMemory

    call: Context = context.obj
    try:
        found = look_up(check_file(file, KeyMemory()), code)
    except Unreadable as error:
        raise BadInput("spot.code", tr("{code}: {reason}.").format(code=code, reason=error)) from error
    if call.as_json:
        print_json(found)
    else:
        _tell_spot(found)
    return DONE if found.found and not found.finding else FINDINGS


def _tell_spot(found: Spot) -> None:
    say(found.says)
    if not found.found:
        return
    say(
        tr("{number}, {day}, {outlet}, {total}. Rantai {place}, segel {code}, dijamin oleh {sealed}.").format(
            number=found.number,
            day=format_iso_date(found.day),
            outlet=found.outlet,
            total=format_rupiah(found.total),
            place=found.place,
            code=found.code,
            sealed=found.sealed or "–",
        )
    )
    for line in found.lines:
        words = tr("{quantity} × {name} ({maker}): {net}, komisi {commission}, hak penitip {due}")
        say(
            "  "
            + words.format(
                quantity=line.quantity,
                name=line.name,
                maker=line.maker,
                net=format_rupiah(line.net),
                commission=format_rupiah(line.commission),
                due=format_rupiah(line.due),
            )
        )
