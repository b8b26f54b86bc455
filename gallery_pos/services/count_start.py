"""The beginning of a count: what is counted, in which parts, and the books of that moment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Covers, ExpectedLine, PartCounted, StocktakeStarted, TurnPlanned
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from uuid import UUID

    from gallery_pos.ports import Posted

MOST_PARTS = 60
"""More parts than this of one shelf is a list of something else."""
LONGEST_PART = 60
_STEP = 500
"""Letters of a part's name."""


def start_stocktake(
    desk: Desk,
    *,
    covers: Covers = Covers.ALL,
    code: str = "",
    products: Collection[str] = (),
    parts: Sequence[str] = (),
    scope: str = "",
    note: str = "",
    progress: Callable[[int, int], object] | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Freeze the books of this moment for a count of everything, a consignor, a category, a shelf or some products.

    ``code`` is the consignor, the category or the shelf; ``parts`` are what people count by themselves, one part where
    none is named; ``scope`` says it in other words than the program's; ``progress`` is called with (done, total)
    lines of the books and may raise, then nothing is begun. Raises RuleBroken (``count.*``, ``access.denied``).
    """
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(
            document_id, StocktakeStarted, lambda begun: (begun.covers, begun.code) == (covers, code)
        ):
            return Done(before, Changes.NONE)
        require(desk, Act.RECEIVE)
        words, wanted = _scope(desk, covers, code, products)
        document = desk.write(
            StocktakeStarted,
            id=document_id,
            lines=tuple(_frozen(desk, wanted, progress, by_name=covers in {Covers.SHELF, Covers.PRODUCTS})),
            scope=scope.strip() or words,
            parts=_parts(parts),
            note=note.strip(),
            covers=covers,
            code=code,
        )
        return Done(desk.journal.append(document), Changes.STOCK)


def _parts(names: Iterable[str]) -> tuple[str, ...]:
    parts = tuple(name.strip() for name in names if name.strip()) or (tr("Seluruhnya"),)
    twice = [name for name, times in Counter(name.casefold() for name in parts).items() if times > 1]
    if twice:
        raise RuleBroken("count.parts", tr("Bagian {part} tertulis dua kali.").format(part=twice[0]))
    if len(parts) > MOST_PARTS:
        raise RuleBroken("count.parts", tr("Paling banyak {most} bagian.").format(most=MOST_PARTS))
    for part in parts:
        if len(part) > LONGEST_PART:
            raise RuleBroken(
                "count.parts", tr("Nama bagian “{part}…” terlalu panjang.").format(part=part[:LONGEST_PART])
            )
    return parts


def _scope(desk: Desk, covers: Covers, code: str, products: Collection[str]) -> tuple[str, set[str] | None]:
    """Return what is counted in words, and the codes of its products; None for all there are."""
    match covers:
        case Covers.ALL:
            return tr("Seluruh gerai"), None
        case Covers.CONSIGNOR:
            maker = desk.book.consignor(code)
            if maker is None:
                raise RuleBroken("count.consignor", tr("Penitip {code} tidak dikenal.").format(code=code))
            mine = {product.code for product in desk.book.products() if product.consignor == code}
            return tr("Titipan {name}").format(name=maker.business_name), mine
        case Covers.CATEGORY:
            same = {product.code for product in desk.book.products() if product.category == code}
            if not same:
                raise RuleBroken("count.category", tr("Tidak ada produk berkategori {name}.").format(name=code))
            return tr("Kategori {name}").format(name=code), same
        case Covers.SHELF:
            return _on_shelf(desk, code)
        case Covers.PRODUCTS:
            known = desk.book.products(set(products))
            unknown = sorted(set(products) - {product.code for product in known})
            if unknown:
                raise RuleBroken("count.unknown", tr("Produk {code} tidak dikenal.").format(code=unknown[0]))
            if not known:
                raise RuleBroken("count.empty", tr("Pilih dulu produk yang dihitung."))
            words = known[0].name if len(known) == 1 else tr("{count} produk").format(count=format_count(len(known)))
            return words, {product.code for product in known}


def _on_shelf(desk: Desk, code: str) -> tuple[str, set[str]]:
    """Return the name of a shelf and what stands there: by the turns of today, else by what was last counted there."""
    outlet = desk.book.outlet(desk.outlet)
    names = {shelf.code: shelf.name for shelf in outlet.shelves} if outlet else {}
    if code not in names:
        raise RuleBroken("count.shelf", tr("Rak {code} tidak ada di gerai ini.").format(code=code))
    today, catalogue = desk.today(), desk.book.products()
    turns = [
        turn
        for turn in desk.book.latest_of_all(TurnPlanned)
        if turn.outlet == desk.outlet
        and turn.shelf == code
        and not turn.cancelled
        and turn.since <= today <= turn.until
    ]
    there = {product for turn in turns for product in turn.products}
    whole = {turn.consignor for turn in turns if not turn.products}
    there |= {product.code for product in catalogue if product.consignor in whole}
    there = there or _last_counted(desk, code, names[code])
    if not there:
        raise RuleBroken(
            "count.shelf_empty",
            tr("Belum diketahui apa yang berdiri di {name}.").format(name=names[code]),
            todo=tr("Pindai isinya sebagai “Produk tertentu”, dengan nama raknya sebagai bagian: sesudah itu diingat."),
        )
    return tr("Rak {name}").format(name=names[code]), there


def _last_counted(desk: Desk, shelf: str, name: str) -> set[str]:
    """Return what somebody last counted on a shelf: as a part of that name of any count here, or in a count of it."""
    papers = [paper for paper in desk.book.latest_of_all(PartCounted) if paper.outlet == desk.outlet and paper.lines]
    for paper in sorted(papers, key=lambda one: one.posted_at, reverse=True):
        if paper.part.casefold() == name.casefold() or _is_of_shelf(desk, paper, shelf):
            return {line.product for line in paper.lines if line.counted}
    return set()


def _is_of_shelf(desk: Desk, paper: PartCounted, shelf: str) -> bool:
    found = desk.book.document(paper.stocktake)
    begun = found.document if found else None
    return isinstance(begun, StocktakeStarted) and begun.covers is Covers.SHELF and begun.code == shelf


def _frozen(
    desk: Desk, wanted: set[str] | None, progress: Callable[[int, int], object] | None, *, by_name: bool
) -> Iterator[ExpectedLine]:
    """Return the books of this moment; a product meant ``by_name`` is there also where the books have none of it."""
    pieces = {(lot.product, lot.lot): lot.on_hand for lot in desk.book.lots(desk.outlet, wanted)}
    pieces |= {(product, ""): count for product, count in desk.book.loose(desk.outlet, wanted).items()}
    if by_name and wanted:
        pieces |= {(product, ""): 0 for product in wanted - {product for product, _ in pieces}}
    records = {product.code: product for product in desk.book.products({product for product, _ in pieces})}
    for done, ((product, lot), expected) in enumerate(sorted(pieces.items())):
        if progress is not None and done % _STEP == 0:
            progress(done, len(pieces))
        record = records[product]
        yield ExpectedLine(lot=lot, product=product, name=record.name, consignor=record.consignor, expected=expected)
