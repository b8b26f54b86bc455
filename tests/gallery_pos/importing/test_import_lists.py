"""Lists of consignors and products."""

from __future__ import annotations

from typing import Any

import pytest

from files import made, problems, sheet, take_in
from gallery_pos.barcode import is_ean13
from gallery_pos.documents import AgreementRevised, ConsignorRevised, FeeCharged, PriceModel, ProductRevised, SizeClass
from gallery_pos.errors import BadInput, RuleBroken
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.importing import MOST_LISTED, Plan, apply, plan_import
from gallery_pos.sheets import Cell, Sheet, SheetRow
from gallery_pos.terms import ItemTerms
from house import House

CONSIGNORS = sheet(
    ["Daftar penitip galeri"],
    [],
    [
        "Kode",
        "NAMA USAHA",
        "pemilik",
        "Telepon",
        "Kecamatan",
        "NIB",
        "kelas",
        "Model",
        "komisi_persen",
        "iuran bulanan",
    ],
    ["M01", "Kriya Kokom", "Kokom", "0819-5918-6401", "Kec. TEGALWARU", 818391314958, "Mikro", "persen", "12,5%", None],
    [],
    ["M02", "Dapur Enok", "Enok", None, "Klari", None, None, "harga titip", None, None],
    ["M03", "Uun Snack", "Uun", "+62 816 0815 6752", None, None, "kecil", "iuran", None, "Rp 50.000"],
    ["M04", "Rumah Sari"],
)


def test_consignors_come_in_with_what_was_agreed(house: House) -> None:
    plan = take_in(house, "consignors", CONSIGNORS)

    assert plan.counts == {"rows": 4, "consignors_new": 4, "agreements": 3}
    kokom = house.book.consignor("M01")
    assert kokom is not None
    assert (kokom.business_name, kokom.owner, kokom.district) == ("Kriya Kokom", "Kokom", "Tegalwaru")
    assert (kokom.nib, kokom.size_class) == ("0818391314958", SizeClass.MICRO)
    agreed = {code: house.book.agreement(code) for code in ("M01", "M02", "M03", "M04")}
    assert {
        code: (one.model, one.terms.commission_bp, one.monthly_fee) for code, one in agreed.items() if one is not None
    } == {
        "M01": (PriceModel.PERCENTAGE, 1_250, 0),
        "M02": (PriceModel.FIXED_NET, None, 0),
        "M03": (PriceModel.FEE, 0, 50_000),
    }


def test_a_plan_that_is_old_is_made_again_while_others_may_still_write(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_import(house.desk(), "consignors", [CONSIGNORS])
    revise_consignor(house.desk(), code="M04", business_name="Rumah Sari Baru")
    locked: list[bool] = []

    def planned(*words: Any, **more: Any) -> Plan:
        locked.append(house.database.here is not None)
        return plan_import(*words, **more)

    monkeypatch.setattr("gallery_pos.services.importing.run.plan_import", planned)
    apply(house.desk(), plan)
    assert locked == [False]
    assert len(house.book.consignors()) == 4


def test_telephones_stay_out_of_the_journal(house: House) -> None:
    plan = take_in(house, "consignors", CONSIGNORS)

    assert plan.private == {"M01": {"phone": "6281959186401"}, "M03": {"phone": "6281608156752"}}
    assert not any("81959186401" in repr(document) for document in plan.documents)


def test_a_nib_that_a_spreadsheet_cut_is_mended_and_told(house: House) -> None:
    plan = plan_import(house.desk(), "consignors", [CONSIGNORS])

    assert [(warning.row, warning.column) for warning in plan.warnings] == [(4, "NIB")]


def test_the_same_file_again_adds_nothing(house: House) -> None:
    take_in(house, "consignors", CONSIGNORS)
    again = take_in(house, "consignors", CONSIGNORS)

    assert again.documents == ()
    assert again.counts == {"rows": 4, "consignors_same": 4}


def test_what_changed_is_revised_and_told_and_an_empty_cell_changes_nothing(house: House) -> None:
    take_in(house, "consignors", CONSIGNORS)
    plan = take_in(
        house,
        "consignors",
        sheet(["code", "business_name", "owner", "commission_percent"], ["m01", "Kriya Kokom Jaya", None, 15]),
    )

    (consignor,) = made(plan, ConsignorRevised)
    assert (consignor.code, consignor.business_name, consignor.owner) == ("M01", "Kriya Kokom Jaya", "Kokom")
    (agreement,) = made(plan, AgreementRevised)
    assert (agreement.model, agreement.terms.commission_bp) == (PriceModel.PERCENTAGE, 1_500)
    assert [(warning.row, warning.value) for warning in plan.warnings] == [(2, "m01")]


def test_a_fee_that_changes_is_first_charged_as_it_was(house: House) -> None:
    consignor = house.maker(model=PriceModel.FEE, monthly_fee=50_000)
    house.receive(house.product(consignor), 10)
    house.wait(days=40)
    header = ["kode", "nama_usaha", "model", "iuran_bulanan"]
    plan = take_in(house, "consignors", sheet(header, [consignor.code, consignor.business_name, "iuran", 75_000]))

    assert [(fee.period, fee.amount) for fee in made(plan, FeeCharged)] == [("2026-10", 50_000)]
    assert [agreement.monthly_fee for agreement in made(plan, AgreementRevised)] == [75_000]


def test_every_problem_of_a_list_is_told_at_once_and_nothing_comes_in(house: House) -> None:
    plan = plan_import(
        house.desk(),
        "consignors",
        [
            sheet(
                ["kode", "nama_usaha", "telepon", "nib", "kelas", "model", "komisi_persen", "iuran_bulanan"],
                ["M01", None, "dua nomor", "123", "raksasa", "sewa", "120%", "1.5"],
                ["M01", "Kriya Kokom", None, None, None, "iuran", None, None],
                ["=A1", "Dapur Enok", None, None, None, "iuran", 0.2, 0],
            )
        ],
    )

    assert problems(plan) == [
        (2, "nama_usaha", ""),
        (2, "telepon", "dua nomor"),
        (2, "nib", "123"),
        (2, "kelas", "raksasa"),
        (2, "model", "sewa"),
        (2, "komisi_persen", "120%"),
        (2, "iuran_bulanan", "1.5"),
        (3, "kode", "M01"),
        (3, "iuran_bulanan", ""),
        (4, "kode", "=A1"),
        (4, "komisi_persen", "0.2"),
        (4, "iuran_bulanan", "0"),
    ]
    assert all(problem.reason and problem.file == "daftar.xlsx" for problem in plan.problems)
    with pytest.raises(BadInput) as refused:
        apply(house.desk(), plan)
    assert refused.value.problems == plan.problems
    assert house.book.consignors() == []


def test_a_share_that_the_spreadsheet_shows_in_percent_is_one(house: House) -> None:
    rows = (
        SheetRow(1, ("kode", "nama_usaha", "komisi_persen")),
        SheetRow(2, ("M01", "Kriya Kokom", 0.07), percents=(2,)),
        SheetRow(3, ("M02", "Dapur Enok", 0.125), percents=(2,)),
    )
    plan = take_in(house, "consignors", Sheet(file="a.xlsx", name="a", rows=rows))

    assert [agreement.terms.commission_bp for agreement in made(plan, AgreementRevised)] == [700, 1_250]


@pytest.fixture
def makers(house: House) -> House:
    take_in(house, "consignors", CONSIGNORS)
    return house


PRODUCTS = sheet(
    ["kode", "barcode", "nama", "kategori", "kode_penitip", "harga_jual", "harga_titip", "komisi_persen", "warna"],
    ["P7", 8991234567899, "Kerudung Ecoprint", "Fashion", "M01", "110.000,-", None, None, "biru"],
    ["P8", None, "Dodol 500 gr", "Makanan", "m02", "Rp 45.000", "38rb", None, None],
    ["P9", None, "<b>Sirup</b> =1+1", None, "M03", 35000, None, 10, None],
)


def test_products_come_in_with_terms_of_their_own(makers: House) -> None:
    plan = take_in(makers, "products", PRODUCTS)

    assert plan.counts == {"rows": 3, "products_new": 3}
    kerudung, dodol, sirup = made(plan, ProductRevised)
    assert (kerudung.price, kerudung.consignor, kerudung.barcodes) == (110_000, "M01", ("8991234567899",))
    assert (dodol.price, dodol.consignor, dodol.terms) == (45_000, "M02", ItemTerms(consignor_price=38_000))
    assert (sirup.name, sirup.terms) == ("<b>Sirup</b> =1+1", ItemTerms(commission_bp=1_000))
    assert [(one.row, one.column, one.reason) for one in plan.warnings] == [
        (1, "warna", "kolom ini tidak dikenal, diabaikan")
    ]


def test_a_product_without_a_barcode_gets_one_that_is_free(makers: House) -> None:
    taken = makers.product(makers.maker("Dapur Sari"))
    _, dodol, sirup = made(take_in(makers, "products", PRODUCTS), ProductRevised)

    barcodes = {*taken.barcodes, *dodol.barcodes, *sirup.barcodes}
    assert len(barcodes) == 3
    assert all(map(is_ean13, barcodes))


def test_the_same_products_again_add_nothing_and_changed_ones_keep_the_rest(makers: House) -> None:
    take_in(makers, "products", PRODUCTS)
    assert take_in(makers, "products", PRODUCTS).counts == {"rows": 3, "products_same": 3}

    plan = take_in(
        makers, "products", sheet(["kode", "nama", "kode_penitip", "harga_jual"], ["p8", "Dodol 500 gr", "M02", 47_000])
    )
    (dodol,) = made(plan, ProductRevised)
    assert (dodol.code, dodol.price, dodol.category) == ("P8", 47_000, "Makanan")
    assert dodol.terms == ItemTerms(consignor_price=38_000)
    assert len(dodol.barcodes) == 1


def test_every_problem_of_products_is_told_at_once(makers: House) -> None:
    take_in(makers, "products", PRODUCTS)
    plan = plan_import(
        makers.desk(),
        "products",
        [
            sheet(
                ["kode", "barcode", "nama", "kode_penitip", "harga_jual", "harga_titip"],
                ["P1", "8991234567899", "Barcode orang", "M01", 1000, None],
                ["P2", "P3", "Kode orang", "M01", 1000, None],
                ["P3", "111", "Kembar", "M01", 1000, None],
                ["P4", "111", "Kembar", "M01", 1000, None],
                ["P4", None, "Kode kembar", "M99", 0, -5],
                ["P7", None, "Milik orang", "M02", 1000, None],
                ["P10", "8,99123E+12", "Terpotong", "M01", 1000, None],
            )
        ],
    )

    assert sorted(problems(plan)) == [
        (2, "barcode", "8991234567899"),
        (3, "barcode", "P3"),
        (5, "barcode", "111"),
        (6, "harga_jual", "0"),
        (6, "harga_titip", "-5"),
        (6, "kode", "P4"),
        (6, "kode_penitip", "M99"),
        (7, "kode", "P7"),
        (8, "barcode", "8,99123E+12"),
    ]


def test_a_maker_who_would_get_more_than_the_price_is_told(makers: House) -> None:
    header = ["kode", "nama", "kode_penitip", "harga_jual", "harga_titip"]
    plan = take_in(makers, "products", sheet(header, ["P1", "Rugi", "M01", 1000, 2000]))

    assert [(one.row, one.column) for one in plan.warnings] == [(2, "harga_titip")]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([["kode", "harga jual", "warna"], ["P1", 1000, "biru"]], ["nama", "kode_penitip"]),
        ([["Laporan tahunan"], [1, 2, 3]], ["kode", "nama", "kode_penitip", "harga_jual"]),
        ([], ["kode", "nama", "kode_penitip", "harga_jual"]),
    ],
)
def test_columns_that_are_missing_are_named_with_what_is_there(
    house: House, rows: list[list[Any]], missing: list[str]
) -> None:
    plan = plan_import(house.desk(), "products", [sheet(*rows)])

    assert [problem.column for problem in plan.problems] == missing
    found = [str(cell) for cell in rows[0] if cell] if rows else ["tidak ada judul kolom"]
    assert all(text in plan.problems[0].reason for text in found)


def test_two_columns_with_one_meaning_are_a_problem(house: House) -> None:
    header = ["kode", "nama", "Nama", "kode_penitip", "harga_jual"]
    plan = plan_import(house.desk(), "products", [sheet(header, ["P1", "a", "b", "M01", 1000])])

    assert (1, "Nama", "") in problems(plan)


def test_thousands_of_problems_are_counted_beyond_what_a_person_reads(house: House) -> None:
    many = MOST_LISTED + 250
    rows: list[list[Cell]] = [[f"P{number}", "x", "M99", 0] for number in range(many // 2)]
    plan = plan_import(house.desk(), "products", [sheet(["kode", "nama", "kode_penitip", "harga_jual"], *rows)])

    assert plan.problem_count == many
    assert len(plan.problems) == MOST_LISTED + 1
    assert "250" in plan.problems[-1].reason


def test_an_unknown_kind_and_a_cashier_are_refused(house: House) -> None:
    with pytest.raises(BadInput):
        plan_import(house.desk(), "barang", [PRODUCTS])
    with pytest.raises(RuleBroken):
        plan_import(house.desk("cashier"), "products", [PRODUCTS])
