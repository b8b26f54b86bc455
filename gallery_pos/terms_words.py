"""Terms in plain words, with the same example everywhere: what becomes of goods worth Rp100.000."""

from __future__ import annotations

from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr
from gallery_pos.money import FULL
from gallery_pos.terms import Terms, split

EXAMPLE = 100_000
"""Rupiah that every example is reckoned with."""


def terms_short(terms: Terms) -> str:
    """Return the gallery's share in a few letters, for a cell: "20 %", "di atas Rp15.000 + 5 %"."""
    if terms.outright:
        return tr("beli putus {amount}").format(amount=format_rupiah(terms.consignor_price or 0))
    if terms.consignor_price is None:
        return format_percent(terms.commission_bp)
    net = tr("di atas {amount}").format(amount=format_rupiah(terms.consignor_price))
    return f"{net} + {format_percent(terms.commission_bp)}" if terms.commission_bp else net


def share_sentence(terms: Terms, price: int = EXAMPLE) -> str:
    """Return who gets what of one piece sold: "Terjual Rp100.000: penitip Rp80.000, galeri Rp20.000."."""
    parts = split(terms, quantity=1, gross=price)
    return tr("Terjual {price}: penitip {due}, galeri {commission}.").format(
        price=format_rupiah(price), due=format_rupiah(parts.due), commission=format_rupiah(parts.commission)
    )


def discount_sentence(terms: Terms, price: int = EXAMPLE, discount: int = EXAMPLE // 10) -> str:
    """Return the same with a discount: who bears it is seen in the amounts."""
    parts = split(terms, quantity=1, gross=price, discount=discount)
    return tr("Dengan potongan {discount}: penitip {due}, galeri {commission}.").format(
        discount=format_rupiah(discount), due=format_rupiah(parts.due), commission=format_rupiah(parts.commission)
    )


def losses_sentence(terms: Terms, price: int = EXAMPLE) -> str:
    """Return what the gallery owes for a piece that is lost, damaged or past its date."""
    due = split(terms, quantity=1, gross=price).due
    return tr("Galeri mengganti: hilang {loss}, rusak {damage}, kedaluwarsa {expiry}.").format(
        loss=_owed(due, terms.loss_bp), damage=_owed(due, terms.damage_bp), expiry=_owed(due, terms.expiry_bp)
    )


def _owed(due: int, basis_points: int) -> str:
    if not basis_points:
        return tr("tidak")
    return tr("penuh") if basis_points == FULL else format_percent(basis_points) if due else tr("tidak")
