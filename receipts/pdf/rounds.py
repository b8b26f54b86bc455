"""Papers of a curation round: empty score sheets and the minutes with every score.

Nothing here tells more of a maker than the name of his business, his district and his class.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.formatting import format_count, format_long_date
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, gap, heading, signatures, table, text
from receipts.pdf.entry import practice_mark, short_reason
from receipts.pdf.fonts import MEDIUM, fold
from receipts.pdf.opening import opening
from receipts.pdf.sheet import CONTENT, GREY, Letterhead, Sheet, bind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.platypus import Flowable

_SIGNERS = 4
"""Boxes that fit beside each other."""
_NAMED_CRITERIA = 5
"""More criteria, or curators, stand as numbers with a key above the table."""
_BOX, _SMALL_BOX = "_____", "__"
_BOX_WIDTH = 40.0
_ROOM = "\n\N{NO-BREAK SPACE}"
"""Makes a row as high as a pen needs it."""


class Point(Struct, frozen=True):
    """A criterion and its weight."""

    name: str
    weight: int


class Entrant(Struct, frozen=True, kw_only=True):
    """A candidate; ``score`` and ``by_curator`` are written points ("" where there are none)."""

    name: str
    maker: str
    about: str = ""
    rank: str = ""
    score: str = ""
    by_curator: tuple[str, ...] = ()
    verdict: str = ""
    reason: str = ""


class Round(Struct, frozen=True, kw_only=True):
    """A curation round as its papers tell it; ``staff`` keeps the minutes."""

    letterhead: Letterhead
    name: str
    day: date
    panel: tuple[str, ...]
    criteria: tuple[Point, ...]
    entrants: tuple[Entrant, ...]
    pass_score: int
    quota: int = 0
    venue: str = ""
    closed: bool = False
    staff: str = ""
    practice: bool = False


# --------------------------------------------------------------------------------------------------- score sheets


def score_sheets_pdf(of: Round) -> bytes:
    """Return an empty sheet for each curator, to be filled in with a pen and typed in afterwards."""
    title = tr("LEMBAR NILAI KURASI")
    sheets = [
        Sheet(
            title=title,
            letterhead=of.letterhead,
            story=tuple(_score_story(of, title, curator)),
            reference=f"{of.name} · {curator}",
            mark=practice_mark(practice=of.practice),
        )
        for curator in of.panel
    ]
    return bind(sheets, f"{title} {of.name}")


def _score_story(of: Round, title: str, curator: str) -> Iterator[Flowable]:
    yield opening(title, curator, of.name, _when(of), number="")
    yield text(
        tr(
            "Beri nilai 0 sampai 100 untuk setiap kriteria, tanpa melihat lembar kurator lain. Nilai akhir adalah rata-rata"
            " menurut bobot; lulus mulai {mark}."
        ).format(mark=of.pass_score)
    )
    yield gap(6)
    yield from _key(tr("Kriteria"), [_criterion(one) for one in of.criteria], "K")
    titles = _titles([_criterion(one) for one in of.criteria], "K")
    wide = min(64.0, 260.0 / len(titles))
    note = 92.0
    columns = [Col(tr("No."), 26, right=True), Col(tr("Barang"), CONTENT - 26 - wide * len(titles) - note)]
    columns += [Col("\n".join(fold(name, wide - 8, MEDIUM, 8)), wide, right=True) for name in titles]
    columns.append(Col(tr("Catatan"), note))
    box = _BOX if wide >= _BOX_WIDTH else _SMALL_BOX
    rows = [
        [f"{at}{_ROOM}", ", ".join(part for part in (one.name, one.maker) if part), *([box] * len(titles)), ""]
        for at, one in enumerate(of.entrants, start=1)
    ]
    yield table(columns, rows)
    yield gap(16)
    yield signatures((tr("Kurator"), curator), (tr("Tanggal"), ""), (tr("Yang memasukkan"), ""))


# ------------------------------------------------------------------------------------------------------- the minutes


def round_minutes_pdf(of: Round) -> bytes:
    """Return the minutes of a round: how it was done, what each candidate got and why, signed by the panel."""
    title = tr("BERITA ACARA KURASI")
    sheet = Sheet(
        title=title,
        letterhead=of.letterhead,
        story=tuple(_minutes_story(of, title)),
        reference=of.name,
        mark=practice_mark(practice=of.practice),
    )
    return bind([sheet], f"{title} {of.name}")


def _minutes_story(of: Round, title: str) -> Iterator[Flowable]:
    yield opening(title, of.name, "", _when(of), number="")
    quota = tr("kuota {count} barang").format(count=format_count(of.quota)) if of.quota else tr("tanpa kuota")
    yield text(
        tr(
            "{count} barang dinilai oleh {panel}. Nilai akhir rata-rata menurut bobot, lulus mulai {mark}, {quota}."
        ).format(count=format_count(len(of.entrants)), panel=", ".join(of.panel), mark=of.pass_score, quota=quota)
    )
    yield gap(3)
    yield text(tr("Kriteria: {list}.").format(list=", ".join(_criterion(one) for one in of.criteria)))
    if not of.closed:
        yield gap(3)
        yield text(tr("Penilaian belum ditutup: hasil ini masih bisa berubah."), colour=GREY)
    yield gap(8)
    yield heading(tr("Hasil"))
    yield _results(of)
    if len(of.panel) > 1:
        yield gap(10)
        yield heading(tr("Nilai dari setiap kurator"), tr("rata-rata menurut bobot"))
        yield from _key(tr("Kurator"), of.panel, "J")
        yield _by_curator(of)
    yield gap(16)
    boxes = [(tr("Kurator"), name) for name in of.panel] + [(tr("Untuk galeri"), of.staff)]
    for at in range(0, len(boxes), _SIGNERS):
        yield signatures(*boxes[at : at + _SIGNERS])


def _results(of: Round) -> Flowable:
    columns = [
        Col(tr("Urut"), 30, right=True),
        Col(tr("Barang"), 130),
        Col(tr("Penitip"), 120),
        Col(tr("Nilai"), 42, right=True),
        Col(tr("Keputusan"), 70),
        Col(tr("Alasan"), CONTENT - 30 - 130 - 120 - 42 - 70),
    ]
    rows = [
        [
            one.rank,
            one.name,
            ", ".join(part for part in (one.maker, one.about) if part),
            one.score,
            one.verdict,
            short_reason(one.reason),
        ]
        for one in of.entrants
    ]
    return table(columns, rows)


def _by_curator(of: Round) -> Flowable:
    titles = _titles(of.panel, "J")
    wide = min(72.0, 300.0 / len(titles))
    columns = [Col(tr("Barang"), CONTENT - wide * len(titles) - 50)]
    columns += [Col("\n".join(fold(name, wide - 8, MEDIUM, 8)), wide, right=True) for name in titles]
    columns.append(Col(tr("Rata-rata"), 50, right=True))
    rows = [[one.name, *one.by_curator, one.score] for one in of.entrants]
    return table(columns, rows, bold_last=True)


def _criterion(one: Point) -> str:
    return tr("{name} (bobot {weight})").format(name=one.name, weight=one.weight)


def _titles(names: Sequence[str], letter: str) -> list[str]:
    """Return what stands above columns: the names, or numbers where there are too many of them."""
    if len(names) <= _NAMED_CRITERIA:
        return list(names)
    return [f"{letter}{at}" for at in range(1, len(names) + 1)]


def _key(what: str, names: Sequence[str], letter: str) -> Iterator[Flowable]:
    """Explain the numbers above the columns, where they are numbers."""
    if len(names) > _NAMED_CRITERIA:
        told = ", ".join(f"{letter}{at} {name}" for at, name in enumerate(names, start=1))
        yield text(f"{what}: {told}.", size=8.5)
        yield gap(4)


def _when(of: Round) -> list[str]:
    return [part for part in (format_long_date(of.day), of.venue) if part]
