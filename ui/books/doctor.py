"""What this machine has, and whether the gallery in its data folder can be used."""

from __future__ import annotations

import shutil
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from db.engine import refuse_unfixed, sqlite_version
from db.keys import belongs, what_stays_closed
from db.private import private_key
from gallery_pos.errors import GalleryError
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.gallery import open_gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.folder import DataFolder
    from ui.gallery import Gallery

LOW_SPACE = 1_000_000_000
"""Bytes free below which the program warns; a sale needs a few hundred."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing looked at; ``optional`` where the gallery works without it."""

    what: str
    told: str
    well: bool = True
    optional: bool = False


def examine(folder: DataFolder) -> list[Fact]:
    """Look at everything that can keep a gallery from working."""
    return [_sqlite(), *_books(folder), _space(folder), *_libraries()]


def _sqlite() -> Fact:
    version = sqlite_version()
    try:
        refuse_unfixed(version)
    except GalleryError as error:
        return Fact("SQLite", error.message, well=False)
    return Fact("SQLite", ".".join(map(str, version)))


def _books(folder: DataFolder) -> Iterator[Fact]:
    try:
        gallery = open_gallery(folder)
    except GalleryError as error:
        yield Fact(tr("Buku galeri"), error.message, well=False)
        return
    try:
        yield Fact(tr("Buku galeri"), f"{gallery.outlet().name}, {folder.path}")
        seq, _ = gallery.book.head()
        yield Fact(tr("Dokumen terminal ini"), format_count(seq))
        yield _private_key(gallery)
    except GalleryError as error:
        yield Fact(tr("Buku galeri"), error.message, well=False)
    finally:
        gallery.close()


def _private_key(gallery: Gallery) -> Fact:
    """Books can be used without it; personal data and PINs cannot."""
    try:
        key = private_key(gallery.folder.private_key)
    except GalleryError as error:
        return Fact(tr("Kunci data pribadi"), error.message, well=False)
    if not belongs(gallery.database, key):
        return Fact(tr("Kunci data pribadi"), tr("ada, tetapi bukan kunci buku galeri ini"), well=False, optional=True)
    closed = what_stays_closed(gallery.database, key)
    if closed.pins or closed.persons:
        told = tr("ada, tetapi {pins} PIN dan data pribadi {persons} penitip memakai kunci lain")
        told = told.format(pins=format_count(closed.pins), persons=format_count(closed.persons))
        return Fact(tr("Kunci data pribadi"), told, well=False, optional=True)
    return Fact(tr("Kunci data pribadi"), tr("ada"))


def _space(folder: DataFolder) -> Fact:
    place = next(path for path in (folder.path, *folder.path.parents) if path.exists())
    free = shutil.disk_usage(place).free
    told = tr("{count} MB kosong").format(count=format_count(free // 1_000_000))
    return Fact(tr("Ruang cakram"), told, well=free > LOW_SPACE)


def _libraries() -> Iterator[Fact]:
    there, missing = tr("ada"), tr("tidak ada")
    zxing = find_spec("zxingcpp") is not None
    zbar = find_library("zbar") is not None
    yield Fact(tr("Pembaca kode kamera"), there if zxing or zbar else missing, well=zxing or zbar, optional=True)
    cups = shutil.which("lp") is not None
    yield Fact(tr("Antrean cetak sistem"), there if cups else missing, well=cups, optional=True)
