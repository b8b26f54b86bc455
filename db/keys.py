"""The key of personal data and what hangs on it: sealed rows and the PINs that are mixed with it.

Books that come from another computer may come without their key. What was sealed with it stays closed then, and opens
when the key comes later; nothing of it is thrown away.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import bindparam, select, update

from db import marks
from db.marks import mark, put_mark
from db.tables.working import credentials, personal
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from db.engine import Database

KEY_BYTES = 32
_NONCE = 12

_pins = select(credentials.c.pin).where(credentials.c.pin.is_not(None))
_sealed = select(personal.c.consignor, personal.c.sealed)
_reseal = update(personal).where(personal.c.consignor == bindparam("whose")).values(sealed=bindparam("again"))


@dataclass(frozen=True, slots=True)
class Closed:
    """What a key does not open: so many PINs, the data of so many persons; ``opened`` is what it does."""

    pins: int
    persons: int
    opened: int

    @property
    def fits(self) -> bool:
        """Tell whether it may be the key of these books: it opens something, or there is nothing to open."""
        return bool(self.opened or not (self.pins or self.persons))


def read_key(text: str) -> bytes | None:
    """Return the key that is written in a file or typed from paper, in groups or not; None where it is none."""
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def pepper_of(key: bytes) -> bytes:
    """Return what PINs are mixed with."""
    return hmac.digest(key, b"credentials", "sha256")


def mark_of(pepper: bytes) -> str:
    """Return the mark of PINs that were mixed with a pepper; it tells nothing about it."""
    return hashlib.sha256(b"mark" + pepper).hexdigest()[:16]


def seal(key: bytes, consignor: str, plain: bytes) -> bytes:
    """Encrypt what is known of a consignor."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, consignor.encode())


def unseal(key: bytes, consignor: str, sealed: bytes) -> bytes | None:
    """Decrypt what is known of a consignor; None where it was sealed with another key or changed since."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], consignor.encode())
    except InvalidTag:
        return None


def what_stays_closed(database: Database, key: bytes | None) -> Closed:
    """Try a key on everything; a PIN from before PINs were marked counts on neither side."""
    with database.reading() as connection:
        return _tried(connection, mark_of(pepper_of(key)) if key else "", key)


def _tried(connection: Connection, own: str, key: bytes | None) -> Closed:
    pins = [pin.partition(":")[0] for pin in connection.scalars(_pins) if ":" in pin]
    rows = [(row.consignor, row.sealed) for row in connection.execute(_sealed)]
    persons = sum(key is not None and unseal(key, *row) is not None for row in rows)
    opened = pins.count(own)
    return Closed(pins=len(pins) - opened, persons=len(rows) - persons, opened=opened + persons)


def belongs(database: Database, key: bytes | None) -> bool:
    """Tell whether personal data may be written into these books under a key: it is theirs, or they have none yet."""
    with database.reading() as connection:
        return _may_write(connection, mark_of(pepper_of(key)) if key else "", key)


def _may_write(connection: Connection, own: str, key: bytes | None) -> bool:
    theirs = mark(connection, marks.KEY)
    return theirs == own if theirs else _tried(connection, own, key).fits


def keep_to_key(connection: Connection, own: str, key: bytes | None = None) -> None:
    """Refuse to write personal data under a key (``own`` is its mark) that is not that of these books.

    Books that know no key yet take the first that does not contradict them. Raises RuleBroken (``key.foreign``): the
    other computers on the same books could not open what is written.
    """
    if not _may_write(connection, own, key):
        raise RuleBroken(
            "key.foreign",
            tr("Kunci data pribadi komputer ini bukan kunci buku galeri ini."),
            safe=tr("Belum ada yang berubah."),
            todo=tr(
                "Ambil kuncinya di komputer pertama (Pengaturan → Buku → Simpan kunci, atau kertasnya), lalu pasang di "
                "sini dengan Pasang kunci."
            ),
        )
    if not mark(connection, marks.KEY):
        put_mark(connection, marks.KEY, own)


def name_key(database: Database, key: bytes) -> None:
    """Make a key the one under which personal data is written into these books from now on."""
    with database.transaction() as connection:
        put_mark(connection, marks.KEY, mark_of(pepper_of(key)))


def reseal(database: Database, old: bytes, new: bytes) -> None:
    """Seal with a new key what the old one opens and the new one does not."""
    with database.transaction() as connection:
        for consignor, sealed in connection.execute(_sealed).all():
            plain = unseal(old, consignor, sealed) if unseal(new, consignor, sealed) is None else None
            if plain is not None:
                connection.execute(_reseal, {"whose": consignor, "again": seal(new, consignor, plain)})
