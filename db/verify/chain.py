"""Rule 6: chains have no gap, no fork, no bad hash, no bad signature; numbers have no gap either."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from db.canonical import GENESIS, chain_hash
from db.journal import introduction
from db.numbers import PREFIX, count_of, number_for
from db.signing import signed_by
from db.tables.facts import terminals
from db.tables.records import numbering
from db.verify.findings import CHAIN, Finding, Head, about
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

    from db.signing import Terminal
    from gallery_pos.documents import ChainHead

_HEADS = frozenset({"ShiftClosed", "StatementIssued", "MonthClosed"})

_MOST_MISSING = 100
"""So many missing numbers are told one by one."""

_Row = dict[str, Any]
_Chain = tuple[str, int]


class ChainCheck:
    """Follows every chain row by row, in the order of the journal."""

    def __init__(
        self, connection: Connection, pinned: Mapping[_Chain, bytes], *, deep: bool, own: Terminal | None = None
    ) -> None:
        """Read who signs from ``connection``; ``pinned`` are public keys known from outside, ``own`` is this machine's."""
        self._terminals = {
            (row["origin"], row["epoch"]): dict(row) for row in connection.execute(select(terminals)).mappings()
        }
        self._connection = connection
        self._pinned = pinned
        self._deep = deep
        self._own = own
        self._pos = 0
        self._last: dict[_Chain, _Row] = {}
        self._counts: dict[tuple[str, str, int, str], int] = defaultdict(int)
        self._hashes: dict[tuple[str, int, int], tuple[str, str]] = {}

    def row(self, row: _Row) -> Iterator[Finding]:
        """Yield what is wrong with the next row of the journal."""
        if row["pos"] != self._pos + 1:
            yield about(CHAIN, row, tr("ada catatan yang hilang sebelum ini, atau urutannya diubah"))
        self._pos = row["pos"]
        chain = (row["origin"], row["epoch"])
        before = self._last.get(chain)
        yield from self._link(row, before)
        if row["hash"] != chain_hash(row):
            yield about(CHAIN, row, tr("isinya tidak sama dengan yang disegel"))
        if before is None:
            yield from self._introduction(row, chain)
        if self._deep or row["kind"] in _HEADS:
            yield from self._signature(row, chain)
        yield from self._number(row)
        self._last[chain] = row
        self._hashes[row["origin"], row["epoch"], row["seq"]] = (row["hash"].hex(), row["number"])

    def hash_of(self, head: ChainHead) -> str | None:
        """Return the hash (hex) that stands at the place of a head, None where nothing does so far."""
        kept = self._hashes.get((head.origin, head.epoch, head.seq))
        return kept[0] if kept else None

    def _link(self, row: _Row, before: _Row | None) -> Iterator[Finding]:
        if before is None:
            wanted = 1
            whole = row["prev_hash"] == GENESIS if row["epoch"] == 1 else self._follows_earlier(row)
        else:
            wanted = before["seq"] + 1
            whole = row["prev_hash"] == before["hash"]
        if row["seq"] != wanted:
            yield about(CHAIN, row, tr("nomor urutnya meloncat: ada catatan sebelum ini yang hilang"))
        elif not whole:
            yield about(CHAIN, row, tr("tidak menyambung ke catatan sebelumnya"))

    def _follows_earlier(self, row: _Row) -> bool:
        """Tell whether an epoch begins with a hash of an earlier one of the same terminal, or from nothing."""
        earlier = {epoch for origin, epoch in self._last if origin == row["origin"] and epoch < row["epoch"]}
        if not earlier:
            return bool(row["prev_hash"] == GENESIS)
        wanted = row["prev_hash"].hex()
        return any(
            kept[0] == wanted
            for (origin, epoch, _), kept in self._hashes.items()
            if origin == row["origin"] and epoch in earlier
        )

    def _introduction(self, row: _Row, chain: _Chain) -> Iterator[Finding]:
        known = self._terminals.get(chain)
        if known is None:
            yield about(CHAIN, row, tr("terminal yang menandatanganinya tidak terdaftar"))
        elif not signed_by(known["public_key"], known["signature"], introduction(known)):
            yield about(CHAIN, row, tr("pendaftaran terminalnya diubah"))
        elif self._pinned.get(chain, known["public_key"]) != known["public_key"]:
            yield about(CHAIN, row, tr("rantai terminal ini ditandatangani dengan kunci lain"))

    def _signature(self, row: _Row, chain: _Chain) -> Iterator[Finding]:
        known, own = self._terminals.get(chain), self._own
        if known is None:
            return
        if own is not None and known["public_key"] == own.public_key and own.signed(row["signature"], row["hash"]):
            return
        if not signed_by(known["public_key"], row["signature"], row["hash"]):
            yield about(CHAIN, row, tr("tanda tangannya tidak sah"))

    def _number(self, row: _Row) -> Iterator[Finding]:
        kind, outlet, origin, epoch = row["kind"], row["outlet"], row["origin"], row["epoch"]
        if kind not in PREFIX:
            return
        counted = (outlet, origin, epoch, kind)
        wanted = self._counts[counted] + 1
        self._counts[counted] = wanted
        if row["number"] == number_for(kind, outlet, origin, epoch, wanted):
            return
        yield about(CHAIN, row, tr("nomornya meloncat atau diubah"))
        try:
            given = count_of(row["number"])
        except ValueError:
            return
        for missing in range(wanted, min(given, wanted + _MOST_MISSING)):
            number = number_for(kind, outlet, origin, epoch, missing)
            yield Finding(CHAIN, number, None, tr("catatan dengan nomor ini hilang"))
        self._counts[counted] = max(wanted, given)

    def end(self, heads: Iterable[Head]) -> Iterator[Finding]:
        """Yield what is wrong with the ends of the chains, seen from outside."""
        if not self._deep:
            for chain, row in self._last.items():
                yield from self._signature(row, chain)
        for origin, epoch in sorted(self._terminals.keys() - self._last.keys()):
            what = tr("terminal {origin} terdaftar tanpa satu catatan pun").format(origin=f"{origin}.{epoch}")
            yield Finding(CHAIN, "", None, what)
        for origin, epoch in sorted(self._pinned.keys() - self._last.keys()):
            if any(other > epoch for name, other in self._last if name == origin):
                continue
            if any(head.origin == origin and head.epoch == epoch for head in heads):
                what = tr("semua catatan terminal {origin} hilang").format(origin=f"{origin}.{epoch}")
                yield Finding(CHAIN, "", None, what)
        yield from self._missing_numbers()
        for head in heads:
            yield from self._head(head)

    def _missing_numbers(self) -> Iterator[Finding]:
        """Yield the numbers that were given once, as the counters of the read tables remember."""
        for row in self._connection.execute(select(numbering)).mappings():
            counted = (row["outlet"], row["origin"], row["epoch"], row["kind"])
            for missing in range(
                self._counts[counted] + 1, min(row["last"], self._counts[counted] + _MOST_MISSING) + 1
            ):
                if row["kind"] in PREFIX:
                    number = number_for(row["kind"], row["outlet"], row["origin"], row["epoch"], missing)
                    yield Finding(CHAIN, number, None, tr("catatan dengan nomor ini hilang"))

    def _head(self, head: Head) -> Iterator[Finding]:
        wanted = head.hash.strip().lower()
        if head.origin:
            kept = self._hashes.get((head.origin, head.epoch, head.seq))
            if kept is None:
                yield Finding(CHAIN, head.number, None, tr("catatan ini pernah ada, tetapi ujung jurnal terpotong"))
            elif not kept[0].startswith(wanted):
                yield Finding(CHAIN, kept[1], None, tr("isinya tidak sama dengan yang dicatat di luar"))
        elif not any(kept[0].startswith(wanted) for kept in self._hashes.values()):
            what = tr("segel {hash} tidak ada lagi di jurnal").format(hash=wanted)
            yield Finding(CHAIN, head.number, None, what)
