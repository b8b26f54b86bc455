"""Fees come with the statement: per piece, what QRIS cost, a stand that was shared; none is hidden and none comes twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gallery_pos.cart import set_discount
from gallery_pos.documents import (
    ChannelRate,
    FeeCharged,
    FeeType,
    Method,
    ProductRevised,
    StatementFigures,
    StatementIssued,
    Tender,
)
from gallery_pos.fees import Sharing
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.event_fees import charge_event, event_shares
from gallery_pos.services.events import plan_event
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.settlement import issue_statements, preview
from gallery_pos.terms import Bearer
from house import OUTLET, House, refused


def lines(told: StatementFigures) -> list[tuple[int, str]]:
    return [(entry.amount, entry.reason) for entry in told.entries if entry.kind == FeeCharged.__name__]


def qris_costs(house: House, *rates: ChannelRate) -> None:
    """Let QRIS cost 0.3 % of payments above Rp20.000, unless told otherwise."""
    usual = ChannelRate(since=house.desk().today(), basis_points=30, free_up_to=20_000)
    revise_outlet(house.desk("admin"), code=OUTLET, qris_rates=rates or (usual,))


def goods(house: House, **agreement: object) -> ProductRevised:
    product = house.product(house.maker(**agreement))
    house.receive(product, 200)
    return product


def issued(house: House, product: ProductRevised) -> StatementIssued:
    """Issue the statement, which says what its preview said."""
    (seen,) = preview(house.desk(), until=house.desk().today(), consignors=[product.consignor])
    statement = house.statement(product.consignor)
    told = statement.figures
    assert (told.fees, told.closing, lines(told)) == (seen.fees, seen.closing, lines(seen))
    return statement


def test_each_piece_sold_costs_what_was_agreed(each_house: House) -> None:
    house = each_house
    keripik = goods(house, item_fee=500)
    house.shift()
    sale = house.sell((keripik, 12))
    house.refund(sale, {0: 2})
    statement = issued(house, keripik)
    assert lines(statement.figures) == [(-5_000, "10 potong × Rp500")]
    fee = house.book.document(statement.figures.entries[-1].document)
    assert fee is not None
    assert isinstance(fee.document, FeeCharged)
    assert (fee.document.type, fee.document.period) == (FeeType.ITEM, house.desk().today().isoformat())
    house.wait()
    house.refund(sale, {0: 1})
    assert lines(issued(house, keripik).figures) == [(500, "-1 potong × Rp500 (dikembalikan pembeli)")]
    assert house.book.balance(keripik.consignor) == 9 * 15_000 - 9 * 500


def test_a_fee_that_is_new_counts_from_its_day(house: House) -> None:
    keripik = goods(house)
    house.shift()
    house.sell((keripik, 5))
    house.wait()
    revise_agreement(house.desk(), consignor=keripik.consignor, item_fee=1_000)
    house.sell((keripik, 2))
    assert lines(issued(house, keripik).figures) == [(-2_000, "2 potong × Rp1.000")]
    house.wait()
    assert not lines(house.statement(keripik.consignor).figures)
    with refused("agreement.item_fee"):
        revise_agreement(house.desk(), consignor=keripik.consignor, item_fee=-1)


def test_what_qris_cost_is_borne_as_agreed_and_never_by_the_buyer(each_house: House) -> None:
    house = each_house
    qris_costs(house)
    theirs = goods(house, qris_bearer=Bearer.CONSIGNOR)
    shared, ours = goods(house, qris_bearer=Bearer.SHARED), goods(house)
    house.shift()
    sale = house.sell((theirs, 10), (shared, 20), (ours, 5))
    assert sale.total == 35 * 15_000
    house.sell((theirs, 1))  # below what is free
    house.sell((theirs, 4), tenders=[Tender(method=Method.CASH, amount=60_000)])
    assert lines(issued(house, theirs).figures) == [(-450, "QRIS 0,3 % dari Rp150.000")]
    assert lines(issued(house, shared).figures) == [(-450, "QRIS 0,3 % dari Rp300.000, setengahnya")]
    assert not lines(issued(house, ours).figures)


def test_a_payment_in_part_falls_on_every_line(each_house: House) -> None:
    house = each_house
    qris_costs(house)
    first, second = (goods(house, qris_bearer=Bearer.CONSIGNOR) for _ in range(2))
    house.shift()
    tenders = [Tender(method=Method.QRIS, amount=100_000), Tender(method=Method.CASH, amount=50_000)]
    sale = house.sell((first, 7), (second, 3), tenders=tenders)
    found = house.book.paid_by_qris(house.desk().today())
    assert [found[one.consignor][0].amount for one in (first, second)] == [70_000, 30_000]
    assert house.book.paid_by_qris(house.desk().today(), [second.consignor]) == {
        second.consignor: found[second.consignor]
    }
    house.refund(sale, {0: 7}, Method.CASH)
    back = house.book.paid_by_qris(house.desk().today())[first.consignor]
    assert sum(paid.amount for paid in back) == 0


def test_refunds_take_what_qris_cost_off_again(house: House) -> None:
    qris_costs(house)
    keripik = goods(house, qris_bearer=Bearer.CONSIGNOR)
    house.shift()
    sale = house.sell((keripik, 10), change=lambda cart: set_discount(cart, 0, 50_000))
    house.refund(sale, {0: 4}, Method.CASH)
    assert lines(issued(house, keripik).figures) == [(-180, "QRIS 0,3 % dari Rp60.000")]
    house.wait()
    house.refund(sale, {0: 6}, Method.CASH)
    assert lines(issued(house, keripik).figures) == [(180, "QRIS 0,3 % dari -Rp60.000 (dikembalikan pembeli)")]


def test_rates_count_by_date(house: House) -> None:
    today = house.desk().today()
    qris_costs(
        house,
        ChannelRate(since=today + timedelta(days=2), basis_points=70),
        ChannelRate(since=today + timedelta(days=1), basis_points=30),
    )
    keripik = goods(house, qris_bearer=Bearer.CONSIGNOR)
    house.shift()
    for _ in range(3):
        house.sell((keripik, 10))
        house.wait()
    assert lines(house.statement(keripik.consignor).figures) == [
        (-1_500, "QRIS 0,3 % dari Rp150.000 + 0,7 % dari Rp150.000")
    ]


def test_rates_that_cannot_be(house: House) -> None:
    day = house.desk().today()
    with refused("outlet.qris_rate"):
        qris_costs(house, ChannelRate(since=day, basis_points=10_001))
    with refused("outlet.qris_rate"):
        qris_costs(house, ChannelRate(since=day, basis_points=1), ChannelRate(since=day, basis_points=2))


def test_many_makers_with_fees_are_charged_once_each(house: House) -> None:
    makers = [goods(house, item_fee=250) for _ in range(3)]
    house.shift()
    house.sell(*((product, number) for number, product in enumerate(makers, start=1)))
    done = issue_statements(house.desk(), until=house.desk().today())
    told = [posted.document.figures for posted in done.value if isinstance(posted.document, StatementIssued)]
    assert [one.fees for one in told] == [250, 500, 750]
    assert not any(preview(house.desk(), until=house.desk().today()))


@pytest.mark.parametrize("sharing", Sharing)
def test_a_stand_is_shared_by_those_who_took_part(each_house: House, sharing: Sharing) -> None:
    house, (first, second) = each_house, (goods(each_house), goods(each_house))
    today = house.desk().today()
    people = [first.consignor, second.consignor]
    plan = plan_event(
        house.desk(), name="Bazar", starts=today, ends=today, stand_fee=100_001, participants=people
    ).value
    shares = event_shares(house.desk(), event=plan.code, sharing=sharing)
    charge_event(house.desk(), event=plan.code, sharing=sharing)
    assert [amount for _, (amount, _) in shares] == [50_001, 50_000]
    assert [lines(house.statement(one).figures)[0][0] for one in people] == [-50_001, -50_000]
    for each in Sharing:
        with refused("event.charged"):
            charge_event(house.desk(), event=plan.code, sharing=each)
    with refused("access.denied"):
        charge_event(house.desk("cashier"), event=plan.code, sharing=sharing)


def test_a_stand_that_cannot_be_shared(house: House) -> None:
    today = house.desk().today()
    maker = house.maker()
    with refused("event.code"):
        event_shares(house.desk(), event=OUTLET, sharing=Sharing.EQUAL)
    free = plan_event(house.desk(), name="Gratis", starts=today, ends=today, participants=[maker.code]).value
    with refused("event.no_fee"):
        event_shares(house.desk(), event=free.code, sharing=Sharing.EQUAL)
    empty = plan_event(house.desk(), name="Sepi", starts=today, ends=today, stand_fee=1_000).value
    with refused("event.nobody"):
        charge_event(house.desk(), event=empty.code, sharing=Sharing.EQUAL)
