"""Proving, saving, mending: verify, backup, restore, rebuild, doctor, and the demo day."""

from __future__ import annotations

import platform
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.cli.context import DONE, FAULTY, FINDINGS, Context
from ui.cli.output import print_json, say
from ui.cli.usage import Command

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.verify import Finding, Head


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("verify", help="Periksa seluruh buku: tidak ada yang diubah, semua angka cocok.", cls=Command)(verify)
    app.command("backup", help="Simpan cadangan yang sudah diperiksa.", cls=Command)(backup)
    app.command("restore", help="Pulihkan dari cadangan; buku yang lama disisihkan, tidak dihapus.", cls=Command)(
        restore
    )
    app.command("rebuild", help="Susun ulang semua daftar dari jurnal.", cls=Command)(rebuild)
    app.command("doctor", help="Periksa komputer ini: folder, buku, kamera, printer.", cls=Command)(doctor)
    app.command("demo", help="Mainkan satu hari di layar yang sebenarnya; bisa tanpa layar.", cls=Command)(demo)


def verify(
    context: typer.Context,
    head: Annotated[
        list[str] | None,
        typer.Option("--head", metavar="HASH", help="Kepala jurnal dari slip Z (boleh awalnya saja); boleh berulang."),
    ] = None,
) -> int:
    """Check every rule over the whole journal; return 1 where something does not hold."""
    call: Context = context.obj
    heads = [_head(text) for text in head or []]
    with call.gallery() as gallery:
        found = gallery.verify(heads=heads)
        from db.queries.books import count_documents

        documents = count_documents(gallery.database)
    _tell_findings(call, found, documents)
    return FINDINGS if found else DONE


_FROM_Z = re.compile(r"(?:z\s+)?(\S+)/([0-9]+)/([0-9]+)\s+(\S+)\s+([0-9a-f]{64})", re.IGNORECASE)
_FROM_PAPER = re.compile(r"(\S+)\s+([0-9a-f]{64})", re.IGNORECASE)
_TYPED = re.compile(r"[0-9a-f]{8,64}", re.IGNORECASE)


def _head(text: str) -> Head:
    """Read the head of a chain: typed from a Z slip, at least eight digits of it, or scanned from a paper's QR code."""
    from db.verify import Head

    if match := _FROM_Z.fullmatch(text.strip()):
        origin, epoch, seq, number, digits = match.groups()
        return Head(hash=digits.lower(), origin=origin.upper(), epoch=int(epoch), seq=int(seq), number=number.upper())
    if match := _FROM_PAPER.fullmatch(text.strip()):
        return Head(hash=match[2].lower(), number=match[1].upper())
    digits = re.sub(r"[\s:.-]", "", text)
    if not _TYPED.fullmatch(digits):
        raise typer.BadParameter(
            tr("{text} bukan segel; tulis paling sedikit delapan angka dan huruf a–f dari slip Z.").format(text=text)
        )
    return Head(hash=digits.lower())


def _tell_findings(call: Context, found: Iterable[Finding], documents: int) -> None:
    listed = list(found)
    if call.as_json:
        print_json({"documents": documents, "findings": listed})
        return
    for finding in listed:
        say(f"{finding.named}: {finding.what}")
    if listed:
        say(
            tr("{count} temuan dalam {documents} dokumen.").format(count=len(listed), documents=format_count(documents))
        )
    else:
        say(tr("{documents} dokumen diperiksa: semuanya utuh dan cocok.").format(documents=format_count(documents)))


def backup(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas cadangan.")]
) -> int:
    """Copy the books with every picture and scan to a file and check the copy."""
    from ui.books.keeping import keep_all, missing_words

    call: Context = context.obj
    with call.gallery() as gallery:
        kept = keep_all(gallery, file)
    made, key = kept.made, call.folder.private_key
    if call.as_json:
        told: dict[str, object] = {"file": str(made.path), "documents": made.documents, "findings": made.findings}
        print_json(told | {"key": str(key), "attachments": made.attachments, "missing": kept.missing})
        return FINDINGS if made.findings else DONE
    what = tr("{count} dokumen serta {files} gambar dan pindaian tersimpan di {file}.")
    counts = {"count": format_count(made.documents), "files": format_count(made.attachments)}
    say(what.format(**counts, file=made.path))
    if kept.missing:
        say(missing_words(kept.missing))
    say(tr("Kunci data pribadi tidak ikut di dalamnya: simpan salinan {file} sekali, di tempat lain.").format(file=key))
    if made.findings:
        _tell_findings(call, made.findings, made.documents)
    return FINDINGS if made.findings else DONE


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Berkas cadangan.")],
    key: Annotated[
        Path | None,
        typer.Option("--key", metavar="BERKAS", help="Kunci data pribadi dari komputer asal cadangan itu."),
    ] = None,
) -> int:
    """Put a backup in the place of the books and check them; the old ones are kept aside."""
    from db.private import private_key
    from ui.books.restoring import came_words, recover

    call: Context = context.obj
    done = recover(call.folder, file, key=private_key(key) if key else None)
    if call.as_json:
        told: dict[str, object] = {"documents": done.documents, "kept": str(done.kept) if done.kept else None}
        told |= {"pins_closed": done.closed.pins, "persons_closed": done.closed.persons}
        told |= {"attachments": done.attachments, "practice": done.practice}
        print_json(told | {"lost": [head.number for head in done.lost], "findings": done.findings})
        return FINDINGS if done.findings else DONE
    say(came_words(done))
    if done.kept:
        say(tr("Buku yang lama disisihkan sebagai {file}.").format(file=done.kept))
    if done.lost:
        numbers = ", ".join(head.number for head in done.lost)
        say(tr("Dibuat sesudah cadangan ini dan tidak ada lagi di buku: {numbers}.").format(numbers=numbers))
    if done.closed.pins or done.closed.persons:
        say(
            tr(
                "{pins} PIN dan data pribadi {persons} penitip tertutup: kuncinya ada di komputer lain. Masuk dengan "
                "kata sandi; lalu pasang kunci itu di Pengaturan → Buku, atau isi ulang."
            ).format(pins=format_count(done.closed.pins), persons=format_count(done.closed.persons))
        )
    _tell_findings(call, done.findings, done.documents)
    return FINDINGS if done.findings else DONE


def rebuild(context: typer.Context) -> None:
    """Throw every read table away and make it again from the journal."""
    from db.read_model import rebuild as make_again

    call: Context = context.obj
    with call.gallery() as gallery:
        documents = make_again(gallery.database)
    if call.as_json:
        print_json({"documents": documents})
    else:
        say(tr("Semua daftar disusun ulang dari {count} dokumen.").format(count=format_count(documents)))


def doctor(context: typer.Context) -> int:
    """Look at the machine and the data folder; return 2 where the gallery cannot be opened."""
    from ui.books.doctor import examine

    call: Context = context.obj
    facts = examine(call.folder)
    if call.as_json:
        print_json({"system": platform.platform(), "facts": facts})
    else:
        for fact in facts:
            say(f"{'✓' if fact.well else '✗'} {fact.what}: {fact.told}")
    return DONE if all(fact.well or fact.optional for fact in facts) else FAULTY


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Folder untuk gambar dan kertas.")],
) -> int:
    """Play a scripted day on the real screens and leave pictures and papers."""
    from ui.demo import play

    call: Context = context.obj
    made = play(out)
    if call.as_json:
        print_json({"files": [str(file) for file in made.files], "findings": made.findings})
    else:
        say(tr("{count} gambar dan kertas ada di {folder}.").format(count=len(made.files), folder=out))
    return FINDINGS if made.findings else DONE
