"""The version gate: what stands in a database, whether this program may use it, and how an old one is brought up.

Opening a database that is current reads two short rows; Alembic is imported only where there is something to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, Text, column, inspect, select, table

from db import read_model
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import Connection

    from db.engine import Database

KNOWN = ("0001", "0002")
"""Every revision of the facts, oldest first. A test holds it against the migrations."""

_version: Select[Any] = select(column("version_num", Text)).select_from(table("alembic_version"))


def revision_of(connection: Connection) -> str | None:
    """Return the revision that a database stands at, None where it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(_version).scalar_one_or_none()
    return revision


def prepare(database: Database, *, before_migration: Callable[[], object] | None = None, founded: bool = False) -> None:
    """Bring a database, new or old, to this program's version.

    ``before_migration`` is called before an old database is changed: make a backup there. ``founded`` says that there
    must be books in it already. Raises StorageTrouble (``storage.newer``) for one that a newer program wrote,
    (``storage.gone``) for an empty one where there must be books.
    """
    with database.reading() as connection:
        revision = revision_of(connection)
        current = revision == KNOWN[-1] and read_model.is_current(connection)
    if current:
        return
    if revision is None and founded:
        raise gone()
    refuse_newer(revision)
    if revision is not None and before_migration is not None:
        before_migration()
    if revision != KNOWN[-1]:
        _upgrade(database)
    with database.reading() as connection:
        current = read_model.is_current(connection)
    if not current:
        read_model.rebuild(database)


def refuse_newer(revision: str | None) -> None:
    """Raise StorageTrouble for a revision that this program does not know."""
    if revision is not None and revision not in KNOWN:
        raise StorageTrouble(
            "storage.newer",
            tr("Data galeri ini ditulis oleh versi program yang lebih baru."),
            safe=tr("Data tidak kami ubah."),
            todo=tr("Pasang versi terbaru program ini, lalu buka lagi."),
        )


def gone() -> StorageTrouble:
    """Return the trouble of a gallery whose books are not there any more."""
    return StorageTrouble(
        "storage.gone",
        tr("Buku galeri ini hilang: berkasnya tidak ada atau kosong."),
        safe=tr("Tidak ada yang kami buat atau ubah."),
        todo=tr("Pulihkan dari cadangan terakhir dengan gallery-pos restore."),
    )


def _upgrade(database: Database) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    with database.transaction() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
