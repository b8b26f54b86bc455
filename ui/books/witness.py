"""The witness outside the database: heads of closed shifts, issued statements and closed months, in a file of their own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import msgspec

from db.signing import write_private
from gallery_pos.documents import now
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.verify import Head
    from gallery_pos.ports import Posted
    from ui.folder import DataFolder

WITNESSED = ("ShiftClosed", "StatementIssued", "MonthClosed")
"""Kinds of documents whose heads are written down."""


class Witness:
    """Writes down each head, after its document is safely in the books."""

    def __init__(self, folder: DataFolder) -> None:
        """Write to the witness file of a folder."""
        self._path = folder.witness

    def __call__(self, posted: Posted) -> None:
        """Keep the head, where the document closes something. Raises StorageTrouble where the file cannot be written."""
        if posted.document.kind not in WITNESSED:
            return
        head = {name: getattr(posted, name) for name in ("number", "origin", "epoch", "seq")}
        line = msgspec.json.encode(head | {"hash": posted.hash.hex()}) + b"\n"
        try:
            handle = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_RDWR, 0o600)
            with os.fdopen(handle, "a+b") as file:
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    # A line that a power cut tore must not spoil the next one.
                    line = line if file.read(1) == b"\n" else b"\n" + line
                file.write(line)
        except OSError as error:
            raise StorageTrouble(
                "folder.witness_closed",
                tr("Berkas saksi {file} tidak bisa ditulis.").format(file=self._path.name),
                safe=tr("{number} sudah tersimpan di buku galeri.").format(number=posted.number),
                todo=tr("Periksa ruang cakram dan izin folder data, lalu ulangi."),
            ) from error


def read_witness(folder: DataFolder) -> tuple[list[Head], list[int]]:
    """Return the heads that were written outside the database, and the lines (from 1) that nobody can read any more.

    Raises StorageTrouble where the file cannot be read at all.
    """
    from db.verify import Head

    if not folder.witness.exists():
        return [], []
    try:
        lines = folder.witness.read_bytes().split(b"\n")
    except OSError as error:
        raise StorageTrouble(
            "folder.witness",
            tr("Berkas saksi {file} tidak bisa dibaca.").format(file=folder.witness.name),
            safe=tr("Buku galeri tidak berubah."),
            todo=tr("Periksa izin berkas itu, lalu periksa lagi."),
        ) from error
    heads, bad = [], []
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                heads.append(msgspec.json.decode(line, type=Head))
        except msgspec.DecodeError:
            if number < len(lines):  # what stands behind the last line end was never written to its end
                bad.append(number)
    return heads, bad


def begin_anew(folder: DataFolder, stands: Sequence[Head]) -> list[Head]:
    """Witness what ``stands`` in the books after a restore; return what was witnessed before and stands no more.

    Then the file as it was is kept aside.
    """
    heads, torn = read_witness(folder)
    places = {(head.origin, head.epoch, head.seq): head.hash for head in stands}
    lost = [head for head in heads if places.get((head.origin, head.epoch, head.seq)) != head.hash]
    if lost or torn:
        folder.witness.replace(folder.path / f"saksi-sebelum-pulih-{now():%Y%m%d-%H%M%S-%f}.jsonl")
    write_private(folder.witness, b"".join(msgspec.json.encode(head) + b"\n" for head in stands))
    return lost
