"""A bazaar: goods go out, are sold for two days, come back, and the event has its own result."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.queries.events import event_sheet, list_events
from db.queries.moving import list_transfers, transfer_lines
from db.queries.places import list_places
from db.queries.reports import days_without_closing
from db.verify import verify
from gallery_pos.cart import Cart, add
from gallery_pos.documents import GoodsSent, LossReason, Method, OutletKind, OutletRevised, ProductRevised, Tender
from gallery_pos.errors import NeedsApproval
from gallery_pos.services.access import Approval
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.events import close_event, plan_event
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.services.moving import Arriving, receive_transfer, write_off_transit
from gallery_pos.services.sending import pick, send_goods
from gallery_pos.services.shifts import close_shift, open_shift
from gallery_pos.services.stock import Loss
from house import OUTLET, House, refused

FIRST, LAST = date(2026, 10, 10), date(2026, 10, 11)


@pytest.fixture
def bazaar(house: House) -> OutletRevised:
    """Two days at the square, for a stand of Rp 50.000."""
    return plan_event(
        house.desk(), name="Bazar Alun-alun", starts=FIRST, ends=LAST, host="Pemkab Karawang", stand_fee=50_000
    ).value


def move(
    house: House, product: ProductRevised, pieces: int, frm: str, to: str, *, arrived: int | None = None
) -> GoodsSent:
    desk = house.desk(outlet=frm)
    sent = send_goods(desk, to=to, lines=pick(desk, {product.code: pieces})).value.document
    assert isinstance(sent, GoodsSent)
    left = pieces if arrived is None else arrived
    lines = []
    for line in sent.lines:
        lines.append(Arriving(line.lot, min(line.quantity, left)))
        left -= lines[-1].pieces
    receive_transfer(house.desk(outlet=to), sent=sent.id, lines=lines)
    return sent


def sell(
    house: House, product: ProductRevised, pieces: int, at: str, method: Method, *, paid: int | None = None
) -> None:
    desk = house.desk("cashier", outlet=at)
    lots = house.book.lots(at, [product.code])
    cart = add(Cart(id=house.new_id()), product, maker="", lots=lots, on=desk.today(), quantity=pieces)
    complete_sale(desk, cart=cart, tenders=[Tender(method=method, amount=paid or cart.net)])


def test_a_bazaar_of_two_days_has_its_own_result(house: House, bazaar: OutletRevised) -> None:
    keripik = house.keripik(40)
    batik = house.product(house.maker("Batik Rengganis", terms={"commission_bp": 1_000}), "Syal", 90_000)
    house.receive(batik, 5)
    house.wait(5)
    out = move(house, keripik, 30, OUTLET, bazaar.code, arrived=29)
    write_off_transit(house.desk(), sent=out.id, lines=[Loss(out.lines[0].lot, 1, LossReason.DAMAGED)])
    move(house, batik, 5, OUTLET, bazaar.code)
    for day in range(2):
        open_shift(house.desk("cashier", outlet=bazaar.code), opening_float=100_000)
        sell(house, keripik, 8, bazaar.code, Method.CASH, paid=200_000)
        sell(house, batik, 1, bazaar.code, Method.QRIS)
        close_shift(house.desk("cashier", outlet=bazaar.code), counted=220_000 - 500 * day)
        house.wait()
    count_at_once(house.desk(outlet=bazaar.code), counted={keripik.code: 12})
    back = move(house, keripik, 12, bazaar.code, OUTLET, arrived=11)
    assert house.book.open_transfers(bazaar.code) == [back.id]
    with refused("event.goods_left"):
        close_event(house.desk(), code=bazaar.code)
    move(house, batik, 3, bazaar.code, OUTLET)
    with refused("event.in_transit"):
        close_event(house.desk(), code=bazaar.code)
    receive_transfer(house.desk(), sent=back.id, lines=[Arriving(back.lines[0].lot, 1)])
    assert not close_event(house.desk(), code=bazaar.code).value.active
    sheet = event_sheet(house.database, bazaar.code)
    assert sheet is not None
    shawl, bags = sheet.goods
    assert (bags.out, bags.sold, bags.back, bags.lost, bags.left) == (29, 16, 12, 1, 0)
    assert (shawl.out, shawl.sold, shawl.back, shawl.lost, shawl.left) == (5, 2, 3, 0, 0)
    assert {row.method: row.amount for row in sheet.takings} == {"tunai": 240_000, "qris": 180_000}
    assert (sheet.net, sheet.commission, sheet.due) == (420_000, 48_000 + 18_000, 192_000 + 162_000)
    assert (sheet.compensation, sheet.over_short, sheet.stand_fee) == (12_000, -500, 50_000)
    assert sheet.income == 66_000 - 12_000 - 500
    assert sheet.result == sheet.income - 50_000
    assert [(row.business_name, row.due, row.compensation) for row in sheet.makers] == [
        ("Batik Rengganis", 162_000, 0),
        ("Dapur Bu Enah", 192_000, 12_000),
    ]
    (row,) = list_events(house.database)
    assert (row.code, row.pieces, row.total, row.active) == (bazaar.code, 18, 420_000, False)
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_goods_of_makers_who_do_not_take_part_come_only_with_a_reason(house: House, bazaar: OutletRevised) -> None:
    keripik = house.keripik(10)
    batik = house.product(house.maker("Batik Rengganis"), "Syal", 90_000)
    house.receive(batik, 5)
    plan: dict[str, Any] = {"name": bazaar.name, "starts": FIRST, "ends": LAST, "code": bazaar.code}
    plan_event(house.desk(), **plan, participants=[keripik.consignor])
    move(house, keripik, 3, OUTLET, bazaar.code)
    desk = house.desk()
    both = pick(desk, {keripik.code: 1, batik.code: 2})
    with pytest.raises(NeedsApproval, match=r"Tidak ikut Bazar Alun-alun: Batik Rengganis\."):
        send_goods(desk, to=bazaar.code, lines=both)
    with refused("access.approver"):
        send_goods(desk, to=bazaar.code, lines=both, approval=Approval("cashier", "boleh"))
    yes = Approval("admin", "diminta panitia")
    sent = send_goods(desk, to=bazaar.code, lines=both, note="rapuh", approval=yes).value.document
    assert isinstance(sent, GoodsSent)
    assert (sent.approved_by, sent.note) == ("admin", "rapuh; diminta panitia")
    at = house.desk(outlet=bazaar.code)
    with pytest.raises(NeedsApproval, match="Tidak ikut"):
        receive_goods(at, consignor=batik.consignor, lines=[IntakeLine(batik.code, 1)])
    open_shift(house.desk("cashier", outlet=bazaar.code), opening_float=100_000)
    with pytest.raises(NeedsApproval, match="Batik Rengganis"):
        sell(house, batik, 1, bazaar.code, Method.CASH)
    receive_transfer(at, sent=sent.id, lines=[Arriving(line.lot, line.quantity) for line in sent.lines])
    sell(house, batik, 1, bazaar.code, Method.CASH)
    sell(house, keripik, 5, bazaar.code, Method.CASH)
    back = pick(at, {batik.code: 1})
    send_goods(at, to=OUTLET, lines=back)
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_what_was_lost_on_the_way_back_is_lost_and_did_not_come_back(house: House, bazaar: OutletRevised) -> None:
    keripik = house.keripik(10)
    move(house, keripik, 10, OUTLET, bazaar.code)
    back = move(house, keripik, 10, bazaar.code, OUTLET, arrived=8)
    lost = [Loss(back.lines[0].lot, 2, LossReason.LOST)]
    write_off_transit(house.desk(), sent=back.id, lines=lost)
    sheet = event_sheet(house.database, bazaar.code)
    assert sheet is not None
    (bags,) = sheet.goods
    assert (bags.out, bags.sold, bags.back, bags.lost, bags.left) == (10, 0, 8, 2, 0)
    close_event(house.desk(), code=bazaar.code)


def test_lists_of_transfers_and_places_say_what_is_where(house: House, bazaar: OutletRevised) -> None:
    keripik = house.keripik(10)
    sent = move(house, keripik, 6, OUTLET, bazaar.code, arrived=4)
    (row,) = list_transfers(house.database, only_open=True)
    assert (row.id, row.pieces, row.arrived, row.lost, row.in_transit) == (sent.id, 6, 4, 0, 2)
    assert (row.source_name, row.target_name) == ("Galeri UMKM Karawang", "Bazar Alun-alun")
    (line,) = transfer_lines(house.database, sent.id)
    assert (line.name, line.quantity, line.in_transit, line.price) == ("Keripik Singkong", 6, 2, 15_000)
    assert list_transfers(house.database, outlet="LAIN") == []
    places = {place.code: place for place in list_places(house.database)}
    assert (places[OUTLET].on_hand, places[bazaar.code].on_hand, places[bazaar.code].incoming) == (4, 4, 2)
    assert (places[bazaar.code].starts, places[bazaar.code].value) == (FIRST, 60_000)
    assert event_sheet(house.database, OUTLET) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "event.name"),
        ({"ends": date(2026, 10, 9)}, "event.days"),
        ({"ends": date(2028, 10, 9)}, "event.days"),
        ({"stand_fee": -1}, "event.fee"),
        ({"participants": ["ENTAH"]}, "event.participant"),
        ({"code": OUTLET}, "event.code"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(house: House, changes: dict[str, Any], code: str) -> None:
    plan: dict[str, Any] = {"name": "Bazar", "starts": FIRST, "ends": LAST}
    with refused(code):
        plan_event(house.desk(), **(plan | changes))
    with refused("access.denied"):
        plan_event(house.desk("cashier"), **plan)
    with refused("event.code"):
        close_event(house.desk(), code=OUTLET)


def test_events_of_one_month_get_codes_of_their_own_and_can_be_changed(house: House, bazaar: OutletRevised) -> None:
    second = plan_event(house.desk(), name="Bazar kedua", starts=FIRST, ends=FIRST).value
    assert (bazaar.code, second.code) == ("ACARA-2610", "ACARA-2610-2")
    maker = house.maker()
    changed = plan_event(
        house.desk(), code=bazaar.code, name=bazaar.name, starts=FIRST, ends=FIRST, participants=[maker.code] * 2
    ).value
    assert (changed.type, changed.participants, changed.attended) == (OutletKind.EVENT, (maker.code,), True)
    assert len(list_events(house.database)) == 2


def test_an_event_with_an_open_drawer_or_goods_sold_twice_is_not_over(house: House, bazaar: OutletRevised) -> None:
    keripik = house.keripik(10)
    move(house, keripik, 2, OUTLET, bazaar.code)
    open_shift(house.desk("cashier", outlet=bazaar.code), opening_float=0)
    sell(house, keripik, 3, bazaar.code, Method.QRIS)
    with refused("event.loose"):
        close_event(house.desk(), code=bazaar.code)
    count_at_once(house.desk(outlet=bazaar.code), counted={keripik.code: 0})
    with refused("event.open_shift"):
        close_event(house.desk(), code=bazaar.code)
    close_shift(house.desk("cashier", outlet=bazaar.code), counted=0)
    close_event(house.desk(), code=bazaar.code)


def test_a_bazaar_misses_its_closing_on_its_own_days_only(house: House, bazaar: OutletRevised) -> None:
    move(house, house.keripik(10), 2, OUTLET, bazaar.code)
    house.wait(20)
    missing = days_without_closing(house.database, since=date(2026, 10, 1), until=house.desk().today())
    assert [day.business_date for day in missing if day.outlet == bazaar.code] == [FIRST, LAST]
