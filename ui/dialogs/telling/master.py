"""Master data: the record as it was then, and what this revision changed of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from db.queries.history import revisions
from gallery_pos.documents import (
    GALLERY,
    AgreementRevised,
    ConsignorRevised,
    ConsignorsMerged,
    ConsignorsToldApart,
    ConsignorType,
    Document,
    MarkdownBasis,
    MarkdownPlanRevised,
    MarkdownStep,
    Membership,
    OutletKind,
    OutletRevised,
    PriceModel,
    ProductRevised,
    RegionListRevised,
    Role,
    SettlementPeriod,
    SizeClass,
    TaxRate,
    TemplateRevised,
    UserRevised,
)
from gallery_pos.formatting import format_count, format_date, format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.templates import CONSENT
from gallery_pos.terms import Bearer
from ui.app.names import BEARERS, BORNE, MODELS, OUTLETS, PERIODS, ROLES, SIZES, TYPES, kind_name
from ui.app.plan_words import BASES, steps_words
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ui.dialogs.telling.base import Names, Told

_HEADER = frozenset({"id", "outlet", "business_date", "posted_at", "user"})
LABELS = {
    "code": tr_noop("Kode"),
    "name": tr_noop("Nama"),
    "type": tr_noop("Jenis"),
    "main": tr_noop("Gerai utama"),
    "attended": tr_noop("Dijaga"),
    "region": tr_noop("Wilayah"),
    "address": tr_noop("Alamat"),
    "phone": tr_noop("Telepon"),
    "timezone": tr_noop("Zona waktu"),
    "rounding_step": tr_noop("Pembulatan tunai"),
    "rounding_down": tr_noop("Bulatkan ke bawah"),
    "tax_rates": tr_noop("Tarif PPN"),
    "qris": tr_noop("Kode QRIS"),
    "thanks": tr_noop("Ucapan di struk"),
    "letterhead": tr_noop("Kepala surat"),
    "active": tr_noop("Aktif"),
    "business_name": tr_noop("Nama usaha"),
    "owner": tr_noop("Pemilik"),
    "district": tr_noop("Kecamatan"),
    "nib": tr_noop("NIB"),
    "size_class": tr_noop("Kelas usaha"),
    "since": tr_noop("Menitip sejak"),
    "note": tr_noop("Catatan"),
    "memberships": tr_noop("Keanggotaan"),
    "capital": tr_noop("Modal usaha"),
    "yearly_sales": tr_noop("Penjualan setahun"),
    "sector": tr_noop("Sektor"),
    "commodity": tr_noop("Komoditas"),
    "consent": tr_noop("Naskah persetujuan"),
    "consent_on": tr_noop("Persetujuan"),
    "consignor": tr_noop("Penitip"),
    "model": tr_noop("Model harga"),
    "monthly_fee": tr_noop("Iuran bulanan"),
    "settlement": tr_noop("Masa laporan"),
    "start": tr_noop("Mulai"),
    "end": tr_noop("Berakhir"),
    "price": tr_noop("Harga jual"),
    "barcodes": tr_noop("Barcode"),
    "category": tr_noop("Kategori"),
    "permits": tr_noop("Izin"),
    "picture": tr_noop("Gambar"),
    "logo": tr_noop("Logo"),
    "role": tr_noop("Peran"),
    "outlets": tr_noop("Gerai"),
    "commission_bp": tr_noop("Komisi galeri"),
    "consignor_price": tr_noop("Harga titip"),
    "operator": tr_noop("Pengelola"),
    "shelves": tr_noop("Rak"),
    "starts": tr_noop("Mulai"),
    "ends": tr_noop("Berakhir"),
    "host": tr_noop("Penyelenggara"),
    "stand_fee": tr_noop("Sewa tempat"),
    "participants": tr_noop("Peserta"),
    "pull_days": tr_noop("Ditarik sebelum kedaluwarsa (hari)"),
    "slow_days": tr_noop("Ditarik bila tidak laku (hari)"),
    "grace_days": tr_noop("Tenggang (hari)"),
    "clauses": tr_noop("Ketentuan tambahan"),
    "signatures": tr_noop("Tanda tangan"),
    "tiers": tr_noop("Bagian galeri menurut harga"),
    "legality_group": tr_noop("Kelompok legalitas"),
    "animal_material": tr_noop("Mengandung bahan hewan"),
    "non_halal": tr_noop("Tidak halal"),
    "shelf_life_days": tr_noop("Umur simpan (hari)"),
    "discount_bearer": tr_noop("Potongan harga"),
    "basis": tr_noop("Dasar"),
    "steps": tr_noop("Tahap"),
    "bearer": tr_noop("Penanggung"),
    "at": tr_noop("Gerai"),
    "products": tr_noop("Produk"),
    "minimum_payout": tr_noop("Pembayaran paling sedikit"),
    "dispute_days": tr_noop("Masa sanggah (hari)"),
    "item_fee": tr_noop("Iuran per barang terjual"),
    "qris_bearer": tr_noop("Biaya QRIS"),
    "qris_rates": tr_noop("Tarif QRIS"),
    "report_day": tr_noop("Tanggal laporan ke Dinas"),
    "report_to": tr_noop("Laporan disampaikan kepada"),
    "loss_bp": tr_noop("Hilang, ditanggung galeri"),
    "damage_bp": tr_noop("Rusak, ditanggung galeri"),
    "expiry_bp": tr_noop("Kedaluwarsa, ditanggung galeri"),
}
_WORDS: dict[type[StrEnum], Mapping[Any, str]] = {
    Bearer: BEARERS,
    MarkdownBasis: BASES,
    PriceModel: MODELS,
    OutletKind: OUTLETS,
    SettlementPeriod: PERIODS,
    Role: ROLES,
    SizeClass: SIZES,
    ConsignorType: TYPES,
}
TEMPLATES = {CONSENT: tr_noop("Naskah persetujuan")}
"""Texts that a gallery words itself."""
_SHORT_HASH = 12
_PICTURES = frozenset({"picture", "logo"})
_RUPIAH = frozenset(
    {"price", "monthly_fee", "consignor_price", "rounding_step", "capital", "yearly_sales", "stand_fee"}
)


def _fields(document: Document) -> Iterator[tuple[str, Any]]:
    """Yield the record's fields, those of its terms among them."""
    for name, value in msgspec.structs.asdict(document).items():
        if name in _HEADER:
            continue
        if name == "terms":
            yield from msgspec.structs.asdict(value).items()
        else:
            yield name, value


def _written(name: str, value: Any) -> str:
    if name in _PICTURES and value:
        return f"{value[:_SHORT_HASH]}…"
    if value is None or value in ("", (), {}):
        return ""
    writer = next((write for kind, write in _WRITERS.items() if isinstance(value, kind)), str)
    return _figure(name, value) if writer is _number else writer(value)


def _figure(name: str, value: int) -> str:
    if name.endswith("_bp"):
        return format_percent(value)
    return format_rupiah(value) if name in _RUPIAH else format_count(value)


def _number(value: int) -> str:
    return format_count(value)


def _tax(rate: TaxRate) -> str:
    return tr("{percent} sejak {day}").format(percent=format_percent(rate.basis_points), day=format_date(rate.since))


def _membership(membership: Membership) -> str:
    since = tr("sejak {day}").format(day=format_date(membership.since)) if membership.since else ""
    until = tr("sampai {day}").format(day=format_date(membership.until)) if membership.until else ""
    return " ".join(part for part in (membership.organization, membership.role, since, until) if part)


def _step(step: MarkdownStep) -> str:
    return tr("{days} hari {percent}").format(days=format_count(step.days), percent=format_percent(step.basis_points))


_WRITERS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: tr("ya") if value else tr("tidak"),
    int: _number,
    date: format_date,
    StrEnum: lambda value: tr(_WORDS[type(value)][value]),
    dict: lambda value: ", ".join(f"{key} {text}" for key, text in value.items()),
    tuple: lambda value: ", ".join(_written("", each) for each in value),
    TaxRate: _tax,
    Membership: _membership,
    MarkdownStep: _step,
}


def _told(names: Names, told: Told, document: Document, code: str, what: str) -> None:
    told.summary = what
    now = dict(_fields(document))
    for name, value in now.items():
        text = names.consignor(value) if name == "consignor" and value else _written(name, value)
        told.fact(tr(LABELS[name]), text)
    told_before = list(revisions(names.gallery.database, kind=document.kind, code=code))
    at = next((i for i, posted in enumerate(told_before) if posted.document.id == document.id), None)
    if at is None or at + 1 >= len(told_before):
        told.summary = tr("{what}, catatan pertama.").format(what=what)
        return
    before = dict(_fields(told_before[at + 1].document))
    rows = [
        (tr(LABELS[name]), _written(name, before.get(name)) or "–", _written(name, value) or "–")
        for name, value in now.items()
        if before.get(name) != value
    ]
    told.table(
        tr("Yang berubah"),
        ((tr("Perihal"), Kind.TEXT), (tr("Sebelumnya"), Kind.TEXT), (tr("Menjadi"), Kind.TEXT)),
        rows,
    )


@teller(OutletRevised)
def _outlet(names: Names, told: Told, document: OutletRevised) -> None:
    _told(names, told, document, document.code, document.name)


@teller(ConsignorRevised)
def _consignor(names: Names, told: Told, document: ConsignorRevised) -> None:
    _told(names, told, document, document.code, document.business_name)


@teller(AgreementRevised)
def _agreement(names: Names, told: Told, document: AgreementRevised) -> None:
    whose = tr("Semua penitip tanpa perjanjian sendiri")
    if document.consignor != GALLERY:
        whose = names.consignor(document.consignor)
    _told(names, told, document, document.consignor, whose)


@teller(ProductRevised)
def _product(names: Names, told: Told, document: ProductRevised) -> None:
    _told(names, told, document, document.code, document.name)


@teller(TemplateRevised)
def _template(_names: Names, told: Told, document: TemplateRevised) -> None:
    told.summary = tr(TEMPLATES.get(document.code, "")) or document.code
    told.fact(tr("Naskah"), document.text or tr("kembali ke naskah bawaan"))


@teller(RegionListRevised)
def _region(_names: Names, told: Told, document: RegionListRevised) -> None:
    names = document.districts
    words = tr("{count} kecamatan.").format(count=format_count(len(names)))
    told.summary = words if names else tr("Kembali ke daftar bawaan.")
    told.fact(tr("Kecamatan"), ", ".join(names))


@teller(ConsignorsMerged)
def _merged(names: Names, told: Told, document: ConsignorsMerged) -> None:
    told.summary = tr("{duplicate} ({code}) ternyata sama dengan {into} ({into_code}).").format(
        duplicate=names.consignor(document.duplicate),
        code=document.duplicate,
        into=names.consignor(document.into),
        into_code=document.into,
    )
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
    for id in document.documents:  # noqa: A001 -- the journal's own word
        moved = names.gallery.book.document(id)
        if moved is not None:
            told.fact(kind_name(moved.document.kind), moved.number, id)


@teller(MarkdownPlanRevised)
def _markdown_plan(names: Names, told: Told, document: MarkdownPlanRevised) -> None:
    _told(names, told, document, document.code, document.name)
    told.summary = tr("{name}: {steps}, {bearer}.").format(
        name=document.name, steps=steps_words(document), bearer=tr(BORNE[document.bearer])
    )


@teller(ConsignorsToldApart)
def _apart(names: Names, told: Told, document: ConsignorsToldApart) -> None:
    told.summary = tr("{one} ({code}) dan {other} ({other_code}) dua penitip yang berbeda.").format(
        one=names.consignor(document.one),
        code=document.one,
        other=names.consignor(document.other),
        other_code=document.other,
    )
    told.fact(tr("Alasan"), document.reason)


@teller(UserRevised)
def _user(names: Names, told: Told, document: UserRevised) -> None:
    _told(names, told, document, document.code, document.name)
