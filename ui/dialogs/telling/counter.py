"""What happens between opening a shift and closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.barcode import receipt_code
from gallery_pos.documents import CashMoved, MarkdownPlanRevised, SaleCompleted, SaleRefunded, ShiftClosed, ShiftOpened
from gallery_pos.formatting import format_count, format_receipt_code, format_rupiah
from gallery_pos.language import tr
from gallery_pos.terms_words import terms_short
from ui.app.names import BORNE, BUYERS, CASH_REASONS, METHODS
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from gallery_pos.documents import RefundedLine, SaleLine, Tender
    from ui.dialogs.telling.base import Names, Told


@teller(SaleCompleted)
def _sale(names: Names, told: Told, document: SaleCompleted) -> None:
    pieces = sum(line.quantity for line in document.lines)
    told.summary = tr("{count} barang terjual, {total}.").format(
        count=format_count(pieces), total=format_rupiah(document.total)
    )
    _receipt_code(names, told, document.id)
    told.fact(tr("Pembeli"), " · ".join(part for part in (tr(BUYERS[document.buyer]), document.buyer_name) if part))
    told.fact(tr("Nomor di sistem lain"), document.reference)
    _shift(names, told, document.shift)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
    told.fact(tr("Catatan"), document.note)
    _lines(told, document.lines)
    _markdowns(names, told, document.lines)
    _shares(told, document.lines)
    _money(told, document.tax, document.rounding, document.total)
    _tenders(told, tr("Dibayar dengan"), document.tenders, document.change)


@teller(SaleRefunded)
def _refund(names: Names, told: Told, document: SaleRefunded) -> None:
    pieces = sum(line.quantity for line in document.lines)
    told.summary = tr("{count} barang dikembalikan pembeli, {total} dibayar kembali.").format(
        count=format_count(pieces), total=format_rupiah(document.total)
    )
    _receipt_code(names, told, document.id)
    told.fact(tr("Penjualan asal"), names.number(document.sale), document.sale)
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Nomor di sistem lain"), document.reference)
    _shift(names, told, document.shift)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
    _lines(told, document.lines)
    _shares(told, document.lines)
    _money(told, document.tax, document.rounding, document.total)
    _tenders(told, tr("Dikembalikan dengan"), document.tenders, 0)


def _receipt_code(names: Names, told: Told, id: UUID) -> None:  # noqa: A002 -- the journal's own word
    posted = names.gallery.book.document(id)
    if posted is not None:
        told.fact(tr("Kode struk"), format_receipt_code(receipt_code(posted.hash)))


def _shift(names: Names, told: Told, shift: UUID | None) -> None:
    told.fact(tr("Sif"), names.number(shift), shift)


def _lines(told: Told, lines: Iterable[SaleLine] | Iterable[RefundedLine]) -> None:
    rows = [(line.name, line.maker, line.quantity, line.unit_price, line.discount, line.net) for line in lines]
    told.table(
        tr("Barang"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Karya"), Kind.TEXT),
            (tr("Jumlah"), Kind.NUMBER),
            (tr("Harga"), Kind.MONEY),
            (tr("Potongan"), Kind.MONEY),
            (tr("Total"), Kind.MONEY),
        ),
        rows,
        (
            tr("Jumlah", "total"),
            "",
            sum(row[2] for row in rows),
            None,
            sum(row[4] for row in rows),
            sum(row[5] for row in rows),
        ),
    )


def _markdowns(names: Names, told: Told, lines: Iterable[SaleLine]) -> None:
    """Tell what markdown plans took off, and who bears it."""
    rows = []
    for line in lines:
        if line.plan:
            plan = names.gallery.book.latest(MarkdownPlanRevised, line.plan)
            bearer = tr(BORNE[line.allocations[0].terms.discount_bearer])
            rows.append((line.name, plan.name if plan else line.plan, line.markdown, bearer))
    told.table(
        tr("Potongan menurut rencana"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Rencana"), Kind.TEXT),
            (tr("Potongan"), Kind.MONEY),
            (tr("Penanggung"), Kind.TEXT),
        ),
        rows,
    )


def _shares(told: Told, lines: Iterable[SaleLine] | Iterable[RefundedLine]) -> None:
    """Tell where each piece came from and how its price was shared: what the consignor checks."""
    rows = [
        (
            line.name,
            each.quantity,
            each.lot or tr("tanpa lot"),
            terms_short(each.terms),
            each.gross - each.discount,
            each.due,
            each.commission,
        )
        for line in lines
        for each in line.allocations
    ]
    told.table(
        tr("Pembagian per lot"),
        (
            (tr("Barang"), Kind.TEXT),
            (tr("Jumlah"), Kind.NUMBER),
            (tr("Lot"), Kind.TEXT),
            (tr("Bagian galeri"), Kind.TEXT),
            (tr("Bersih"), Kind.MONEY),
            (tr("Hak penitip"), Kind.MONEY),
            (tr("Komisi galeri"), Kind.MONEY),
        ),
        rows,
        (
            tr("Jumlah", "total"),
            sum(row[1] for row in rows),
            "",
            "",
            sum(row[4] for row in rows),
            sum(row[5] for row in rows),
            sum(row[6] for row in rows),
        ),
    )


def _money(told: Told, tax: int, rounding: int, total: int) -> None:
    told.fact(tr("PPN"), format_rupiah(tax) if tax else "")
    told.fact(tr("Pembulatan"), format_rupiah(rounding) if rounding else "")
    told.fact(tr("Total"), format_rupiah(total))


def _tenders(told: Told, title: str, tenders: Iterable[Tender], change: int) -> None:
    rows = [(tr(METHODS[tender.method]), tender.reference, tender.amount) for tender in tenders]
    if change:
        rows.append((tr("Kembalian"), "", -change))
    told.table(title, ((tr("Cara"), Kind.TEXT), (tr("Rujukan"), Kind.TEXT), (tr("Jumlah", "uang"), Kind.MONEY)), rows)


@teller(ShiftOpened)
def _opened(_names: Names, told: Told, document: ShiftOpened) -> None:
    told.summary = tr("Laci dibuka dengan modal {amount}.").format(amount=format_rupiah(document.opening_float))
    told.fact(tr("Modal awal"), format_rupiah(document.opening_float))
    told.fact(tr("Catatan"), document.note)


@teller(CashMoved)
def _moved(names: Names, told: Told, document: CashMoved) -> None:
    told.summary = f"{tr(CASH_REASONS[document.reason])}: {document.note}"
    told.fact(tr("Alasan"), tr(CASH_REASONS[document.reason]))
    told.fact(tr("Jumlah", "uang"), format_rupiah(document.amount))
    told.fact(tr("Catatan"), document.note)
    _shift(names, told, document.shift)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")


@teller(ShiftClosed)
def _closed(names: Names, told: Told, document: ShiftClosed) -> None:
    totals = document.totals
    told.summary = tr("Dihitung {counted}, seharusnya {expected}, selisih {difference}.").format(
        counted=format_rupiah(document.counted),
        expected=format_rupiah(document.expected),
        difference=format_rupiah(document.difference),
    )
    told.fact(tr("Sif"), names.number(document.shift), document.shift)
    told.fact(tr("Catatan"), document.note)
    told.fact(tr("Struk pertama"), totals.first_number)
    told.fact(tr("Struk terakhir"), totals.last_number)
    told.fact(tr("Hash terakhir sebelum ini"), document.previous_head)
    rows = [
        (tr("Modal awal"), document.opening_float),
        (tr("Penjualan ({count} struk)").format(count=format_count(totals.sales_count)), totals.sales),
        (tr("Retur ({count})").format(count=format_count(totals.refunds_count)), -totals.refunded),
        (tr("Potongan"), -totals.discount),
        (tr("Kas masuk"), totals.cash_in),
        (tr("Kas keluar"), -totals.cash_out),
        (tr("Pembayaran penitip"), -totals.payouts),
        (tr("Seharusnya di laci"), document.expected),
        (tr("Dihitung"), document.counted),
        (tr("Selisih"), document.difference),
        (tr("Total penjualan sejak awal"), document.perpetual.sales),
        (tr("Total retur sejak awal"), document.perpetual.refunds),
    ]
    told.table(tr("Ringkasan sif"), ((tr("Perihal"), Kind.TEXT), (tr("Jumlah", "uang"), Kind.MONEY)), rows)
    ways = [
        (tr(METHODS[method]), totals.tenders.get(method.value, 0), totals.refunds.get(method.value, 0))
        for method in METHODS
        if method.value in totals.tenders or method.value in totals.refunds
    ]
    told.table(
        tr("Per cara bayar"), ((tr("Cara"), Kind.TEXT), (tr("Masuk"), Kind.MONEY), (tr("Keluar"), Kind.MONEY)), ways
    )
    told.table(
        tr("Hitungan uang"),
        ((tr("Pecahan"), Kind.MONEY), (tr("Lembar/keping"), Kind.NUMBER), (tr("Jumlah", "uang"), Kind.MONEY)),
        [(each.value, each.count, each.value * each.count) for each in document.denominations if each.count],
    )
