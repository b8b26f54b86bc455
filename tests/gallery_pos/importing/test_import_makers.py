"""What a list of consignors can tell beyond names: kind, branch, amounts and the class they make; records that were merged."""

from __future__ import annotations

from files import sheet, take_in
from gallery_pos.documents import ConsignorType, SizeClass
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.merging import merge_consignors
from house import House

MAKERS = sheet(
    ["kode", "nama_usaha", "jenis", "sektor", "komoditas", "modal", "omzet", "kelas"],
    ["M01", "Koperasi Mekar", "Koperasi", "Kriya", "Anyaman", "150 jt", "1,5 miliar", None],
    ["M02", "Batik Tarum", "perorangan", "Batik dan fesyen", None, None, "2.000.000.001", None],
    ["M03", "Dapur Enah", None, None, None, "Rp 900.000.000", None, "kecil"],
)


def test_kind_branch_and_amounts_come_in_and_the_amounts_make_the_class(house: House) -> None:
    plan = take_in(house, "consignors", MAKERS)
    first, second, third = (house.book.consignor(code) for code in ("M01", "M02", "M03"))
    assert first
    assert second
    assert third
    assert (first.type, first.sector, first.commodity) == (ConsignorType.COOPERATIVE, "Kriya", "Anyaman")
    assert (first.capital, first.yearly_sales, first.size_class) == (150_000_000, 1_500_000_000, SizeClass.MICRO)
    assert (second.type, second.size_class) == (ConsignorType.PERSON, SizeClass.SMALL)
    assert third.size_class is SizeClass.SMALL, "what the file says counts"
    assert [(each.column, each.row) for each in plan.warnings] == [("kelas", 4)]
    assert "Mikro: modal usaha" in plan.warnings[0].reason
    assert take_in(house, "consignors", MAKERS).counts["consignors_same"] == 3


def test_a_kind_that_is_none_is_told_and_the_rest_comes_in(house: House) -> None:
    plan = take_in(house, "consignors", sheet(["kode", "nama usaha", "jenis"], ["M01", "Opak Imas", "Makanan kering"]))
    maker = house.book.consignor("M01")
    assert maker
    assert maker.type is ConsignorType.BUSINESS
    assert "orang, usaha, koperasi, komunitas" in plan.warnings[0].reason


def test_a_class_that_somebody_chose_is_not_changed_by_amounts(house: House) -> None:
    revise_consignor(house.desk(), code="M01", business_name="Koperasi Mekar", size_class=SizeClass.MEDIUM)
    take_in(house, "consignors", MAKERS)
    maker = house.book.consignor("M01")
    assert maker
    assert maker.size_class is SizeClass.MEDIUM


def test_files_with_the_code_of_a_merged_record_mean_the_maker_who_stays(house: House) -> None:
    stays, gone = house.maker("Dapur Bu Enah"), house.maker("Dapur Enah")
    product = house.product(gone)
    goods = sheet(
        ["tanggal", "kode_penitip", "kode_produk", "jumlah"], [house.desk().today(), gone.code, product.code, 5]
    )
    take_in(house, "goods-in", goods)
    merge_consignors(house.desk(), duplicate=gone.code, into=stays.code, reason="sama")

    again = take_in(house, "goods-in", goods)
    assert again.counts["notes_same"] == 1
    assert house.on_hand(product) == 5
    more = sheet(
        ["tanggal", "kode_penitip", "kode_produk", "jumlah"], [house.wait(), gone.code.lower(), product.code, 2]
    )
    take_in(house, "goods-in", more)
    assert {lot.consignor for lot in house.book.lots("GALERI")} == {stays.code}
    assert house.on_hand(product) == 7
    listed = take_in(house, "consignors", sheet(["kode", "nama_usaha"], [gone.code, "Dapur Enah Lagi"]))
    assert "sudah digabung" in listed.warnings[0].reason
    old = house.book.consignor(gone.code)
    assert old
    assert old.business_name == "Dapur Enah"
