"""Passwords and PINs: Argon2id hashes, wrong tries counted on disk, and a pause that grows with them.

A PIN has a million possibilities only, so it is first mixed with a key that is not in the database: who takes the
file alone cannot try them out. It is kept with a mark of that key: on a computer with another key, or with none, it is
closed, and a password, which needs none, still lets in. Parameters: OWASP Password Storage Cheat Sheet.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import bindparam, select, update

from db.canonical import stamp
from db.keys import keep_to_key, mark_of
from db.tables.working import credentials
from db.upsert import insert_into
from gallery_pos.documents import now
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.engine import RowMapping

    from db.engine import Database

FREE_TRIES = 5
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=15)
_MINUTE = 60

_one = select(credentials).where(credentials.c.user_code == bindparam("user"))
_count = (
    update(credentials)
    .where(credentials.c.user_code == bindparam("whose"))
    .values(failed=bindparam("so_many"), locked_until=bindparam("until"))
)


class Credentials:
    """Sets and checks what users sign in with; ``pepper`` is a secret of this machine (32 bytes), None where it is lost."""

    def __init__(self, database: Database, pepper: bytes | None, *, clock: Callable[[], datetime] = now) -> None:
        """Keep the hashes in ``database``."""
        self._database = database
        self._pepper = pepper
        self._mark = mark_of(pepper) if pepper else ""
        self._clock = clock
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._insert = insert_into(credentials, database.engine.dialect.name)

    def set_password(self, user: str, password: str) -> None:
        """Give a user a password; wrong tries are forgotten. How long it must be is the services' rule."""
        self._set(user, "password", self._hasher.hash(password))

    def set_pin(self, user: str, pin: str) -> None:
        """Give a user a PIN for quick changes at the counter.

        Raises StorageTrouble where the pepper is lost, RuleBroken (``key.foreign``) where it is that of other books.
        """
        if self._pepper is None:
            raise StorageTrouble(
                "storage.pin_key",
                tr("PIN tidak bisa dibuat: kunci data pribadi komputer ini hilang."),
                safe=tr("Kata sandi tetap berlaku; tidak ada yang berubah."),
                todo=tr("Pasang salinan kuncinya di Pengaturan → Buku."),
            )
        hashed = self._hasher.hash(_peppered(self._pepper, pin))
        with self._database.transaction() as connection:
            keep_to_key(connection, self._mark)
            self._set(user, "pin", f"{self._mark}:{hashed}")

    def _set(self, user: str, column: str, hashed: str) -> None:
        changed = {column: hashed, "failed": 0, "locked_until": None}
        statement = self._insert.on_conflict_do_update(index_elements=[credentials.c.user_code], set_=changed)
        with self._database.transaction() as connection:
            connection.execute(statement, {"user_code": user, **changed})

    def has_password(self, user: str) -> bool:
        """Tell whether the user has a password."""
        return bool(self._row(user).get("password"))

    def has_pin(self, user: str) -> bool:
        """Tell whether the user has a PIN that can be checked here."""
        return bool(self._open_pin(self._row(user).get("pin")))

    def has_closed_pin(self, user: str) -> bool:
        """Tell whether the user has a PIN that was mixed with another key: it must be set anew, or the key come back."""
        pin = self._row(user).get("pin")
        return bool(pin) and not self._open_pin(pin)

    def check_password(self, user: str, password: str) -> bool:
        """Tell whether this is the user's password. Raises RuleBroken (``access.locked``) after too many wrong tries."""
        return self._check(user, lambda row: row["password"], password)

    def check_pin(self, user: str, pin: str) -> bool:
        """Tell whether this is the user's PIN. Raises RuleBroken (``access.locked``) after too many wrong tries."""
        if self._pepper is None:
            return False
        return self._check(user, lambda row: self._open_pin(row["pin"]), _peppered(self._pepper, pin))

    def unlock(self, user: str) -> None:
        """Forget the wrong tries of a user."""
        with self._database.transaction() as connection:
            connection.execute(_count, {"whose": user, "so_many": 0, "until": None})

    def _row(self, user: str) -> dict[str, Any]:
        with self._database.reading() as connection:
            row = connection.execute(_one, {"user": user}).mappings().first()
        return dict(row) if row else {}

    def _open_pin(self, kept: str | None) -> str:
        """Return the hash of a PIN, "" where there is none or it is closed; PINs of early versions bear no mark."""
        mark, _, hashed = (kept or "").rpartition(":")
        return hashed if self._pepper is not None and mark in ("", self._mark) else ""

    def _check(self, user: str, hash_in: Callable[[RowMapping], str | None], given: str) -> bool:
        """Count the try as wrong before looking: whoever pulls the plug in between gains no free one."""
        with self._database.transaction() as connection:
            row = connection.execute(_one, {"user": user}).mappings().first()
            hashed = hash_in(row) if row is not None else None
            if row is None or not hashed:
                return False
            self._refuse_locked(row["locked_until"])
            failed = row["failed"] + 1
            connection.execute(_count, {"whose": user, "so_many": failed, "until": self._pause(failed)})
        try:
            self._hasher.verify(hashed, given)
        except (VerificationError, InvalidHashError):
            return False
        self.unlock(user)
        return True

    def _refuse_locked(self, until: str | None) -> None:
        left = datetime.fromisoformat(until) - self._clock() if until else timedelta(0)
        if left > timedelta(0):
            minutes = -(-int(left.total_seconds()) // _MINUTE) or 1
            raise RuleBroken(
                "access.locked",
                tr("Terlalu banyak percobaan yang salah."),
                safe=tr("Tidak ada yang berubah."),
                todo=tr("Coba lagi dalam {minutes} menit, atau minta admin membukanya.").format(minutes=minutes),
            )

    def _pause(self, failed: int) -> str | None:
        if failed < FREE_TRIES:
            return None
        pause = min(_FIRST_PAUSE * 2 ** min(failed - FREE_TRIES, 10), _LONGEST_PAUSE)
        return stamp(self._clock() + pause)


def _peppered(pepper: bytes, pin: str) -> str:
    return hmac.new(pepper, pin.encode(), hashlib.sha256).hexdigest()
