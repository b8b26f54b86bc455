"""The ZIP of a month file, in one form only: every byte of it follows from the manifest or is hashed there.

Any program opens it as a ZIP. It is read here by what the manifest says it must be, byte by byte, so that nothing can
be changed, added or hidden between the members; and nothing is unpacked beyond what the manifest allows.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from gallery_pos.errors import BadInput
from gallery_pos.language import tr
from gallery_pos.month_file.model import (
    LINES,
    MANIFEST,
    NEEDED,
    ORIGINS,
    SIGNATURE,
    SUMMARY,
    VERSION,
    Entry,
    Manifest,
    read_manifest,
    version_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ENDING = ".galeri.zip"
MOST_BYTES = 64 * 1024 * 1024
"""A month of 50,000 lines has a tenth of it; a file that is larger is not opened."""
MOST_UNPACKED = 256 * 1024 * 1024
"""All members together. Deflate can make a thousand times of its bytes: what claims more is not unpacked."""
MOST_OF = {SUMMARY: 16 * 1024 * 1024, LINES: 64 * 1024 * 1024, ORIGINS: 64 * 1024 * 1024}
"""Members that are read as a whole; a month of 50,000 lines has a tenth of it."""
DAMAGED = frozenset({"month_file.empty", "month_file.cut", "month_file.manifest", "month_file.repacked"})
"""Codes of what is a month file that somebody or something spoiled; the others are no month file, or none for this program."""
MOST_MANIFEST = 1024 * 1024
MOST_MEMBERS = 64

_STORED, _DEFLATED = 0, 8
_DATE = 0x21
"""1 January 1980, the first day a ZIP knows: the same books make the same file, whenever it is made."""
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_SIGNATURE_LENGTH = 128
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MONTH = re.compile(r"[1-9][0-9]{3}-(0[1-9]|1[0-2])")
_OURS = (b'"signer"', b'"chains"', b'"packed_sha256"')
"""Words by which a manifest is known whatever else in it was spoiled."""
_HEX = re.compile(r"[0-9a-f]{64}")


class Piece(NamedTuple):
    """A member as it lies in the ZIP."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes


class Opened(NamedTuple):
    """A file that was read: ``wrong`` are the members, and what is between them, that are not as the manifest says."""

    manifest: Manifest
    manifest_text: bytes
    signature: str
    members: dict[str, bytes]
    wrong: tuple[tuple[str, str], ...]


def pack(name: str, data: bytes) -> tuple[Entry, Piece]:
    """Return a member deflated, and what the manifest says of it."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = squeeze.compress(data) + squeeze.flush()
    entry = Entry(
        name=name,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        packed=len(packed),
        packed_sha256=sha256(packed).hexdigest(),
    )
    return entry, Piece(name, _DEFLATED, zlib.crc32(data), len(data), packed)


def bind(manifest: bytes, signature: str, pieces: Sequence[Piece]) -> bytes:
    """Return the ZIP: manifest and signature first and as they are, then the members in the manifest's order."""
    every = [_stored(MANIFEST, manifest), _stored(SIGNATURE, signature.encode("ascii")), *pieces]
    body = b"".join(part for piece in every for part in (_local(piece), piece.packed))
    return body + _directory(every)


def _stored(name: str, data: bytes) -> Piece:
    return Piece(name, _STORED, zlib.crc32(data), len(data), data)


def _local(piece: Piece) -> bytes:
    name = piece.name.encode("ascii")
    sizes = (piece.crc, len(piece.packed), piece.size)
    return _LOCAL.pack(b"PK\x03\x04", 20, 0, piece.method, 0, _DATE, *sizes, len(name), 0) + name


def _directory(pieces: Sequence[Piece]) -> bytes:
    made, offset = [], 0
    for piece in pieces:
        name = piece.name.encode("ascii")
        sizes = (piece.crc, len(piece.packed), piece.size)
        head = (b"PK\x01\x02", 0x0314, 20, 0, piece.method, 0, _DATE, *sizes, len(name), 0, 0, 0, 0)
        made.append(_CENTRAL.pack(*head, 0o100644 << 16, offset) + name)
        offset += _LOCAL.size + len(name) + len(piece.packed)
    size = sum(map(len, made))
    return b"".join(made) + _END.pack(b"PK\x05\x06", 0, 0, len(made), len(made), size, offset, 0)


def read(path: Path) -> bytes:
    """Return the bytes of a file that may be a month file.

    Raises BadInput (``month_file.unreadable``, ``month_file.large``) before anything of a file that is too large is read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > MOST_BYTES:
        raise _refused(
            "large",
            tr("Berkas {file} lebih besar dari {most} MB; berkas bulan tidak pernah sebesar itu.").format(
                file=path.name, most=MOST_BYTES >> 20
            ),
        )
    return data


def _unreadable(path: Path, error: OSError) -> BadInput:
    """Return why a file cannot be read, and what to do about it."""
    copy = tr("Salin berkasnya ke folder sendiri, lalu buka salinannya.")
    if isinstance(error, FileNotFoundError):
        what, todo = tr("Berkas {file} tidak ada."), tr("Periksa nama dan foldernya, lalu coba lagi.")
    elif path.is_dir():
        what, todo = tr("{file} adalah folder, bukan berkas bulan."), tr("Pilih berkas .galeri.zip di dalamnya.")
    elif isinstance(error, PermissionError):
        what, todo = tr("Berkas {file} tidak boleh dibaca dari akun ini."), copy
    else:
        what, todo = tr("Berkas {file} tidak bisa dibaca."), copy
    safe = tr("Tidak ada yang dibuka atau diubah.")
    return BadInput("month_file.unreadable", what.format(file=path.name), safe=safe, todo=todo)


def unpack(data: bytes) -> Opened:
    """Read a month file from its bytes, in memory only.

    Raises BadInput (``month_file.*``) where it is none, is of a newer program, or claims to be what it cannot be; what
    was cut or altered of a file that still says what it is, is told in ``wrong``.
    """
    manifest_text = _first(data)
    manifest = _manifest_of(manifest_text)
    at = _LOCAL.size + len(MANIFEST) + len(manifest_text)
    start = at + _LOCAL.size + len(SIGNATURE)
    signature = data[start : start + _SIGNATURE_LENGTH].decode("ascii", "replace")
    pieces = [_stored(MANIFEST, manifest_text), Piece(SIGNATURE, _STORED, *_sealed(data, start))]
    members: dict[str, bytes] = {}
    wrong: list[tuple[str, str]] = []
    at = start + _SIGNATURE_LENGTH
    for entry in manifest.files:
        at += _LOCAL.size + len(entry.name)
        packed = data[at : at + entry.packed]
        member, reason = _member(entry, packed)
        if reason:
            wrong.append((entry.name, reason))
        members[entry.name] = member
        pieces.append(Piece(entry.name, _DEFLATED, zlib.crc32(member), entry.size, packed))
        at += entry.packed
    wrong += _frame(data, pieces, cut=bool(wrong))
    return Opened(manifest, manifest_text, signature, members, tuple(wrong))


def _sealed(data: bytes, start: int) -> tuple[int, int, bytes]:
    text = data[start : start + _SIGNATURE_LENGTH]
    return zlib.crc32(text), _SIGNATURE_LENGTH, text


def _member(entry: Entry, packed: bytes) -> tuple[bytes, str]:
    """Return a member and what is wrong with it; never more bytes than the manifest says."""
    if len(packed) < entry.packed:
        return b"", tr("bagian ini terpotong")
    if sha256(packed).hexdigest() != entry.packed_sha256:
        changed = tr("isi bagian ini diubah sesudah berkas ditandatangani")
    else:
        changed = ""
    widen = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        member = widen.decompress(packed, entry.size + 1)
    except zlib.error:
        return b"", changed or tr("bagian ini rusak")
    if len(member) > entry.size:
        return b"", tr("bagian ini lebih besar dari yang tertulis; tidak dibuka lebih jauh")
    if not widen.eof or widen.unused_data or len(member) < entry.size or sha256(member).hexdigest() != entry.sha256:
        return member, changed or tr("bagian ini tidak sama dengan daftar isinya")
    return member, changed


def _frame(data: bytes, pieces: Sequence[Piece], *, cut: bool) -> Iterator[tuple[str, str]]:
    """Compare what is between the members with what must be there; where members are cut already, their ends follow."""
    at = 0
    for piece in pieces:
        head = _local(piece)
        if data[at : at + len(head)] != head and not cut:
            yield piece.name, tr("kepala bagian ini diubah")
        at += len(head) + len(piece.packed)
    directory = _directory(pieces)
    rest = data[at:]
    if len(rest) > len(directory):
        extra = len(rest) - len(directory)
        yield "", tr("ada {count} byte tambahan di berkas").format(count=extra)
    elif len(rest) < len(directory):
        yield "", tr("berkas terpotong: akhirnya tidak ada")
    elif rest != directory and not cut:
        yield "", tr("daftar isi ZIP di akhir berkas diubah")


def _first(data: bytes) -> bytes:
    """Return the text of the manifest, the first member. Raises BadInput where there is none."""
    if len(data) >= _LOCAL.size:
        mark, *_, method, _time, _date, _crc, packed, size, name, _extra = _LOCAL.unpack_from(data)
        here = data[_LOCAL.size : _LOCAL.size + name]
        if mark == b"PK\x03\x04" and here == MANIFEST.encode() and method == _STORED and packed == size:
            if size > MOST_MANIFEST:
                raise _refused("manifest", tr("Daftar isi berkas ini terlalu besar untuk berkas bulan."))
            start = _LOCAL.size + len(MANIFEST)
            text = data[start : start + size]
            if len(text) == size and _LOCAL.unpack_from(data)[-1] == 0:
                return text
            raise _refused("cut", tr("Berkas ini terpotong: daftar isinya tidak utuh."))
    raise _diagnosed(data)


def _manifest_of(text: bytes) -> Manifest:
    version = version_of(text)
    if version is None and all(word in text for word in _OURS):
        raise _refused("manifest", tr("Daftar isi berkas ini rusak atau diubah."))
    if version is None:
        raise _refused(
            "foreign", tr("Berkas ini bukan berkas bulan: daftar isinya tidak bisa dibaca atau bukan milik Galeri POS.")
        )
    if version != VERSION:
        raise BadInput(
            "month_file.newer",
            tr("Berkas ini dibuat oleh Galeri POS yang lebih baru (format {version}).").format(version=version),
            safe=tr("Tidak ada yang dibuka."),
            todo=tr("Periksa dengan versi program yang lebih baru, atau dengan periksa.py dari pembuatnya."),
        )
    try:
        manifest = read_manifest(text)
    except msgspec.DecodeError as error:
        raise _refused("manifest", tr("Daftar isi berkas ini rusak atau diubah.")) from error
    problem = _impossible(manifest)
    if problem:
        raise _refused("manifest", problem)
    return manifest


def _impossible(manifest: Manifest) -> str:
    """Return why a file cannot be what its manifest says; checked before a single member is looked at."""
    if not _MONTH.fullmatch(manifest.month):
        return tr("Daftar isi berkas ini tidak menyebut bulan yang ada.")
    keys = [manifest.signer.public_key, *(chain.public_key for chain in manifest.chains)]
    hashes = [text for entry in manifest.files for text in (entry.sha256, entry.packed_sha256)]
    if not all(_HEX.fullmatch(text) for text in (*keys, *hashes, *(chain.before for chain in manifest.chains))):
        return tr("Daftar isi berkas ini rusak atau diubah.")
    return _impossible_members(manifest)


def _impossible_members(manifest: Manifest) -> str:
    names = [entry.name for entry in manifest.files]
    sizes = [number for entry in manifest.files for number in (entry.size, entry.packed)]
    odd = next((name for name in names if not _NAME.fullmatch(name) or name in {MANIFEST, SIGNATURE}), None)
    if odd is not None:
        return tr("Nama bagian “{name}” tidak boleh ada di berkas bulan.").format(name=odd[:60])
    if len({name.casefold() for name in names}) < len(names):
        return tr("Satu nama bagian tertulis dua kali di berkas ini.")
    large = any(entry.size > MOST_OF.get(entry.name, MOST_UNPACKED) for entry in manifest.files)
    whole = sum(entry.size for entry in manifest.files)
    if large or whole > MOST_UNPACKED or len(names) > MOST_MEMBERS or min(sizes, default=0) < 0:
        return _too_large()
    missing = [name for name in NEEDED if name not in names]
    return tr("Bagian {names} tidak ada di berkas ini.").format(names=", ".join(missing)) if missing else ""


def _too_large() -> str:
    words = tr("Isi berkas ini terlalu besar bila dibuka (lebih dari {most} MB); tidak dibuka.")
    return words.format(most=MOST_UNPACKED >> 20)


def _diagnosed(data: bytes) -> BadInput:
    """Return in plain words what a file is that does not begin as a month file does."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            listed = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, struct.error):
        if not data:
            return _refused("empty", tr("Berkas ini kosong: pengirimannya terputus."))
        if data[:2] == b"PK" or MANIFEST.encode() in data[:64]:
            return _refused("cut", tr("Berkas ini ZIP yang terpotong atau rusak."))
        return _refused("no_zip", tr("Berkas ini bukan berkas bulan: bukan ZIP."))
    names = [each.filename for each in listed]
    reasons = (
        (
            any("/" in name or "\\" in name or ".." in name for name in names),
            "paths",
            tr("ZIP ini berisi nama dengan folder; berkas bulan tidak pernah begitu. Tidak dibuka."),
        ),
        (len(set(names)) < len(names), "twice", tr("Satu nama bagian tertulis dua kali di berkas ini.")),
        (sum(each.file_size for each in listed) > MOST_UNPACKED, "bomb", _too_large()),
        (
            MANIFEST in names or SIGNATURE in names,
            "repacked",
            tr("ZIP ini dibungkus ulang atau diubah: bukan berkas seperti yang dibuat galeri."),
        ),
        (True, "foreign", tr("ZIP ini bukan berkas bulan Galeri POS.")),
    )
    return next(_refused(code, what) for holds, code, what in reasons if holds)


def _refused(code: str, what: str) -> BadInput:
    return BadInput(
        f"month_file.{code}",
        what,
        safe=tr("Tidak ada yang dibuka atau diubah."),
        todo=tr("Minta berkasnya lagi dari galeri, sebaiknya lewat jalan lain."),
    )
