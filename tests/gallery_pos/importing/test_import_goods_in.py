"""Goods that came in, out of a list."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from files import made, problems, sheet, take_in
from gallery_pos.documents import GoodsReceived, OutletKind, OutletRevised, PriceModel, ProductRevised
from gallery_pos.errors import BadInput
from gallery_pos.services.consignors import revise_agreement, revise_consignor
from gallery_pos.services.importing import Plan, apply, plan_import
from gallery_pos.sheets import Cell
from gallery_pos.terms import AgreedTerms
from house import OUTLET, House

HEADER = ["tanggal", "gerai", "kode_penitip", "kode_produk", "jumlah", "kedaluwarsa"]


@pytest.fixture
def goods(house: House) -> list[ProductRevised]:
    """Two products of one maker at 20 percent, one of another."""
    enah = house.maker("Dapur Bu Enah", terms=AgreedTerms(commission_bp=2_000))
    return [
        house.product(enah, "Keripik Singkong", 15_000),
        house.product(enah, "Dodol", 45_000, commission_bp=1_000),
        house.product(house.maker("Kriya Kokom"), "Tas Rajut", 135_000),
    ]


def rows_of(goods: list[ProductRevised], *rows: tuple[str, str, int, Any, Any]) -> list[list[Cell]]:
    """Return rows of (day, outlet, which product, pieces, best before)."""
    return [
        [day, outlet, goods[which].consignor, goods[which].code, pieces, best_before]
        for day, outlet, which, pieces, best_before in rows
    ]


def test_rows_of_one_day_outlet_and_maker_are_one_note(house: House, goods: list[ProductRevised]) -> None:
    rows = rows_of(
        goods,
        ("01/10/2026", "", 0, 12, "Desember 2026"),
        ("1 Oktober 2026", "", 1, "6 pcs", None),
        ("2026-10-01", "", 2, 3, None),
        ("2026-10-02", "", 0, 5, "2027-01-15"),
    )
    plan = take_in(house, "goods-in", sheet(HEADER, *rows))

    assert plan.counts == {"rows": 4, "notes": 3, "lots": 4, "pieces": 26}
    notes = made(plan, GoodsReceived)
    assert [(note.business_date, note.consignor, [line.quantity for line in note.lines]) for note in notes] == [
        (date(2026, 10, 1), goods[0].consignor, [12, 6]),
        (date(2026, 10, 1), goods[2].consignor, [3]),
        (date(2026, 10, 2), goods[0].consignor, [5]),
    ]
    first, second = notes[0].lines
    assert (first.best_before, first.price, first.terms.commission_bp) == (date(2026, 12, 31), 15_000, 2_000)
    assert (second.best_before, second.price, second.terms.commission_bp) == (None, 45_000, 1_000)
    assert house.on_hand(goods[0]) == 17


def test_an_outlet_named_for_the_first_time_is_made_and_told(house: House, goods: list[ProductRevised]) -> None:
    rows = rows_of(
        goods,
        ("2026-10-01", "Pojok Klari", 0, 4, None),
        ("2026-10-01", "POJOK  KLARI", 1, 2, None),
        ("2026-10-01", OUTLET.lower(), 0, 1, None),
        ("2026-10-01", "galeri umkm karawang", 1, 1, None),
    )
    plan = take_in(house, "goods-in", sheet(HEADER, *rows))

    assert [(outlet.code, outlet.type) for outlet in made(plan, OutletRevised)] == [("Pojok Klari", OutletKind.CORNER)]
    assert [(warning.row, warning.value) for warning in plan.warnings] == [(2, "Pojok Klari")]
    assert (house.on_hand(goods[0], "Pojok Klari"), house.on_hand(goods[0])) == (4, 1)
    assert plan.counts["notes"] == 2


def test_the_same_rows_again_add_nothing(house: House, goods: list[ProductRevised]) -> None:
    rows = rows_of(
        goods, ("2026-10-01", "", 0, 12, None), ("2026-10-01", "", 0, 12, None), ("2026-10-02", "", 0, 1, None)
    )
    take_in(house, "goods-in", sheet(HEADER, *rows))
    again = take_in(house, "goods-in", sheet(HEADER, *reversed(rows)))

    assert again.counts == {"rows": 3, "notes_same": 2}
    assert house.on_hand(goods[0]) == 25


def test_a_note_with_one_more_product_gets_only_that(house: House, goods: list[ProductRevised]) -> None:
    before = rows_of(goods, ("2026-10-01", "", 0, 12, None))
    more = rows_of(goods, ("2026-10-01", "", 1, 6, None))
    take_in(house, "goods-in", sheet(HEADER, *before))
    plan = take_in(house, "goods-in", sheet(HEADER, *before, *more))

    assert (plan.counts["notes"], plan.counts["pieces"]) == (1, 6)
    assert len(plan.warnings) == 1
    assert take_in(house, "goods-in", sheet(HEADER, *before, *more)).documents == ()
    assert take_in(house, "goods-in", sheet(HEADER, *more)).documents == ()
    assert (house.on_hand(goods[0]), house.on_hand(goods[1])) == (12, 6)


def test_another_file_with_other_goods_of_that_day_comes_in_too(house: House, goods: list[ProductRevised]) -> None:
    take_in(house, "goods-in", sheet(HEADER, *rows_of(goods, ("2026-10-01", "", 0, 12, None))))
    take_in(house, "goods-in", sheet(HEADER, *rows_of(goods, ("2026-10-01", "", 1, 6, None))))

    assert (house.on_hand(goods[0]), house.on_hand(goods[1])) == (12, 6)


def changed_note(house: House, goods: list[ProductRevised], **decisions: str) -> Plan:
    take_in(house, "goods-in", sheet(HEADER, *rows_of(goods, ("2026-10-01", "", 0, 12, None))))
    rows = rows_of(goods, ("2026-10-01", "", 0, 12, None), ("2026-10-01", "", 0, 3, None))
    return plan_import(house.desk(), "goods-in", [sheet(HEADER, *rows)], decisions=decisions)


def test_more_of_the_same_product_waits_for_a_person(house: House, goods: list[ProductRevised]) -> None:
    plan = changed_note(house, goods)

    (question,) = plan.questions
    assert question.key == f"titipan:{OUTLET}/{goods[0].consignor}/2026-10-01"
    assert question.rows == (("Lembar1", 2), ("Lembar1", 3))
    assert [choice.key for choice in question.choices] == ["lewati", "tambah", "selisih"]
    assert plan.documents == ()
    with pytest.raises(BadInput) as waiting:
        apply(house.desk(), plan)
    assert waiting.value.code == "import.questions"
    assert house.on_hand(goods[0]) == 12


@pytest.mark.parametrize(("answer", "pieces"), [("lewati", 12), ("tambah", 27), ("selisih", 15)])
def test_the_answer_decides_and_holds(house: House, goods: list[ProductRevised], answer: str, pieces: int) -> None:
    plan = changed_note(house, goods, titipan=answer)
    apply(house.desk(), plan)
    assert house.on_hand(goods[0]) == pieces

    again = plan_import(house.desk(), "goods-in", plan.sheets, decisions=plan.decisions)
    assert again.documents == ()


def test_an_answer_that_is_no_choice_is_a_problem(house: House, goods: list[ProductRevised]) -> None:
    plan = changed_note(house, goods, titipan="mungkin")

    assert [problem.value for problem in plan.problems] == ["mungkin"]
    assert len(plan.questions) == 1


def test_a_product_is_found_by_its_barcode(house: House, goods: list[ProductRevised]) -> None:
    header = ["date", "consignor_code", "barcode", "quantity"]
    take_in(house, "goods-in", sheet(header, ["2026-10-01", goods[0].consignor, int(goods[0].barcodes[0]), 4]))

    assert house.on_hand(goods[0]) == 4


def test_every_problem_of_goods_is_told_at_once(house: House, goods: list[ProductRevised]) -> None:
    ended = house.maker("Batik Asep")
    batik = house.product(ended, "Batik")
    revise_agreement(house.desk(), consignor=ended.code, model=PriceModel.PERCENTAGE, end=house.desk().today())
    revise_consignor(house.desk(), code=goods[2].consignor, active=False)
    enah, keripik = goods[0].consignor, goods[0].code
    plan = plan_import(
        house.desk(),
        "goods-in",
        [
            sheet(
                HEADER,
                ["03/13/2026", "", enah, keripik, 1, None],
                ["2026-10-01", "", "M99", "P99", "1.5", "kapan-kapan"],
                ["2026-10-01", "", goods[2].consignor, keripik, 0, None],
                ["2026-10-01", "", enah, None, -3, None],
                ["2026-10-01", "", goods[2].consignor, goods[2].code, 1, None],
                ["2026-10-09", "", ended.code, batik.code, 1, None],
                ["2026-10-01", "x" * 60, enah, keripik, 1, None],
            )
        ],
    )

    assert sorted(problems(plan)) == [
        (2, "tanggal", "03/13/2026"),
        (3, "jumlah", "1.5"),
        (3, "kedaluwarsa", "kapan-kapan"),
        (3, "kode_penitip", "M99"),
        (3, "kode_produk", "P99"),
        (4, "jumlah", "0"),
        (5, "jumlah", "-3"),
        (5, "kode_produk", ""),
        (6, "kode_penitip", goods[2].consignor),
        (7, "kode_penitip", ended.code),
        (8, "gerai", "x" * 60),
    ]


def test_goods_of_somebody_else_are_a_problem(house: House, goods: list[ProductRevised]) -> None:
    plan = plan_import(
        house.desk(), "goods-in", [sheet(HEADER, ["2026-10-01", "", goods[2].consignor, goods[0].code, 1, None])]
    )

    assert problems(plan) == [(2, "kode_penitip", goods[2].consignor)]


def test_what_came_in_expired_or_comes_tomorrow_is_told(house: House, goods: list[ProductRevised]) -> None:
    rows = rows_of(goods, ("2026-10-01", "", 0, 1, "2026-09-30"), ("2026-12-01", "", 0, 1, None))
    plan = take_in(house, "goods-in", sheet(HEADER, *rows))

    assert [(warning.row, warning.column) for warning in plan.warnings] == [(2, "kedaluwarsa"), (3, "tanggal")]
