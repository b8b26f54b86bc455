"""Storage errors, translated once: what the drivers say becomes a StorageTrouble that a person can act on.

Known are the faults of the world (disk, locks, network, damage). Everything else a driver raises is our bug and
passes through unchanged. See https://www.sqlite.org/rescode.html and the SQLSTATE classes of PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr


def disk_full() -> StorageTrouble:
    """The disk has no room left."""
    return StorageTrouble(
        "storage.full",
        tr("Ruang di cakram sudah habis, jadi catatan terakhir tidak bisa disimpan."),
        safe=tr("Semua yang sudah tersimpan tetap aman."),
        todo=tr("Hapus berkas yang tidak perlu dari komputer ini, lalu ulangi."),
    )


def locked() -> StorageTrouble:
    """Somebody else writes for too long."""
    return StorageTrouble(
        "storage.locked",
        tr("Data galeri sedang dipakai oleh proses lain terlalu lama."),
        safe=tr("Belum ada yang berubah."),
        todo=tr("Tunggu sebentar lalu ulangi. Bila tetap begini, tutup program Galeri lain di komputer ini."),
    )


def read_only() -> StorageTrouble:
    """The file or its folder cannot be written."""
    return StorageTrouble(
        "storage.read_only",
        tr("Data galeri tidak bisa ditulis."),
        safe=tr("Semua yang sudah tersimpan tetap aman."),
        todo=tr("Periksa izin folder data, atau apakah cakramnya dikunci, lalu ulangi."),
    )


def unreachable() -> StorageTrouble:
    """The file cannot be opened, or the disk under it fails."""
    return StorageTrouble(
        "storage.unavailable",
        tr("Data galeri tidak bisa dibuka atau ditulis: cakramnya penuh, terlepas atau bermasalah."),
        safe=tr("Semua yang sudah tersimpan tetap aman."),
        todo=tr("Periksa ruang cakram dan apakah folder data masih ada, lalu ulangi."),
    )


def corrupt() -> StorageTrouble:
    """The file is damaged, not a database, or locked with another key."""
    return StorageTrouble(
        "storage.corrupt",
        tr("Berkas data galeri rusak, atau dikunci dengan kunci lain."),
        safe=tr("Berkas itu tidak kami ubah."),
        todo=tr("Jangan hapus berkasnya. Pulihkan dari cadangan terakhir, lalu periksa dengan gallery-pos verify."),
    )


def disconnected() -> StorageTrouble:
    """The server is gone or refuses."""
    return StorageTrouble(
        "storage.disconnected",
        tr("Sambungan ke server data terputus."),
        safe=tr("Yang sudah tersimpan tetap aman; langkah terakhir mungkin sudah atau belum tersimpan."),
        todo=tr("Periksa jaringan, lalu ulangi: langkah yang sudah tersimpan tidak akan tercatat dua kali."),
    )


_SQLITE: dict[int, Callable[[], StorageTrouble]] = {
    3: read_only,  # PERM
    5: locked,  # BUSY
    6: locked,  # LOCKED
    8: read_only,  # READONLY
    10: unreachable,  # IOERR
    11: corrupt,  # CORRUPT
    13: disk_full,  # FULL
    14: unreachable,  # CANTOPEN
    23: read_only,  # AUTH
    26: corrupt,  # NOTADB
}
_IO_ERROR_WRITE = 778
"""SQLite's word for a write cut short, as where a quota ends the file: to a person, the disk is full."""

_SQLITE_WORDS: dict[str, Callable[[], StorageTrouble]] = {
    "database or disk is full": disk_full,
    "disk I/O error": unreachable,
    "database disk image is malformed": corrupt,
    "file is not a database": corrupt,
    "database is locked": locked,
    "attempt to write a readonly database": read_only,
}
"""What SQLite's copying says: its errors come without a code."""

_POSTGRES: dict[str, Callable[[], StorageTrouble]] = {
    "08": disconnected,
    "28": disconnected,
    "3D": disconnected,
    "53100": disk_full,
    "53": disconnected,
    "55P03": locked,
    "40": locked,
    "57": disconnected,
    "58": unreachable,
    "25006": read_only,
    "42501": read_only,
    "XX": corrupt,
}


def translated(error: BaseException) -> StorageTrouble | None:
    """Return the trouble that a driver's error stands for, None where it is a bug of ours."""
    if isinstance(error, DBAPIError):
        if error.connection_invalidated:
            return disconnected()
        return translated(error.orig) if error.orig is not None else None
    make = _maker(error)
    return make() if make else None


def _maker(error: BaseException) -> Callable[[], StorageTrouble] | None:
    driver, code = type(error).__module__.partition(".")[0], getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        return disk_full if code == _IO_ERROR_WRITE else _SQLITE.get(code & 0xFF)
    if driver == "sqlcipher3":
        return _SQLITE_WORDS.get(str(error))
    if driver != "psycopg":
        return None
    state = getattr(error, "sqlstate", None)
    if state is None:
        return disconnected if type(error).__name__ == "OperationalError" else None
    return _POSTGRES.get(state) or _POSTGRES.get(state[:2])


@contextmanager
def storage_errors() -> Iterator[None]:
    """Let only StorageTrouble and bugs out of a block that talks to a database."""
    try:
        yield
    except Exception as error:
        trouble = translated(error)
        if trouble is None:
            raise
        raise trouble from error
