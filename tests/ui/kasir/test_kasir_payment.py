"""What is due and what comes back, for every cart and every way to pay it."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from gallery_pos.cart import Cart, CartLine, due
from gallery_pos.documents import Method, OutletRevised, TaxRate, Tender
from gallery_pos.services.checkout import _change
from making import DAY, an_outlet
from ui.screens.kasir.payment import NOTES, Payment, quick_amounts

METHODS = st.sampled_from(Method)


def line(price: int, quantity: int = 1, discount: int = 0) -> CartLine:
    return CartLine(
        product="P1",
        name="Opak",
        consignor="M1",
        maker="Nyi Imas",
        unit_price=price,
        list_price=price,
        quantity=quantity,
        discount=discount,
    )


@st.composite
def outlets(draw: st.DrawFn) -> OutletRevised:
    rates = (TaxRate(since=date(2020, 1, 1), basis_points=1_100),) if draw(st.booleans()) else ()
    return an_outlet(
        rounding_step=draw(st.sampled_from([0, 50, 100, 500])), rounding_down=draw(st.booleans()), tax_rates=rates
    )


@given(
    price=st.one_of(st.integers(0, 120), st.integers(1, 2_000_000)),
    outlet=outlets(),
    parts=st.lists(st.tuples(METHODS, st.integers(1, 500_000)), max_size=3),
    last=METHODS,
    extra=st.integers(0, 100_000),
)
def test_what_the_panel_lets_through_the_service_takes(
    price: int, outlet: OutletRevised, parts: list[tuple[Method, int]], last: Method, extra: int
) -> None:
    payment = Payment(Cart(lines=(line(price),)), outlet, DAY)
    for method, amount in parts:
        if not payment.covers(method, amount) and not payment.uneven(method, amount):
            payment = payment.with_tender(method, amount)
    rest = payment.rest(last)
    amount = rest + (extra if last is Method.CASH else 0)
    assert payment.covers(last, amount)
    assert payment.excess(last, amount) == 0
    told = payment.change(last, amount)
    done = payment.settled(last, amount)
    total = due(done.cart, outlet, DAY, done.tenders).total
    assert _change(total, done.tenders) == done.paid - total
    if last is Method.CASH:
        assert done.paid - total == told


@given(st.integers(1, 2_000_000_000))
def test_quick_sums_are_the_exact_one_and_the_notes_just_above_it(amount: int) -> None:
    sums = quick_amounts(amount)
    assert sums[0] == amount
    assert sums == sorted(set(sums))
    for note in NOTES:
        above = [each for each in sums if each >= amount and each % note == 0]
        assert above
        assert above[0] - amount < note


def test_nothing_to_pay_needs_no_notes() -> None:
    assert quick_amounts(0) == []


def test_an_uneven_part_in_cash_is_told_from_the_whole_in_cash() -> None:
    payment = Payment(Cart(lines=(line(51_250),)), an_outlet(rounding_step=100), DAY)
    assert payment.uneven(Method.CASH, 20_030)
    assert not payment.uneven(Method.CASH, 20_000)
    assert not payment.uneven(Method.CASH, 60_001)
    assert not payment.uneven(Method.QRIS, 20_030)


def test_a_tender_taken_back_leaves_what_was_due() -> None:
    payment = Payment(Cart(lines=(line(50_000),)), an_outlet(), DAY)
    part = payment.with_tender(Method.CARD, 20_000, " 1234 ")
    assert part.tenders == (Tender(method=Method.CARD, amount=20_000, reference="1234"),)
    assert part.without(0) == payment
