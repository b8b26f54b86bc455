"""An open database: connections, their settings, and the only place where transactions begin and end.

SQLite comes through the sqlcipher3 wheels, because many Pythons link a SQLite whose WAL mode can corrupt the file
(https://www.sqlite.org/wal.html#walresetbug). PostgreSQL comes by URL.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url

from db.errors import storage_errors
from db.locations import refuse_unsafe_place
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

_WRITERS_LOCK = 0x67616C65
"""One writer at a time on PostgreSQL as on SQLite: rules read before they write, and positions stay gapless."""

_BUSY_MILLISECONDS = 5_000
_WRITES = "writes"
_KEPT_STATEMENTS = 1_000
"""More than there are. The driver keeps those used most, not those used last: once its own 100 are full of what opening
a database runs, every statement that is new to it is parsed anew each time, which was a third of a sale.
"""


class Database:
    """One database for the whole process. Each thread has a connection of its own."""

    def __init__(self, engine: Engine, path: Path | None, key: bytes | None = None) -> None:
        """Use :func:`open_database`."""
        self.engine = engine
        self.path = path
        self.key = key
        self.on_sqlite = engine.dialect.name == "sqlite"
        self._mine = threading.local()
        self._all: weakref.WeakSet[Connection] = weakref.WeakSet()

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._mine, "connection", None)
        if connection is None or connection.closed:
            connection = self._mine.connection = self.engine.connect()
            self._all.add(connection)
        return connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Write: everything inside is kept together at the end, or nothing is. A nested call joins the outer one.

        Raises StorageTrouble where the disk, a lock or the server fails; then nothing was kept.
        """
        if getattr(self._mine, "writing", False):
            yield self._mine.connection
            return
        with storage_errors():
            connection = self._connection()
            connection.info[_WRITES] = self._mine.writing = True
            self._mine.spoilt = False
            self._mine.after = []
            try:
                with connection.begin():
                    if not self.on_sqlite:
                        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")
                    yield connection
                    if self._mine.spoilt:
                        raise RuntimeError("a write failed half way and somebody went on as if it had not")
            finally:
                connection.info[_WRITES] = self._mine.writing = False
        for call in self._mine.after:
            call()

    def spoil(self) -> None:
        """Make sure that this thread's transaction is never kept: part of a write failed."""
        self._mine.spoilt = True

    def after_commit(self, call: Callable[..., None], *arguments: object) -> None:
        """Call something once this thread's transaction is safely kept; never if it is not."""
        self._mine.after.append(partial(call, *arguments))

    @property
    def here(self) -> Connection | None:
        """The connection of the transaction or reading that this thread is in, if it is in any."""
        mine = self._mine
        if getattr(mine, "writing", False) or getattr(mine, "reading", 0):
            connection: Connection = mine.connection
            return connection
        return None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read: inside a transaction its own state, else one state for all reads (on PostgreSQL for each read)."""
        depth = getattr(self._mine, "reading", 0)
        if depth or getattr(self._mine, "writing", False):
            yield self._mine.connection
            return
        with storage_errors():
            connection = self._connection()
            transaction = connection.begin()
            self._mine.reading = 1
            try:
                yield connection
            finally:
                self._mine.reading = 0
                transaction.rollback()

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """Read with one prepared statement: on SQLite that is one state by itself and needs no transaction."""
        if self.on_sqlite and not getattr(self._mine, "reading", 0) and not getattr(self._mine, "writing", False):
            with storage_errors():
                yield self._connection()
        else:
            with self.reading() as connection:
                yield connection

    def close(self) -> None:
        """Close every connection. No thread may be inside a transaction."""
        for connection in list(self._all):
            connection.close()
        self.engine.dispose()


def open_database(place: str | Path, *, key: bytes | None = None) -> Database:
    """Open or create the database at a path (SQLite) or a URL that begins with ``postgresql``.

    ``key`` (32 bytes) encrypts a SQLite file. The tables are not looked at: see :mod:`db.migrate`. Raises
    StorageTrouble for a place where SQLite is not safe, an unfixed SQLite, a file or server that does not open.
    """
    if isinstance(place, str) and place.startswith("postgresql"):
        return _open_postgres(make_url(place))
    return _open_sqlite(Path(place), key)


def _open_postgres(url: URL) -> Database:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=2,
        max_overflow=-1,
        pool_pre_ping=True,
        use_native_hstore=False,
    )
    database = Database(engine, None)
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    return database


def _open_sqlite(path: Path, key: bytes | None) -> Database:
    from sqlcipher3 import dbapi2

    refuse_unfixed(sqlite_version())
    path = path.absolute()
    refuse_unsafe_place(path)
    if not path.exists():
        _create_private(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=dbapi2,
        connect_args={"cached_statements": _KEPT_STATEMENTS},
        pool_size=2,
        max_overflow=-1,
        pool_use_lifo=True,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (
            f"busy_timeout = {_BUSY_MILLISECONDS}",
            "journal_mode = WAL",
            "synchronous = FULL",
            "fullfsync = ON",
            "checkpoint_fullfsync = ON",
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "cache_size = -16000",
            "wal_autocheckpoint = 4000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # By the driver itself: SQLAlchemy's way to run a statement takes ten times as long as this one.
        driver: Any = connection.connection.driver_connection
        driver.execute("BEGIN IMMEDIATE" if connection.info.get(_WRITES) else "BEGIN").close()

    database = Database(engine, path, key)
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    return database


def _create_private(path: Path) -> None:
    """Make an empty file that only its owner can read: SQLite gives its companions the same rights."""
    with storage_errors():
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StorageTrouble(
                "storage.unavailable",
                tr("Folder data {folder} tidak bisa ditulisi.").format(folder=path.parent),
                safe=tr("Belum ada yang berubah."),
                todo=tr("Pilih folder lain, atau periksa izin folder itu."),
            ) from error


def sqlite_version() -> tuple[int, ...]:
    """Return the version of the SQLite that is used."""
    from sqlcipher3 import dbapi2

    version: tuple[int, ...] = dbapi2.sqlite_version_info
    return version


_FIXED = ((3, 44, 6), (3, 50, 7))
_FIXED_FROM = (3, 51, 3)


def refuse_unfixed(version: tuple[int, ...]) -> None:
    """Raise StorageTrouble for a SQLite with the WAL-reset bug (3.7.0 to 3.51.2, but for two backports)."""
    backported = any(version[:2] == fixed[:2] and version >= fixed for fixed in _FIXED)
    if version < _FIXED_FROM and not backported:
        raise StorageTrouble(
            "storage.unfixed_sqlite",
            tr("SQLite {version} di komputer ini bisa merusak data.").format(version=".".join(map(str, version))),
            safe=tr("Data belum dibuka."),
            todo=tr("Pasang ulang program ini dengan paket sqlcipher3 yang terbaru."),
        )
