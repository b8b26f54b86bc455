"""Putting a backup back: the books, the key that goes on signing, and the witness of what is lost by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from db.engine import open_database
from db.keys import Closed, name_key, what_stays_closed
from db.locations import refuse_unsafe_place
from db.marks import is_for_practice
from db.migrate import prepare
from db.private import private_key
from db.queries.books import first_document, heads, kinds
from db.restore import restore
from db.signing import Terminal
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.books.founding import clear_remains
from ui.books.private_key import current_key, put_key, tried_key
from ui.books.witness import WITNESSED, begin_anew
from ui.folder import Machine
from ui.gallery import MAIN_OUTLET, open_gallery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.engine import Database
    from db.verify import Finding, Head
    from ui.folder import DataFolder
    from ui.gallery import Gallery

_FIRST = "A"
"""The terminal that a new computer is; its epoch follows the last one of that name in the books."""
_FOUNDING = frozenset({"OutletRevised", "AgreementRevised", "UserRevised"})
"""What a new gallery has before anybody works with it."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a restore came to.

    ``kept`` is where the old books lie, ``lost`` are documents that were witnessed after the backup and are in it no
    more, ``findings`` what a check of the restored books says, ``closed`` what this machine's key of personal data does
    not open: PINs have to be set anew, or the key of the machine that the backup is from put in. ``attachments`` is how
    many pictures and scans came along, ``practice`` whether these are books for practice.
    """

    documents: int
    kept: Path | None
    lost: tuple[Head, ...]
    findings: tuple[Finding, ...]
    closed: Closed
    attachments: int = 0
    practice: bool = False


def recover(
    folder: DataFolder,
    backup: Path,
    *,
    key: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Recovered:
    """Put a backup in the place of the books in a folder, or into one without a gallery, and check what came.

    ``key`` is the key of personal data that belongs to it; ``progress`` is that of the check. Raises StorageTrouble
    where the backup is none, or the books are open somewhere; RuleBroken (``restore.server``) where a server has them,
    (``key.other``) for the key of other books, (``restore.practice``, ``restore.real``) where books for practice would
    take the place of real ones, or real ones a place for practice. Then nothing was changed.
    """
    if folder.exists():
        return _recover(folder, folder.machine(), backup, key, progress)
    if not backup.is_file():
        folder.machine()  # says where to begin
    refuse_unsafe_place(folder.database)
    with folder.founding():
        clear_remains(folder)
        machine = Machine(origin=_FIRST, outlet=MAIN_OUTLET)
        return _recover(folder, machine, backup, key, progress)


def came_words(done: Recovered) -> str:
    """Return what came, in words."""
    words = [tr("{count} dokumen pulih.").format(count=format_count(done.documents))]
    if done.attachments:
        words.append(tr("{count} gambar dan pindaian ikut.").format(count=format_count(done.attachments)))
    if done.practice:
        words.append(tr("Ini galeri latihan."))
    return " ".join(words)


def _recover(
    folder: DataFolder,
    machine: Machine,
    backup: Path,
    key: bytes | None,
    progress: Callable[[int, int], None] | None,
) -> Recovered:
    if machine.database:
        raise RuleBroken(
            "restore.server",
            tr("Buku galeri ini ada di server."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pulihkan di servernya, dengan alat PostgreSQL."),
        )
    restored = restore(
        backup,
        folder.database,
        _terminal(folder, machine.origin),
        keep=lambda renewed: renewed.save(folder.terminal_key),
        inspect=lambda books: _inspect(folder, machine, books, key),
        attachments=folder.pictures,
        private_key=key or current_key(folder),
    )
    if key is not None:
        put_key(folder, key)
    elif not folder.private_key.exists():
        private_key(folder.private_key, create=True)
    if not folder.exists():
        folder.save_machine(machine)
    gallery = open_gallery(folder)
    try:
        _stand_at_known_outlet(gallery)
        own = current_key(folder)
        if own is not None:  # nobody else writes into these books: they are this computer's now
            name_key(gallery.database, own)
        lost = begin_anew(folder, heads(gallery.database, WITNESSED))
        findings = gallery.verify(progress=progress)
        closed = what_stays_closed(gallery.database, own)
    finally:
        gallery.close()
    return Recovered(
        documents=restored.documents,
        kept=restored.kept,
        lost=tuple(lost),
        findings=tuple(findings),
        closed=closed,
        attachments=restored.attachments,
        practice=gallery.machine.practice,
    )


def _inspect(folder: DataFolder, machine: Machine, books: Database, key: bytes | None) -> None:
    """Refuse a key that is not theirs, and books that do not belong into this folder."""
    if key is not None:
        tried_key(books, key)
    if not folder.exists() or _is_new(folder.database):
        return
    for_practice = is_for_practice(books)
    if for_practice and not machine.practice:
        raise RuleBroken(
            "restore.practice",
            tr("Cadangan itu dari galeri latihan, dan di sini buku yang sebenarnya."),
            safe=tr("Buku galeri tidak berubah."),
            todo=tr("Pulihkan ke folder lain dengan --data."),
        )
    if machine.practice and not for_practice and not _is_of(folder.database, books):
        raise RuleBroken(
            "restore.real",
            tr("Di sini galeri latihan, dan cadangan itu buku yang sebenarnya."),
            safe=tr("Galeri latihan tidak berubah."),
            todo=tr("Pulihkan ke folder lain dengan --data, supaya tidak bertanda latihan."),
        )


def _is_of(path: Path, books: Database) -> bool:
    """Tell whether books began as those at ``path``, or may have: those are ruined."""
    try:
        here = open_database(path)
        try:
            return first_document(here) in {None, first_document(books)}
        finally:
            here.close()
    except StorageTrouble:
        return True


def _stand_at_known_outlet(gallery: Gallery) -> None:
    """Put this machine at the main outlet where the books do not know its own."""
    main = gallery.book.main_outlet()
    if gallery.book.outlet(gallery.machine.outlet) is None and main is not None:
        gallery.folder.save_machine(msgspec.structs.replace(gallery.machine, outlet=main.code))


def _terminal(folder: DataFolder, origin: str) -> Terminal:
    """Return who goes on signing.

    One that lost its key, or that has nothing but a new gallery, has no key to hold old chains against: epoch 0 is
    never written.
    """
    try:
        terminal = Terminal.load(folder.terminal_key)
    except StorageTrouble:
        return Terminal.create(origin, epoch=0)
    if terminal.origin == origin and not _is_new(folder.database):
        return terminal
    return Terminal.create(origin, epoch=0)


def _is_new(path: Path) -> bool:
    """Tell whether the books are those of a gallery in which nobody has worked yet; ruined or missing ones are not."""
    if not path.exists():
        return False
    try:
        database = open_database(path)
        try:
            prepare(database, founded=True)
            return kinds(database) <= _FOUNDING
        finally:
            database.close()
    except StorageTrouble:
        return False
