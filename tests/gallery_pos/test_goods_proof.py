"""Opening and closing pieces of a statement are those of the shelf, whatever happened in between."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from gallery_pos.documents import LossReason, ReturnReason
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.intake import TakeBack, return_goods
from gallery_pos.services.settlement import preview
from gallery_pos.services.stock import Loss, write_off
from house import OUTLET, Galleries, House

_STEPS = st.lists(
    st.tuples(st.sampled_from(["receive", "sell", "refund", "return", "lose", "count", "tell"]), st.integers(1, 4)),
    max_size=12,
)


def _act(house: House, walk: list[tuple[str, int]]) -> None:
    keripik = house.keripik(5)
    house.shift()
    sales = []
    for step, count in walk:
        lots = [lot for lot in house.book.lots(OUTLET, [keripik.code]) if lot.on_hand >= count]
        if step == "receive":
            house.receive(keripik, count)
        elif step == "sell" and lots:
            sales.append((house.sell((keripik, count)), count))
        elif step == "refund" and sales:
            sale, sold = sales.pop()
            house.refund(sale, {0: sold})
        elif step == "return" and lots:
            taken = [TakeBack(lots[0].lot, count, ReturnReason.SLOW)]
            return_goods(house.desk(), consignor=keripik.consignor, lines=taken)
        elif step == "lose" and lots:
            write_off(house.desk(), lines=[Loss(lots[0].lot, count, LossReason.DAMAGED)])
        elif step == "count":
            count_at_once(house.desk(), counted={keripik.code: count})
        elif step == "tell":
            _told(house, keripik.consignor, house.on_hand(keripik))
            house.wait()
    house.wait()
    house.receive(keripik, 1)
    _told(house, keripik.consignor, house.on_hand(keripik))


def _told(house: House, consignor: str, on_hand: int) -> None:
    before = house.book.last_statement(consignor)
    if not preview(house.desk(), until=house.desk().today()):
        assert before is None or sum(line.closing for line in before[0].figures.goods) == on_hand
        return
    figures = house.statement(consignor).figures
    left = sum(line.closing for line in figures.goods)
    assert left == on_hand
    assert sum(line.opening for line in figures.goods) == (
        sum(line.closing for line in before[0].figures.goods) if before else 0
    )


@settings(max_examples=15, deadline=None)
@given(_STEPS)
def test_closing_pieces_are_those_of_the_shelf(galleries: Galleries, walk: list[tuple[str, int]]) -> None:
    house = galleries.new()
    try:
        _act(house, walk)
    finally:
        house.close()
