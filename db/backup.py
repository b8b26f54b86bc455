"""Copies that can be trusted: made while the till works, checked as a copy, and only then given their name.

With the pictures and scans of a gallery a copy becomes one file (:mod:`db.archive`).

A PostgreSQL database is copied into a SQLite file as well: facts and working tables, from which the rest is rebuilt.
:mod:`db.restore` is the way back.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from db import read_model
from db.archive import is_archive, pack
from db.carrying import carry, damaged, disk_errors, missing
from db.engine import Database, open_database
from db.errors import storage_errors
from db.marks import READ_VERSION
from db.migrate import prepare, refuse_newer, revision_of
from db.tables.facts import journal, postings, stock_moves, terminals
from db.tables.working import meta, working
from db.verify.chain import ChainCheck
from gallery_pos.documents import now
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Select, Table

    from db.verify import Finding

_BATCH = 1_000
_UNFINISHED = "cadangan-"
_LEFT_SECONDS = 24 * 60 * 60
"""No copy takes a day: an unfinished one that is older was left by a power cut."""


@dataclass(frozen=True, slots=True)
class BackUp:
    """A finished backup: where it is, how many documents it holds, and what is wrong with their chain (nothing).

    ``attachments`` is how many pictures and scans lie in it.
    """

    path: Path
    documents: int
    findings: tuple[Finding, ...]
    attachments: int = 0


def back_up(
    database: Database,
    target: Path,
    *,
    attachments: Path | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> BackUp:
    """Copy a database to ``target`` and check the copy, file and chain; an existing backup of that name is replaced.

    ``attachments`` is the folder of pictures and scans that come along; without it the copy is the database alone.
    ``progress`` is told files done and in all. The copy is made and checked on this machine's disk, then carried to the
    target, which may be a stick, a share or a synced folder, and read back there. Raises StorageTrouble where the disk
    is full, the copy is damaged or the name is that of something else; then there is no file of that name, or the old
    one still.
    """
    _refuse_other(target, database)
    beside = database.path.parent if database.path is not None else None
    with disk_errors(), TemporaryDirectory(prefix=_UNFINISHED, dir=beside) as folder:
        if beside is not None:
            _sweep(beside)
        copy = Path(folder) / "salinan.db"
        if database.on_sqlite:
            _copy_file(database, copy)
        else:
            _copy_rows(database, copy, database.key)
        documents, findings = check(copy, key=database.key)
        packed = 0
        if attachments is not None:
            whole = Path(folder) / "semua.zip"
            packed = pack(copy, attachments, whole, progress)
            copy = whole
        target.parent.mkdir(parents=True, exist_ok=True)
        carry(copy, target)
    return BackUp(target, documents, findings, packed)


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
        with disk_errors(), target.open("rb") as file:
            head = file.read(len(_SQLITE))
            ours = not head or head == _SQLITE or is_archive(target)
        if ours or database.key is not None:  # an encrypted backup begins with noise
            return
    raise StorageTrouble(
        "backup.other",
        tr("{file} sudah ada dan bukan cadangan.").format(file=target),
        safe=tr("Berkas itu dan buku galeri tidak berubah."),
        todo=tr("Pilih nama berkas lain."),
    )


def check(path: Path, *, key: bytes | None = None) -> tuple[int, tuple[Finding, ...]]:
    """Check the file and the chain of a backup; return its number of documents and what is wrong with the chain.

    Raises StorageTrouble for a damaged file, one from a newer program, or one that is no gallery's.
    """
    if not path.exists():
        raise missing(path)
    copy = open_database(path, key=key)
    try:
        with copy.reading() as connection:
            revision = revision_of(connection)
            refuse_newer(revision)
            if revision is None:
                raise damaged(path)
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() != "ok":
                raise damaged(path)
            chain = ChainCheck(connection, {}, deep=False)
            found = [finding for page in read_model.pages(connection) for row in page for finding in chain.row(row)]
            found += chain.end(())
            documents = connection.execute(select(func.count()).select_from(journal)).scalar_one()
            return documents, tuple(found)
    finally:
        copy.close()


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
                rows = source.execute(_rows(table)).mappings()
                while some := rows.fetchmany(_BATCH):
                    into.execute(table.insert(), [dict(row) for row in some])
        read_model.rebuild(copy)
    finally:
        copy.close()


def _rows(table: Table) -> Select[Any]:
    """Return what is copied of a table; the version of its read tables every database has of its own."""
    rows = select(table).order_by(*table.primary_key)
    return rows.where(meta.c.name != READ_VERSION) if table is meta else rows
