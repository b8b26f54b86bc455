"""Slips of the drawer: the Z slip that closes a shift, the X report in between, and cash that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.barcode import receipt_code
from gallery_pos.documents import CashReason
from gallery_pos.formatting import format_count, format_receipt_code, format_rupiah
from gallery_pos.language import tr, tr_noop
from receipts.paper import NARROW, Align, Blank, Columns, Paper, Qr, Rule, Text
from receipts.proof import head_short, head_text
from receipts.thermal.common import amounts, figure, head, method_name, moment, signature, tail, title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gallery_pos.documents import CashMoved, OutletRevised, ShiftClosed, ShiftTotals
    from gallery_pos.ports import Drawer, Posted
    from receipts.paper import Line

_REASONS = {
    CashReason.DROP: tr_noop("SETOR KAS"),
    CashReason.TOP_UP: tr_noop("TAMBAH KAS"),
    CashReason.EXPENSE: tr_noop("KAS KELUAR"),
    CashReason.INCOME: tr_noop("KAS MASUK"),
    CashReason.DRAWER_OPENED: tr_noop("LACI DIBUKA"),
}


def z_slip(
    posted: Posted,
    closed: ShiftClosed,
    outlet: OutletRevised,
    cashier_name: str,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
    logo: bytes = b"",
    notice: str = "",
    shares: tuple[int, int] | None = None,
) -> Paper:
    """Return the slip of a closed shift; ``posted`` is the row of ``closed`` in the journal, ``notice`` a late report.

    ``shares`` is what of the money for goods is the makers' and what the gallery's, in rupiah.

    It carries the head of the terminal's chain, short to read and whole in a QR code: kept by the Dinas, the slip is the
    witness outside the machine that nothing before it was changed or cut off.
    """
    lines: list[Line] = [
        *head(outlet, logo, copy=copy, practice=practice),
        *title(tr("TUTUP SIF (Z)")),
        Text(tr("No. {number}").format(number=posted.number)),
        Text(moment(closed.posted_at, outlet.timezone)),
        Text(tr("Kasir: {name}").format(name=cashier_name)),
        Text(tr("Mesin: {origin}").format(origin=posted.origin)),
        Rule(),
        *_totals(closed.totals),
        Rule(),
        *_count(closed),
        *_shares(shares),
        Rule(),
        *_perpetual(closed),
        Rule(),
        *_witness(posted),
        *_notice(notice),
        *signature(tr("Kasir")),
        *tail(copy=copy, practice=practice),
    ]
    return Paper(tr("Z {number}").format(number=posted.number), width, tuple(lines))


def x_report(
    drawer: Drawer,
    outlet: OutletRevised,
    cashier_name: str,
    at: datetime,
    *,
    width: int = NARROW,
    practice: bool = False,
    show_expected: bool = False,
) -> Paper:
    """Return the totals of an open shift at a moment; it changes nothing.

    What the drawer should hold is left out unless asked for, so that the count at closing stays a blind one.
    """
    lines: list[Line] = [
        *head(outlet, b"", copy=0, practice=practice),
        *title(tr("LAPORAN SEMENTARA (X)")),
        Text(tr("Sif {number}").format(number=drawer.number)),
        Text(moment(at, outlet.timezone)),
        Text(tr("Kasir: {name}").format(name=cashier_name)),
        Rule(),
        *_totals(drawer.totals),
        Columns(tr("Modal awal"), figure(drawer.opened.opening_float)),
    ]
    if show_expected:
        lines.append(Columns(tr("Seharusnya di laci"), format_rupiah(drawer.expected), bold=True))
    lines += [Blank(), Text(tr("Sif masih terbuka."), Align.CENTER), *tail(copy=0, practice=practice)]
    return Paper(tr("X {number}").format(number=drawer.number), width, tuple(lines))


def cash_slip(
    posted_number: str,
    moved: CashMoved,
    outlet: OutletRevised,
    cashier_name: str,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
) -> Paper:
    """Return the slip of cash put in or taken out, or of the drawer opened without either, to be signed."""
    lines: list[Line] = [
        *head(outlet, b"", copy=copy, practice=practice),
        *title(tr(_REASONS[moved.reason])),
        Text(tr("No. {number}").format(number=posted_number)),
        Text(moment(moved.posted_at, outlet.timezone)),
        Text(tr("Kasir: {name}").format(name=cashier_name)),
    ]
    if moved.approved_by:
        lines.append(Text(tr("Disetujui: {name}").format(name=moved.approved_by)))
    lines += [Rule(), Text(tr("Alasan: {reason}").format(reason=moved.note))]
    if moved.amount:
        lines.append(Columns(tr("JUMLAH"), format_rupiah(abs(moved.amount)), bold=True, size=2))
    lines += [*signature(tr("Kasir")), *tail(copy=copy, practice=practice)]
    return Paper(tr("Kas {number}").format(number=posted_number), width, tuple(lines))


def _totals(totals: ShiftTotals) -> Iterator[Line]:
    if totals.first_number:
        yield Text(tr("Struk pertama {number}").format(number=totals.first_number))
        yield Text(tr("Struk terakhir {number}").format(number=totals.last_number))
    yield Columns(tr("Jumlah penjualan"), format_count(totals.sales_count))
    yield Columns(tr("Barang terjual"), format_count(totals.pieces))
    yield Columns(tr("Penjualan kotor"), figure(totals.gross))
    yield from amounts(
        [(tr("Potongan"), -totals.discount), (tr("PPN"), totals.tax), (tr("Pembulatan"), totals.rounding)]
    )
    yield Columns(tr("PENJUALAN"), format_rupiah(totals.sales), bold=True)
    for method, amount in totals.tenders.items():
        yield Columns(method_name(method), figure(amount), indent=2)
    yield Columns(tr("Pengembalian ({count})").format(count=totals.refunds_count), figure(-totals.refunded))
    for method, amount in totals.refunds.items():
        yield Columns(method_name(method), figure(-amount), indent=2)
    yield from amounts(
        [
            (tr("Kas masuk"), totals.cash_in),
            (tr("Kas keluar"), -totals.cash_out),
            (tr("Dibayar ke penitip"), -totals.payouts),
        ]
    )
    if totals.drawer_opened:
        yield Columns(tr("Laci dibuka tanpa jual"), format_count(totals.drawer_opened))
    if totals.copies:
        yield Columns(tr("Salinan struk dicetak"), format_count(totals.copies))


def _count(closed: ShiftClosed) -> Iterator[Line]:
    yield Columns(tr("Modal awal"), figure(closed.opening_float))
    yield Columns(tr("Seharusnya di laci"), figure(closed.expected))
    for note in closed.denominations:
        counted = f"{format_count(note.value)} x {format_count(note.count)}"
        yield Columns(counted, figure(note.value * note.count), indent=2)
    yield Columns(tr("Terhitung"), figure(closed.counted))
    yield Columns(tr("SELISIH"), format_rupiah(closed.difference), bold=True)
    if closed.difference:
        yield Text(tr("uang lebih") if closed.difference > 0 else tr("uang kurang"), Align.RIGHT)
    if closed.note:
        yield Text(tr("Catatan: {note}").format(note=closed.note))


def _shares(shares: tuple[int, int] | None) -> Iterator[Line]:
    """Say whose the money is: the drawer looks full, and most of it is the makers'."""
    if shares is None:
        return
    makers, gallery = shares
    yield Rule()
    yield Text(tr("Dari uang penjualan sif ini:"))
    yield Columns(tr("milik penitip"), format_rupiah(makers), bold=True)
    yield Columns(tr("milik galeri"), format_rupiah(gallery))


def _perpetual(closed: ShiftClosed) -> Iterator[Line]:
    yield Text(tr("Sejak mesin ini dipakai"))
    yield Columns(tr("Sif ditutup"), format_count(closed.perpetual.shifts), indent=2)
    yield Columns(tr("Penjualan"), figure(closed.perpetual.sales), indent=2)
    yield Columns(tr("Pengembalian"), figure(-closed.perpetual.refunds), indent=2)
    yield Columns(tr("Bersih"), figure(closed.perpetual.sales - closed.perpetual.refunds), indent=2)


def _notice(notice: str) -> Iterator[Line]:
    if notice:
        yield Rule()
        yield Text(notice, Align.CENTER, bold=True)


def _witness(posted: Posted) -> Iterator[Line]:
    yield Text(tr("Ujung jurnal no. {count}").format(count=format_count(posted.seq)), Align.CENTER)
    yield Text(head_short(posted.hash), Align.CENTER, bold=True)
    yield Qr(head_text(posted))
    yield Text(format_receipt_code(receipt_code(posted.hash)), Align.CENTER)
    yield Text(tr("Simpan lembar ini: bukti bahwa catatan tidak diubah."), Align.CENTER)
