"""The arithmetic of a visit, in numbers that a visitor could check on paper."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gallery_pos.terms import Bearer
from gallery_pos.visits import Found, Run, candidates, suggest, work_out
from house import refused

prices = st.integers(0, 250_000)
pieces = st.integers(0, 12)
whole_or_less = st.one_of(
    st.builds(Run, prices, st.integers(1, 6)),
    st.builds(Run, prices, st.integers(1, 6), st.integers(1, 90_000), st.sampled_from(Bearer)),
)


def found(product: str, price: int, expected: int, left: int, returned: int = 0) -> Found:
    gone = max(expected - left - returned, 0)
    runs = (Run(price, gone),) if gone else ()
    return Found(product, f"Barang {product}", "M1", expected, left, returned, runs)


@st.composite
def shelves(draw: st.DrawFn) -> list[Found]:
    made: list[Found] = []
    for number in range(draw(st.integers(0, 5))):
        runs = tuple(draw(whole_or_less) for _ in range(draw(st.integers(0, 3))))
        left, returned = draw(pieces), draw(pieces)
        expected = left + returned + sum(run.pieces for run in runs)
        if not runs:
            expected -= draw(st.integers(0, 3))
        made.append(Found(f"P{number}", f"Barang {number}", "M1", expected, left, returned, runs))
    return made


@given(shelf=shelves(), cash=st.integers(0, 2_000_000), qris=st.integers(0, 2_000_000))
def test_every_piece_and_every_rupiah_is_somewhere(shelf: list[Found], cash: int, qris: int) -> None:
    sums = work_out(shelf, cash=cash, qris=qris)
    for line in sums.lines:
        assert line.expected == line.left + line.returned + line.sold + line.missing
        assert line.sold >= 0
        assert line.sold == 0 or line.missing >= 0
    assert sums.cash + sums.qris == sums.sold + sums.difference
    assert 0 <= sums.sold <= sums.gone == sum(each.value() for each in shelf)


@given(shelf=shelves(), cash=st.integers(0, 2_000_000))
def test_what_plans_take_off_lies_between_the_label_and_what_is_expected(shelf: list[Found], cash: int) -> None:
    sums = work_out(shelf, cash=cash, qris=0)
    label = sum((run.price + run.off) * run.pieces for each in shelf if each.gone > 0 for run in each.runs)
    assert label - sums.gone == sum(sums.markdowns.values()) >= sum(line.markdown for line in sums.lines)
    for each, line in zip(shelf, sums.lines, strict=True):
        assert line.value == each.value(max(line.missing, 0))
        assert line.markdown == sum(run.off * run.pieces for run in each.sold(max(line.missing, 0)))


@given(shelf=shelves(), cash=st.integers(0, 2_000_000))
def test_nothing_is_missing_as_long_as_the_money_reaches(shelf: list[Found], cash: int) -> None:
    sums = work_out(shelf, cash=cash, qris=0)
    if sums.gone <= cash:
        assert sums.missing == 0
        assert sums.difference == cash - sums.gone
    else:
        assert sums.shortage == sums.gone - cash


@given(shelf=shelves(), cash=st.integers(0, 2_000_000), data=st.data())
def test_the_visitor_decides_what_is_missing(shelf: list[Found], cash: int, data: st.DataObject) -> None:
    chosen = {each.product: data.draw(st.integers(0, max(each.gone, 0))) for each in shelf}
    sums = work_out(shelf, cash=cash, qris=0, missing=chosen)
    for each, line in zip(shelf, sums.lines, strict=True):
        if each.gone > 0:
            assert line.missing == chosen[each.product]
            assert line.value == each.value(line.missing)
        else:
            assert line.missing == each.gone


@given(
    price=st.integers(1, 250_000), gone=st.integers(1, 40), missing=st.integers(1, 40), other=st.integers(1, 250_000)
)
def test_a_shortage_that_is_the_price_of_some_pieces_names_them(
    price: int, gone: int, missing: int, other: int
) -> None:
    missing = min(missing, gone)
    shelf = [found("A", price, gone, 0), found("B", other, 5, 5)]
    assert suggest(shelf, price * (gone - missing)) == {"A": missing}


@given(price=st.integers(1, 250_000), gone=st.integers(1, 40), cash=st.integers(0, 10_000_000))
def test_of_one_product_so_many_are_missing_that_the_money_comes_nearest(price: int, gone: int, cash: int) -> None:
    sums = work_out([found("A", price, gone, 0)], cash=cash, qris=0)
    best = min(abs(cash - price * sold) for sold in range(gone + 1))
    assert abs(sums.difference) == best


def test_ten_bags_gone_and_money_for_nine_means_one_is_missing() -> None:
    (line,) = work_out([found("A", 15_000, 12, 2)], cash=100_000, qris=35_000).lines
    assert (line.sold, line.missing, line.value) == (9, 1, 135_000)


def test_a_thousand_rupiah_short_are_small_change_and_no_stolen_bag() -> None:
    sums = work_out([found("A", 15_000, 12, 2)], cash=149_000, qris=0)
    assert (sums.lines[0].sold, sums.missing, sums.difference) == (10, 0, -1_000)


def test_a_piece_that_a_plan_made_cheaper_is_paid_with_less() -> None:
    half = Found("A", "Barang A", "M1", 3, 0, runs=(Run(7_500, 2, 7_500, Bearer.SHARED), Run(15_000, 1)))
    sums = work_out([half], cash=30_000, qris=0)
    assert (sums.lines[0].sold, sums.lines[0].markdown, sums.difference) == (3, 15_000, 0)
    assert sums.markdowns == {Bearer.SHARED: 15_000}


def test_money_without_goods_gone_is_over() -> None:
    sums = work_out([found("A", 15_000, 12, 12)], cash=15_000, qris=0)
    assert (sums.sold, sums.difference) == (0, 15_000)


def test_what_is_too_much_on_the_shelf_is_nobodys_sale() -> None:
    (line,) = work_out([found("A", 15_000, 3, 5)], cash=0, qris=0).lines
    assert (line.sold, line.missing, line.value) == (0, -2, 0)


def test_the_dearest_that_fits_is_suggested_first() -> None:
    shelf = [found("A", 15_000, 4, 0), found("B", 90_000, 2, 0), found("C", 40_000, 1, 0)]
    assert suggest(shelf, 280_000 - 105_000) == {"A": 1, "B": 1}
    assert [each.product for each in candidates(shelf)] == ["B", "C", "A"]


@pytest.mark.parametrize(
    ("shelf", "cash", "missing", "code"),
    [
        ([found("A", 15_000, 4, 0)], -1, None, "visit.money"),
        ([found("A", 15_000, 4, -1)], 0, None, "visit.pieces"),
        ([found("A", 15_000, 4, 1)], 0, {"A": 4}, "visit.missing"),
        ([found("A", 15_000, 4, 1)], 0, {"A": -1}, "visit.missing"),
    ],
)
def test_what_cannot_be_is_refused(shelf: list[Found], cash: int, missing: dict[str, int] | None, code: str) -> None:
    with refused(code):
        work_out(shelf, cash=cash, qris=0, missing=missing)
