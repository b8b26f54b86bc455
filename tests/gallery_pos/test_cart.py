"""The cart: what each key at the counter does to it, and what the buyer owes for it."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, strategies as st

from gallery_pos.cart import (
    MOST_PIECES,
    Cart,
    CartLine,
    add,
    due,
    remove,
    set_discount,
    set_price,
    set_quantity,
    tax_on,
)
from gallery_pos.documents import Method, OutletRevised, TaxRate, Tender
from gallery_pos.errors import RuleBroken
from gallery_pos.money import MOST_RUPIAH, round_cash
from making import DAY, a_lot, a_product, an_outlet

YESTERDAY, TOMORROW = DAY - timedelta(1), DAY + timedelta(1)


def scanned(cart: Cart | None = None, quantity: int = 1) -> Cart:
    return add(cart or Cart(), a_product(), maker="Dapur Bu Enah", lots=[a_lot()], on=DAY, quantity=quantity)


def two_lines() -> Cart:
    """Two bags of keripik at 15,000 and one batik at 100,000."""
    batik = a_product(code="P2", name="Batik", consignor="M2", price=100_000)
    lot = a_lot(lot="L2", product="P2", consignor="M2", price=100_000)
    return add(scanned(quantity=2), batik, maker="Batik Rengganis", lots=[lot], on=DAY)


def test_the_same_scan_again_is_one_more_piece_on_its_line() -> None:
    cart = scanned(scanned())
    assert [(line.product, line.quantity, line.gross) for line in cart.lines] == [("P1", 2, 30_000)]
    assert (cart.pieces, cart.gross, cart.net, cart.makers) == (2, 30_000, 30_000, 1)


def test_buyers_come_for_the_makers() -> None:
    cart = two_lines()
    assert (cart.pieces, cart.net, cart.makers) == (3, 130_000, 2)


def test_pieces_cost_what_is_on_the_label_of_their_lot() -> None:
    old = a_lot(lot="OLD", on_hand=2, price=12_000, received=YESTERDAY)
    new = a_lot(lot="NEW", on_hand=1, price=15_000)
    product = a_product(price=17_000)
    cart = Cart()
    for _ in range(4):
        cart = add(cart, product, maker="", lots=[new, old], on=DAY)
    assert [(line.quantity, line.unit_price) for line in cart.lines] == [(2, 12_000), (1, 15_000), (1, 17_000)]
    at_once = add(Cart(), product, maker="", lots=[new, old], on=DAY, quantity=4)
    assert at_once.lines == cart.lines


def test_a_scan_says_when_only_expired_goods_are_left() -> None:
    lots = [a_lot(lot="GONE", on_hand=5, best_before=YESTERDAY), a_lot(lot="FRESH", on_hand=1, best_before=TOMORROW)]
    cart = add(Cart(), a_product(), maker="", lots=lots, on=DAY, quantity=2)
    assert [(line.quantity, line.expired) for line in cart.lines] == [(1, False), (1, True)]


def test_what_the_books_do_not_have_is_sold_all_the_same() -> None:
    cart = add(Cart(), a_product(), maker="", lots=[], on=DAY, quantity=3)
    assert [(line.quantity, line.unit_price) for line in cart.lines] == [(3, 15_000)]


def test_goods_that_are_no_longer_sold_are_refused() -> None:
    with pytest.raises(RuleBroken) as refusal:
        add(Cart(), a_product(active=False), maker="", lots=[], on=DAY)
    assert refusal.value.code == "cart.inactive"


@pytest.mark.parametrize("quantity", [-1, 0, MOST_PIECES + 1])
def test_a_slip_of_the_finger_or_a_scanner_gone_wild_is_refused(quantity: int) -> None:
    with pytest.raises(RuleBroken) as refusal:
        scanned(quantity=quantity)
    assert refusal.value.code == "cart.quantity"


def test_a_line_never_holds_more_than_the_most() -> None:
    with pytest.raises(RuleBroken):
        scanned(scanned(quantity=MOST_PIECES))
    with pytest.raises(RuleBroken):
        set_quantity(scanned(), 0, -2)


def test_a_quantity_of_nothing_takes_the_line_out() -> None:
    cart = set_quantity(two_lines(), 0, 0)
    assert [line.product for line in cart.lines] == ["P2"]
    assert remove(cart, 0).lines == ()


def test_another_price_leaves_the_label_on_the_line_and_the_next_scan_apart() -> None:
    cart = set_price(scanned(), 0, 10_000)
    assert (cart.lines[0].unit_price, cart.lines[0].list_price) == (10_000, 15_000)
    assert [line.unit_price for line in scanned(cart).lines] == [10_000, 15_000]


@pytest.mark.parametrize("price", [-1, MOST_RUPIAH + 1])
def test_a_price_below_nothing_or_beyond_all_sense_is_refused(price: int) -> None:
    with pytest.raises(RuleBroken) as refusal:
        set_price(scanned(), 0, price)
    assert refusal.value.code == "cart.price"


def test_discounts_on_the_line_and_on_the_cart() -> None:
    cart = set_discount(set_discount(two_lines(), 0, 5_000), None, 12_500)
    assert cart.net == 112_500
    assert cart.line_discounts() == [5_000 + 2_500, 10_000]


@pytest.mark.parametrize(("index", "discount"), [(0, 30_001), (0, -1), (None, 130_001), (None, -1)])
def test_no_discount_is_more_than_what_it_is_given_on(index: int | None, discount: int) -> None:
    with pytest.raises(RuleBroken) as refusal:
        set_discount(two_lines(), index, discount)
    assert refusal.value.code == "cart.discount"


def test_a_discount_shrinks_with_what_it_is_given_on() -> None:
    cart = set_discount(two_lines(), None, 120_000)
    assert remove(cart, 1).discount == 30_000
    cheaper = set_price(set_discount(two_lines(), 0, 30_000), 0, 1_000)
    assert (cheaper.lines[0].discount, cheaper.lines[0].net) == (2_000, 0)


def test_a_cart_comes_back_from_the_disk_as_it_was() -> None:
    cart = set_discount(two_lines(), None, 1_000)
    assert msgspec.json.decode(msgspec.json.encode(cart), type=Cart) == cart


keys = st.lists(
    st.tuples(
        st.sampled_from(["scan", "quantity", "price", "discount", "cart discount", "remove"]),
        st.integers(0, 3),
        st.integers(-5, 200_000),
    ),
    max_size=25,
)


@given(keys)
def test_whatever_is_pressed_the_cart_adds_up(pressed: list[tuple[str, int, int]]) -> None:
    products = [a_product(code=f"P{n}", price=price) for n, price in enumerate([500, 15_000, 99_999, 1])]
    cart = Cart()
    for key, index, number in pressed:
        try:
            if key == "scan":
                cart = add(cart, products[index], maker="", lots=[], on=DAY)
            elif key == "cart discount":
                cart = set_discount(cart, None, number)
            elif index < len(cart.lines):
                if key == "remove":
                    cart = remove(cart, index)
                else:
                    change = {"quantity": set_quantity, "price": set_price, "discount": set_discount}[key]
                    cart = change(cart, index, number)
        except RuleBroken:
            continue
        assert all(0 < line.quantity <= MOST_PIECES for line in cart.lines)
        assert all(0 <= line.discount <= line.gross for line in cart.lines)
        assert cart.net >= 0
        spread = cart.line_discounts()
        assert sum(spread) == cart.gross - cart.net
        for line, discount in zip(cart.lines, spread, strict=True):
            assert line.discount <= discount <= line.gross


PKP = an_outlet(
    tax_rates=(
        TaxRate(since=date(2022, 4, 1), basis_points=1_100),
        TaxRate(since=date(2026, 11, 1), basis_points=1_200),
    )
)


@pytest.mark.parametrize(
    ("on", "tax"),
    [(date(2022, 3, 31), 0), (date(2022, 4, 1), 11_000), (date(2026, 10, 31), 11_000), (date(2026, 11, 1), 12_000)],
)
def test_ppn_is_the_rate_in_force_on_the_day(on: date, tax: int) -> None:
    assert tax_on(100_000, PKP, on) == tax


def test_most_galleries_charge_no_ppn() -> None:
    assert tax_on(100_000, an_outlet(), DAY) == 0


def test_a_rate_can_be_ended_by_a_rate_of_nothing() -> None:
    rates = (TaxRate(since=DAY, basis_points=0), TaxRate(since=YESTERDAY, basis_points=1_100))
    assert tax_on(100_000, an_outlet(tax_rates=rates), DAY) == 0


def a_cart_for(net: int) -> Cart:
    line = CartLine(product="P1", name="", consignor="M1", maker="", unit_price=net, list_price=net)
    return Cart(lines=(line,))


def cash(amount: int) -> Tender:
    return Tender(method=Method.CASH, amount=amount)


def qris(amount: int) -> Tender:
    return Tender(method=Method.QRIS, amount=amount)


@pytest.mark.parametrize(
    ("net", "tenders", "rounding"),
    [
        (10_050, [], 0),
        (10_050, [qris(10_050)], 0),
        (10_050, [Tender(method=Method.TRANSFER, amount=10_050)], 0),
        (10_050, [Tender(method=Method.CARD, amount=10_050)], 0),
        (10_050, [cash(20_000)], 50),
        (10_049, [cash(20_000)], -49),
        (10_050, [qris(5_030), cash(5_100)], -20),
        (10_050, [qris(10_050), cash(1_000)], 0),
        (10_050, [qris(10_020), cash(100)], -30),
    ],
)
def test_only_what_is_paid_in_cash_is_rounded(net: int, tenders: list[Tender], rounding: int) -> None:
    owed = due(a_cart_for(net), an_outlet(), DAY, tenders)
    assert (owed.net, owed.tax, owed.rounding, owed.total) == (net, 0, rounding, net + rounding)


@given(
    net=st.integers(0, 10**9),
    cashless=st.integers(0, 10**9),
    step=st.sampled_from([0, 50, 100, 500]),
    down=st.booleans(),
    rate=st.sampled_from([0, 1_100]),
)
def test_cash_and_tax_in_every_mixture(net: int, cashless: int, step: int, down: bool, rate: int) -> None:
    outlet: OutletRevised = an_outlet(
        rounding_step=step, rounding_down=down, tax_rates=(TaxRate(since=YESTERDAY, basis_points=rate),)
    )
    owed = due(a_cart_for(net), outlet, DAY, [qris(cashless), cash(1)])
    exact = net + owed.tax
    assert owed.tax == tax_on(net, outlet, DAY)
    assert owed.total == exact + owed.rounding
    part_in_cash = exact - cashless
    if part_in_cash <= 0:
        assert owed.rounding == 0
    else:
        assert owed.total - cashless == round_cash(part_in_cash, step, down=down)
