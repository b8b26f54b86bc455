"""Fees that follow from trade: each rounded once, none twice, and the shares of a whole sum to it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import AgreementRevised, PriceModel
from gallery_pos.fees import (
    Charge,
    PaidByQris,
    Pieces,
    Sharing,
    agreement_on,
    item_charge,
    qris_charge,
    shared_by_lines,
    stand_charges,
)
from gallery_pos.terms import Bearer
from making import write

DAY = date(2026, 10, 5)
LATER = DAY + timedelta(days=10)
RUPIAH = st.integers(min_value=0, max_value=10**9)
MAKERS = st.dictionaries(st.text("ABCDEFGH", min_size=1, max_size=3), st.integers(-(10**7), 10**9), min_size=1)


def agreed(day: date = DAY, **fields: Any) -> AgreementRevised:
    return write(AgreementRevised, consignor="M1", business_date=day, **fields)


def test_a_version_counts_from_the_day_it_was_written_on() -> None:
    general, own = agreed(), agreed(LATER)
    renewed = agreed(LATER + timedelta(days=3), item_fee=500)
    early = agreed(LATER, start=DAY)
    assert agreement_on(DAY - timedelta(days=9), [], [general]) is general
    assert agreement_on(LATER - timedelta(days=1), [own], [general]) is general
    assert agreement_on(LATER, [own, renewed], [general]) is own
    assert agreement_on(renewed.business_date, [own, renewed], [general]) is renewed
    assert agreement_on(DAY, [early], [general]) is early
    assert agreement_on(DAY, [], []) is None


def test_each_piece_costs_what_was_agreed_on_its_day() -> None:
    sold = [Pieces(DAY, 12), Pieces(LATER, 3)]
    assert item_charge(sold, [agreed(item_fee=500)], []) == Charge(7_500, "15 potong × Rp500")
    dearer = [agreed(item_fee=500), agreed(LATER, item_fee=750)]
    assert item_charge(sold, dearer, []) == Charge(8_250, "12 potong × Rp500 + 3 potong × Rp750")
    assert item_charge(sold, [agreed(), agreed(LATER, item_fee=750)], []) == Charge(2_250, "3 potong × Rp750")
    assert item_charge(sold, [agreed()], []) is None
    assert item_charge(sold, [agreed(item_fee=500, model=PriceModel.OUTRIGHT)], []) is None
    assert item_charge([Pieces(DAY, 2), Pieces(LATER, -2)], [agreed(item_fee=500)], []) is None


def test_what_came_back_after_its_statement_is_given_back() -> None:
    charge = item_charge([Pieces(DAY, -2)], [agreed(item_fee=500)], [])
    assert charge == Charge(-1_000, "-2 potong × Rp500 (dikembalikan pembeli)")


@pytest.mark.parametrize(
    ("bearer", "charge"),
    [
        (Bearer.CONSIGNOR, Charge(3_750, "QRIS 0,3 % dari Rp1.250.000")),
        (Bearer.SHARED, Charge(1_875, "QRIS 0,3 % dari Rp1.250.000, setengahnya")),
        (Bearer.GALLERY, None),
    ],
)
def test_qris_is_borne_as_agreed(bearer: Bearer, charge: Charge | None) -> None:
    paid = [PaidByQris(DAY, 30, 1_000_000), PaidByQris(LATER, 30, 250_000)]
    assert qris_charge(paid, [agreed(qris_bearer=bearer)], []) == charge


def test_two_rates_stand_side_by_side_and_are_rounded_together() -> None:
    paid = [PaidByQris(DAY, 30, 50), PaidByQris(LATER, 70, 50)]
    charge = qris_charge(paid, [agreed(qris_bearer=Bearer.CONSIGNOR)], [])
    assert charge == Charge(1, "QRIS 0,3 % dari Rp50 + 0,7 % dari Rp50")
    outright = agreed(qris_bearer=Bearer.CONSIGNOR, model=PriceModel.OUTRIGHT)
    assert qris_charge(paid, [outright], []) is None


@given(st.lists(st.tuples(st.sampled_from([30, 70, 100]), st.integers(-(10**8), 10**9)), max_size=8), st.booleans())
def test_qris_is_rounded_half_up_once(amounts: list[tuple[int, int]], whole: bool) -> None:
    bearer = Bearer.CONSIGNOR if whole else Bearer.SHARED
    charge = qris_charge([PaidByQris(DAY, rate, paid) for rate, paid in amounts], [agreed(qris_bearer=bearer)], [])
    exact = sum(Fraction(rate * paid, 10_000) for rate, paid in amounts) / (1 if whole else 2)
    assert abs((charge.amount if charge else 0) - exact) <= Fraction(1, 2)


@given(RUPIAH, st.lists(RUPIAH, max_size=9))
def test_what_was_paid_by_qris_falls_on_the_lines_and_sums_to_it(paid: int, lines: list[int]) -> None:
    parts = shared_by_lines(paid, lines)
    assert sum(parts) == min(paid, sum(lines))
    assert all(0 <= part <= line for part, line in zip(parts, lines, strict=True))


@given(RUPIAH, MAKERS, st.sampled_from(Sharing))
def test_the_shares_of_a_stand_sum_to_its_fee(fee: int, sales: dict[str, int], sharing: Sharing) -> None:
    charges = dict(stand_charges(fee, sales, sharing, event="Bazar"))
    assert sum(charge.amount for charge in charges.values()) == fee
    if sharing is Sharing.EQUAL:
        amounts = [charges[maker].amount if maker in charges else 0 for maker in sales]
        assert max(amounts) - min(amounts) <= 1
    elif any(sold > 0 for sold in sales.values()):
        assert all(sales[maker] > 0 for maker in charges)


def test_a_stand_says_how_it_was_shared() -> None:
    sales = {"M1": 300_000, "M2": 900_000}
    equal = stand_charges(150_000, sales, Sharing.EQUAL, event="Bazar")
    assert equal[0] == ("M1", Charge(75_000, "Sewa stan Bazar: Rp150.000 dibagi rata 2 peserta"))
    by_sales = stand_charges(150_000, sales, Sharing.SALES, event="Bazar")
    words = "Sewa stan Bazar: Rp150.000, bagian Rp900.000 dari penjualan Rp1.200.000"
    assert by_sales[1] == ("M2", Charge(112_500, words))
    assert stand_charges(150_000, {}, Sharing.EQUAL, event="Bazar") == ()
    assert stand_charges(0, sales, Sharing.EQUAL, event="Bazar") == ()
