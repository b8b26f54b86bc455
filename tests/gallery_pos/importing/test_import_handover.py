"""The workbook a gallery gets when an operator leaves, and others like it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from files import made, problems, sheet, take_in
from gallery_pos.barcode import is_ean13
from gallery_pos.documents import ConsignorRevised, GoodsReceived, ProductRevised
from gallery_pos.reading import name_key
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.importing import Plan, apply, plan_import
from gallery_pos.sheets import Cell, Sheet
from gallery_pos.terms import ItemTerms
from house import OUTLET, House
from receipts.spreadsheets import read_table

WORKBOOK = Path(__file__).parents[2] / "data" / "serah-terima-galeri.xlsx"

HEADER = ["No", "Nama UMKM", "Pemilik", "No. HP / WA", "Kecamatan", "Nama Produk", "Harga Jual", "Sisa Stok"]
KOKOM = ["Kriya Kokom", "Kokom Sumarni", "081959186401", "Tegalwaru"]
TATI = ["Keripik Tati", "Tati Rohaeti", "081873928344", "Lemahabang"]


def goods(maker: Sequence[Cell], product: Cell, price: Cell = 10_000, stock: Cell = 5) -> list[Cell]:
    """Return a row under :data:`HEADER`."""
    return [None, *maker, product, price, stock]


def plan(house: House, *sheets: Sheet, **decisions: str) -> Plan:
    return plan_import(house.desk(), "handover", sheets, decisions=decisions)


def lots_of(house: House) -> list[tuple[str, int, int, date | None]]:
    """Return product name, price, pieces and best before of every lot at the gallery."""
    names = {product.code: product.name for product in house.book.products()}
    lots = house.book.lots(OUTLET)
    return sorted((names[lot.product], lot.price, lot.on_hand, lot.best_before) for lot in lots if lot.on_hand)


# ---------------------------------------------------------------------------------------------------- the workbook


def test_the_workbook_comes_in_whole_as_it_is(each_house: House) -> None:
    taken = take_in(each_house, "handover", *read_table(WORKBOOK))

    assert taken.counts == {
        "rows": 97,
        "consignors_new": 32,
        "products_new": 97,
        "notes": 32,
        "lots": 87,
        "pieces": 948,
    }
    assert [(warning.sheet, warning.row) for warning in taken.warnings] == [("catatan", 0)]
    consignors, products = each_house.book.consignors(), each_house.book.products()
    assert [consignor.code for consignor in consignors] == [f"M{number:03}" for number in range(1, 33)]
    assert [product.code for product in products] == [f"P{number:04}" for number in range(1, 98)]
    assert len({name_key(consignor.business_name) for consignor in consignors}) == 32
    assert len({barcode for product in products for barcode in product.barcodes if is_ean13(barcode)}) == 97
    assert sum(lot.on_hand for lot in each_house.book.lots(OUTLET)) == 948
    assert taken.private.keys() == {consignor.code for consignor in consignors}


def test_the_workbook_tells_what_it_says_of_one_maker(house: House) -> None:
    taken = take_in(house, "handover", *read_table(WORKBOOK))

    lilis = next(one for one in house.book.consignors() if one.business_name == "Keripik Lilis")
    assert (lilis.owner, lilis.district) == ("Lilis Sumarni", "Cilamaya Wetan")
    assert taken.private[lilis.code] == {"phone": "6281465477240"}
    products = {one.name: one for one in house.book.products() if one.consignor == lilis.code}
    assert {name: one.price for name, one in products.items()} == {
        "Kue Kering Nastar 400 gr": 85_000,
        "Keripik Pisang Coklat 150 gr": 18_000,
        "Keripik Singkong Balado 200 gr": 15_000,
        "Seblak Kering 90 gr": 10_000,
    }
    assert products["Seblak Kering 90 gr"].permits == {
        "P-IRT": "P-IRT 2153215485499-24",
        "Halal": "ID32110002607351639",
    }
    (note,) = [one for one in made(taken, GoodsReceived) if one.consignor == lilis.code]
    assert [(line.quantity, line.best_before, line.condition, line.note) for line in note.lines] == [
        (10, date(2023, 6, 6), "baik", '=HYPERLINK("http://contoh","klik")'),
        (8, date(2024, 7, 9), "kedaluwarsa", '=HYPERLINK("http://contoh","klik")'),
        (20, date(2024, 10, 6), "baik", '=HYPERLINK("http://contoh","klik")'),
    ]


def test_the_workbook_again_adds_nothing_even_after_a_price_changed(each_house: House) -> None:
    take_in(each_house, "handover", *read_table(WORKBOOK))
    revise_product(each_house.desk(), code="P0001", price=125_000)
    again = take_in(each_house, "handover", *read_table(WORKBOOK))

    assert again.documents == ()
    assert again.counts == {"rows": 97, "consignors_same": 32, "products_same": 97, "notes_same": 32}
    product = each_house.book.product("P0001")
    assert product is not None
    assert product.price == 125_000


def test_a_total_that_does_not_add_up_is_told(house: House) -> None:
    (data, notes) = read_table(WORKBOOK)
    last = data.rows[-1]
    wrong = Sheet(
        file=data.file, name=data.name, rows=(*data.rows[:-1], type(last)(last.number, (*last.cells[:11], 950)))
    )
    taken = take_in(house, "handover", wrong, notes)

    assert [(one.row, one.value) for one in taken.warnings if one.sheet == data.name] == [(105, "950")]
    assert "948" in taken.warnings[0].reason


# --------------------------------------------------------------------------------------------------- free layouts


@pytest.mark.parametrize(
    "header",
    [
        ["No.", "Nama Usaha", "Nama Pemilik", "Telp", "Alamat", "Produk", "Harga (Rp)", "Stok"],
        ["no", "UMKM", "pemilik", "HP", "KECAMATAN", "NAMA BARANG", "HARGA", "JUMLAH"],
        ["No", "IKM", "Nama Pemilik", "No. Telepon", "Kec.", "Barang", "Harga Jual (Rp)", "Qty"],
        ["", "Penitip", "Owner", "WhatsApp", "District", "Product", "Price", "Stok per 4 Juli 2023"],
        ["#", "Nama", "Pemilik", "Kontak", "Asal", "Nama Produk", "Harga Jual / pcs", "Sisa (pcs)"],
    ],
)
def test_headers_in_other_words(house: House, header: list[Cell]) -> None:
    taken = take_in(house, "handover", sheet(["Daftar barang"], [], header, goods(KOKOM, "Tas", "65.000", "6 pcs")))

    (consignor,) = house.book.consignors()
    assert (consignor.business_name, consignor.owner, consignor.district) == (
        "Kriya Kokom",
        "Kokom Sumarni",
        "Tegalwaru",
    )
    assert taken.private == {"M001": {"phone": "6281959186401"}} | (
        {"M001": {"phone": "6281959186401", "address": "Tegalwaru"}} if "Alamat" in header else {}
    )
    assert lots_of(house) == [("Tas", 65_000, 6, None)]


def test_a_header_of_two_rows(house: House) -> None:
    take_in(
        house,
        "handover",
        sheet(
            ["No", "UMKM", None, "Produk", None, "Harga", None, "Stok", "ED"],
            [None, "Nama", "Pemilik", "Nama", "Kategori", "Jual", "Titip"],
            [1, 2, 3, 4, 5, 6, 7, 8, 9],
            [1, "Kriya Kokom", "Kokom", "Tas", "Kerajinan", 65_000, 50_000, 3, "12/2024"],
        ),
    )

    (product,) = house.book.products()
    assert (product.name, product.category, product.terms) == ("Tas", "Kerajinan", ItemTerms(consignor_price=50_000))
    assert lots_of(house) == [("Tas", 65_000, 3, date(2024, 12, 31))]


def test_a_maker_named_once_holds_for_the_rows_below(house: House) -> None:
    nobody = [None] * 4
    taken = take_in(
        house,
        "handover",
        sheet(
            HEADER,
            goods(KOKOM, "Tas"),
            goods(nobody, "Dompet"),
            [],
            goods(nobody, "Topi"),
            goods(TATI, "Dodol"),
            goods(nobody, "Peyek"),
        ),
    )

    names = {one.code: one.business_name for one in house.book.consignors()}
    assert {one.name: names[one.consignor] for one in house.book.products()} == {
        "Tas": "Kriya Kokom",
        "Dompet": "Kriya Kokom",
        "Topi": "Kriya Kokom",
        "Dodol": "Keripik Tati",
        "Peyek": "Keripik Tati",
    }
    assert ["3, 5, 7" in warning.reason for warning in taken.warnings] == [True]


def test_makers_as_headings_between_the_rows(house: House) -> None:
    take_in(
        house,
        "handover",
        sheet(
            ["No", "Nama Barang", "Harga", "Stok"],
            ["KECAMATAN KLARI"],
            ["A. Kriya Kokom"],
            [1, "Tas", 65_000, 3],
            [2, "Dompet", 35_000, 4],
            ["Sub Total", None, None, 7],
            ["Kec. Pedes"],
            ["B. Keripik Tati"],
            [3, "Dodol", 45_000, 5],
            ["Total", None, None, 12],
        ),
    )

    assert [(one.business_name, one.district) for one in house.book.consignors()] == [
        ("Kriya Kokom", "Klari"),
        ("Keripik Tati", "Pedes"),
    ]
    assert sum(pieces for _, _, pieces, _ in lots_of(house)) == 12


def test_a_heading_may_say_who_the_maker_is(house: House) -> None:
    taken = take_in(
        house, "handover", sheet(HEADER, [None, *KOKOM], goods([None] * 4, "Tas"), goods([None] * 4, "Dompet"))
    )

    (consignor,) = house.book.consignors()
    assert (consignor.owner, consignor.district) == ("Kokom Sumarni", "Tegalwaru")
    assert taken.private == {"M001": {"phone": "6281959186401"}}


def test_totals_headers_and_signatures_between_and_below_are_no_goods(house: House) -> None:
    taken = take_in(
        house,
        "handover",
        sheet(
            HEADER,
            goods(KOKOM, "Tas", 65_000, 6),
            [None, None, None, None, None, "Sub Total", "Rp390.000", 6],
            HEADER,
            [1, 2, 3, 4, 5, 6, 7, 8],
            goods(TATI, "Dodol", 45_000, 4),
            ["TOTAL STOK", None, None, None, None, None, None, "=SUM(H2:H6)"],
            [None, None, None, None, None, None, None, 10],
            [],
            [None, None, None, None, None, None, "Karawang, 4 Juli 2023"],
            [None, "Mengetahui,", None, None, None, "Yang menyerahkan,"],
            [None, "Leoni W.", None, None, None, "Asep S.", "NIP. 19770101 200003 1 002"],
            ["*) harga belum termasuk kantong"],
        ),
    )

    assert lots_of(house) == [("Dodol", 45_000, 4, None), ("Tas", 65_000, 6, None)]
    assert [warning.row for warning in taken.warnings] == [10, 11, 12, 13]


@pytest.mark.parametrize(
    ("header", "pieces"),
    [
        (["UMKM", "Produk", "Harga", "Stok Awal", "Terjual", "Sisa"], 6),
        (["UMKM", "Produk", "Harga", "Stok", "Jumlah Titip", "Jumlah"], 9),
        (["UMKM", "Produk", "Harga", "Qty", "Jumlah", "Total"], 9),
    ],
)
def test_the_column_that_says_what_is_left(house: House, header: list[Cell], pieces: int) -> None:
    taken = take_in(house, "handover", sheet(header, ["Kriya Kokom", "Tas", 65_000, 9, 3, 6]))

    assert taken.counts["pieces"] == pieces
    assert len(taken.warnings) == 2


def test_pieces_that_came_in_are_not_what_is_left(house: House) -> None:
    header = ["UMKM", "Produk", "Harga", "Jumlah Titip", "Terjual"]
    waiting = plan(house, sheet(header, ["Kriya Kokom", "Tas", 65_000, 9, 3]))

    assert [problem.column for problem in waiting.problems] == ["sisa_stok"]


def test_ditto_marks_repeat_the_maker_above(house: House) -> None:
    take_in(
        house,
        "handover",
        sheet(HEADER, goods(KOKOM, "Tas"), goods(['"', '"', "''", "idem"], "Dompet"), goods(["sda"] * 4, "Topi")),
    )

    (consignor,) = house.book.consignors()
    assert (consignor.owner, consignor.district) == ("Kokom Sumarni", "Tegalwaru")
    assert len(house.book.products()) == 3


def test_soap_with_total_in_its_name_is_soap(house: House) -> None:
    take_in(
        house,
        "handover",
        sheet(
            HEADER,
            goods(KOKOM, "Tas", 65_000, 3),
            goods([None] * 4, "Total Care Sabun", 5_000, 4),
            goods([None] * 4, "Total stok", None, 7),
        ),
    )

    assert lots_of(house) == [("Tas", 65_000, 3, None), ("Total Care Sabun", 5_000, 4, None)]


def test_several_sheets_are_one_list_and_notes_are_none(house: House) -> None:
    taken = take_in(
        house,
        "handover",
        sheet(HEADER[:4] + HEADER[5:], ["1", *KOKOM[:3], "Tas", 65_000, 6], name="Kec. Tegalwaru"),
        sheet(["Kecamatan :", "Lemahabang"], HEADER[:4] + HEADER[5:], ["1", *TATI[:3], "Dodol", 45_000, 4], name="2"),
        sheet(["stok dihitung bersama"], name="catatan"),
    )

    assert [(one.business_name, one.district) for one in house.book.consignors()] == [
        ("Kriya Kokom", "Tegalwaru"),
        ("Keripik Tati", "Lemahabang"),
    ]
    assert [warning.sheet for warning in taken.warnings] == ["catatan"]


def test_words_for_nothing(house: House) -> None:
    rows = [
        goods(["Kriya Kokom", "-", "belum ada", "tidak ada"], "Tas", 65_000, "habis"),
        goods(["Kriya Kokom", None, "-", None], "Dompet", 65_000, "kosong"),
        goods(["Kriya Kokom", None, None, None], "Topi", 65_000, "-"),
        goods(["Kriya Kokom", None, None, None], "Kipas", 65_000, None),
    ]
    taken = take_in(house, "handover", sheet(HEADER, *rows))

    assert taken.counts == {"rows": 4, "consignors_new": 1, "products_new": 4}
    assert taken.private == {}
    assert [(warning.row, warning.column) for warning in taken.warnings] == [(5, "Sisa Stok")]


def test_an_address_is_private_and_its_district_is_not(house: House) -> None:
    header = ["Nama UMKM", "Alamat", "Nama Produk", "Harga", "Stok"]
    taken = take_in(house, "handover", sheet(header, ["Kriya Kokom", "Kp. Sawah RT 2/3, Kec. Klari", "Tas", 65_000, 1]))

    (consignor,) = made(taken, ConsignorRevised)
    assert consignor.district == "Klari"
    assert taken.private == {"M001": {"address": "Kp. Sawah RT 2/3, Kec. Klari"}}
    assert not any("Sawah" in repr(document) for document in taken.documents)


def test_text_is_data(house: House) -> None:
    header = ["UMKM", "Produk", "Harga", "Stok", "Ket."]
    take_in(house, "handover", sheet(header, ["=Cmd|x", "<b>Tas</b>\x07 \u200bbesar", 65_000, 1, "=1+1"]))

    assert [one.business_name for one in house.book.consignors()] == ["=Cmd|x"]
    assert [one.name for one in house.book.products()] == ["<b>Tas</b> besar"]


# ------------------------------------------------------------------------------------------- one product, many rows


def test_rows_of_one_product_add_up_as_lots_of_it(house: House) -> None:
    header = ["UMKM", "Produk", "Harga", "Stok", "ED", "Barcode"]
    taken = take_in(
        house,
        "handover",
        sheet(
            header,
            ["Keripik Tati", "Dodol 500 gr", 45_000, 5, "2024-01-01", "899123"],
            ["KERIPIK TATI", "dodol  500 gr", "45rb", 5, "2024-02-01", None],
            ["keripik tati", "Dodol 500 gr", 45_000, 5, "2024-02-01", None],
        ),
    )

    assert taken.counts["products_new"] == 1
    assert made(taken, ProductRevised)[0].barcodes == ("899123",)
    assert [pieces for _, _, pieces, _ in lots_of(house)] == [5, 5, 5]
    assert [warning.row for warning in taken.warnings] == [4]
    again = take_in(house, "handover", *taken.sheets)
    assert again.documents == ()


def test_sizes_make_products_only_where_names_do_not(house: House) -> None:
    header = ["UMKM", "Produk", "Ukuran", "Harga", "Stok"]
    data = sheet(
        header,
        ["Batik Asep", "Kemeja", "M", 225_000, 2],
        ["Batik Asep", "Kemeja", "L", 230_000, 1],
        ["Batik Asep", "Syal", "2 m", 85_000, 4],
    )
    take_in(house, "handover", data)

    assert [(name, price) for name, price, _, _ in lots_of(house)] == [
        ("Kemeja L", 230_000),
        ("Kemeja M", 225_000),
        ("Syal", 85_000),
    ]
    assert take_in(house, "handover", data).documents == ()


def test_one_product_at_two_prices_waits_for_a_person(house: House) -> None:
    data = sheet(HEADER, goods(KOKOM, "Tas", 65_000), goods(KOKOM, "TAS", 70_000), goods(TATI, "Tas", 1_000))
    waiting = plan(house, data)

    (question,) = waiting.questions
    assert question.key == "harga:kriyakokom/tas"
    assert [choice.key for choice in question.choices] == ["Rp65.000", "Rp70.000"]
    assert question.rows == (("Lembar1", 2), ("Lembar1", 3))
    assert (waiting.documents, waiting.private) == ((), {})

    decided = plan(house, data, **{question.key: "Rp70.000"})
    apply(house.desk(), decided)
    assert lots_of(house) == [("Tas", 1_000, 5, None), ("Tas", 70_000, 5, None), ("Tas", 70_000, 5, None)]
    assert take_in(house, "handover", data).documents == ()


# ----------------------------------------------------------------------------------------------- what is left open


@pytest.mark.parametrize(
    ("column", "other", "sort", "answers"),
    [
        (1, "Kokom Rohaeti", "pemilik", ["Kokom Sumarni", "Kokom Rohaeti"]),
        (2, "0812 3456 7890", "telepon", ["6281959186401", "6281234567890"]),
        (3, "Kec. Klari", "kecamatan", ["Tegalwaru", "Klari"]),
    ],
)
def test_a_maker_who_contradicts_himself_waits_for_a_person(
    house: House, column: int, other: str, sort: str, answers: list[str]
) -> None:
    changed = [*KOKOM]
    changed[column] = other
    data = sheet(HEADER, goods(KOKOM, "Tas"), goods(changed, "Dompet"), goods(TATI, "Dodol"))
    (question,) = plan(house, data).questions

    assert (question.key, [choice.key for choice in question.choices]) == (f"{sort}:kriyakokom", answers)
    taken = take_in(house, "handover", data, decisions={question.key: answers[1]})
    told: dict[str, Any] = {
        "pemilik": made(taken, ConsignorRevised)[0].owner,
        "kecamatan": made(taken, ConsignorRevised)[0].district,
        "telepon": taken.private["M001"]["phone"],
    }
    assert told[sort] == answers[1]
    assert take_in(house, "handover", data).documents == ()


def test_two_telephones_in_one_cell_wait_for_a_person(house: House) -> None:
    maker = ["Kriya Kokom", "Kokom", "0819-5918-6401 / 081234567890", None]
    (question,) = plan(house, sheet(HEADER, goods(maker, "Tas"))).questions

    assert [choice.key for choice in question.choices] == ["6281959186401", "6281234567890"]


def test_names_that_differ_by_a_slip_wait_where_they_may_be_one(house: House) -> None:
    rina = ["Kriya Rina", "Rina Rahmawati", "081427158328", "Rawamerta"]
    slip = ["Kriya Rinna", "Rina Rahmawati", None, "Rawamerta"]
    data = sheet(HEADER, goods(rina, "Tas"), goods(slip, "Dompet"))
    (question,) = plan(house, data).questions

    assert question.key == "nama:kriyarina~kriyarinna"
    assert len(made(plan(house, data, nama="berbeda"), ConsignorRevised)) == 2
    one = plan(house, data, nama="sama")
    assert [consignor.business_name for consignor in made(one, ConsignorRevised)] == ["Kriya Rina"]
    apply(house.desk(), one)
    assert plan(house, data, nama="sama").documents == ()


@pytest.mark.parametrize(
    ("one", "other", "open_questions"),
    [
        (["Kriya Rina", "Rina", None, None], ["Kriya Rinna", "Dewi", None, None], 0),
        (["Kriya Rina", None, None, None], ["Kriya Rinna", None, None, None], 1),
        (["UD. Nuraeni", None, None, None], ["UD Nuraeni", None, None, None], 1),
        (["Tani Jaya 1", None, None, None], ["Tani Jaya 2", None, None, None], 0),
        (["Jamu Bu Rina", None, None, None], ["Jamu Bu Imas", None, None, None], 0),
    ],
)
def test_similar_names(house: House, one: list[Cell], other: list[Cell], open_questions: int) -> None:
    waiting = plan(house, sheet(HEADER, goods(one, "Tas"), goods(other, "Dompet")))

    assert len(waiting.questions) == open_questions
    assert len(made(waiting, ConsignorRevised)) == (0 if open_questions else 2)


def test_a_slip_against_a_maker_in_the_book_waits_too(house: House) -> None:
    known = house.maker("Kriya Rina")
    data = sheet(HEADER, goods(["Kriya Rinna", None, None, None], "Tas"))
    (question,) = plan(house, data).questions

    taken = take_in(house, "handover", data, decisions={question.key: "sama"})
    assert made(taken, ConsignorRevised) == []
    assert made(taken, GoodsReceived)[0].consignor == known.code


def test_sheets_that_repeat_the_same_goods_wait_for_a_person(house: House) -> None:
    june = sheet(HEADER, goods(KOKOM, "Tas", 65_000, 9), goods(TATI, "Dodol", 45_000, 4), name="Juni")
    july = sheet(HEADER, goods(KOKOM, "Tas", 65_000, 6), name="Juli")
    (question,) = plan(house, june, july).questions

    assert [choice.key for choice in question.choices] == ["semua", "Juni", "Juli"]
    assert plan(house, june, july, lembar="semua").counts["pieces"] == 19
    assert plan(house, june, july, lembar="Juli").counts["pieces"] == 6


def test_a_known_product_at_another_price_waits_for_a_person(house: House) -> None:
    maker = house.maker("Kriya Kokom")
    tas = house.product(maker, "Tas", 60_000)
    data = sheet(HEADER, goods(KOKOM, "Tas", 65_000, 5))
    (question,) = plan(house, data).questions

    assert question.key == f"hargabuku:{tas.code}"
    taken = take_in(house, "handover", data, decisions={"hargabuku": "berkas"})
    assert (taken.counts["consignors_same"], taken.counts["products_changed"]) == (1, 1)
    assert lots_of(house) == [("Tas", 65_000, 5, None)]


def test_a_list_with_one_more_product_adds_only_that(house: House) -> None:
    take_in(house, "handover", sheet(HEADER, goods(KOKOM, "Tas", 65_000, 5)))
    taken = take_in(house, "handover", sheet(HEADER, goods(KOKOM, "Tas", 65_000, 5), goods(KOKOM, "Topi", 35_000, 2)))

    assert (taken.counts["products_new"], taken.counts["pieces"]) == (1, 2)
    assert [(name, pieces) for name, _, pieces, _ in lots_of(house)] == [("Tas", 5), ("Topi", 2)]


def test_a_list_with_another_count_waits_for_a_person(house: House) -> None:
    take_in(house, "handover", sheet(HEADER, goods(KOKOM, "Tas", 65_000, 5)))
    (question,) = plan(house, sheet(HEADER, goods(KOKOM, "Tas", 65_000, 7))).questions

    assert question.key == f"titipan:{OUTLET}/M001/serah-terima"
    assert [choice.key for choice in question.choices] == ["lewati", "tambah"]


def test_a_code_that_was_given_meanwhile_is_not_given_again(house: House) -> None:
    waiting = plan(house, sheet(HEADER, goods(KOKOM, "Tas")))
    house.product(house.maker("Dapur Enok"), "Tas")
    kept: dict[str, Any] = {}
    apply(house.desk(), waiting, remember=kept.__setitem__)

    assert {one.code: one.business_name for one in house.book.consignors()} == {
        "M001": "Dapur Enok",
        "M002": "Kriya Kokom",
    }
    assert kept == {"M002": {"phone": "6281959186401"}}
    assert len(house.book.products()) == 2


# --------------------------------------------------------------------------------------------------- what is wrong


def test_every_problem_of_a_list_is_told_at_once(house: House) -> None:
    header = ["No", "UMKM", "HP", "NIB", "Produk", "Harga", "Stok", "Exp", "Komisi", "Barcode"]
    waiting = plan(
        house,
        sheet(
            header,
            [1, None, None, None, "Tanpa nama", 1_000, 1],
            [2, "Kriya Kokom", "HP lama", "12345", "Tas", "1.5", "2,5", "kapan", "lima", "8,9E+12"],
            [3, "Kriya Kokom", None, None, None, 1_000, 1],
            [4, "Kriya Kokom", None, None, "Dompet", None, -3],
            [5, "Kriya Kokom", None, None, "Topi", "=F2", "=G2"],
            [6, "???", None, None, "!!!", 0, 1],
            [7, "Keripik Tati", None, None, "Dodol", 1_000, 1, None, None, "777"],
            [8, "Keripik Tati", None, None, "Peyek", 1_000, 1, None, None, "777"],
            [9, "x" * 300, None, None, "y" * 300, 1_000, 1],
        ),
    )

    assert sorted(problems(waiting)) == [
        (2, "UMKM", ""),
        (3, "Barcode", "8,9E+12"),
        (3, "Exp", "kapan"),
        (3, "HP", "HP lama"),
        (3, "Harga", "1.5"),
        (3, "Komisi", "lima"),
        (3, "NIB", "12345"),
        (3, "Stok", "2,5"),
        (4, "Produk", ""),
        (5, "Harga", ""),
        (5, "Stok", "-3"),
        (6, "Harga", "=F2"),
        (6, "Stok", "=G2"),
        (7, "Harga", "0"),
        (7, "Produk", "!!!"),
        (7, "UMKM", "???"),
        (9, "Barcode", "777"),
        (10, "Produk", "y" * 60 + "…"),
        (10, "UMKM", "x" * 60 + "…"),
    ]


def test_a_row_without_a_maker_after_a_total_is_nobodys(house: House) -> None:
    waiting = plan(
        house,
        sheet(HEADER, goods(KOKOM, "Tas"), ["Jumlah", *[None] * 6, 5], goods([None] * 4, "Dompet")),
    )

    assert problems(waiting) == [(4, "Nama UMKM", "")]


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([["Nama UMKM", "Nama Produk", "Stok"], ["a", "b", 1]], ["harga_jual"]),
        ([["Nama UMKM", "Harga", "Stok"], ["a", 1, 1]], ["nama_produk"]),
        ([["resep dodol"], ["gula", "santan"]], ["nama_produk", "harga_jual", "sisa_stok"]),
    ],
)
def test_a_workbook_of_another_kind_is_refused(house: House, rows: list[list[Cell]], missing: list[str]) -> None:
    waiting = plan(house, sheet(*rows))

    assert [problem.column for problem in waiting.problems] == missing


def test_a_hostile_cell_is_shown_short(house: House) -> None:
    huge = "A" * 10_000_000
    waiting = plan(house, sheet(HEADER, goods([huge, huge, huge, huge], huge, 1_000, huge)))

    assert {problem.row for problem in waiting.problems} == {2}
    assert all(len(problem.value) <= 61 for problem in waiting.problems)
