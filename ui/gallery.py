"""Opens a data folder and wires the rooms together: the one place that knows both the storage and the services."""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from db.book import SqlBook
from db.drafts import Drafts
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.migrate import prepare
from db.prints import Prints
from db.signing import Terminal
from gallery_pos.desk import Desk
from gallery_pos.documents import GALLERY, OutletRevised, now
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.language import tr
from gallery_pos.services.access import SYSTEM
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.terms import AgreedTerms
from ui.folder import DataFolder, Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from db.credentials import Credentials
    from db.private import PrivateStore
    from db.verify import Finding, Head
    from gallery_pos.ports import Posted

DEFAULT_COMMISSION_BP = 0
"""What a new gallery takes until it agrees otherwise: nothing that nobody agreed to."""

MAIN_OUTLET = "GALERI"


@dataclass
class Gallery:
    """An open data folder."""

    folder: DataFolder
    machine: Machine
    database: Database
    terminal: Terminal
    journal: SignedJournal
    book: SqlBook
    clock: Callable[[], datetime] = now

    def desk(self, user: str = SYSTEM, outlet: str = "") -> Desk:
        """Return the desk of a user at an outlet, this machine's own unless another is named."""
        code = outlet or self.machine.outlet
        record = self.book.outlet(code)
        return Desk(
            journal=self.journal,
            book=self.book,
            outlet=code,
            origin=self.machine.origin,
            user=user,
            timezone=ZoneInfo(record.timezone if record else "Asia/Jakarta"),
            clock=self.clock,
        )

    def outlet(self) -> OutletRevised:
        """Return the outlet this machine sells at. Raises RuleBroken (``outlet.unknown``)."""
        record = self.book.outlet(self.machine.outlet)
        if record is None:
            raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=self.machine.outlet))
        return record

    @cached_property
    def drafts(self) -> Drafts:
        """Carts and forms of this machine that are not finished."""
        return Drafts(self.database, self.machine.origin)

    @cached_property
    def prints(self) -> Prints:
        """What this machine's printers were asked for."""
        return Prints(self.database)

    @cached_property
    def personal(self) -> PrivateStore:
        """What the law lets a person erase. Raises StorageTrouble where its key is missing."""
        from db.private import PrivateStore, private_key

        return PrivateStore(self.database, private_key(self.folder.private_key))

    @cached_property
    def credentials(self) -> Credentials:
        """Passwords and PINs. Raises StorageTrouble where the key they are mixed with is missing."""
        from db.credentials import Credentials
        from db.private import private_key

        pepper = hmac.digest(private_key(self.folder.private_key), b"credentials", "sha256")
        return Credentials(self.database, pepper, clock=self.clock)

    def verify(
        self, *, heads: Iterable[Head] = (), progress: Callable[[int, int], None] | None = None
    ) -> list[Finding]:
        """Check every rule over the whole journal, against the witness file and ``heads`` from paper too."""
        from db.verify import verify

        witnessed = [*read_witness(self.folder), *heads]
        return verify(self.database, pinned=self.terminal.pinned, heads=witnessed, progress=progress)

    def close(self) -> None:
        """Let go of every file and connection."""
        self.database.close()


def open_gallery(folder: DataFolder, *, clock: Callable[[], datetime] = now) -> Gallery:
    """Open the gallery in a folder, bringing an older database up after a backup.

    Raises StorageTrouble where there is none, where the database is newer than the program, or where the place is not
    safe for it.
    """
    machine = folder.machine()
    terminal = Terminal.load(folder.terminal_key)
    database = open_database(machine.database or folder.database)
    try:
        prepare(database, before_migration=lambda: _back_up_first(folder, database))
    except BaseException:
        database.close()
        raise
    return _wired(folder, machine, database, terminal, clock)


def _wired(
    folder: DataFolder, machine: Machine, database: Database, terminal: Terminal, clock: Callable[[], datetime]
) -> Gallery:
    journal = SignedJournal(database, terminal, witness=_Witness(folder))
    return Gallery(folder, machine, database, terminal, journal, SqlBook(database, terminal), clock)


def _back_up_first(folder: DataFolder, database: Database) -> None:
    from db.backup import back_up

    if database.path is not None:
        back_up(database, folder.backups / f"sebelum-{now():%Y%m%d-%H%M%S}.db")


_WITNESSED = frozenset({"ShiftClosed", "StatementIssued"})


class _Witness:
    """Writes the heads of closed shifts and statements to a file outside the database."""

    def __init__(self, folder: DataFolder) -> None:
        self._path = folder.witness

    def __call__(self, posted: Posted) -> None:
        if posted.document.kind not in _WITNESSED:
            return
        head = {name: getattr(posted, name) for name in ("number", "origin", "epoch", "seq")}
        handle = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(msgspec.json.encode(head | {"hash": posted.hash.hex()}) + b"\n")


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


def create_gallery(
    folder: DataFolder,
    *,
    name: str,
    region: str = "",
    outlet: str = MAIN_OUTLET,
    origin: str = "A",
    database: str = "",
    practice: bool = False,
    commission_bp: int = DEFAULT_COMMISSION_BP,
    clock: Callable[[], datetime] = now,
) -> Gallery:
    """Make a new, empty gallery in a folder and open it.

    Raises StorageTrouble (``folder.taken``) where there is one already, RuleBroken for a name that is none.
    """
    if folder.exists():
        raise StorageTrouble(
            "folder.taken",
            tr("Di {folder} sudah ada galeri.").format(folder=folder.path),
            safe=tr("Galeri itu tidak berubah."),
            todo=tr("Pilih folder lain dengan --data."),
        )
    if not name.strip():
        raise RuleBroken("gallery.name", tr("Nama galeri harus diisi."))
    folder.make()
    terminal = Terminal.create(origin)
    terminal.save(folder.terminal_key)
    _make_private_key(folder)
    machine = Machine(origin=origin, outlet=outlet, database=database, practice=practice)
    opened = open_database(database or folder.database)
    try:
        prepare(opened)
        gallery = _wired(folder, machine, opened, terminal, clock)
        _first_documents(gallery, name.strip(), region.strip(), commission_bp)
    except BaseException:
        opened.close()
        raise
    folder.save_machine(machine)
    return gallery


def _make_private_key(folder: DataFolder) -> None:
    from db.private import private_key

    private_key(folder.private_key, create=True)


def _first_documents(gallery: Gallery, name: str, region: str, commission_bp: int) -> None:
    """Write the main outlet and the default agreement, unless a shared database has them already."""
    desk = gallery.desk()
    with gallery.journal.transaction():
        if gallery.book.outlet(gallery.machine.outlet) is None:
            main = gallery.book.main_outlet() is None
            revise_outlet(desk, code=gallery.machine.outlet, name=name, region=region, main=main)
        if gallery.book.agreement(GALLERY) is None:
            revise_agreement(desk, terms=AgreedTerms(commission_bp=commission_bp))
