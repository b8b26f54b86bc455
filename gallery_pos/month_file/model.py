"""What stands in a month file, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from gallery_pos.documents import MonthCheck, MonthFigures

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T")

FORMAT = "galeri-pos-bulan"
VERSION = 1

MANIFEST = "MANIFEST.json"
SIGNATURE = "MANIFEST.sig"
JOURNAL = "jurnal.jsonl"
ORIGINS = "asal-retur.jsonl"
SUMMARY = "ringkasan.json"
LINES = "baris-penjualan.csv"
GUIDE = "LIHAT-SAYA.txt"
VERIFIER = "periksa.py"
REPORT = "laporan-bulan.pdf"
STATEMENTS = "laporan-penitip.pdf"

NEEDED = (JOURNAL, SUMMARY, LINES)
"""Members without which there is nothing to check."""

SIGNED_KINDS = frozenset({"ShiftClosed", "StatementIssued", "MonthClosed"})
"""Kinds whose rows carry their signature in the file, beside the last row of each chain."""

TRADE_KINDS = frozenset({"SaleCompleted", "SaleRefunded", "ShiftClosed"})
"""Kinds that a month is summed from: before the last of them in it, what is dated later has its content too."""


class Signer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The terminal that signed the file; ``public_key`` is hex."""

    origin: str
    epoch: int
    public_key: str


class Chain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A piece of one terminal's chain without a gap: ``first`` to ``last`` are sequence numbers.

    ``before`` is the hash (hex) of the document before the first one, 64 zeros where there is none.
    """

    origin: str
    epoch: int
    public_key: str
    first: int
    last: int
    before: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of the ZIP: its size and SHA-256 as it is read, and those of its deflated bytes as they lie in the file."""

    name: str
    size: int
    sha256: str
    packed: int
    packed_sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file is, who signed it, which pieces of chains and which members it has.

    ``gallery`` is the id (hex) of the first document of the gallery's journal: the same for as long as it lives.
    ``closed`` is the number of the month's closing, "" for a draft; ``made_at`` is when that was written, in UTC.
    ``whole`` says that every chain of the gallery is in it, so that what concerns the whole gallery can be summed.
    """

    format: str
    version: int
    gallery: str
    gallery_name: str
    outlet: str
    outlet_name: str
    month: str
    closed: str
    draft: bool
    practice: bool
    whole: bool
    made_at: str
    program: str
    signer: Signer
    chains: tuple[Chain, ...]
    files: tuple[Entry, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One document: its header and its body as the canonical texts that were hashed, and the hash (hex).

    ``hash = SHA-256(hash of the document before + head + body)``. The body is "" where the document is none of this
    file's; ``before`` (hex) stands only where the row before is not in the file.
    """

    head: str
    body: str = ""
    hash: str
    signature: str = ""
    before: str = ""


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The header of a document, as its canonical text says it."""

    business_date: str
    epoch: int
    id: str
    kind: str
    number: str
    origin: str
    outlet: str
    posted_at: str
    seq: int
    user: str
    version: int


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """A statement whose period ends in the month."""

    number: str
    consignor: str
    business_name: str
    since: str
    until: str
    opening: int
    gross: int
    discount: int
    commission: int
    due: int
    fees: int
    adjustments: int
    paid: int
    closing: int


class DayLine(msgspec.Struct, frozen=True, kw_only=True):
    """Sales less refunds of one day in rupiah; ``sales`` and ``refunds`` are counts."""

    day: str
    sales: int = 0
    refunds: int = 0
    pieces: int = 0
    net: int = 0
    commission: int = 0
    due: int = 0


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """The closing of the month before, as it stands in the chain."""

    number: str
    month: str
    hash: str
    figures: MonthFigures


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The month in figures; everything in it follows from the rows of the journal in the same file."""

    outlet: str
    month: str
    figures: MonthFigures
    checks: tuple[MonthCheck, ...] = ()
    days: tuple[DayLine, ...] = ()
    statements: tuple[StatementLine, ...] = ()
    previous: Earlier | None = None


_canonical = msgspec.json.Encoder(order="sorted").encode
_row = msgspec.json.Encoder().encode
_head = msgspec.json.Decoder(Head)
_rows = msgspec.json.Decoder(Row)
_manifest = msgspec.json.Decoder(Manifest)
_summary = msgspec.json.Decoder(Summary)
_anything = msgspec.json.Decoder()


def _decoded(decoder: msgspec.json.Decoder[_T], text: bytes | str) -> _T:
    """Return what a text says; bytes that are no text, or brackets without end, are no JSON either."""
    try:
        return decoder.decode(text)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error


def pretty(value: object) -> bytes:
    """Return JSON that people can read, the same each time."""
    return msgspec.json.format(_canonical(value), indent=2) + b"\n"


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys and without spaces."""
    return _canonical(value)


def write_row(row: Row) -> bytes:
    """Return one line of the journal."""
    return _row(row) + b"\n"


def read_row(line: bytes) -> tuple[Row, Head]:
    """Return a line of the journal with its header. Raises msgspec.DecodeError for anything else."""
    row = _decoded(_rows, line)
    return row, _decoded(_head, row.head)


def read_head(text: str) -> Head:
    """Return the header that a canonical text says. Raises msgspec.DecodeError for anything else."""
    return _decoded(_head, text)


def read_manifest(text: bytes) -> Manifest:
    """Return a manifest. Raises msgspec.DecodeError for anything else."""
    return _decoded(_manifest, text)


def read_summary(text: bytes) -> Summary:
    """Return a summary. Raises msgspec.DecodeError for anything else."""
    return _decoded(_summary, text)


def version_of(text: bytes) -> int | None:
    """Return the version that a manifest of whatever version says it has; None where it is no manifest of ours."""
    try:
        said = _decoded(_anything, text)
    except msgspec.DecodeError:
        return None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        return None
    version = said.get("version")
    return version if isinstance(version, int) else None


def stem_of(outlet: str, month: str, *, draft: bool = False) -> str:
    """Return what a month file is called without its ending; what no file name may have becomes an underscore."""
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in outlet)
    return f"bulan-{safe}-{month}" + ("-DRAF" if draft else "")


def by_name(manifest: Manifest) -> Mapping[str, Entry]:
    """Return the members of a file by their names."""
    return {entry.name: entry for entry in manifest.files}
