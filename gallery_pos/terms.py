"""What the gallery and the consignor agreed about one piece of goods, and how a line of sale is split by it.

Terms are resolved once, at intake (item, then consignor, then gallery default), frozen on the lot, and copied onto
each line sold: later changes never touch goods that are already in.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from gallery_pos.money import FULL, portion, share


class Bearer(StrEnum):
    """Who bears a discount."""

    CONSIGNOR = "consignor"
    GALLERY = "gallery"
    SHARED = "shared"


class Terms(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Concrete terms of one lot.

    ``commission_bp``: the gallery's share. ``consignor_price``: harga titip per piece; the gallery keeps what is above
    it, and ``commission_bp`` (0 unless agreed) is then taken from the consignor's price: the mixture of both models.
    ``*_bp`` of loss, damage and expiry: the part of what the consignor would have got that the gallery pays for goods
    that are lost, damaged or expired. ``outright``: bought at intake for ``consignor_price``; the goods are the gallery's.
    """

    commission_bp: int = 0
    consignor_price: int | None = None
    discount_bearer: Bearer = Bearer.SHARED
    loss_bp: int = FULL
    damage_bp: int = FULL
    expiry_bp: int = 0
    outright: bool = False


class Tier(Struct, frozen=True, kw_only=True):
    """From a selling price of ``from_price`` rupiah on, the gallery's share is ``commission_bp``."""

    from_price: int
    commission_bp: int


class ItemTerms(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is agreed for one product only; None leaves it to the agreement."""

    commission_bp: int | None = None
    consignor_price: int | None = None


class AgreedTerms(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an agreement says; None leaves it to the gallery's default, which leaves it to the law of this module.

    ``discount_bearer`` None follows the price model: shared under a percentage, the gallery's under harga titip.
    ``tiers`` take the place of ``commission_bp`` for goods at their price or above.
    """

    commission_bp: int | None = None
    discount_bearer: Bearer | None = None
    loss_bp: int | None = None
    damage_bp: int | None = None
    expiry_bp: int | None = None
    tiers: tuple[Tier, ...] = ()


class Split(Struct, frozen=True):
    """How one line falls apart, in rupiah: ``gross - discount == commission + due``.

    ``commission`` is negative where the gallery bears a discount that is larger than its share.
    """

    gross: int
    discount: int
    commission: int
    due: int


def resolve(
    item: ItemTerms, agreement: AgreedTerms, default: AgreedTerms, *, price: int = 0, outright: bool = False
) -> Terms:
    """Return concrete terms of a piece at ``price`` rupiah: the item's, else the agreement's, else the gallery default's.

    A product with a harga titip and no percentage of its own is fixed net: the agreement's percentage is not taken
    on top of the gallery's margin. Goods bought ``outright`` cost their harga titip, else the price less the percentage.
    """
    fallback = Terms()

    def first(name: str) -> int:
        values: tuple[int | None, ...] = tuple(getattr(level, name) for level in (agreement, default, fallback))
        return next(value for value in values if value is not None)

    def agreed_share() -> int:
        shares = (_share_at(level, price) for level in (agreement, default))
        return next((share for share in shares if share is not None), fallback.commission_bp)

    commission, net = item.commission_bp, item.consignor_price
    if commission is None:
        commission = 0 if net is not None else agreed_share()
    if outright:
        cost = price - share(price, commission) if net is None else net - share(net, commission)
        return Terms(consignor_price=cost, discount_bearer=Bearer.GALLERY, outright=True)
    by_model = Bearer.SHARED if net is None else Bearer.GALLERY
    return Terms(
        commission_bp=commission,
        consignor_price=net,
        discount_bearer=agreement.discount_bearer or default.discount_bearer or by_model,
        loss_bp=first("loss_bp"),
        damage_bp=first("damage_bp"),
        expiry_bp=first("expiry_bp"),
    )


def _share_at(agreed: AgreedTerms, price: int) -> int | None:
    """Return the gallery's share at a price by the highest tier that it reaches, else the plain one."""
    reached = [tier for tier in agreed.tiers if tier.from_price <= price]
    return max(reached, key=lambda tier: tier.from_price).commission_bp if reached else agreed.commission_bp


def split(terms: Terms, *, quantity: int, gross: int, discount: int = 0) -> Split:
    """Split a line of ``quantity`` pieces sold for ``gross`` less ``discount`` rupiah.

    Shared discounts under a percentage follow ``commission = net x basis points`` (formats.md), half up per line.
    """
    net = gross - discount
    if terms.outright:
        return Split(gross, discount, net, 0)
    if terms.consignor_price is None and terms.discount_bearer is Bearer.SHARED:
        commission = share(net, terms.commission_bp)
        return Split(gross, discount, commission, net - commission)
    base = gross if terms.consignor_price is None else terms.consignor_price * quantity
    commission = gross - base + share(base, terms.commission_bp)
    if terms.discount_bearer is Bearer.GALLERY:
        commission -= discount
    elif terms.discount_bearer is Bearer.SHARED and gross:
        commission = portion(commission, net, gross)
    return Split(gross, discount, commission, net - commission)


def compensation(terms: Terms, *, quantity: int, price: int, gallery_bp: int) -> int:
    """Return what the gallery owes for pieces lost: its part of what the consignor would have got at full price."""
    return share(split(terms, quantity=quantity, gross=price * quantity).due, gallery_bp)
