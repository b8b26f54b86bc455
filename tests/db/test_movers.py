"""How fast goods move, as the lines of the books say."""

from __future__ import annotations

from datetime import date, timedelta

from db.engine import Database
from db.queries.movers import MoverRow, list_movers
from gallery_pos.documents import ConsignorRevised, ProductRevised
from gallery_pos.movers import Speed
from making import DAY
from shop import OUTLET, Shop


def row_of(database: Database, product: str, on: date = DAY) -> MoverRow:
    (row,) = (row for row in list_movers(database, on=on, outlet=OUTLET) if row.product == product)
    return row


def test_sales_less_refunds_of_four_weeks_make_the_pace(shop: Shop, database: Database) -> None:
    shop.receive("P1", 30)
    shop.receive("P2", 8, best_before=DAY + timedelta(5))
    shop.receive("P3", 2)
    shop.start()
    shop.sell("P1", 18)
    shop.refund(shop.sell("P1", 2))
    shop.sell("P2", 6)
    on = DAY + timedelta(20)
    row = row_of(database, "P1", on)
    assert (row.on_hand, row.sold, row.days, row.lasts_days) == (12, 18, 20, 13)
    assert (row.suggested, row.speed, row.oldest) == (14, Speed.FAST, DAY)
    assert row.reason == "terjual 18 dalam 20 hari, sisa cukup 13 hari"
    fresh = row_of(database, "P2", on)
    assert (fresh.sold, fresh.lasts_days, fresh.suggested) == (6, 6, 0)  # it keeps five days only
    assert row_of(database, "P3", on).speed is Speed.SLOW
    assert row_of(database, "P3", DAY + timedelta(2)).speed is Speed.NEW
    assert next(row.product for row in list_movers(database, on=on)) == "P1"
    later = row_of(database, "P1", DAY + timedelta(40))
    assert (later.sold, later.days, later.lasts_days, later.suggested) == (0, 28, None, 0)


def test_a_maker_who_stopped_is_not_asked_for_more(shop: Shop, database: Database) -> None:
    shop.receive("P1", 20)
    shop.start()
    shop.sell("P1", 19)
    on = DAY + timedelta(20)
    assert row_of(database, "P1", on).suggested == 26
    shop.post(ConsignorRevised, code="M1", business_name="Dapur Bu Enah", active=False)
    assert row_of(database, "P1", on).suggested == 0


def test_what_is_no_longer_sold_or_of_another_maker_is_left_out(shop: Shop, database: Database) -> None:
    for product in ("P1", "P3"):
        shop.receive(product, 5)
    assert [row.product for row in list_movers(database, on=DAY, consignor="M2")] == ["P3"]
    shop.post(ProductRevised, code="P3", name="Syal Batik", consignor="M2", price=99_999, active=False)
    assert [row.product for row in list_movers(database, on=DAY)] == ["P1"]
    assert list_movers(database, on=DAY, outlet="LAIN") == []
