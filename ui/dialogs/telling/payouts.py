"""What became of payouts, files for the bank, and questions about statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import (
    Acknowledgement,
    DisputeAnswered,
    DisputeOpened,
    DisputeOutcome,
    PayoutAcknowledged,
    PayoutBatchDropped,
    PayoutBatchPrepared,
    PayoutReversed,
)
from gallery_pos.formatting import format_count, format_date, format_receipt_code, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.names import METHODS
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from ui.dialogs.telling.base import Names, Told

WAYS = {
    Acknowledgement.PAPER: tr_noop("tanda tangan di kuitansi"),
    Acknowledgement.SCREEN: tr_noop("tanda tangan di layar"),
    Acknowledgement.CODE: tr_noop("kode yang dikirim balik"),
    Acknowledgement.PROOF: tr_noop("bukti transfer"),
}
OUTCOMES = {
    DisputeOutcome.UPHELD: tr_noop("diterima"),
    DisputeOutcome.PARTLY: tr_noop("diterima sebagian"),
    DisputeOutcome.REJECTED: tr_noop("ditolak"),
}


def _whose(names: Names, code: str) -> str:
    return f"{names.consignor(code)} ({code})"


@teller(PayoutReversed)
def _reversed(names: Names, told: Told, document: PayoutReversed) -> None:
    told.summary = tr("{amount} kembali menjadi hak {name}.").format(
        amount=format_rupiah(document.amount), name=names.consignor(document.consignor)
    )
    told.fact(tr("Pembayaran"), names.number(document.payout), document.payout)
    told.fact(tr("Penitip"), _whose(names, document.consignor))
    told.fact(tr("Jumlah", "uang"), format_rupiah(document.amount))
    told.fact(tr("Cara"), tr(METHODS[document.method]))
    told.fact(tr("Ke laci sif"), names.number(document.shift), document.shift)
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")


@teller(PayoutAcknowledged)
def _acknowledged(names: Names, told: Told, document: PayoutAcknowledged) -> None:
    told.summary = tr("Uangnya sudah sampai: {way}.").format(way=tr(WAYS[document.way]))
    told.fact(tr("Pembayaran"), names.number(document.payout), document.payout)
    told.fact(tr("Penitip"), _whose(names, document.consignor))
    told.fact(tr("Diakui oleh"), document.by)
    told.fact(tr("Kode kuitansi"), format_receipt_code(document.code) if document.code else "")
    told.fact(tr("Catatan"), document.note)


@teller(PayoutBatchPrepared)
def _prepared(names: Names, told: Told, document: PayoutBatchPrepared) -> None:
    total = sum(line.amount for line in document.lines)
    told.summary = tr("{count} transfer, seluruhnya {amount}; belum ada yang dibayar olehnya.").format(
        count=format_count(len(document.lines)), amount=format_rupiah(total)
    )
    told.fact(tr("Sampai tanggal"), format_date(document.until))
    told.fact(tr("Catatan"), document.note)
    told.table(
        tr("Transfer"),
        ((tr("Penitip"), Kind.TEXT), (tr("Laporan", "penitip"), Kind.TEXT), (tr("Jumlah", "uang"), Kind.MONEY)),
        [(_whose(names, line.consignor), names.number(line.statement), line.amount) for line in document.lines],
        (tr("Jumlah", "total"), "", total),
    )


@teller(PayoutBatchDropped)
def _dropped(names: Names, told: Told, document: PayoutBatchDropped) -> None:
    told.summary = tr("{count} transfer dicoret dari berkas {number}.").format(
        count=format_count(len(document.consignors)), number=names.number(document.batch)
    )
    told.fact(tr("Berkas"), names.number(document.batch), document.batch)
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Penitip"), ", ".join(names.consignor(code) for code in document.consignors))


@teller(DisputeOpened)
def _opened(names: Names, told: Told, document: DisputeOpened) -> None:
    told.summary = document.reason
    told.fact(tr("Penitip"), _whose(names, document.consignor))
    told.fact(tr("Laporan", "penitip"), names.number(document.statement), document.statement)
    told.fact(tr("Barang"), names.product(document.product) if document.product else "")
    told.fact(tr("Baris laporan"), names.number(document.document), document.document)
    told.fact(tr("Menurut penitip kurang"), format_rupiah(document.amount) if document.amount else "")
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
    later = names.follows(DisputeAnswered, document.id)
    told.fact(tr("Jawaban"), names.number(later), later)


@teller(DisputeAnswered)
def _answered(names: Names, told: Told, document: DisputeAnswered) -> None:
    told.summary = tr("Sanggahan {outcome}: {answer}").format(
        outcome=tr(OUTCOMES[document.outcome]), answer=document.answer
    )
    told.fact(tr("Sanggahan"), names.number(document.dispute), document.dispute)
    told.fact(tr("Penitip"), _whose(names, document.consignor))
    told.fact(tr("Koreksi"), names.number(document.correction), document.correction)
    told.fact(tr("Disetujui oleh"), names.user(document.approved_by) if document.approved_by else "")
