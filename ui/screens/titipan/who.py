"""What was agreed with a consignor, in one or two plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.agreements import terms_under
from gallery_pos.documents import GALLERY, PriceModel
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr
from ui.app.names import PERIODS
from ui.app.terms import losses_sentence

if TYPE_CHECKING:
    from gallery_pos.ports import Book
    from gallery_pos.terms import Terms


def terms_of(book: Book, consignor: str) -> Terms:
    """Return the terms of goods without terms of their own, that a consignor leaves today."""
    own, default = book.agreement(consignor), book.agreement(GALLERY)
    return terms_under(own, default)


def agreement_words(book: Book, consignor: str) -> str:
    """Return the agreement in plain words: who gets what, what becomes of losses, when it is paid."""
    agreement = book.agreement(consignor) or book.agreement(GALLERY)
    terms = terms_of(book, consignor)
    if agreement is not None and agreement.model is PriceModel.FIXED_NET:
        first = tr("Harga titip: penitip menerima harga titipnya, selisihnya untuk galeri.")
    else:
        first = tr("Galeri mengambil {share} dari yang terjual.").format(share=format_percent(terms.commission_bp))
    parts = [first]
    if agreement is not None and agreement.monthly_fee:
        parts.append(tr("Iuran {amount} sebulan.").format(amount=format_rupiah(agreement.monthly_fee)))
    parts.append(losses_sentence(terms))
    if agreement is not None:
        parts.append(tr("Laporan: {period}.").format(period=tr(PERIODS[agreement.settlement]).lower()))
    return " ".join(parts)
