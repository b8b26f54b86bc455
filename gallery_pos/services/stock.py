"""What happens to goods on the shelf besides being sold: writing off, and setting the books to what is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import GoodsWrittenOff, LossReason, WrittenOffLine
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
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


@dataclass(frozen=True, slots=True)
class Held:
    """A lot (None: goods without one) against a count: ``unexplained`` pieces are missing and no sale accounts for them."""

    product: ProductRevised
    lot: Lot | None
    expected: int
    counted: int
    unexplained: int = 0


def spread_count(desk: Desk, counted: Mapping[str, int]) -> list[Held]:
    """Set the books of this outlet to what stands on its shelf, by product; return what that means for each lot.

    Pieces sold without a lot are set against the lots first: they are no loss. What is missing beyond them is taken
    from the lots that would have been sold first; what is more than the lots hold is loose. Nothing is written. Raises
    RuleBroken (``count.unknown``, ``count.pieces``).
    """
    products = {product.code: product for product in desk.book.products(counted)}
    for code, pieces in counted.items():
        if code not in products:
            raise RuleBroken("count.unknown", tr("Produk {code} tidak dikenal.").format(code=code))
        check_pieces(products[code].name, pieces)
    lots: dict[str, list[Lot]] = {}
    for lot in desk.book.lots(desk.outlet, counted):
        lots.setdefault(lot.product, []).append(lot)
    loose = desk.book.loose(desk.outlet, counted)
    return [
        held
        for code, pieces in sorted(counted.items())
        for held in _held(
            products[code], pieces, first_expired_first_out(lots.get(code, []), desk.today()), loose.get(code, 0)
        )
    ]


def check_pieces(name: str, pieces: int) -> None:
    """Raise RuleBroken (``count.pieces``) for more or less of a product than a shelf can hold."""
    if not 0 <= pieces <= MOST_COUNTED:
        raise RuleBroken(
            "count.pieces",
            tr("{name}: hitungan harus antara nol dan {most}.").format(name=name, most=format_count(MOST_COUNTED)),
            safe=tr("Belum ada yang dicatat."),
            todo=tr("Perbaiki jumlahnya."),
        )


def _held(product: ProductRevised, counted: int, lots: Sequence[Lot], loose: int) -> Iterator[Held]:
    """Set one product's books to its count: the lots hold what they can, what is beyond them is loose."""
    on_books = sum(lot.on_hand for lot in lots)
    missing = max(on_books - counted, 0)
    explained = min(missing, max(-loose, 0))
    loose_after = max(counted - on_books, 0)
    for lot in lots:
        gone = min(lot.on_hand, missing)
        by_sale = min(gone, explained)
        missing, explained = missing - gone, explained - by_sale
        yield Held(product, lot, lot.on_hand, lot.on_hand - gone, gone - by_sale)
    if loose or loose_after:
        yield Held(product, None, loose, loose_after)
