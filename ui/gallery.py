"""Opens a data folder and wires the rooms together: the one place that knows both the storage and the services."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from db.book import SqlBook
from db.drafts import Drafts
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.marks import is_for_practice, mark_for_practice
from db.migrate import gone, prepare
from db.prints import Prints
from db.signing import Terminal
from gallery_pos.desk import Desk
from gallery_pos.documents import OutletRevised, now
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import SYSTEM
from ui.books.founding import check_new, clear_remains, first_documents, refuse_real_books, refuse_taken_name
from ui.books.witness import WITNESSED, Witness, read_witness
from ui.folder import DataFolder, Machine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

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
    _noticed: tuple[object, str] = (None, "")

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

    def drawn(self, picture: str) -> bytes:
        """Return a signature; nothing where there is none or this machine cannot open it."""
        from db.sealed_files import read_attachment
        from ui.books.private_key import current_key

        return read_attachment(self.folder.pictures, picture, current_key(self.folder)) or b"" if picture else b""

    def notice(self, outlet: OutletRevised) -> str:
        """Return what stands on every paper of an outlet while its report of a month is late; "" while none is.

        The oldest report that is late is named. What is asked for a thousand papers in a row is read once.
        """
        from db.queries.months import overdue

        today = self.desk(outlet=outlet.code).today()
        key = (outlet.code, today, self.book.newest())
        if self._noticed[0] != key:
            late = overdue(self.database, today=today, outlet=outlet.code)
            self._noticed = (key, late[0].notice if late else "")
        return self._noticed[1]

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
        marked = _marked(database, machine)
        if marked != machine:
            folder.save_machine(marked)
    except BaseException:
        database.close()
        raise
    return _wired(folder, marked, database, terminal, clock)


def _marked(database: Database, machine: Machine) -> Machine:
    """Let books and machine bear the mark of practice together: it comes along with a backup, or from the server."""
    if is_for_practice(database):
        return msgspec.structs.replace(machine, practice=True)
    if machine.practice:
        mark_for_practice(database)
    return machine


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
    key: bytes | None = None,
    clock: Callable[[], datetime] = now,
    furnish: Callable[[Gallery], object] | None = None,
) -> Gallery:
    """Make a new gallery in a folder and open it, whole or not at all.

    ``key`` is the key of personal data where another computer has books on the server already. ``furnish`` puts the
    first things into it, in the same transaction; what it raises leaves nothing behind. Raises StorageTrouble (``folder.taken``, ``folder.orphaned``) where there are books already or the place is not safe for
    them, RuleBroken for a name that is none or that another computer has in the books on the server, (``key.needed``,
    ``key.other``) where it lacks their key.
    """
    from ui.books.private_key import settle_key

    check_new(folder, name, origin, database)
    with folder.founding():
        clear_remains(folder)
        terminal = Terminal.create(origin)
        terminal.save(folder.terminal_key)
        machine = Machine(origin=origin, outlet=outlet, database=database, practice=practice)
        opened = open_database(database or folder.database)
        try:
            prepare(opened)
            refuse_taken_name(opened, origin)
            refuse_real_books(opened, practice=practice)
            settle_key(folder, opened, key)
            gallery = _wired(folder, machine, opened, terminal, clock)
            with gallery.journal.transaction():
                machine = gallery.machine = _marked(opened, machine)
                first_documents(gallery, name.strip(), region.strip(), commission_bp)
                if furnish is not None:
                    furnish(gallery)
            folder.save_machine(machine)
        except BaseException:
            opened.close()
            raise
    return gallery
