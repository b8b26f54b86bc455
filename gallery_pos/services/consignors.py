"""Makers and what was agreed with them. Each change is a full snapshot in the journal."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

import msgspec

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    GALLERY,
    AgreementRevised,
    ConsignorRevised,
    ConsignorsMerged,
    Document,
    PriceModel,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.money import FULL, MOST_RUPIAH
from gallery_pos.services.access import Act, require
from gallery_pos.services.fees import agreement_of, charge_before_change

if TYPE_CHECKING:
    from gallery_pos.ports import Book

MOST_DISPUTE_DAYS = 365
_AS_FOR_ALL = ("minimum_payout", "dispute_days", "item_fee", "qris_bearer")
"""What an agreement of one's own takes over from the gallery's unless it says otherwise."""
_HEADER = ("id", "outlet", "business_date", "posted_at", "user")


def fields_of(record: Document | None) -> dict[str, Any]:
    """Return what a record says beyond its header, as the ground for its next revision; nothing for None."""
    if record is None:
        return {}
    return {name: value for name, value in msgspec.structs.asdict(record).items() if name not in _HEADER}


def consignor_of(desk: Desk, code: str) -> ConsignorRevised:
    """Return a consignor. Raises RuleBroken (``consignor.unknown``)."""
    consignor = desk.book.consignor(code)
    if consignor is None:
        raise RuleBroken("consignor.unknown", tr("Penitip {code} tidak dikenal.").format(code=code))
    return consignor


def current_code(book: Book, code: str) -> str:
    """Return the code under which a maker stands now: his own, or that of the one he was merged into."""
    seen = {code}
    while (merged := book.latest(ConsignorsMerged, code)) is not None and merged.into not in seen:
        code = merged.into
        seen.add(code)
    return code


def former_codes(book: Book) -> dict[str, tuple[str, ...]]:
    """Return per maker the codes of those who were merged into him, directly or one after another."""
    found: dict[str, tuple[str, ...]] = {}
    for merged in book.latest_of_all(ConsignorsMerged):
        into = current_code(book, merged.duplicate)
        found[into] = (*found.get(into, ()), merged.duplicate)
    return found


def refuse_merged(desk: Desk, code: str) -> None:
    """Raise RuleBroken (``consignor.merged``) for a maker who was merged into another: nothing new stands under it."""
    into = current_code(desk.book, code)
    if into != code:
        stays = consignor_of(desk, into)
        raise RuleBroken(
            "consignor.merged",
            tr("Penitip {code} sudah digabung ke {name} ({into}).").format(
                code=code, name=stays.business_name, into=into
            ),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pakai kode {into}.").format(into=into),
        )


def new_consignor_code(desk: Desk) -> str:
    """Return a code that no consignor has, however it is written: ``M001`` and on."""
    numbers = count(desk.book.next_code("consignor"))
    return next(code for number in numbers if desk.book.consignor_alike(code := f"M{number:03d}") is None)


def revise_consignor(desk: Desk, *, code: str = "", **changes: Any) -> Done[ConsignorRevised]:
    """Register a consignor (an empty code is given one) or change some fields of ConsignorRevised.

    Phone, address, NIK and account are not here but in the private store. Raises RuleBroken (``consignor.name``), and
    (``consignor.code``) for a new code that is another's in other letters: imports take the two for one.
    """
    require(desk, Act.EDIT_CATALOGUE)
    with desk.journal.transaction():
        code = code.strip() or new_consignor_code(desk)
        before = desk.book.consignor(code)
        if before is None and (other := desk.book.consignor_alike(code)) is not None:
            raise code_taken("consignor.code", code, other.code, other.business_name)
        fields = {"since": desk.today(), "code": code} | fields_of(before) | changes
        if not str(fields.get("business_name", "")).strip():
            raise RuleBroken("consignor.name", tr("Nama usaha harus diisi."))
        consignor = desk.write(ConsignorRevised, **fields)
        if consignor.active:
            refuse_merged(desk, code)
        desk.journal.append(consignor)
    return Done(consignor, Changes.CONSIGNORS)


def code_taken(rule: str, code: str, other: str, name: str) -> RuleBroken:
    """Return the refusal of a new code that differs from another record's by case and spaces only."""
    return RuleBroken(
        rule,
        tr("Kode {code} terlalu mirip dengan {other} ({name}): beda huruf besar atau spasi saja.").format(
            code=code, other=other, name=name
        ),
        safe=tr("Belum ada yang berubah."),
        todo=tr("Pakai kode lain, atau kosongkan supaya dibuatkan."),
    )


def revise_agreement(desk: Desk, *, consignor: str = GALLERY, **changes: Any) -> Done[AgreementRevised]:
    """Agree new terms with a consignor, or with everybody who has none of his own (:data:`GALLERY`).

    Counts for goods received from now on, never for what is already in. Shelf fees that fell due under the agreement
    before are charged first; a fee that is new counts from today unless another ``start`` is given. Another model ends
    the percentage of the one before; a fee means 0 % where none is given. Raises RuleBroken (``agreement.*``).
    """
    require(desk, Act.EDIT_AGREEMENT)
    with desk.journal.transaction():
        if consignor != GALLERY:
            consignor_of(desk, consignor)
            refuse_merged(desk, consignor)
        held, before = agreement_of(desk, consignor), desk.book.agreement(consignor)
        usual = {} if before or not held else {name: getattr(held, name) for name in _AS_FOR_ALL}
        fields = {"start": desk.today()} | usual | fields_of(before) | changes | {"consignor": consignor}
        if "signatures" not in changes:
            fields["signatures"] = ()  # what is agreed anew is signed anew
        agreement = desk.write(AgreementRevised, **fields)
        if agreement.monthly_fee and not (held and held.monthly_fee) and before and agreement.start == before.start:
            agreement = msgspec.structs.replace(agreement, start=desk.today())
        new_model = before is not None and before.model is not agreement.model
        agreement = _with_percentage(agreement, keep="terms" in changes or not new_model)
        _check(desk, agreement)
        if held and _fee(held) != _fee(agreement):
            charge_before_change(desk, consignor)
        desk.journal.append(agreement)
    return Done(agreement, Changes.CONSIGNORS | Changes.SETTLEMENT)


def _with_percentage(agreement: AgreementRevised, *, keep: bool) -> AgreementRevised:
    """Return the agreement with its own percentage where that is to be kept, else with what its model means."""
    commission = agreement.terms.commission_bp if keep else None
    if commission is None and agreement.model is PriceModel.FEE:
        commission = 0
    return msgspec.structs.replace(agreement, terms=msgspec.structs.replace(agreement.terms, commission_bp=commission))


def _fee(agreement: AgreementRevised) -> tuple[int, date | None, date | None]:
    """Return what the fee of each month depends on."""
    return agreement.monthly_fee, agreement.start, agreement.end


def _check(desk: Desk, agreement: AgreementRevised) -> None:
    terms = agreement.terms
    for value in (terms.commission_bp, terms.loss_bp, terms.damage_bp, terms.expiry_bp):
        if value is not None and not 0 <= value <= FULL:
            raise RuleBroken("agreement.share", tr("Persentase harus antara 0 dan 100."))
    if any(tier.from_price <= 0 or not 0 <= tier.commission_bp <= FULL for tier in terms.tiers):
        raise RuleBroken("agreement.tiers", tr("Tiap tingkat berisi harga di atas nol dan bagian antara 0 dan 100 %."))
    if len({tier.from_price for tier in terms.tiers}) != len(terms.tiers):
        raise RuleBroken("agreement.tiers", tr("Ada dua tingkat dengan harga yang sama."))
    if agreement.grace_days < 0:
        raise RuleBroken("agreement.grace", tr("Masa tenggang tidak boleh kurang dari nol."))
    _check_amounts(agreement)
    if not 0 <= agreement.dispute_days <= MOST_DISPUTE_DAYS:
        raise RuleBroken(
            "agreement.dispute_days", tr("Masa sanggah antara nol dan {days} hari.").format(days=MOST_DISPUTE_DAYS)
        )
    if agreement.model is PriceModel.FEE and not agreement.monthly_fee:
        raise RuleBroken("agreement.fee", tr("Isi iuran bulanannya."))
    if agreement.start and agreement.start > desk.today():
        raise RuleBroken(
            "agreement.start",
            tr("Perjanjian berlaku sejak dicatat, tidak bisa mulai nanti."),
            safe=tr("Perjanjian tidak berubah."),
            todo=tr("Catat pada hari mulainya."),
        )
    if agreement.start and agreement.end and agreement.end < agreement.start:
        raise RuleBroken("agreement.period", tr("Tanggal akhir perjanjian lebih awal dari tanggal mulainya."))


def _check_amounts(agreement: AgreementRevised) -> None:
    if not 0 <= agreement.monthly_fee <= MOST_RUPIAH:
        raise RuleBroken("agreement.fee", tr("Iuran bulanan tidak boleh kurang dari nol."))
    if not 0 <= agreement.minimum_payout <= MOST_RUPIAH:
        raise RuleBroken("agreement.minimum", tr("Pembayaran paling sedikit tidak boleh kurang dari nol."))
    if not 0 <= agreement.item_fee <= MOST_RUPIAH:
        raise RuleBroken("agreement.item_fee", tr("Iuran per barang tidak boleh kurang dari nol."))
