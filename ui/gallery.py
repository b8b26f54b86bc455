"""Opens a data folder and wires the rooms together: the one place that knows both the storage and the services."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from db.book import SqlBook
from db.drafts import Drafts
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.locations import refuse_unsafe_place
from db.migrate import gone, prepare, revision_of
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
from ui.books.witness import WITNESSED, Witness, read_witness
from ui.folder import DataFolder, Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from db.credentials import Credentials
    from db.private import PrivateStore
    from db.verify import Finding, Head

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

    def sell_at(self, code: str) -> OutletRevised:
        """Let this machine sell at another outlet from now on: at a bazaar, say, and at home again after it.

        Raises RuleBroken (``outlet.unknown``, ``outlet.closed``, ``outlet.unattended``, ``outlet.open_shift``).
        """
        place = self.book.outlet(code)
        if place is None:
            raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=code))
        if not place.active:
            raise RuleBroken("outlet.closed", tr("{name} sudah ditutup.").format(name=place.name))
        if not place.attended:
            raise RuleBroken(
                "outlet.unattended",
                tr("{name} tidak dijaga, jadi tidak punya kasir.").format(name=place.name),
                todo=tr("Catat penjualannya lewat kunjungan."),
            )
        if code != self.machine.outlet and self.book.open_shift(self.machine.outlet, self.machine.origin) is not None:
            raise RuleBroken(
                "outlet.open_shift",
                tr("Sif di komputer ini masih terbuka."),
                safe=tr("Komputer ini tetap berjualan di gerai yang sama."),
                todo=tr("Tutup sifnya dulu."),
            )
        machine = msgspec.structs.replace(self.machine, outlet=code)
        self.folder.save_machine(machine)
        self.machine = machine
        return place

    def logo(self, outlet: OutletRevised) -> bytes:
        """Return the picture of an outlet's logo; nothing where it has none or this machine has not got the file."""
        picture = self.folder.pictures / outlet.logo if outlet.logo else None
        return picture.read_bytes() if picture is not None and picture.is_file() else b""

    @cached_property
    def drafts(self) -> Drafts:
        """Carts and forms of this machine that are not finished."""
        return Drafts(self.database, self.machine.origin)

    @cached_property
    def prints(self) -> Prints:
        """What this machine's printers were asked for."""
        return Prints(self.database, self.machine.origin)

    @cached_property
    def personal(self) -> PrivateStore:
        """What the law lets a person erase. Raises StorageTrouble where its key is missing."""
        from db.private import PrivateStore, private_key

        return PrivateStore(self.database, private_key(self.folder.private_key))

    @cached_property
    def credentials(self) -> Credentials:
        """Passwords and PINs; without the key that PINs are mixed with, passwords only."""
        from db.credentials import Credentials
        from db.keys import pepper_of
        from ui.books.private_key import current_key

        key = current_key(self.folder)
        return Credentials(self.database, pepper_of(key) if key else None, clock=self.clock)

    def forget_key(self) -> None:
        """Read the key of personal data anew when it is needed next: it is another one now."""
        for store in ("personal", "credentials"):
            self.__dict__.pop(store, None)

    def verify(
        self, *, heads: Iterable[Head] = (), progress: Callable[[int, int], None] | None = None
    ) -> list[Finding]:
        """Check every rule over the whole journal, against the witness file and ``heads`` from paper too."""
        from db.verify import verify

        witnessed, torn = read_witness(self.folder)
        own = self.terminal
        found = verify(self.database, pinned=own.pinned, heads=[*witnessed, *heads], own=own, progress=progress)
        return [*found, *self._about_itself(missing=not witnessed, torn=torn)]

    def _about_itself(self, *, missing: bool, torn: list[int]) -> Iterator[Finding]:
        """Yield what is wrong with this machine's own part in the proof."""
        from db.queries.books import count_documents, heads
        from db.verify import Finding
        from db.verify.findings import CHAIN

        file = self.folder.witness.name
        if not count_documents(self.database):
            yield Finding(CHAIN, "", None, tr("jurnal kosong, padahal galeri ini pernah dibuat"))
        for number in torn:
            what = tr("baris {number} di berkas saksi {file} tidak bisa dibaca").format(number=number, file=file)
            yield Finding(CHAIN, "", None, what)
        if missing:
            told = heads(self.database, WITNESSED)
            if (
                sum((head.origin, head.epoch) in self.terminal.pinned for head in told) > 1
            ):  # the last one's line may have been lost with the power
                yield Finding(CHAIN, "", None, tr("berkas saksi {file} hilang atau dikosongkan").format(file=file))

    def close(self) -> None:
        """Let go of every file and connection."""
        self.database.close()


def open_gallery(folder: DataFolder, *, clock: Callable[[], datetime] = now) -> Gallery:
    """Open the gallery in a folder, bringing an older database up after a backup.

    Raises StorageTrouble where there is none, where its books or its key are gone, where the database is newer than the
    program, or where the place is not safe for it.
    """
    machine = folder.machine()
    terminal = Terminal.load(folder.terminal_key)
    if terminal.origin != machine.origin:
        raise folder.unreadable()
    if not machine.database and not (folder.database.exists() and folder.database.stat().st_size):
        raise gone()  # opening an empty file would begin to fill it
    database = open_database(machine.database or folder.database)
    try:
        prepare(database, before_migration=lambda: _back_up_first(folder, database), founded=True)
    except BaseException:
        database.close()
        raise
    return _wired(folder, machine, database, terminal, clock)


def _wired(
    folder: DataFolder, machine: Machine, database: Database, terminal: Terminal, clock: Callable[[], datetime]
) -> Gallery:
    journal = SignedJournal(database, terminal, witness=Witness(folder))
    return Gallery(folder, machine, database, terminal, journal, SqlBook(database, terminal), clock)


def _back_up_first(folder: DataFolder, database: Database) -> None:
    from db.backup import back_up

    if database.path is not None:
        back_up(database, folder.backups / f"sebelum-{now():%Y%m%d-%H%M%S}.db")


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
    furnish: Callable[[Gallery], object] | None = None,
) -> Gallery:
    """Make a new gallery in a folder and open it, whole or not at all.

    ``furnish`` puts the first things into it, in the same transaction; what it raises leaves nothing behind. Raises
    StorageTrouble (``folder.taken``, ``folder.orphaned``) where there are books already or the place is not safe for
    them, RuleBroken for a name that is none or that another computer has in the books on the server.
    """
    from db.private import private_key

    _check_new(folder, name, origin, database)
    with folder.founding():
        clear_remains(folder)
        terminal = Terminal.create(origin)
        terminal.save(folder.terminal_key)
        private_key(folder.private_key, create=True)
        machine = Machine(origin=origin, outlet=outlet, database=database, practice=practice)
        opened = open_database(database or folder.database)
        try:
            prepare(opened)
            _refuse_taken_name(opened, origin)
            gallery = _wired(folder, machine, opened, terminal, clock)
            with gallery.journal.transaction():
                _first_documents(gallery, name.strip(), region.strip(), commission_bp)
                if furnish is not None:
                    furnish(gallery)
            folder.save_machine(machine)
        except BaseException:
            opened.close()
            raise
    return gallery


_TERMINAL = re.compile(r"[A-Z0-9]{1,8}")


def _check_new(folder: DataFolder, name: str, origin: str, database: str) -> None:
    """Refuse what cannot become a gallery, before anything is made."""
    folder.refuse_taken()
    if not name.strip():
        raise RuleBroken("gallery.name", tr("Nama galeri harus diisi."))
    if not _TERMINAL.fullmatch(origin):
        raise RuleBroken(
            "gallery.terminal",
            tr("Nama komputer {name} tidak bisa dipakai.").format(name=origin or "“”"),
            safe=tr("Belum ada yang dibuat."),
            todo=tr("Pakai satu sampai delapan huruf besar atau angka, misalnya A."),
        )
    if not database:
        refuse_unsafe_place(folder.database)


def _refuse_taken_name(database: Database, origin: str) -> None:
    """Raise RuleBroken where another computer writes into these books under the same name."""
    from db.queries.books import origins

    taken = origins(database)
    if origin in taken:
        free = next(letter for letter in (*ascii_uppercase, f"{origin}2") if letter not in taken)
        raise RuleBroken(
            "gallery.terminal_taken",
            tr("Nama komputer {name} sudah dipakai di buku itu.").format(name=origin),
            safe=tr("Belum ada yang dibuat."),
            todo=tr("Beri komputer ini nama lain, misalnya --terminal {name}.").format(name=free),
        )


def clear_remains(folder: DataFolder) -> None:
    """Take away what a power cut left of an earlier try; it holds no document. Raises StorageTrouble where it does."""
    if folder.database.exists() and _has_documents(folder.database):
        raise StorageTrouble(
            "folder.orphaned",
            tr("Di {folder} sudah ada buku galeri, tetapi berkas {file} hilang.").format(
                folder=folder.path, file=folder.machine_file.name
            ),
            safe=tr("Buku itu tidak berubah."),
            todo=tr("Kembalikan berkas itu dari cadangan, atau pilih folder lain dengan --data."),
        )
    for end in ("", "-wal", "-shm"):
        folder.database.with_name(folder.database.name + end).unlink(missing_ok=True)


def _has_documents(path: Path) -> bool:
    """Tell whether a file holds books; one whose making was cut short by a power cut has no document yet."""
    from db.queries.books import count_documents

    opened = open_database(path)
    try:
        with opened.reading() as connection:
            founded = revision_of(connection) is not None
        return founded and count_documents(opened) > 0
    finally:
        opened.close()


def _first_documents(gallery: Gallery, name: str, region: str, commission_bp: int) -> None:
    """Write the main outlet and the default agreement, unless a shared database has them already."""
    desk = gallery.desk()
    if gallery.book.outlet(gallery.machine.outlet) is None:
        main = gallery.book.main_outlet() is None
        revise_outlet(desk, code=gallery.machine.outlet, name=name, region=region, main=main)
    if gallery.book.agreement(GALLERY) is None:
        revise_agreement(desk, terms=AgreedTerms(commission_bp=commission_bp))
