"""A backup as one file: a ZIP with the checked copy of the books and every picture and scan beside it.

Pictures lie in it as they are, scans sealed with the key of personal data, which never comes along. A backup from
before pictures came along is the copy alone, and is taken as such.
"""

from __future__ import annotations

import os
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from db.carrying import damaged, write_whole
from db.sealed_files import SEALED, digest, is_attachment, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from zipfile import ZipInfo

_BOOKS = "galeri.db"
_FILES = "gambar/"
_HEAD = b"PK\3\4"
_NAME_AT = 30
"""Where the name of the first file stands in a ZIP."""
_LARGEST = 64_000_000
"""Bytes of an attachment; the program keeps none that is larger."""
_CHUNK = 1_048_576


def is_archive(path: Path) -> bool:
    """Tell whether a file is such a backup, and not any other ZIP: the books are its first file."""
    with path.open("rb") as file:
        head = file.read(_NAME_AT + len(_BOOKS))
    return head.startswith(_HEAD) and head[_NAME_AT:] == _BOOKS.encode()


def pack(books: Path, attachments: Path, archive: Path, progress: Callable[[int, int], object] | None = None) -> int:
    """Write the copy of the books and the attachments in a folder into one file; return how many there are.

    What is not what its name says is left out: a torn picture is worth nothing. ``progress`` is told files done and in
    all.
    """
    files = sorted(path for path in attachments.glob("*") if is_attachment(path.name)) if attachments.is_dir() else []
    packed = 0
    with ZipFile(archive, "x") as into:
        into.write(books, _BOOKS, ZIP_DEFLATED, compresslevel=1)
        for done, path in enumerate(files, start=1):
            try:
                data = path.read_bytes()
            except FileNotFoundError:  # erased while this went on
                continue
            if path.name.endswith(SEALED) or digest(data) == path.name:
                into.writestr(f"{_FILES}{path.name}", data, ZIP_STORED)
                packed += 1
            if progress is not None:
                progress(done, len(files))
    return packed


@contextmanager
def _reading(path: Path) -> Iterator[ZipFile]:
    """Open an archive; what cannot be read in it is a damaged backup."""
    try:
        with ZipFile(path) as archive:
            yield archive
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise damaged(path) from error


def unpack_books(archive: Path, target: Path) -> None:
    """Write the copy of the books to a place. Raises StorageTrouble (``backup.damaged``)."""
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as into, _reading(archive) as source, source.open(_BOOKS) as books:
        while chunk := books.read(_CHUNK):
            into.write(chunk)


@dataclass
class Unpacked:
    """Attachments that came out of an archive: how many it holds, and what was written anew."""

    there: int = 0
    written: list[Path] = field(default_factory=list)

    def take_back(self) -> None:
        """Delete what was written."""
        for path in self.written:
            path.unlink(missing_ok=True)


def unpack_attachments(archive: Path, folder: Path, key: bytes | None) -> Unpacked:
    """Write the attachments into a folder; what is there and whole stays, a sealed one where ``key`` opens it.

    All or none of them. Raises StorageTrouble (``backup.damaged``) for one that is not what its name says.
    """
    done = Unpacked()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with _reading(archive) as source:
            for info in source.infolist():
                name = info.filename.removeprefix(_FILES)
                if info.filename != f"{_FILES}{name}" or not is_attachment(name):
                    continue
                _take(source, info, folder / name, key, done)
    except BaseException:
        done.take_back()
        raise
    return done


def _take(source: ZipFile, info: ZipInfo, path: Path, key: bytes | None, done: Unpacked) -> None:
    data = source.read(info) if info.file_size <= _LARGEST else b""
    sealed = path.name.endswith(SEALED)
    if not data or not (sealed or digest(data) == path.name):
        raise BadZipFile(path.name)
    done.there += 1
    if path.is_file():
        whole = opened(path, key) is not None if sealed else digest(path.read_bytes()) == path.name
        if whole:
            return
    else:
        done.written.append(path)
    write_whole(path, data)
