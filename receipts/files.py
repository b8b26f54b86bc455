"""Files that leave the gallery are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr


def save(path: Path, data: bytes) -> Path:
    """Write ``data`` under a temporary name, then move it into place, and return ``path``.

    Folders on the way are made. Raises StorageTrouble (``file.write``) where the disk, the folder or an open file says
    no; what stood there before is untouched then.
    """
    temporary = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
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
