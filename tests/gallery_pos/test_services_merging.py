"""Two records that were one maker: everything goes to the one that stays, and the books still prove themselves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from db.verify import verify
from gallery_pos.cart import Cart
from gallery_pos.documents import (
    AdjustmentPosted,
    ConsignorsMerged,
    ConsignorsToldApart,
    GoodsReceived,
    GoodsReturned,
    Holder,
    LegalityRecorded,
    MarkdownBasis,
    MarkdownPlanRevised,
    MarkdownStep,
    Membership,
    Method,
    SaleCompleted,
    SizeClass,
    StocktakeStarted,
    Tender,
)
from gallery_pos.errors import NeedsApproval
from gallery_pos.services.access import Approval
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.consignors import current_code, revise_agreement, revise_consignor
from gallery_pos.services.count_posting import count_at_once, post_stocktake
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, submit_part
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.services.merge_plan import plan_merge
from gallery_pos.services.merging import merge_consignors, tell_apart
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.settlement import charge_fee
from gallery_pos.terms import AgreedTerms, Bearer
from house import OUTLET, House, refused

if TYPE_CHECKING:
    from gallery_pos.documents import ConsignorRevised, Document, ProductRevised

CORNER = "POJOK"


def proved(house: House) -> None:
    assert verify(house.database, pinned=house.terminal.pinned) == []


def merge(house: House, duplicate: ConsignorRevised, into: ConsignorRevised) -> ConsignorsMerged:
    done = merge_consignors(house.desk(), duplicate=duplicate.code, into=into.code, reason="orang yang sama")
    return house.written(ConsignorsMerged, done.value)


def moved(house: House, merged: ConsignorsMerged) -> list[Document]:
    posted = [house.book.document(id_) for id_ in merged.documents]
    return [each.document for each in posted if each is not None]


@pytest.fixture
def pair(each_house: House) -> tuple[House, ConsignorRevised, ConsignorRevised, ProductRevised]:
    """Bu Enah twice: under the second name she left goods that sold."""
    house = each_house
    stays = house.maker("Dapur Bu Enah", terms=AgreedTerms(commission_bp=2_000))
    gone = house.maker("Dapur Ibu Enah", terms=AgreedTerms(commission_bp=1_000, discount_bearer=Bearer.CONSIGNOR))
    return house, gone, stays, house.product(gone)


Pair = tuple[House, "ConsignorRevised", "ConsignorRevised", "ProductRevised"]


def test_goods_keep_price_terms_best_before_and_their_age(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 7, date(2027, 1, 31))
    came = house.desk().today()
    house.wait(20)
    house.revise(product, price=16_000)
    merge(house, gone, stays)
    (lot,) = house.book.lots(OUTLET, [product.code])
    assert (lot.consignor, lot.on_hand, lot.price, lot.received) == (stays.code, 7, 15_000, came)
    assert (lot.terms.commission_bp, lot.best_before) == (1_000, date(2027, 1, 31))
    after = house.book.product(product.code)
    assert after
    assert after.consignor == stays.code
    proved(house)


def test_what_is_owed_moves_to_the_rupiah_and_both_statements_add_up(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 10)
    house.shift()
    house.sell((product, 3))
    house.statement(gone.code)
    house.sell((product, 1))
    house.wait()
    merged = merge(house, gone, stays)
    assert (house.book.balance(gone.code), house.book.balance(stays.code)) == (0, 54_000)
    assert sum(each.amount for each in moved(house, merged) if isinstance(each, AdjustmentPosted)) == 0
    told = house.statement(gone.code).figures
    assert (told.closing, [line.closing for line in told.goods]) == (0, [0])
    own = house.statement(stays.code).figures
    assert (own.closing, [line.closing for line in own.goods]) == (54_000, [6])
    house.pay(stays.code, 54_000)
    proved(house)


def test_every_outlet_gives_back_and_receives_on_its_own_shelf(pair: Pair) -> None:
    house, gone, stays, product = pair
    revise_outlet(house.desk("admin"), code=CORNER, name="Pojok Klari")
    house.receive(product, 4)
    receive_goods(house.desk(outlet=CORNER), consignor=gone.code, lines=[IntakeLine(product.code, 5)])
    plan = plan_merge(house.desk(), duplicate=gone.code, into=stays.code)
    assert (plan.pieces, len(plan.products)) == (9, 1)
    merged = merge(house, gone, stays)
    assert (house.on_hand(product), house.on_hand(product, CORNER)) == (4, 5)
    goods = [each for each in moved(house, merged) if isinstance(each, GoodsReceived | GoodsReturned)]
    assert sorted(each.outlet for each in goods) == [OUTLET, OUTLET, CORNER, CORNER]
    proved(house)


def test_a_buyer_gives_back_what_was_sold_before_and_it_follows(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 5)
    house.shift()
    sale = house.sell((product, 3))
    merge(house, gone, stays)
    house.refund(sale, {0: 2})
    assert (house.book.balance(gone.code), house.book.balance(stays.code)) == (0, 13_500)
    assert {(lot.consignor, lot.on_hand) for lot in house.book.lots(OUTLET, [product.code])} == {
        (stays.code, 2),
    }
    house.sell((product, 4))
    assert house.on_hand(product) == 0
    proved(house)


def test_a_cart_that_was_filled_before_pays_the_maker_who_stays(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 5)
    house.shift()
    cart: Cart = house.cart((product, 2))
    merge(house, gone, stays)
    tenders = [Tender(method=Method.QRIS, amount=cart.net)]
    sale = house.written(SaleCompleted, complete_sale(house.desk(), cart=cart, tenders=tenders).value)
    assert [(line.consignor, line.maker) for line in sale.lines] == [(stays.code, "Dapur Bu Enah")]
    assert house.book.balance(stays.code) == 27_000
    proved(house)


def test_pieces_sold_without_a_lot_are_still_explained_by_the_next_count(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 1)
    house.shift()
    house.sell((product, 3))
    merge(house, gone, stays)
    receive_goods(house.desk(), consignor=stays.code, lines=[IntakeLine(product.code, 5)])
    count_at_once(house.desk(), counted={product.code: 3})
    assert house.book.loose(OUTLET) == {}
    assert house.on_hand(product) == 3
    assert house.book.balance(stays.code) == 40_500, "no piece was compensated that a buyer paid for"
    proved(house)


def test_a_count_that_is_on_its_way_finds_the_same_pieces_under_the_other_name(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 7)
    house.receive(product, 3)
    house.shift()
    begun = house.written(StocktakeStarted, start_stocktake(house.desk()).value)
    merge(house, gone, stays)
    house.sell((product, 2))
    (part,) = begun.parts
    submit_part(house.desk(), stocktake=begun.id, part=part, found=[Found(product.code, 8)])
    post_stocktake(house.desk(), stocktake=begun.id, borne=[])
    assert house.on_hand(product) == 8
    assert (house.book.balance(stays.code), house.book.balance(gone.code)) == (27_000, 0)
    proved(house)


def test_the_maker_who_stays_learns_what_only_the_other_record_knew(each_house: House) -> None:
    house = each_house
    stays, gone = house.maker("Kopi Sangga"), house.maker("Kopi Sanggabuana", terms=AgreedTerms(commission_bp=500))
    desk = house.desk()
    revise_consignor(desk, code=stays.code, owner="Ujang")
    known = {"owner": "Ujang S.", "nib": "1234567890123", "size_class": SizeClass.MICRO, "district": "Pangkalan"}
    inside = (Membership(organization="Koperasi Kopi"),)
    revise_consignor(desk, code=gone.code, memberships=inside, since=date(2020, 1, 1), **known)
    paper = house.desk().write(
        LegalityRecorded, holder=Holder.CONSIGNOR, subject=gone.code, paper="nib", number="1234567890123"
    )
    house.journal.append(paper)
    steps = (MarkdownStep(days=90, basis_points=1_000),)
    plan = desk.write(
        MarkdownPlanRevised,
        code="LAMA",
        name="Lama di rak",
        basis=MarkdownBasis.AGE,
        steps=steps,
        bearer=Bearer.SHARED,
        consignor=gone.code,
    )
    house.journal.append(plan)
    merge(house, house.book.consignor(gone.code) or gone, stays)
    after = house.book.consignor(stays.code)
    assert after
    assert (after.owner, after.nib, after.district) == ("Ujang", "1234567890123", "Pangkalan")
    assert (after.memberships, after.since) == (inside, date(2020, 1, 1))
    agreement = house.book.agreement(stays.code)
    assert agreement
    assert agreement.terms.commission_bp == 500
    assert house.book.latest(LegalityRecorded, f"consignor/{stays.code}/nib") is not None
    moved_plan = house.book.latest(MarkdownPlanRevised, "LAMA")
    assert moved_plan
    assert moved_plan.consignor == stays.code
    proved(house)


def test_fees_are_charged_up_to_the_merge_and_never_again(each_house: House) -> None:
    house = each_house
    stays = house.maker("Kebun Pak Ujang", model="iuran", monthly_fee=30_000)
    gone = house.maker("Kebun Ujang", model="iuran", monthly_fee=30_000)
    for maker in (stays, gone):
        house.receive(house.product(maker), 1)
    house.wait(40)
    merge(house, gone, stays)
    assert house.book.balance(stays.code) == -30_000
    house.wait(60)
    house.statement(stays.code)
    with refused("statement.nothing"):
        house.statement(gone.code)
        house.wait(31)
        house.statement(gone.code)
    ended = house.book.agreement(gone.code)
    assert ended
    assert (ended.monthly_fee, ended.end is not None) == (0, True)
    proved(house)


def test_goods_bought_outright_are_not_paid_for_again(each_house: House) -> None:
    house = each_house
    stays, gone = house.maker("Batik Tarum"), house.maker("Batik Tarumwangi", model="beli_putus")
    product = house.product(gone, "Syal", 100_000, consignor_price=60_000)
    house.receive(product, 2)
    assert house.book.balance(gone.code) == 120_000
    merge(house, gone, stays)
    assert (house.book.balance(gone.code), house.book.balance(stays.code)) == (0, 120_000)
    house.shift()
    house.sell((product, 1))
    assert house.book.balance(stays.code) == 120_000
    proved(house)


def test_a_closed_record_leads_to_the_other_and_takes_nothing_new(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 2)
    merged = merge(house, gone, stays)
    assert current_code(house.book, gone.code) == stays.code
    assert house.book.latest(ConsignorsMerged, gone.code) == merged
    again = house.book.consignor(gone.code)
    assert again
    assert not again.active
    for attempt in (
        lambda: receive_goods(house.desk(), consignor=gone.code, lines=[IntakeLine(product.code, 1)]),
        lambda: house.product(gone, "Baru"),
        lambda: revise_agreement(house.desk(), consignor=gone.code, note="baru"),
        lambda: revise_consignor(house.desk(), code=gone.code, active=True),
    ):
        with refused("consignor.merged"):
            attempt()
    revise_consignor(house.desk(), code=gone.code, note="arsip")


def test_merges_follow_each_other_and_never_go_in_a_circle(pair: Pair) -> None:
    house, gone, stays, product = pair
    third = house.maker("Dapur Enah Sukaenah")
    house.receive(product, 5)
    house.shift()
    sale = house.sell((product, 2))
    merge(house, gone, stays)
    merge(house, stays, third)
    house.refund(sale, {0: 1})
    assert current_code(house.book, gone.code) == third.code
    assert {lot.consignor for lot in house.book.lots(OUTLET)} == {third.code}
    assert [house.book.balance(each.code) for each in (gone, stays, third)] == [0, 0, 13_500]
    with refused("merge.closed"):
        merge(house, third, stays)
    with refused("merge.other"):
        merge(house, gone, stays)
    proved(house)


def test_merging_again_moves_what_came_since_and_nothing_twice(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 2)
    merge(house, gone, stays)
    with refused("merge.nothing"):
        merge(house, gone, stays)
    charge_fee(house.desk(), consignor=gone.code, amount=5_000, reason="label")
    merge(house, gone, stays)
    assert (house.book.balance(gone.code), house.book.balance(stays.code)) == (0, -5_000)
    proved(house)


def test_a_form_that_is_sent_twice_merges_once(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 2)
    id_ = house.new_id()
    sent = [
        merge_consignors(house.desk(), duplicate=gone.code, into=stays.code, reason="sama", id=id_).value
        for _ in range(2)
    ]
    assert [posted.fresh for posted in sent] == [True, False]
    assert house.on_hand(product) == 2


def test_two_who_only_look_alike_are_told_apart_in_either_order(pair: Pair) -> None:
    house, gone, stays, _ = pair
    told = house.written(ConsignorsToldApart, tell_apart(house.desk(), one=gone.code, other=stays.code).value)
    assert (told.one, told.other) == tuple(sorted((gone.code, stays.code)))
    assert house.book.latest(ConsignorsToldApart, f"{told.one}/{told.other}") == told
    with refused("merge.same"):
        tell_apart(house.desk(), one=gone.code, other=gone.code)
    with refused("access.denied"):
        tell_apart(house.desk("cashier"), one=gone.code, other=stays.code)


def test_bad_wishes_are_refused_and_nothing_is_written(pair: Pair) -> None:
    house, gone, stays, product = pair
    house.receive(product, 2)
    head = house.book.head()
    with refused("merge.same"):
        merge(house, gone, gone)
    with refused("consignor.unknown"):
        merge_consignors(house.desk(), duplicate="M999", into=stays.code, reason="x")
    with refused("merge.reason"):
        merge_consignors(house.desk(), duplicate=gone.code, into=stays.code, reason="  ")
    with pytest.raises(NeedsApproval):
        merge_consignors(house.desk("cashier"), duplicate=gone.code, into=stays.code, reason="x")
    assert house.book.head() == head
    approval = Approval("manager", "sudah dicek KTP-nya")
    done = merge_consignors(
        house.desk("cashier"), duplicate=gone.code, into=stays.code, reason="sama", approval=approval
    )
    merged = house.written(ConsignorsMerged, done.value)
    assert (merged.approved_by, merged.reason) == ("manager", "sama; sudah dicek KTP-nya")
