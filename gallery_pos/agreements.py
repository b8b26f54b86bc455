"""The terms that goods come in under, from the agreements that stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import PriceModel
from gallery_pos.terms import AgreedTerms, ItemTerms, Terms, resolve

if TYPE_CHECKING:
    from gallery_pos.documents import AgreementRevised

_NOTHING = AgreedTerms()


def terms_under(
    own: AgreementRevised | None,
    default: AgreementRevised | None,
    item: ItemTerms = ItemTerms(),  # noqa: B008 -- frozen
    price: int = 0,
) -> Terms:
    """Return the terms of a piece at ``price`` rupiah under a maker's own agreement and the gallery's default.

    Only his own agreement can say that his goods are bought outright.
    """
    return resolve(
        item,
        own.terms if own else _NOTHING,
        default.terms if default else _NOTHING,
        price=price,
        outright=own is not None and own.model is PriceModel.OUTRIGHT,
    )
