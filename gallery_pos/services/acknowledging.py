"""Paid means acknowledged: how a maker says that his money arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.barcode import read_receipt_code, receipt_code
from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Acknowledgement, Method, PayoutAcknowledged
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date, format_receipt_code
from gallery_pos.language import tr
from gallery_pos.reading.cells import Unreadable
from gallery_pos.services.access import Act, require
from gallery_pos.services.payouts import payout_of, refuse_reversed

if TYPE_CHECKING:
    from gallery_pos.documents import PayoutMade
    from gallery_pos.ports import Posted

_ATTACHED = {Acknowledgement.PAPER, Acknowledgement.SCREEN, Acknowledgement.PROOF}
_SIGNED = {Acknowledgement.PAPER, Acknowledgement.SCREEN}


def acknowledge(
    desk: Desk,
    *,
    payout: UUID,
    way: Acknowledgement,
    by: str = "",
    attachment: str = "",
    code: str = "",
    note: str = "",
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Write down that a maker confirmed a payout; ``attachment`` is the SHA-256 of the scan, the signature, the proof.

    ``code`` is the check code of the kuitansi as he sent it. Raises RuleBroken (``pay.unknown``, ``pay.reversed``,
    ``ack.twice``, ``ack.paid_in``, ``ack.attachment``, ``ack.by``, ``ack.code``, ``ack.proof``).
    """
    require(desk, Act.PAY)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = (payout, way)
        if before := desk.submitted(
            document_id, PayoutAcknowledged, lambda posted: (posted.payout, posted.way) == said
        ):
            return Done(before, Changes.NONE)
        posted, paid = payout_of(desk, payout)
        refuse_reversed(desk, posted)
        _refuse_twice(desk, posted)
        _check(paid, way, by.strip(), attachment)
        confirmed = desk.write(
            PayoutAcknowledged,
            id=document_id,
            payout=payout,
            consignor=paid.consignor,
            way=way,
            by=by.strip(),
            attachment=attachment if way in _ATTACHED else "",
            code=check_payout_code(posted, code) if way is Acknowledgement.CODE else "",
            note=note.strip(),
        )
        return Done(desk.journal.append(confirmed), Changes.SETTLEMENT)


def check_payout_code(posted: Posted, typed: str) -> str:
    """Return the check code of a kuitansi as it is written, where ``typed`` is it. Raises RuleBroken (``ack.code``)."""
    try:
        code = read_receipt_code(typed)
    except Unreadable as error:
        raise _refused(
            "ack.code",
            tr("Kode itu salah ketik atau tidak lengkap."),
            tr("Ketik sepuluh huruf dan angka yang tercetak di bawah QR kuitansi."),
        ) from error
    if code != receipt_code(posted.hash):
        raise _refused(
            "ack.code",
            tr("Kode {code} bukan kode kuitansi {number}.").format(
                code=format_receipt_code(code), number=posted.number
            ),
            tr("Cocokkan nomor kuitansinya dengan yang dipegang penitip, lalu ketik lagi."),
        )
    return code


def _refuse_twice(desk: Desk, posted: Posted) -> None:
    if not desk.book.payout_state(posted.document.id).acknowledged:
        return
    before = desk.book.latest(PayoutAcknowledged, posted.document.id.hex)
    day = format_date(before.business_date) if before else ""
    raise _refused(
        "ack.twice",
        tr("Kuitansi {number} sudah diakui penitipnya pada {day}.").format(number=posted.number, day=day),
        tr("Buka dokumennya untuk melihat tanda terimanya."),
    )


def _check(paid: PayoutMade, way: Acknowledgement, by: str, attachment: str) -> None:
    if paid.amount < 0:
        raise _refused(
            "ack.paid_in",
            tr("Uang ini diterima galeri dari penitip; tidak perlu tanda terima penitip."),
            tr("Berikan kuitansinya kepada penitip."),
        )
    if way is Acknowledgement.PROOF and paid.method is not Method.TRANSFER:
        raise _refused(
            "ack.proof",
            tr("Bukti transfer hanya untuk pembayaran lewat transfer."),
            tr("Untuk uang tunai, minta tanda tangan atau kode kuitansinya."),
        )
    if way in _ATTACHED and not attachment:
        missing = {
            Acknowledgement.PAPER: tr("Foto atau pindaian kuitansi yang ditandatangani belum dilampirkan."),
            Acknowledgement.SCREEN: tr("Tanda tangannya masih kosong."),
            Acknowledgement.PROOF: tr("Bukti transfernya belum dilampirkan."),
        }
        raise _refused("ack.attachment", missing[way], tr("Lengkapi, lalu catat lagi."))
    if way in _SIGNED and not by:
        raise _refused("ack.by", tr("Nama yang menandatangani belum diisi."), tr("Isi namanya seperti di kuitansi."))


def _refused(code: str, what: str, todo: str) -> RuleBroken:
    return RuleBroken(code, what, safe=tr("Tanda terima belum dicatat."), todo=todo)
