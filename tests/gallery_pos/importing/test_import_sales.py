"""Sales from elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from files import made, problems, sheet, take_in
from gallery_pos.audit import findings
from gallery_pos.documents import Method, OutletRevised, ProductRevised, SaleCompleted, SaleRefunded
from gallery_pos.money import share
from gallery_pos.services.importing import apply, plan_import
from gallery_pos.services.shifts import open_shift
from gallery_pos.sheets import Cell
from gallery_pos.terms import AgreedTerms
from house import OUTLET, House

HEADER = ["nomor", "waktu", "gerai", "kode_produk", "jumlah", "harga_satuan", "diskon", "metode"]


@pytest.fixture
def goods(house: House) -> list[ProductRevised]:
    """Keripik with two lots (10 that expire sooner, 10 later) and dodol that nobody received."""
    enah = house.maker("Dapur Bu Enah", terms=AgreedTerms(commission_bp=1_250))
    keripik = house.product(enah, "Keripik Singkong", 15_000)
    house.receive(keripik, 10, date(2027, 3, 1))
    house.receive(keripik, 10, date(2027, 1, 1))
    return [keripik, house.product(enah, "Dodol", 45_000)]


def row(number: str, time: Any, product: ProductRevised, pieces: Any, price: Any = 15_000, *more: Any) -> list[Cell]:
    """Return a row of the gallery's own outlet."""
    return [number, time, None, product.code, pieces, price, *more]


def test_rows_with_one_number_are_one_sale(house: House, goods: list[ProductRevised]) -> None:
    keripik, dodol = goods
    plan = take_in(
        house,
        "sales",
        sheet(
            HEADER,
            row("A-1", "2026-10-05T10:15:00", keripik, 3, "Rp15.000", 1_333),
            row("A-1", "2026-10-05T10:15:00", dodol, 1, "45rb", None, "QRIS"),
            row("A-2", "2026-10-05T23:30:00+09:00", keripik, 1, 14_000, None, "Transfer"),
        ),
    )

    assert plan.counts == {"rows": 3, "sales": 2, "sale_lines": 3, "loose_lines": 1, "net": 102_667}
    first, second = made(plan, SaleCompleted)
    assert (first.reference, first.total, first.shift, first.rounding) == ("A-1", 88_667, None, 0)
    assert first.posted_at == datetime(2026, 10, 5, 3, 15, tzinfo=UTC)
    assert [(tender.method, tender.amount) for tender in first.tenders] == [
        (Method.CASH, 43_667),
        (Method.QRIS, 45_000),
    ]
    assert (second.posted_at, second.business_date) == (datetime(2026, 10, 5, 14, 30, tzinfo=UTC), date(2026, 10, 5))
    (part,) = first.lines[0].allocations
    assert (part.gross, part.discount, part.commission, part.due) == (45_000, 1_333, 5_458, 38_209)
    assert first.lines[0].maker == "Dapur Bu Enah"
    assert list(findings(first)) == []


def test_what_expires_first_goes_first_and_the_rest_is_flagged(house: House, goods: list[ProductRevised]) -> None:
    keripik, dodol = goods
    later, sooner = sorted(house.book.lots(OUTLET), key=lambda lot: lot.best_before or date.max, reverse=True)
    plan = take_in(
        house,
        "sales",
        sheet(
            HEADER,
            row("2", "2026-10-06 09.00", keripik, 15),
            row("1", "2026-10-05 10:00", keripik, 8),
            row("3", "2026-10-06 12:00", dodol, 2, 45_000),
        ),
    )

    taken = {
        sale.reference: [(part.lot, part.quantity) for line in sale.lines for part in line.allocations]
        for sale in made(plan, SaleCompleted)
    }
    assert taken == {
        "1": [(sooner.lot, 8)],
        "2": [(sooner.lot, 2), (later.lot, 10), ("", 3)],
        "3": [("", 2)],
    }
    assert plan.counts["loose_lines"] == 2
    assert house.book.loose(OUTLET) == {keripik.code: -3, dodol.code: -2}


def test_a_lot_that_came_later_cannot_have_been_sold_from(house: House, goods: list[ProductRevised]) -> None:
    plan = take_in(house, "sales", sheet(HEADER, row("1", "2026-10-04 10:00", goods[0], 1)))

    assert made(plan, SaleCompleted)[0].lines[0].allocations[0].lot == ""


def test_a_negative_line_is_a_refund_into_the_lot_it_came_from(house: House, goods: list[ProductRevised]) -> None:
    keripik, dodol = goods
    sooner = min(house.book.lots(OUTLET), key=lambda lot: lot.best_before or date.max)
    plan = take_in(
        house,
        "sales",
        sheet(
            HEADER,
            row("1", "2026-10-05 10:00", keripik, 4),
            row("2", "2026-10-05 11:00", keripik, -1, 15_000, 500),
            row("3", "2026-10-05 12:00", dodol, 1, 45_000),
            row("3", "2026-10-05 12:00", keripik, "-2", 15_000, None, "qris"),
            row("4", "2026-10-05 13:00", keripik, -3),
        ),
    )

    assert plan.counts["refunds"] == 3
    refunds = {refund.reference: refund for refund in made(plan, SaleRefunded)}
    back = {
        number: [(part.lot, part.quantity) for part in refund.lines[0].allocations]
        for number, refund in refunds.items()
    }
    assert back == {"2": [(sooner.lot, 1)], "3": [(sooner.lot, 2)], "4": [(sooner.lot, 1), ("", 2)]}
    first = refunds["2"]
    assert (first.sale, first.total, first.tenders[0].method) == (None, 14_500, Method.CASH)
    assert first.lines[0].allocations[0].commission == share(14_500, 1_250)
    assert plan.counts["net"] == 60_000 - 14_500 + 45_000 - 30_000 - 45_000
    assert house.on_hand(keripik) == 20 - 4 + 6
    assert all(list(findings(refund)) == [] for refund in refunds.values())
    sold = sum(part.due for sale in made(plan, SaleCompleted) for line in sale.lines for part in line.allocations)
    given_back = sum(part.due for refund in refunds.values() for part in refund.lines[0].allocations)
    assert house.book.balance(keripik.consignor) == sold - given_back


def test_the_same_sales_again_add_nothing_and_new_ones_do(house: House, goods: list[ProductRevised]) -> None:
    keripik, dodol = goods
    before = [
        row("1", "2026-10-05 10:00", keripik, 4),
        row("1", "2026-10-05 10:00", dodol, 1, 45_000),
        row("2", "2026-10-05 12:00", keripik, -1),
        row("3", "2026-10-05 12:00", keripik, 2),
        row("3", "2026-10-05 12:00", dodol, -1, 45_000),
    ]
    take_in(house, "sales", sheet(HEADER, *before))
    assert take_in(house, "sales", sheet(HEADER, *reversed(before))).counts == {"rows": 5, "sales_same": 3}

    plan = take_in(house, "sales", sheet(HEADER, *before, row("4", "2026-10-05 13:00", keripik, 1)))
    assert [sale.reference for sale in made(plan, SaleCompleted)] == ["4"]


@pytest.mark.parametrize(
    "changed",
    [
        [["1", "2026-10-05 10:00", 5, 15_000]],
        [["1", "2026-10-05 10:00", 4, 14_000]],
        [["1", "2026-10-05 10:01", 4, 15_000]],
        [["1", "2026-10-05 10:00", -4, 15_000]],
        [["1", "2026-10-05 10:00", 4, 15_000], ["1", "2026-10-05 10:00", -1, 15_000]],
    ],
)
def test_a_known_number_with_other_contents_is_a_problem_that_names_both(
    house: House, goods: list[ProductRevised], changed: list[list[Any]]
) -> None:
    first = take_in(house, "sales", sheet(HEADER, row("1", "2026-10-05 10:00", goods[0], 4)))
    (sale,) = made(first, SaleCompleted)
    rows = [row(number, time, goods[0], pieces, price) for number, time, pieces, price in changed]
    plan = plan_import(house.desk(), "sales", [sheet(HEADER, *rows)])

    assert problems(plan) == [(2, "nomor", "1")]
    assert house.number(sale) in plan.problems[0].reason
    assert "Rp60.000" in plan.problems[0].reason


def test_the_same_number_at_two_outlets_is_two_sales(house: House, goods: list[ProductRevised]) -> None:
    rows = [
        ["1", "2026-10-05 10:00", outlet, goods[0].code, 1, 15_000] for outlet in ("Pojok Klari", "Pojok Pedes", "")
    ]
    plan = take_in(house, "sales", sheet(HEADER, *rows))

    assert [outlet.code for outlet in made(plan, OutletRevised)] == ["Pojok Klari", "Pojok Pedes"]
    assert [sale.outlet for sale in made(plan, SaleCompleted)] == ["Pojok Klari", "Pojok Pedes", OUTLET]


def test_every_problem_of_sales_is_told_at_once(house: House, goods: list[ProductRevised]) -> None:
    keripik = goods[0]
    plan = plan_import(
        house.desk(),
        "sales",
        [
            sheet(
                HEADER,
                row("1", "kemarin", keripik, 0, 0, -1, "utang"),
                row("2", "2026-10-05 10:00", keripik, 2, 15_000, 30_001),
                row("3", "2026-10-05 10:00", keripik, "1/2", "1.5", "Rp1.5"),
                ["4", "2026-10-05 10:00", None, "P99", 1, 15_000],
                [None, "2026-10-05 10:00", None, None, 1, 15_000],
                row("5", "2026-10-05 10:00", keripik, 1),
                row("5", "2026-10-06 10:00", keripik, 1),
            )
        ],
    )

    assert sorted(problems(plan)) == [
        (2, "diskon", "-1"),
        (2, "jumlah", "0"),
        (2, "metode", "utang"),
        (2, "waktu", "kemarin"),
        (3, "diskon", "30001"),
        (4, "diskon", "Rp1.5"),
        (4, "harga_satuan", "1.5"),
        (4, "jumlah", "1/2"),
        (5, "kode_produk", "P99"),
        (6, "kode_produk", ""),
        (6, "nomor", ""),
        (8, "waktu", "2026-10-06 10:00"),
    ]
    assert house.book.references(OUTLET, ["2", "5"]) == {}


def test_a_barcode_names_a_product_and_must_agree_with_the_code(house: House, goods: list[ProductRevised]) -> None:
    header = ["number", "time", "product_code", "barcode", "quantity", "unit_price"]
    code, barcode = goods[0].code, goods[0].barcodes[0]
    good = sheet(
        header, ["1", "2026-10-05 10:00", None, barcode, 1, 15_000], ["2", "2026-10-05 10:00", barcode, None, 1, 1]
    )
    plan = take_in(house, "sales", good)
    assert {line.product for sale in made(plan, SaleCompleted) for line in sale.lines} == {code}

    bad = plan_import(
        house.desk(), "sales", [sheet(header, ["3", "2026-10-05 10:00", goods[1].code, barcode, 1, 15_000])]
    )
    assert problems(bad) == [(2, "barcode", barcode)]


def test_what_is_given_away_costs_nothing(house: House, goods: list[ProductRevised]) -> None:
    plan = take_in(house, "sales", sheet(HEADER, row("1", "2026-10-05 10:00", goods[0], 1, 15_000, 15_000)))

    (sale,) = made(plan, SaleCompleted)
    assert (sale.total, sale.tenders) == (0, ())


def test_a_line_without_a_price_is_a_fact_and_is_told(house: House, goods: list[ProductRevised]) -> None:
    rows = (row("1", "2026-10-05 10:00", goods[0], 2, 0), row("1", "2026-10-05 10:00", goods[1], 1, 15_000))
    plan = take_in(house, "sales", sheet(HEADER, *rows))

    (sale,) = made(plan, SaleCompleted)
    assert [(line.quantity, line.gross) for line in sale.lines] == [(2, 0), (1, 15_000)]
    assert sale.total == 15_000
    (told,) = [warning for warning in plan.warnings if warning.column == "harga_satuan"]
    assert (told.row, told.reason) == (2, "harga nol: tercatat sebagai diberikan tanpa bayaran")


def test_what_sold_while_a_person_looked_at_the_plan_is_not_sold_twice(
    house: House, goods: list[ProductRevised]
) -> None:
    plan = plan_import(house.desk(), "sales", [sheet(HEADER, row("1", "2026-10-05 10:00", goods[0], 15))])
    open_shift(house.desk(), opening_float=0)
    house.sell((goods[0], 10))
    done = apply(house.desk(), plan)

    (sale,) = (posted.document for posted in done.value)
    assert isinstance(sale, SaleCompleted)
    assert sum(part.quantity for part in sale.lines[0].allocations if not part.lot) == 5
    assert all(lot.on_hand >= 0 for lot in house.book.lots(OUTLET))


def test_progress_is_told_and_stopping_keeps_nothing(house: House, goods: list[ProductRevised]) -> None:
    rows = [row(str(number), "2026-10-05 10:00", goods[0], 1) for number in range(3)]
    plan = plan_import(house.desk(), "sales", [sheet(HEADER, *rows)])
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        apply(house.desk(), plan, progress=stop)
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert house.book.references(OUTLET, ["0", "1", "2"]) == {}


lines = st.tuples(
    st.integers(-3, 5).filter(bool), st.integers(1, 100_000), st.integers(0, 100), st.integers(0, 23), st.booleans()
)


@settings(max_examples=30)
@given(bp=st.integers(0, 10_000), sold=st.lists(lines, min_size=1, max_size=12))
def test_each_line_pays_the_commission_of_its_net_half_up(
    galleries: Any, bp: int, sold: list[tuple[int, int, int, int, bool]]
) -> None:
    house = galleries.new()
    try:
        product = house.product(house.maker(terms=AgreedTerms(commission_bp=bp)))
        house.receive(product, 4, date(2027, 1, 1))
        house.receive(product, 4, date(2027, 2, 1))
        rows: list[list[Cell]] = []
        due = 0
        for number, (pieces, price, percent, hour, cash) in enumerate(sold):
            discount = abs(pieces) * price * percent // 100
            method = "tunai" if cash else "qris"
            rows.append(row(f"N{number}", f"2026-10-06 {hour}:00", product, pieces, price, discount, method))
            net = abs(pieces) * price - discount
            due += (net - share(net, bp)) * (1 if pieces > 0 else -1)
        take_in(house, "sales", sheet(HEADER, *rows))

        assert house.book.balance(product.consignor) == due
        assert house.on_hand(product) == 8 - sum(pieces for pieces, *_ in sold)
        assert all(lot.on_hand >= 0 for lot in house.book.lots(OUTLET))
    finally:
        house.close()
