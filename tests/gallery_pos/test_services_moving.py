"""Goods between outlets: sent, received with differences, lost on the way; nothing is in nobody's memory."""

from __future__ import annotations

from uuid import UUID

import pytest

from db.verify import verify
from gallery_pos.documents import GoodsArrived, GoodsSent, GoodsWrittenOff, LossReason, ProductRevised
from gallery_pos.errors import NeedsApproval
from gallery_pos.ports import Posted
from gallery_pos.services.access import Approval
from gallery_pos.services.moving import Arriving, receive_transfer, write_off_transit
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.sending import Sending, pick, send_goods
from gallery_pos.services.stock import Loss
from house import OUTLET, House, refused

CORNER = "POJOK-KLARI"


@pytest.fixture
def corner(house: House) -> str:
    """A corner without an attendant."""
    revise_outlet(house.desk("admin"), code=CORNER, name="Pojok Klari", attended=False)
    return CORNER


def send(house: House, product: ProductRevised, pieces: int, to: str = CORNER, at: str = OUTLET) -> Posted:
    desk = house.desk(outlet=at)
    return send_goods(desk, to=to, lines=pick(desk, {product.code: pieces}), carried_by="Pak Dedi").value


def receive(house: House, sent: Posted, *pieces: int, at: str = CORNER) -> GoodsArrived:
    assert isinstance(sent.document, GoodsSent)
    lines = [Arriving(line.lot, some) for line, some in zip(sent.document.lines, pieces, strict=True)]
    done = receive_transfer(house.desk("cashier", outlet=at), sent=sent.document.id, lines=lines)
    return house.written(GoodsArrived, done.value)


def in_transit(house: House, sent: Posted) -> int:
    return sum(house.book.in_transit(sent.document.id).values())


def proved(house: House) -> bool:
    return verify(house.database, pinned=house.terminal.pinned) == []


def test_goods_on_their_way_are_at_neither_outlet(house: House, corner: str) -> None:
    keripik = house.keripik(10)
    sent = send(house, keripik, 6)
    assert (house.on_hand(keripik), house.on_hand(keripik, corner), in_transit(house, sent)) == (4, 0, 6)
    assert house.book.open_transfers(corner) == house.book.open_transfers(OUTLET) == [sent.document.id]
    receive(house, sent, 6)
    assert (house.on_hand(keripik), house.on_hand(keripik, corner), in_transit(house, sent)) == (4, 6, 0)
    assert house.book.open_transfers(corner) == []
    assert proved(house)


def test_what_did_not_arrive_stays_on_its_way_until_it_comes_or_is_written_off(house: House, corner: str) -> None:
    keripik = house.keripik(10, loss_bp=5_000)
    sent = send(house, keripik, 6)
    came = receive(house, sent, 3)
    assert [(line.sent, line.arrived) for line in came.lines] == [(6, 3)]
    assert in_transit(house, sent) == 3
    assert [line.sent for line in receive(house, sent, 1).lines] == [3]
    lot = came.lines[0].lot
    done = write_off_transit(
        house.desk(), sent=sent.document.id, lines=[Loss(lot, 2, LossReason.LOST)], note="jatuh dari motor"
    )
    gone = house.written(GoodsWrittenOff, done.value)
    assert (gone.outlet, gone.sent, gone.lines[0].compensation) == (OUTLET, sent.document.id, 12_000)
    assert in_transit(house, sent) == 0
    assert house.book.balance(keripik.consignor) == 12_000
    assert proved(house)


def test_the_makers_statement_and_what_is_on_its_way_are_everything_he_left(house: House, corner: str) -> None:
    keripik = house.keripik(10)
    sent = send(house, keripik, 6)
    receive(house, sent, 2)
    first = house.statement(keripik.consignor).figures.goods[0]
    assert (first.received, first.transferred, first.closing) == (10, -4, 6)
    assert first.closing + in_transit(house, sent) == 10
    house.wait()
    assert isinstance(sent.document, GoodsSent)
    lot = sent.document.lines[0].lot
    write_off_transit(house.desk(), sent=sent.document.id, lines=[Loss(lot, 1, LossReason.DAMAGED)])
    second = house.statement(keripik.consignor).figures.goods[0]
    assert (second.opening, second.transferred, second.written_off, second.closing) == (6, 1, 1, 6)
    assert second.closing + in_transit(house, sent) == 9
    assert proved(house)


def test_the_terms_travel_with_the_goods(house: House, corner: str) -> None:
    keripik = house.keripik(10)
    receive(house, send(house, keripik, 6), 6)
    (here,), (there,) = house.book.lots(OUTLET), house.book.lots(corner)
    assert (here.lot, here.terms, here.price) == (there.lot, there.terms, there.price)


def test_what_goes_off_first_is_sent_first(house: House, corner: str) -> None:
    keripik = house.keripik(5)
    soon = house.receive(keripik, 4, house.desk().today().replace(month=12))
    assert next(line.lot for line in pick(house.desk(), {keripik.code: 6})) == soon
    with refused("stock.too_many"):
        pick(house.desk(), {keripik.code: 10})
    with refused("transfer.unknown"):
        pick(house.desk(), {"ENTAH": 1})


def test_goods_that_turn_back_come_in_where_they_came_from(house: House, corner: str) -> None:
    keripik = house.keripik(10)
    sent = send(house, keripik, 6)
    receive(house, sent, 4)
    receive(house, sent, 2, at=OUTLET)
    assert (house.on_hand(keripik), house.on_hand(keripik, corner)) == (6, 4)
    assert proved(house)


@pytest.mark.parametrize(
    ("to", "pieces", "code"),
    [
        (OUTLET, 1, "transfer.same"),
        ("ENTAH", 1, "transfer.unknown"),
        ("TUTUP", 1, "transfer.closed"),
        (CORNER, 11, "stock.too_many"),
        (CORNER, 0, "stock.too_many"),
        (CORNER, None, "transfer.empty"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused(
    house: House, corner: str, to: str, pieces: int | None, code: str
) -> None:
    revise_outlet(house.desk("admin"), code="TUTUP", name="Pojok lama", active=False)
    keripik = house.keripik(10)
    (lot,) = house.book.lots(OUTLET, [keripik.code])
    lines = [] if pieces is None else [Sending(lot.lot, pieces)]
    with refused(code):
        send_goods(house.desk(), to=to, lines=lines)
    with refused("stock.twice"):
        send_goods(house.desk(), to=CORNER, lines=[Sending(lot.lot, 1), Sending(lot.lot, 1)])
    with refused("stock.unknown_lot"):
        send_goods(house.desk(), to=CORNER, lines=[Sending("L-LAIN", 1)])
    assert house.on_hand(keripik) == 10


def test_a_transfer_is_received_once(house: House, corner: str) -> None:
    sent = send(house, house.keripik(10), 6)
    assert isinstance(sent.document, GoodsSent)
    lot, desk, id_ = sent.document.lines[0].lot, house.desk(outlet=CORNER), house.new_id()
    for _ in range(2):
        receive_transfer(desk, sent=sent.document.id, lines=[Arriving(lot, 6)], id=id_)
    assert sum(lot.on_hand for lot in house.book.lots(CORNER)) == 6
    with refused("transfer.done"):
        receive_transfer(desk, sent=sent.document.id, lines=[Arriving(lot, 1)])
    with refused("transfer.done"):
        write_off_transit(house.desk(), sent=sent.document.id, lines=[Loss(lot, 1, LossReason.LOST)])


@pytest.mark.parametrize(
    ("pieces", "at", "code"),
    [
        (7, CORNER, "transfer.too_many"),
        (-1, CORNER, "transfer.too_many"),
        (0, CORNER, "transfer.nothing"),
        (6, "POJOK-LAIN", "transfer.elsewhere"),
    ],
)
def test_what_was_not_sent_cannot_arrive(house: House, corner: str, pieces: int, at: str, code: str) -> None:
    revise_outlet(house.desk("admin"), code="POJOK-LAIN", name="Pojok Rawamerta", attended=False)
    sent = send(house, house.keripik(10), 6)
    with refused(code):
        receive(house, sent, pieces, at=at)
    assert in_transit(house, sent) == 6
    with refused("stock.unknown_lot"):
        receive_transfer(house.desk(outlet=CORNER), sent=sent.document.id, lines=[Arriving("L-LAIN", 1)])
    with refused("transfer.unknown"):
        receive_transfer(house.desk(outlet=CORNER), sent=UUID(int=5), lines=[])


def test_the_same_forms_once_more_change_nothing(house: House, corner: str) -> None:
    keripik = house.keripik(10)
    lines, sent_id, lost_id = pick(house.desk(), {keripik.code: 6}), house.new_id(), house.new_id()
    numbers = {send_goods(house.desk(), to=CORNER, lines=lines, id=sent_id).value.number for _ in range(2)}
    lost = [Loss(lines[0].lot, 2, LossReason.LOST)]
    numbers |= {write_off_transit(house.desk(), sent=sent_id, lines=lost, id=lost_id).value.number for _ in range(2)}
    assert len(numbers) == 2
    assert (house.on_hand(keripik), sum(house.book.in_transit(sent_id).values())) == (4, 4)
    with refused("journal.id_reused"):
        send_goods(house.desk(), to=CORNER, lines=[], id=sent_id)


def test_who_may_move_goods_and_write_them_off(house: House, corner: str) -> None:
    keripik = house.keripik(10)
    (lot,) = house.book.lots(OUTLET, [keripik.code])
    with refused("access.denied"):
        send_goods(house.desk("cashier"), to=CORNER, lines=[Sending(lot.lot, 1)])
    sent = send(house, keripik, 6)
    loss = [Loss(lot.lot, 1, LossReason.LOST, gallery_bp=0)]
    with pytest.raises(NeedsApproval):
        write_off_transit(house.desk("cashier"), sent=sent.document.id, lines=loss)
    yes = Approval(by="manager", reason="dilihat sendiri")
    done = write_off_transit(house.desk("cashier"), sent=sent.document.id, lines=loss, approval=yes)
    gone = house.written(GoodsWrittenOff, done.value)
    assert (gone.approved_by, gone.lines[0].compensation) == ("manager", 0)
    for lines, code in (
        ([], "loss.empty"),
        ([Loss(lot.lot, 9, LossReason.LOST)], "transfer.too_many"),
        ([Loss("L-LAIN", 1, LossReason.LOST)], "stock.unknown_lot"),
        ([Loss(lot.lot, 1, LossReason.LOST, gallery_bp=10_001)], "loss.share"),
    ):
        with refused(code):
            write_off_transit(house.desk(), sent=sent.document.id, lines=lines)
