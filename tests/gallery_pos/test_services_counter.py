"""A day at the counter: the drawer, sales in every tender, refunds, and what a cashier may not decide alone."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from gallery_pos.cart import Cart, set_discount, set_price, set_quantity
from gallery_pos.documents import (
    Buyer,
    CashMoved,
    CashReason,
    Denomination,
    Method,
    SaleCompleted,
    SaleRefunded,
    ShiftClosed,
    TaxRate,
    Tender,
    new_id,
)
from gallery_pos.errors import NeedsApproval
from gallery_pos.services.access import Approval
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.refunds import find_sale, refund_sale
from gallery_pos.services.shifts import close_shift, move_cash, open_shift
from house import OUTLET, House, refused

YES = Approval(by="manager", reason="pelanggan lama")


def cash(amount: int) -> Tender:
    return Tender(method=Method.CASH, amount=amount)


def qris(amount: int) -> Tender:
    return Tender(method=Method.QRIS, amount=amount, reference="RRN1")


# ------------------------------------------------------------------------------------------------------ the drawer


def test_a_day_from_the_float_to_the_blind_count(each_house: House) -> None:
    keripik = each_house.keripik()
    each_house.shift(200_000)
    each_house.sell((keripik, 2), tenders=[cash(50_000)])
    each_house.sell((keripik, 1))
    sale = each_house.sell((keripik, 1), tenders=[cash(15_000)])
    each_house.refund(sale, {0: 1}, Method.CASH)
    cashier = each_house.desk("cashier")
    move_cash(cashier, reason=CashReason.DROP, amount=100_000, note="setor ke bank")
    move_cash(cashier, reason=CashReason.TOP_UP, amount=20_000, note="uang kecil")
    move_cash(cashier, reason=CashReason.EXPENSE, amount=5_000, note="galon")
    move_cash(cashier, reason=CashReason.INCOME, amount=1_000, note="kardus")
    move_cash(cashier, reason=CashReason.DRAWER_OPENED, amount=0, note="tukar uang")
    drawer = each_house.drawer()
    assert drawer.expected == 200_000 + 30_000 - 100_000 + 20_000 - 5_000 + 1_000
    counted = (Denomination(50_000, 2), Denomination(20_000, 2), Denomination(5_000, 1), Denomination(1_000, 0))
    closed = each_house.written(ShiftClosed, close_shift(cashier, denominations=counted).value)
    assert (closed.expected, closed.counted, closed.difference) == (146_000, 145_000, -1_000)
    totals = closed.totals
    assert (totals.sales, totals.sales_count, totals.pieces) == (60_000, 3, 4)
    assert (totals.refunded, totals.refunds_count) == (15_000, 1)
    assert totals.tenders == {"tunai": 45_000, "qris": 15_000}
    assert totals.refunds == {"tunai": 15_000}
    assert (totals.cash_in, totals.cash_out, totals.drawer_opened) == (21_000, 105_000, 1)
    assert each_house.book.open_shift(OUTLET, "A") is None


def test_perpetual_totals_only_ever_grow_and_the_z_slips_add_up_to_them(each_house: House) -> None:
    keripik = each_house.keripik(100)
    closed = []
    for bags in (1, 2, 3):
        each_house.shift(0)
        sale = each_house.sell((keripik, bags))
        each_house.refund(sale, {0: 1})
        closed.append(each_house.written(ShiftClosed, close_shift(each_house.desk(), counted=0).value))
    assert [(one.perpetual.sales, one.perpetual.refunds) for one in closed] == [
        (15_000, 15_000),
        (45_000, 30_000),
        (90_000, 45_000),
    ]
    assert sum(one.totals.sales for one in closed) == closed[-1].perpetual.sales


def test_a_z_slip_tells_how_many_receipts_were_printed_again(house: House) -> None:
    house.shift()
    closed = house.written(ShiftClosed, close_shift(house.desk(), counted=200_000, copies=3).value)
    assert closed.totals.copies == 3


def test_a_z_slip_names_the_head_before_it(house: House) -> None:
    house.shift()
    head = house.book.head()
    closed = house.written(ShiftClosed, close_shift(house.desk(), counted=200_000).value)
    assert closed.previous_head == head[1]


def test_one_drawer_is_opened_once(house: House) -> None:
    first = house.shift()
    with refused("shift.open"):
        house.shift()
    again = open_shift(house.desk("cashier"), opening_float=200_000, id=first.document.id)
    assert again.value.number == first.number
    assert not again.value.fresh
    with refused("journal.id_reused"):
        open_shift(house.desk("cashier"), opening_float=1, id=first.document.id)
    for slip in (-1, 10**12 + 1):
        with refused("shift.float"):
            open_shift(house.desk("cashier"), opening_float=slip)


def test_nothing_is_sold_moved_or_closed_without_a_drawer(house: House) -> None:
    keripik = house.keripik()
    with refused("shift.closed"):
        house.sell((keripik, 1))
    with refused("shift.closed"):
        move_cash(house.desk(), reason=CashReason.TOP_UP, amount=1, note="x")
    with refused("shift.closed"):
        close_shift(house.desk(), counted=0)


def test_over_and_short_are_recorded_never_refused(house: House) -> None:
    house.shift(100_000)
    closed = house.written(ShiftClosed, close_shift(house.desk("cashier"), counted=0).value)
    assert closed.difference == -100_000
    house.shift(0)
    closed = house.written(ShiftClosed, close_shift(house.desk("cashier"), counted=50).value)
    assert closed.difference == 50


def test_a_count_below_nothing_is_a_slip(house: House) -> None:
    house.shift()
    for slip in (-1, 10**12 + 1):
        with refused("shift.count"):
            close_shift(house.desk(), counted=slip)
    with refused("shift.count"):
        close_shift(house.desk(), denominations=[Denomination(1_000, -1), Denomination(2_000, 1)])


@pytest.mark.parametrize(
    ("reason", "amount", "note", "code"),
    [
        (CashReason.DROP, 0, "x", "cash.amount"),
        (CashReason.DROP, -5, "x", "cash.amount"),
        (CashReason.TOP_UP, 10**12 + 1, "x", "cash.amount"),
        (CashReason.DRAWER_OPENED, 5, "x", "cash.amount"),
        (CashReason.TOP_UP, 5, "  ", "cash.note"),
        (CashReason.DROP, 200_001, "x", "shift.not_enough"),
        (CashReason.EXPENSE, 200_001, "x", "shift.not_enough"),
    ],
)
def test_cash_moves_with_an_amount_a_reason_and_what_there_is(
    house: House, reason: CashReason, amount: int, note: str, code: str
) -> None:
    house.shift(200_000)
    with refused(code):
        move_cash(house.desk("cashier"), reason=reason, amount=amount, note=note)
    assert house.drawer().expected == 200_000


def test_who_vouches_for_moved_cash_is_somebody(house: House) -> None:
    house.shift()
    with refused("access.approver"):
        move_cash(house.desk(), reason=CashReason.TOP_UP, amount=1, note="x", approval=Approval(by="hantu", reason="y"))
    done = move_cash(house.desk("cashier"), reason=CashReason.DROP, amount=1_000, note="setor", approval=YES)
    moved = house.written(CashMoved, done.value)
    assert (moved.amount, moved.approved_by, moved.note) == (-1_000, "manager", "setor; pelanggan lama")


def test_each_step_at_the_drawer_sent_twice_counts_once(each_house: House) -> None:
    ids = [new_id() for _ in range(3)]
    for _ in range(2):
        opened = open_shift(each_house.desk(), opening_float=50_000, id=ids[0]).value
        moved = move_cash(each_house.desk(), reason=CashReason.DROP, amount=50_000, note="setor", id=ids[1]).value
    assert not opened.fresh
    assert not moved.fresh
    assert each_house.drawer().expected == 0
    with refused("journal.id_reused"):
        move_cash(each_house.desk(), reason=CashReason.TOP_UP, amount=50_000, note="setor", id=ids[1])
    for _ in range(2):
        closed = close_shift(each_house.desk(), counted=0, id=ids[2]).value
    assert not closed.fresh
    assert open_shift(each_house.desk(), opening_float=50_000, id=ids[0]).value.number == opened.number
    assert each_house.book.open_shift(OUTLET, "A") is None, "what was closed stays closed"


# ------------------------------------------------------------------------------------------------------ the sale


def test_bu_enahs_keripik(house: House) -> None:
    keripik = house.keripik(10)
    house.shift()
    sale = house.sell((keripik, 3), tenders=[cash(50_000)])
    (line,) = sale.lines
    (part,) = line.allocations
    assert (sale.total, sale.change, sale.rounding) == (45_000, 5_000, 0)
    assert (part.quantity, part.gross, part.commission, part.due) == (3, 45_000, 9_000, 36_000)
    assert house.on_hand(keripik) == 7
    assert house.book.balance(keripik.consignor) == 36_000


@pytest.mark.parametrize(
    ("tenders", "total", "change"),
    [
        ([cash(34_000)], 34_000, 0),
        ([cash(50_000)], 34_000, 16_000),
        ([qris(33_950)], 33_950, 0),
        ([Tender(method=Method.TRANSFER, amount=33_950)], 33_950, 0),
        ([Tender(method=Method.CARD, amount=33_950)], 33_950, 0),
        ([qris(13_950), cash(20_000)], 33_950, 0),
        ([qris(13_920), cash(20_000)], 33_920, 0),  # 20,030 in cash is 20,000
        ([qris(10_000), Tender(method=Method.CARD, amount=10_000), cash(20_000)], 34_000, 6_000),
        ([cash(10_000), cash(24_000)], 34_000, 0),
    ],
)
def test_every_mixture_of_tenders(house: House, tenders: list[Tender], total: int, change: int) -> None:
    maker = house.maker(terms={"commission_bp": 2_000})
    odd = house.product(maker, "Permen", 33_950)
    house.receive(odd, 5)
    house.shift(0)
    sale = house.sell((odd, 1), tenders=tenders)
    assert (sale.total, sale.change, sale.rounding) == (total, change, total - 33_950)
    in_cash = sum(tender.amount for tender in tenders if tender.method is Method.CASH)
    assert house.drawer().expected == in_cash - change
    assert house.book.balance(maker.code) == 33_950 - 6_790


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ([], "sale.short"),
        ([cash(14_999)], "sale.short"),
        ([qris(15_001)], "sale.over"),
        ([qris(10_000), qris(10_000)], "sale.over"),
        ([cash(20_000), qris(-5_000)], "sale.tender"),
        ([cash(15_000), qris(0)], "sale.tender"),
        ([cash(10**12 + 1)], "sale.tender"),
    ],
)
def test_what_does_not_pay_the_cart_is_refused_and_changes_nothing(
    house: House, tenders: list[Tender], code: str
) -> None:
    keripik = house.keripik()
    house.shift(0)
    with refused(code):
        house.sell((keripik, 1), tenders=tenders)
    assert house.on_hand(keripik) == 10
    assert house.drawer().expected == 0


def test_an_empty_cart_is_no_sale(house: House) -> None:
    house.shift()
    with refused("sale.empty"):
        complete_sale(house.desk(), cart=Cart(), tenders=[])


def test_a_gift_needs_no_tender(house: House) -> None:
    keripik = house.keripik()
    house.shift()
    sale = house.sell((keripik, 1), change=lambda cart: set_discount(cart, 0, 15_000))
    assert (sale.total, sale.tenders) == (0, ())
    assert house.book.balance(keripik.consignor) == 0


def test_paying_twice_makes_one_sale(each_house: House) -> None:
    keripik = each_house.keripik()
    each_house.shift(0)
    cart = each_house.cart((keripik, 2))
    first = complete_sale(each_house.desk("cashier"), cart=cart, tenders=[cash(30_000)]).value
    each_house.reopen()
    each_house.wait()
    again = complete_sale(each_house.desk("cashier"), cart=cart, tenders=[cash(30_000)]).value
    assert (again.number, again.hash, again.fresh) == (first.number, first.hash, False)
    assert each_house.on_hand(keripik) == 8
    assert each_house.drawer().expected == 30_000


def test_a_cart_that_was_paid_and_then_changed_is_not_taken_for_paid(house: House) -> None:
    keripik = house.keripik()
    house.shift(0)
    cart = house.cart((keripik, 2))
    complete_sale(house.desk(), cart=cart, tenders=[cash(30_000)])
    with refused("journal.id_reused"):
        complete_sale(house.desk(), cart=set_quantity(cart, 0, 3), tenders=[cash(45_000)])
    with refused("journal.id_reused"):
        refund_sale(house.desk(), id=cart.id, sale="x", pieces={0: 1}, method=Method.CASH, reason="x")


def test_the_shelf_is_right_and_the_books_are_not(house: House) -> None:
    keripik = house.keripik(2)
    house.shift()
    sale = house.sell((keripik, 5))
    assert [(part.lot != "", part.quantity) for line in sale.lines for part in line.allocations] == [
        (True, 2),
        (False, 3),
    ]
    assert house.book.loose(OUTLET) == {keripik.code: -3}
    assert house.book.balance(keripik.consignor) == 60_000, "the maker is paid for all five"


def test_what_comes_in_is_sold_first_expired_first_out_at_its_own_terms(each_house: House) -> None:
    maker = each_house.maker(terms={"commission_bp": 2_000})
    keripik = each_house.product(maker)
    today = each_house.desk().today()
    late = each_house.receive(keripik, 5, today + timedelta(60))
    revise_product(each_house.desk(), code=keripik.code, terms={"commission_bp": 1_000})
    soon = each_house.receive(keripik, 5, today + timedelta(30))
    each_house.shift()
    (line,) = each_house.sell((keripik, 7)).lines
    assert [(part.lot, part.quantity, part.commission) for part in line.allocations] == [
        (soon, 5, 7_500),
        (late, 2, 6_000),
    ]


def test_a_new_price_or_owner_term_never_touches_what_is_in(house: House) -> None:
    keripik = house.keripik(3)
    revise_product(house.desk(), code=keripik.code, price=20_000, terms={"commission_bp": 0})
    house.wait()
    new = house.receive(keripik, 5)
    house.shift()
    sale = house.sell((house.book.products([keripik.code])[0], 5))
    lines = [
        (line.unit_price, line.quantity, [(part.lot == new, part.commission) for part in line.allocations])
        for line in sale.lines
    ]
    assert lines == [(15_000, 3, [(False, 9_000)]), (20_000, 2, [(True, 0)])]


def test_a_buyer_from_an_office_stands_on_the_sale(house: House) -> None:
    keripik = house.keripik()
    house.shift()
    sale = house.sell(
        (keripik, 1),
        change=lambda cart: msgspec.structs.replace(
            cart, buyer=Buyer.CIVIL_SERVANT, buyer_name="Dinas Pariwisata", note="nota dinas"
        ),
    )
    assert (sale.buyer, sale.buyer_name, sale.note) == (Buyer.CIVIL_SERVANT, "Dinas Pariwisata", "nota dinas")


def test_ppn_is_its_own_line_and_its_own_posting(house: House) -> None:
    rates = (TaxRate(since=house.desk().today(), basis_points=1_100),)
    revise_outlet(house.desk("admin"), code=OUTLET, tax_rates=rates)
    keripik = house.keripik()
    house.shift(0)
    sale = house.sell((keripik, 1), tenders=[cash(20_000)])
    assert (sale.tax, sale.rounding, sale.total, sale.change) == (1_650, 50, 16_700, 3_300)
    assert house.book.balance(keripik.consignor) == 12_000
    refund = house.refund(sale, {0: 1}, Method.CASH)
    assert (refund.tax, refund.rounding, refund.total) == (1_650, 50, 16_700)


# ------------------------------------------------------------------------------------------ what needs a superior


def test_a_discount_of_a_fifth_is_the_cashiers_and_more_is_not(house: House) -> None:
    keripik = house.keripik()
    house.shift()
    house.sell((keripik, 1), change=lambda cart: set_discount(cart, None, 3_000), user="cashier")
    with pytest.raises(NeedsApproval):
        house.sell((keripik, 1), change=lambda cart: set_discount(cart, 0, 3_001), user="cashier")
    sale = house.sell((keripik, 1), change=lambda cart: set_discount(cart, 0, 3_001), user="cashier", approval=YES)
    assert (sale.approved_by, sale.note) == ("manager", "pelanggan lama")
    own = house.sell((keripik, 1), change=lambda cart: set_discount(cart, 0, 3_001), user="manager")
    assert own.approved_by == ""


def test_another_price_than_the_label_asks_for_a_superior(house: House) -> None:
    keripik = house.keripik()
    house.shift()
    for price in (14_000, 16_000):
        with pytest.raises(NeedsApproval):
            house.sell((keripik, 1), change=lambda cart, price=price: set_price(cart, 0, price), user="cashier")  # type: ignore[misc]
    sale = house.sell((keripik, 1), change=lambda cart: set_price(cart, 0, 14_000), user="cashier", approval=YES)
    (line,) = sale.lines
    assert (line.unit_price, line.list_price, sale.approved_by) == (14_000, 15_000, "manager")
    assert line.allocations[0].due == 11_200


def test_expired_goods_are_sold_by_an_administrators_word_only(house: House) -> None:
    keripik = house.product(house.maker())
    house.receive(keripik, 5, house.desk().today())
    house.wait()
    house.shift()
    with pytest.raises(NeedsApproval):
        house.sell((keripik, 1), user="cashier")
    with refused("access.approver"):
        house.sell((keripik, 1), user="cashier", approval=YES)
    sale = house.sell((keripik, 1), user="cashier", approval=Approval(by="admin", reason="untuk pakan"))
    assert sale.approved_by == "admin"
    with pytest.raises(NeedsApproval, match="Sudah kedaluwarsa: Keripik"):
        house.sell((keripik, 1), user="admin")


def test_expired_goods_behind_a_quantity_or_a_night_are_seen_all_the_same(house: House) -> None:
    keripik = house.product(house.maker())
    house.receive(keripik, 5, house.desk().today())
    house.shift()
    overnight = house.cart((keripik, 1))
    house.wait()
    house.receive(keripik, 1, house.desk().today() + timedelta(5))
    house.sell((keripik, 1), user="cashier")
    with pytest.raises(NeedsApproval):
        complete_sale(house.desk("cashier"), cart=overnight, tenders=[qris(15_000)])
    house.receive(keripik, 1, house.desk().today() + timedelta(5))
    with pytest.raises(NeedsApproval):
        house.sell((keripik, 1), change=lambda cart: set_quantity(cart, 0, 2), user="cashier")


@pytest.mark.parametrize("user", ["dinas", "auditor", "nobody"])
def test_who_does_not_sell_does_not_sell(house: House, user: str) -> None:
    keripik = house.keripik()
    house.shift()
    with refused("access.denied"):
        house.sell((keripik, 1), user=user)
    with pytest.raises(NeedsApproval):
        refund_sale(house.desk(user), id=new_id(), sale="x", pieces={0: 1}, method=Method.CASH, reason="x")


# ------------------------------------------------------------------------------------------------------ the refund


def test_goods_come_back_into_their_lots_and_money_goes_back(house: House) -> None:
    keripik = house.keripik(10)
    house.shift(0)
    sale = house.sell((keripik, 3), tenders=[cash(45_000)])
    refund = house.refund(sale, {0: 2}, Method.CASH)
    assert (refund.total, refund.sale) == (30_000, sale.id)
    assert house.on_hand(keripik) == 9
    assert house.book.balance(keripik.consignor) == 12_000
    assert house.drawer().expected == 15_000
    with refused("refund.too_many"):
        house.refund(sale, {0: 2}, Method.CASH)
    house.refund(sale, {0: 1}, Method.CASH)
    assert (house.on_hand(keripik), house.book.balance(keripik.consignor), house.drawer().expected) == (10, 0, 0)


def test_a_receipt_is_found_by_its_number_and_by_its_code(each_house: House) -> None:
    from gallery_pos.barcode import receipt_code

    keripik = each_house.keripik()
    each_house.shift()
    sale = each_house.sell((keripik, 1))
    posted = each_house.book.document(sale.id)
    assert posted is not None
    for told in (posted.number, posted.number.lower(), f" {receipt_code(posted.hash)} "):
        assert find_sale(each_house.desk(), told).sale == sale
    refund = each_house.refund(sale, {0: 1})
    for told in ("JL-NONE-A-000001", "", each_house.number(refund)):
        with refused("refund.unknown"):
            find_sale(each_house.desk(), told)


def test_a_refund_asks_for_a_reason_and_for_money_in_the_drawer(house: House) -> None:
    keripik = house.keripik()
    house.shift(0)
    sale = house.sell((keripik, 1))
    number = house.number(sale)
    with refused("refund.reason"):
        refund_sale(house.desk(), id=new_id(), sale=number, pieces={0: 1}, method=Method.QRIS, reason=" ")
    with refused("shift.not_enough"):
        refund_sale(house.desk(), id=new_id(), sale=number, pieces={0: 1}, method=Method.CASH, reason="rusak")
    assert house.on_hand(keripik) == 9


def test_a_refund_sent_twice_is_one(house: House) -> None:
    keripik = house.keripik()
    house.shift(50_000)
    sale = house.sell((keripik, 2))
    number, id_ = house.number(sale), new_id()
    for _ in range(2):
        done = refund_sale(house.desk(), id=id_, sale=number, pieces={0: 2}, method=Method.CASH, reason="rusak")
    assert not done.value.fresh
    assert house.drawer().expected == 20_000
    with refused("journal.id_reused"):
        refund_sale(house.desk(), id=id_, sale=number, pieces={0: 1}, method=Method.CASH, reason="rusak")


def test_what_was_sold_without_a_lot_comes_back_without_one(house: House) -> None:
    keripik = house.keripik(1)
    house.shift()
    sale = house.sell((keripik, 3))
    house.refund(sale, {0: 2})
    assert house.book.loose(OUTLET) == {keripik.code: -1}
    house.refund(sale, {0: 1})
    assert house.book.loose(OUTLET) == {}
    assert house.on_hand(keripik) == 1


def test_goods_come_back_at_another_outlet_than_they_were_sold(each_house: House) -> None:
    revise_outlet(each_house.desk("admin"), code="POJOK", name="Pojok Klari")
    keripik = each_house.keripik(2)
    each_house.shift()
    sale = each_house.sell((keripik, 1))
    elsewhere = each_house.desk(outlet="POJOK")
    open_shift(elsewhere, opening_float=100_000)
    done = refund_sale(
        elsewhere, id=new_id(), sale=each_house.number(sale), pieces={0: 1}, method=Method.CASH, reason="salah beli"
    )
    assert each_house.written(SaleRefunded, done.value).outlet == "POJOK"
    assert (each_house.on_hand(keripik), each_house.on_hand(keripik, "POJOK")) == (1, 1)
    again = complete_sale(elsewhere, cart=each_house.cart((keripik, 1)), tenders=[cash(15_000)])
    (line,) = each_house.written(SaleCompleted, again.value).lines
    assert line.allocations[0].lot
    assert each_house.on_hand(keripik, "POJOK") == 0
