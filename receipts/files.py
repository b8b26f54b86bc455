"""Files that leave the gallery are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr


def file_name(code: str) -> str:
    """Return a code as part of a file name on every system."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in code)


def make_folder(folder: Path) -> None:
    """Make a folder for files that are still to be made, and try it: better now than after the work.

    Raises StorageTrouble (``file.folder``).
    """
    trial = folder / f".{uuid4().hex}.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise StorageTrouble(
            "file.folder",
            tr("Folder {folder} tidak bisa ditulisi.").format(folder=folder),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pilih folder lain, atau periksa izinnya."),
        ) from error


def save(path: Path, data: bytes, *, private: bool = False) -> Path:
    """Write ``data`` under a temporary name, then move it into place, and return ``path``.

    Folders on the way are made. A ``private`` file is never readable by anybody but its owner.

    Raises StorageTrouble (``file.write``) where the disk, the folder or an open file says no; what stood there before is
    untouched then.
    """
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "xb", opener=_open_private if private else None) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # the folder may be what is missing
            temporary.unlink(missing_ok=True)
        raise StorageTrouble(
            "file.write",
            tr("Berkas {file} tidak bisa disimpan.").format(file=path.name),
            safe=tr("Data galeri tetap utuh."),
            todo=tr("Periksa ruang disk dan izin folder, tutup berkas itu di program lain, lalu coba lagi."),
        ) from error
    return path


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
