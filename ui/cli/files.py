"""A new gallery, and files that come in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.errors import BadInput
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_percent
from ui.cli.context import DONE, FAULTY, Context
from ui.cli.output import describe, print_json, say
from ui.cli.usage import Command, one_of

if TYPE_CHECKING:
    from gallery_pos.services.importing import Plan


class FileKind(StrEnum):
    """What can come in."""

    CONSIGNORS = "consignors"
    PRODUCTS = "products"
    GOODS_IN = "goods-in"
    SALES = "sales"
    VISITS = "visits"
    DISTRICTS = "districts"
    HANDOVER = "handover"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("init", help="Buat galeri baru, kosong atau dengan data contoh.", cls=Command)(init)
    app.command("import", help="Masukkan berkas CSV atau XLSX, seluruhnya atau tidak sama sekali.", cls=Command)(
        import_file
    )


def init(  # noqa: PLR0917 -- Typer passes options by name
    context: typer.Context,
    name: Annotated[str, typer.Option("--name", metavar="NAMA", help="Nama galeri.")],
    region: Annotated[str, typer.Option("--region", metavar="KABUPATEN", help="Kabupaten atau kota.")] = "",
    sample: Annotated[bool, typer.Option("--sample", help="Isi dengan galeri contoh; semua namanya fiktif.")] = False,
    commission: Annotated[str, typer.Option("--commission", metavar="PERSEN", help="Komisi bawaan galeri.")] = "0",
    database: Annotated[str, typer.Option("--database", metavar="URL", help="Buku di server: postgresql://…")] = "",
    terminal: Annotated[str, typer.Option("--terminal", metavar="HURUF", help="Nama pendek komputer ini.")] = "A",
    key: Annotated[
        str, typer.Option("--key", metavar="BERKAS", help="Kunci data pribadi dari komputer pertama; - mengetiknya.")
    ] = "",
) -> None:
    """Make a gallery in the data folder."""
    from ui.books.sample import fill
    from ui.gallery import create_gallery

    call: Context = context.obj
    try:
        share = read_percent(commission)
    except Unreadable as error:
        raise typer.BadParameter(tr("komisi {text}: {reason}").format(text=commission, reason=error)) from error
    create_gallery(
        call.folder,
        name=name,
        region=region,
        origin=terminal.strip().upper(),
        database=_server(database),
        practice=sample,
        commission_bp=share,
        key=_key(key),
        furnish=fill if sample else None,
    ).close()
    if call.as_json:
        print_json({"folder": str(call.folder.path), "name": name, "sample": sample})
    else:
        say(tr("Galeri {name} siap di {folder}.").format(name=name, folder=call.folder.path))


def _key(given: str) -> bytes | None:
    """Return the key in a file, or typed or scanned from its paper (``-``), None where none is given."""
    from db.keys import read_key
    from db.private import private_key

    if given != "-":
        return private_key(Path(given)) if given else None
    typed = read_key(typer.prompt(tr("Kunci dari kertas"), err=True))
    if typed is None:
        raise typer.BadParameter(tr("kunci terdiri dari 64 angka dan huruf a sampai f; spasi tidak mengapa"))
    return typed


def _server(url: str) -> str:
    """Return the URL of a PostgreSQL database as the program writes it, "" where the books lie in the folder."""
    scheme, separator, rest = url.strip().partition("://")
    if not url.strip():
        return ""
    if not separator or scheme not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise typer.BadParameter(tr("{url}: tulis postgresql://pengguna@server/basisdata").format(url=url))
    return f"postgresql://{rest}"


def import_file(  # noqa: PLR0917 -- Typer passes options by name
    context: typer.Context,
    kind: Annotated[FileKind, typer.Argument(metavar="JENIS", help=", ".join(FileKind), parser=one_of(FileKind))],
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas CSV atau XLSX.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Periksa saja, tidak ada yang masuk.")] = False,
    decide: Annotated[
        list[str] | None,
        typer.Option("--decide", metavar="PERTANYAAN=JAWABAN", help="Jawaban untuk hal yang harus diputuskan."),
    ] = None,
    marked: Annotated[
        Path | None,
        typer.Option("--marked", metavar="BERKAS", help="Simpan salinan berkas dengan masalahnya ditandai."),
    ] = None,
) -> int:
    """Take a file in; return 2 where it has problems or something is left to decide."""
    from ui.books.imports import plan_file, take_in

    call: Context = context.obj
    with call.gallery() as gallery:
        gallery.outlet()
        desk = gallery.desk()
        plan = plan_file(desk, kind, file, _decisions(decide or []))
        if marked and plan.problems:
            from receipts.spreadsheets.marking import marked_copy

            marked_copy(plan.problems, file, marked)
        if plan.ready and not dry_run:
            take_in(gallery, desk, plan)
    if call.as_json:
        print_json(_told(plan, dry_run=dry_run))
        return DONE if plan.ready else FAULTY
    for warning in plan.warnings:
        say(tr("Perhatikan: {what}").format(what=describe(warning)))
    _check(plan)
    for sentence in plan.summary():
        say(sentence)
    if not plan.documents and not plan.private:
        say(tr("Tidak ada yang baru; buku tidak berubah."))
    else:
        say(tr("Uji coba: belum ada yang masuk.") if dry_run else tr("Berkas sudah masuk."))
    return DONE


def _check(plan: Plan) -> None:
    """Raise BadInput where the file cannot come in; what has to be decided is told with the option that does it."""
    try:
        plan.check()
    except BadInput as error:
        if not plan.problems:
            first = plan.questions[0]
            answer = f"{first.key}={first.choices[0].key}"
            error.todo = tr('Ulangi dengan jawabannya, misalnya --decide "{answer}".').format(answer=answer)
        raise


def _decisions(given: list[str]) -> dict[str, str]:
    decided: dict[str, str] = {}
    for one in given:
        question, equals, answer = one.rpartition("=")
        if not equals:
            raise typer.BadParameter(tr("{text}: tulis PERTANYAAN=JAWABAN.").format(text=one))
        decided[question] = answer
    return decided


def _told(plan: Plan, *, dry_run: bool) -> dict[str, object]:
    return {
        "kind": plan.kind,
        "dry_run": dry_run,
        "imported": plan.ready and not dry_run,
        "counts": dict(plan.counts),
        "problems": plan.problems,
        "warnings": plan.warnings,
        "questions": plan.questions,
    }
