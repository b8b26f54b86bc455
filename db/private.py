"""Personal data that the law lets a person erase (UU PDP): encrypted, outside the journal, every look recorded.

The key lies in a file of its own, readable by its owner only; without it the rows are noise.
"""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select

from db.canonical import stamp
from db.keys import KEY_BYTES, keep_to_key, mark_of, pepper_of, read_key, seal, unseal
from db.queries.rows import fetch
from db.signing import write_private
from db.tables.working import personal, personal_views
from db.upsert import insert_into
from gallery_pos.documents import now
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr
from gallery_pos.reading import is_mobile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from db.engine import Database


class Personal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known of a consignor as a person, as he gave it."""

    phone: str = ""
    email: str = ""
    nik: str = ""
    npwp: str = ""
    bank: str = ""
    account: str = ""
    account_name: str = ""
    address: str = ""


class PhoneEnd(msgspec.Struct, frozen=True):
    """The last figures of a telephone, enough to tell two apart and too few to call it, and whether it is a mobile."""

    end: str
    mobile: bool


class PrivateAct(StrEnum):
    """What was done with somebody's data."""

    LOOKED = "looked"
    CHANGED = "changed"
    ERASED = "erased"


class PrivateView(msgspec.Struct, frozen=True):
    """A line of the record of who touched whose data."""

    consignor: str
    user: str
    act: PrivateAct
    reason: str
    at: datetime


_END = 4
_one = select(personal.c.sealed).where(personal.c.consignor == bindparam("consignor"))
_sealed = select(personal.c.consignor, personal.c.sealed)
_delete = delete(personal).where(personal.c.consignor == bindparam("whose"))
_note = insert(personal_views)
_last = select(func.max(personal_views.c.n))
_views = select(
    personal_views.c.consignor,
    personal_views.c.user_code.label("user"),
    personal_views.c.act,
    personal_views.c.reason,
    personal_views.c.at,
).order_by(personal_views.c.n.desc())


def private_key(path: Path, *, create: bool = False) -> bytes:
    """Read the key that seals personal data, or make it where there is none and ``create`` says so.

    Raises StorageTrouble where it is missing or not a key.
    """
    if create and not path.exists():
        write_private(path, os.urandom(KEY_BYTES).hex().encode("ascii"))
    try:
        key = read_key(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        key = None
    if key is None:
        raise StorageTrouble(
            "storage.private_key",
            tr("Kunci data pribadi {file} tidak ada atau rusak.").format(file=path.name),
            safe=tr("Buku dan penjualan tidak terpengaruh."),
            todo=tr("Pasang salinannya di Pengaturan → Buku; tanpa kunci itu, PIN dan data pribadi harus diisi ulang."),
        )
    return key


class PrivateStore:
    """Reads, changes and erases personal data; whoever does it is written down in the same transaction."""

    def __init__(self, database: Database, key: bytes) -> None:
        """Seal with ``key`` (32 bytes; see :func:`private_key`)."""
        self._database = database
        self._key = key
        self._mark = mark_of(pepper_of(key))
        insert_or = insert_into(personal, database.engine.dialect.name)
        changed = {"sealed": insert_or.excluded.sealed, "updated_at": insert_or.excluded.updated_at}
        self._put = insert_or.on_conflict_do_update(index_elements=[personal.c.consignor], set_=changed)

    def look(self, consignor: str, *, by: str, reason: str) -> Personal:
        """Return what is known of a consignor, empty where nothing is; the look is recorded.

        Raises StorageTrouble where the data was sealed with another key or was tampered with.
        """
        with self._database.transaction() as connection:
            sealed = connection.execute(_one, {"consignor": consignor}).scalar_one_or_none()
            if sealed is None:
                return Personal()
            self._record(connection, consignor, by, PrivateAct.LOOKED, reason)
            return self._open(consignor, sealed)

    def look_many(self, consignors: Iterable[str], *, by: str, reason: str) -> dict[str, Personal]:
        """Return what is known of these consignors, without those of whom nothing is; each look is recorded.

        Raises StorageTrouble as :meth:`look`.
        """
        wanted = set(consignors)
        with self._database.transaction() as connection:
            rows = [row for row in connection.execute(_sealed) if row.consignor in wanted]
            known = {row.consignor: self._open(row.consignor, row.sealed) for row in rows}
            for consignor in sorted(known):
                self._record(connection, consignor, by, PrivateAct.LOOKED, reason)
        return known

    def with_account(self) -> frozenset[str]:
        """Return the consignors of whom an account at a bank is known; nobody looks at it.

        Whose data was sealed with another key is left out.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_sealed).all()
        return frozenset(row.consignor for row in rows if self._has_account(row.consignor, row.sealed))

    def _has_account(self, consignor: str, sealed: bytes) -> bool:
        plain = unseal(self._key, consignor, sealed)
        return plain is not None and bool(msgspec.json.decode(plain, type=Personal).account.strip())

    def phone_ends(self) -> dict[str, PhoneEnd]:
        """Return how each known telephone ends and whether it can have WhatsApp; that is no look at anybody's data.

        Whose data was sealed with another key is left out.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_sealed).all()
        ends: dict[str, PhoneEnd] = {}
        for consignor, sealed in rows:
            plain = unseal(self._key, consignor, sealed)
            phone = msgspec.json.decode(plain, type=Personal).phone if plain is not None else ""
            if phone:
                ends[consignor] = PhoneEnd(phone[-_END:], is_mobile(phone))
        return ends

    def change(self, consignor: str, data: Personal, *, by: str, reason: str = "") -> None:
        """Replace what is known of a consignor. Raises RuleBroken (``key.foreign``) under the key of other books."""
        sealed = seal(self._key, consignor, msgspec.json.encode(data))
        with self._database.transaction() as connection:
            keep_to_key(connection, self._mark, self._key)
            connection.execute(self._put, {"consignor": consignor, "sealed": sealed, "updated_at": stamp(now())})
            self._record(connection, consignor, by, PrivateAct.CHANGED, reason)

    def erase(self, consignor: str, *, by: str, reason: str) -> None:
        """Forget what is known of a consignor; the journal, which has none of it, stays whole."""
        with self._database.transaction() as connection:
            connection.execute(_delete, {"whose": consignor})
            self._record(connection, consignor, by, PrivateAct.ERASED, reason)

    def note_look(self, consignor: str, *, by: str, reason: str) -> None:
        """Record that somebody saw what is known of a consignor elsewhere than here, as a scan of his papers."""
        with self._database.transaction() as connection:
            self._record(connection, consignor, by, PrivateAct.LOOKED, reason)

    def views(self, consignor: str | None = None) -> list[PrivateView]:
        """Return who touched whose data, the latest first."""
        wanted = _views if consignor is None else _views.where(personal_views.c.consignor == consignor)
        return fetch(self._database, wanted, PrivateView)

    def phone_marks(self) -> dict[str, str]:
        """Return per consignor a mark that is equal for equal telephones and tells nothing else: nobody looks at them.

        Whose data was sealed with another key is left out.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_sealed).all()
        marks: dict[str, str] = {}
        for consignor, sealed in rows:
            plain = unseal(self._key, consignor, sealed)
            phone = msgspec.json.decode(plain, type=Personal).phone if plain is not None else ""
            if phone:
                marks[consignor] = self.phone_mark(phone)
        return marks

    def phone_mark(self, phone: str) -> str:
        """Return the mark of a telephone, as :meth:`phone_marks` has it."""
        return hashlib.blake2b(phone.encode(), key=self._key, digest_size=16).hexdigest()

    def _open(self, consignor: str, sealed: bytes) -> Personal:
        plain = unseal(self._key, consignor, sealed)
        if plain is None:
            raise StorageTrouble(
                "storage.private_sealed",
                tr("Data pribadi penitip {code} tidak bisa dibuka dengan kunci ini.").format(code=consignor),
                safe=tr("Buku dan penjualan tidak terpengaruh."),
                todo=tr("Pasang kunci data pribadi yang lama di Pengaturan → Buku, atau isi ulang datanya."),
            )
        return msgspec.json.decode(plain, type=Personal)

    @staticmethod
    def _record(connection: Connection, consignor: str, by: str, act: PrivateAct, reason: str) -> None:
        n = (connection.execute(_last).scalar_one() or 0) + 1
        row = {"n": n, "consignor": consignor, "user_code": by, "act": act.value, "reason": reason, "at": stamp(now())}
        connection.execute(_note, row)
