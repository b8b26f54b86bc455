"""The columns of the report's tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from db.queries.compared import MonthRow
from db.queries.corrections import Correction, CorrectionRow
from db.queries.held import HeldRow
from db.queries.moving import VisitRow
from db.queries.owing import OwedThen
from db.queries.papers import PassedRow
from db.queries.reports import BuyerRow, MethodRow, MissingDay, TradeRow
from db.queries.scoring import ScoreRow
from db.queries.shifts import ShiftRow
from db.queries.sold_by import ReachRow
from db.queries.standing import IdleRow, StillRow
from db.queries.variances import VarianceRow
from db.queries.watched import CopiesRow, Override, OverrideRow, Undone, UndoneRow
from gallery_pos.documents import LossReason
from gallery_pos.formatting import format_count, format_month, format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.periods import month_range
from gallery_pos.scorecard import RULES, Grade, Measure, Score
from ui.app.differences import difference_column
from ui.app.formats import moment
from ui.app.names import BUYERS, LOSS_REASONS, METHODS, REPORT_STATES, SIZES, named
from ui.app.tables import Column, Kind
from ui.papers.report_words import CORRECTIONS, MONEY, OVERRIDES, UNDONE, called, corrected, correction_reason
from ui.papers.reports import LateRow

if TYPE_CHECKING:
    from ui.workplace import Workplace

_GRADES = {Grade.GOOD: "good", Grade.ATTENTION: "attention", Grade.DANGER: "danger", Grade.NONE: "neutral"}
SPARE = tr_noop("(tidak diisi)")


def trade_columns(
    by: str, *, by_day: bool = False, names: Mapping[Any, str] | None = None
) -> tuple[Column[TradeRow], ...]:
    """Return the columns of trade summed ``by`` something; ``names`` says what its keys are called."""

    def name(row: TradeRow) -> object:
        if by_day:
            return date.fromisoformat(row.key)
        return (called(names, row.key) if names else row.name) or tr(SPARE)

    return (
        Column(by, name, Kind.DATE if by_day else Kind.TEXT, stretch=True),
        Column(tr_noop("Potong"), lambda row: row.pieces, Kind.NUMBER),
        Column(tr_noop("Kotor"), lambda row: row.gross, Kind.MONEY, width=128),
        Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY),
        Column(tr_noop("Bersih"), lambda row: row.net, Kind.MONEY, width=128),
        Column(tr_noop("Komisi"), lambda row: row.commission, Kind.MONEY),
        Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY, width=128),
    )


def method_words(method: str) -> str:
    """Return what people call a way to pay."""
    return named(METHODS, method)


METHOD: tuple[Column[MethodRow], ...] = (
    Column(tr_noop("Cara bayar"), lambda row: method_words(row.method), stretch=True),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.amount, Kind.MONEY, width=160),
)
BUYER: tuple[Column[BuyerRow], ...] = (
    Column(tr_noop("Pembeli"), lambda row: named(BUYERS, row.buyer), stretch=True),
    Column(tr_noop("Struk"), lambda row: row.count, Kind.NUMBER),
    Column(tr_noop("Jumlah", "uang"), lambda row: row.total, Kind.MONEY, width=160),
)
OWED: tuple[Column[OwedThen], ...] = (
    Column(tr_noop("Kode"), lambda row: row.consignor, width=84, firm=True),
    Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
    Column(tr_noop("Sejak"), lambda row: row.since, Kind.DATE, width=114),
    Column(tr_noop("Sampai 30 hari"), lambda row: row.days_30 or None, Kind.MONEY, width=112),
    Column(tr_noop("31–60 hari"), lambda row: row.days_60 or None, Kind.MONEY, width=98),
    Column(tr_noop("61–90 hari"), lambda row: row.days_90 or None, Kind.MONEY, width=98),
    Column(tr_noop("Di atas 90 hari"), lambda row: row.older or None, Kind.MONEY, width=112),
    Column(tr_noop("Saldo"), lambda row: row.balance, Kind.MONEY, width=112),
)


def _told(row: HeldRow) -> str:
    if row.told_in is None or row.told_out is None:
        return tr("belum ada berkas")
    return format_rupiah(row.told_in - row.told_out)


HELD: tuple[Column[HeldRow], ...] = (
    Column(tr_noop("Tempat"), lambda row: called(MONEY, row.account), stretch=True),
    Column(tr_noop("Awal"), lambda row: row.opening, Kind.MONEY, width=120),
    Column(tr_noop("Dari penjualan"), lambda row: row.sold, Kind.MONEY, width=124),
    Column(tr_noop("Lainnya"), lambda row: row.other, Kind.MONEY, width=120),
    Column(tr_noop("Akhir"), lambda row: row.closing, Kind.MONEY, width=120),
    Column(
        tr_noop("Menurut berkas"),
        lambda row: None if row.told_in is None else row.told_in - (row.told_out or 0),
        Kind.MONEY,
        text=_told,
        width=140,
    ),
    Column(
        tr_noop("Belum cocok"),
        lambda row: row.waiting,
        Kind.NUMBER,
        tone=lambda row: "attention" if row.waiting else "neutral",
        width=104,
    ),
)


def shift_columns(place: Workplace) -> tuple[Column[ShiftRow], ...]:
    """Return the columns of closed drawers, in the time of this gallery."""
    zone = place.desk().timezone
    names = {user.code: user.name for user in place.gallery.book.users()}
    return (
        Column(
            tr_noop("Dibuka"),
            lambda row: row.opened_at,
            text=lambda row: moment(row.opened_at, zone),
            width=152,
            firm=True,
        ),
        Column(tr_noop("Gerai"), lambda row: row.outlet, stretch=True),
        Column(tr_noop("Kasir"), lambda row: names.get(row.user, row.user), width=130),
        Column(tr_noop("Penjualan"), lambda row: row.sales, Kind.MONEY, width=106),
        Column(tr_noop("Seharusnya"), lambda row: row.expected, Kind.MONEY, width=106),
        Column(tr_noop("Dihitung"), lambda row: row.counted, Kind.MONEY, width=106),
        difference_column(),
    )


VISITS: tuple[Column[VisitRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Gerai"), lambda row: row.outlet_name, stretch=True),
    Column(tr_noop("Oleh"), lambda row: row.visited_by, width=130),
    Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER),
    Column(tr_noop("Hilang"), lambda row: row.missing, Kind.NUMBER),
    Column(tr_noop("Nilai terjual"), lambda row: row.value, Kind.MONEY),
    Column(tr_noop("Uang"), lambda row: row.cash + row.qris, Kind.MONEY),
    Column(tr_noop("Selisih"), lambda row: row.difference, Kind.MONEY),
)


def _bearer_words(row: VarianceRow) -> str:
    """Return why pieces are gone and which part the gallery pays, "" where nobody bears anything."""
    if row.gallery_bp is None or not row.reason:
        return ""
    return tr("{reason}, galeri {share}").format(
        reason=tr(LOSS_REASONS[LossReason(row.reason)]), share=format_percent(row.gallery_bp)
    )


VARIANCES: tuple[Column[VarianceRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=160),
    Column(
        tr_noop("Selisih"),
        lambda row: row.difference,
        Kind.NUMBER,
        text=lambda row: f"{row.difference:+d}",
        tone=lambda row: "danger" if row.difference < 0 else "good",
    ),
    Column(tr_noop("Nilai jual"), lambda row: row.value, Kind.MONEY),
    Column(tr_noop("Penanggung"), _bearer_words, width=170),
    Column(tr_noop("Ganti rugi"), lambda row: row.compensation, Kind.MONEY),
)
MISSING: tuple[Column[MissingDay], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=160),
    Column(tr_noop("Gerai"), lambda row: row.outlet, stretch=True),
)
PASSED: tuple[Column[PassedRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=114),
    Column(tr_noop("Produk"), lambda row: row.name, stretch=True),
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=160),
    Column(tr_noop("Yang kurang"), lambda row: ", ".join(row.missing), width=120),
    Column(tr_noop("Alasan"), lambda row: row.reason, stretch=True),
    Column(tr_noop("Sampai"), lambda row: row.until, Kind.DATE, width=114),
    Column(tr_noop("Disetujui oleh"), lambda row: row.approver, width=130),
)
_LOUD = {Override.EXPIRED: "danger", Override.GATE: "attention", Override.PRICE: "attention"}
OVERRIDE: tuple[Column[OverrideRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=114),
    Column(
        tr_noop("Apa"),
        lambda row: called(OVERRIDES, row.kind),
        Kind.BADGE,
        tone=lambda row: _LOUD.get(row.kind, "neutral"),
    ),
    Column(tr_noop("Barang"), lambda row: row.goods, stretch=True),
    Column(tr_noop("Rupiah"), lambda row: row.amount or None, Kind.MONEY, width=110),
    Column(tr_noop("Oleh"), lambda row: row.user, width=130),
    Column(tr_noop("Disetujui oleh"), lambda row: row.approver, width=124),
    Column(tr_noop("Alasan"), lambda row: row.reason, stretch=True),
)
UNDO: tuple[Column[UndoneRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=114),
    Column(
        tr_noop("Apa"),
        lambda row: called(UNDONE, row.kind),
        Kind.BADGE,
        tone=lambda row: "attention" if row.kind is Undone.VOID else "neutral",
        width=90,
    ),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=174),
    Column(tr_noop("Struk asal"), lambda row: row.sale, Kind.CODE, width=174),
    Column(tr_noop("Rupiah"), lambda row: row.total, Kind.MONEY, width=110),
    Column(tr_noop("Oleh"), lambda row: row.user, width=130),
    Column(tr_noop("Disetujui oleh"), lambda row: row.approver, width=124),
    Column(tr_noop("Alasan"), lambda row: row.reason, stretch=True),
)
CORRECTED: tuple[Column[CorrectionRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=114),
    Column(
        tr_noop("Apa"),
        lambda row: called(CORRECTIONS, row.kind),
        Kind.BADGE,
        tone=lambda row: "attention" if row.kind is Correction.BALANCE else "neutral",
    ),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=174, room=1_000),
    Column(tr_noop("Tentang"), corrected, stretch=True),
    Column(tr_noop("Rupiah"), lambda row: row.amount, Kind.MONEY, width=110),
    Column(tr_noop("Oleh"), lambda row: row.user, width=130),
    Column(tr_noop("Disetujui oleh"), lambda row: row.approver, width=124),
    Column(tr_noop("Alasan"), correction_reason, stretch=True, tip=correction_reason),
)
COPIES: tuple[Column[CopiesRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=120),
    Column(tr_noop("Gerai"), lambda row: row.outlet, stretch=True),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=190),
    Column(tr_noop("Kasir"), lambda row: row.user, width=150),
    Column(tr_noop("Salinan"), lambda row: row.copies, Kind.NUMBER, width=100),
    Column(tr_noop("Laci dibuka"), lambda row: row.drawer_opened, Kind.NUMBER, width=110),
)


def reach_columns(by: str, names: Mapping[Any, str] | None = None) -> tuple[Column[ReachRow], ...]:
    """Return the columns of whom trade reached."""
    return (
        Column(by, lambda row: (called(names, row.key) if names else row.key) or tr(SPARE), stretch=True),
        Column(tr_noop("Penitip"), lambda row: row.makers, Kind.NUMBER, width=90),
        Column(tr_noop("Barang di rak"), lambda row: row.on_shelf, Kind.NUMBER, width=120),
        Column(tr_noop("Terjual"), lambda row: row.sold, Kind.NUMBER, width=90),
        Column(tr_noop("Bersih"), lambda row: row.net, Kind.MONEY, width=140),
        Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY, width=140),
    )


IDLE: tuple[Column[IdleRow], ...] = (
    Column(tr_noop("Penitip"), lambda row: row.business_name, stretch=True),
    Column(tr_noop("Kecamatan"), lambda row: row.district, width=150),
    Column(tr_noop("Kelas"), lambda row: called(SIZES, row.size_class) if row.size_class else "", width=100),
    Column(tr_noop("Produk"), lambda row: row.products, Kind.NUMBER, width=80),
    Column(tr_noop("Di rak"), lambda row: row.on_hand, Kind.NUMBER, width=80),
    Column(tr_noop("Nilai jual"), lambda row: row.value, Kind.MONEY, width=120),
    Column(tr_noop("Terakhir terjual"), lambda row: row.last_sale, Kind.DATE, width=130),
)
STILL: tuple[Column[StillRow], ...] = (
    Column(tr_noop("Gerai"), lambda row: row.outlet, width=110),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=170),
    Column(tr_noop("Kategori"), lambda row: row.category, width=110),
    Column(tr_noop("Di rak sejak"), lambda row: row.since, Kind.DATE, width=114),
    Column(tr_noop("Di rak"), lambda row: row.on_hand, Kind.NUMBER, width=70),
    Column(tr_noop("Nilai jual"), lambda row: row.value, Kind.MONEY, width=120),
)


def _month(month: str) -> str:
    return format_month(month_range(month).start)


def _late_tone(row: LateRow) -> str:
    return "danger" if row.overdue else "attention" if row.sent_on is None else "good"


LATE: tuple[Column[LateRow], ...] = (
    Column(tr_noop("Gerai"), lambda row: row.name, stretch=True),
    Column(tr_noop("Bulan"), lambda row: _month(row.month), sort_key=lambda row: row.month, width=140),
    Column(tr_noop("Keadaan"), lambda row: called(REPORT_STATES, row.state), Kind.BADGE, tone=_late_tone, width=220),
    Column(tr_noop("Jatuh tempo"), lambda row: row.due, Kind.DATE, width=116),
    Column(tr_noop("Disampaikan"), lambda row: row.sent_on, Kind.DATE, width=116),
    Column(tr_noop("Hari terlambat"), lambda row: row.late_days or None, Kind.NUMBER, width=124),
)
MONTHS: tuple[Column[MonthRow], ...] = (
    Column(tr_noop("Bulan"), lambda row: _month(row.month), sort_key=lambda row: row.month, width=150),
    Column(tr_noop("Gerai"), lambda row: row.name or tr("Semua gerai"), stretch=True),
    Column(tr_noop("Struk"), lambda row: row.receipts, Kind.NUMBER, width=80),
    Column(tr_noop("Potong"), lambda row: row.pieces, Kind.NUMBER, width=80),
    Column(tr_noop("Bersih"), lambda row: row.net, Kind.MONEY, width=130),
    Column(tr_noop("Komisi"), lambda row: row.commission, Kind.MONEY, width=120),
    Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY, width=130),
)


def score_tip(score: Score) -> str:
    """Return what a figure means, and what it is worked out of."""
    rule = RULES[score.measure]
    return f"{tr(rule.title)}: {score.words}\n{tr(rule.definition)}\n{score_parts(score)}"


def score_parts(score: Score) -> str:
    """Return the part and the whole that a figure is worked out of, in words."""
    if not score.whole:
        return tr("Belum ada yang bisa dihitung.")
    money = score.measure is Measure.VARIANCE
    if score.measure is Measure.DAYS_TO_PAY:
        return tr("Ditimbang menurut {amount} yang dibayarkan.").format(amount=format_rupiah(score.whole))
    write = format_rupiah if money else format_count
    return tr("{part} dari {whole}").format(part=write(score.part), whole=write(score.whole))


_MEASURES = {
    Measure.DAYS_TO_PAY: tr_noop("Sampai dibayar"),
    Measure.ON_TIME: tr_noop("Tepat waktu"),
    Measure.SHRINKAGE: RULES[Measure.SHRINKAGE].title,
    Measure.VARIANCE: RULES[Measure.VARIANCE].title,
    Measure.ACKNOWLEDGED: tr_noop("Diakui"),
    Measure.SELLING: tr_noop("Rak yang laku"),
}
"""The measures in few words: their whole names stand in their tips and in the scorecard itself."""


def _score(measure: Measure) -> Column[ScoreRow]:
    return Column(
        _MEASURES[measure],
        lambda row: row.of(measure).value,
        Kind.BADGE,
        text=lambda row: row.of(measure).words,
        tone=lambda row: _GRADES[row.of(measure).grade],
        tip=lambda row: score_tip(row.of(measure)),
        width=80,
    )


SCORES: tuple[Column[ScoreRow], ...] = (
    Column(tr_noop("Gerai"), lambda row: row.name, stretch=True),
    *(_score(measure) for measure in Measure),
)
