"""Which slip a document of the journal is printed on: the same for the first print, a copy and the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.barcode import receipt_code
from gallery_pos.documents import (
    CashMoved,
    GoodsReceived,
    GoodsReturned,
    OutletRevised,
    PayoutMade,
    SaleCompleted,
    SaleRefunded,
    ShiftClosed,
    StatementIssued,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr

if TYPE_CHECKING:
    from gallery_pos.documents import Document
    from gallery_pos.ports import Posted
    from receipts.paper import Paper
    from ui.gallery import Gallery

SLIPS = (SaleCompleted, SaleRefunded, ShiftClosed, CashMoved, PayoutMade, GoodsReceived, GoodsReturned, StatementIssued)
"""The kinds that have a slip."""


def slip(gallery: Gallery, posted: Posted, *, width: int, copy: int = 0) -> Paper:
    """Return the slip of a document, ``width`` columns wide; ``copy`` > 0 marks it as the n-th SALINAN.

    Reads names from the book and may be called from any thread. Raises RuleBroken (``print.kind``) for a kind without
    a slip.
    """
    from receipts import thermal

    document = posted.document
    outlet, cashier = _outlet(gallery, document), name_of(gallery, document.user)
    number, code = posted.number, receipt_code(posted.hash)
    marks: dict[str, Any] = {"width": width, "copy": copy, "practice": gallery.machine.practice}
    logo = gallery.logo(outlet)
    match document:
        case SaleCompleted():
            return thermal.sale_receipt(number, document, outlet, cashier, code, **marks, logo=logo)
        case SaleRefunded():
            sold = gallery.book.document(document.sale) if document.sale else None
            before = sold.number if sold else ""
            return thermal.refund_receipt(
                number, document, outlet, cashier, code, **marks, sale_number=before, logo=logo
            )
        case ShiftClosed():
            from db.queries.treasury import share_of_shift

            share = share_of_shift(gallery.database, document.shift)
            marks |= {"logo": logo, "notice": gallery.notice(outlet), "shares": (share.makers, share.gallery)}
            return thermal.z_slip(posted, document, outlet, cashier, **marks)
        case CashMoved():
            return thermal.cash_slip(number, document, outlet, cashier, **marks)
        case PayoutMade() | StatementIssued():
            return _of_money(gallery, posted, document, outlet, cashier, **marks)
        case GoodsReceived() | GoodsReturned():
            return _note(posted, document, _business(gallery, document.consignor), outlet, **marks, staff=cashier)
        case _:
            raise RuleBroken("print.kind", tr("Dokumen {number} tidak punya slip.").format(number=number))


def _of_money(
    gallery: Gallery,
    posted: Posted,
    document: PayoutMade | StatementIssued,
    outlet: OutletRevised,
    cashier: str,
    *,
    width: int,
    copy: int,
    practice: bool,
) -> Paper:
    if isinstance(document, StatementIssued):
        from ui.papers.statements import statement_on_slip

        return statement_on_slip(gallery, (document.figures, posted), width=width, copy=copy)
    from receipts import thermal

    told = gallery.book.document(document.statement) if document.statement else None
    return thermal.payout_slip(
        posted.number,
        document,
        _business(gallery, document.consignor),
        outlet,
        cashier,
        width=width,
        copy=copy,
        practice=practice,
        statement_number=told.number if told else "",
        document_hash=posted.hash,
        reversed=gallery.book.payout_state(document.id).reversed,
    )


def _note(
    posted: Posted,
    goods: GoodsReceived | GoodsReturned,
    business_name: str,
    outlet: OutletRevised,
    *,
    staff: str,
    **marks: Any,
) -> Paper:
    from receipts import thermal

    if isinstance(goods, GoodsReceived):
        return thermal.consignment_slip(posted, goods, business_name, outlet, staff, **marks)
    return thermal.return_slip(posted, goods, business_name, outlet, staff, **marks)


def name_of(gallery: Gallery, user: str) -> str:
    """Return the name of a user, or his code where he is not known any more."""
    record = gallery.book.user(user)
    return record.name if record else user


def _business(gallery: Gallery, consignor: str) -> str:
    record = gallery.book.consignor(consignor)
    return record.business_name if record else consignor


def _outlet(gallery: Gallery, document: Document) -> OutletRevised:
    return gallery.book.outlet(document.outlet) or gallery.outlet()
