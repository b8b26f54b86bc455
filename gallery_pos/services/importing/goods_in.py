"""Goods that came in: rows of one day, outlet and consignor are one consignment note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gallery_pos.documents import GALLERY
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.services.importing.columns import GOODS_IN
from gallery_pos.services.importing.notes import Delivery, Piece, receive
from gallery_pos.services.importing.table import read_rows
from gallery_pos.services.importing.values import consignor_of, product_of

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import ConsignorRevised
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Sheet


def plan_goods_in(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Take the goods in, with the prices and the terms of today frozen on their lots."""
    rows = read_rows(sheets, GOODS_IN, draft.findings)
    draft.counts["rows"] = len(rows)
    deliveries: dict[tuple[date, str, str], list[Piece]] = {}
    for row in rows:
        consignor, piece = consignor_of(draft, row), _piece(draft, row)
        outlet = draft.known.outlet(row)
        if consignor is None or piece is None or outlet is None or not row["date"]:
            continue
        if piece.product.consignor != consignor.code:
            reason = tr("{product} bukan titipan penitip ini").format(product=piece.product.name)
            draft.findings.problem(row, "consignor", reason)
        elif _may_come(draft, row, consignor):
            deliveries.setdefault((row["date"], outlet.code, consignor.code), []).append(piece)
    for (day, outlet_code, code), pieces in sorted(deliveries.items(), key=lambda one: one[0][0]):
        consignor = draft.known.consignor(code)
        if consignor is not None:
            receive(draft, Delivery(outlet_code, consignor, day, day.isoformat(), format_date(day), pieces))


def _piece(draft: Draft, row: Row) -> Piece | None:
    product = product_of(draft, row)
    if product is None or not row["quantity"]:
        return None
    if row["best_before"] and row["date"] and row["best_before"] < row["date"]:
        draft.findings.warning(row, "best_before", tr("sudah kedaluwarsa waktu masuk"))
    terms = draft.known.terms(product)
    return Piece(row, product, row["quantity"], terms, row["best_before"])


def _may_come(draft: Draft, row: Row, consignor: ConsignorRevised) -> bool:
    """Refuse goods of a consignor whose time is over; tell of a day that is still to come."""
    agreement = draft.known.agreement(consignor.code) or draft.known.agreement(GALLERY)
    if not consignor.active or (agreement and agreement.end and agreement.end < row["date"]):
        draft.findings.problem(row, "consignor", tr("titipan penitip ini sudah berakhir pada tanggal itu"))
        return False
    if row["date"] > draft.desk.today():
        draft.findings.warning(row, "date", tr("tanggal ini belum lewat"))
    return True
