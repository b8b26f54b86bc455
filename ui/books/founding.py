"""What a new gallery begins with, and where none may begin."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import TYPE_CHECKING

from db.engine import Database, open_database
from db.locations import refuse_unsafe_place
from db.marks import is_for_practice
from db.migrate import revision_of
from db.queries.books import count_documents, origins
from gallery_pos.documents import GALLERY
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.language import tr
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.terms import AgreedTerms

if TYPE_CHECKING:
    from pathlib import Path

    from ui.folder import DataFolder
    from ui.gallery import Gallery

_TERMINAL = re.compile(r"[A-Z0-9]{1,8}")


def check_new(folder: DataFolder, name: str, origin: str, database: str) -> None:
    """Refuse what cannot become a gallery, before anything is made."""
    folder.refuse_taken()
    if not name.strip():
        raise RuleBroken("gallery.name", tr("Nama galeri harus diisi."))
    if not _TERMINAL.fullmatch(origin):
        raise RuleBroken(
            "gallery.terminal",
            tr("Nama komputer {name} tidak bisa dipakai.").format(name=origin or "“”"),
            safe=tr("Belum ada yang dibuat."),
            todo=tr("Pakai satu sampai delapan huruf besar atau angka, misalnya A."),
        )
    if not database:
        refuse_unsafe_place(folder.database)


def refuse_taken_name(database: Database, origin: str) -> None:
    """Raise RuleBroken where another computer writes into these books under the same name."""
    taken = origins(database)
    if origin in taken:
        free = next(letter for letter in (*ascii_uppercase, f"{origin}2") if letter not in taken)
        raise RuleBroken(
            "gallery.terminal_taken",
            tr("Nama komputer {name} sudah dipakai di buku itu.").format(name=origin),
            safe=tr("Belum ada yang dibuat."),
            todo=tr("Beri komputer ini nama lain, misalnya --terminal {name}.").format(name=free),
        )


def refuse_real_books(database: Database, *, practice: bool) -> None:
    """Raise RuleBroken where what is made for practice would come into real books."""
    if practice and count_documents(database) and not is_for_practice(database):
        raise RuleBroken(
            "gallery.real",
            tr("Di server itu sudah ada buku yang sebenarnya."),
            safe=tr("Belum ada yang dibuat."),
            todo=tr("Latihan memakai basis data sendiri, atau folder di komputer ini tanpa --database."),
        )


def clear_remains(folder: DataFolder) -> None:
    """Take away what a power cut left of an earlier try; it holds no document. Raises StorageTrouble where it does."""
    if folder.database.exists() and _has_documents(folder.database):
        raise StorageTrouble(
            "folder.orphaned",
            tr("Di {folder} sudah ada buku galeri, tetapi berkas {file} hilang.").format(
                folder=folder.path, file=folder.machine_file.name
            ),
            safe=tr("Buku itu tidak berubah."),
            todo=tr("Kembalikan berkas itu dari cadangan, atau pilih folder lain dengan --data."),
        )
    for end in ("", "-wal", "-shm"):
        folder.database.with_name(folder.database.name + end).unlink(missing_ok=True)


def _has_documents(path: Path) -> bool:
    """Tell whether a file holds books; one whose making was cut short by a power cut has no document yet."""
    opened = open_database(path)
    try:
        with opened.reading() as connection:
            founded = revision_of(connection) is not None
        return founded and count_documents(opened) > 0
    finally:
        opened.close()


def first_documents(gallery: Gallery, name: str, region: str, commission_bp: int) -> None:
    """Write the main outlet and the default agreement, unless a shared database has them already."""
    desk = gallery.desk()
    if gallery.book.outlet(gallery.machine.outlet) is None:
        main = gallery.book.main_outlet() is None
        revise_outlet(desk, code=gallery.machine.outlet, name=name, region=region, main=main)
    if gallery.book.agreement(GALLERY) is None:
        revise_agreement(desk, terms=AgreedTerms(commission_bp=commission_bp))
