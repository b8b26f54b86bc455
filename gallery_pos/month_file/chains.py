"""The chain in a month file: hashes, signatures, sequence, numbers without gaps, and the heads that the closing names."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import MonthClosed
from gallery_pos.formatting import format_iso_date
from gallery_pos.language import tr
from gallery_pos.month_file.findings import Aspect, Finding
from gallery_pos.month_file.model import SIGNED_KINDS
from gallery_pos.month_file.rows import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gallery_pos.month_file.model import Chain, Head, Manifest, Row
    from gallery_pos.month_file.rows import Line

_MOST_MISSING = 20
_HASH = re.compile(r"[0-9a-f]{64}")
_COUNT = re.compile(r"[0-9]{6,12}")


class _At(NamedTuple):
    seq: int
    hash: str


class Stands(NamedTuple):
    """What stands at a place of a chain: its hash, and the number and the date (ISO) that people know it by."""

    hash: str
    number: str
    day: str

    @property
    def named(self) -> str:
        """The document as people look for it."""
        return f"{self.number} ({format_iso_date(self.day)})"


def _about(line: Line, what: str) -> Finding:
    return Finding(Aspect.CHAIN, line.number, what)


class ChainCheck:
    """Follows every chain of a file row by row. ``stands`` is what was seen, by chain and sequence number."""

    def __init__(self, manifest: Manifest, signed_by: Callable[[bytes, bytes, bytes], bool]) -> None:
        """Take what the manifest says of the chains."""
        self._chains = {(chain.origin, chain.epoch): chain for chain in manifest.chains}
        self._doubled = len(self._chains) < len(manifest.chains)
        self._manifest = manifest
        self._signed_by = signed_by
        self._at: dict[tuple[str, int], _At] = {}
        self._scope = Scope(manifest.outlet, manifest.month, manifest.whole)
        self._aside: list[Line] = []
        self._ids: set[str] = set()
        self._closings: list[tuple[Line, MonthClosed]] = []
        self.stands: dict[tuple[str, int, int], Stands] = {}

    def row(self, line: Line) -> Iterator[Finding]:
        """Yield what is wrong with the next row."""
        row, head, document = line
        key = (head.origin, head.epoch)
        chain = self._chains.get(key)
        if chain is None:
            yield _about(line, tr("ditulis komputer yang tidak disebut di daftar isi"))
            return
        before = self._at.get(key) or _At(chain.first - 1, chain.before)
        if head.seq != before.seq + 1:
            yield _about(line, tr("nomor urutnya meloncat: ada catatan yang hilang, disisipkan, atau bertukar tempat"))
        if line.is_bare:
            yield from self._bare(line)
        elif hash_of(row, before.hash) != row.hash:
            yield _about(line, tr("isinya diubah, atau tidak menyambung ke catatan sebelumnya"))
        elif self._scope.is_trade(head):
            yield from self._late(line)
        if head.seq == chain.last or (head.kind in SIGNED_KINDS and not line.is_bare):
            yield from self._signature(line, chain)
        if head.id in self._ids:
            yield _about(line, tr("catatan ini tertulis dua kali"))
        if document is None and not line.is_newer and not line.is_bare:
            yield _about(line, tr("isinya tidak bisa dibaca"))
        self._ids.add(head.id)
        self._at[key] = _At(head.seq, row.hash)
        self.stands[head.origin, head.epoch, head.seq] = Stands(row.hash, head.number, head.business_date)
        if isinstance(document, MonthClosed):
            self._closings.append((line, document))

    def _bare(self, line: Line) -> Iterator[Finding]:
        """A row without its body says nothing that can be hashed: only what is of another file may stand so."""
        if self._scope.is_later(line.head):
            self._aside.append(line)
        elif not self._scope.is_elsewhere(line.head):
            yield _about(line, tr("isinya tidak ada di berkas, padahal dihitung dalam bulan ini"))

    def _late(self, trade: Line) -> Iterator[Finding]:
        """Whether a row without its body is dated as it says nobody can tell: a sale of the month could hide so.

        Not after the month's last trade, which is why there only it may stand.
        """
        what = tr("isinya tidak ada di berkas, padahal ditulis sebelum {number}")
        for line in self._aside:
            yield _about(line, what.format(number=trade.number))
        self._aside.clear()

    def _signature(self, line: Line, chain: Chain) -> Iterator[Finding]:
        try:
            key, signature, digest = (
                bytes.fromhex(text) for text in (chain.public_key, line.row.signature, line.row.hash)
            )
        except ValueError:
            yield _about(line, tr("tanda tangannya tidak bisa dibaca"))
            return
        if not self._signed_by(key, signature, digest):
            yield _about(line, tr("tanda tangannya tidak sah"))

    def origin(self, line: Line) -> Iterator[Finding]:
        """Yield what is wrong with a row that stands outside the chains: what was sold in an earlier file and came back here."""
        row, head, document = line
        if document is None or hash_of(row, row.before) != row.hash:
            yield _about(line, tr("asal returnya diubah atau tidak bisa dibaca"))
        chain = self._chains.get((head.origin, head.epoch))
        if chain is not None:
            yield from self._signature(line, chain)

    def end(self) -> Iterator[Finding]:
        """Yield what only shows when all rows were seen."""
        if self._doubled:
            yield Finding(Aspect.CHAIN, "", tr("satu rantai disebut dua kali di daftar isi"))
        for key, chain in self._chains.items():
            at = self._at.get(key)
            if at is None or at.seq != chain.last:
                name = f"{chain.origin}.{chain.epoch}"
                what = tr("rantai {name} tidak sampai ke catatan terakhir yang disebut di daftar isi")
                yield Finding(Aspect.CHAIN, "", what.format(name=name))
        for line, closing in self._closings:
            yield from self._heads(line, closing)
            chain = self._chains[line.head.origin, line.head.epoch]
            if line.number == self._manifest.closed and line.head.seq != chain.last:
                yield _about(line, tr("sesudah penutupan bulan masih ada catatan di berkas"))

    def _heads(self, line: Line, closing: MonthClosed) -> Iterator[Finding]:
        """Compare the heads that a closing vouches for with the rows that stand there."""
        for head in closing.heads:
            chain = self._chains.get((head.origin, head.epoch))
            if chain is None or head.seq < chain.first - 1:
                continue
            here = self.stands.get((head.origin, head.epoch, head.seq))
            found = chain.before if head.seq == chain.first - 1 else here.hash if here else ""
            if found != head.hash:
                what = tr("waktu bulan ditutup, catatan terakhirnya lain daripada {name} di sini")
                yield _about(line, what.format(name=here.named if here else f"{head.origin}.{head.epoch}/{head.seq}"))


def hash_of(row: Row, before: str) -> str:
    """Return the hash (hex) of a row after one with the hash ``before``, "" where that is none."""
    return sha256(bytes.fromhex(before) + row.head.encode() + row.body.encode()).hexdigest() if _is_hash(before) else ""


def _is_hash(text: str) -> bool:
    return _HASH.fullmatch(text) is not None


class NumberCheck:
    """Counts the numbers of each outlet, terminal and kind; they have no gap. ``firsts`` and ``last`` are of each, ``stems`` what stands before."""

    def __init__(self, manifest: Manifest, before: dict[tuple[str, str, int, str], int] | None = None) -> None:
        """``before`` are the last numbers of the file of the month before, where there is one."""
        self._firsts = {(chain.origin, chain.epoch): chain.first for chain in manifest.chains}
        self._before = before or {}
        self.last: dict[tuple[str, str, int, str], int] = {}
        self.stems: dict[tuple[str, str, int, str], str] = {}
        self.firsts: dict[tuple[str, str, int, str], int] = {}

    def row(self, head: Head) -> Iterator[Finding]:
        """Yield what is wrong with the next number."""
        key = (head.outlet, head.origin, head.epoch, head.kind)
        stem, _, digits = head.number.rpartition("-")
        terminal = head.origin if head.epoch == 1 else f"{head.origin}.{head.epoch}"
        if not _COUNT.fullmatch(digits) or not stem.endswith(f"-{head.outlet}-{terminal}"):
            yield Finding(Aspect.NUMBERS, head.number, tr("nomornya bukan nomor gerai dan komputer ini"))
            return
        if self.stems.setdefault(key, stem) != stem:
            yield Finding(Aspect.NUMBERS, head.number, tr("nomornya bukan nomor dokumen jenis ini"))
        count, last = int(digits), self.last.get(key)
        if last is None:
            self.firsts[key] = count
            last = 0 if self._firsts.get((head.origin, head.epoch)) == 1 else count - 1
        if count != last + 1:
            yield Finding(Aspect.NUMBERS, head.number, tr("nomornya tidak berurutan"))
            for missing in range(last + 1, min(count, last + 1 + _MOST_MISSING)):
                number = f"{stem}-{missing:0{len(digits)}}"
                what = tr("dokumen dengan nomor ini tidak ada; sesudahnya {next} ({day})")
                words = {"next": head.number, "day": format_iso_date(head.business_date)}
                yield Finding(Aspect.NUMBERS, number, what.format(**words))
        self.last[key] = count
