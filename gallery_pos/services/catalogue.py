"""Products: one maker's, at one selling price, found by barcode, code or name."""

from __future__ import annotations

from itertools import count
from typing import Any

from gallery_pos.barcode import instore_ean13
from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import ProductRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.money import FULL, MOST_RUPIAH
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import code_taken, consignor_of, fields_of, refuse_merged
from gallery_pos.services.legality import rules_of


def new_product_code(desk: Desk) -> str:
    """Return a code that no product has, however it is written: ``P0001`` and on."""
    numbers = count(desk.book.next_code("product"))
    return next(code for number in numbers if desk.book.product_alike(code := f"P{number:04d}") is None)


def revise_product(desk: Desk, *, code: str = "", label: bool = True, **changes: Any) -> Done[ProductRevised]:
    """Make a product (an empty code and no barcode are given ones) or change some fields of ProductRevised.

    Without a ``label`` a new product is given no barcode: it is sold from the tiles. A new price or new terms count for
    goods received from now on. A product keeps its maker: goods of another maker are another product. Raises RuleBroken
    (``product.*``, ``consignor.unknown``).
    """
    require(desk, Act.EDIT_CATALOGUE)
    return _revise(desk, code, label=label, changes=changes)


def classify_product(
    desk: Desk, *, code: str, legality_group: str, animal_material: bool, non_halal: bool
) -> Done[ProductRevised]:
    """Say what the rule table asks of a product; it belongs to whoever keeps the papers, who may change nothing else.

    ``legality_group`` "" leaves it to the category. Raises RuleBroken (``product.unknown``, ``product.group``).
    """
    require(desk, Act.EDIT_LEGALITY)
    with desk.journal.transaction():
        if desk.book.product(code) is None:
            raise RuleBroken("product.unknown", tr("Produk {code} tidak dikenal.").format(code=code))
        if legality_group and legality_group not in {group.code for group in rules_of(desk.book).groups}:
            raise RuleBroken(
                "product.group", tr("Kelompok {code} tidak ada di tabel syarat.").format(code=legality_group)
            )
        marks = {"legality_group": legality_group, "animal_material": animal_material, "non_halal": non_halal}
        return _revise(desk, code, label=False, changes=marks)


def _revise(desk: Desk, code: str, *, label: bool, changes: dict[str, Any]) -> Done[ProductRevised]:
    with desk.journal.transaction():
        code = code.strip() or new_product_code(desk)
        before = desk.book.product(code)
        if before is None and (other := desk.book.product_alike(code)) is not None:
            raise code_taken("product.code", code, other.code, other.name)
        fields = {"code": code, "name": ""} | fields_of(before) | changes
        if before is None and label and not fields.get("barcodes"):
            fields["barcodes"] = (instore_ean13(desk.book.next_code("barcode")),)
        product = desk.write(ProductRevised, **fields)
        _check(desk, product, before)
        desk.journal.append(product)
    return Done(product, Changes.PRODUCTS)


def _check(desk: Desk, product: ProductRevised, before: ProductRevised | None) -> None:
    if not product.name.strip():
        raise RuleBroken("product.name", tr("Nama produk harus diisi."))
    consignor_of(desk, product.consignor)
    if before is None:
        refuse_merged(desk, product.consignor)
    if before is not None and before.consignor != product.consignor:
        raise RuleBroken(
            "product.maker",
            tr("Produk {code} milik penitip lain.").format(code=product.code),
            safe=tr("Produk tidak berubah."),
            todo=tr("Buat produk baru untuk penitip ini."),
        )
    if not 0 < product.price <= MOST_RUPIAH:
        raise RuleBroken("product.price", tr("Harga jual harus lebih dari nol."))
    terms = product.terms
    if terms.consignor_price is not None and not 0 <= terms.consignor_price <= MOST_RUPIAH:
        raise RuleBroken("product.consignor_price", tr("Harga titip tidak boleh kurang dari nol."))
    if terms.commission_bp is not None and not 0 <= terms.commission_bp <= FULL:
        raise RuleBroken("product.commission", tr("Komisi harus antara 0 dan 100 persen."))
    for barcode in product.barcodes if product.active else ():
        other = desk.book.product_by_barcode(barcode)
        if other is not None and other.code != product.code:
            raise RuleBroken(
                "product.barcode",
                tr("Barcode {barcode} sudah dipakai {name}.").format(barcode=barcode, name=other.name),
                safe=tr("Produk tidak berubah."),
                todo=tr("Pakai barcode lain, atau kosongkan supaya dibuatkan."),
            )
