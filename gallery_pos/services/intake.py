"""Goods come in (surat titip) and go back to their makers (retur titipan)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gallery_pos.agreements import terms_under
from gallery_pos.barcode import lot_code
from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    GALLERY,
    GoodsReceived,
    GoodsReturned,
    ReceivedLine,
    ReturnedLine,
    ReturnReason,
)
from gallery_pos.entries import bought_outright
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act, Approval, noted, require
from gallery_pos.services.consignors import consignor_of, refuse_merged
from gallery_pos.services.entry import admit
from gallery_pos.services.legality import approved_gate, stopped, write_passed
from gallery_pos.services.stock import each_lot_once, lot_on_hand, unknown_lot
from gallery_pos.services.taking_part import questions_about

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from gallery_pos.documents import AgreementRevised, ConsignorRevised, ProductRevised
    from gallery_pos.ports import Posted

MOST_PIECES = 1_000_000


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """Pieces of one product that a consignor leaves; the price is the product's."""

    product: str
    quantity: int
    best_before: date | None = None
    condition: str = ""
    note: str = ""


def receive_goods(
    desk: Desk,
    *,
    consignor: str,
    lines: Sequence[IntakeLine],
    delivered_by: str = "",
    reference: str = "",
    note: str = "",
    business_date: date | None = None,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Take goods in: each line becomes a lot with price and terms frozen now.

    Raises RuleBroken (``intake.empty``, ``intake.quantity``, ``intake.maker``, ``intake.ended``, ``entry.waiting`` ...),
    and NeedsApproval (``access.approval``) for goods that the gate stops, which a superior lets pass for today, and for
    those of a maker who does not take part in the event that this outlet is.
    """
    require(desk, Act.RECEIVE)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = consignor, _what(lines)
        if before := desk.submitted(
            document_id, GoodsReceived, lambda came: (came.consignor, _what(came.lines)) == said
        ):
            return Done(before, Changes.NONE)
        day = business_date or desk.today()
        maker = consignor_of(desk, consignor)
        refuse_merged(desk, consignor)
        if not lines:
            raise RuleBroken("intake.empty", tr("Belum ada barang."), todo=tr("Pindai atau pilih barangnya."))
        products = {product.code: product for product in desk.book.products({line.product for line in lines})}
        own, default = desk.book.agreement(consignor), desk.book.agreement(GALLERY)
        _check_agreement(maker, own or default, day)
        outside = questions_about(desk.book, desk.outlet, [consignor])
        received = desk.write(
            GoodsReceived,
            id=document_id,
            business_date=day,
            consignor=consignor,
            lines=tuple(
                _received_line(_product_of(maker, products, line), line, lot_code(document_id, index), (own, default))
                for index, line in enumerate(lines)
            ),
            delivered_by=delivered_by,
            reference=reference,
            note=noted(note, approval) if outside else note,
        )
        stopping = stopped(desk.book, products.values(), day)
        approved_gate(desk, stopping, approval, outside)
        posted = desk.journal.append(received)
        write_passed(desk, stopping, approval, desk.today())
        shown = admit(desk, products.values())
        return Done(posted, _changed_by(received) | (Changes.LEGALITY if stopping or shown else Changes.NONE))


def _what(lines: Sequence[IntakeLine] | Sequence[ReceivedLine]) -> list[tuple[str, int, date | None]]:
    """Return what two notes must have alike to be the same one sent twice."""
    return [(line.product, line.quantity, line.best_before) for line in lines]


def _changed_by(received: GoodsReceived) -> Changes:
    """Goods that are bought are owed for at once."""
    return Changes.STOCK | Changes.SETTLEMENT if bought_outright(received) else Changes.STOCK


def _check_agreement(maker: ConsignorRevised, agreement: AgreementRevised | None, day: date) -> None:
    if not maker.active or (agreement and agreement.end and agreement.end + timedelta(agreement.grace_days) < day):
        raise RuleBroken(
            "intake.ended",
            tr("Titipan {name} sudah berakhir.").format(name=maker.business_name),
            safe=tr("Belum ada yang diterima."),
            todo=tr("Perpanjang perjanjiannya di layar Penitip lebih dulu."),
        )


def _product_of(maker: ConsignorRevised, products: Mapping[str, ProductRevised], line: IntakeLine) -> ProductRevised:
    product = products.get(line.product)
    if product is None:
        raise RuleBroken("intake.unknown", tr("Produk {code} tidak dikenal.").format(code=line.product))
    if product.consignor != maker.code:
        raise RuleBroken(
            "intake.maker",
            tr("{product} bukan titipan {maker}.").format(product=product.name, maker=maker.business_name),
            safe=tr("Belum ada yang diterima."),
        )
    return product


def _received_line(
    product: ProductRevised,
    line: IntakeLine,
    lot: str,
    agreements: tuple[AgreementRevised | None, AgreementRevised | None],
) -> ReceivedLine:
    """Return a line with its terms under the maker's own agreement and the gallery's default."""
    if not 0 < line.quantity <= MOST_PIECES:
        raise RuleBroken("intake.quantity", tr("{name}: isi jumlah lebih dari nol.").format(name=product.name))
    return ReceivedLine(
        lot=lot,
        product=product.code,
        name=product.name,
        quantity=line.quantity,
        price=product.price,
        terms=terms_under(*agreements, product.terms, product.price),
        best_before=line.best_before,
        condition=line.condition,
        note=line.note,
    )


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Pieces of one lot that go back to their maker."""

    lot: str
    quantity: int
    reason: ReturnReason
    note: str = ""


def return_goods(
    desk: Desk,
    *,
    consignor: str,
    lines: Sequence[TakeBack],
    collected_by: str = "",
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Give goods back to their maker. Raises RuleBroken (``return.empty``, ``stock.too_many``, ...)."""
    require(desk, Act.RECEIVE)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = consignor, [(line.lot, line.quantity, line.reason) for line in lines]
        if before := desk.submitted(
            document_id,
            GoodsReturned,
            lambda went: (went.consignor, [(line.lot, line.quantity, line.reason) for line in went.lines]) == said,
        ):
            return Done(before, Changes.NONE)
        consignor_of(desk, consignor)
        if not lines:
            raise RuleBroken("return.empty", tr("Centang barang yang dikembalikan lebih dulu."))
        each_lot_once(line.lot for line in lines)
        back = tuple(_returned_line(desk, consignor, line) for line in lines)
        returned = desk.write(
            GoodsReturned, id=document_id, consignor=consignor, lines=back, collected_by=collected_by, note=note
        )
        return Done(desk.journal.append(returned), Changes.STOCK)


def _returned_line(desk: Desk, consignor: str, line: TakeBack) -> ReturnedLine:
    lot, product = lot_on_hand(desk, line.lot, line.quantity)
    if lot.consignor != consignor:
        raise unknown_lot(line.lot)
    if lot.terms.outright:
        raise RuleBroken(
            "return.outright",
            tr("{name} sudah dibeli galeri, jadi bukan titipan lagi.").format(name=product.name),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Jual dengan potongan, atau hapus dari stok."),
        )
    return ReturnedLine(
        lot=line.lot,
        product=lot.product,
        name=product.name,
        quantity=line.quantity,
        reason=line.reason,
        note=line.note,
    )
