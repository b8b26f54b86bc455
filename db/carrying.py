"""Files of databases that go from one place to another: whole or not at all, and read back where they arrive."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db.errors import storage_errors
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPANIONS = ("", "-wal", "-shm")
"""What SQLite adds to the name of a database for the files beside it."""


def carry(copy: Path, target: Path) -> None:
    """Put a file elsewhere, whole or not at all, and believe only what can be read back there."""
    unfinished = target.with_name(f"{target.name}.belum-selesai")
    unfinished.unlink(missing_ok=True)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(copy, unfinished)
        _sync(unfinished)
        if _digest(unfinished) != _digest(copy):
            raise damaged(target)
        unfinished.replace(target)
        sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    unfinished = target.with_name(f"{target.name}.belum-selesai")
    unfinished.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def remove(path: Path) -> None:
    """Delete a database and the files beside it, where they are."""
    for companion in COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system lets a folder be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn what disks and databases say into a StorageTrouble (``backup.failed`` for the disk)."""
    with storage_errors():
        try:
            yield
        except OSError as error:
            raise StorageTrouble(
                "backup.failed",
                tr("Salinan tidak bisa ditulis: cakramnya penuh, terkunci atau sudah dilepas."),
                safe=tr("Buku galeri tidak berubah."),
                todo=tr("Pilih tempat lain atau kosongkan cakram itu, lalu ulangi."),
            ) from error


def missing(path: Path) -> StorageTrouble:
    """Return the trouble of a copy that is not there."""
    return StorageTrouble(
        "backup.missing",
        tr("Berkas cadangan {file} tidak ada.").format(file=path.name),
        safe=tr("Buku galeri tidak berubah."),
        todo=tr("Periksa nama dan foldernya, lalu ulangi."),
    )


def damaged(path: Path) -> StorageTrouble:
    """Return the trouble of a copy that cannot be believed."""
    return StorageTrouble(
        "backup.damaged",
        tr("Salinan {file} rusak atau bukan data galeri.").format(file=path.name),
        safe=tr("Buku galeri tidak berubah."),
        todo=tr("Pakai salinan lain, atau buat salinan baru di cakram lain."),
    )
