"""Papers of the gallery that people sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.consignors import consignor_of
from receipts.files import make_folder, save
from ui.cli.output import print_json, say
from ui.cli.usage import Command

if TYPE_CHECKING:
    from ui.cli.context import Context


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("agreement", help="Surat perjanjian satu penitip, siap ditandatangani.", cls=Command)(agreement)
    app.command("handover", help="Berita acara dan berkas serah terima pengelola yang terakhir.", cls=Command)(handover)


def agreement(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="KODE", help="Kode penitip.")],
    out: Annotated[Path, typer.Option("--out", metavar="BERKAS", help="Berkas PDF untuk hasilnya.")],
) -> None:
    """Write the agreement with a maker; a draft on the gallery's default terms where he has none of his own."""
    from ui.papers.agreements import agreement_pdf_of

    call: Context = context.obj
    with call.gallery() as gallery:
        alike = gallery.book.consignor_alike(code)
        maker = consignor_of(gallery.desk(), alike.code if alike else code)
        own = gallery.book.agreement(maker.code)
        file = save(out, agreement_pdf_of(gallery, maker))
    if call.as_json:
        print_json({"consignor": maker.code, "business_name": maker.business_name, "file": file, "draft": own is None})
    else:
        say(tr("Perjanjian {name}: {file}").format(name=maker.business_name, file=file))


def handover(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder untuk hasilnya.")],
) -> None:
    """Write the record of the last hand-over, and the signed file with everything that was handed over.

    Handing over is done on the screen, where all three sign; without any the command says so. Exit code 2 then.
    """
    from db.queries.handovers import list_handovers
    from ui.papers.handing_over import file_name, hand_over_file, hand_over_pdf

    call: Context = context.obj
    with call.gallery() as gallery:
        rows = list_handovers(gallery.database)
        posted = gallery.book.document(rows[0].id) if rows else None
        if posted is None:
            raise RuleBroken(
                "handover.none",
                tr("Galeri ini belum pernah diserahterimakan."),
                todo=tr("Lakukan di layar Gerai, tab Serah terima."),
            )
        make_folder(out)
        files = [
            save(out / f"{file_name(posted)}.pdf", hand_over_pdf(gallery, posted)),
            save(out / f"{file_name(posted)}.zip", hand_over_file(gallery, posted)),
        ]
    if call.as_json:
        print_json({"number": posted.number, "files": files})
    else:
        for file in files:
            say(str(file))
