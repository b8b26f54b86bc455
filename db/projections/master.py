"""Master data: each revision replaces the row of its record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.changes import Change, Filed, How
from db.projections.legality import of_given
from db.projections.records import revised
from gallery_pos.barcode import sku

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gallery_pos.documents import (
        AgreementRevised,
        ConsignorRevised,
        OutletRevised,
        ProductRevised,
        UserRevised,
    )

_INSTORE = re.compile(r"21(\d{10})\d")
_LAST_DIGITS = re.compile(r"(?<!\d)\d{1,9}$")


def name_key(name: str) -> str:
    """Return a name as names are compared and sorted: small letters, single spaces."""
    return " ".join(name.casefold().split())


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _numbered(filed: Filed, kind: str, code: str) -> Iterator[Change]:
    """Remember the number in a code, so that the next new record gets one that was never given."""
    digits = _LAST_DIGITS.search(code)
    if digits:
        yield Change(How.RAISE, "sequences", {"kind": kind}, {"pos": filed.pos, "last": int(digits[0])})


def of_outlet(document: OutletRevised, filed: Filed) -> Iterator[Change]:
    """Write the outlet's row."""
    yield revised(filed, document.code)
    yield Change(
        How.PUT,
        "outlets",
        {"code": document.code},
        {
            "pos": filed.pos,
            "name": document.name,
            "type": document.type.value,
            "main": int(document.main),
            "attended": int(document.attended),
            "active": int(document.active),
            "region": document.region,
            "timezone": document.timezone,
        },
    )


def of_consignor(document: ConsignorRevised, filed: Filed) -> Iterator[Change]:
    """Write the consignor's row."""
    yield revised(filed, document.code)
    yield from _numbered(filed, "consignor", document.code)
    yield Change(
        How.PUT,
        "consignors",
        {"code": document.code},
        {
            "code_key": sku(document.code),
            "pos": filed.pos,
            "business_name": document.business_name,
            "name_key": name_key(document.business_name),
            "owner": document.owner,
            "district": document.district,
            "nib": document.nib,
            "size_class": document.size_class.value if document.size_class else "",
            "since": _day(document.since),
            "active": int(document.active),
        },
    )
    yield from of_given(document, filed)


def of_agreement(document: AgreementRevised, filed: Filed) -> Iterator[Change]:
    """Write the agreement's row."""
    yield revised(filed, document.consignor)
    yield Change(
        How.PUT,
        "agreements",
        {"consignor": document.consignor},
        {
            "pos": filed.pos,
            "model": document.model.value,
            "commission_bp": document.terms.commission_bp,
            "monthly_fee": document.monthly_fee,
            "settlement": document.settlement.value,
            "starts": _day(document.start),
            "ends": _day(document.end),
        },
    )


def of_product(document: ProductRevised, filed: Filed) -> Iterator[Change]:
    """Write the product's row and the rows of its barcodes."""
    yield revised(filed, document.code)
    yield from _numbered(filed, "product", document.code)
    yield Change(
        How.PUT,
        "products",
        {"code": document.code},
        {
            "code_key": sku(document.code),
            "pos": filed.pos,
            "name": document.name,
            "name_key": name_key(document.name),
            "consignor": document.consignor,
            "price": document.price,
            "category": document.category,
            "barcodes": " ".join(document.barcodes),
            "commission_bp": document.terms.commission_bp,
            "consignor_price": document.terms.consignor_price,
            "picture": document.picture,
            "active": int(document.active),
            "legality_group": document.legality_group,
            "animal_material": int(document.animal_material),
            "non_halal": int(document.non_halal),
        },
    )
    yield from of_given(document, filed)
    yield Change(How.DELETE, "product_barcodes", {"product": document.code}, {})
    for barcode in dict.fromkeys(document.barcodes):
        instore = _INSTORE.fullmatch(barcode)
        if instore:
            highest = {"pos": filed.pos, "last": int(instore[1])}
            yield Change(How.RAISE, "sequences", {"kind": "barcode"}, highest)
        yield Change(How.INSERT, "product_barcodes", {"barcode": barcode, "product": document.code}, {"pos": filed.pos})


def of_user(document: UserRevised, filed: Filed) -> Iterator[Change]:
    """Write the user's row."""
    yield revised(filed, document.code)
    yield from _numbered(filed, "user", document.code)
    yield Change(
        How.PUT,
        "users",
        {"code": document.code},
        {
            "pos": filed.pos,
            "name": document.name,
            "role": document.role.value,
            "active": int(document.active),
        },
    )
