"""Files of personal data (scans of papers, signatures): sealed on disk with the key of personal data.

A file is named by the SHA-256 of what is in it, so that whoever opens it knows that it is the right one; a sealed one
has an ending of its own. Pictures of goods lie beside them as they are.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from db.carrying import write_whole
from db.keys import seal, unseal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SEALED = ".tersegel"
"""The ending of a sealed file."""
_NAME = re.compile(rf"[0-9a-f]{{64}}({re.escape(SEALED)})?")


def is_attachment(name: str) -> bool:
    """Tell whether a file bears the name of an attachment, sealed or not."""
    return _NAME.fullmatch(name) is not None


def digest(data: bytes) -> str:
    """Return the name of what has this content."""
    return hashlib.sha256(data).hexdigest()


def sealed_path(folder: Path, name: str) -> Path:
    """Return where a file lies sealed."""
    return folder / f"{name}{SEALED}"


def keep_sealed(folder: Path, data: bytes, key: bytes) -> str:
    """Keep personal data in a file and return the name it is kept under. Raises OSError where it cannot be written."""
    name = digest(data)
    path = sealed_path(folder, name)
    if not path.is_file() or opened(path, key) is None:
        write_whole(path, seal(key, name, data))
    return name


def opened(path: Path, key: bytes | None) -> bytes | None:
    """Return what is in a sealed file, None where another key sealed it or it is not what its name says."""
    name = path.name.removesuffix(SEALED)
    data = unseal(key, name, path.read_bytes()) if key is not None else None
    return data if data is not None and digest(data) == name else None


def read_attachment(folder: Path, name: str, key: bytes | None) -> bytes | None:
    """Return what is kept under a name, sealed or (from before files were sealed) not; None where it cannot be had."""
    sealed, plain = sealed_path(folder, name), folder / name
    if sealed.is_file():
        return opened(sealed, key)
    data = plain.read_bytes() if plain.is_file() else b""
    return data if digest(data) == name else None


def reseal_files(folder: Path, old: bytes, new: bytes) -> None:
    """Seal with a new key what the old one opens and the new one does not."""
    for path in folder.glob(f"*{SEALED}"):
        data = opened(path, old) if opened(path, new) is None else None
        if data is not None:
            write_whole(path, seal(new, digest(data), data))


def seal_plain(folder: Path, names: Iterable[str], key: bytes) -> None:
    """Seal files that lie open from before files were sealed."""
    for name in names:
        plain = folder / name
        data = plain.read_bytes() if plain.is_file() else b""
        if digest(data) == name:
            keep_sealed(folder, data, key)
            plain.unlink()


def forget_files(folder: Path, names: Iterable[str]) -> int:
    """Delete files, sealed or not; return how many were there."""
    gone = 0
    for name in names:
        there = [path for path in (folder / name, sealed_path(folder, name)) if path.is_file()]
        for path in there:
            path.unlink()
        gone += bool(there)
    return gone
