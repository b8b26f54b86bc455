"""The witness outside the database: heads of closed shifts and issued statements, in a file of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from db.verify import Head
    from gallery_pos.ports import Posted
    from ui.folder import DataFolder

_WITNESSED = frozenset({"ShiftClosed", "StatementIssued"})


class Witness:
    """Writes down each head, after its document is safely in the books."""

    def __init__(self, folder: DataFolder) -> None:
        """Write to the witness file of a folder."""
        self._path = folder.witness

    def __call__(self, posted: Posted) -> None:
        """Keep the head, where the document closes something. Raises StorageTrouble where the file cannot be written."""
        if posted.document.kind not in _WITNESSED:
            return
        head = {name: getattr(posted, name) for name in ("number", "origin", "epoch", "seq")}
        try:
            handle = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(msgspec.json.encode(head | {"hash": posted.hash.hex()}) + b"\n")
        except OSError as error:
            raise StorageTrouble(
                "folder.witness_closed",
                tr("Berkas saksi {file} tidak bisa ditulis.").format(file=self._path.name),
                safe=tr("{number} sudah tersimpan di buku galeri.").format(number=posted.number),
                todo=tr("Periksa ruang cakram dan izin folder data, lalu ulangi."),
            ) from error


def read_witness(folder: DataFolder) -> list[Head]:
    """Return the heads that were written outside the database. Raises StorageTrouble for a damaged witness file."""
    from db.verify import Head

    if not folder.witness.exists():
        return []
    try:
        return [msgspec.json.decode(line, type=Head) for line in folder.witness.read_bytes().splitlines() if line]
    except (OSError, msgspec.DecodeError) as error:
        raise StorageTrouble(
            "folder.witness",
            tr("Berkas saksi {file} rusak.").format(file=folder.witness.name),
            safe=tr("Buku galeri tidak berubah."),
            todo=tr("Kembalikan berkas itu dari cadangan, lalu periksa lagi."),
        ) from error
