"""The Z report of a closed shift in A4, for the file of the gallery and of the Dinas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.barcode import receipt_code
from gallery_pos.formatting import format_count, format_receipt_code, format_rupiah
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, Sum, draw_qr, draw_sums, gap, signatures, sums_height, table
from receipts.pdf.fonts import BOLD, REGULAR, shorten
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, Drawn, Letterhead, Sheet, bind
from receipts.proof import head_short, head_text
from receipts.thermal.common import method_name, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable

    from gallery_pos.documents import ShiftClosed
    from gallery_pos.ports import Posted

_HALF = (CONTENT - 30) / 2
_QR_SIDE = 96.0


def z_report_pdf(
    posted: Posted,
    closed: ShiftClosed,
    letterhead: Letterhead,
    cashier_name: str,
    *,
    timezone: str = "Asia/Jakarta",
    copy: int = 0,
    practice: bool = False,
    shares: tuple[int, int] | None = None,
) -> bytes:
    """Return the Z report; ``posted`` is the row of ``closed`` in the journal.

    ``shares`` is what of the money for goods is the makers' and what the gallery's, in rupiah.
    """
    mark = tr("LATIHAN") if practice else ""
    if copy and not mark:
        mark = tr("SALINAN ke-{count}").format(count=copy)
    title = tr("Laporan tutup sif (Z)")
    about = [
        posted.number,
        moment(closed.posted_at, timezone),
        cashier_name,
        tr("mesin {origin}").format(origin=posted.origin),
    ]
    story = (
        _opening(title, " · ".join(about)),
        _side_by_side((tr("Penjualan"), _sales(closed)), (tr("Kas"), [*_cash(closed), *_shares(shares)])),
        gap(10),
        *_denominations(closed),
        _side_by_side((tr("Sejak mesin ini dipakai"), _perpetual(closed)), (tr("Catatan lain"), _other(closed))),
        gap(10),
        _witness(posted),
        gap(10),
        signatures((tr("Kasir"), cashier_name), (tr("Mengetahui"), "")),
    )
    sheet = Sheet(
        title=title,
        letterhead=letterhead,
        story=story,
        reference=posted.number,
        check=format_receipt_code(receipt_code(posted.hash)),
        mark=mark,
    )
    return bind([sheet], f"{title} {posted.number}")


def _opening(title: str, about: str) -> Flowable:
    def draw(canvas: Any, width: float) -> None:
        canvas.setFont(BOLD, 14)
        canvas.setFillColor(INK)
        canvas.drawString(0, 26, title)
        canvas.setFont(REGULAR, 9)
        canvas.setFillColor(GREY)
        canvas.drawString(0, 11, shorten(about, width, REGULAR, 9))

    return Drawn(42, draw)


def _side_by_side(left: tuple[str, Sequence[Sum]], right: tuple[str, Sequence[Sum]]) -> Flowable:
    height = max(sums_height(left[1], _HALF), sums_height(right[1], _HALF)) + 22

    def draw(canvas: Any, width: float) -> None:
        for x, (title, lines) in ((0.0, left), (width - _HALF, right)):
            canvas.setFont(BOLD, 10)
            canvas.setFillColor(GREEN)
            canvas.drawString(x, height - 12, title)
            draw_sums(canvas, x, height - 18, _HALF, lines)

    return Drawn(height, draw)


def _sales(closed: ShiftClosed) -> list[Sum]:
    totals = closed.totals
    lines = [
        Sum(tr("Jumlah penjualan"), format_count(totals.sales_count)),
        Sum(tr("Barang terjual"), format_count(totals.pieces)),
        Sum(tr("Penjualan kotor"), format_rupiah(totals.gross)),
        Sum(tr("Potongan"), format_rupiah(-totals.discount)),
    ]
    lines += [
        Sum(label, format_rupiah(amount))
        for label, amount in ((tr("PPN"), totals.tax), (tr("Pembulatan"), totals.rounding))
        if amount
    ]
    lines.append(Sum(tr("Penjualan"), format_rupiah(totals.sales), strong=True))
    lines += [Sum(method_name(method), format_rupiah(amount)) for method, amount in totals.tenders.items()]
    refunds = tr("Pengembalian ({count})").format(count=totals.refunds_count)
    lines.append(Sum(refunds, format_rupiah(-totals.refunded), strong=True))
    lines += [Sum(method_name(method), format_rupiah(-amount)) for method, amount in totals.refunds.items()]
    return lines


def _cash(closed: ShiftClosed) -> list[Sum]:
    totals = closed.totals
    difference = ""
    if closed.difference:
        difference = tr("uang lebih") if closed.difference > 0 else tr("uang kurang")
    return [
        Sum(tr("Modal awal"), format_rupiah(closed.opening_float)),
        Sum(tr("Kas masuk"), format_rupiah(totals.cash_in)),
        Sum(tr("Kas keluar"), format_rupiah(-totals.cash_out)),
        Sum(tr("Dibayar ke penitip"), format_rupiah(-totals.payouts)),
        Sum(tr("Seharusnya di laci"), format_rupiah(closed.expected), strong=True),
        Sum(tr("Terhitung"), format_rupiah(closed.counted)),
        Sum(
            tr("Selisih"),
            format_rupiah(closed.difference),
            strong=True,
            note=difference,
            warn=closed.difference != 0,
        ),
    ]


def _shares(shares: tuple[int, int] | None) -> list[Sum]:
    """Say whose the money is: the drawer looks full, and most of it is the makers'."""
    if shares is None:
        return []
    makers, gallery = shares
    return [
        Sum(tr("Dari penjualan, milik penitip"), format_rupiah(makers), strong=True),
        Sum(tr("Dari penjualan, milik galeri"), format_rupiah(gallery)),
    ]


def _perpetual(closed: ShiftClosed) -> list[Sum]:
    totals = closed.perpetual
    return [
        Sum(tr("Sif ditutup"), format_count(totals.shifts)),
        Sum(tr("Penjualan"), format_rupiah(totals.sales)),
        Sum(tr("Pengembalian"), format_rupiah(-totals.refunds)),
        Sum(tr("Bersih"), format_rupiah(totals.sales - totals.refunds), strong=True),
    ]


def _other(closed: ShiftClosed) -> list[Sum]:
    totals = closed.totals
    lines = [
        Sum(tr("Struk pertama"), totals.first_number or "–"),
        Sum(tr("Struk terakhir"), totals.last_number or "–"),
        Sum(tr("Laci dibuka tanpa jual"), format_count(totals.drawer_opened)),
        Sum(tr("Salinan struk dicetak"), format_count(totals.copies)),
    ]
    if closed.note:
        lines.append(Sum(tr("Catatan kasir"), "", note=closed.note))
    return lines


def _denominations(closed: ShiftClosed) -> list[Flowable]:
    if not closed.denominations:
        return []
    columns = [
        Col(tr("Pecahan"), CONTENT / 3, right=True),
        Col(tr("Lembar/keping"), CONTENT / 3, right=True),
        Col(tr("Nilai"), CONTENT / 3, right=True),
    ]
    rows = [
        [format_rupiah(note.value), format_count(note.count), format_rupiah(note.value * note.count)]
        for note in closed.denominations
    ]
    return [table(columns, rows, [tr("Terhitung"), "", format_rupiah(closed.counted)]), gap(10)]


def _witness(posted: Posted) -> Flowable:
    lines = [
        tr("Ujung jurnal nomor {count}").format(count=format_count(posted.seq)),
        head_short(posted.hash),
        tr("Simpan lembar ini di luar komputer kasir. Siapa pun dapat mencocokkannya dengan jurnal:"),
        tr("bila ada catatan sebelum sif ini yang diubah, ditambah atau dihapus, kode ini tidak cocok lagi."),
    ]

    def draw(canvas: Any, _width: float) -> None:
        draw_qr(canvas, head_text(posted), 0, 0, _QR_SIDE)
        y = _QR_SIDE - 20
        for index, line in enumerate(lines):
            canvas.setFont(BOLD if index == 1 else REGULAR, 12 if index == 1 else 9)
            canvas.setFillColor(INK if index <= 1 else GREY)
            canvas.drawString(_QR_SIDE + 16, y, line)
            y -= 18 if index <= 1 else 12

    return Drawn(_QR_SIDE, draw)
