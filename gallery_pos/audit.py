"""Rules that a single document must keep, checked from the document alone.

The storage checks what needs more than one (chain, balances, stock); both together are ``gallery-pos verify``.
Each check yields plain sentences; an empty result means that the document adds up.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from gallery_pos.documents import (
    Document,
    GoodsArrived,
    GoodsReceived,
    SaleCompleted,
    SaleRefunded,
    ShiftClosed,
    StatementIssued,
    VisitRecorded,
)
from gallery_pos.entries import consequences
from gallery_pos.language import tr
from gallery_pos.statement import summed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import GoodsFigures, RefundedLine, SaleLine, StatementFigures
    from gallery_pos.entries import Consequences


def findings(document: Document, follows: Consequences | None = None) -> Iterator[str]:
    """Yield what does not add up in one document; ``follows`` are its consequences where they are known already."""
    made = follows or consequences(document)
    if sum(posting.amount for posting in made.postings):
        yield tr("uang masuk dan keluar tidak seimbang")
    if any(move.quantity <= 0 for move in made.moves):
        yield tr("ada perpindahan barang tanpa jumlah")
    yield from _check(document)


@singledispatch
def _check(_document: Document) -> Iterator[str]:
    yield from ()


@_check.register(GoodsReceived)
def _check_received(document: GoodsReceived) -> Iterator[str]:
    if len({line.lot for line in document.lines}) != len(document.lines):
        yield tr("satu lot tertulis dua kali")


@_check.register(SaleCompleted)
def _check_sale(document: SaleCompleted) -> Iterator[str]:
    yield from _check_lines(document.lines)
    if any(not 0 <= line.cart_discount <= line.discount - line.markdown <= line.discount for line in document.lines):
        yield tr("potongan keranjang tidak sama dengan potongan barisnya")
    if document.change < 0 or any(tender.amount < 0 for tender in document.tenders):
        yield tr("ada pembayaran kurang dari nol")
    to_pay = sum(line.net for line in document.lines) + document.tax + document.rounding
    if document.total != to_pay:
        yield tr("total tidak sama dengan jumlah barisnya")
    if document.total != sum(tender.amount for tender in document.tenders) - document.change:
        yield tr("total tidak sama dengan yang dibayar")


@_check.register(SaleRefunded)
def _check_refund(document: SaleRefunded) -> Iterator[str]:
    yield from _check_lines(document.lines)
    back = sum(line.net for line in document.lines) + document.tax + document.rounding
    if document.total != back or document.total != sum(tender.amount for tender in document.tenders):
        yield tr("uang kembali tidak sama dengan jumlah barisnya")
    if any(tender.amount < 0 for tender in document.tenders):
        yield tr("ada pembayaran kurang dari nol")


def _check_lines(lines: tuple[SaleLine, ...] | tuple[RefundedLine, ...]) -> Iterator[str]:
    for line in lines:
        parts = line.allocations
        sums = [sum(values) for values in zip(*((p.quantity, p.gross, p.discount) for p in parts), strict=True)]
        if sums != [line.quantity, line.gross, line.discount]:
            yield tr("{name}: lot-lotnya tidak sama dengan barisnya").format(name=line.name)
        if any(part.gross - part.discount != part.commission + part.due for part in parts):
            yield tr("{name}: komisi dan hak penitip tidak sama dengan harganya").format(name=line.name)


@_check.register(ShiftClosed)
def _check_shift(document: ShiftClosed) -> Iterator[str]:
    if document.difference != document.counted - document.expected:
        yield tr("selisih kas tidak sama dengan hitungannya")
    notes = sum(note.value * note.count for note in document.denominations)
    if document.denominations and notes != document.counted:
        yield tr("jumlah pecahan tidak sama dengan uang yang dihitung")
    totals = document.totals
    cash = totals.tenders.get("tunai", 0) - totals.refunds.get("tunai", 0) - totals.payouts
    if document.expected != document.opening_float + cash + totals.cash_in - totals.cash_out:
        yield tr("uang yang seharusnya ada tidak sama dengan rinciannya")


@_check.register(GoodsArrived)
def _check_arrived(document: GoodsArrived) -> Iterator[str]:
    if any(not 0 <= line.arrived <= line.sent for line in document.lines):
        yield tr("yang datang lebih banyak daripada yang dikirim")


@_check.register(VisitRecorded)
def _check_visit(document: VisitRecorded) -> Iterator[str]:
    for line in document.lines:
        if line.expected != line.left + line.returned + line.sold + line.missing:
            yield tr("{name}: hitungan kunjungan tidak sama dengan bukunya").format(name=line.name)
    if document.difference != document.cash + document.qris - sum(line.value for line in document.lines):
        yield tr("selisih uang kunjungan tidak sama dengan hitungannya")
    if document.cash < 0 or document.qris < 0:
        yield tr("ada uang kurang dari nol")


@_check.register(StatementIssued)
def _check_statement(document: StatementIssued) -> Iterator[str]:
    told = document.figures
    for name in ("gross", "discount", "commission", "due"):
        if getattr(told, name) != sum(getattr(product, name) for product in told.products):
            yield tr("jumlah laporan tidak sama dengan baris produknya")
    if told.due != told.gross - told.discount - told.commission:
        yield tr("hak penitip tidak sama dengan penjualan dikurangi potongan dan komisi")
    if told.closing != told.opening + told.due - told.fees + told.adjustments - told.paid:
        yield tr("saldo akhir tidak sama dengan rinciannya")
    if (told.fees, told.paid, told.adjustments) != summed(told.entries):
        yield tr("iuran, koreksi, dan pembayaran tidak sama dengan rinciannya")
    if told.since > told.until:
        yield tr("masa laporan berakhir sebelum dimulai")
    if len(set(document.documents)) != len(document.documents):
        yield tr("satu dokumen tertulis dua kali")
    yield from _check_goods(told)


def _check_goods(told: StatementFigures) -> Iterator[str]:
    for line in told.goods:
        if line.closing != _expected_closing(line):
            yield tr("{name}: sisa barang tidak sama dengan rinciannya").format(name=line.name)


def _expected_closing(line: GoodsFigures) -> int:
    came = line.opening + line.received + line.refunded + line.transferred + line.variance
    return came - line.sold - line.returned - line.written_off
