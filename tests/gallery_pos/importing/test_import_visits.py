"""Count sheets of three corners without an attendant, typed in at the office."""

from __future__ import annotations

from typing import Any

import pytest

from db.verify import verify
from files import made, problems, sheet, take_in
from gallery_pos.documents import (
    GoodsReturned,
    Method,
    OutletKind,
    ProductRevised,
    SaleCompleted,
    StocktakePosted,
    VisitRecorded,
)
from gallery_pos.services.importing import Plan, plan_import
from gallery_pos.services.moving import Arriving, receive_transfer
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.sending import pick, send_goods
from gallery_pos.services.visits import Seen, Visit, record_visit
from gallery_pos.sheets import Cell
from house import OUTLET, House

HEADER = ["tanggal", "gerai", "kode_produk", "sisa", "retur", "kas", "qris"]
CORNERS = ("Pojok Klari", "Pojok Rengasdengklok", "Pojok Telukjambe")


@pytest.fixture
def goods(house: House) -> list[ProductRevised]:
    """Keripik and a shawl, ten and two of them in each of three corners since Monday the fifth."""
    keripik = house.keripik(40)
    batik = house.product(house.maker("Batik Rengganis", terms={"commission_bp": 1_000}), "Syal", 90_000)
    house.receive(batik, 8)
    for corner in CORNERS:
        revise_outlet(house.desk("admin"), code=corner, name=corner, type=OutletKind.CORNER, attended=False)
        desk = house.desk()
        lines = pick(desk, {keripik.code: 10, batik.code: 2})
        sent = send_goods(desk, to=corner, lines=lines).value.document
        came = [Arriving(line.lot, line.quantity) for line in sent.lines]  # type: ignore[attr-defined]
        receive_transfer(house.desk(outlet=corner), sent=sent.id, lines=came)
    house.wait(10)
    return [keripik, batik]


def rows_of(goods: list[ProductRevised], *rows: tuple[str, str, int, Any, Any, Any, Any]) -> list[list[Cell]]:
    return [
        [day, outlet, goods[which].code, left, back, cash, qris] for day, outlet, which, left, back, cash, qris in rows
    ]


def three_corners(goods: list[ProductRevised]) -> list[list[Cell]]:
    return rows_of(
        goods,
        ("12/10/2026", "Pojok Klari", 0, 4, 0, "Rp 100.000", 80_000),
        ("12/10/2026", "pojok klari", 1, 1, None, None, None),
        ("12 Oktober 2026", "Pojok Rengasdengklok", 0, 6, 1, 45_000, 0),
        ("12 Oktober 2026", "Pojok Rengasdengklok", 1, 1, 0, 45_000, 0),
        ("2026-10-13", "Pojok Telukjambe", 0, "habis", 0, 150_000, None),
        ("2026-10-13", "Pojok Telukjambe", 1, "3 pcs", 0, None, None),
    )


def refused(house: House, goods: list[ProductRevised], *rows: tuple[str, str, int, Any, Any, Any, Any]) -> Plan:
    return plan_import(house.desk(), "visits", [sheet(HEADER, *rows_of(goods, *rows))])


def test_a_visit_to_three_corners_comes_in_whole(house: House, goods: list[ProductRevised]) -> None:
    plan = take_in(house, "visits", sheet(HEADER, *three_corners(goods)))
    assert {key: count for key, count in plan.counts.items() if count} == {
        "rows": 6,
        "visits": 3,
        "visit_sold": 6 + 1 + 3 + 10,
        "visit_returned": 1,
        "visit_missing": 1,
        "net": 180_000 + 45_000 + 150_000,
    }
    even, stolen, over = made(plan, VisitRecorded)
    assert (even.outlet, even.cash, even.qris, even.difference) == ("Pojok Klari", 100_000, 80_000, 0)
    assert [(line.sold, line.missing) for line in stolen.lines] == [(3, 0), (0, 1)]
    assert over.lines[1].missing == -1
    assert [sale.shift for sale in made(plan, SaleCompleted)] == [None] * 3
    assert made(plan, SaleCompleted)[0].tenders[0].method is Method.CASH
    assert len(made(plan, GoodsReturned)) == 1
    assert len(made(plan, StocktakePosted)) == 2
    assert [house.on_hand(goods[0], corner) for corner in CORNERS] == [4, 6, 0]
    assert [house.on_hand(goods[1], corner) for corner in CORNERS] == [1, 1, 3]
    assert house.book.balance(goods[0].consignor) == 19 * 12_000
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_the_same_sheet_again_adds_nothing(house: House, goods: list[ProductRevised]) -> None:
    take_in(house, "visits", sheet(HEADER, *three_corners(goods)))
    head = house.book.head()
    again = take_in(house, "visits", sheet(HEADER, *three_corners(goods)))
    assert (again.documents, again.counts["visits_same"]) == ((), 3)
    assert house.book.head() == head


def test_two_visits_to_one_corner_follow_each_other(house: House, goods: list[ProductRevised]) -> None:
    rows = rows_of(
        goods,
        ("2026-10-12", CORNERS[0], 0, 4, 0, 60_000, 0),
        ("2026-10-08", CORNERS[0], 0, 8, 0, 30_000, 0),
    )
    plan = take_in(house, "visits", sheet(HEADER, *rows))
    assert [(visit.lines[0].expected, visit.lines[0].sold) for visit in made(plan, VisitRecorded)] == [(10, 2), (8, 4)]
    assert "1 barang ada di buku" in plan.warnings[0].reason
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_every_problem_of_a_sheet_is_told_at_once_and_nothing_comes_in(
    house: House, goods: list[ProductRevised]
) -> None:
    plan = refused(
        house,
        goods,
        ("2026-10-12", CORNERS[0], 0, 4, 0, 60_000, 0),
        ("2026-10-12", CORNERS[0], 0, 3, 0, 60_000, 0),
        ("2026-10-12", "Pojok Entah", 0, 4, 0, 0, 0),
        ("2026-10-12", OUTLET, 0, 4, 0, 0, 0),
        ("2027-10-12", CORNERS[1], 0, 4, 0, 0, 0),
        ("2026-10-12", CORNERS[2], 0, 4, 11, 0, 0),
        ("2026-10-11", CORNERS[2], 0, 4, 0, 10_000, 0),
        ("2026-10-11", CORNERS[2], 1, 1, 0, 20_000, 0),
        ("2026-10-12", CORNERS[1], 0, -1, 0, "banyak", 0),
        ("2026-10-12", "", 0, 1, 0, 0, 0),
    )
    assert [(row, column) for row, column, _ in problems(plan)] == [
        (3, "kode_produk"),
        (4, "gerai"),
        (5, "gerai"),
        (6, "tanggal"),
        (7, "retur"),
        (9, "kas"),
        (10, "sisa"),
        (10, "kas"),
        (11, "gerai"),
    ]
    reasons = " ".join(problem.reason for problem in plan.problems)
    assert "Rp10.000, Rp20.000" in reasons
    assert "dijaga dan punya kasir" in reasons


def test_a_visit_that_is_in_the_book_otherwise_is_a_problem(house: House, goods: list[ProductRevised]) -> None:
    take_in(house, "visits", sheet(HEADER, *three_corners(goods)))
    plan = refused(house, goods, ("2026-10-12", CORNERS[0], 0, 3, 0, 100_000, 80_000))
    assert "dengan isi lain" in plan.problems[0].reason
    plan = refused(house, goods, ("2026-10-09", CORNERS[0], 0, 3, 0, 0, 0))
    assert "sudah dikunjungi lagi pada 12 Okt 2026" in plan.problems[0].reason


def test_a_visit_typed_on_the_screen_is_not_taken_in_again(house: House, goods: list[ProductRevised]) -> None:
    told = Visit(CORNERS[0], house.desk().today(), (Seen(goods[0].code, 4),), cash=90_000)
    record_visit(house.desk(), told)
    plan = refused(house, goods, (told.day.isoformat(), CORNERS[0], 0, 4, 0, 90_000, 0))
    assert "dicatat di layar Gerai" in plan.problems[0].reason


def test_missing_columns_are_named(house: House) -> None:
    plan = plan_import(house.desk(), "visits", [sheet(["tanggal", "gerai", "kode_produk"], ["2026-10-12", "A", "P1"])])
    assert [problem.column for problem in plan.problems] == ["sisa"]
