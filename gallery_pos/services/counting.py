"""Counting while the counter goes on selling: part by part, or given up.

Its beginning is in :mod:`gallery_pos.services.count_start`, what it comes to in
:mod:`~gallery_pos.services.count_review`, its end in :mod:`~gallery_pos.services.count_posting`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    AsideLine,
    Covers,
    FoundLine,
    PartCounted,
    StocktakeCancelled,
    StocktakePosted,
    StocktakeStarted,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count, format_date, format_time
from gallery_pos.language import tr
from gallery_pos.services.access import Act, Approval, approved, noted, require
from gallery_pos.services.stock import check_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from gallery_pos.documents import ProductRevised
    from gallery_pos.ports import Book, Posted


@dataclass(frozen=True, slots=True)
class Found:
    """Pieces of a product that somebody counted.

    ``first`` and ``last`` are what :meth:`gallery_pos.ports.Book.newest` said at its first piece and when there was no
    more of it, so that the person went on to other goods.
    """

    product: str
    pieces: int
    first: UUID | None = None
    last: UUID | None = None
    note: str = ""
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """A count from its beginning on; ``parts`` has each part's latest paper, by name."""

    started: StocktakeStarted
    number: str
    parts: dict[str, PartCounted]
    posted: StocktakePosted | None = None
    cancelled: StocktakeCancelled | None = None

    @property
    def is_open(self) -> bool:
        """Whether it can still be counted and posted."""
        return self.posted is None and self.cancelled is None

    @property
    def waiting(self) -> tuple[str, ...]:
        """The parts that nobody has handed in yet."""
        return tuple(part for part in self.started.parts if part not in self.parts)


def session(book: Book, stocktake: UUID) -> Session:
    """Return a count with all that was handed in of it. Raises RuleBroken (``count.no_session``)."""
    found = book.document(stocktake)
    if found is None or not isinstance(found.document, StocktakeStarted):
        raise RuleBroken("count.no_session", tr("Stok opname itu tidak ada."))
    started = found.document
    papers = {part: book.latest(PartCounted, f"{stocktake.hex}/{part}") for part in started.parts}
    return Session(
        started=started,
        number=found.number,
        parts={part: paper for part, paper in papers.items() if paper is not None},
        posted=book.latest(StocktakePosted, stocktake.hex),
        cancelled=book.latest(StocktakeCancelled, stocktake.hex),
    )


def open_session(desk: Desk, stocktake: UUID) -> Session:
    """Return a count of this outlet that can still be worked on. Raises RuleBroken (``count.*``)."""
    found = session(desk.book, stocktake)
    if found.started.outlet != desk.outlet:
        raise RuleBroken("count.elsewhere", tr("Stok opname {number} ada di gerai lain.").format(number=found.number))
    if found.posted is not None:
        raise RuleBroken(
            "count.posted",
            tr("Stok opname {number} sudah selesai dan tersimpan.").format(number=found.number),
            safe=tr("Yang sudah tersimpan tidak berubah."),
            todo=tr("Mulai stok opname baru untuk menghitung lagi."),
        )
    if found.cancelled is not None:
        raise RuleBroken(
            "count.cancelled",
            tr("Stok opname {number} sudah dibatalkan: {reason}.").format(
                number=found.number, reason=found.cancelled.reason
            ),
            todo=tr("Mulai stok opname baru untuk menghitung lagi."),
        )
    return found


def submit_part(
    desk: Desk,
    *,
    stocktake: UUID,
    part: str,
    found: Sequence[Found],
    counted_by: str = "",
    aside: Sequence[AsideLine] = (),
    note: str = "",
    replaces: UUID | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Hand in what one person found in one part. No line at all says that the part is empty.

    A part that somebody else handed in already is replaced only on purpose: ``replaces`` is the paper that falls away.
    Raises RuleBroken (``count.*``, ``access.denied``).
    """
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = {line.product: line.pieces for line in found}
        if before := desk.submitted(
            document_id,
            PartCounted,
            lambda paper: {line.product: line.counted for line in paper.lines} == said and paper.part == part,
        ):
            return Done(before, Changes.NONE)
        require(desk, Act.RECEIVE)
        count = open_session(desk, stocktake)
        _may_hand_in(desk, count, part, replaces)
        document = desk.write(
            PartCounted,
            id=document_id,
            stocktake=stocktake,
            part=part,
            lines=tuple(_found(desk, count.started, found)),
            counted_by=counted_by.strip() or desk.user,
            note=note.strip(),
            aside=tuple(line for line in aside if line.pieces > 0),
        )
        return Done(desk.journal.append(document), Changes.STOCK)


def _may_hand_in(desk: Desk, count: Session, part: str, replaces: UUID | None) -> None:
    if part not in count.started.parts:
        raise RuleBroken("count.part", tr("Bagian {part} tidak ada di stok opname ini.").format(part=part))
    before = count.parts.get(part)
    if before is not None and before.id != replaces:
        raise taken(desk.book, before, desk.timezone)


def taken(book: Book, paper: PartCounted, timezone: ZoneInfo) -> RuleBroken:
    """Return the refusal of a part that somebody handed in already: who, when, and how much he found."""
    person = book.user(paper.counted_by)
    at = paper.posted_at.astimezone(timezone)
    return RuleBroken(
        "count.taken",
        tr("{part} sudah dihitung {who} pada {day} pukul {time}: {pieces} barang.").format(
            part=paper.part,
            who=person.name if person else paper.counted_by,
            day=format_date(at.date()),
            time=format_time(at.time()),
            pieces=format_count(sum(line.counted for line in paper.lines)),
        ),
        safe=tr("Hitungan itu tidak berubah, dan hitungan Anda juga masih ada."),
        todo=tr("Pilih bagian lain, atau ganti hitungan itu kalau memang harus dihitung ulang."),
    )


def _found(desk: Desk, started: StocktakeStarted, found: Sequence[Found]) -> Iterator[FoundLine]:
    twice = [code for code, times in Counter(line.product for line in found).items() if times > 1]
    products = {product.code: product for product in desk.book.products({line.product for line in found})}
    frozen = {line.product for line in started.lines}
    for line in found:
        product = products.get(line.product)
        if product is None:
            raise RuleBroken(
                "count.unknown",
                tr("Produk {code} tidak dikenal.").format(code=line.product),
                safe=tr("Hitungan Anda masih ada."),
                todo=tr("Sisihkan barangnya, lalu daftarkan produknya."),
            )
        if line.product in twice:
            raise RuleBroken("count.twice", tr("{name} tertulis dua kali.").format(name=product.name))
        if line.product not in frozen and not belongs(started, product):
            raise RuleBroken(
                "count.foreign",
                tr("{name} tidak termasuk hitungan ini.").format(name=product.name),
                todo=tr("Barang penitip lain dihitung tersendiri."),
            )
        check_pieces(product.name, line.pieces)
        yield FoundLine(
            product=product.code,
            name=product.name,
            counted=line.pieces,
            note=line.note.strip(),
            pictures=line.pictures,
            first=line.first,
            last=line.last or line.first,
        )


def belongs(started: StocktakeStarted, product: ProductRevised) -> bool:
    """Tell whether a product that the books had none of belongs to a count all the same."""
    match started.covers:
        case Covers.ALL:
            return True
        case Covers.CONSIGNOR:
            return product.consignor == started.code
        case Covers.CATEGORY:
            return product.category == started.code
        case Covers.SHELF | Covers.PRODUCTS:
            return False


def cancel_stocktake(
    desk: Desk,
    *,
    stocktake: UUID,
    reason: str,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Give a count up: nothing of it counts. Raises RuleBroken (``count.*``) and NeedsApproval."""
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, StocktakeCancelled, lambda gone: gone.stocktake == stocktake):
            return Done(before, Changes.NONE)
        open_session(desk, stocktake)
        approved(desk, Act.COUNT, approval, tr("Membatalkan stok opname perlu persetujuan."))
        if not reason.strip():
            raise RuleBroken("count.reason", tr("Tulis mengapa stok opname ini dibatalkan."))
        document = desk.write(StocktakeCancelled, id=document_id, stocktake=stocktake, reason=noted(reason, approval))
        return Done(desk.journal.append(document), Changes.STOCK)
