"""A list of products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gallery_pos.barcode import sku
from gallery_pos.documents import ProductRevised
from gallery_pos.language import tr
from gallery_pos.services.consignors import fields_of
from gallery_pos.services.importing.columns import PRODUCTS
from gallery_pos.services.importing.table import read_rows
from gallery_pos.services.importing.values import consignor_of, given, unique
from gallery_pos.terms import ItemTerms

if TYPE_CHECKING:
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Sheet


def plan_products(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Make each product, or change what is new about one that is known. An empty cell changes nothing."""
    rows = read_rows(sheets, PRODUCTS, draft.findings)
    draft.counts["rows"] = len(rows)
    unique(draft, rows, "code", sku)
    unique(draft, rows, "barcode", sku)
    codes = {sku(row["code"]) for row in rows if row["code"]}
    for row in rows:
        _check_prices(draft, row)
        _check_barcode(draft, row, codes)
        consignor = consignor_of(draft, row)
        if consignor is not None and row["code"] and row["name"] and row["price"]:
            _record(draft, row, consignor.code)


def _record(draft: Draft, row: Row, consignor: str) -> None:
    before = draft.known.products.get(sku(row["code"]))
    if before is not None and before.consignor != consignor:
        reason = tr("kode ini sudah dipakai produk penitip {consignor}").format(consignor=before.consignor)
        draft.findings.problem(row, "code", reason)
        return
    told = given(row, "name", "category", "price") | {"consignor": consignor}
    terms = given(row, "consignor_price") | ({} if row["commission"] is None else {"commission_bp": row["commission"]})
    told["terms"] = ItemTerms(**(_said(before) | terms))
    fields = {"code": row["code"]} | fields_of(before) | told
    if before is not None:
        if row["barcode"] and row["barcode"] not in before.barcodes:
            fields["barcodes"] = (row["barcode"], *before.barcodes)
        _revise(draft, row, before, fields)
        return
    draft.counts["products_new"] += 1
    draft.write(ProductRevised, barcodes=(row["barcode"] or draft.known.new_barcode(),), **fields)


def _revise(draft: Draft, row: Row, before: ProductRevised, fields: dict[str, object]) -> None:
    if fields == fields_of(before):
        draft.counts["products_same"] += 1
        return
    draft.counts["products_changed"] += 1
    draft.findings.warning(row, "code", tr("produk ini sudah ada; datanya diperbarui"))
    draft.write(ProductRevised, **fields)


def _said(before: ProductRevised | None) -> dict[str, int | None]:
    """Return the terms that a product has of its own already."""
    if before is None:
        return {}
    return {"commission_bp": before.terms.commission_bp, "consignor_price": before.terms.consignor_price}


def _check_prices(draft: Draft, row: Row) -> None:
    price, titip = row["price"], row["consignor_price"]
    if price and titip and titip > price:
        draft.findings.warning(row, "consignor_price", tr("harga titip di atas harga jual: galeri rugi"))


def _check_barcode(draft: Draft, row: Row, codes: set[str]) -> None:
    """Refuse a barcode that another product has, as a barcode or as its code: a scan must find one product."""
    barcode, code = row["barcode"], row["code"]
    if not barcode or not code:
        return
    key, own = sku(barcode), sku(code)
    other = draft.known.product(barcode)
    if other is not None and sku(other.code) != own:
        draft.findings.problem(row, "barcode", tr("barcode ini sudah dipakai {name}").format(name=other.name))
    elif key != own and key in codes:
        draft.findings.problem(row, "barcode", tr("barcode ini sama dengan kode produk lain di berkas ini"))
