"""Copies that can be trusted: made while the till works, checked as a copy, and only then given their name.

A PostgreSQL database is copied into a SQLite file as well: facts and working tables, from which the rest is rebuilt.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db import read_model
from db.engine import Database, open_database
from db.errors import storage_errors
from db.migrate import prepare, refuse_newer, revision_of
from db.tables.facts import journal, postings, stock_moves, terminals
from db.tables.working import meta, working
from db.verify.chain import ChainCheck
from gallery_pos.documents import now
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.signing import Terminal
    from db.verify import Finding

_COMPANIONS = ("", "-wal", "-shm")
_BATCH = 1_000
_UNFINISHED = "cadangan-"
_LEFT_SECONDS = 24 * 60 * 60
"""No copy takes a day: an unfinished one that is older was left by a power cut."""


@dataclass(frozen=True, slots=True)
class BackUp:
    """A finished backup: where it is, how many documents it holds, and what is wrong with their chain (nothing)."""

    path: Path
    documents: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """A finished restore: save ``terminal`` before anything is written; the old file was ``kept`` aside."""

    terminal: Terminal
    documents: int
    kept: Path | None


def back_up(database: Database, target: Path) -> BackUp:
    """Copy a database to ``target`` and check the copy, file and chain; an existing backup of that name is replaced.

    The copy is made and checked on this machine's disk, then carried to the target, which may be a stick, a share or
    a synced folder, and read back there. Raises StorageTrouble where the disk is full, the copy is damaged or the
    name is that of something else; then there is no file of that name, or the old one still.
    """
    _refuse_other(target, database)
    beside = database.path.parent if database.path is not None else None
    with _disk_errors(), TemporaryDirectory(prefix=_UNFINISHED, dir=beside) as folder:
        if beside is not None:
            _sweep(beside)
        copy = Path(folder) / "salinan.db"
        if database.on_sqlite:
            _copy_file(database, copy)
        else:
            _copy_rows(database, copy, database.key)
        documents, findings = check(copy, key=database.key)
        target.parent.mkdir(parents=True, exist_ok=True)
        _carry(copy, target)
    return BackUp(target, documents, findings)


def _sweep(place: Path) -> None:
    """Take away what a power cut left of earlier copies; one that somebody else is making now is younger."""
    for left in place.glob(f"{_UNFINISHED}*"):
        with suppress(FileNotFoundError):  # somebody else's copy was finished just now
            if now().timestamp() - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left)


_SQLITE = b"SQLite format 3\0"


def _refuse_other(target: Path, database: Database) -> None:
    """Raise StorageTrouble (``backup.other``) for the name of anything but an older backup, above all the books."""
    if not target.exists():
        return
    is_books = database.path is not None and database.path.exists() and target.samefile(database.path)
    if target.is_file() and not is_books:
        with _disk_errors(), target.open("rb") as file:
            head = file.read(len(_SQLITE))
        if not head or head == _SQLITE or database.key is not None:  # an encrypted backup begins with noise
            return
    raise StorageTrouble(
        "backup.other",
        tr("{file} sudah ada dan bukan cadangan.").format(file=target),
        safe=tr("Berkas itu dan buku galeri tidak berubah."),
        todo=tr("Pilih nama berkas lain."),
    )


def _carry(copy: Path, target: Path) -> None:
    """Put a file elsewhere, whole or not at all, and believe only what can be read back there."""
    unfinished = target.with_name(f"{target.name}.belum-selesai")
    unfinished.unlink(missing_ok=True)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        shutil.copyfile(copy, unfinished)
        _sync(unfinished)
        if _digest(unfinished) != _digest(copy):
            raise _damaged(target)
        unfinished.replace(target)
        _sync_folder(target.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def check(path: Path, *, key: bytes | None = None) -> tuple[int, tuple[Finding, ...]]:
    """Check the file and the chain of a backup; return its number of documents and what is wrong with the chain.

    Raises StorageTrouble for a damaged file, one from a newer program, or one that is no gallery's.
    """
    if not path.exists():
        raise _missing(path)
    copy = open_database(path, key=key)
    try:
        with copy.reading() as connection:
            revision = revision_of(connection)
            refuse_newer(revision)
            if revision is None:
                raise _damaged(path)
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok":
                raise _damaged(path)
            chain = ChainCheck(connection, {}, deep=False)
            found = [finding for page in read_model.pages(connection) for row in page for finding in chain.row(row)]
            found += chain.end(())
            documents = connection.execute(select(func.count()).select_from(journal)).scalar_one()
            return documents, tuple(found)
    finally:
        copy.close()


def restore(
    backup: Path,
    path: Path,
    terminal: Terminal,
    *,
    key: bytes | None = None,
    keep: Callable[[Terminal], object] | None = None,
    inspect: Callable[[Database], object] | None = None,
) -> Restored:
    """Put a checked copy of ``backup`` in the place of the database at ``path``, which nobody may have open.

    The terminal that comes back has a new epoch and key: what was written after the backup may stand on paper
    somewhere, and its numbers are never given again. ``keep`` saves it, just before the file takes its place: a power
    cut in between costs an epoch and no more. ``inspect`` looks at the copy before that, and may refuse it. Raises StorageTrouble, also where the database is open somewhere
    (``storage.locked``); then nothing was changed.
    """
    if not backup.is_file():
        raise _missing(backup)
    _refuse_in_use(path, key)
    with _disk_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        coming = path.with_name(f"{path.name}.dipulihkan")
        _remove(coming)
        try:
            _carry(backup, coming)
            log = backup.with_name(f"{backup.name}-wal")
            if log.exists():  # a file that was copied while somebody worked: its latest lies beside it
                _carry(log, coming.with_name(f"{coming.name}-wal"))
            documents, _ = check(coming, key=key)
            if inspect is not None:
                _inspect(coming, key, inspect)
        except BaseException as error:
            _remove(coming)
            if isinstance(error, StorageTrouble) and error.code in {"storage.corrupt", "backup.damaged"}:
                raise _damaged(backup) from error
            raise
        epoch = max(_last_epoch(coming, terminal.origin, key), _last_epoch(path, terminal.origin, key)) + 1
        renewed = terminal.next_epoch(at_least=epoch)
        if keep is not None:
            keep(renewed)
        kept = _put_aside(path)
        coming.replace(path)
        _sync_folder(path.parent)
    return Restored(renewed, documents, kept)


def _inspect(path: Path, key: bytes | None, inspect: Callable[[Database], object]) -> None:
    copy = open_database(path, key=key)
    try:
        inspect(copy)
    finally:
        copy.close()


def _refuse_in_use(path: Path, key: bytes | None) -> None:
    """Raise StorageTrouble (``storage.locked``) where a program has the database open; a ruined one nobody has.

    SQLite leaves the write-ahead log only where nobody else is connected; the next to open it takes it up again.
    """
    if not path.exists():
        return
    try:
        database = open_database(path, key=key)
        try:
            with database.glance() as connection:
                # Outside a transaction, which SQLAlchemy would begin.
                connection.connection.driver_connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]
        finally:
            database.close()
    except StorageTrouble as trouble:
        if trouble.code == "storage.locked":
            raise


def _copy_file(database: Database, target: Path) -> None:
    """Copy page by page with SQLite's own backup, which sees one state of the database."""
    copy = open_database(target, key=database.key)
    try:
        with storage_errors(), database.engine.connect() as source, copy.engine.connect() as into:
            source.connection.driver_connection.backup(into.connection.driver_connection)  # type: ignore[union-attr]
    finally:
        copy.close()


def _copy_rows(database: Database, target: Path, key: bytes | None) -> None:
    copy = open_database(target, key=key)
    try:
        prepare(copy)
        with database.reading() as source, copy.transaction() as into:
            for table in (terminals, stock_moves, postings, journal, *working.sorted_tables):
                if table is meta:
                    continue
                rows = source.execute(select(table).order_by(*table.primary_key)).mappings()
                while some := rows.fetchmany(_BATCH):
                    into.execute(table.insert(), [dict(row) for row in some])
        read_model.rebuild(copy)
    finally:
        copy.close()


def _last_epoch(path: Path, origin: str, key: bytes | None) -> int:
    """Return the last epoch in which a terminal wrote; 0 for a file that is missing or cannot be read any more."""
    if not path.exists():
        return 0
    wanted = select(func.max(terminals.c.epoch)).where(terminals.c.origin == origin)
    try:
        database = open_database(path, key=key)
    except StorageTrouble:
        return 0
    try:
        with database.reading() as connection:
            return connection.execute(wanted).scalar_one() or 0 if revision_of(connection) else 0
    except StorageTrouble:
        return 0
    finally:
        database.close()


def _put_aside(path: Path) -> Path | None:
    """Give the old file and its companions another name; it is never deleted."""
    if not path.exists():
        return None
    aside = path.with_name(f"{path.stem}-sebelum-pulih-{now():%Y%m%d-%H%M%S-%f}{path.suffix}")
    for companion in _COMPANIONS:
        old = path.with_name(path.name + companion)
        if old.exists():
            old.replace(aside.with_name(aside.name + companion))
    return aside


def _remove(path: Path) -> None:
    for companion in _COMPANIONS:
        path.with_name(path.name + companion).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable, where the system lets a folder be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _disk_errors() -> Iterator[None]:
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


def _missing(path: Path) -> StorageTrouble:
    return StorageTrouble(
        "backup.missing",
        tr("Berkas cadangan {file} tidak ada.").format(file=path.name),
        safe=tr("Buku galeri tidak berubah."),
        todo=tr("Periksa nama dan foldernya, lalu ulangi."),
    )


def _damaged(path: Path) -> StorageTrouble:
    return StorageTrouble(
        "backup.damaged",
        tr("Salinan {file} rusak atau bukan data galeri.").format(file=path.name),
        safe=tr("Buku galeri tidak berubah."),
        todo=tr("Pakai salinan lain, atau buat salinan baru di cakram lain."),
    )
