"""The check of a month file: opens it, recomputes everything it says, and tells what does not hold.

It needs no gallery: everything comes from the file, from the file of the month before where there is one, and from the
keys that were seen before.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from gallery_pos.entries import consequences
from gallery_pos.errors import BadInput
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.month_file import container
from gallery_pos.month_file.amounts import AmountCheck
from gallery_pos.month_file.chains import ChainCheck, NumberCheck
from gallery_pos.month_file.continuity import Before, compare
from gallery_pos.month_file.findings import MOST_FINDINGS, Aspect, Checked, Finding, Report
from gallery_pos.month_file.keys import fingerprint, is_first, judge
from gallery_pos.month_file.model import JOURNAL, LINES, ORIGINS, SUMMARY, read_summary
from gallery_pos.month_file.month import Month
from gallery_pos.month_file.rows import Broken, Line, lines_of
from gallery_pos.month_file.statements import StatementCheck
from gallery_pos.month_words import FIGURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gallery_pos.month_file.container import Opened
    from gallery_pos.month_file.keys import Known
    from gallery_pos.month_file.model import Manifest

_EVERY = 200
"""Rows between two reports of progress."""
_ENOUGH = 20_000
"""Findings after which nobody needs more, and a hostile file gets no more memory."""


class Inspected(NamedTuple):
    """What a check found, the file as it was read, and what the next month goes on from."""

    report: Report
    opened: Opened
    before: Before


class _Sums:
    """Everything that goes through the rows."""

    def __init__(
        self, manifest: Manifest, signed_by: Callable[[bytes, bytes, bytes], bool], earlier: Before | None
    ) -> None:
        same = earlier is not None and earlier.manifest.gallery == manifest.gallery
        founding = all(chain.first == 1 for chain in manifest.chains)
        self.chains = ChainCheck(manifest, signed_by)
        self.numbers = NumberCheck(manifest)
        self.amounts = AmountCheck(whole=manifest.whole)
        self.statements = StatementCheck(earlier.statements if earlier and same else None)
        self.month = Month(
            manifest.outlet, manifest.month, whole=manifest.whole, founding=founding, closed=manifest.closed
        )
        self.documents = self.newer = self.bare = 0

    def origin(self, line: Line | Broken) -> Iterator[Finding]:
        """Yield what is wrong with a row of an earlier file; what came back here is compared with it."""
        if isinstance(line, Broken):
            yield Finding(Aspect.CHAIN, ORIGINS, tr("baris {at} tidak bisa dibaca").format(at=line.at))
            return
        yield from self.chains.origin(line)
        self.amounts.remember(line.document)

    def row(self, line: Line | Broken) -> Iterator[Finding]:
        """Yield what is wrong with a row."""
        self.documents += 1
        if isinstance(line, Broken):
            yield Finding(Aspect.CHAIN, "", tr("baris {at} jurnal tidak bisa dibaca").format(at=line.at))
            return
        yield from self.chains.row(line)
        yield from self.numbers.row(line.head)
        if line.document is None:
            self.newer += line.is_newer
            self.bare += line.is_bare
            return
        try:
            follows = consequences(line.document)
            yield from self.amounts.row(line, follows)
            yield from self.statements.row(line, follows)
            self.month.row(line, follows)
        except (ArithmeticError, LookupError, ValueError):  # what no till writes: nothing can be summed of it
            yield Finding(Aspect.SPLITS, line.number, tr("isinya tidak masuk akal dan tidak bisa dihitung"))


def inspect(
    path: Path,
    *,
    signed_by: Callable[[bytes, bytes, bytes], bool],
    previous: Path | None = None,
    known: Known | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Inspected:
    """Check a month file, with the one of the month before where there is one.

    ``signed_by`` tells whether a public key signed a digest (key, signature, digest); ``known`` None leaves the memory
    of keys out. Raises BadInput (``month_file.*``) where either is no month file; what ``progress`` raises.
    """
    earlier = _earlier(previous, signed_by) if previous is not None else None
    data = container.read(path)
    opened = container.unpack(data)
    manifest = opened.manifest
    found = [Finding(Aspect.FILE, name, what) for name, what in opened.wrong]
    found += [*_signed(opened, signed_by), *judge(manifest, known)]
    sums = _Sums(manifest, signed_by, earlier.before if earlier else None)
    journal = opened.members[JOURNAL]
    total = max(1, journal.count(b"\n"))
    for line in lines_of(opened.members.get(ORIGINS, b"")):
        found += sums.origin(line)
        if len(found) > _ENOUGH:
            break
    for line in lines_of(journal):
        found += sums.row(line)
        if len(found) > _ENOUGH:
            found.append(Finding(Aspect.CHAIN, "", tr("terlalu banyak temuan: sisa jurnal tidak dibaca lagi")))
            break
        if progress is not None and sums.documents % _EVERY == 0:
            progress(min(sums.documents, total), total)
    if _has_rows(opened):
        found += [*sums.chains.end(), *_figures(opened, sums)]
    before = Before.of(manifest, sums.chains, sums.numbers, sums.statements, sums.month.closing_hash)
    found += compare(sums.month, before, earlier.before if earlier else None)
    if earlier is not None and earlier.report.findings:
        found.append(Finding(Aspect.CONTINUITY, "", tr("berkas bulan lalu sendiri tidak lolos pemeriksaan")))
    report = _report(path, data, opened, sums, found, previous=earlier is not None)
    return Inspected(_noted(report, manifest, sums, known), opened, before)


def _has_rows(opened: Opened) -> bool:
    """Tell whether there are rows to sum: those of a journal that was cut or spoiled are found once, not figure by figure."""
    return bool(opened.members[JOURNAL]) or JOURNAL not in dict(opened.wrong)


def _earlier(path: Path, signed_by: Callable[[bytes, bytes, bytes], bool]) -> Inspected:
    """Check the file of the month before; where it is none, the words say which of the two files they are about."""
    try:
        return inspect(path, signed_by=signed_by)
    except BadInput as error:
        what = tr("Berkas bulan lalu ({file}): {what}").format(file=path.name, what=error.what)
        raise BadInput(error.code, what, safe=error.safe, todo=error.todo) from error


def _signed(opened: Opened, signed_by: Callable[[bytes, bytes, bytes], bool]) -> Iterator[Finding]:
    manifest = opened.manifest
    try:
        key, signature = bytes.fromhex(manifest.signer.public_key), bytes.fromhex(opened.signature)
        whole = signature.hex() == opened.signature
    except ValueError:
        whole = False
    if not whole or not signed_by(key, signature, sha256(opened.manifest_text).digest()):
        yield Finding(
            Aspect.KEY, "", tr("tanda tangan berkas tidak sah: isinya diubah, atau ditandatangani orang lain")
        )
    if manifest.draft:
        what = tr("bulan ini belum ditutup: berkas ini hanya draf, bukan laporan")
        yield Finding(Aspect.FIGURES, "", what)


def _figures(opened: Opened, sums: _Sums) -> Iterator[Finding]:
    """Compare what the closing, the summary and the table of lines say with what the rows sum to."""
    month, manifest = sums.month, opened.manifest
    closing = month.closing
    if closing is None and not manifest.draft:
        yield Finding(Aspect.FIGURES, manifest.closed, tr("penutupan bulan tidak ada di berkas"))
    try:
        summary = read_summary(opened.members[SUMMARY])
    except msgspec.DecodeError:
        yield Finding(Aspect.FIGURES, SUMMARY, tr("ringkasan tidak bisa dibaca"))
        summary = None
    if closing is not None:
        made = month.figures(closing.figures.owed)
        for name in made.__struct_fields__:
            told, summed = getattr(closing.figures, name), getattr(made, name)
            if told != summed:
                what = tr("{name} ditutup {told}, jumlah catatannya {summed}")
                words = {"told": format_count(told), "summed": format_count(summed)}
                yield Finding(Aspect.FIGURES, manifest.closed, what.format(name=tr(FIGURES[name]), **words))
    if summary is not None:
        owed = closing.figures.owed if closing else summary.figures.owed
        if month.summary(month.figures(owed)) != summary:
            yield Finding(Aspect.FIGURES, SUMMARY, tr("ringkasan tidak sama dengan jumlah catatan di berkas"))
    told_lines, made_lines = opened.members[LINES], month.table()
    if told_lines != made_lines:
        pairs = zip(told_lines.split(b"\r\n")[1:], made_lines.split(b"\r\n")[1:], strict=False)
        other = next((mine for told, mine in pairs if told != mine), b"")
        number = other.split(b";")[0].decode("utf-8", "replace")
        yield Finding(Aspect.FIGURES, number or LINES, tr("tabel baris penjualan tidak sama dengan catatannya"))


def _report(path: Path, data: bytes, opened: Opened, sums: _Sums, found: list[Finding], *, previous: bool) -> Report:
    manifest, closing = opened.manifest, sums.month.closing
    per = Counter(finding.aspect for finding in found)
    counts = {
        Aspect.FILE: len(manifest.files) + 2,
        Aspect.KEY: len(manifest.chains),
        Aspect.CHAIN: sums.documents,
        Aspect.NUMBERS: len(sums.numbers.last),
        Aspect.SPLITS: sums.amounts.lines,
        Aspect.STATEMENTS: sums.statements.count,
        Aspect.FIGURES: len(sums.month.figures(0).__struct_fields__) if _has_rows(opened) else 0,
        Aspect.CONTINUITY: int(previous) + int(sums.month.earlier is not None),
    }
    return Report(
        file=path.name,
        sha256=sha256(data).hexdigest(),
        size=len(data),
        gallery=manifest.gallery,
        gallery_name=manifest.gallery_name,
        outlet=manifest.outlet,
        outlet_name=manifest.outlet_name,
        month=manifest.month,
        closed=manifest.closed,
        draft=manifest.draft,
        practice=manifest.practice,
        made_at=manifest.made_at,
        program=manifest.program,
        key=fingerprint(manifest.signer.public_key),
        documents=sums.documents,
        lines=sums.month.lines,
        figures=sums.month.figures(closing.figures.owed if closing else sums.month.owed() or 0),
        aspects=tuple(Checked(aspect, counts[aspect], per[aspect], counts[aspect] > 0) for aspect in Aspect),
        findings=tuple(_dated(found[:MOST_FINDINGS], sums)),
    )


def _dated(found: list[Finding], sums: _Sums) -> Iterator[Finding]:
    """Yield findings with the date of their document."""
    days = {each.number: each.day for each in sums.chains.stands.values()} if found else {}
    for finding in found:
        yield msgspec.structs.replace(finding, day=days.get(finding.number, ""))


def _noted(report: Report, manifest: Manifest, sums: _Sums, known: Known | None) -> Report:
    """Add what is no finding, but worth saying."""
    notes = []
    if not sums.documents:
        notes.append(
            tr("Catatan di berkas ini tidak bisa dibuka, jadi angkanya tidak bisa diperiksa. Minta berkasnya lagi.")
        )
    if manifest.practice:
        notes.append(tr("Berkas ini dari galeri latihan: isinya bukan catatan yang sebenarnya."))
    if known is not None and is_first(manifest, known):
        words = tr("Kunci galeri ini dilihat untuk pertama kali. Cocokkan sidiknya dengan galeri lewat telepon: {key}.")
        notes.append(words.format(key=report.key))
    if sums.newer:
        words = tr("{count} catatan dari program yang lebih baru: tersegel, tetapi tidak bisa dihitung ulang di sini.")
        notes.append(words.format(count=format_count(sums.newer)))
    if sums.statements.partly:
        words = tr(
            "{count} laporan penitip memuat catatan yang lebih lama dari berkas ini: sebagian tidak bisa dihitung ulang."
        )
        notes.append(words.format(count=format_count(sums.statements.partly)))
    if not report.aspects[-1].looked:
        notes.append(tr("Tidak ada bulan sebelumnya untuk dibandingkan; sertakan berkas bulan lalu bila ada."))
    total = sum(checked.findings for checked in report.aspects)
    if total > len(report.findings):
        words = tr("Hanya {shown} dari {count} temuan disebut satu per satu.")
        notes.append(words.format(shown=format_count(len(report.findings)), count=format_count(total)))
    return msgspec.structs.replace(report, notes=tuple(notes))
