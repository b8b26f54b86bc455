"""The texts for makers as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.documents import MessageKind
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.app.names import MESSAGES
from ui.cli.context import day
from ui.cli.output import print_json, say
from ui.cli.usage import Command, one_of

if TYPE_CHECKING:
    from ui.cli.context import Context


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("messages", help="Teks WhatsApp untuk penitip, sebagai berkas.", cls=Command)(messages)


def messages(
    context: typer.Context,
    kind: Annotated[
        MessageKind,
        typer.Option(
            "--kind", metavar="JENIS", help=f"Tentang apa: {', '.join(MessageKind)}.", parser=one_of(MessageKind)
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="BERKAS", help="Berkas .csv, .json, atau .txt untuk hasilnya.")],
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="TANGGAL",
            help="Sampai hari ini (bawaan: hari ini; untuk sold, pekan lalu yang sudah utuh).",
        ),
    ] = None,
) -> None:
    """Write who is to be told what, with the link that opens WhatsApp; looking telephones up is recorded."""
    from ui.news.file import check_ending, texts_to_write, write_texts
    from ui.news.item import usual_day

    call: Context = context.obj
    last = day(until) if until else None
    check_ending(out)
    with call.gallery() as gallery:
        desk = gallery.desk()
        last = last or usual_day(kind, desk.today())
        written = texts_to_write(gallery, kind, last, by=desk.user)
        file = write_texts(out, tr(MESSAGES[kind]), written)
    linked = sum(1 for one in written if one.link)
    if call.as_json:
        print_json({"kind": kind, "until": last, "messages": len(written), "with_link": linked, "file": file})
        return
    said = tr("{count} kabar, {linked} dengan tautan WhatsApp: {file}")
    say(said.format(count=format_count(len(written)), linked=format_count(linked), file=file))
