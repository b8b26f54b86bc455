"""A list of consignors with what was agreed with each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from gallery_pos.barcode import sku
from gallery_pos.documents import GALLERY, AgreementRevised, ConsignorRevised, PriceModel
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, name_key, read_choice
from gallery_pos.services.consignors import fields_of
from gallery_pos.services.fees import fees_due
from gallery_pos.services.importing.columns import CONSIGNORS, TYPES
from gallery_pos.services.importing.table import read_rows
from gallery_pos.services.importing.values import given, tidy_district, unique
from gallery_pos.size_class import contradiction, judge
from gallery_pos.terms import AgreedTerms

if TYPE_CHECKING:
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Sheet


def plan_consignors(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Register each consignor, or change what is new about one that is known. An empty cell changes nothing."""
    rows = read_rows(sheets, CONSIGNORS, draft.findings)
    draft.counts["rows"] = len(rows)
    unique(draft, rows, "code", sku)
    _same_names(draft, rows)
    for row in rows:
        _check_fee(draft, row)
        if row["code"] and row["business"] and not _closed(draft, row):
            new = sku(row["code"]) not in draft.known.consignors
            _record(draft, row)
            _agreement(draft, row, new=new)


def _closed(draft: Draft, row: Row) -> bool:
    """Tell whether a row is about a record that was merged into another, and warn: it stays as it is."""
    into = draft.known.merged_into(row["code"])
    if into:
        reason = tr("sudah digabung ke {into}; baris ini dilewati").format(into=into)
        draft.findings.warning(row, "code", reason)
    return bool(into)


def _type(draft: Draft, row: Row) -> dict[str, Any]:
    """Return what a row says a maker is; a word that is no kind of maker is told and left out."""
    if not row["type"]:
        return {}
    try:
        return {"type": read_choice(row["type"], TYPES)}
    except Unreadable as error:
        draft.findings.warning(row, "type", error.reason)
        return {}


def _class(draft: Draft, row: Row, told: dict[str, Any], before: ConsignorRevised | None) -> dict[str, Any]:
    """Return the class that the amounts of a row make where nobody chose one; warn of one that they do not bear out."""
    chosen = told.get("size_class", before.size_class if before else None)
    judged = judge(capital=told.get("capital"), yearly_sales=told.get("yearly_sales"))
    if judged is None:
        return {}
    if chosen is None:
        return {"size_class": judged.size_class} if judged.size_class else {}
    if wrong := contradiction(chosen, judged):
        draft.findings.warning(row, "size_class", wrong)
    return {}


def _record(draft: Draft, row: Row) -> None:
    before = draft.known.consignors.get(sku(row["code"]))
    told = given(row, "owner", "size_class", "sector", "commodity", "capital", "yearly_sales")
    told |= {"business_name": row["business"]} | _type(draft, row)
    told |= _class(draft, row, told, before)
    if row["district"]:
        told["district"] = tidy_district(row["district"])
    if row["nib"]:
        told["nib"] = row["nib"].number
        if row["nib"].warning:
            draft.findings.warning(row, "nib", row["nib"].warning)
    code = before.code if before else row["code"]
    if row["phone"]:
        draft.private[code] = {"phone": row["phone"]}
    fields = {"code": code} | fields_of(before) | told
    if before is None:
        draft.counts["consignors_new"] += 1
        draft.known.consignors[sku(code)] = draft.write(ConsignorRevised, since=draft.desk.today(), **fields)
    elif fields == fields_of(before):
        draft.counts["consignors_same"] += 1
    else:
        draft.counts["consignors_changed"] += 1
        draft.findings.warning(row, "code", tr("penitip ini sudah ada; datanya diperbarui"))
        draft.write(ConsignorRevised, **fields)


def _agreement(draft: Draft, row: Row, *, new: bool) -> None:
    """Write what was agreed, where the file tells anything about it and it is not agreed already.

    The agreement of a consignor who is ``new`` has no beginning: the file tells how things have been. A fee that a
    known one did not pay before counts from today, and what fell due until now is charged as it was agreed then.
    """
    if row["model"] is None and row["commission"] is None and row["fee"] is None:
        return
    desk, consignor = draft.desk, draft.known.consignors[sku(row["code"])].code
    before = draft.known.agreement(consignor)
    fields = {"consignor": consignor, "start": None if new else desk.today()} | fields_of(before) | _agreed(row, before)
    if before is not None and fields == fields_of(before):
        return
    held = before or draft.known.agreement(GALLERY)
    fee_before = held.monthly_fee if held else 0
    if not new and fields.get("monthly_fee", 0) != fee_before:
        if not fee_before:
            fields["start"] = desk.today()
        for fee in fees_due(desk, consignor, desk.today() - timedelta(days=1)):
            draft.add(fee)
    draft.counts["agreements"] += 1
    draft.write(AgreementRevised, **fields)


def _agreed(row: Row, before: AgreementRevised | None) -> dict[str, Any]:
    """Return what a row says about an agreement, as fields of AgreementRevised."""
    model = row["model"] or (before.model if before else _model_of(row))
    terms = before.terms if before else AgreedTerms()
    commission = row["commission"]
    if commission is None:
        # A fee takes no share unless it says so; a percentage that is not named is the gallery's default.
        other = 0 if model is PriceModel.FEE else None
        commission = terms.commission_bp if before and before.model is model else other
    fee = {} if row["fee"] is None else {"monthly_fee": row["fee"]}
    return {"model": model, "terms": msgspec.structs.replace(terms, commission_bp=commission)} | fee


def _model_of(row: Row) -> PriceModel:
    """Return the model of a row that names none: a fee without a percentage is the fee, all else the percentage."""
    return PriceModel.FEE if row["fee"] and not row["commission"] else PriceModel.PERCENTAGE


def _check_fee(draft: Draft, row: Row) -> None:
    if row["model"] is PriceModel.FEE and not row["fee"] and row.blank("fee"):
        draft.findings.problem(row, "fee", tr("harus diisi untuk model iuran"))
    elif row["model"] is PriceModel.FEE and row["fee"] == 0:
        draft.findings.problem(row, "fee", tr("tidak boleh nol untuk model iuran"))


def _same_names(draft: Draft, rows: Sequence[Row]) -> None:
    """Tell of businesses that stand in the list twice under different codes: perhaps one, perhaps not."""
    first: dict[str, Row] = {}
    for row in rows:
        if row["business"]:
            before = first.setdefault(name_key(row["business"]), row)
            if before is not row and before["code"] != row["code"]:
                reason = tr("nama ini juga ada di baris {row} dengan kode lain").format(row=before.number)
                draft.findings.warning(row, "business", reason)
