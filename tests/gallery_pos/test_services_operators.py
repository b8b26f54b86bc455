"""From one operator to the next: what was there is written down, and nothing can be handed over uncounted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from db.verify import verify
from gallery_pos.documents import LossReason, OperatorHandedOver, SaleCompleted, StocktakePosted
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.operators import hand_over, take_inventory
from gallery_pos.services.shifts import close_shift
from gallery_pos.services.stock import Loss, write_off
from house import OUTLET, House, refused

WHO: dict[str, Any] = {"giver": "Sahabat UMKM", "taker": "Dinas Koperasi", "witness": "Bappeda"}


def counted(house: House) -> UUID:
    """Count everything, and find all of it."""
    pieces = {lot.product: lot.on_hand for lot in house.book.lots(OUTLET)}
    return house.written(StocktakePosted, count_at_once(house.desk(), counted=pieces).value).id


def test_everything_that_was_there_is_written_down(each_house: House) -> None:
    house = each_house
    keripik = house.keripik(10, commission_bp=2_000)
    house.shift(100_000)
    house.sell((keripik, 4))
    (lot,) = house.book.lots(OUTLET)
    write_off(house.desk(), lines=[Loss(lot.lot, 1, LossReason.LOST)])
    with refused("handover.shift"):
        hand_over(house.desk("admin"), **WHO, stocktake=counted(house))
    close_shift(house.desk(), counted=100_000)
    there = take_inventory(house.desk())
    done = hand_over(
        house.desk("admin"),
        **WHO,
        stocktake=counted(house),
        questions=["Rak besi milik siapa?", " "],
        papers=["Buku tamu"],
        reason="perjanjian berakhir",
    )
    told = house.written(OperatorHandedOver, done.value)
    assert (told.pieces, told.value) == (5, 75_000) == (there.pieces, there.value)
    assert [(debt.consignor, debt.amount) for debt in told.debts] == [(keripik.consignor, 60_000)]
    assert told.money == {"qris": 60_000}
    assert told.questions == ("Rak besi milik siapa?",)
    assert [one.consignor for one in told.agreements] == [keripik.consignor]
    assert told.agreements[0].words.startswith("Galeri mengambil 20 %")
    outlet = house.book.outlet(OUTLET)
    assert outlet
    assert outlet.operator == "Dinas Koperasi"
    assert house.book.latest(OperatorHandedOver, OUTLET) == told
    assert verify(house.database, pinned=house.terminal.pinned) == []
    again = hand_over(house.desk("admin"), id=told.id, **WHO, stocktake=told.stocktake)
    assert not again.value.fresh


def test_the_history_stays_whole_and_selling_goes_on(house: House) -> None:
    keripik = house.keripik(10)
    hand_over(house.desk("dinas"), **WHO, stocktake=counted(house))
    house.shift()
    sale = house.sell((keripik, 1))
    assert isinstance(sale, SaleCompleted)
    assert house.on_hand(keripik) == 9


def test_what_cannot_be_handed_over(house: House) -> None:
    house.keripik(10)
    desk, count = house.desk("admin"), counted(house)
    for wrong in ({"giver": " "}, {"taker": "sahabat umkm"}, {"witness": ""}):
        with refused("handover.names"):
            hand_over(desk, **{**WHO, **wrong}, stocktake=count)
    with refused("handover.count"):
        hand_over(desk, **WHO, stocktake=None)
    with refused("handover.count"):
        hand_over(desk, **WHO, stocktake=house.new_id())
    with refused("access.denied"):
        hand_over(house.desk("cashier"), **WHO, stocktake=count)
    house.wait(8)
    with refused("handover.count"):
        hand_over(house.desk("admin"), **WHO, stocktake=count)
    hand_over(house.desk("admin"), **WHO, stocktake=None, note="gudang disegel polisi")
