"""The gallery that the walk goes through: a database of its own, three outlets, its people, and a clock that only goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import TypeVar
from uuid import UUID

from sqlalchemy import func, select

from db import read_model
from db.book import SqlBook
from db.engine import open_database
from db.journal import SignedJournal
from db.migrate import prepare
from db.signing import Terminal
from db.tables.facts import journal
from db.verify import Finding, verify
from gallery_pos.desk import Desk
from gallery_pos.documents import ConsignorRevised, GoodsSent, OutletKind, ProductRevised, Role, Shelf
from gallery_pos.errors import BadInput, NeedsApproval, RuleBroken
from gallery_pos.ports import Lot, Posted
from gallery_pos.services.access import SYSTEM, Approval, revise_user
from gallery_pos.services.events import plan_event
from gallery_pos.services.outlets import revise_outlet
from ui.folder import DataFolder, Machine
from ui.gallery import Gallery

_T = TypeVar("_T")

MAIN, CORNER, EVENT = "GALERI", "SUDUT", "BAZAR"
OUTLETS = (MAIN, CORNER, EVENT)
TILLS = ((MAIN, "A"), (MAIN, "B"), (EVENT, "C"))
"""The gallery has two tills, the event one; the corner is visited."""
SHELVES = (Shelf(code="A", name="Rak depan", slots=3), Shelf(code="B", name="Rak samping"))
YES = Approval(by="admin", reason="boleh")
_OPENING = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@dataclass
class Counting:
    """A count that is under way: which products it is about, and the part counts that are in."""

    id: UUID
    products: Sequence[str]
    parts: dict[str, UUID] = field(default_factory=dict)


class Walk:
    """One gallery and what its people remember; the dice decide everything, so that a seed can be walked again."""

    def __init__(self, place: Path | str, seed: int) -> None:
        """Make an empty gallery in the file ``place``, or in the empty database of this URL."""
        self.random = Random(seed)
        self.database = open_database(place)
        prepare(self.database)
        self._terminals = {till: Terminal.create(till) for _, till in TILLS}
        self._journals = {till: SignedJournal(self.database, own) for till, own in self._terminals.items()}
        self._books = {till: SqlBook(self.database, own) for till, own in self._terminals.items()}
        self.book = self._books["A"]
        self._now, self._ids = _OPENING, count(1)
        self.sold: list[str] = []
        self.ways: list[GoodsSent] = []
        self.counts: dict[str, Counting] = {}
        self.twins: list[tuple[str, str]] = []
        self.refusals: Counter[str] = Counter()
        self._found()

    def _found(self) -> None:
        desk = self.desk(SYSTEM)
        revise_outlet(desk, code=MAIN, name="Galeri UMKM", main=True, shelves=SHELVES)
        revise_outlet(desk, code=CORNER, name="Sudut Kecamatan", type=OutletKind.CORNER, attended=False)
        for role in Role:
            revise_user(desk, code=role.value, name=role.value.title(), role=role)
        self.plan_bazaar()

    def plan_bazaar(self) -> None:
        """Open the event, or open it again: for a month from today."""
        today = self.desk().today()
        fee = self.random.choice([0, 150_000])
        known = [maker.code for maker in self.makers()]
        plan_event(
            self.desk(),
            name="Bazar Alun-alun",
            starts=today,
            ends=today + timedelta(30),
            code=EVENT,
            stand_fee=fee,
            participants=self.random.sample(known, min(len(known), 4)),
        )

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # -- what steps use

    def desk(self, user: str = "admin", outlet: str = MAIN, till: str = "A") -> Desk:
        """Return a desk; the clock goes on by seconds with everything that is asked of it."""
        return Desk(
            journal=self._journals[till],
            book=self._books[till],
            outlet=outlet,
            origin=till,
            user=user,
            clock=self._tick,
            make_id=self._new_id,
        )

    def _tick(self) -> datetime:
        self._now += timedelta(milliseconds=self.random.randint(1, 3_000))
        return self._now

    def _new_id(self) -> UUID:
        moment = int(self._now.timestamp() * 1_000)
        return UUID(int=moment << 80 | 0x7 << 76 | 0x2 << 62 | next(self._ids))

    def wait(self, days: int) -> None:
        """Let days pass."""
        self._now += timedelta(days=days)

    def till(self) -> tuple[str, str]:
        """Return the outlet and the terminal of a till."""
        return self.random.choice(TILLS)

    def makers(self) -> list[ConsignorRevised]:
        """Return the makers who are still here."""
        return [maker for maker in self.book.consignors() if maker.active]

    def goods(self, maker: str = "") -> list[ProductRevised]:
        """Return the products that are sold, of one maker or of all."""
        return [one for one in self.book.products() if one.active and maker in {"", one.consignor}]

    def lots(self, outlet: str) -> list[Lot]:
        """Return some of what is on hand at an outlet, in any order."""
        here = list(self.book.lots(outlet))
        return self.random.sample(here, min(len(here), 12))

    def asking(self, step: Callable[[Approval | None], _T]) -> _T:
        """Do something, with a superior's yes where it needs one."""
        try:
            return step(None)
        except NeedsApproval:
            return step(YES)

    def tried(self, step: Callable[[Walk], object]) -> None:
        """Do a step; where a rule says no or a file stays out, remember which."""
        try:
            step(self)
        except (RuleBroken, BadInput) as refusal:
            self.refusals[refusal.code] += 1

    def attempt(self, verb: Callable[..., object], **said: object) -> None:
        """As :meth:`tried`, for a service at the main till."""
        self.tried(lambda walk: verb(walk.desk(), **said))

    # -- what is told and proved

    def written(self) -> int:
        """Return how many documents the journal has."""
        with self.database.reading() as connection:
            return int(connection.execute(select(func.max(journal.c.pos))).scalar_one())

    def written_after(self, position: int) -> list[Posted]:
        """Return the documents written after so many, in their order."""
        asked = select(journal.c.id).where(journal.c.pos > position).order_by(journal.c.pos)
        with self.database.reading() as connection:
            ids = [UUID(bytes=bytes(one)) for one in connection.execute(asked).scalars()]
        return [posted for posted in map(self.book.document, ids) if posted is not None]

    def gallery(self, folder: Path) -> Gallery:
        """Return the gallery as the screens have it, at till A, with a data folder for what is not in the books."""
        return Gallery(
            folder=DataFolder(folder),
            machine=Machine(origin="A", outlet=MAIN),
            database=self.database,
            terminal=self._terminals["A"],
            journal=self._journals["A"],
            book=self.book,
        )

    def kinds(self) -> dict[str, int]:
        """Return how many documents of each kind the journal has, by name."""
        counted = select(journal.c.kind, func.count()).group_by(journal.c.kind).order_by(journal.c.kind)
        with self.database.reading() as connection:
            return {str(kind): int(many) for kind, many in connection.execute(counted)}

    def prove(self) -> list[Finding]:
        """Return what does not hold over the whole journal with every signature, as it is and after a rebuild."""
        pinned = {key: public for own in self._terminals.values() for key, public in own.pinned.items()}
        found = verify(self.database, pinned=pinned, deep=True)
        read_model.rebuild(self.database)
        return list(dict.fromkeys([*found, *verify(self.database, pinned=pinned, deep=True)]))
