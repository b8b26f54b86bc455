"""The key of personal data on this computer: kept elsewhere as a copy, put back when the books came without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.keys import Closed, belongs, name_key, read_key, reseal, what_stays_closed
from db.private import private_key
from db.sealed_files import reseal_files
from db.signing import write_private
from gallery_pos.documents import now
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from pathlib import Path

    from db.engine import Database
    from ui.folder import DataFolder
    from ui.gallery import Gallery


def save_key(folder: DataFolder, target: Path) -> None:
    """Keep a copy of the key elsewhere, readable by its owner only.

    Raises StorageTrouble where there is no key, where the name is that of anything but a key, or on a full disk.
    """
    key = private_key(folder.private_key)
    try:
        if target.exists() and read_key(target.read_text(encoding="ascii", errors="replace")) is None:
            raise _other(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_private(target, key.hex().encode("ascii"))
    except OSError as error:
        raise StorageTrouble(
            "key.unwritten",
            tr("Kunci tidak bisa ditulis ke {file}.").format(file=target),
            safe=tr("Kunci di komputer ini tidak berubah."),
            todo=tr("Pilih tempat lain, lalu ulangi."),
        ) from error


def _other(target: Path) -> StorageTrouble:
    return StorageTrouble(
        "key.taken",
        tr("{file} sudah ada dan bukan kunci.").format(file=target.name),
        safe=tr("Berkas itu tidak berubah."),
        todo=tr("Pilih nama berkas lain."),
    )


def tried_key(database: Database, key: bytes) -> Closed:
    """Return what a key leaves closed. Raises RuleBroken (``key.other``) for one that is of other books.

    On a server, where others write as well, a key that opens nothing must be the one that they write under.
    """
    closed = what_stays_closed(database, key)
    if not closed.fits or not (database.on_sqlite or closed.opened or belongs(database, key)):
        raise RuleBroken(
            "key.other",
            tr("Kunci ini bukan kunci buku itu: tidak ada yang terbuka olehnya."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pakai kunci yang disimpan dari komputer asal buku itu."),
        )
    return closed


def install_key(gallery: Gallery, text: str) -> Closed:
    """Make a key, from a file or typed from paper, the one of this computer; return what it leaves closed.

    What was sealed with the one that was here is sealed anew, PINs mixed with that one have to be set anew. Raises
    RuleBroken (``key.unreadable``, ``key.other``); then nothing was changed.
    """
    key = read_key(text)
    if key is None:
        raise RuleBroken(
            "key.unreadable",
            tr("Itu bukan kunci data pribadi."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Kunci terdiri dari 64 angka dan huruf a sampai f; periksa lagi."),
        )
    tried_key(gallery.database, key)
    before = current_key(gallery.folder)
    if before is not None:
        reseal(gallery.database, before, key)
        reseal_files(gallery.folder.pictures, before, key)
    put_key(gallery.folder, key)
    name_key(gallery.database, key)
    gallery.forget_key()
    return what_stays_closed(gallery.database, key)


def make_key(gallery: Gallery) -> None:
    """Make a new key for this computer and these books, where the old one and every copy of it are lost."""
    name_key(gallery.database, private_key(gallery.folder.private_key, create=True))
    gallery.forget_key()


def settle_key(folder: DataFolder, database: Database, key: bytes | None) -> None:
    """Give a new computer the key of the books: ``key``, or a new one where they have none yet.

    Raises RuleBroken (``key.needed``) where others write into them under a key that was not given, (``key.other``) for
    another than theirs.
    """
    if key is not None:
        tried_key(database, key)
        put_key(folder, key)
    elif not belongs(database, None):
        raise RuleBroken(
            "key.needed",
            tr("Buku galeri itu sudah punya kunci data pribadi; komputer ini perlu kunci yang sama."),
            safe=tr("Belum ada yang dibuat."),
            todo=tr(
                "Ambil kuncinya di komputer pertama (Pengaturan → Buku → Simpan kunci, atau kertasnya), lalu ulangi "
                "dengan --key."
            ),
        )
    name_key(database, private_key(folder.private_key, create=True))


def current_key(folder: DataFolder) -> bytes | None:
    """Return the key of this computer, None where it is lost."""
    try:
        return private_key(folder.private_key)
    except StorageTrouble:
        return None


def put_key(folder: DataFolder, key: bytes) -> None:
    """Write the key of this computer; another one that was there is kept aside."""
    path = folder.private_key
    if path.exists() and current_key(folder) != key:
        path.replace(path.with_name(f"{path.stem}-sebelum-{now():%Y%m%d-%H%M%S-%f}{path.suffix}"))
    write_private(path, key.hex().encode("ascii"))
