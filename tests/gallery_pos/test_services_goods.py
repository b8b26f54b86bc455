"""Goods on the shelf: what comes in, goes back, is counted, breaks and goes off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from db.verify import verify
from gallery_pos.desk import Changes
from gallery_pos.documents import (
    GoodsReceived,
    GoodsReturned,
    GoodsWrittenOff,
    LossReason,
    ReturnReason,
    StocktakePosted,
    new_id,
)
from gallery_pos.errors import NeedsApproval
from gallery_pos.services.access import Approval
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement, revise_consignor
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.intake import IntakeLine, TakeBack, receive_goods, return_goods
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.shifts import open_shift
from gallery_pos.services.stock import Loss, write_off
from gallery_pos.terms import Bearer, Terms
from house import OUTLET, House, refused

YES = Approval(by="manager", reason="dilihat sendiri")


# ------------------------------------------------------------------------------------------------------- coming in


def test_terms_and_price_are_frozen_when_goods_come_in(house: House) -> None:
    maker = house.maker(terms={"commission_bp": 2_000, "expiry_bp": 5_000})
    keripik = house.product(maker)
    day = house.desk().today()
    line = IntakeLine(keripik.code, 10, day + timedelta(30), condition="baik", note="dus biru")
    done = receive_goods(
        house.desk("cashier"), consignor=maker.code, lines=[line, line], delivered_by="Ujang", reference="ST-7"
    )
    came = house.written(GoodsReceived, done.value)
    first, second = came.lines
    assert first.lot != second.lot
    assert (first.price, first.terms) == (15_000, Terms(commission_bp=2_000, expiry_bp=5_000))
    assert (came.delivered_by, came.reference, first.condition, first.note) == ("Ujang", "ST-7", "baik", "dus biru")
    assert house.on_hand(keripik) == 20


@pytest.mark.parametrize(
    ("own", "item", "expected"),
    [
        ({}, {}, Terms(commission_bp=1_500)),
        ({"terms": {"commission_bp": 2_000}}, {}, Terms(commission_bp=2_000)),
        ({"terms": {"commission_bp": 2_000}}, {"commission_bp": 500}, Terms(commission_bp=500)),
        (
            {"model": "harga_titip"},
            {"consignor_price": 12_000},
            Terms(consignor_price=12_000, discount_bearer=Bearer.GALLERY),
        ),
        (
            {},
            {"consignor_price": 12_000, "commission_bp": 1_000},
            Terms(consignor_price=12_000, commission_bp=1_000, discount_bearer=Bearer.GALLERY),
        ),
        ({"model": "iuran", "monthly_fee": 50_000}, {}, Terms()),
        ({"model": "iuran", "monthly_fee": 50_000, "terms": {"commission_bp": 300}}, {}, Terms(commission_bp=300)),
    ],
)
def test_the_terms_of_a_lot_come_from_item_agreement_and_gallery(
    house: House, own: dict[str, object], item: dict[str, Any], expected: Terms
) -> None:
    revise_agreement(house.desk(), terms={"commission_bp": 1_500})
    product = house.product(house.maker(**own), **item)
    house.receive(product, 1)
    (lot,) = house.book.lots(OUTLET, [product.code])
    assert lot.terms == expected


def test_a_note_sent_twice_comes_in_once(house: House) -> None:
    keripik = house.keripik(1)
    id_ = new_id()
    for _ in range(2):
        done = receive_goods(house.desk(), id=id_, consignor=keripik.consignor, lines=[IntakeLine(keripik.code, 5)])
        house.wait()
    assert not done.value.fresh
    assert house.on_hand(keripik) == 6
    with refused("journal.id_reused"):
        receive_goods(house.desk(), id=id_, consignor=keripik.consignor, lines=[IntakeLine(keripik.code, 6)])


def test_what_cannot_come_in(house: House) -> None:
    enah, rengganis = house.maker(), house.maker("Batik Rengganis")
    keripik = house.product(enah)
    desk, good = house.desk(), IntakeLine(keripik.code, 1)
    with refused("consignor.unknown"):
        receive_goods(desk, consignor="M999", lines=[good])
    with refused("intake.empty"):
        receive_goods(desk, consignor=enah.code, lines=[])
    with refused("intake.unknown"):
        receive_goods(desk, consignor=enah.code, lines=[IntakeLine("P999", 1)])
    with refused("intake.maker"):
        receive_goods(desk, consignor=rengganis.code, lines=[good])
    for pieces in (0, -1, 1_000_001):
        with refused("intake.quantity"):
            receive_goods(desk, consignor=enah.code, lines=[good, IntakeLine(keripik.code, pieces)])
    assert house.on_hand(keripik) == 0
    with refused("access.denied"):
        receive_goods(house.desk("dinas"), consignor=enah.code, lines=[good])


def test_who_has_left_leaves_nothing_more(house: House) -> None:
    maker = house.maker()
    keripik = house.product(maker)
    revise_agreement(house.desk(), consignor=maker.code, end=house.desk().today())
    house.receive(keripik, 1)
    house.wait()
    with refused("intake.ended"):
        house.receive(keripik, 1)
    revise_agreement(house.desk(), consignor=maker.code, end=None)
    house.receive(keripik, 1)
    revise_consignor(house.desk(), code=maker.code, active=False)
    with refused("intake.ended"):
        house.receive(keripik, 1)


def test_goods_still_come_in_for_the_days_of_grace(house: House) -> None:
    maker = house.maker()
    keripik = house.product(maker)
    revise_agreement(house.desk(), consignor=maker.code, end=house.desk().today(), grace_days=2)
    house.wait(2)
    house.receive(keripik, 1)
    house.wait()
    with refused("intake.ended"):
        house.receive(keripik, 1)


def test_goods_bought_outright_are_paid_at_intake_and_the_gallerys_from_then_on(each_house: House) -> None:
    house = each_house
    maker = house.maker(model="beli_putus")
    keripik = house.product(maker, consignor_price=12_000)
    lot = house.receive(keripik, 10)
    assert house.book.balance(maker.code) == 120_000
    house.shift()
    house.sell((keripik, 2))
    assert house.book.balance(maker.code) == 120_000
    with refused("return.outright"):
        return_goods(house.desk(), consignor=maker.code, lines=[TakeBack(lot, 1, ReturnReason.SLOW)])
    write_off(house.desk(), lines=[Loss(lot, 1, LossReason.DAMAGED)])
    told = house.statement(maker.code).figures
    assert (told.gross, told.commission, told.due) == (30_000, 30_000, 0)
    assert (told.adjustments, told.closing) == (120_000, 120_000)
    assert [(entry.kind, entry.amount) for entry in told.entries] == [("GoodsReceived", 120_000)]
    assert verify(house.database, pinned=house.terminal.pinned) == []


@pytest.mark.parametrize(("agreed", "owed"), [({}, False), ({"model": "beli_putus"}, True)])
def test_a_note_that_makes_a_debt_is_told_to_who_shows_debts(house: House, agreed: dict[str, Any], owed: bool) -> None:
    keripik = house.product(house.maker(**agreed), consignor_price=12_000)
    done = receive_goods(house.desk(), consignor=keripik.consignor, lines=[IntakeLine(keripik.code, 3)])
    assert bool(done.changes & Changes.SETTLEMENT) is owed
    assert bool(house.book.balance(keripik.consignor)) is owed
    assert done.changes & Changes.STOCK


# ------------------------------------------------------------------------------------------------------ going back


def test_goods_go_back_to_their_maker(house: House) -> None:
    keripik = house.keripik(10)
    (lot,) = house.book.lots(OUTLET)
    done = return_goods(
        house.desk("cashier"),
        consignor=keripik.consignor,
        lines=[TakeBack(lot.lot, 4, ReturnReason.SLOW)],
        collected_by="Bu Enah",
    )
    assert house.written(GoodsReturned, done.value).lines[0].quantity == 4
    assert house.on_hand(keripik) == 6
    assert house.book.balance(keripik.consignor) == 0


def test_what_cannot_go_back(house: House) -> None:
    keripik = house.keripik(10)
    other = house.maker("Batik Rengganis")
    (lot,) = house.book.lots(OUTLET)
    desk, four = house.desk(), TakeBack(lot.lot, 4, ReturnReason.ENDED)
    with refused("return.empty"):
        return_goods(desk, consignor=keripik.consignor, lines=[])
    with refused("stock.twice"):
        return_goods(desk, consignor=keripik.consignor, lines=[four, four])
    with refused("stock.unknown_lot"):
        return_goods(desk, consignor=other.code, lines=[four])
    with refused("stock.unknown_lot"):
        return_goods(desk, consignor=keripik.consignor, lines=[TakeBack("L", 1, ReturnReason.ENDED)])
    for pieces in (0, -1, 11):
        with refused("stock.too_many"):
            return_goods(desk, consignor=keripik.consignor, lines=[TakeBack(lot.lot, pieces, ReturnReason.ENDED)])
    assert house.on_hand(keripik) == 10


def test_a_return_sent_twice_is_one(house: House) -> None:
    keripik = house.keripik(10)
    (lot,) = house.book.lots(OUTLET)
    id_ = new_id()
    for _ in range(2):
        lines = [TakeBack(lot.lot, 10, ReturnReason.ENDED)]
        done = return_goods(house.desk(), id=id_, consignor=keripik.consignor, lines=lines)
    assert not done.value.fresh
    assert house.on_hand(keripik) == 0


# --------------------------------------------------------------------------------------------- lost, broken, off


@pytest.mark.parametrize(
    ("agreed", "reason", "gallery_bp", "owed"),
    [
        ({}, LossReason.LOST, None, 24_000),
        ({}, LossReason.DAMAGED, None, 24_000),
        ({}, LossReason.EXPIRED, None, 0),
        ({"expiry_bp": 5_000}, LossReason.EXPIRED, None, 12_000),  # Karawang pays half
        ({"loss_bp": 0}, LossReason.LOST, None, 0),
        ({"damage_bp": 2_500}, LossReason.DAMAGED, None, 6_000),
        ({}, LossReason.EXPIRED, 5_000, 12_000),  # decided for this case by an official
        ({}, LossReason.LOST, 0, 0),
    ],
)
def test_who_bears_what_is_gone(
    house: House, agreed: dict[str, int], reason: LossReason, gallery_bp: int | None, owed: int
) -> None:
    keripik = house.keripik(10, **agreed)
    (lot,) = house.book.lots(OUTLET)
    done = write_off(house.desk("dinas"), lines=[Loss(lot.lot, 2, reason, gallery_bp)])
    (line,) = house.written(GoodsWrittenOff, done.value).lines
    assert line.compensation == owed
    assert house.book.balance(keripik.consignor) == owed
    assert house.on_hand(keripik) == 8


def test_nothing_is_written_off_without_a_superior(house: House) -> None:
    house.keripik(10)
    (lot,) = house.book.lots(OUTLET)
    two = [Loss(lot.lot, 2, LossReason.LOST)]
    with pytest.raises(NeedsApproval):
        write_off(house.desk("cashier"), lines=two)
    done = write_off(house.desk("cashier"), lines=two, approval=YES, note="dicuri")
    gone = house.written(GoodsWrittenOff, done.value)
    assert (gone.approved_by, gone.note) == ("manager", "dicuri; dilihat sendiri")


def test_what_cannot_be_written_off(house: House) -> None:
    keripik = house.keripik(10)
    (lot,) = house.book.lots(OUTLET)
    desk = house.desk()
    with refused("loss.empty"):
        write_off(desk, lines=[])
    with refused("stock.twice"):
        write_off(desk, lines=[Loss(lot.lot, 1, LossReason.LOST), Loss(lot.lot, 1, LossReason.DAMAGED)])
    with refused("stock.too_many"):
        write_off(desk, lines=[Loss(lot.lot, 11, LossReason.LOST)])
    with refused("stock.unknown_lot"):
        write_off(desk, lines=[Loss("L", 1, LossReason.LOST)])
    for share in (-1, 10_001):
        with refused("loss.share"):
            write_off(desk, lines=[Loss(lot.lot, 1, LossReason.LOST, share)])
    assert house.on_hand(keripik) == 10


def test_a_write_off_sent_twice_is_one(house: House) -> None:
    keripik = house.keripik(10)
    (lot,) = house.book.lots(OUTLET)
    id_ = new_id()
    for _ in range(2):
        done = write_off(house.desk(), id=id_, lines=[Loss(lot.lot, 10, LossReason.LOST)])
    assert not done.value.fresh
    assert house.book.balance(keripik.consignor) == 120_000
    with refused("journal.id_reused"):
        write_off(house.desk(), id=id_, lines=[Loss(lot.lot, 10, LossReason.EXPIRED)])


# -------------------------------------------------------------------------------------------------------- counting


def count(house: House, pieces: dict[str, int]) -> StocktakePosted:
    done = count_at_once(house.desk(), counted=pieces)
    return house.written(StocktakePosted, done.value)


def test_a_count_that_agrees_changes_nothing_and_is_on_record(house: House) -> None:
    keripik = house.keripik(10)
    counted = count(house, {keripik.code: 10})
    assert [(line.expected, line.counted, line.compensation) for line in counted.lines] == [(10, 10, 0)]
    assert counted.counted_by == ("manager",)
    assert house.on_hand(keripik) == 10
    assert house.book.balance(keripik.consignor) == 0


def test_what_is_missing_is_taken_from_what_would_have_been_sold_first(each_house: House) -> None:
    keripik = each_house.product(each_house.maker(terms={"commission_bp": 2_000}))
    day = each_house.desk().today()
    late = each_house.receive(keripik, 5, day + timedelta(60))
    revise_agreement(each_house.desk(), consignor=keripik.consignor, terms={"commission_bp": 2_000, "loss_bp": 0})
    soon = each_house.receive(keripik, 3, day + timedelta(30))
    counted = count(each_house, {keripik.code: 4})
    told = {line.lot: (line.expected, line.counted, line.compensation) for line in counted.lines}
    assert told == {soon: (3, 0, 0), late: (5, 4, 12_000)}
    assert each_house.on_hand(keripik) == 4
    assert each_house.book.balance(keripik.consignor) == 12_000


def test_what_was_sold_without_a_lot_is_no_loss(house: House) -> None:
    keripik = house.keripik(2)
    house.shift()
    house.sell((keripik, 3))  # one more than the books have
    house.receive(keripik, 10)  # the note was late
    assert house.book.loose(OUTLET) == {keripik.code: -1}
    counted = count(house, {keripik.code: 9})
    assert sum(line.compensation for line in counted.lines) == 0
    assert (house.on_hand(keripik), house.book.loose(OUTLET)) == (9, {})
    short = count(house, {keripik.code: 7})
    assert sum(line.compensation for line in short.lines) == 24_000


def test_loose_sales_explain_a_shortage_only_as_far_as_they_go(each_house: House) -> None:
    keripik = each_house.keripik(0 + 2)
    each_house.shift()
    each_house.sell((keripik, 4))
    each_house.receive(keripik, 10)
    counted = count(each_house, {keripik.code: 5})  # 8 should be there: 3 are gone
    assert sum(line.compensation for line in counted.lines) == 3 * 12_000
    assert (each_house.on_hand(keripik), each_house.book.loose(OUTLET)) == (5, {})


def test_more_than_the_books_have_is_loose_until_it_is_sold(house: House) -> None:
    keripik = house.keripik(2)
    counted = count(house, {keripik.code: 5})
    assert {line.lot == "": line.counted for line in counted.lines} == {False: 2, True: 3}
    assert (house.on_hand(keripik), house.book.loose(OUTLET)) == (5, {keripik.code: 3})
    house.shift()
    sale = house.sell((keripik, 5))
    assert house.book.loose(OUTLET) == {}
    assert house.on_hand(keripik) == 0
    assert house.book.balance(keripik.consignor) == sum(p.due for line in sale.lines for p in line.allocations)


def test_what_is_loose_and_counted_once_more_is_on_record_too(house: House) -> None:
    keripik = house.keripik(2)
    count(house, {keripik.code: 5})
    id_ = new_id()
    for _ in range(2):
        done = count_at_once(house.desk(), id=id_, counted={keripik.code: 5})
    assert not done.value.fresh
    assert sum(line.counted for line in house.written(StocktakePosted, done.value).lines) == 5
    assert (house.on_hand(keripik), house.book.loose(OUTLET)) == (5, {keripik.code: 3})


def test_what_was_found_and_is_gone_again_is_nobodys_loss(house: House) -> None:
    keripik = house.keripik(2)
    count(house, {keripik.code: 5})
    counted = count(house, {keripik.code: 2})
    assert sum(line.compensation for line in counted.lines) == 0
    assert (house.on_hand(keripik), house.book.loose(OUTLET)) == (2, {})


def test_a_count_touches_its_own_outlet_and_products_only(each_house: House) -> None:
    revise_outlet(each_house.desk("admin"), code="POJOK", name="Pojok Klari")
    keripik = each_house.keripik(10)
    sirup = each_house.product(each_house.maker("Kebun Pak Ujang"), "Sirup", 25_000)
    each_house.receive(sirup, 3)
    receive_goods(each_house.desk(outlet="POJOK"), consignor=keripik.consignor, lines=[IntakeLine(keripik.code, 7)])
    count(each_house, {keripik.code: 0})
    assert (each_house.on_hand(keripik), each_house.on_hand(keripik, "POJOK"), each_house.on_hand(sirup)) == (0, 7, 3)


def test_what_cannot_be_counted(house: House) -> None:
    keripik = house.keripik(10)
    with refused("count.empty"):
        count(house, {})
    for pieces in (-1, 1_000_001):
        with refused("count.pieces"):
            count(house, {keripik.code: pieces})
    with refused("count.unknown"):
        count(house, {"P999": 1})
    with pytest.raises(NeedsApproval):
        count_at_once(house.desk("cashier"), counted={keripik.code: 10})
    done = count_at_once(house.desk("cashier"), counted={keripik.code: 10}, approval=YES, scope="rak depan")
    posted = house.written(StocktakePosted, done.value)
    assert (posted.approved_by, posted.note, posted.scope) == ("manager", "dilihat sendiri", "rak depan")


def test_a_count_sent_twice_is_one(house: House) -> None:
    keripik = house.keripik(10)
    gone = house.product(house.maker("Kebun Pak Ujang"), "Sirup", 25_000)
    id_ = new_id()
    open_shift(house.desk(), opening_float=0)
    for _ in range(2):
        done = count_at_once(house.desk(), id=id_, counted={keripik.code: 12, gone.code: 0})
        house.sell((keripik, 1))
    assert not done.value.fresh
    assert house.on_hand(keripik) == 10
    with refused("journal.id_reused"):
        count_at_once(house.desk(), id=id_, counted={keripik.code: 11})


def test_a_product_keeps_its_lots_when_it_is_no_longer_sold(house: House) -> None:
    keripik = house.keripik(10)
    revise_product(house.desk(), code=keripik.code, active=False)
    assert house.on_hand(keripik) == 10
    count(house, {keripik.code: 9})
    (lot,) = house.book.lots(OUTLET)
    return_goods(house.desk(), consignor=keripik.consignor, lines=[TakeBack(lot.lot, 9, ReturnReason.ENDED)])
    assert house.on_hand(keripik) == 0
