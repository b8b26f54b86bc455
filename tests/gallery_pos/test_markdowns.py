"""Markdown plans: cheaper by age or near the date, and the bearer that the plan names really bears it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from db.queries.settlement import account
from db.verify import verify
from gallery_pos.cart import Cart, add, set_discount, set_price
from gallery_pos.documents import MarkdownBasis, MarkdownPlanRevised, MarkdownStep, Method, SaleCompleted, Tender
from gallery_pos.markdowns import markdown_for, reached, touched
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.markdowns import preview, revise_plan
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.terms import Bearer, Terms
from house import OUTLET, House, refused
from making import DAY, a_lot, a_product, write


def steps(*pairs: tuple[int, int]) -> tuple[MarkdownStep, ...]:
    return tuple(MarkdownStep(days=days, basis_points=points) for days, points in pairs)


def a_plan(**fields: Any) -> MarkdownPlanRevised:
    plain: dict[str, Any] = {
        "code": "RP01",
        "name": "Dekat kedaluwarsa",
        "basis": MarkdownBasis.EXPIRY,
        "steps": steps((30, 1_000), (7, 3_000)),
        "bearer": Bearer.GALLERY,
    }
    return write(MarkdownPlanRevised, **{**plain, **fields})


@pytest.mark.parametrize(("left", "points"), [(31, 0), (30, 1_000), (8, 1_000), (7, 3_000), (0, 3_000)])
def test_goods_get_cheaper_as_their_date_comes_near(left: int, points: int) -> None:
    assert reached(a_plan(), a_lot(best_before=DAY + timedelta(left)), DAY) == points


@pytest.mark.parametrize(("age", "points"), [(0, 0), (29, 0), (30, 1_000), (59, 1_000), (60, 2_500), (400, 2_500)])
def test_goods_get_cheaper_with_their_time_on_the_shelf(age: int, points: int) -> None:
    plan = a_plan(basis=MarkdownBasis.AGE, steps=steps((30, 1_000), (60, 2_500)))
    assert reached(plan, a_lot(received=DAY - timedelta(age)), DAY) == points


def test_goods_without_a_date_are_not_near_it() -> None:
    assert markdown_for([a_plan()], a_lot(), OUTLET, DAY) is None


def test_what_is_expired_or_bought_by_the_gallery_has_no_markdown() -> None:
    late = a_lot(best_before=DAY - timedelta(1))
    bought = a_lot(best_before=DAY, terms=Terms(consignor_price=9_000, outright=True))
    assert markdown_for([a_plan()], late, OUTLET, DAY) is None
    assert markdown_for([a_plan()], bought, OUTLET, DAY) is None


def test_the_plan_of_the_item_counts_before_the_makers_and_that_before_the_gallerys() -> None:
    lot = a_lot(best_before=DAY)
    everywhere, maker, item = (
        a_plan(code="A", steps=steps((30, 5_000))),
        a_plan(code="B", consignor="M1", steps=steps((30, 2_000))),
        a_plan(code="C", products=("P1",), steps=steps((30, 1_000))),
    )
    for plans, expected in (([everywhere, maker, item], "C"), ([everywhere, maker], "B"), ([everywhere], "A")):
        found = markdown_for(plans, lot, OUTLET, DAY)
        assert found is not None
        assert found.plan == expected
    others = [a_plan(consignor="M2"), a_plan(products=("P2",)), a_plan(at="POJOK"), a_plan(active=False)]
    past = [a_plan(end=DAY - timedelta(1)), a_plan(start=DAY + timedelta(1))]
    assert markdown_for([*others, *past], lot, OUTLET, DAY) is None


@given(
    price=st.integers(1, 10**7), points=st.integers(1, 10_000), pieces=st.integers(1, 50), more=st.integers(0, 10**6)
)
def test_a_line_never_costs_less_than_nothing(price: int, points: int, pieces: int, more: int) -> None:
    lot = a_lot(price=price, on_hand=pieces, best_before=DAY)
    plans = [a_plan(steps=steps((30, points)))]
    cart = add(
        Cart(), a_product(price=price), maker="", lots=[lot], on=DAY, quantity=pieces, plans=plans, outlet=OUTLET
    )
    (line,) = cart.lines
    assert line.gross - line.marked_down == cart.net >= 0
    cart = set_discount(cart, 0, min(more, cart.net))
    assert cart.net >= 0
    assert cart.given == min(more, line.net)
    assert set_price(cart, 0, price).lines[0].marked_down == 0


def test_pieces_of_a_marked_down_lot_and_of_a_fresh_one_are_two_lines() -> None:
    old, fresh = a_lot(lot="L1", on_hand=1, best_before=DAY), a_lot(lot="L2", best_before=DAY + timedelta(200))
    cart = Cart()
    for _ in range(3):
        cart = add(cart, a_product(), maker="", lots=[old, fresh], on=DAY, plans=[a_plan()], outlet=OUTLET)
    assert [(line.quantity, line.markdown) for line in cart.lines] == [(1, 4_500), (2, 0)]


@pytest.mark.parametrize(
    ("bearer", "due", "commission"),
    [(Bearer.GALLERY, 12_000, -1_500), (Bearer.CONSIGNOR, 7_500, 3_000), (Bearer.SHARED, 8_400, 2_100)],
)
def test_who_bears_a_markdown_is_who_the_plan_says(house: House, bearer: Bearer, due: int, commission: int) -> None:
    maker = house.maker(terms={"commission_bp": 2_000})
    keripik = house.product(maker)
    house.receive(keripik, 5, best_before=house.desk().today() + timedelta(3))
    plan = revise_plan(
        house.desk(), name="Obral", basis=MarkdownBasis.EXPIRY, steps=steps((7, 3_000)), bearer=bearer
    ).value
    house.shift()
    desk = house.desk("cashier")
    lots = desk.book.lots(OUTLET)
    cart = add(Cart(id=house.new_id()), keripik, maker="", lots=lots, on=desk.today(), plans=[plan], outlet=OUTLET)
    done = complete_sale(desk, cart=cart, tenders=[Tender(method=Method.QRIS, amount=cart.net)])
    sale = house.written(SaleCompleted, done.value)
    (line,) = sale.lines
    (part,) = line.allocations
    assert (line.discount, line.markdown, line.plan) == (4_500, 4_500, plan.code)
    assert (part.due, part.commission, part.terms.discount_bearer) == (due, commission, bearer)
    assert house.book.balance(maker.code) == due
    (told,) = [row for row in account(house.database, consignor=maker.code) if row.movement == "sold"]
    assert (told.detail, told.bearer) == (f"{plan.code}/{bearer}", bearer)
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_plans_that_cannot_be(house: House) -> None:
    maker, desk = house.maker(), house.desk()
    plain: dict[str, Any] = {
        "name": "Obral",
        "basis": MarkdownBasis.AGE,
        "steps": steps((30, 1_000)),
        "bearer": Bearer.SHARED,
    }
    for code, wrong in (
        ("plan.name", {"name": " "}),
        ("plan.steps", {"steps": ()}),
        ("plan.step", {"steps": steps((-1, 1_000))}),
        ("plan.step", {"steps": steps((1, 10_001))}),
        ("plan.order", {"steps": steps((30, 2_000), (60, 1_000))}),
        ("plan.order", {"basis": MarkdownBasis.EXPIRY, "steps": steps((30, 2_000), (7, 1_000))}),
        ("plan.period", {"start": DAY, "end": DAY - timedelta(1)}),
        ("plan.outlet", {"at": "BULAN"}),
        ("consignor.unknown", {"consignor": "M999"}),
        ("plan.product", {"products": ("P999",)}),
    ):
        with refused(code):
            revise_plan(desk, **{**plain, **wrong})
    with refused("access.denied"):
        revise_plan(house.desk("cashier"), **plain)
    made = [revise_plan(desk, **plain, consignor=maker.code).value.code for _ in range(2)]
    assert made == ["RP01", "RP02"]
    assert revise_plan(desk, code="RP01", active=False).value.steps == plain["steps"]


@given(
    price=st.integers(1, 10**7),
    points=st.integers(1, 10_000),
    commission=st.integers(0, 10_000),
    net=st.none() | st.integers(0, 10**7),
    bearer=st.sampled_from(Bearer),
)
def test_what_maker_and_gallery_bear_is_what_the_buyer_saves(
    price: int, points: int, commission: int, net: int | None, bearer: Bearer
) -> None:
    terms = Terms(commission_bp=commission, consignor_price=None if net is None else min(net, price))
    lot = a_lot(price=price, best_before=DAY, terms=terms)
    plans = [a_plan(steps=steps((30, points)), bearer=bearer)]
    for one in touched(plans, [lot], OUTLET, DAY):
        assert one.consignor_bears + one.gallery_bears == one.before - one.after > 0
        if bearer is Bearer.GALLERY:
            assert one.consignor_bears == 0
        if bearer is Bearer.CONSIGNOR:
            assert one.gallery_bears == 0


def test_a_plan_is_seen_before_it_is_kept(house: House) -> None:
    maker = house.maker(terms={"commission_bp": 2_000})
    old, fresh = house.product(maker), house.product(maker)
    desk = house.desk()
    house.receive(old, 5, best_before=desk.today() + timedelta(3))
    house.receive(fresh, 5, best_before=desk.today() + timedelta(300))
    draft = desk.write(
        MarkdownPlanRevised,
        code="",
        name="Obral",
        basis=MarkdownBasis.EXPIRY,
        steps=steps((7, 3_000)),
        bearer=Bearer.SHARED,
    )
    (one,) = preview(desk, draft)
    assert (one.lot.product, one.before, one.after) == (old.code, 15_000, 10_500)
    assert (one.consignor_bears, one.gallery_bears) == (3_600, 900)
    revise_plan(
        desk, name="Barang ini", basis=draft.basis, steps=draft.steps, bearer=Bearer.GALLERY, products=(old.code,)
    )
    revise_outlet(house.desk("admin"), code=OUTLET, attended=False)
    assert len(preview(desk, replace(draft, code="RP01", products=(old.code,)))) == 1, "the next visit counts with it"
    revise_outlet(house.desk("admin"), code=OUTLET, attended=True)
    assert preview(desk, draft) == []  # the plan that names the product counts before one for all
