"""The receipt of a sale and of a refund."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import Buyer
from gallery_pos.formatting import format_count, format_percent, format_receipt_code, format_rupiah
from gallery_pos.language import tr, tr_noop
from receipts.paper import NARROW, Align, Blank, Columns, Item, Paper, Qr, Rule, Text
from receipts.thermal.common import figure, head, method_name, moment, signature, tail, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import (
        OutletRevised,
        RefundedLine,
        SaleCompleted,
        SaleLine,
        SaleRefunded,
        Tender,
    )
    from receipts.paper import Line

_BUYERS = {
    Buyer.CIVIL_SERVANT: tr_noop("ASN/OPD"),
    Buyer.COMPANY: tr_noop("Perusahaan"),
}


def sale_receipt(
    posted_number: str,
    sale: SaleCompleted,
    outlet: OutletRevised,
    cashier_name: str,
    receipt_code: str,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
    logo: bytes = b"",
) -> Paper:
    """Return the receipt of a sale; ``copy`` > 0 marks it as the n-th copy, ``practice`` as none of the real books.

    ``receipt_code`` is what :func:`gallery_pos.barcode.receipt_code` made of the document; ``logo`` a PNG or JPEG file.
    """
    lines: list[Line] = [
        *head(outlet, logo, copy=copy, practice=practice),
        *_facts(posted_number, sale, outlet, cashier_name),
        Rule(),
        *(one for line in sale.lines for one in _item(line, line.discount - line.cart_discount)),
        Rule(),
        *_sums(sale, outlet),
        *_paid(sale.tenders),
    ]
    if sale.change:
        lines.append(Columns(tr("Kembalian"), figure(sale.change), bold=True))
    lines += [Rule(), *_thanks(sale, outlet), *_code(receipt_code), *tail(copy=copy, practice=practice)]
    return Paper(tr("Struk {number}").format(number=posted_number), width, tuple(lines))


def refund_receipt(
    posted_number: str,
    refund: SaleRefunded,
    outlet: OutletRevised,
    cashier_name: str,
    receipt_code: str,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
    sale_number: str = "",
    logo: bytes = b"",
) -> Paper:
    """Return the receipt of goods that came back; ``sale_number`` is the sale they were bought with."""
    lines: list[Line] = [
        *head(outlet, logo, copy=copy, practice=practice),
        *title(tr("PENGEMBALIAN BARANG")),
        *_facts(posted_number, refund, outlet, cashier_name),
    ]
    if sale_number or refund.reference:
        lines.append(Text(tr("Dari struk: {number}").format(number=sale_number or refund.reference)))
    if refund.reason:
        lines.append(Text(tr("Alasan: {reason}").format(reason=refund.reason)))
    lines += [Rule(), *(one for line in refund.lines for one in _item(line, line.discount)), Rule()]
    lines += _tax_and_rounding(refund, outlet)
    lines += [Columns(tr("KEMBALI"), format_rupiah(refund.total), bold=True, size=2), *_paid(refund.tenders)]
    lines += [*signature(tr("Pembeli")), Blank(), *_code(receipt_code), *tail(copy=copy, practice=practice)]
    return Paper(tr("Pengembalian {number}").format(number=posted_number), width, tuple(lines))


def _facts(
    number: str, document: SaleCompleted | SaleRefunded, outlet: OutletRevised, cashier_name: str
) -> Iterator[Line]:
    yield Text(tr("No. {number}").format(number=number))
    yield Text(moment(document.posted_at, outlet.timezone))
    yield Text(tr("Kasir: {name}").format(name=cashier_name))


def _item(line: SaleLine | RefundedLine, discount: int) -> Iterator[Line]:
    maker = (tr("karya: {maker}").format(maker=line.maker),) if line.maker else ()
    detail = f"{format_count(line.quantity)} x {figure(line.unit_price)}"
    yield Item(line.name, detail, figure(line.gross), maker)
    if discount:
        yield Columns(tr("Potongan"), figure(-discount), indent=2)


def _sums(sale: SaleCompleted, outlet: OutletRevised) -> Iterator[Line]:
    """Yield what leads from the lines to the total, and nothing where the lines already are the total."""
    of_cart = sum(line.cart_discount for line in sale.lines)
    net = sum(line.net for line in sale.lines)
    if of_cart or sale.tax or sale.rounding or len(sale.lines) > 1:
        yield Columns(tr("Subtotal"), figure(net + of_cart))
    if of_cart:
        yield Columns(tr("Potongan belanja"), figure(-of_cart))
    yield from _tax_and_rounding(sale, outlet)
    yield Columns(tr("TOTAL"), format_rupiah(sale.total), bold=True, size=2)


def _tax_and_rounding(document: SaleCompleted | SaleRefunded, outlet: OutletRevised) -> Iterator[Line]:
    if document.tax:
        rates = [rate for rate in outlet.tax_rates if rate.since <= document.business_date]
        rate = format_percent(max(rates, key=lambda rate: rate.since).basis_points) if rates else ""
        yield Columns(tr("PPN {rate}").format(rate=rate).strip(), figure(document.tax))
    if document.rounding:
        yield Columns(tr("Pembulatan"), figure(document.rounding))


def _paid(tenders: tuple[Tender, ...]) -> Iterator[Line]:
    for tender in tenders:
        yield Columns(method_name(tender.method), figure(tender.amount))
        if tender.reference:
            yield Columns(tr("ref. {reference}").format(reference=tender.reference), "", indent=2)


def _thanks(sale: SaleCompleted, outlet: OutletRevised) -> Iterator[Line]:
    pieces = format_count(sum(line.quantity for line in sale.lines))
    makers = format_count(len({line.consignor for line in sale.lines}))
    yield Text(tr("{pieces} barang dari {makers} perajin").format(pieces=pieces, makers=makers), Align.CENTER)
    if kind := _BUYERS.get(sale.buyer):
        buyer = f"{tr(kind)} {sale.buyer_name}".strip()
        yield Text(tr("Pembeli: {buyer}").format(buyer=buyer), Align.CENTER)
    elif sale.buyer_name:
        yield Text(tr("Pembeli: {buyer}").format(buyer=sale.buyer_name), Align.CENTER)
    yield Blank()
    yield Text(outlet.thanks or tr("Terima kasih sudah membeli karya UMKM."), Align.CENTER)


def _code(receipt_code: str) -> Iterator[Line]:
    yield Qr(receipt_code)
    yield Text(format_receipt_code(receipt_code), Align.CENTER, bold=True)
    yield Text(tr("Kode struk. Simpan untuk retur."), Align.CENTER)
