"""What happens to goods on the shelf besides being sold: counting and writing off, each piece with its bearer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import CountedLine, GoodsWrittenOff, LossReason, StocktakePosted, WrittenOffLine
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.lots import first_expired_first_out
from gallery_pos.money import FULL
from gallery_pos.services.access import Act, Approval, approved, noted
from gallery_pos.terms import Terms, compensation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

    from gallery_pos.documents import ProductRevised
    from gallery_pos.ports import Lot, Posted


MOST_COUNTED = 1_000_000
"""More pieces of one product than this on one shelf is a slip of the finger."""


def unknown_lot(lot: str) -> RuleBroken:
    """Return the refusal of a lot that is not here."""
    return RuleBroken("stock.unknown_lot", tr("Lot {lot} tidak ada di gerai ini.").format(lot=lot))


def each_lot_once(lots: Iterable[str]) -> None:
    """Raise RuleBroken (``stock.twice``) where a lot stands on two lines of one form."""
    twice = [lot for lot, times in Counter(lots).items() if times > 1]
    if twice:
        raise RuleBroken("stock.twice", tr("Lot {lot} tertulis dua kali.").format(lot=twice[0]))


def lot_on_hand(desk: Desk, code: str, quantity: int) -> tuple[Lot, ProductRevised]:
    """Return a lot with its product. Raises RuleBroken (``stock.unknown_lot``, ``stock.too_many``)."""
    lot = desk.book.lot(code, desk.outlet)
    product = desk.book.product(lot.product) if lot else None
    if lot is None or product is None:
        raise unknown_lot(code)
    if not 0 < quantity <= lot.on_hand:
        raise RuleBroken(
            "stock.too_many",
            tr("{name}: hanya ada {left}.").format(name=product.name, left=lot.on_hand),
            safe=tr("Belum ada yang berubah."),
        )
    return lot, product


@dataclass(frozen=True, slots=True)
class Loss:
    """Pieces of one lot gone; ``gallery_bp`` None leaves it to the terms who bears them."""

    lot: str
    quantity: int
    reason: LossReason
    gallery_bp: int | None = None
    note: str = ""


def bearer_bp(terms: Terms, reason: LossReason) -> int:
    """Return the share in basis points that the gallery bears of a loss, by the terms of the lot."""
    return {
        LossReason.LOST: terms.loss_bp,
        LossReason.DAMAGED: terms.damage_bp,
        LossReason.EXPIRED: terms.expiry_bp,
    }[reason]


def write_off(
    desk: Desk,
    *,
    lines: Sequence[Loss],
    note: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Take lost, damaged or expired goods off the books; what the gallery bears is owed to the consignor.

    Raises RuleBroken (``loss.empty``, ``stock.*``) and NeedsApproval.
    """
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = [(line.lot, line.quantity, line.reason) for line in lines]
        if before := desk.submitted(
            document_id,
            GoodsWrittenOff,
            lambda gone: [(line.lot, line.quantity, line.reason) for line in gone.lines] == said,
        ):
            return Done(before, Changes.NONE)
        by = approved(desk, Act.WRITE_OFF, approval, tr("Menghapus barang dari stok perlu persetujuan."))
        if not lines:
            raise RuleBroken("loss.empty", tr("Pilih barang yang hilang atau rusak lebih dulu."))
        each_lot_once(line.lot for line in lines)
        gone = tuple(_written_off(desk, line) for line in lines)
        document = desk.write(GoodsWrittenOff, id=document_id, lines=gone, approved_by=by, note=noted(note, approval))
        return Done(desk.journal.append(document), Changes.STOCK | Changes.SETTLEMENT)


def _written_off(desk: Desk, line: Loss) -> WrittenOffLine:
    lot, product = lot_on_hand(desk, line.lot, line.quantity)
    gallery_bp = bearer_bp(lot.terms, line.reason) if line.gallery_bp is None else line.gallery_bp
    if not 0 <= gallery_bp <= FULL:
        raise RuleBroken("loss.share", tr("Bagian galeri harus antara 0 dan 100 persen."))
    return WrittenOffLine(
        lot=lot.lot,
        product=lot.product,
        name=product.name,
        consignor=lot.consignor,
        quantity=line.quantity,
        reason=line.reason,
        gallery_bp=gallery_bp,
        compensation=compensation(lot.terms, quantity=line.quantity, price=lot.price, gallery_bp=gallery_bp),
        note=line.note,
    )


def work_out_count(desk: Desk, counted: Mapping[str, int]) -> tuple[CountedLine, ...]:
    """Return what counting ``counted`` pieces (by product) says of each lot here; nothing is written.

    Pieces sold without a lot are set against the lots first: they are no loss. What is missing beyond them is taken
    from the lots that would have been sold first, each borne as its terms say.
    """
    products = {product.code: product for product in desk.book.products(counted)}
    for code, pieces in counted.items():
        if code not in products:
            raise RuleBroken("count.unknown", tr("Produk {code} tidak dikenal.").format(code=code))
        if not 0 <= pieces <= MOST_COUNTED:
            raise RuleBroken(
                "count.pieces",
                tr("{name}: hitungan harus antara nol dan {most}.").format(name=products[code].name, most=MOST_COUNTED),
            )
    lots: dict[str, list[Lot]] = {}
    for lot in desk.book.lots(desk.outlet, counted):
        lots.setdefault(lot.product, []).append(lot)
    loose = desk.book.loose(desk.outlet, counted)
    return tuple(
        line
        for code, pieces in sorted(counted.items())
        for line in _counted(products[code], pieces, _in_order(desk, lots.get(code, [])), loose.get(code, 0))
    )


def _in_order(desk: Desk, lots: Sequence[Lot]) -> list[Lot]:
    return first_expired_first_out(lots, desk.today())


def _counted(product: ProductRevised, counted: int, lots: Sequence[Lot], loose: int) -> Iterator[CountedLine]:
    """Set one product's books to its count: the lots hold what they can, what is beyond them is loose."""
    on_books = sum(lot.on_hand for lot in lots)
    missing = max(on_books - counted, 0)
    explained = min(missing, max(-loose, 0))
    loose_after = max(counted - on_books, 0)
    for lot in lots:
        gone = min(lot.on_hand, missing)
        by_sale = min(gone, explained)
        missing, explained = missing - gone, explained - by_sale
        yield _line(product, lot.lot, lot.on_hand, lot.on_hand - gone, _owed(lot, gone - by_sale))
    if loose or loose_after:
        yield _line(product, "", loose, loose_after, 0)


def _owed(lot: Lot, pieces: int) -> int:
    return compensation(lot.terms, quantity=pieces, price=lot.price, gallery_bp=lot.terms.loss_bp)


def _line(product: ProductRevised, lot: str, expected: int, counted: int, owed: int) -> CountedLine:
    return CountedLine(
        lot=lot,
        product=product.code,
        name=product.name,
        consignor=product.consignor,
        expected=expected,
        counted=counted,
        compensation=owed,
    )


def post_stocktake(
    desk: Desk,
    *,
    counted: Mapping[str, int],
    scope: str = "",
    counted_by: Sequence[str] = (),
    note: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Set the books to what was counted, by product. Raises RuleBroken (``count.*``) and NeedsApproval."""
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, StocktakePosted, lambda posted: _told(posted) == +Counter(counted)):
            return Done(before, Changes.NONE)
        by = approved(desk, Act.COUNT, approval, tr("Hasil stok opname perlu persetujuan."))
        if not counted:
            raise RuleBroken("count.empty", tr("Belum ada yang dihitung."))
        document = desk.write(
            StocktakePosted,
            id=document_id,
            lines=work_out_count(desk, counted),
            scope=scope,
            counted_by=tuple(counted_by) or (desk.user,),
            approved_by=by,
            note=noted(note, approval),
        )
        return Done(desk.journal.append(document), Changes.STOCK | Changes.SETTLEMENT)


def _told(posted: StocktakePosted) -> Counter[str]:
    """Return the pieces that were counted, by product; nothing for a product of which there were none."""
    pieces = Counter[str]()
    for line in posted.lines:
        pieces[line.product] += line.counted
    return +pieces
