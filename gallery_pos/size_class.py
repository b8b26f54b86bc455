"""Class of a business by PP 7/2021, article 35: what its capital or its sales of a year make it, and why.

Amounts are rupiah; a limit belongs to the class below it. Sales of a year decide about help and protection, which is
what a gallery gives; capital (without land and building) is asked where nobody knows the sales yet.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from gallery_pos.documents import SizeClass
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop

_BILLION = 10**9


class Basis(StrEnum):
    """What a class was worked out from."""

    YEARLY_SALES = "yearly_sales"
    CAPITAL = "capital"


LIMITS: dict[Basis, tuple[tuple[int, SizeClass], ...]] = {
    Basis.YEARLY_SALES: (
        (2 * _BILLION, SizeClass.MICRO),
        (15 * _BILLION, SizeClass.SMALL),
        (50 * _BILLION, SizeClass.MEDIUM),
    ),
    Basis.CAPITAL: (
        (1 * _BILLION, SizeClass.MICRO),
        (5 * _BILLION, SizeClass.SMALL),
        (10 * _BILLION, SizeClass.MEDIUM),
    ),
}
"""The most that a business of each class has."""

_NAMES = {
    SizeClass.MICRO: tr_noop("Mikro"),
    SizeClass.SMALL: tr_noop("Kecil"),
    SizeClass.MEDIUM: tr_noop("Menengah"),
    None: tr_noop("Besar"),
}
_WHAT = {Basis.YEARLY_SALES: tr_noop("penjualan setahun"), Basis.CAPITAL: tr_noop("modal usaha")}


class Judged(NamedTuple):
    """What a business is: ``size_class`` None is more than a medium one; ``above`` and ``upto`` are the limits."""

    size_class: SizeClass | None
    basis: Basis
    amount: int
    above: int
    upto: int | None

    def reason(self) -> str:
        """Return why, in one line."""
        told = {
            "size": tr(_NAMES[self.size_class]),
            "what": tr(_WHAT[self.basis]),
            "amount": format_rupiah(self.amount),
            "above": _limit(self.above),
            "upto": _limit(self.upto or 0),
        }
        if self.upto is None:
            return tr("{size}: {what} {amount} > {above}, bukan UMKM lagi").format(**told)
        if not self.above:
            return tr("{size}: {what} {amount} ≤ {upto}").format(**told)
        return tr("{size}: {what} {amount} > {above} dan ≤ {upto}").format(**told)


def judge(*, capital: int | None, yearly_sales: int | None) -> Judged | None:
    """Return the class that sales of a year, else capital, make a business; None where neither is known."""
    if yearly_sales is not None:
        return _judge(Basis.YEARLY_SALES, yearly_sales)
    return None if capital is None else _judge(Basis.CAPITAL, capital)


def contradiction(chosen: SizeClass | None, judged: Judged | None) -> str:
    """Return what does not agree between the class that a person chose and the amounts, "" where nothing does."""
    if chosen is None or judged is None or chosen is judged.size_class:
        return ""
    return tr("Kelas yang dipilih {chosen}, padahal menurut PP 7/2021 {reason}.").format(
        chosen=tr(_NAMES[chosen]), reason=judged.reason()
    )


def _judge(basis: Basis, amount: int) -> Judged:
    above = 0
    for upto, size in LIMITS[basis]:
        if amount <= upto:
            return Judged(size, basis, amount, above, upto)
        above = upto
    return Judged(None, basis, amount, above, None)


def _limit(amount: int) -> str:
    return tr("Rp{count} miliar").format(count=format_count(amount // _BILLION))
