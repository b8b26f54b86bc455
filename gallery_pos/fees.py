"""Fees that follow from trade, in pure figures: per piece sold, what QRIS costs, a stand that several share.

Each fee is rounded once, half up, and carries its arithmetic in words: what stands on a statement can be checked with a
pencil. What the gallery bears is no fee and never stands on one. The buyer is never charged for how he pays.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.documents import PriceModel
from gallery_pos.formatting import format_count, format_percent, format_rupiah
from gallery_pos.language import tr
from gallery_pos.money import FULL, allocate, divide_half_up
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from gallery_pos.documents import AgreementRevised

_HALVES = {Bearer.CONSIGNOR: 2, Bearer.SHARED: 1, Bearer.GALLERY: 0}
"""How many halves of what QRIS costs are the maker's."""


class Pieces(NamedTuple):
    """Pieces sold less pieces that came back on a day."""

    day: date
    pieces: int


class PaidByQris(NamedTuple):
    """Rupiah of a maker's sales that were paid by QRIS on a day, less refunds, at a rate in basis points."""

    day: date
    basis_points: int
    amount: int


class Charge(NamedTuple):
    """A fee in rupiah (negative where refunds give it back) with its arithmetic in words."""

    amount: int
    reason: str


class Sharing(StrEnum):
    """How the fee of a stand is shared among those who took part."""

    EQUAL = "equal"
    SALES = "sales"


def agreement_on(
    day: date, own: Sequence[AgreementRevised], everybody: Sequence[AgreementRevised]
) -> AgreementRevised | None:
    """Return the version that was in force on a day: the maker's own, else the gallery's for all.

    Versions come in the order they were written, and each counts from the day it was written on; the gallery's first
    always did, a maker's first from its ``start`` if that is earlier.
    """
    for index in range(len(own) - 1, -1, -1):
        if _from(own[index], first=not index) <= day:
            return own[index]
    for one in reversed(everybody):
        if one.business_date <= day:
            return one
    return next(iter(everybody), None)


def _from(agreement: AgreementRevised, *, first: bool) -> date:
    started = agreement.start if first else None
    return min(agreement.business_date, started) if started else agreement.business_date


def item_charge(
    sold: Iterable[Pieces], own: Sequence[AgreementRevised], everybody: Sequence[AgreementRevised]
) -> Charge | None:
    """Return the fee on pieces sold, each at what was agreed on its day; None where there is none.

    Pieces that came back are taken off again. Goods that the gallery bought outright cost their maker nothing.
    """
    by_fee: dict[int, int] = defaultdict(int)
    for each in sold:
        agreed = agreement_on(each.day, own, everybody)
        if agreed is not None and agreed.item_fee and agreed.model is not PriceModel.OUTRIGHT:
            by_fee[agreed.item_fee] += each.pieces
    parts = [(fee, count) for fee, count in sorted(by_fee.items()) if count]
    if not parts:
        return None
    words = [
        tr("{count} potong × {fee}").format(count=format_count(count), fee=format_rupiah(fee)) for fee, count in parts
    ]
    amount = sum(fee * count for fee, count in parts)
    return _charge(amount, " + ".join(words))


def qris_charge(
    paid: Iterable[PaidByQris], own: Sequence[AgreementRevised], everybody: Sequence[AgreementRevised]
) -> Charge | None:
    """Return a maker's part of what QRIS cost, as the agreement of each day bears it; None where the gallery bears all."""
    by_rate: dict[tuple[int, int], int] = defaultdict(int)
    for each in paid:
        agreed = agreement_on(each.day, own, everybody)
        if agreed is not None and agreed.model is not PriceModel.OUTRIGHT:
            by_rate[_HALVES[agreed.qris_bearer], each.basis_points] += each.amount
    parts = [(*key, amount) for key, amount in sorted(by_rate.items()) if amount and key[0] and key[1]]
    total = sum(halves * rate * amount for halves, rate, amount in parts)
    charged = divide_half_up(total, 2 * FULL)
    if not charged:
        return None
    words = [
        (tr("{rate} dari {amount}, setengahnya") if halves == 1 else tr("{rate} dari {amount}")).format(
            rate=format_percent(rate), amount=format_rupiah(amount)
        )
        for halves, rate, amount in parts
    ]
    return _charge(charged, tr("QRIS {parts}").format(parts=" + ".join(words)))


def _charge(amount: int, words: str) -> Charge | None:
    if not amount:
        return None
    return Charge(amount, words if amount > 0 else tr("{words} (dikembalikan pembeli)").format(words=words))


def stand_charges(
    fee: int, sales: Mapping[str, int], sharing: Sharing, *, event: str
) -> tuple[tuple[str, Charge], ...]:
    """Share the fee of a stand among makers, whose sales at the event are given in rupiah; the parts sum to it exactly.

    By sales, those who sold nothing owe nothing; where nobody sold anything all owe the same.
    """
    makers = sorted(sales)
    sold = [max(sales[maker], 0) for maker in makers]
    by_sales = sharing is Sharing.SALES and any(sold)
    parts = allocate(fee, sold if by_sales else [1] * len(makers)) if makers else []
    words = tr("Sewa stan {event}: {fee}, bagian {part} dari penjualan {whole}")
    equal = tr("Sewa stan {event}: {fee} dibagi rata {count} peserta")
    said = {"event": event, "fee": format_rupiah(fee), "whole": format_rupiah(sum(sold))}
    return tuple(
        (
            maker,
            Charge(
                part,
                words.format(**said, part=format_rupiah(amount))
                if by_sales
                else equal.format(**said, count=format_count(len(makers))),
            ),
        )
        for maker, amount, part in zip(makers, sold, parts, strict=True)
        if part
    )


def shared_by_lines(paid: int, lines: Sequence[int]) -> list[int]:
    """Share what was paid by QRIS among the lines of a sale by their net amounts; tax on top stays with the gallery."""
    return allocate(min(paid, sum(lines)), lines) if any(lines) else [0] * len(lines)
