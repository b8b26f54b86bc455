"""What is owed to the makers, told to them month after month, and paid."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from gallery_pos.audit import findings
from gallery_pos.cart import set_discount
from gallery_pos.documents import (
    AdjustmentPosted,
    Document,
    FeeCharged,
    FeeType,
    LossReason,
    Method,
    PayoutMade,
    ReturnReason,
    StatementFigures,
    StatementIssued,
    Tender,
    new_id,
)
from gallery_pos.errors import NeedsApproval
from gallery_pos.services.access import Approval
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.intake import TakeBack, return_goods
from gallery_pos.services.payouts import pay
from gallery_pos.services.settlement import adjust, charge_fee, issue_statements, preview
from gallery_pos.services.shifts import open_shift
from gallery_pos.services.stock import Loss, write_off
from house import OUTLET, House, refused

YES = Approval(by="manager", reason="sesuai kesepakatan")


def money(told: StatementFigures) -> tuple[int, ...]:
    """Opening, due, fees, adjustments, paid, closing."""
    return told.opening, told.due, told.fees, told.adjustments, told.paid, told.closing


def test_bu_enahs_month_on_one_page(each_house: House) -> None:
    keripik = each_house.keripik(10, expiry_bp=5_000)
    (lot,) = each_house.book.lots(OUTLET)
    each_house.shift()
    sale = each_house.sell((keripik, 5), change=lambda cart: set_discount(cart, 0, 5_000))
    each_house.refund(sale, {0: 1})
    return_goods(each_house.desk(), consignor=keripik.consignor, lines=[TakeBack(lot.lot, 2, ReturnReason.SLOW)])
    write_off(each_house.desk(), lines=[Loss(lot.lot, 1, LossReason.EXPIRED)])
    count_at_once(each_house.desk(), counted={keripik.code: 2})
    charged = charge_fee(each_house.desk(), consignor=keripik.consignor, amount=10_000, reason="Iuran bazar").value
    assert each_house.written(FeeCharged, charged).type is FeeType.OTHER, "a fee once is no shelf fee"
    adjust(each_house.desk(), consignor=keripik.consignor, amount=1_500, reason="salah label")
    each_house.pay(keripik.consignor, 20_000)
    issued = each_house.statement(keripik.consignor)
    told = issued.figures
    assert (told.gross, told.discount, told.commission) == (60_000, 4_000, 11_200)
    assert money(told) == (0, 44_800, 10_000, 6_000 + 12_000 + 1_500, 20_000, 34_300)
    (goods,) = told.goods
    assert (goods.opening, goods.received, goods.sold, goods.refunded) == (0, 10, 5, 1)
    assert (goods.returned, goods.written_off, goods.variance, goods.closing) == (2, 1, -1, 2)
    assert told.closing == each_house.book.balance(keripik.consignor)
    assert {entry.reason for entry in told.entries} >= {"Iuran bazar", "salah label"}
    assert list(findings(issued)) == []


def test_a_refund_of_what_is_on_a_statement_is_a_deduction_on_the_next_one(each_house: House) -> None:
    keripik = each_house.keripik(10)
    each_house.shift()
    sale = each_house.sell((keripik, 2))
    first = each_house.statement(keripik.consignor)
    each_house.pay(keripik.consignor, 24_000)
    each_house.wait()
    each_house.refund(sale, {0: 1})
    second = each_house.statement(keripik.consignor)
    assert money(first.figures) == (0, 24_000, 0, 0, 0, 24_000)
    assert money(second.figures) == (24_000, -12_000, 0, 0, 24_000, -12_000)
    assert sale.id in first.documents
    assert sale.id not in second.documents
    assert second.previous == first.id


def test_a_balance_below_nothing_is_carried_forward_until_it_is_sold_off(house: House) -> None:
    keripik = house.keripik(10)
    house.shift()
    sale = house.sell((keripik, 1))
    house.pay(keripik.consignor, 12_000)
    house.refund(sale, {0: 1})
    assert house.statement(keripik.consignor).figures.closing == -12_000
    house.wait()
    nothing_new = house.statement(keripik.consignor)
    assert money(nothing_new.figures) == (-12_000, 0, 0, 0, 0, -12_000)
    house.wait()
    house.sell((keripik, 3))
    assert money(house.statement(keripik.consignor).figures) == (-12_000, 36_000, 0, 0, 0, 24_000)


def test_a_maker_may_pay_in_what_he_owes(house: House) -> None:
    keripik = house.keripik(10)
    open_shift(house.desk(), opening_float=0)
    charge_fee(house.desk(), consignor=keripik.consignor, amount=50_000, reason="Iuran")
    with refused("pay.too_much"):
        pay(house.desk(), consignor=keripik.consignor, amount=-50_001, method=Method.CASH)
    pay(house.desk(), consignor=keripik.consignor, amount=-50_000, method=Method.CASH)
    assert house.book.balance(keripik.consignor) == 0
    assert (house.drawer().expected, house.drawer().totals.payouts) == (50_000, -50_000)
    assert money(house.statement(keripik.consignor).figures) == (0, 0, 50_000, 0, -50_000, 0)


def test_a_sale_stands_on_one_statement_and_one_only(each_house: House) -> None:
    keripik = each_house.keripik(10)
    batik = each_house.product(each_house.maker("Batik Rengganis", terms={"commission_bp": 1_000}), "Batik", 100_000)
    each_house.receive(batik, 5)
    each_house.shift()
    both = each_house.sell((keripik, 1), (batik, 1))
    enah = each_house.statement(keripik.consignor)
    rengganis = each_house.statement(batik.consignor)
    assert (enah.figures.due, rengganis.figures.due) == (12_000, 90_000)
    assert both.id in enah.documents
    assert both.id in rengganis.documents
    each_house.wait()
    assert preview(each_house.desk(), until=each_house.desk().today(), consignors=[keripik.consignor])[0].due == 0


def test_statements_of_one_maker_never_overlap(house: House) -> None:
    keripik = house.keripik(10)
    house.shift()
    house.sell((keripik, 1))
    monday = house.desk().today()
    house.statement(keripik.consignor)
    house.sell((keripik, 1))
    with refused("statement.period"):
        house.statement(keripik.consignor, monday)
    assert preview(house.desk(), until=monday) == [], "what came late stands on the next one"
    tuesday = house.wait()
    told = house.statement(keripik.consignor).figures
    assert (told.since, told.until, told.due) == (tuesday, tuesday, 12_000)
    house.sell((keripik, 1))
    with refused("statement.period"):
        house.statement(keripik.consignor, tuesday)
    with refused("statement.nothing"):
        house.statement(keripik.consignor, monday)


def test_the_preview_says_what_is_then_issued(house: House) -> None:
    keripik = house.keripik(10)
    revise_agreement(house.desk(), consignor=keripik.consignor, monthly_fee=30_000)
    house.shift()
    house.sell((keripik, 3))
    until = house.wait(60)
    (shown,) = preview(house.desk(), until=until)
    issued = house.statement(keripik.consignor, until).figures
    assert money(shown) == money(issued)
    assert (shown.products, shown.goods, shown.since) == (issued.products, issued.goods, issued.since)
    assert [entry.amount for entry in shown.entries] == [entry.amount for entry in issued.entries]


def test_nobody_who_has_nothing_to_tell_gets_a_page(house: House) -> None:
    house.maker("Kosong")
    keripik = house.keripik(10)
    today = house.desk().today()
    assert [told.consignor for told in preview(house.desk(), until=today)] == [keripik.consignor]
    house.statement(keripik.consignor)
    tomorrow = house.wait()
    assert preview(house.desk(), until=tomorrow) == []
    with refused("statement.nothing"):
        issue_statements(house.desk(), until=tomorrow)
    with refused("statement.future"):
        issue_statements(house.desk(), until=tomorrow + timedelta(1))


def test_cancel_keeps_what_was_issued(each_house: House) -> None:
    for name in ("A", "B", "C"):
        each_house.receive(each_house.product(each_house.maker(name)), 1)
    told: list[tuple[int, int]] = []

    def cancel_before_the_third(done: int, of: int) -> None:
        told.append((done, of))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        issue_statements(each_house.desk(), until=each_house.desk().today(), progress=cancel_before_the_third)
    assert told == [(0, 3), (1, 3), (2, 3)]
    rest = issue_statements(each_house.desk(), until=each_house.desk().today())
    assert len(rest.value) == 1


def test_the_statement_of_a_cut_off_day_leaves_later_days_out(each_house: House) -> None:
    keripik = each_house.keripik(10)
    each_house.shift()
    each_house.sell((keripik, 1))
    monday = each_house.desk().today()
    each_house.wait()
    each_house.sell((keripik, 2))
    each_house.pay(keripik.consignor, 36_000)
    told = each_house.statement(keripik.consignor, monday).figures
    assert money(told) == (0, 12_000, 0, 0, 0, 12_000)
    assert told.goods[0].closing == 9
    assert told.closing == each_house.book.balance(keripik.consignor, monday)
    assert money(each_house.statement(keripik.consignor).figures) == (12_000, 24_000, 0, 0, 36_000, 0)


def test_who_may_settle(house: House) -> None:
    house.keripik(1)
    today = house.desk().today()
    for user in ("cashier", "auditor"):
        with refused("access.denied"):
            issue_statements(house.desk(user), until=today)
        with refused("access.denied"):
            pay(house.desk(user), consignor="M001", amount=1, method=Method.CASH)
        with refused("access.denied"):
            charge_fee(house.desk(user), consignor="M001", amount=1, reason="x")
        with pytest.raises(NeedsApproval):
            adjust(house.desk(user), consignor="M001", amount=1, reason="x")
    assert issue_statements(house.desk("dinas"), until=today).value


# -------------------------------------------------------------------------------------------------------- paying


def test_money_is_paid_from_where_it_is(house: House) -> None:
    keripik = house.keripik(10)
    house.shift(0)
    house.sell((keripik, 5), tenders=[Tender(method=Method.CASH, amount=75_000)])
    desk, who = house.desk(), keripik.consignor
    drawer = pay(desk, consignor=who, amount=10_000, method=Method.CASH, received_by="Bu Enah")
    safe = pay(desk, consignor=who, amount=10_000, method=Method.CASH, from_drawer=False)
    bank = pay(desk, consignor=who, amount=10_000, method=Method.TRANSFER, reference=" TRX-1 ")
    assert house.written(PayoutMade, drawer.value).shift == house.drawer().opened.id
    assert house.written(PayoutMade, safe.value).shift is None
    assert house.written(PayoutMade, bank.value).reference == "TRX-1"
    assert house.drawer().expected == 65_000
    assert house.book.balance(who) == 30_000


def test_what_cannot_be_paid(house: House) -> None:
    keripik = house.keripik(10)
    desk, who = house.desk(), keripik.consignor
    with refused("pay.too_much"):
        pay(desk, consignor=who, amount=1, method=Method.TRANSFER)
    house.shift(0)
    house.sell((keripik, 1))
    with refused("pay.amount"):
        pay(desk, consignor=who, amount=0, method=Method.TRANSFER)
    with refused("pay.too_much"):
        pay(desk, consignor=who, amount=12_001, method=Method.TRANSFER)
    with refused("pay.too_much"):
        pay(desk, consignor=who, amount=-1, method=Method.TRANSFER)
    for method in (Method.QRIS, Method.CARD):
        with refused("pay.method"):
            pay(desk, consignor=who, amount=1, method=method)
    with refused("shift.not_enough"):
        pay(desk, consignor=who, amount=12_000, method=Method.CASH)
    with refused("consignor.unknown"):
        pay(desk, consignor="M999", amount=1, method=Method.TRANSFER)
    assert house.book.balance(who) == 12_000


def test_a_payout_names_a_statement_of_its_own_maker(house: House) -> None:
    keripik = house.keripik(10)
    house.shift()
    house.sell((keripik, 1))
    issued = house.statement(keripik.consignor)
    other = house.maker("Batik Rengganis")
    adjust(house.desk(), consignor=other.code, amount=5_000, reason="saldo awal")
    for statement in (issued.id, new_id(), UUID(int=0)):
        with refused("pay.statement"):
            pay(house.desk(), consignor=other.code, amount=1, method=Method.TRANSFER, statement=statement)
    done = pay(house.desk(), consignor=keripik.consignor, amount=1, method=Method.TRANSFER, statement=issued.id)
    assert house.written(PayoutMade, done.value).statement == issued.id


def test_each_step_of_settling_sent_twice_counts_once(each_house: House) -> None:
    keripik = each_house.keripik(10)
    each_house.shift()
    each_house.sell((keripik, 5))
    desk, who, ids = each_house.desk(), keripik.consignor, [new_id() for _ in range(3)]
    for _ in range(2):
        done = [
            charge_fee(desk, consignor=who, amount=5_000, reason="Iuran", period="2026-10", id=ids[0]),
            adjust(desk, consignor=who, amount=-1_000, reason="salah hitung", id=ids[1]),
            pay(desk, consignor=who, amount=54_000, method=Method.TRANSFER, id=ids[2]),
        ]
        each_house.wait()
    assert not any(one.value.fresh for one in done)
    assert each_house.book.balance(who) == 0
    with refused("journal.id_reused"):
        charge_fee(desk, consignor=who, amount=5_001, reason="Iuran", period="2026-10", id=ids[0])
    with refused("journal.id_reused"):
        adjust(desk, consignor=who, amount=1_000, reason="salah hitung", id=ids[1])
    with refused("journal.id_reused"):
        pay(desk, consignor=who, amount=1, method=Method.TRANSFER, id=ids[2])


def test_corrections_have_an_amount_a_reason_and_a_superior(house: House) -> None:
    maker = house.maker()
    for slip in (0, 10**12 + 1, -(10**12) - 1):
        with refused("adjust.amount"):
            adjust(house.desk(), consignor=maker.code, amount=slip, reason="x")
    with refused("settlement.reason"):
        adjust(house.desk(), consignor=maker.code, amount=1, reason=" ")
    with refused("consignor.unknown"):
        adjust(house.desk(), consignor="M999", amount=1, reason="x")
    done = adjust(house.desk("cashier"), consignor=maker.code, amount=-5_000, reason="salah label", approval=YES)
    posted = house.written(AdjustmentPosted, done.value)
    assert (posted.approved_by, posted.reason) == ("manager", "salah label; sesuai kesepakatan")
    assert house.book.balance(maker.code) == -5_000


# ------------------------------------------------------------------------------------------------ monthly fees


def fees(issued: StatementIssued, house: House) -> list[tuple[str, int]]:
    found: list[Document | None] = []
    for entry in issued.figures.entries:
        posted = house.book.document(entry.document)
        found.append(posted.document if posted else None)
    return [(fee.period, fee.amount) for fee in found if isinstance(fee, FeeCharged)]


def iuran(house: House, amount: int = 50_000) -> str:
    """Register a maker with a monthly fee who leaves a piece today."""
    maker = house.maker(model="iuran", monthly_fee=amount)
    house.receive(house.product(maker), 1)
    return maker.code


def test_iuran_is_charged_when_its_month_is_over_and_once(house: House) -> None:
    maker = iuran(house)
    assert fees(house.statement(maker, date(2026, 10, 5)), house) == []
    house.wait(30)  # 4 November
    november = house.statement(maker)
    assert fees(november, house) == [("2026-10", 50_000)]
    assert november.figures.closing == -50_000
    house.wait(30)  # 4 December
    assert fees(house.statement(maker), house) == [("2026-11", 50_000)]


def test_a_month_charged_by_hand_is_not_charged_again(house: House) -> None:
    maker = iuran(house)
    charge_fee(house.desk(), consignor=maker, amount=20_000, reason="Iuran setengah bulan", period="2026-10")
    house.wait(60)
    assert fees(house.statement(maker), house) == [("2026-10", 20_000), ("2026-11", 50_000)]
    with refused("fee.twice"):
        charge_fee(house.desk(), consignor=maker, amount=20_000, reason="Iuran", period="2026-11")
    for slip in (0, -1, 10**12 + 1):
        with refused("fee.amount"):
            charge_fee(house.desk(), consignor=maker, amount=slip, reason="Iuran")
    with refused("settlement.reason"):
        charge_fee(house.desk(), consignor=maker, amount=1, reason="")


def test_a_fee_that_is_new_is_never_charged_backwards(house: House) -> None:
    keripik = house.keripik(10)
    house.wait(120)  # 2 February
    revise_agreement(house.desk(), consignor=keripik.consignor, model="iuran", monthly_fee=50_000)
    house.wait(40)  # 14 March
    assert fees(house.statement(keripik.consignor), house) == [("2027-02", 50_000)]


def test_a_fee_that_changes_leaves_the_months_before_as_they_were_agreed(house: House) -> None:
    maker = iuran(house)
    house.wait(60)  # 4 December: October and November are over and not charged yet
    revise_agreement(house.desk(), consignor=maker, monthly_fee=75_000)
    house.wait(31)  # 4 January
    told = fees(house.statement(maker), house)
    assert told == [("2026-10", 50_000), ("2026-11", 50_000), ("2026-12", 75_000)]


def test_a_fee_that_ends_is_charged_to_its_end(house: House) -> None:
    maker = iuran(house)
    house.wait(60)
    revise_agreement(house.desk(), consignor=maker, model="persen", monthly_fee=0)
    house.wait(60)
    assert fees(house.statement(maker), house) == [("2026-10", 50_000), ("2026-11", 50_000)]


def test_a_note_on_an_agreement_moves_no_fee(house: House) -> None:
    maker = iuran(house)
    house.wait(60)
    revise_agreement(house.desk(), consignor=maker, note="ditandatangani")
    assert house.book.fee_periods(maker) == frozenset()
    assert fees(house.statement(maker), house) == [("2026-10", 50_000), ("2026-11", 50_000)]


def test_a_fee_for_everybody_and_an_own_agreement_out_of_it(each_house: House) -> None:
    keripik = each_house.product(each_house.maker())
    each_house.receive(keripik, 10)
    revise_agreement(each_house.desk(), monthly_fee=10_000)
    each_house.wait(60)
    revise_agreement(each_house.desk(), monthly_fee=20_000)
    assert each_house.book.balance(keripik.consignor) == -20_000, "October and November at the old fee"
    each_house.wait(31)
    revise_agreement(each_house.desk(), consignor=keripik.consignor, terms={"commission_bp": 1_000})
    assert each_house.book.balance(keripik.consignor) == -40_000, "and December at the new one"
    each_house.wait(60)
    assert fees(each_house.statement(keripik.consignor), each_house)[-1] == ("2026-12", 20_000)


# ---------------------------------------------------------------------------------- every model, every bearer


@pytest.mark.parametrize(
    ("agreement", "item", "due"),
    [
        ({"terms": {"commission_bp": 2_000}}, {}, 32_000),
        ({"terms": {"commission_bp": 2_000, "discount_bearer": "consignor"}}, {}, 31_000),
        ({"terms": {"commission_bp": 2_000, "discount_bearer": "gallery"}}, {}, 36_000),
        ({"model": "harga_titip"}, {"consignor_price": 12_000}, 36_000),
        ({"model": "harga_titip", "terms": {"discount_bearer": "consignor"}}, {"consignor_price": 12_000}, 31_000),
        ({"model": "harga_titip", "terms": {"discount_bearer": "shared"}}, {"consignor_price": 12_000}, 32_000),
        ({"model": "iuran", "monthly_fee": 50_000}, {}, 40_000),
        ({"model": "iuran", "monthly_fee": 50_000, "terms": {"discount_bearer": "gallery"}}, {}, 45_000),
        ({}, {"consignor_price": 12_000, "commission_bp": 1_000}, 32_400),
    ],
)
def test_three_bags_with_five_thousand_off(
    house: House, agreement: dict[str, object], item: dict[str, Any], due: int
) -> None:
    maker = house.maker(**agreement)
    keripik = house.product(maker, **item)
    house.receive(keripik, 10)
    house.shift()
    sale = house.sell((keripik, 3), change=lambda cart: set_discount(cart, 0, 5_000))
    assert house.book.balance(maker.code) == due
    house.refund(sale, {0: 1})
    house.refund(sale, {0: 2})
    assert house.book.balance(maker.code) == 0
    told = house.statement(maker.code).figures
    assert money(told) == (0, 0, 0, 0, 0, 0)
    assert (told.goods[0].sold, told.goods[0].refunded, told.goods[0].closing) == (3, 3, 10)


def test_a_line_over_two_agreements_pays_each_lot_as_it_came_in(house: House) -> None:
    keripik = house.keripik(2)
    house.wait()
    revise_product(house.desk(), code=keripik.code, terms={"consignor_price": 13_000})
    house.receive(keripik, 5)
    house.shift()
    house.sell((keripik, 4), change=lambda cart: set_discount(cart, 0, 6_000))
    # two bags at 20 % with their half of the discount, two at 13,000 whatever the discount
    assert house.book.balance(keripik.consignor) == 21_600 + 26_000


def test_who_sells_below_harga_titip_pays_the_difference(house: House) -> None:
    maker = house.maker(model="harga_titip")
    keripik = house.product(maker, consignor_price=16_000)
    house.receive(keripik, 1)
    house.shift()
    sale = house.sell((keripik, 1))
    assert sale.lines[0].allocations[0].commission == -1_000
    assert house.statement(maker.code).figures.closing == 16_000
