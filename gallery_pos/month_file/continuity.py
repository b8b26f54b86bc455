"""What ties a month file to the one before: the same chains, numbers that go on, balances that are carried over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.month_file.findings import Aspect, Finding
from gallery_pos.month_file.month import month_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gallery_pos.month_file.chains import ChainCheck, NumberCheck, Stands
    from gallery_pos.month_file.model import Manifest
    from gallery_pos.month_file.month import Month
    from gallery_pos.month_file.statements import StatementCheck

_MOST = 20


class Before(NamedTuple):
    """What a file leaves behind for the one of the next month: what stands at each place, numbers, statements, closing."""

    manifest: Manifest
    stands: Mapping[tuple[str, int, int], Stands]
    numbers: Mapping[tuple[str, str, int, str], int]
    firsts: Mapping[tuple[str, str, int, str], int]
    stems: Mapping[tuple[str, str, int, str], str]
    statements: StatementCheck
    closing: str

    @classmethod
    def of(
        cls, manifest: Manifest, chains: ChainCheck, numbers: NumberCheck, statements: StatementCheck, closing: str
    ) -> Before:
        """Return what a file that was read leaves; ``closing`` is the hash of its closing's row, "" for a draft."""
        return cls(manifest, chains.stands, numbers.last, numbers.firsts, numbers.stems, statements, closing)


def _about(number: str, what: str) -> Finding:
    return Finding(Aspect.CONTINUITY, number, what)


def compare(month: Month, now: Before, earlier: Before | None) -> Iterator[Finding]:
    """Yield what does not go on from the month before: from its closing in this file, and from its own file."""
    yield from _closing(month, now)
    if earlier is None:
        return
    mine, other = now.manifest, earlier.manifest
    if (other.gallery, other.outlet) != (mine.gallery, mine.outlet):
        yield _about("", tr("berkas bulan lalu itu milik galeri atau gerai lain"))
        return
    if other.month != month_before(mine.month):
        yield _about("", tr("berkas itu dari bulan {month}, bukan bulan sebelumnya").format(month=other.month))
        return
    yield from _chains(now, earlier)
    yield from _numbers(now, earlier)
    if month.earlier is not None and earlier.closing and month.earlier[0].row.hash != earlier.closing:
        line, _ = month.earlier
        yield _about(line.number, tr("penutupan bulan lalu di sini lain daripada di berkas bulan lalu"))


def _closing(month: Month, now: Before) -> Iterator[Finding]:
    closing, earlier = month.closing, month.earlier
    if closing is None:
        return
    number = now.manifest.closed
    if closing.previous is not None and (earlier is None or earlier[1].id != closing.previous):
        yield _about(number, tr("penutupan bulan sebelumnya yang disebut tidak ada di berkas"))
    if closing.previous is None and earlier is not None:
        yield _about(number, tr("tidak menyambung ke penutupan bulan sebelumnya"))
    owed = month.owed()
    if owed is not None and owed != closing.figures.owed:
        what = tr("utang kepada penitip {told} tidak sama dengan saldo bulan lalu dan catatan bulan ini: {made}")
        yield _about(number, what.format(told=format_rupiah(closing.figures.owed), made=format_rupiah(owed)))


def _chains(now: Before, earlier: Before) -> Iterator[Finding]:
    """Compare what stands in both files, and how one goes on where the other ends."""
    ends = {(chain.origin, chain.epoch): chain for chain in earlier.manifest.chains}
    for chain in now.manifest.chains:
        before = ends.get((chain.origin, chain.epoch))
        if before is None:
            continue
        name = f"{chain.origin}.{chain.epoch}"
        if before.public_key != chain.public_key:
            yield _about("", tr("komputer {name} memakai kunci lain daripada bulan lalu").format(name=name))
        if chain.first > before.last + 1:
            yield _about("", tr("ada catatan komputer {name} yang tidak ada di kedua berkas").format(name=name))
        link = earlier.stands.get((chain.origin, chain.epoch, chain.first - 1))
        if link is not None and link.hash != chain.before:
            yield _about("", tr("rantai {name} tidak menyambung ke berkas bulan lalu").format(name=name))
    other = [(place, told) for place, told in earlier.stands.items() if now.stands.get(place, told) != told]
    for place, told in sorted(other)[:_MOST]:
        here = now.stands[place]
        what = tr("tidak sama dengan yang di berkas bulan lalu")
        if here.number != told.number:
            what = tr("di berkas bulan lalu ada {document} di tempatnya").format(document=told.named)
        yield _about(here.number, what)
    if len(other) > _MOST:
        what = tr("dan {count} catatan lain lagi yang tidak sama dengan berkas bulan lalu")
        yield _about("", what.format(count=format_count(len(other) - _MOST)))


def _numbers(now: Before, earlier: Before) -> Iterator[Finding]:
    for key, first in now.firsts.items():
        last = earlier.numbers.get(key)
        if last is not None and first > last + 1:
            outlet, origin, _, kind = key
            what = tr("nomor {kind} gerai {outlet} komputer {origin} meloncat dari {last} ke {first}")
            yield _about("", what.format(kind=kind, outlet=outlet, origin=origin, last=last, first=first))
