"""What a consignor gets at the counter: a statement on a narrow slip, and the receipt for a payout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count, format_date, format_percent, format_period, format_rupiah
from gallery_pos.language import tr
from gallery_pos.words import amount_in_words
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
from receipts.paper import NARROW, Align, Blank, Columns, Paper, Qr, Rule, Text
from receipts.proof import check_code, check_text
from receipts.stamp_duty import STAMP, STAMP_DUTY_ABOVE
from receipts.thermal.common import figure, head, method_name, moment, signature, tail, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import GoodsFigures, OutletRevised, PayoutMade, ProductFigures, StatementFigures
    from receipts.paper import Line


_NOTHING = Beside()


def statement_slip(
    figures: StatementFigures,
    outlet: OutletRevised,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
    number: str = "",
    document_hash: bytes = b"",
    beside: Beside = _NOTHING,
    year_gross: int | None = None,
) -> Paper:
    """Return a statement on a slip. Without a ``number`` it is a preview, and says so.

    ``year_gross`` is the maker's sales of the year so far in rupiah, information for his tax.
    """
    name = number or tr("PRATINJAU")
    lines: list[Line] = [
        *head(outlet, b"", copy=copy, practice=practice),
        *title(tr("LAPORAN TITIPAN")),
        Text(figures.business_name, bold=True),
        Text(tr("Kode: {code}").format(code=figures.consignor)),
        Text(tr("Masa: {period}").format(period=format_period(figures.since, figures.until))),
        Text(tr("No. {number}").format(number=name)),
        Rule(),
        Text(tr("BARANG"), bold=True),
        *(one for line in figures.goods for one in _goods(line)),
        Rule(),
        Text(tr("PENJUALAN"), bold=True),
        *(one for product in figures.products for one in _product(product)),
        Rule(),
        *_money(figures, beside),
        *(Text(said) for said in (*refunded_lines(figures), *beside_lines(figures, beside))),
        *([] if year_gross is None else [Text(year_words(figures, year_gross))]),
        Rule(),
    ]
    if document_hash:
        lines += [
            Qr(check_text(number, document_hash)),
            Text(check_code(document_hash), Align.CENTER, bold=True),
        ]
    if outlet.phone:
        lines.append(Text(tr("Ada pertanyaan? Hubungi {phone}").format(phone=outlet.phone), Align.CENTER))
    lines += [*signature(tr("Penitip")), *tail(copy=copy, practice=practice)]
    return Paper(tr("Laporan {name}").format(name=figures.business_name), width, tuple(lines))


def payout_slip(
    posted_number: str,
    payout: PayoutMade,
    business_name: str,
    outlet: OutletRevised,
    cashier_name: str,
    *,
    width: int = NARROW,
    copy: int = 0,
    practice: bool = False,
    statement_number: str = "",
    document_hash: bytes = b"",
    reversed: bool = False,  # noqa: A002 -- the payout's own word
) -> Paper:
    """Return the small kuitansi of a payout, or of money that a consignor paid in (``amount`` < 0).

    With its ``document_hash`` it carries the code that the maker sends back once the money has arrived.
    """
    amount = abs(payout.amount)
    paid_in = payout.amount < 0
    lines: list[Line] = [
        *head(outlet, b"", copy=copy, practice=practice),
        *title(tr("KUITANSI")),
        *([Text(tr("DIBATALKAN"), Align.CENTER, bold=True)] if reversed else []),
        Text(tr("No. {number}").format(number=posted_number)),
        Text(moment(payout.posted_at, outlet.timezone)),
        Rule(),
        Text(tr("Diterima dari:") if paid_in else tr("Dibayarkan kepada:")),
        Text(business_name, bold=True),
        Columns(tr("JUMLAH"), format_rupiah(amount), bold=True, size=2),
        Text(tr("{words} rupiah").format(words=amount_in_words(amount))),
        Blank(),
        Text(tr("Cara: {method}").format(method=method_name(payout.method))),
    ]
    if payout.reference:
        lines.append(Text(tr("Ref.: {reference}").format(reference=payout.reference)))
    if statement_number:
        lines.append(Text(tr("Untuk laporan {number}").format(number=statement_number)))
    if payout.note:
        lines.append(Text(payout.note))
    lines += [
        Text(tr("Kasir: {name}").format(name=cashier_name)),
        *signature(cashier_name if paid_in else payout.received_by or tr("Penerima")),
    ]
    if amount > STAMP_DUTY_ABOVE:
        lines.append(Text(tr("Tempel meterai {amount} di tanda tangan.").format(amount=format_rupiah(STAMP))))
    if document_hash:
        lines += [
            Qr(check_text(posted_number, document_hash)),
            Text(check_code(document_hash), Align.CENTER, bold=True),
        ]
        if not paid_in:
            lines.append(Text(tr("Uang sudah sampai? Kirim kode ini ke galeri."), Align.CENTER))
    lines += tail(copy=copy, practice=practice)
    return Paper(tr("Kuitansi {number}").format(number=posted_number), width, tuple(lines))


def _goods(line: GoodsFigures) -> Iterator[Line]:
    yield Text(line.name)
    steps = (
        (tr("awal"), line.opening),
        (tr("masuk"), line.received),
        (tr("terjual"), -line.sold),
        (tr("retur pembeli"), line.refunded),
        (tr("ditarik"), -line.returned),
        (tr("rusak/hilang"), -line.written_off),
        (tr("di jalan antar gerai"), line.transferred),
        (tr("selisih hitung"), line.variance),
    )
    for label, pieces in steps:
        if pieces:
            yield Columns(label, f"{pieces:+d}" if label != steps[0][0] else format_count(pieces), indent=2)
    yield Columns(tr("sisa"), format_count(line.closing), bold=True, indent=2)
    if said := oversold(line):
        yield Columns(said, "", indent=2)


def _product(product: ProductFigures) -> Iterator[Line]:
    yield Text(product.name)
    yield Columns(sold_words(product), figure(product.gross), indent=2)
    if product.discount:
        yield Columns(tr("potongan"), figure(-product.discount), indent=2)
    for said in markdown_notes(product):
        yield Columns(said, "", indent=2)
    yield Columns(
        _commission(product.commission, product.gross - product.discount), figure(-product.commission), indent=2
    )
    yield Columns(tr("hak Anda"), figure(product.due), bold=True, indent=2)


def _commission(commission: int, net: int) -> str:
    rate = commission_rate(commission, net)
    return tr("komisi galeri") if rate is None else tr("komisi galeri {rate}").format(rate=format_percent(rate))


def _money(figures: StatementFigures, beside: Beside) -> Iterator[Line]:
    yield Columns(tr("Saldo awal"), figure(figures.opening))
    yield Columns(tr("Penjualan"), figure(figures.gross))
    if figures.discount:
        yield Columns(tr("Potongan"), figure(-figures.discount))
    yield Columns(tr("Komisi galeri"), figure(-figures.commission))
    yield Columns(tr("Hak Anda"), figure(figures.due), bold=True)
    for entry in figures.entries:
        day = format_date(entry.business_date)
        yield Columns(f"{entry_name(entry)} {day}", figure(entry.amount))
        for said in (entry.reason, approval_words(entry)):
            if said:
                yield Columns(said, "", indent=2)
    yield Columns(tr("Saldo akhir"), figure(figures.closing), bold=True)
    for since in beside.paid_since:
        yield Columns(f"{since_words(since)} {format_date(since.day)}", figure(-since.amount))
    comes_to = outcome(figures, beside)
    yield Text(comes_to.label, bold=True)
    yield Text(format_rupiah(comes_to.amount), Align.RIGHT, bold=True, size=2)
    if comes_to.owes:
        yield Text(tr("Kekurangan diperhitungkan pada laporan berikutnya."))
