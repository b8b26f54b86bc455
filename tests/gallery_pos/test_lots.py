"""Which lots a sale takes from, and that a line that spans lots still adds up."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import Allocation
from gallery_pos.lots import Shelf, Taken, allocations, first_expired_first_out, is_expired
from gallery_pos.ports import Lot
from gallery_pos.terms import Bearer, Terms, split
from making import DAY, a_lot, all_terms, prices, takings

YESTERDAY, TOMORROW, NEXT_WEEK = DAY - timedelta(1), DAY + timedelta(1), DAY + timedelta(7)


def priced(draw: st.DrawFn) -> tuple[list[Taken], int, int]:
    price = draw(prices)
    taken = draw(takings(price))
    most = price * sum(part.quantity for part in taken)
    return taken, price, draw(st.one_of(st.just(0), st.integers(0, most)))


lines = st.composite(priced)()


def pays_alike(first: Terms, second: Terms) -> bool:
    return split_key(first) == split_key(second)


def split_key(terms: Terms) -> tuple[int, int | None, Bearer]:
    return terms.commission_bp, terms.consignor_price, terms.discount_bearer


@given(lines)
def test_allocations_sum_to_the_line_and_each_adds_up(line: tuple[list[Taken], int, int]) -> None:
    taken, price, discount = line
    made = allocations(taken, unit_price=price, discount=discount)
    quantity = sum(part.quantity for part in taken)
    assert sum(part.quantity for part in made) == quantity
    assert sum(part.gross for part in made) == quantity * price
    assert sum(part.discount for part in made) == discount
    assert all(part.gross - part.discount == part.commission + part.due for part in made)
    assert all(part.gross == part.quantity * price for part in made)
    assert all(0 <= part.discount <= part.gross for part in made)
    assert sorted((part.lot, part.quantity) for part in made) == sorted((part.lot, part.quantity) for part in taken)
    by_lot = {part.lot: part.terms for part in taken}
    assert all(part.terms == by_lot[part.lot] for part in made)


@given(lines)
def test_lots_that_pay_alike_are_rounded_together_once(line: tuple[list[Taken], int, int]) -> None:
    taken, price, discount = line
    made = allocations(taken, unit_price=price, discount=discount)
    for terms in {split_key(part.terms): part.terms for part in taken}.values():
        group = [part for part in made if pays_alike(part.terms, terms)]
        whole = split(
            terms,
            quantity=sum(part.quantity for part in group),
            gross=sum(part.gross for part in group),
            discount=sum(part.discount for part in group),
        )
        assert sum(part.commission for part in group) == whole.commission
        assert sum(part.due for part in group) == whole.due


@given(price=prices, pieces=st.lists(st.integers(1, 40), min_size=1, max_size=6), terms=all_terms(), data=st.data())
def test_a_line_over_lots_of_the_same_terms_pays_what_one_lot_would(
    price: int, pieces: list[int], terms: Terms, data: st.DataObject
) -> None:
    quantity = sum(pieces)
    discount = data.draw(st.integers(0, quantity * price))
    taken = [Taken(f"L{n}", count, terms) for n, count in enumerate(pieces)]
    made = allocations(taken, unit_price=price, discount=discount)
    whole = split(terms, quantity=quantity, gross=quantity * price, discount=discount)
    assert sum(part.commission for part in made) == whole.commission
    assert sum(part.due for part in made) == whole.due


def test_who_bears_a_loss_has_no_say_in_how_a_sale_is_rounded() -> None:
    careful, careless = Terms(commission_bp=1_000), Terms(commission_bp=1_000, loss_bp=0)
    made = allocations([Taken("L1", 1, careful), Taken("L2", 1, careless)], unit_price=25, discount=0)
    assert sum(part.commission for part in made) == 5, "10 % of 50, not twice 2.5 rounded up"
    assert [part.terms for part in made] == [careful, careless]


def test_allocations_keep_the_order_in_which_goods_were_taken() -> None:
    taken = [Taken("L2", 1, Terms(commission_bp=2_000)), Taken("L1", 2, Terms()), Taken("", 1, Terms())]
    made = allocations(taken, unit_price=1_000, discount=3)
    assert [(part.lot, part.quantity) for part in made] == [("L2", 1), ("L1", 2), ("", 1)]


def test_four_bags_from_a_lot_at_20_and_a_lot_at_10_percent() -> None:
    taken = [Taken("OLD", 3, Terms(commission_bp=2_000)), Taken("NEW", 1, Terms(commission_bp=1_000))]
    made = allocations(taken, unit_price=15_000, discount=6_000)
    plain = [(part.lot, part.gross, part.discount, part.commission, part.due) for part in made]
    assert plain == [("OLD", 45_000, 4_500, 8_100, 32_400), ("NEW", 15_000, 1_500, 1_350, 12_150)]


def test_what_is_past_its_day_goes_last_and_what_ends_first_goes_first() -> None:
    fresh = a_lot(lot="FRESH", best_before=NEXT_WEEK)
    soon = a_lot(lot="SOON", best_before=TOMORROW)
    last_day = a_lot(lot="TODAY", best_before=DAY)
    gone = a_lot(lot="GONE", best_before=YESTERDAY)
    craft = a_lot(lot="CRAFT", best_before=None)
    older = a_lot(lot="OLDER", best_before=None, received=YESTERDAY)
    ordered = first_expired_first_out([craft, gone, fresh, older, last_day, soon], DAY)
    assert [lot.lot for lot in ordered] == ["TODAY", "SOON", "FRESH", "OLDER", "CRAFT", "GONE"]
    assert not is_expired(last_day, DAY)
    assert is_expired(gone, DAY)


def test_a_buyer_pays_the_price_on_the_label_he_holds() -> None:
    old_price = a_lot(lot="OLD", price=12_000, best_before=TOMORROW)
    new_price = a_lot(lot="NEW", price=15_000, best_before=NEXT_WEEK)
    expired = a_lot(lot="GONE", price=15_000, best_before=YESTERDAY)
    ordered = first_expired_first_out([old_price, expired, new_price], DAY, price=15_000)
    assert [lot.lot for lot in ordered] == ["NEW", "OLD", "GONE"]


@st.composite
def shelves(draw: st.DrawFn) -> list[Lot]:
    count = draw(st.integers(0, 6))
    days = st.one_of(st.none(), st.dates(date(2026, 10, 1), date(2026, 10, 14)))
    return [
        a_lot(
            lot=f"L{n}",
            product=draw(st.sampled_from(["P1", "P2"])),
            on_hand=draw(st.integers(0, 10)),
            best_before=draw(days),
            received=draw(st.dates(date(2026, 9, 1), DAY)),
            price=draw(st.sampled_from([12_000, 15_000])),
        )
        for n in range(count)
    ]


@given(lots=shelves(), wanted=st.lists(st.tuples(st.sampled_from(["P1", "P2"]), st.integers(1, 12)), max_size=6))
def test_lines_taken_one_after_another_never_take_a_piece_twice(lots: list[Lot], wanted: list[tuple[str, int]]) -> None:
    shelf, loose = Shelf(lots), Terms(commission_bp=1)
    on_hand = {lot.lot: lot.on_hand for lot in lots}
    taken_of: dict[str, int] = dict.fromkeys(on_hand, 0)
    for product, quantity in wanted:
        before = shelf.left(product)
        taken = shelf.take(product, quantity, DAY, loose)
        assert sum(part.quantity for part in taken) == quantity, "the customer is served whatever the books say"
        without = [part for part in taken if not part.lot]
        assert sum(part.quantity for part in without) == max(quantity - before, 0)
        assert all(part.terms == loose for part in without)
        for part in taken:
            assert part.quantity > 0
            if part.lot:
                taken_of[part.lot] += part.quantity
    assert all(taken_of[lot] <= on_hand[lot] for lot in on_hand)
    for product in ("P1", "P2"):
        left = sum(on_hand[lot.lot] - taken_of[lot.lot] for lot in lots if lot.product == product)
        assert shelf.left(product) == left


def test_expired_goods_are_told_where_they_are_all_that_is_left() -> None:
    shelf = Shelf([a_lot(lot="GONE", on_hand=2, best_before=YESTERDAY), a_lot(lot="FRESH", on_hand=1)])
    assert shelf.take("P1", 2, DAY, Terms()) == [
        Taken("FRESH", 1, Terms(commission_bp=2_000)),
        Taken("GONE", 1, Terms(commission_bp=2_000), expired=True),
    ]


def test_pieces_given_back_can_be_taken_again_and_strangers_are_left_alone() -> None:
    shelf = Shelf([a_lot(on_hand=1)])
    shelf.take("P1", 1, DAY, Terms())
    shelf.give_back("L1", 1)
    shelf.give_back("ELSEWHERE", 5)
    shelf.put(a_lot(lot="L2", on_hand=2))
    assert shelf.left("P1") == 3
    assert shelf.left("P9") == 0


@pytest.mark.parametrize("terms", [Terms(commission_bp=10_000), Terms(consignor_price=0), Terms()])
def test_the_terms_on_an_allocation_are_those_of_its_lot(terms: Terms) -> None:
    (made,) = allocations([Taken("L1", 1, terms)], unit_price=100, discount=0)
    assert isinstance(made, Allocation)
    assert msgspec.json.decode(msgspec.json.encode(made.terms), type=Terms) == terms
