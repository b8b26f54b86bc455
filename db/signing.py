"""The terminal: who signs documents here, with which key, in which epoch.

Its private key lies in a file of its own beside the database, readable by its owner only. Who holds the machine holds
the key: heads that were printed or sent away are the witness outside (see :mod:`db.witness`).
"""

from __future__ import annotations

import base64
import os
from functools import lru_cache
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr


class _Earlier(msgspec.Struct, frozen=True):
    epoch: int
    public: str


class _KeyFile(msgspec.Struct, frozen=True):
    origin: str
    epoch: int
    private: str
    earlier: tuple[_Earlier, ...] = ()


class Terminal:
    """A till or a desk: ``origin`` is its short name, ``epoch`` counts its restores and reinstalls from 1."""

    def __init__(
        self, origin: str, epoch: int, key: Ed25519PrivateKey, earlier: dict[int, bytes] | None = None
    ) -> None:
        """Use :meth:`create` or :meth:`load`."""
        self.origin = origin
        self.epoch = epoch
        self._key = key
        self.public_key = key.public_key().public_bytes_raw()
        self._earlier = dict(earlier or {})

    @classmethod
    def create(cls, origin: str, epoch: int = 1) -> Terminal:
        """Return a terminal with a new key."""
        return cls(origin, epoch, Ed25519PrivateKey.generate())

    def sign(self, digest: bytes) -> bytes:
        """Return the 64 bytes that vouch for ``digest``."""
        return self._key.sign(digest)

    def signed(self, signature: bytes, digest: bytes) -> bool:
        """Tell whether ``signature`` is what :meth:`sign` makes of ``digest``: Ed25519 makes the same each time.

        It takes a third of the time of :func:`signed_by`. False says nothing: ask that then.
        """
        return self._key.sign(digest) == signature

    def next_epoch(self, at_least: int = 0) -> Terminal:
        """Return this terminal after a restore: a new key in an epoch after this one and not below ``at_least``."""
        earlier = self._earlier | {self.epoch: self.public_key}
        return Terminal(self.origin, max(self.epoch + 1, at_least), Ed25519PrivateKey.generate(), earlier)

    @property
    def pinned(self) -> dict[tuple[str, int], bytes]:
        """The public keys that this machine knows to be its own, by origin and epoch."""
        known = self._earlier | {self.epoch: self.public_key}
        return {(self.origin, epoch): key for epoch, key in known.items()}

    def save(self, path: Path) -> None:
        """Write the key file, readable by its owner only, whole or not at all."""
        content = _KeyFile(
            self.origin,
            self.epoch,
            base64.b64encode(self._key.private_bytes_raw()).decode("ascii"),
            tuple(_Earlier(epoch, base64.b64encode(key).decode("ascii")) for epoch, key in self._earlier.items()),
        )
        write_private(path, msgspec.json.encode(content))

    @classmethod
    def load(cls, path: Path) -> Terminal:
        """Read the key file. Raises StorageTrouble where it is missing or not a key file."""
        try:
            content = msgspec.json.decode(path.read_bytes(), type=_KeyFile)
            key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(content.private, validate=True))
        except (OSError, ValueError) as error:
            raise StorageTrouble(
                "storage.key",
                tr("Kunci terminal {file} tidak ada atau tidak bisa dibaca.").format(file=path.name),
                safe=tr("Buku galeri tidak berubah."),
                todo=tr("Kembalikan berkas itu dari cadangan, atau pulihkan dengan gallery-pos restore."),
            ) from error
        earlier = {old.epoch: base64.b64decode(old.public) for old in content.earlier}
        return cls(content.origin, content.epoch, key, earlier)


def write_private(path: Path, content: bytes) -> None:
    """Write a small secret file, readable by its owner only: a new file is synced, then takes the old one's name."""
    beside = path.with_name(f"{path.name}.baru")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


@lru_cache(maxsize=64)
def _read_key(public_key: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public_key)


def signed_by(public_key: bytes, signature: bytes, digest: bytes) -> bool:
    """Tell whether the holder of ``public_key`` signed ``digest``."""
    try:
        _read_key(public_key).verify(signature, digest)
    except (InvalidSignature, ValueError):
        return False
    return True
