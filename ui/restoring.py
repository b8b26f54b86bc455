"""Putting a backup back: the books, the key that goes on signing, and the witness of what is lost by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.backup import restore
from db.engine import open_database
from db.migrate import prepare
from db.queries.books import heads, kinds
from db.signing import Terminal
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.language import tr
from ui.gallery import open_gallery
from ui.witness import WITNESSED, begin_anew

if TYPE_CHECKING:
    from pathlib import Path

    from db.verify import Finding, Head
    from ui.folder import DataFolder

_FOUNDING = frozenset({"OutletRevised", "AgreementRevised", "UserRevised"})
"""What a new gallery has before anybody works with it."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a restore came to.

    ``kept`` is where the old books lie, ``lost`` are documents that were witnessed after the backup and are in it no
    more, ``findings`` what a check of the restored books says, ``moved`` that this machine is another one than before:
    PINs and personal data need the key of personal data of the old one.
    """

    documents: int
    kept: Path | None
    lost: tuple[Head, ...]
    findings: tuple[Finding, ...]
    moved: bool


def recover(folder: DataFolder, backup: Path) -> Recovered:
    """Put a backup in the place of the books in a folder and check what came.

    Raises StorageTrouble where the backup is none, or the books are open somewhere; RuleBroken (``restore.server``)
    where a server has them. Then nothing was changed.
    """
    machine = folder.machine()
    if machine.database:
        raise RuleBroken(
            "restore.server",
            tr("Buku galeri ini ada di server."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pulihkan di servernya, dengan alat PostgreSQL."),
        )
    terminal, moved = _terminal(folder, machine.origin)
    restored = restore(backup, folder.database, terminal, keep=lambda renewed: renewed.save(folder.terminal_key))
    gallery = open_gallery(folder)
    try:
        lost = begin_anew(folder, heads(gallery.database, WITNESSED))
        findings = gallery.verify()
    finally:
        gallery.close()
    return Recovered(restored.documents, restored.kept, tuple(lost), tuple(findings), moved)


def _terminal(folder: DataFolder, origin: str) -> tuple[Terminal, bool]:
    """Return who goes on signing, and whether it is a machine that never signed any of these books.

    One that lost its key, or that has nothing but a new gallery, has no key to hold old chains against: epoch 0 is
    never written.
    """
    try:
        terminal = Terminal.load(folder.terminal_key)
    except StorageTrouble:
        return Terminal.create(origin, epoch=0), True
    if terminal.origin == origin and not _is_new(folder.database):
        return terminal, False
    return Terminal.create(origin, epoch=0), True


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
