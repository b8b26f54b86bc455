"""What a count comes to: every difference with its value, and who bears what is missing.

Every piece that is missing and that no sale explains is given to a bearer before anything is posted: with a reason
(lost, damaged, expired) and the part that the gallery pays, by default what the terms of its lot say.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.desk import Desk
from gallery_pos.documents import AsideLine, CountedLine, LossReason
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.money import FULL
from gallery_pos.services.counting import Session, session
from gallery_pos.services.stock import Held, bearer_bp, spread_count
from gallery_pos.stocktake import MOVING, Seen, Standing, passages, standings
from gallery_pos.terms import compensation, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID


_KINDS = frozenset(kind.__name__ for kind in MOVING)


@dataclass(frozen=True, slots=True)
class Borne:
    """Missing pieces of a product given to a bearer; ``gallery_bp`` None leaves it to the terms of each lot."""

    product: str
    pieces: int
    reason: LossReason
    gallery_bp: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about a product's difference, beside what its counters noted; ``pictures`` are SHA-256."""

    note: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variance:
    """A product of a count as it is reviewed. ``value`` is the difference at the selling price, in rupiah.

    ``unexplained`` pieces wait for a bearer; ``due`` is what their maker would have got for them at full price.
    """

    standing: Standing
    name: str
    consignor: str
    value: int
    unexplained: int
    due: int
    note: str = ""
    pictures: tuple[str, ...] = ()
    counted_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A whole count: its products by code, and what was put aside. ``held`` is how the lots would stand."""

    session: Session
    rows: tuple[Variance, ...]
    aside: tuple[AsideLine, ...]
    held: tuple[Held, ...]

    @property
    def absent(self) -> tuple[Variance, ...]:
        """Products that should be there and that nobody found or wrote a nought for."""
        return tuple(row for row in self.rows if not row.standing.found and row.standing.difference)

    @property
    def unexplained(self) -> dict[str, int]:
        """The pieces that wait for a bearer, by product."""
        return {row.standing.product: row.unexplained for row in self.rows if row.unexplained}


def review(desk: Desk, stocktake: UUID, *, absent_gone: bool = True) -> Review:
    """Work out what a count comes to now; nothing is written.

    ``absent_gone`` tells whether what nobody found is gone; without it those products are left as the books have them.
    Raises RuleBroken (``count.no_session``).
    """
    count = session(desk.book, stocktake)
    stands = _standings(desk, count)
    taken_in = [one for one in stands if one.found or absent_gone]
    held = spread_count(desk, {one.product: one.shelf for one in taken_in})
    missing: dict[str, list[Held]] = {}
    for each in held:
        missing.setdefault(each.product.code, []).append(each)
    records = {product.code: product for product in desk.book.products({one.product for one in stands})}
    notes = _notes(count)
    rows = []
    for one in stands:
        product, lots = records[one.product], missing.get(one.product, [])
        note, pictures, people = notes.get(one.product, ("", (), ()))
        rows.append(
            Variance(
                standing=one,
                name=product.name,
                consignor=product.consignor,
                value=one.difference * product.price,
                unexplained=sum(each.unexplained for each in lots),
                due=sum(_due(each, each.unexplained) for each in lots),
                note=note,
                pictures=pictures,
                counted_by=people,
            )
        )
    return Review(count, tuple(rows), tuple(_aside(count)), tuple(held))


def _standings(desk: Desk, count: Session) -> list[Standing]:
    """Set what was found against the frozen books and what moved since."""
    started = count.started
    marks = {started.id, *(paper.id for paper in count.parts.values())}
    marks |= {
        mark for paper in count.parts.values() for line in paper.lines for mark in (line.first, line.last) if mark
    }
    places = desk.book.written_at(marks)
    begun = places[started.id]
    frozen, seen = Counter[str](), dict[str, Seen]()
    for line in started.lines:
        frozen[line.product] += line.expected
    for paper in count.parts.values():
        for found in paper.lines:
            # A mark that these books do not have came from elsewhere: then all since the beginning is doubtful.
            first = places.get(found.first, begun) if found.first else places[paper.id]
            last = places.get(found.last, places[paper.id]) if found.last else places[paper.id]
            here = Seen(found.counted, first, last)
            seen[found.product] = seen[found.product] + here if found.product in seen else here
    moved = passages(desk.book.written_since(begun, started.outlet, _KINDS), started.outlet, started.business_date)
    products = frozen.keys() | seen.keys()
    books = Counter(desk.book.loose(started.outlet, products))
    for lot in desk.book.lots(started.outlet, products):
        books[lot.product] += lot.on_hand
    looked = (begun, max((places[paper.id] for paper in count.parts.values()), default=begun))
    return standings(frozen, seen, books, moved, looked=looked)


def _notes(count: Session) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return what the counters noted of each product, their pictures, and who they were."""
    notes: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {}
    for paper in count.parts.values():
        for line in paper.lines:
            note, pictures, people = notes.get(line.product, ("", (), ()))
            who = people if paper.counted_by in people else (*people, paper.counted_by)
            notes[line.product] = (_and(note, line.note), (*pictures, *line.pictures), who)
    return notes


def _and(*notes: str) -> str:
    return "; ".join(dict.fromkeys(note for note in notes if note))


def _aside(count: Session) -> Iterator[AsideLine]:
    """Return what was put aside in any part, by code."""
    pieces, names = Counter[str](), dict[str, str]()
    for paper in count.parts.values():
        for line in paper.aside:
            pieces[line.code] += line.pieces
            names[line.code] = names.get(line.code) or line.name
    return (AsideLine(code=code, pieces=pieces[code], name=names[code]) for code in sorted(pieces))


def _due(held: Held, pieces: int) -> int:
    """Return what the maker would have got for pieces of a lot at full price."""
    if held.lot is None or not pieces:
        return 0
    return split(held.lot.terms, quantity=pieces, gross=pieces * held.lot.price).due


# --------------------------------------------------------------------------------------------------------- bearers


def by_terms(found: Review, reason: LossReason = LossReason.LOST) -> list[Borne]:
    """Give every missing piece to whom the terms of its lot say, for one reason."""
    return [Borne(product, pieces, reason) for product, pieces in found.unexplained.items()]


def bear(found: Review, borne: Iterable[Borne], remarks: Mapping[str, Remark] | None = None) -> tuple[CountedLine, ...]:
    """Return the lines that posting would write: each lot with its difference, its bearer and what the gallery pays.

    A lot whose missing pieces went in several ways has a line for each. Raises RuleBroken (``count.unborne``,
    ``count.share``) where pieces are not given to anybody, or more than are missing.
    """
    given = tuple(borne)
    waiting = dict(found.unexplained)
    for each in given:
        if each.gallery_bp is not None and not 0 <= each.gallery_bp <= FULL:
            raise RuleBroken("count.share", tr("Bagian galeri harus antara 0 dan 100 persen."))
        waiting[each.product] = waiting.get(each.product, 0) - each.pieces
    _nothing_open(found, waiting)
    return tuple(_assigned(found, given, remarks or {}))


def owed(found: Review, borne: Iterable[Borne]) -> dict[str, int]:
    """Return what the gallery pays for each product, as far as its missing pieces have their bearer."""
    amounts = Counter[str]()
    for line in _assigned(found, borne, {}):
        amounts[line.product] += line.compensation
    return dict(amounts)


def fitting(found: Review, borne: Iterable[Borne]) -> list[Borne]:
    """Return what still holds of what was given before something was counted again: no more than is missing now."""
    left = dict(found.unexplained)
    kept = []
    for each in borne:
        pieces = min(each.pieces, left.get(each.product, 0))
        if pieces:
            left[each.product] -= pieces
            kept.append(replace(each, pieces=pieces))
    return kept


def _assigned(found: Review, borne: Iterable[Borne], remarks: Mapping[str, Remark]) -> Iterator[CountedLine]:
    given: dict[str, deque[Borne]] = {}
    for each in borne:
        given.setdefault(each.product, deque()).append(each)
    rows = {row.standing.product: row for row in found.rows}
    for held in found.held:
        code = held.product.code
        row, remark = rows[code], remarks.get(code, Remark())
        shares = list(_take(given.get(code, deque()), held.unexplained))
        yield from _lines(held, shares, _and(row.note, remark.note), (*row.pictures, *remark.pictures))


def _nothing_open(found: Review, waiting: Mapping[str, int]) -> None:
    names = {row.standing.product: row.name for row in found.rows}
    for product, pieces in waiting.items():
        if pieces > 0:
            raise RuleBroken(
                "count.unborne",
                tr("{name}: {count} barang hilang belum dibebankan.").format(
                    name=names.get(product, product), count=format_count(pieces)
                ),
                safe=tr("Belum ada yang disimpan."),
                todo=tr("Tentukan sebabnya dan siapa yang menanggung."),
            )
        if pieces < 0:
            raise RuleBroken(
                "count.unborne",
                tr("{name}: yang dibebankan {count} barang lebih banyak daripada yang hilang.").format(
                    name=names.get(product, product), count=format_count(-pieces)
                ),
                safe=tr("Belum ada yang disimpan."),
                todo=tr("Periksa selisihnya sekali lagi; barang itu mungkin baru saja terjual atau kembali."),
            )


def _take(given: deque[Borne], pieces: int) -> Iterator[Borne]:
    """Take so many pieces from what was given, in its order."""
    while pieces and given:
        first = given.popleft()
        some = min(first.pieces, pieces)
        pieces -= some
        if first.pieces > some:
            given.appendleft(replace(first, pieces=first.pieces - some))
        yield replace(first, pieces=some)


def _lines(held: Held, shares: Sequence[Borne], note: str, pictures: tuple[str, ...]) -> Iterator[CountedLine]:
    """Return the lines of one lot: what is there with what went in the first way, then what went in each other way.

    Pieces that a sale without a lot explains are a line of their own, against that of the goods without a lot.
    """
    explained = held.expected - held.counted - held.unexplained if shares else 0
    others = sum(share.pieces for share in shares[1:]) + max(explained, 0)
    first = _line(held, held.expected - others, held.counted, shares[0] if shares else None)
    yield msgspec.structs.replace(first, note=note, pictures=pictures) if first.expected != first.counted else first
    for share in shares[1:]:
        yield _line(held, share.pieces, 0, share)
    if explained > 0:
        yield _line(held, explained, 0, None)


def _line(held: Held, expected: int, counted: int, borne: Borne | None) -> CountedLine:
    """Return a line; what a sale without a lot explains has no bearer."""
    owed, share = 0, None
    if borne is not None and held.lot is not None:
        terms = held.lot.terms
        share = bearer_bp(terms, borne.reason) if borne.gallery_bp is None else borne.gallery_bp
        owed = compensation(terms, quantity=borne.pieces, price=held.lot.price, gallery_bp=share)
    return CountedLine(
        lot=held.lot.lot if held.lot else "",
        product=held.product.code,
        name=held.product.name,
        consignor=held.lot.consignor if held.lot else held.product.consignor,
        expected=expected,
        counted=counted,
        compensation=owed,
        reason=borne.reason if borne else None,
        gallery_bp=share,
    )
