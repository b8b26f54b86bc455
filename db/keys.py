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

from db.tables.working import credentials, personal

if TYPE_CHECKING:
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
    mark = mark_of(pepper_of(key)) if key else ""
    with database.reading() as connection:
        marks = [pin.partition(":")[0] for pin in connection.scalars(_pins) if ":" in pin]
        rows = [(row.consignor, row.sealed) for row in connection.execute(_sealed)]
    persons = sum(key is not None and unseal(key, *row) is not None for row in rows)
    pins = marks.count(mark)
    return Closed(pins=len(marks) - pins, persons=len(rows) - persons, opened=pins + persons)


def reseal(database: Database, old: bytes, new: bytes) -> None:
    """Seal with a new key what the old one opens and the new one does not."""
    with database.transaction() as connection:
        for consignor, sealed in connection.execute(_sealed).all():
            plain = unseal(old, consignor, sealed) if unseal(new, consignor, sealed) is None else None
            if plain is not None:
                connection.execute(_reseal, {"whose": consignor, "again": seal(new, consignor, plain)})
