"""What people call the things that the code names: kinds of documents, reasons, models, roles."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from gallery_pos.documents import (
    Buyer,
    CashReason,
    ConsignorType,
    Holder,
    LegalityStatus,
    LossReason,
    MessageKind,
    MessageWay,
    Method,
    Need,
    OutletKind,
    PriceModel,
    ReturnReason,
    Role,
    SettlementPeriod,
    SizeClass,
)
from gallery_pos.language import tr, tr_noop
from gallery_pos.months import DayState
from gallery_pos.report_clock import ReportState
from gallery_pos.terms import Bearer

_E = TypeVar("_E", bound=StrEnum)

KINDS: Mapping[str, str] = {
    "OutletRevised": tr_noop("Data gerai"),
    "ConsignorRevised": tr_noop("Data penitip"),
    "AgreementRevised": tr_noop("Perjanjian titip"),
    "ProductRevised": tr_noop("Data produk"),
    "UserRevised": tr_noop("Data pengguna"),
    "GoodsReceived": tr_noop("Surat titip"),
    "GoodsReturned": tr_noop("Retur titipan"),
    "StocktakePosted": tr_noop("Stok opname"),
    "GoodsWrittenOff": tr_noop("Penghapusan barang"),
    "ShiftOpened": tr_noop("Buka sif"),
    "CashMoved": tr_noop("Kas keluar-masuk"),
    "SaleCompleted": tr_noop("Penjualan"),
    "SaleRefunded": tr_noop("Retur penjualan"),
    "ShiftClosed": tr_noop("Tutup sif"),
    "FeeCharged": tr_noop("Iuran"),
    "AdjustmentPosted": tr_noop("Koreksi saldo"),
    "StatementIssued": tr_noop("Laporan penitip"),
    "PayoutMade": tr_noop("Pembayaran penitip"),
    "ConsignorsMerged": tr_noop("Penggabungan penitip"),
    "ConsignorsToldApart": tr_noop("Penitip yang berbeda"),
    "TemplateRevised": tr_noop("Naskah"),
    "RegionListRevised": tr_noop("Daftar kecamatan"),
    "MarkdownPlanRevised": tr_noop("Rencana potongan"),
    "StocktakeStarted": tr_noop("Opname dimulai"),
    "PartCounted": tr_noop("Hasil hitung bagian"),
    "StocktakeCancelled": tr_noop("Opname dibatalkan"),
    "GateRevised": tr_noop("Syarat legalitas"),
    "LegalityRecorded": tr_noop("Dokumen legalitas"),
    "GateOverridden": tr_noop("Izin tanpa dokumen"),
    "EntryDecided": tr_noop("Keputusan masuk"),
    "CurationRoundRevised": tr_noop("Putaran kurasi"),
    "CurationScored": tr_noop("Nilai kurator"),
    "CurationDecided": tr_noop("Hasil kurasi"),
    "TurnPlanned": tr_noop("Giliran pajang"),
    "GoodsSent": tr_noop("Kirim antargerai"),
    "GoodsArrived": tr_noop("Terima antargerai"),
    "VisitRecorded": tr_noop("Kunjungan"),
    "OperatorHandedOver": tr_noop("Serah terima pengelola"),
    "PayoutReversed": tr_noop("Pembatalan pembayaran"),
    "PayoutAcknowledged": tr_noop("Tanda terima penitip"),
    "PayoutBatchPrepared": tr_noop("Daftar transfer"),
    "PayoutBatchDropped": tr_noop("Daftar transfer dibatalkan"),
    "DisputeOpened": tr_noop("Sanggahan"),
    "DisputeAnswered": tr_noop("Jawaban sanggahan"),
    "MoneyMoved": tr_noop("Pemindahan uang"),
    "MutationsImported": tr_noop("Mutasi rekening"),
    "BankFormatRevised": tr_noop("Susunan berkas bank"),
    "MutationsMatched": tr_noop("Pencocokan mutasi"),
    "MatchUndone": tr_noop("Pencocokan dilepas"),
    "DifferencePosted": tr_noop("Selisih rekening"),
    "DayDeclaredShut": tr_noop("Hari tutup"),
    "MonthClosed": tr_noop("Tutup bulan"),
    "ReportSent": tr_noop("Laporan dikirim"),
    "ReportReceived": tr_noop("Laporan diterima Dinas"),
    "ReportGiven": tr_noop("Laporan dibagikan"),
    "MakerTold": tr_noop("Kabar ke penitip"),
}
"""Kinds of documents."""

MOVEMENTS: Mapping[str, str] = {
    "sold": tr_noop("Terjual"),
    "refunded": tr_noop("Retur pembeli"),
    "received": tr_noop("Diterima"),
    "returned": tr_noop("Dikembalikan"),
    "written_off": tr_noop("Dihapus"),
    "variance": tr_noop("Selisih opname"),
    "transferred": tr_noop("Antargerai"),
    "fee": tr_noop("Iuran"),
    "adjustment": tr_noop("Koreksi"),
    "compensation": tr_noop("Ganti rugi"),
    "purchase": tr_noop("Beli putus"),
    "payout": tr_noop("Dibayarkan"),
}
"""What moves a consignor's account."""

RETURN_REASONS: Mapping[ReturnReason, str] = {
    ReturnReason.EXPIRED: tr_noop("Kedaluwarsa", "sudah lewat"),
    ReturnReason.SLOW: tr_noop("Lama tidak terjual"),
    ReturnReason.DAMAGED: tr_noop("Rusak"),
    ReturnReason.ENDED: tr_noop("Titipan berakhir"),
    ReturnReason.REQUESTED: tr_noop("Diminta penitip"),
    ReturnReason.ROTATION: tr_noop("Giliran selesai"),
}
LOSS_REASONS: Mapping[LossReason, str] = {
    LossReason.LOST: tr_noop("Hilang"),
    LossReason.DAMAGED: tr_noop("Rusak"),
    LossReason.EXPIRED: tr_noop("Kedaluwarsa", "sudah lewat"),
}
CASH_REASONS: Mapping[CashReason, str] = {
    CashReason.DROP: tr_noop("Setor ke brankas"),
    CashReason.TOP_UP: tr_noop("Tambah modal"),
    CashReason.EXPENSE: tr_noop("Pengeluaran"),
    CashReason.INCOME: tr_noop("Pemasukan lain"),
    CashReason.DRAWER_OPENED: tr_noop("Laci dibuka"),
}
MODELS: Mapping[PriceModel, str] = {
    PriceModel.PERCENTAGE: tr_noop("Persen"),
    PriceModel.FIXED_NET: tr_noop("Harga titip"),
    PriceModel.FEE: tr_noop("Iuran bulanan"),
    PriceModel.OUTRIGHT: tr_noop("Beli putus"),
}
PERIODS: Mapping[SettlementPeriod, str] = {
    SettlementPeriod.WEEKLY: tr_noop("Mingguan"),
    SettlementPeriod.FORTNIGHTLY: tr_noop("Dua mingguan"),
    SettlementPeriod.MONTHLY: tr_noop("Bulanan"),
    SettlementPeriod.BY_DATE: tr_noop("Menurut tanggal"),
}
BEARERS: Mapping[Bearer, str] = {
    Bearer.SHARED: tr_noop("Dibagi menurut bagian masing-masing"),
    Bearer.CONSIGNOR: tr_noop("Ditanggung penitip"),
    Bearer.GALLERY: tr_noop("Ditanggung galeri"),
}
BORNE: Mapping[Bearer, str] = {
    Bearer.SHARED: tr_noop("ditanggung bersama"),
    Bearer.CONSIGNOR: tr_noop("ditanggung penitip"),
    Bearer.GALLERY: tr_noop("ditanggung galeri"),
}
"""Who bears a markdown, in two words."""
SIZES: Mapping[SizeClass, str] = {
    SizeClass.MICRO: tr_noop("Mikro"),
    SizeClass.SMALL: tr_noop("Kecil"),
    SizeClass.MEDIUM: tr_noop("Menengah"),
}
TYPES: Mapping[ConsignorType, str] = {
    ConsignorType.PERSON: tr_noop("Orang"),
    ConsignorType.BUSINESS: tr_noop("Usaha"),
    ConsignorType.COOPERATIVE: tr_noop("Koperasi"),
    ConsignorType.COMMUNITY: tr_noop("Komunitas"),
}
ROLES: Mapping[Role, str] = {
    Role.CASHIER: tr_noop("Kasir"),
    Role.MANAGER: tr_noop("Pengelola"),
    Role.DINAS: tr_noop("Dinas"),
    Role.ADMIN: tr_noop("Administrator"),
    Role.AUDITOR: tr_noop("Pemeriksa"),
}
METHODS: Mapping[Method, str] = {
    Method.CASH: tr_noop("Tunai"),
    Method.QRIS: tr_noop("QRIS"),
    Method.TRANSFER: tr_noop("Transfer"),
    Method.CARD: tr_noop("Kartu"),
}
BUYERS: Mapping[Buyer, str] = {
    Buyer.GENERAL: tr_noop("Umum"),
    Buyer.CIVIL_SERVANT: tr_noop("ASN/OPD"),
    Buyer.COMPANY: tr_noop("Perusahaan"),
}
OUTLETS: Mapping[OutletKind, str] = {
    OutletKind.GALLERY: tr_noop("Galeri"),
    OutletKind.CORNER: tr_noop("Pojok"),
    OutletKind.EVENT: tr_noop("Acara"),
}

DAY_STATES: Mapping[DayState, str] = {
    DayState.SOLD: tr_noop("berjualan"),
    DayState.ZERO: tr_noop("tanpa jual"),
    DayState.VISITED: tr_noop("kunjungan", "hari"),
    DayState.SHUT: tr_noop("tutup", "hari"),
    DayState.OPEN: tr_noop("terbuka", "hari"),
    DayState.GAP: tr_noop("tanpa kabar"),
    DayState.FUTURE: tr_noop("belum lewat"),
    DayState.OUTSIDE: tr_noop("tidak perlu"),
}
REPORT_STATES: Mapping[ReportState, str] = {
    ReportState.RUNNING: tr_noop("Berjalan"),
    ReportState.OPEN: tr_noop("Belum ditutup"),
    ReportState.DRAFT: tr_noop("Ditutup, belum dikirim"),
    ReportState.SENT: tr_noop("Disampaikan"),
    ReportState.RECEIVED: tr_noop("Diterima Dinas"),
    ReportState.GIVEN: tr_noop("Dibagikan ke penitip"),
}
PAPER_STATES: Mapping[LegalityStatus, str] = {
    LegalityStatus.VALID: tr_noop("Berlaku"),
    LegalityStatus.COMMITMENT: tr_noop("Komitmen belum dipenuhi"),
    LegalityStatus.IN_PROCESS: tr_noop("Masih diurus"),
    LegalityStatus.REVOKED: tr_noop("Dicabut"),
}
HOLDERS: Mapping[Holder, str] = {Holder.CONSIGNOR: tr_noop("Penitip"), Holder.PRODUCT: tr_noop("Produk")}
NEEDS: Mapping[Need, str] = {
    Need.REQUIRED: tr_noop("Wajib"),
    Need.CONDITIONAL: tr_noop("Bila perlu"),
    Need.OPTIONAL: tr_noop("Tidak wajib"),
    Need.NOT_ALLOWED: tr_noop("Tidak berlaku"),
}
MESSAGES: Mapping[MessageKind, str] = {
    MessageKind.STATEMENT: tr_noop("Laporan titipan"),
    MessageKind.PAYMENT: tr_noop("Uang dibayarkan"),
    MessageKind.SOLD: tr_noop("Terjual sepekan"),
    MessageKind.RESTOCK: tr_noop("Minta tambah"),
    MessageKind.PICK_UP: tr_noop("Barang perlu diambil"),
    MessageKind.EXPIRING: tr_noop("Menjelang kedaluwarsa"),
    MessageKind.PAPERS: tr_noop("Dokumen hampir habis"),
}
"""What makers are told, the most pressing first."""
WAYS_TO_TELL: Mapping[MessageWay, str] = {
    MessageWay.WHATSAPP: tr_noop("WhatsApp"),
    MessageWay.PAPER: tr_noop("kertas"),
    MessageWay.PHONE: tr_noop("telepon"),
    MessageWay.IN_PERSON: tr_noop("langsung"),
}


def kind_name(kind: str) -> str:
    """Return what people call a kind of document; one that is not known stands as it is written."""
    name = KINDS.get(kind)
    return tr(name) if name else kind


def movement_name(movement: str) -> str:
    """Return what people call what moved an account."""
    name = MOVEMENTS.get(movement)
    return tr(name) if name else movement


def named(names: Mapping[_E, str], value: str) -> str:
    """Return what people call a value; one that is not known stands as it is written."""
    words = next((words for key, words in names.items() if key.value == value), None)
    return tr(words) if words else value


def choices(names: Mapping[_E, str]) -> list[tuple[str, str]]:
    """Return pairs of value and translated words, for drop-down lists and segments."""
    return [(value.value, tr(words)) for value, words in names.items()]


def day_state(state: DayState) -> str:
    """Return what a day of an outlet is called."""
    in_context = state in {DayState.SHUT, DayState.VISITED, DayState.OPEN}
    return tr(DAY_STATES[state], "hari") if in_context else tr(DAY_STATES[state])
