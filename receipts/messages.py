"""The same papers as plain text, to be sent by WhatsApp: short lines, everything that the paper says in sums."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from gallery_pos.formatting import (
    format_count,
    format_date,
    format_percent,
    format_period,
    format_receipt_code,
    format_rupiah,
)
from gallery_pos.language import tr
from gallery_pos.reading import is_mobile
from receipts.entries import (
    Beside,
    approval_words,
    beside_lines,
    commission_rate,
    entry_name,
    markdown_notes,
    outcome,
    oversold,
    refunded_lines,
    since_words,
    sold_words,
    year_words,
)
from receipts.proof import check_code
from receipts.thermal.common import method_name, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gallery_pos.documents import GoodsReceived, OutletRevised, SaleCompleted, StatementFigures

_MOST_PRODUCTS = 15
_NOTHING = Beside()


def wa_link(phone: str, text: str) -> str | None:
    """Return the link that opens WhatsApp with ``text`` to be sent; None for a landline, which has no WhatsApp.

    ``phone`` is as :func:`gallery_pos.reading.read_phone` returns it: digits with the country code and no plus.
    """
    return f"https://wa.me/{phone}?text={quote(text, safe='')}" if is_mobile(phone) else None


def statement_message(
    figures: StatementFigures,
    outlet: OutletRevised,
    *,
    number: str = "",
    document_hash: bytes = b"",
    beside: Beside = _NOTHING,
    year_gross: int | None = None,
    copy: int = 0,
) -> str:
    """Return a statement as text; without a ``number`` it is a preview, with ``copy`` > 0 a copy, and says so."""
    tax = [] if year_gross is None else [year_words(figures, year_gross)]
    marked = [tr("SALINAN ke-{count}").format(count=copy)] if copy else []
    return _joined([*marked, *_statement(figures, outlet, number, document_hash, beside=beside, tax=tax)])


def _statement(
    figures: StatementFigures,
    outlet: OutletRevised,
    number: str,
    document_hash: bytes,
    *,
    beside: Beside,
    tax: Sequence[str],
) -> Iterator[str]:
    yield _bold(tr("Laporan titipan {name}").format(name=_line(figures.business_name)))
    yield tr("{outlet}, {period}").format(outlet=_line(outlet.name), period=format_period(figures.since, figures.until))
    yield tr("No. {number}").format(number=number) if number else tr("PRATINJAU, belum terbit")
    yield ""
    for product in figures.products[:_MOST_PRODUCTS]:
        yield tr("• {name}: {sold}, hak Anda {amount}").format(
            name=_line(product.name), sold=sold_words(product), amount=format_rupiah(product.due)
        )
        yield from (f"  {said}" for said in markdown_notes(product))
    if (more := len(figures.products) - _MOST_PRODUCTS) > 0:
        yield tr("• dan {count} barang lain").format(count=more)
    if figures.products:
        yield ""
    yield from _money(figures, beside)
    yield from map(_line, (*refunded_lines(figures), *beside_lines(figures, beside), *tax))
    left = sum(max(line.closing, 0) for line in figures.goods)
    yield tr("Sisa barang di galeri: {count}").format(count=format_count(left))
    yield from (f"• {_line(line.name)}: {said}" for line in figures.goods if (said := oversold(line)))
    if document_hash:
        yield tr("Kode periksa: {code}").format(code=check_code(document_hash))
    if outlet.phone:
        yield ""
        yield tr("Ada pertanyaan? Hubungi {phone}.").format(phone=outlet.phone)


def _money(figures: StatementFigures, beside: Beside) -> Iterator[str]:
    if figures.opening:
        yield tr("Saldo sebelumnya: {amount}").format(amount=format_rupiah(figures.opening))
    yield tr("Penjualan: {amount}").format(amount=format_rupiah(figures.gross))
    if figures.discount:
        yield tr("Potongan: {amount}").format(amount=format_rupiah(-figures.discount))
    rate = commission_rate(figures.commission, figures.gross - figures.discount)
    label = tr("Komisi galeri") if rate is None else tr("Komisi galeri {rate}").format(rate=format_percent(rate))
    yield f"{label}: {format_rupiah(-figures.commission)}"
    for entry in figures.entries:
        why = ", ".join(_line(part) for part in (entry.reason, approval_words(entry)) if part)
        reason = f" ({why})" if why else ""
        yield f"{entry_name(entry)} {format_date(entry.business_date)}: {format_rupiah(entry.amount)}{reason}"
    for since in beside.paid_since:
        yield f"{since_words(since)} {format_date(since.day)}: {format_rupiah(-since.amount)} ({since.number})"
    comes_to = outcome(figures, beside)
    label = tr("Kekurangan, diperhitungkan pada laporan berikutnya") if comes_to.owes else comes_to.label
    yield _bold(f"{label}: {format_rupiah(comes_to.amount)}")


def consignment_message(number: str, goods: GoodsReceived, business_name: str, outlet: OutletRevised) -> str:
    """Return the surat titip of goods that came in as text."""
    lines = [
        _bold(tr("Surat titip {number}").format(number=number)),
        tr("{name} menitipkan di {outlet}, {day}:").format(
            name=_line(business_name), outlet=_line(outlet.name), day=format_date(goods.business_date)
        ),
        "",
    ]
    for line in goods.lines:
        text = tr("• {name}: {count} x {price}").format(
            name=_line(line.name), count=format_count(line.quantity), price=format_rupiah(line.price)
        )
        if line.best_before:
            text += tr(", s.d. {day}").format(day=format_date(line.best_before))
        lines.append(text)
    pieces = format_count(sum(line.quantity for line in goods.lines))
    lines += ["", _bold(tr("Jumlah: {count} barang").format(count=pieces))]
    return _joined(lines)


def sale_message(number: str, sale: SaleCompleted, outlet: OutletRevised, receipt_code: str) -> str:
    """Return the receipt of a sale as text."""
    return _joined(_sale(number, sale, outlet, receipt_code))


def _sale(number: str, sale: SaleCompleted, outlet: OutletRevised, receipt_code: str) -> Iterator[str]:
    yield _bold(_line(outlet.name))
    yield tr("Struk {number}, {when}").format(number=number, when=moment(sale.posted_at, outlet.timezone))
    yield ""
    for line in sale.lines:
        yield tr("• {name} (karya {maker}): {count} x {price} = {amount}").format(
            name=_line(line.name),
            maker=_line(line.maker),
            count=format_count(line.quantity),
            price=format_rupiah(line.unit_price),
            amount=format_rupiah(line.gross),
        )
    discount = sum(line.discount for line in sale.lines)
    for label, amount in (
        (tr("Potongan"), -discount),
        (tr("PPN"), sale.tax),
        (tr("Pembulatan"), sale.rounding),
    ):
        if amount:
            yield f"{label}: {format_rupiah(amount)}"
    yield _bold(tr("Total: {amount}").format(amount=format_rupiah(sale.total)))
    for tender in sale.tenders:
        yield f"{method_name(tender.method)}: {format_rupiah(tender.amount)}"
    if sale.change:
        yield tr("Kembalian: {amount}").format(amount=format_rupiah(sale.change))
    yield ""
    yield tr("Kode struk: {code}").format(code=format_receipt_code(receipt_code))
    yield _line(outlet.thanks) or tr("Terima kasih sudah membeli karya UMKM.")


def _bold(text: str) -> str:
    """Return the text as WhatsApp shows it bold; stars within would end that early."""
    return f"*{text.replace('*', '')}*"


def _line(text: str) -> str:
    """Return text from people on one line."""
    return " ".join(text.split())


def _joined(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(lines)
