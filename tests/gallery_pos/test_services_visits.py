"""Visits to outlets without an attendant: three corners, and everything that a visitor can find there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db.tables.facts import journal
from db.verify import verify
from gallery_pos.documents import (
    GoodsReturned,
    MarkdownBasis,
    MarkdownStep,
    Method,
    OutletKind,
    ProductRevised,
    ReturnReason,
    SaleCompleted,
    StocktakePosted,
    VisitRecorded,
)
from gallery_pos.services.intake import TakeBack, return_goods
from gallery_pos.services.markdowns import revise_plan
from gallery_pos.services.moving import Arriving, receive_transfer
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.sending import pick, send_goods
from gallery_pos.services.visits import Seen, Visit, expected_at, preview_visit, record_visit
from gallery_pos.terms import Bearer
from house import OUTLET, House, refused

CORNERS = ("POJOK-KLARI", "POJOK-RENGASDENGKLOK", "POJOK-TELUKJAMBE")


@pytest.fixture
def corners(house: House) -> tuple[str, ...]:
    """Three corners in offices of districts."""
    for code in CORNERS:
        revise_outlet(house.desk("admin"), code=code, name=code.title(), type=OutletKind.CORNER, attended=False)
    return CORNERS


def bring(house: House, product: ProductRevised, pieces: int, to: str) -> None:
    """Take pieces from the gallery to a corner."""
    desk = house.desk()
    sent = send_goods(desk, to=to, lines=pick(desk, {product.code: pieces})).value.document
    lines = [Arriving(line.lot, line.quantity) for line in sent.lines]  # type: ignore[attr-defined]
    receive_transfer(house.desk(outlet=to), sent=sent.id, lines=lines)


def visit(house: House, outlet: str, *seen: Seen, day: date | None = None, **more: Any) -> VisitRecorded:
    fields: dict[str, Any] = {"cash": 0, "visited_by": "Bu Rina"} | more
    told = Visit(outlet, day or house.desk().today(), seen, **fields)
    return house.written(VisitRecorded, record_visit(house.desk("dinas"), told).value)


def posted(house: House, told: VisitRecorded, kind: type[Any]) -> Any:
    """Return what a visit posted of a kind."""
    documents = [house.book.document(id_) for id_ in told.documents]
    return next((each.document for each in documents if each and isinstance(each.document, kind)), None)


def proved(house: House) -> bool:
    return verify(house.database, pinned=house.terminal.pinned) == []


def test_a_visit_to_three_corners(house: House, corners: tuple[str, ...]) -> None:
    keripik = house.keripik(40)
    batik = house.product(house.maker("Batik Rengganis", terms={"commission_bp": 1_000}), "Syal", 90_000)
    house.receive(batik, 6)
    for corner in corners:
        bring(house, keripik, 10, corner)
        bring(house, batik, 2, corner)
    klari, dengklok, telukjambe = corners
    even = visit(house, klari, Seen(keripik.code, 4), Seen(batik.code, 1), cash=100_000, qris=80_000)
    assert (even.difference, even.lines[0].sold, even.lines[1].sold) == (0, 6, 1)
    stolen = visit(house, dengklok, Seen(keripik.code, 6, 1), Seen(batik.code, 1), cash=45_000)
    assert [(line.sold, line.missing) for line in stolen.lines] == [(3, 0), (0, 1)]
    assert stolen.difference == 0
    over = visit(house, telukjambe, Seen(keripik.code, 10), Seen(batik.code, 3), cash=2_000)
    assert (over.difference, over.lines[1].missing, len(over.documents)) == (2_000, -1, 1)
    sale = posted(house, even, SaleCompleted)
    assert (sale.outlet, sale.shift, sale.total) == (klari, None, 180_000)
    assert {tender.method: tender.amount for tender in sale.tenders} == {Method.CASH: 100_000, Method.QRIS: 80_000}
    assert house.book.balance(keripik.consignor) == 9 * 12_000
    assert house.book.balance(batik.consignor) == 81_000 + 81_000
    assert [house.on_hand(keripik, corner) for corner in corners] == [4, 6, 10]
    assert [house.on_hand(batik, corner) for corner in corners] == [1, 1, 3]
    assert proved(house)


def test_what_goes_back_is_returned_to_each_maker_with_what_ends_first_at_the_front(
    house: House, corners: tuple[str, ...]
) -> None:
    today = house.desk().today()
    keripik = house.keripik(0 + 5)
    off = house.receive(keripik, 3, today - timedelta(1))
    batik = house.product(house.maker("Batik Rengganis"), "Syal", 90_000)
    house.receive(batik, 2)
    bring(house, keripik, 8, corners[0])
    bring(house, batik, 2, corners[0])
    told = visit(house, corners[0], Seen(keripik.code, 3, 4), Seen(batik.code, 1, 1), cash=15_000)
    back = [house.book.document(id_) for id_ in told.documents]
    returns = [each.document for each in back if each and isinstance(each.document, GoodsReturned)]
    assert {each.consignor for each in returns} == {keripik.consignor, batik.consignor}
    mine = next(each for each in returns if each.consignor == keripik.consignor)
    assert next((line.lot, line.quantity, line.reason) for line in mine.lines) == (off, 3, ReturnReason.EXPIRED)
    assert [line.reason for line in mine.lines][1:] == [ReturnReason.SLOW]
    assert (house.on_hand(keripik, corners[0]), told.lines[0].sold) == (3, 1)
    assert proved(house)


def test_the_visitor_says_which_pieces_are_missing(house: House, corners: tuple[str, ...]) -> None:
    keripik = house.keripik(10, loss_bp=5_000)
    other = house.product(house.maker("Kebun Pak Ujang", terms={"commission_bp": 0, "loss_bp": 0}), "Kopi", 15_000)
    house.receive(other, 10)
    bring(house, keripik, 5, corners[0])
    bring(house, other, 5, corners[0])
    seen = (Seen(keripik.code, 3), Seen(other.code, 4))
    told = Visit(corners[0], house.desk().today(), seen, cash=30_000)
    _, sums = preview_visit(house.desk(), told)
    assert (sums.gone, sums.shortage, sums.missing, sums.difference) == (45_000, 15_000, 1, 0)
    before = house.book.balance(keripik.consignor)
    decided = visit(house, corners[0], *seen, cash=30_000, missing={other.code: 1})
    assert [(line.sold, line.missing) for line in decided.lines] == [(2, 0), (0, 1)]
    assert house.book.balance(keripik.consignor) - before == 24_000
    assert house.book.balance(other.consignor) == 0, "his agreement says that he bears losses"
    nothing_missing = visit(house, corners[0], Seen(keripik.code, 2), cash=5_000, missing={})
    assert nothing_missing.difference == -10_000
    assert proved(house)


def test_money_that_nobody_can_explain_is_recorded_and_never_refused(house: House, corners: tuple[str, ...]) -> None:
    bring(house, house.keripik(10), 5, corners[0])
    told = visit(house, corners[0], Seen("P0001", 5), cash=7_000, qris=3_000)
    assert (told.difference, told.documents) == (10_000, ())
    with house.database.reading() as connection:
        kinds = connection.execute(select(journal.c.kind).order_by(journal.c.pos.desc()).limit(2)).scalars().all()
    assert kinds == ["VisitRecorded", "GoodsArrived"]
    assert proved(house)


def test_pieces_sold_without_a_lot_before_are_set_against_the_shelf(house: House, corners: tuple[str, ...]) -> None:
    keripik = house.keripik(10)
    house.shift()
    house.sell((keripik, 12))
    assert house.book.loose(OUTLET) == {keripik.code: -2}
    house.receive(keripik, 5)
    revise_outlet(house.desk("admin"), code=OUTLET, attended=False)
    told = visit(house, OUTLET, Seen(keripik.code, 2), cash=15_000)
    assert (told.lines[0].expected, told.lines[0].sold) == (3, 1)
    assert house.book.loose(OUTLET) == {}
    assert house.on_hand(keripik) == 2
    count = posted(house, told, StocktakePosted)
    assert sum(line.compensation for line in count.lines) == 0
    assert proved(house)


def test_prices_of_two_deliveries_are_told_apart(house: House, corners: tuple[str, ...]) -> None:
    keripik = house.keripik(2)
    house.revise(keripik, price=18_000)
    house.receive(keripik, 3)
    bring(house, keripik, 5, corners[0])
    told = visit(house, corners[0], Seen(keripik.code, 1), cash=66_000)
    assert (told.lines[0].value, told.difference) == (66_000, 0)
    sale = posted(house, told, SaleCompleted)
    assert [(line.quantity, line.unit_price) for line in sale.lines] == [(2, 15_000), (2, 18_000)]
    assert proved(house)


def plan(house: House, product: ProductRevised, *steps: tuple[int, int], **more: Any) -> None:
    fields: dict[str, Any] = {"basis": MarkdownBasis.EXPIRY, "bearer": Bearer.CONSIGNOR} | more
    cut = tuple(MarkdownStep(days=days, basis_points=share) for days, share in steps)
    revise_plan(house.desk(), name="Obral", steps=cut, products=(product.code,), **fields)


def test_a_plan_that_counts_there_lowers_what_is_expected_and_says_who_bears_it(
    house: House, corners: tuple[str, ...]
) -> None:
    today = house.desk().today()
    keripik = house.keripik(0 + 4)
    house.receive(keripik, 3, today + timedelta(5))
    bring(house, keripik, 7, corners[0])
    plan(house, keripik, (7, 4_000))
    (row,) = expected_at(house.desk(), outlet=corners[0])
    assert (row.price, row.label) == (9_000, 15_000)
    told = visit(house, corners[0], Seen(keripik.code, 2), cash=57_000)
    assert (told.lines[0].sold, told.lines[0].value, told.lines[0].markdown) == (5, 57_000, 18_000)
    assert told.difference == 0
    sale = posted(house, told, SaleCompleted)
    assert [(line.quantity, line.unit_price, line.discount, line.markdown) for line in sale.lines] == [
        (3, 15_000, 18_000, 18_000),
        (2, 15_000, 0, 0),
    ]
    assert [line.plan for line in sale.lines] == ["RP01", ""]
    assert sale.lines[0].allocations[0].terms.discount_bearer is Bearer.CONSIGNOR
    assert house.book.balance(keripik.consignor) == 5 * 12_000 - 18_000, "the plan says that the maker bears it"
    assert proved(house)


def test_what_was_sold_before_its_last_day_was_sold_at_the_price_of_that_day(
    house: House, corners: tuple[str, ...]
) -> None:
    keripik = house.keripik(1)
    house.receive(keripik, 5, house.desk().today() + timedelta(2))
    bring(house, keripik, 5, corners[0])
    plan(house, keripik, (7, 2_000))
    house.wait(10)
    told = visit(house, corners[0], Seen(keripik.code, 0, 2), cash=36_000)
    assert (told.lines[0].sold, told.lines[0].value, told.difference) == (3, 36_000, 0)
    assert proved(house)


def test_a_plan_of_another_outlet_or_of_a_later_day_says_nothing(house: House, corners: tuple[str, ...]) -> None:
    keripik = house.keripik(10)
    bring(house, keripik, 6, corners[0])
    monday = house.wait()
    house.wait(2)
    plan(house, keripik, (0, 5_000), basis=MarkdownBasis.AGE, at=corners[1])
    plan(house, keripik, (0, 5_000), basis=MarkdownBasis.AGE)
    before = visit(house, corners[0], Seen(keripik.code, 4), cash=30_000, day=monday)
    assert (before.lines[0].value, before.lines[0].markdown) == (30_000, 0), "it was made two days later"
    now = visit(house, corners[0], Seen(keripik.code, 2), cash=30_000)
    assert (now.lines[0].value, now.lines[0].markdown, now.difference) == (15_000, 15_000, 15_000)
    assert proved(house)


def test_a_visit_written_down_days_later_leaves_out_what_came_since(house: House, corners: tuple[str, ...]) -> None:
    keripik = house.keripik(20)
    bring(house, keripik, 5, corners[0])
    monday = house.wait()
    house.wait(3)
    bring(house, keripik, 10, corners[0])
    assert [row.pieces for row in expected_at(house.desk(), outlet=corners[0], day=monday)] == [5]
    told = visit(house, corners[0], Seen(keripik.code, 2), cash=45_000, day=monday)
    assert (told.business_date, told.lines[0].expected, told.lines[0].sold) == (monday, 5, 3)
    assert posted(house, told, SaleCompleted).business_date == monday
    assert house.on_hand(keripik, corners[0]) == 12
    later = visit(house, corners[0], Seen(keripik.code, 12))
    assert later.lines[0].missing == 0
    with refused("visit.order"):
        visit(house, corners[0], Seen(keripik.code, 1), day=monday)
    assert proved(house)


def test_an_old_visit_that_contradicts_what_moved_since_is_written_down_all_the_same(
    house: House, corners: tuple[str, ...]
) -> None:
    keripik = house.keripik(10)
    bring(house, keripik, 5, corners[0])
    monday = house.wait()
    house.wait(3)
    (lot,) = house.book.lots(corners[0])
    back = [TakeBack(lot.lot, 4, ReturnReason.REQUESTED)]
    return_goods(house.desk(outlet=corners[0]), consignor=keripik.consignor, lines=back)
    told = visit(house, corners[0], Seen(keripik.code, 2), cash=45_000, day=monday)
    assert (told.lines[0].expected, told.lines[0].sold) == (5, 3)
    sale = posted(house, told, SaleCompleted)
    assert [part.lot for line in sale.lines for part in line.allocations] == [lot.lot, ""]
    assert house.book.loose(corners[0]) == {keripik.code: -2}, "a finding for the next count"
    assert proved(house)


def test_the_same_form_twice_is_one_visit(house: House, corners: tuple[str, ...]) -> None:
    keripik = house.keripik(10)
    bring(house, keripik, 5, corners[0])
    told, id_ = Visit(corners[0], house.desk().today(), (Seen(keripik.code, 2),), cash=45_000), house.new_id()
    first = record_visit(house.desk(), told, id=id_).value
    assert record_visit(house.desk(), told, id=id_).value.number == first.number
    assert house.on_hand(keripik, corners[0]) == 2
    with refused("journal.id_reused"):
        record_visit(house.desk(), Visit(corners[0], told.day, told.seen, cash=1), id=id_)


@pytest.mark.parametrize(
    ("seen", "more", "code"),
    [
        ([("P0001", 3), ("P0001", 2)], {}, "visit.twice"),
        ([("ENTAH", 3)], {}, "visit.unknown"),
        ([("P0001", -1)], {}, "count.pieces"),
        ([("P0001", 10_000_000)], {}, "count.pieces"),
        ([("P0001", 0, 6)], {}, "visit.returned"),
        ([("P0001", 2)], {"cash": -1}, "visit.money"),
        ([("P0001", 2)], {"cash": 10**13}, "visit.money"),
        ([("P0001", 2)], {"missing": {"P0001": 4}}, "visit.missing"),
        ([], {}, "visit.empty"),
        ([("P0001", 2)], {"outlet": "ENTAH"}, "visit.outlet"),
        ([("P0001", 2)], {"outlet": OUTLET}, "visit.attended"),
        ([("P0001", 2)], {"day": date(2027, 1, 1)}, "visit.future"),
    ],
)
def test_a_visit_that_cannot_be_is_refused_and_leaves_nothing(
    house: House, corners: tuple[str, ...], seen: list[tuple[Any, ...]], more: dict[str, Any], code: str
) -> None:
    keripik = house.keripik(10)
    bring(house, keripik, 5, corners[0])
    outlet = more.pop("outlet", corners[0])
    before = house.book.head()
    with refused(code):
        visit(house, outlet, *(Seen(*each) for each in seen), **more)
    assert house.book.head() == before
    with refused("access.denied"):
        record_visit(house.desk("cashier"), Visit(corners[0], house.desk().today(), (), cash=0))
