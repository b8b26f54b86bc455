"""Berita acara of a stocktake: what differs, who bears what, per maker, what agrees; photos, and room for all to sign."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.formatting import format_count, format_long_date, format_rupiah
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, gap, heading, signatures, table, text
from receipts.pdf.counts import Loss, Record, about, bound, losses
from receipts.pdf.photos import photos
from receipts.pdf.sheet import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportlab.platypus import Flowable

    from gallery_pos.documents import CountedLine, PartCounted, StocktakePosted, StocktakeStarted

_SIGNERS = 4
"""Boxes that fit beside each other."""


class CountPapers(Struct, frozen=True, kw_only=True):
    """What a count was made of; ``people`` are names by code, ``photos`` JPEG or PNG by the SHA-256 on the lines."""

    started: StocktakeStarted
    parts: tuple[PartCounted, ...]
    people: dict[str, str] = {}
    photos: dict[str, bytes] = {}


class _Product(Struct, frozen=True):
    name: str
    maker: str
    frozen: int
    moved: int
    counted: int
    difference: int
    owed: int


def stocktake_pdf(record: Record, count: StocktakePosted, papers: CountPapers | None = None) -> bytes:
    """Return the report of a stocktake: what differs first and who bears it, then everything that agrees."""
    title = tr("BERITA ACARA STOK OPNAME")
    products = _products(record, count, papers)
    differing = [one for one in products if one.difference]
    agreeing = [one for one in products if not one.difference]

    def story() -> Iterator[Flowable]:
        yield heading(title, about(record, count.scope, format_long_date(count.business_date)))
        yield text(_sums(count, products), size=9)
        if differing:
            yield heading(tr("Yang berselisih"))
            yield _table(differing)
        yield from _bearers(record, [line for line in count.lines if line.reason is not None])
        yield from _by_maker(differing)
        if agreeing:
            yield heading(tr("Yang cocok"))
            yield _table(agreeing)
        if papers is not None:
            yield from _how(count, papers)
            yield from _photos(count, papers.photos)
        if count.note:
            yield gap(6)
            yield text(tr("Catatan: {text}").format(text=count.note), size=8.5)
        yield gap(12)
        yield from _signed(record, count, papers)

    return bound(record, title, tuple(story()))


def _products(record: Record, count: StocktakePosted, papers: CountPapers | None) -> list[_Product]:
    """Return the posted products by maker and name: the frozen books, what moved, what was found."""
    frozen, found = Counter[str](), Counter[str]()
    if papers is not None:
        for expected in papers.started.lines:
            frozen[expected.product] += expected.expected
        for paper in papers.parts:
            for each in paper.lines:
                found[each.product] += each.counted
    lines: dict[str, list[CountedLine]] = {}
    for line in count.lines:
        lines.setdefault(line.product, []).append(line)
    made = []
    for product, mine in lines.items():
        difference = sum(line.counted - line.expected for line in mine)
        begun = frozen[product] if papers is not None else sum(line.expected for line in mine)
        counted = found[product] if papers is not None else sum(line.counted for line in mine)
        first = mine[0]
        made.append(
            _Product(
                name=first.name,
                maker=record.makers.get(first.consignor, first.consignor),
                frozen=begun,
                moved=counted - difference - begun,
                counted=counted,
                difference=difference,
                owed=sum(line.compensation for line in mine),
            )
        )
    return sorted(made, key=lambda one: (one.maker.casefold(), one.name.casefold()))


def _sums(count: StocktakePosted, products: Sequence[_Product]) -> str:
    short = sum(max(-one.difference, 0) for one in products)
    over = sum(max(one.difference, 0) for one in products)
    owed = sum(line.compensation for line in count.lines)
    words = tr("{products} produk dihitung: kurang {short}, lebih {over}. Galeri mengganti {owed} kepada penitip.")
    return words.format(
        products=format_count(len(products)),
        short=format_count(short),
        over=format_count(over),
        owed=format_rupiah(owed),
    )


def _signed_number(pieces: int) -> str:
    return f"{pieces:+d}" if pieces else "0"


def _table(products: Iterable[_Product]) -> Flowable:
    columns = [
        Col(tr("Barang"), CONTENT - 118 - 5 * 52),
        Col(tr("Penitip"), 118),
        Col(tr("Buku\nsaat mulai"), 52, right=True),
        Col(tr("Bergerak"), 52, right=True),
        Col(tr("Seha-\nrusnya"), 52, right=True),
        Col(tr("Dihitung"), 52, right=True),
        Col(tr("Selisih"), 52, right=True),
    ]
    rows = [
        [
            one.name,
            one.maker,
            format_count(one.frozen),
            _signed_number(one.moved),
            format_count(one.frozen + one.moved),
            format_count(one.counted),
            _signed_number(one.difference),
        ]
        for one in products
    ]
    return table(columns, rows, bold_last=True)


def _bearers(record: Record, lines: Sequence[CountedLine]) -> Iterator[Flowable]:
    """Tell who bears each missing piece."""
    if not lines:
        return
    yield heading(tr("Siapa yang menanggung"))
    yield losses(
        record,
        [
            Loss(
                line.name,
                line.note,
                line.consignor,
                line.expected - line.counted,
                line.reason,
                line.gallery_bp or 0,
                line.compensation,
            )
            for line in lines
            if line.reason is not None
        ],
    )


def _by_maker(differing: Sequence[_Product]) -> Iterator[Flowable]:
    """Sum the differences of each maker, where there is more than one."""
    makers: dict[str, list[_Product]] = {}
    for one in differing:
        makers.setdefault(one.maker, []).append(one)
    if len(makers) <= 1:
        return
    columns = [
        Col(tr("Penitip"), CONTENT - 3 * 60 - 90),
        Col(tr("Produk"), 60, right=True),
        Col(tr("Kurang"), 60, right=True),
        Col(tr("Lebih"), 60, right=True),
        Col(tr("Ganti rugi"), 90, right=True),
    ]
    rows = [
        [
            maker,
            format_count(len(mine)),
            format_count(sum(max(-one.difference, 0) for one in mine)),
            format_count(sum(max(one.difference, 0) for one in mine)),
            format_rupiah(sum(one.owed for one in mine)),
        ]
        for maker, mine in makers.items()
    ]
    yield heading(tr("Per penitip"))
    yield table(columns, rows)


def _how(count: StocktakePosted, papers: CountPapers) -> Iterator[Flowable]:
    """Tell who counted which part, what was left alone, and what was put aside."""
    columns = [
        Col(tr("Bagian"), CONTENT - 180 - 2 * 70),
        Col(tr("Dihitung oleh"), 180),
        Col(tr("Produk"), 70, right=True),
        Col(tr("Barang"), 70, right=True),
    ]
    rows = [
        [
            paper.part,
            papers.people.get(paper.counted_by, paper.counted_by),
            format_count(len(paper.lines)),
            format_count(sum(line.counted for line in paper.lines)),
        ]
        for paper in papers.parts
    ]
    yield heading(tr("Bagian yang dihitung"))
    yield table(columns, rows)
    left = {line.product for line in papers.started.lines} - {line.product for line in count.lines}
    if left:
        words = tr("{count} produk tidak ditemukan dan dibiarkan seperti di buku.")
        yield gap(4)
        yield text(words.format(count=format_count(len(left))), size=8.5)
    aside = Counter[str]()
    for paper in papers.parts:
        for line in paper.aside:
            aside[f"{line.name} {line.code}".strip()] += line.pieces
    if aside:
        codes = ", ".join(f"{code} ({pieces})" for code, pieces in sorted(aside.items()))
        yield gap(4)
        yield text(tr("Disisihkan karena tidak dikenal atau bukan bagiannya: {codes}.").format(codes=codes), size=8.5)


def _photos(count: StocktakePosted, taken: dict[str, bytes]) -> Iterator[Flowable]:
    """Show the photos of differences, each with the name of its product."""
    shown = {picture: line.name for line in count.lines if line.expected != line.counted for picture in line.pictures}
    return photos([(name, taken[picture]) for picture, name in shown.items() if picture in taken])


def _signed(record: Record, count: StocktakePosted, papers: CountPapers | None) -> Iterator[Flowable]:
    """Return room for everybody who counted, and for who vouches for it."""
    people = papers.people if papers is not None else {}
    counters = [people.get(code, code) for code in count.counted_by] if papers is not None else [record.staff]
    boxes = [(tr("Yang menghitung"), name) for name in counters] + [(tr("Mengetahui"), record.approver)]
    for at in range(0, len(boxes), _SIGNERS):
        yield signatures(*boxes[at : at + _SIGNERS])
