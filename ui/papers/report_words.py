"""What the codes in a report are called, and the month told in sentences for somebody who reads one page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from db.projections.takings import LISTED, TILL, VISIT
from db.queries.corrections import Correction
from db.queries.disputes import OPEN
from db.queries.watched import Override, Undone
from gallery_pos.documents import DifferenceReason, LossReason
from gallery_pos.formatting import format_count, format_date, format_month, format_percent, format_period, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.periods import month_range
from ui.app.names import LOSS_REASONS
from ui.papers.glance import change_bp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from db.queries.corrections import CorrectionRow
    from ui.papers.reports import Report

_NAMED = 5
WAYS: Mapping[str, str] = {
    TILL: tr_noop("Di kasir"),
    VISIT: tr_noop("Lewat kunjungan"),
    LISTED: tr_noop("Dari daftar"),
}
"""How sales were taken."""
MONEY: Mapping[str, str] = {
    "cash": tr_noop("Tunai (laci, brankas)"),
    "qris": tr_noop("QRIS belum cair"),
    "bank": tr_noop("Rekening bank"),
    "card": tr_noop("Kartu belum cair"),
}
OVERRIDES: Mapping[str, str] = {
    Override.PRICE: tr_noop("Harga"),
    Override.DISCOUNT: tr_noop("Potongan"),
    Override.EXPIRED: tr_noop("Lewat tanggal"),
    Override.GATE: tr_noop("Tanpa dokumen"),
}
CORRECTIONS: Mapping[str, str] = {
    Correction.BALANCE: tr_noop("Koreksi saldo"),
    Correction.FEE: tr_noop("Iuran sekali"),
    Correction.REVERSAL: tr_noop("Pembayaran batal"),
    Correction.GOODS: tr_noop("Barang dihapus"),
    Correction.MONEY: tr_noop("Selisih rekening"),
}
"""What was changed by hand."""
_HOLDINGS: Mapping[str, str] = {**MONEY, "safe": tr_noop("Brankas")}
UNDONE: Mapping[str, str] = {Undone.VOID: tr_noop("Batal"), Undone.REFUND: tr_noop("Retur")}


def called(names: Mapping[Any, str], code: str) -> str:
    """Return what people call something, its code where nobody ever called it anything."""
    return tr(names[code]) if code in names else code


def corrected(row: CorrectionRow) -> str:
    """Return what a correction is about: the maker, the goods, or where the money is."""
    return called(_HOLDINGS, row.about) if row.kind is Correction.MONEY else row.about


def correction_reason(row: CorrectionRow) -> str:
    """Return why, in the words of a list where there is one and in those that somebody wrote."""
    if not row.cause:
        return row.reason
    from gallery_pos.services.matching import REASONS

    goods = row.kind is Correction.GOODS
    cause = tr(LOSS_REASONS[LossReason(row.cause)] if goods else REASONS[DifferenceReason(row.cause)])
    if row.reason.casefold().startswith(cause.casefold()):
        return row.reason
    return f"{cause}: {row.reason}" if row.reason else cause


def sentences(report: Report) -> list[str]:
    """Return what a head of office asks about a span of days, answered in his order."""
    return list(_sentences(report))


def _sentences(report: Report) -> Iterator[str]:
    yield _sold(report)
    yield _whose(report)
    yield _owed(report)
    yield _makers(report)
    yield _odd(report)
    if report.questions:
        yield _questions(report)
    yield _reports(report)


def _sold(report: Report) -> str:
    totals = report.totals
    if not totals.sales_count:
        return tr("Pada masa ini tidak ada penjualan; pada {days} {before}.").format(
            days=format_period(report.before_since, report.before_until), before=format_rupiah(report.before.net)
        )
    sold = tr("Terjual {pieces} barang dalam {count} transaksi, bersih {amount}").format(
        pieces=format_count(totals.pieces), count=format_count(totals.sales_count), amount=format_rupiah(totals.net)
    )
    change = change_bp(totals.net, report.before.net)
    days = format_period(report.before_since, report.before_until)
    if change is None:
        return tr("{sold}; pada {days} tidak ada penjualan.").format(sold=sold, days=days)
    words = tr("naik") if change > 0 else tr("turun") if change < 0 else tr("tetap")
    return tr("{sold}, {words} {change} dari {before} pada {days}.").format(
        sold=sold, words=words, change=format_percent(abs(change)), before=format_rupiah(report.before.net), days=days
    )


def _whose(report: Report) -> str:
    totals = report.totals
    return tr(
        "Dari penjualan itu {due} hak penitip dan {commission} komisi galeri; kepada penitip dibayarkan {paid}."
    ).format(
        due=format_rupiah(totals.due), commission=format_rupiah(totals.commission), paid=format_rupiah(totals.paid)
    )


def _owed(report: Report) -> str:
    owed = [row for row in report.owed if row.balance > 0]
    on = format_date(report.until)
    if not owed:
        return tr("Pada {day} tidak ada yang terutang kepada penitip.").format(day=on)
    told = tr("Pada {day} terutang {amount} kepada {count} penitip").format(
        day=on, amount=format_rupiah(sum(row.balance for row in owed)), count=format_count(len(owed))
    )
    if over := overpaid(row.balance for row in report.owed):
        told = tr("{told} ({over})").format(told=told, over=over)
    late = sum(row.days_60 + row.days_90 + row.older for row in owed)
    if not late:
        return tr("{told}, semuanya tidak lebih dari 30 hari.").format(told=told)
    oldest = min(row.since for row in owed if row.since is not None)
    return tr("{told}, {late} di antaranya lebih dari 30 hari; yang terlama sejak {day}.").format(
        told=told, late=format_rupiah(late), day=format_date(oldest)
    )


def overpaid(balances: Iterable[int]) -> str:
    """Return who got more than his due, "" for nobody: what is owed in all is less by so much."""
    over = [-balance for balance in balances if balance < 0]
    told = tr("{count} penitip kelebihan dibayar {amount}")
    return told.format(count=format_count(len(over)), amount=format_rupiah(sum(over))) if over else ""


def _makers(report: Report) -> str:
    reached = report.reached_by_class
    told = tr("Dari {count} penitip, barang {sold} penitip terjual").format(
        count=format_count(sum(row.makers for row in reached)), sold=format_count(sum(row.sold for row in reached))
    )
    places = sum(1 for row in report.reached_by_district if row.sold and row.key)
    told = tr("{told}, dari {places} kecamatan").format(told=told, places=format_count(places))
    idle = len(report.idle_makers)
    if not idle and not any(row.on_shelf for row in reached):
        return tr("{told}.").format(told=told)
    if not idle:
        return tr("{told}; semua yang barangnya di rak ada penjualannya.").format(told=told)
    return tr("{told}; {idle} penitip dengan barang di rak tidak menjual apa pun.").format(
        told=told, idle=format_count(idle)
    )


def _odd(report: Report) -> str:
    undone = report.undone
    counts = tr(
        "{undone} transaksi dibatalkan atau diretur ({amount}), {decided} keputusan di luar aturan, {corrected} koreksi"
    ).format(
        undone=format_count(len(undone)),
        amount=format_rupiah(sum(row.total for row in undone)),
        decided=format_count(len(report.overrides)),
        corrected=format_count(len(report.corrections)),
    )
    cash = report.totals.over_short
    words = tr("selisih kas {amount}").format(amount=format_rupiah(cash)) if cash else tr("kas tanpa selisih")
    missing = len(report.days_without_closing)
    days = (
        tr("{count} hari tanpa tutup sif").format(count=format_count(missing)) if missing else tr("semua hari ditutup")
    )
    return tr("Yang perlu dilihat: {counts}, {cash}, {days}.").format(counts=counts, cash=words, days=days)


def _questions(report: Report) -> str:
    """Return how makers' questions about their statements fared: of all outlets, as a statement is."""
    states = Counter(row.state for row in report.questions)
    words = tr(
        "Sanggahan penitip: {count}; {upheld} diterima (koreksi {amount}), {rejected} ditolak, {open} belum dijawab."
    )
    return words.format(
        count=format_count(len(report.questions)),
        upheld=format_count(states["upheld"] + states["partly"]),
        amount=format_rupiah(sum(row.correction for row in report.questions)),
        rejected=format_count(states["rejected"]),
        open=format_count(states[OPEN]),
    )


def _reports(report: Report) -> str:
    late = [row for row in report.late if row.overdue]
    if not late:
        return tr("Tidak ada laporan gerai yang terlambat.")
    named = "; ".join(
        tr("{name} ({month}, {days} hari)").format(
            name=row.name, month=format_month(month_range(row.month).start), days=format_count(row.late_days)
        )
        for row in late[:_NAMED]
    )
    if len(late) > _NAMED:
        named = tr("{named}, dan {count} lagi").format(named=named, count=format_count(len(late) - _NAMED))
    return tr("Laporan yang terlambat: {named}.").format(named=named)
