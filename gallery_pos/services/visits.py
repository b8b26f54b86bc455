"""A visit to an outlet without an attendant: one form becomes returns, a sale, a variance and the visit, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Document, VisitRecorded
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.money import MOST_RUPIAH
from gallery_pos.services.access import Act, require
from gallery_pos.services.checkout import current_terms
from gallery_pos.services.corner import Composer, Corner, Seen, Visit
from gallery_pos.services.stock import check_pieces
from gallery_pos.visits import Arithmetic, Found, work_out

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised, ProductRevised
    from gallery_pos.ports import Posted

_CHANGED = Changes.SALES | Changes.STOCK | Changes.SETTLEMENT

__all__ = [
    "Expected",
    "Seen",
    "Visit",
    "expected_at",
    "found_at",
    "preview_visit",
    "record_visit",
    "said_of",
    "visited",
]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the books have of one product at an outlet: pieces, and what a buyer pays for the next one, in rupiah.

    ``label`` is what the label of that piece says; more than ``price`` where a markdown plan counts.
    """

    product: str
    name: str
    consignor: str
    maker: str
    pieces: int
    price: int
    label: int
    best_before: date | None = None


def visited(desk: Desk, outlet: str, day: date) -> OutletRevised:
    """Return the outlet that is visited.

    Raises RuleBroken (``visit.outlet``, ``visit.attended``, ``visit.future``, ``visit.order``) where there can be no
    visit on that day.
    """
    record = desk.book.outlet(outlet)
    if record is None:
        raise RuleBroken("visit.outlet", tr("Gerai {code} tidak dikenal.").format(code=outlet))
    if record.attended:
        raise RuleBroken(
            "visit.attended",
            tr("{name} dijaga dan punya kasir.").format(name=record.name),
            todo=tr("Hitung barangnya dengan stok opname."),
        )
    if day > desk.today():
        raise RuleBroken("visit.future", tr("Tanggal kunjungan belum tiba."))
    last = desk.book.latest(VisitRecorded, outlet)
    if last is not None and last.business_date > day:
        raise RuleBroken(
            "visit.order",
            tr("{name} sudah dikunjungi lagi pada {day}.").format(
                name=record.name, day=format_date(last.business_date)
            ),
            safe=tr("Belum ada yang dicatat."),
            todo=tr("Catat kunjungan menurut urutan tanggalnya."),
        )
    return record


def expected_at(desk: Desk, *, outlet: str, day: date | None = None) -> list[Expected]:
    """Return what an outlet should have at the end of a day, by maker and name; nothing is written."""
    corner = Corner(desk.book, outlet)
    corner.on(day or desk.today(), today=desk.today())
    makers = {maker.code: maker.business_name for maker in desk.book.consignors()}
    rows: list[Expected] = []
    for product in desk.book.products(corner.products()):
        lots = corner.in_order(product.code)
        off = corner.markdown(lots[0]) if lots else None
        label = lots[0].price if lots else product.price
        dates = [lot.best_before for lot in lots if lot.best_before]
        rows.append(
            Expected(
                product=product.code,
                name=product.name,
                consignor=product.consignor,
                maker=makers.get(product.consignor, product.consignor),
                pieces=corner.expected(product.code),
                price=label - off.amount if off else label,
                label=label,
                best_before=min(dates, default=None),
            )
        )
    return sorted(rows, key=lambda row: (row.maker.casefold(), row.name.casefold(), row.product))


def found_at(corner: Corner, products: Mapping[str, ProductRevised], seen: Sequence[Seen]) -> list[Found]:
    """Return what was seen beside what the books expect. Raises RuleBroken (``visit.*``, ``count.pieces``)."""
    twice = [code for code, times in Counter(each.product for each in seen).items() if times > 1]
    if twice:
        raise RuleBroken("visit.twice", tr("Produk {code} tertulis dua kali.").format(code=twice[0]))
    found: list[Found] = []
    for each in seen:
        product = products.get(each.product)
        if product is None:
            raise RuleBroken("visit.unknown", tr("Produk {code} tidak dikenal.").format(code=each.product))
        for pieces in (each.left, each.returned):
            check_pieces(product.name, pieces)
        found.append(corner.found(product, each))
    return found


def _check_money(visit: Visit) -> None:
    if not visit.seen and not visit.cash + visit.qris:
        raise RuleBroken("visit.empty", tr("Belum ada yang dihitung."), todo=tr("Isi sisa barangnya lebih dulu."))
    if max(visit.cash, visit.qris) > MOST_RUPIAH:
        raise RuleBroken("visit.money", tr("Jumlah uangnya terlalu besar."))


def _prepared(desk: Desk, visit: Visit) -> tuple[Corner, dict[str, ProductRevised], list[Found]]:
    visited(desk, visit.outlet, visit.day)
    _check_money(visit)
    corner = Corner(desk.book, visit.outlet)
    corner.on(visit.day, today=desk.today())
    products = {product.code: product for product in desk.book.products({each.product for each in visit.seen})}
    return corner, products, found_at(corner, products, visit.seen)


def preview_visit(desk: Desk, visit: Visit) -> tuple[list[Found], Arithmetic]:
    """Return what a visit would come to; nothing is written. Raises what :func:`record_visit` raises."""
    _, _, found = _prepared(desk, visit)
    return found, work_out(found, cash=visit.cash, qris=visit.qris, missing=visit.missing)


def record_visit(desk: Desk, visit: Visit, *, id: UUID | None = None) -> Done[Posted]:  # noqa: A002
    """Post a visit in one transaction: what goes back, what was sold, what is missing or too much, and the visit.

    Products that the visitor does not name are not counted. Raises RuleBroken (``visit.*``, ``access.denied``).
    """
    require(desk, Act.VISIT)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, VisitRecorded, lambda told: said_of(told) == said_of(visit)):
            return Done(before, Changes.NONE)
        corner, products, found = _prepared(desk, visit)
        sums = work_out(found, cash=visit.cash, qris=visit.qris, missing=visit.missing)
        composer = Composer(corner, products, lambda code: _name(desk, code))
        there = replace(desk, outlet=visit.outlet)
        posted: list[Posted] = []

        def write(kind: type[Document], **fields: Any) -> Document:
            more = {"id": document_id} if kind is VisitRecorded else {}
            document = there.write(kind, business_date=visit.day, **fields, **more)
            posted.append(desk.journal.append(document))
            return document

        composer.documents(visit, sums, write, lambda product: current_terms(desk.book, product))
        return Done(posted[-1], _CHANGED)


def _name(desk: Desk, code: str) -> str:
    maker = desk.book.consignor(code)
    return maker.business_name if maker else ""


def said_of(told: VisitRecorded | Visit) -> tuple[object, ...]:
    """Return what makes two tellings of a visit the same: the day, the money, and what was seen of each product."""
    if isinstance(told, Visit):
        seen = {each.product: (each.left, each.returned) for each in told.seen}
        return (told.outlet, told.day, told.cash, told.qris, seen)
    found = {line.product: (line.left, line.returned) for line in told.lines}
    return (told.outlet, told.business_date, told.cash, told.qris, found)
