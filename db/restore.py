"""The way back from a backup: a checked copy in the place of the database, and a new epoch for the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from db.archive import Unpacked, is_archive, unpack_attachments, unpack_books
from db.backup import check
from db.carrying import COMPANIONS, carry, damaged, disk_errors, missing, remove, sync_folder
from db.engine import open_database
from db.migrate import revision_of
from db.tables.facts import terminals
from gallery_pos.documents import now
from gallery_pos.errors import StorageTrouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.engine import Database
    from db.signing import Terminal


@dataclass(frozen=True, slots=True)
class Restored:
    """A finished restore: save ``terminal`` before anything is written; the old file was ``kept`` aside.

    ``attachments`` is how many pictures and scans the backup holds.
    """

    terminal: Terminal
    documents: int
    kept: Path | None
    attachments: int = 0


def restore(
    backup: Path,
    path: Path,
    terminal: Terminal,
    *,
    key: bytes | None = None,
    keep: Callable[[Terminal], object] | None = None,
    inspect: Callable[[Database], object] | None = None,
    attachments: Path | None = None,
    private_key: bytes | None = None,
) -> Restored:
    """Put a checked copy of ``backup`` in the place of the database at ``path``, which nobody may have open.

    The terminal that comes back has a new epoch and key: what was written after the backup may stand on paper
    somewhere, and its numbers are never given again. ``keep`` saves it, just before the file takes its place: a power
    cut in between costs an epoch and no more. ``inspect`` looks at the copy before that, and may refuse it. Pictures and
    scans that came along go into the folder ``attachments``; sealed ones there that ``private_key`` opens stay. Raises
    StorageTrouble, also where the database is open somewhere (``storage.locked``); then nothing was changed.
    """
    if not backup.is_file():
        raise missing(backup)
    _refuse_in_use(path, key)
    with disk_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        coming = path.with_name(f"{path.name}.dipulihkan")
        remove(coming)
        came = Unpacked()
        try:
            _bring(backup, coming)
            documents, _ = check(coming, key=key)
            if inspect is not None:
                _inspect(coming, key, inspect)
            if attachments is not None and is_archive(backup):
                came = unpack_attachments(backup, attachments, private_key)
            renewed = _renewed(terminal, coming, path, key)
            if keep is not None:
                keep(renewed)
            kept = _put_aside(path)
            coming.replace(path)
        except BaseException as error:
            remove(coming)
            came.take_back()
            if isinstance(error, StorageTrouble) and error.code in {"storage.corrupt", "backup.damaged"}:
                raise damaged(backup) from error
            raise
        sync_folder(path.parent)
    return Restored(renewed, documents, kept, came.there)


def _bring(backup: Path, coming: Path) -> None:
    """Put the copy of the books in a backup beside those that it will replace."""
    if is_archive(backup):
        unpack_books(backup, coming)
        return
    carry(backup, coming)
    log = backup.with_name(f"{backup.name}-wal")
    if log.exists():  # a file that was copied while somebody worked: its latest lies beside it
        carry(log, coming.with_name(f"{coming.name}-wal"))


def _renewed(terminal: Terminal, coming: Path, path: Path, key: bytes | None) -> Terminal:
    """Return the terminal in an epoch after every one that stands in either file."""
    epoch = max(_last_epoch(file, terminal.origin, key) for file in (coming, path)) + 1
    return terminal.next_epoch(at_least=epoch)


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
    for companion in COMPANIONS:
        old = path.with_name(path.name + companion)
        if old.exists():
            old.replace(aside.with_name(aside.name + companion))
    return aside
