"""Master data: makers, agreements, products, users and outlets, and what nobody may do to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from gallery_pos.barcode import is_ean13
from gallery_pos.documents import Role, TaxRate
from gallery_pos.services.access import SYSTEM, revise_user
from gallery_pos.services.catalogue import new_product_code, revise_product
from gallery_pos.services.consignors import new_consignor_code, revise_agreement, revise_consignor
from gallery_pos.services.outlets import revise_outlet
from house import OUTLET, House, refused


def test_a_maker_is_registered_and_changed_field_by_field(each_house: House) -> None:
    code = new_consignor_code(each_house.desk())
    maker = revise_consignor(each_house.desk(), business_name="Dapur Bu Enah", owner="Enah", district="Klari").value
    assert (maker.code, maker.since) == (code, each_house.desk().today())
    each_house.wait(30)
    again = revise_consignor(each_house.desk(), code=f" {code} ", nib="0289010302776").value
    assert (again.owner, again.nib, again.since) == ("Enah", "0289010302776", maker.since)
    assert each_house.book.consignor(code) == again
    with refused("consignor.name"):
        revise_consignor(each_house.desk(), code=code, business_name="  ")
    with refused("consignor.name"):
        revise_consignor(each_house.desk())
    with refused("access.denied"):
        revise_consignor(each_house.desk("cashier"), business_name="X")
    assert new_consignor_code(each_house.desk()) != code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"terms": {"commission_bp": -1}}, "agreement.share"),
        ({"terms": {"commission_bp": 10_001}}, "agreement.share"),
        ({"terms": {"loss_bp": 10_001}}, "agreement.share"),
        ({"terms": {"damage_bp": -1}}, "agreement.share"),
        ({"terms": {"expiry_bp": 10_001}}, "agreement.share"),
        ({"monthly_fee": -1}, "agreement.fee"),
        ({"monthly_fee": 10**13}, "agreement.fee"),
        ({"model": "iuran"}, "agreement.fee"),
        ({"start": date(2026, 10, 6)}, "agreement.start"),
        ({"start": date(2026, 10, 5), "end": date(2026, 10, 4)}, "agreement.period"),
    ],
)
def test_what_cannot_be_agreed(house: House, fields: dict[str, Any], code: str) -> None:
    maker = house.maker()
    with refused(code):
        revise_agreement(house.desk(), consignor=maker.code, **fields)
    assert house.book.agreement(maker.code) is None


def test_agreements_are_made_with_known_makers_by_who_may(house: House) -> None:
    with refused("consignor.unknown"):
        revise_agreement(house.desk(), consignor="M999")
    with refused("access.denied"):
        revise_agreement(house.desk("cashier"))
    made = revise_agreement(house.desk(), terms={"commission_bp": 1_500}).value
    assert made.start == house.desk().today()
    house.wait()
    changed = revise_agreement(house.desk(), note="rapat").value
    assert (changed.start, changed.terms, changed.note) == (made.start, made.terms, "rapat")


def test_another_model_ends_the_percentage_of_the_one_before(house: House) -> None:
    maker = house.maker(terms={"commission_bp": 2_000, "expiry_bp": 5_000}).code

    def shares(**fields: Any) -> tuple[int | None, int | None]:
        terms = revise_agreement(house.desk(), consignor=maker, **fields).value.terms
        return terms.commission_bp, terms.expiry_bp

    assert shares(note="x") == (2_000, 5_000)
    assert shares(model="iuran", monthly_fee=50_000) == (0, 5_000)
    assert shares(monthly_fee=60_000) == (0, 5_000)
    assert shares(terms={"commission_bp": 300}) == (300, None)
    assert shares(note="y") == (300, None)
    assert shares(model="persen", monthly_fee=0) == (None, None)
    assert shares(model="harga_titip", terms={"commission_bp": 500}) == (500, None)


def test_a_product_is_given_a_code_and_a_barcode_where_it_has_none(house: House) -> None:
    maker = house.maker()
    first, second = house.product(maker, "Keripik"), house.product(maker, "Sirup", 25_000)
    assert first.code != second.code
    assert all(is_ean13(product.barcodes[0]) for product in (first, second))
    assert first.barcodes != second.barcodes
    bare = revise_product(house.desk(), name="Anyaman", consignor=maker.code, price=5_000, label=False).value
    assert bare.barcodes == ()
    changed = revise_product(house.desk(), code=first.code, price=16_000).value
    assert (changed.name, changed.price, changed.barcodes) == ("Keripik", 16_000, first.barcodes)
    assert new_product_code(house.desk()) not in {first.code, second.code, bare.code}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "product.name"),
        ({"consignor": "M999"}, "consignor.unknown"),
        ({"price": 0}, "product.price"),
        ({"price": -1}, "product.price"),
        ({"price": 10**12 + 1}, "product.price"),
        ({"terms": {"consignor_price": -1}}, "product.consignor_price"),
        ({"terms": {"consignor_price": 10**12 + 1}}, "product.consignor_price"),
        ({"terms": {"commission_bp": 10_001}}, "product.commission"),
        ({"terms": {"commission_bp": -1}}, "product.commission"),
    ],
)
def test_what_is_no_product(house: House, fields: dict[str, Any], code: str) -> None:
    product: dict[str, Any] = {"name": "Keripik", "consignor": house.maker().code, "price": 15_000}
    with refused(code):
        revise_product(house.desk(), **(product | fields))
    assert house.book.products() == []


def test_a_product_keeps_its_maker(house: House) -> None:
    keripik = house.keripik(1)
    other = house.maker("Batik Rengganis")
    with refused("product.maker"):
        revise_product(house.desk(), code=keripik.code, consignor=other.code)


def test_a_barcode_is_one_products(each_house: House) -> None:
    maker = each_house.maker()
    first, second = each_house.product(maker, "Keripik"), each_house.product(maker, "Sirup", 25_000)
    for taken in (first.barcodes[0], first.code):
        with refused("product.barcode"):
            revise_product(each_house.desk(), code=second.code, barcodes=(taken,))
    revise_product(each_house.desk(), code=first.code, active=False)
    revise_product(each_house.desk(), code=second.code, barcodes=first.barcodes)
    revise_product(each_house.desk(), code=first.code, name="Keripik lama")
    with refused("product.barcode"):
        revise_product(each_house.desk(), code=first.code, active=True)


@pytest.mark.parametrize("other", ["m-07", "M -07", "\uff4d-07"])
def test_codes_that_differ_by_case_and_spaces_only_are_one(each_house: House, other: str) -> None:
    desk = each_house.desk()
    revise_consignor(desk, code="M-07", business_name="Dapur Bu Enah")
    revise_product(desk, code="M-07", name="Opak", consignor="M-07", price=10_000)
    with refused("consignor.code"):
        revise_consignor(desk, code=other, business_name="Lain")
    with refused("product.code"):
        revise_product(desk, code=other, name="Lain", consignor="M-07", price=10_000)
    assert revise_consignor(desk, code="M-07", owner="Enah").value.owner == "Enah"
    assert revise_product(desk, code="M-07", price=11_000).value.price == 11_000
    found = each_house.book.product_by_barcode(other)
    assert found is not None
    assert found.code == "M-07"


def test_new_codes_are_free_however_they_are_written(house: House) -> None:
    desk = house.desk()
    maker = revise_consignor(desk, code="m001", business_name="Lama").value.code
    revise_product(desk, code="p 0002", name="Lama", consignor=maker, price=1_000)
    for number in (1, 2):
        revise_consignor(desk, business_name=f"Baru {number}")
        revise_product(desk, name=f"Baru {number}", consignor=maker, price=1_000)
    assert len({one.code.casefold().replace(" ", "") for one in house.book.consignors()}) == len(
        house.book.consignors()
    )
    assert len({one.code.casefold().replace(" ", "") for one in house.book.products()}) == len(house.book.products())


def test_a_price_that_is_no_number_never_reaches_the_journal(house: House) -> None:
    keripik = house.keripik(1)
    head = house.book.head()
    with pytest.raises(msgspec.ValidationError):
        revise_product(house.desk(), code=keripik.code, price=15_000.5)
    assert house.book.head() == head


def test_the_last_administrator_stays(house: House) -> None:
    for code in ("admin", " admin "):
        with refused("access.last_admin"):
            revise_user(house.desk("admin"), code=code, name="Admin", role=Role.CASHIER)
        with refused("access.last_admin"):
            revise_user(house.desk("admin"), code=code, name="Admin", role=Role.ADMIN, active=False)
    revise_user(house.desk("admin"), code="dewi", name="Dewi", role=Role.ADMIN)
    revise_user(house.desk("admin"), code="admin", name="Admin", role=Role.CASHIER)
    with refused("access.denied"):
        revise_user(house.desk("admin"), code="admin", name="Admin", role=Role.ADMIN)
    with refused("access.last_admin"):
        revise_user(house.desk("dewi"), code="dewi", name="Dewi", role=Role.MANAGER)


def test_nobody_is_called_as_the_program_is(house: House) -> None:
    for code in (SYSTEM, SYSTEM.upper(), f" {SYSTEM} "):
        with refused("access.system"):
            revise_user(house.desk("admin"), code=code, name="X", role=Role.CASHIER)
    for code, name in (("", "X"), ("x", " ")):
        with refused("access.name"):
            revise_user(house.desk("admin"), code=code, name=name, role=Role.CASHIER)
    with refused("access.denied"):
        revise_user(house.desk("manager"), code="x", name="X", role=Role.ADMIN)


def test_an_outlet_keeps_what_is_not_changed(house: House) -> None:
    before = house.book.outlet(OUTLET)
    after = revise_outlet(house.desk("admin"), code=f" {OUTLET} ", thanks="Hatur nuhun").value
    assert before is not None
    assert (after.name, after.main, after.thanks) == (before.name, True, "Hatur nuhun")
    with refused("outlet.main"):
        revise_outlet(house.desk("admin"), code="POJOK", main=True)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"code": " "}, "outlet.code"),
        ({"name": ""}, "outlet.name"),
        ({"active": False}, "outlet.main_closed"),
        ({"rounding_step": -1}, "outlet.rounding"),
        ({"rounding_step": 10_001}, "outlet.rounding"),
        ({"tax_rates": (TaxRate(since=date(2026, 1, 1), basis_points=-1),)}, "outlet.tax"),
        ({"tax_rates": (TaxRate(since=date(2026, 1, 1), basis_points=10_001),)}, "outlet.tax"),
        ({"timezone": "Asia/Karawang"}, "outlet.timezone"),
        ({"timezone": "../etc/passwd"}, "outlet.timezone"),
        ({"timezone": ""}, "outlet.timezone"),
    ],
)
def test_what_is_no_outlet(house: House, fields: dict[str, Any], code: str) -> None:
    with refused(code):
        revise_outlet(house.desk("admin"), **{"code": OUTLET} | fields)


def test_a_rule_that_says_no_leaves_no_trace(each_house: House) -> None:
    keripik = each_house.keripik(1)
    head = each_house.book.head()
    with refused("product.price"):
        revise_product(each_house.desk(), code=keripik.code, price=0)
    with refused("shift.closed"):
        each_house.sell((keripik, 1))
    with refused("statement.future"):
        each_house.statement(keripik.consignor, each_house.desk().today() + timedelta(1))
    assert each_house.book.head() == head
