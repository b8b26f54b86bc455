"""Class of a business by PP 7/2021: the limits belong to the class below them."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import SizeClass
from gallery_pos.size_class import LIMITS, Basis, contradiction, judge

_ORDER = [SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, None]
amounts = st.integers(0, 10**12)


@pytest.mark.parametrize("basis", Basis)
def test_each_limit_belongs_to_the_class_below_it_and_one_rupiah_more_to_the_next(basis: Basis) -> None:
    for at, (limit, size) in enumerate(LIMITS[basis]):
        for amount, expected in ((limit, size), (limit + 1, _ORDER[at + 1])):
            known = {"capital": None, "yearly_sales": None} | {basis.value: amount}
            judged = judge(**known)
            assert judged is not None
            assert judged.size_class is expected


@given(one=amounts, other=amounts)
def test_more_never_makes_a_smaller_class(one: int, other: int) -> None:
    for basis in Basis:
        low, high = (
            judge(**{"capital": None, "yearly_sales": None, basis.value: amount}) for amount in sorted((one, other))
        )
        assert low is not None
        assert high is not None
        assert _ORDER.index(low.size_class) <= _ORDER.index(high.size_class)


@given(capital=amounts, sales=amounts)
def test_sales_of_a_year_decide_where_they_are_known(capital: int, sales: int) -> None:
    both, alone = judge(capital=capital, yearly_sales=sales), judge(capital=None, yearly_sales=sales)
    assert both == alone
    assert both is not None
    assert both.basis is Basis.YEARLY_SALES


def test_nothing_is_guessed_without_amounts() -> None:
    assert judge(capital=None, yearly_sales=None) is None
    assert contradiction(SizeClass.MICRO, None) == ""


def test_the_reason_says_what_was_compared_with_what() -> None:
    micro = judge(capital=None, yearly_sales=1_500_000_000)
    small = judge(capital=1_000_000_001, yearly_sales=None)
    large = judge(capital=None, yearly_sales=50_000_000_001)
    assert micro is not None
    assert small is not None
    assert large is not None
    assert micro.reason() == "Mikro: penjualan setahun Rp1.500.000.000 ≤ Rp2 miliar"
    assert small.reason() == "Kecil: modal usaha Rp1.000.000.001 > Rp1 miliar dan ≤ Rp5 miliar"
    assert large.reason() == "Besar: penjualan setahun Rp50.000.000.001 > Rp50 miliar, bukan UMKM lagi"


def test_a_class_that_the_amounts_do_not_bear_out_is_named_and_no_other() -> None:
    judged = judge(capital=None, yearly_sales=3_000_000_000)
    assert contradiction(SizeClass.SMALL, judged) == ""
    said = contradiction(SizeClass.MICRO, judged)
    assert "Mikro" in said
    assert "Kecil: penjualan setahun" in said
