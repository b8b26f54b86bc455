"""Transfers, visits, places and the result of an event as lists, on both databases."""

from __future__ import annotations

from datetime import date

from db.engine import Database
from db.queries.events import event_sheet, list_events, sold_at
from db.queries.moving import list_transfers, list_visits, transfer, transfer_lines
from db.queries.places import list_places
from gallery_pos.documents import OutletKind, OutletRevised
from shop import CORNER, OUTLET, Shop


def at_the_bazaar(shop: Shop) -> None:
    """Let the corner be an event of the first week of October, and send some goods there."""
    shop.open()
    shop.post(
        OutletRevised,
        code=CORNER,
        name="Bazar",
        type=OutletKind.EVENT,
        starts=date(2026, 10, 3),
        ends=date(2026, 10, 4),
        stand_fee=20_000,
    )
    shop.receive("P1", 10)
    shop.receive("P2", 4)
    first = shop.send("L1", 6)
    shop.arrive(first, 4)
    shop.write_off("L1", 1, 12_000, first)
    shop.send("L2", 2)
    shop.visit("P1", 700)


def test_transfers_say_what_is_where(shop: Shop, database: Database) -> None:
    at_the_bazaar(shop)
    second, first = list_transfers(database)
    assert (first.source, first.target_name, first.lines) == (OUTLET, "Bazar", 1)
    assert (first.pieces, first.arrived, first.lost, first.in_transit) == (6, 4, 1, 1)
    assert second.in_transit == 2
    assert list_transfers(database, only_open=True) == [second, first]
    assert list_transfers(database, outlet="LAIN") == []
    assert transfer(database, first.id) == first
    assert [(line.lot, line.in_transit) for line in transfer_lines(database, second.id)] == [("L2", 2)]


def test_places_and_visits(shop: Shop, database: Database) -> None:
    at_the_bazaar(shop)
    places = {place.code: place for place in list_places(database)}
    assert (places[OUTLET].on_hand, places[OUTLET].products, places[OUTLET].incoming) == (6, 2, 0)
    assert (places[CORNER].on_hand, places[CORNER].incoming, places[CORNER].value) == (4, 3, 60_000)
    assert places[CORNER].last_visit == shop.day
    (visit,) = list_visits(database, outlet=CORNER, limit=5)
    assert (visit.cash, visit.difference, visit.outlet_name) == (700, 700, "Bazar")


def test_the_result_of_an_event(shop: Shop, database: Database) -> None:
    at_the_bazaar(shop)
    (event,) = list_events(database)
    assert (event.code, event.stand_fee, event.on_hand, event.pieces) == (CORNER, 20_000, 4, 0)
    sheet = event_sheet(database, CORNER)
    assert sheet is not None
    assert [(row.out, row.sold, row.left) for row in sheet.goods] == [(4, 0, 4)]
    assert (sheet.over_short, sheet.income, sheet.result) == (700, 700, -19_300)
    assert sold_at(database) == {}
    assert event_sheet(database, OUTLET) is None
