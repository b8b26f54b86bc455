"""Makers are paid, or pay in what they owe; a payout that did not happen is reversed, never erased."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Method, PayoutMade, PayoutReversed, StatementIssued
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.access import Act, Approval, approved_all, noted, require
from gallery_pos.services.consignors import consignor_of, current_code
from gallery_pos.services.shifts import open_drawer_of, require_cash

if TYPE_CHECKING:
    from gallery_pos.documents import ConsignorRevised
    from gallery_pos.ports import Posted


def pay(
    desk: Desk,
    *,
    consignor: str,
    amount: int,
    method: Method,
    reference: str = "",
    statement: UUID | None = None,
    received_by: str = "",
    note: str = "",
    from_drawer: bool = True,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Pay a consignor (``amount`` > 0), or take in what he owes (< 0); cash passes through the open drawer or the safe.

    Nobody is paid more than he is owed, and nobody to whom a transfer waits for the bank. Raises RuleBroken
    (``pay.amount``, ``pay.too_much``, ``pay.method``, ``pay.statement``, ``pay.in_batch``, ``shift.*``).
    """
    require(desk, Act.PAY)
    if method not in {Method.CASH, Method.TRANSFER}:
        raise RuleBroken("pay.method", tr("Pembayaran kepada penitip tunai atau transfer."))
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = (consignor, amount, method)
        if before := desk.submitted(
            document_id, PayoutMade, lambda payout: (payout.consignor, payout.amount, payout.method) == said
        ):
            return Done(before, Changes.NONE)
        _check_amount(desk, consignor_of(desk, consignor), amount)
        _check_statement(desk, consignor, statement)
        _check_no_transfer(desk, consignor)
        payout = desk.write(
            PayoutMade,
            id=document_id,
            consignor=consignor,
            amount=amount,
            method=method,
            reference=reference.strip(),
            statement=statement,
            shift=drawer_for(desk, method, amount) if from_drawer else None,
            received_by=received_by.strip(),
            note=note.strip(),
        )
        return Done(desk.journal.append(payout), Changes.SETTLEMENT | Changes.SHIFTS)


def drawer_for(desk: Desk, method: Method, amount: int) -> UUID | None:
    """Return the shift whose drawer ``amount`` rupiah of cash comes out of; None where it is no cash.

    Raises RuleBroken (``shift.closed``, ``shift.not_enough``).
    """
    if method is not Method.CASH:
        return None
    drawer = open_drawer_of(desk)
    require_cash(drawer, amount)
    return drawer.opened.id


def _check_amount(desk: Desk, consignor: ConsignorRevised, amount: int) -> None:
    owed = desk.book.balance(consignor.code)
    if amount == 0:
        raise RuleBroken("pay.amount", tr("Isi jumlah yang dibayarkan."))
    if amount < min(owed, 0):
        raise _too_much_taken(consignor, owed, amount)
    if amount > max(owed, 0):
        said = tr("Saldo {name} {owed}, tidak cukup untuk {amount}.")
        raise RuleBroken(
            "pay.too_much",
            " ".join(
                part
                for part in (
                    said.format(
                        name=consignor.business_name, owed=format_rupiah(owed), amount=format_rupiah(abs(amount))
                    ),
                    _paid_before(desk, consignor.code),
                )
                if part
            ),
            safe=tr("Belum ada yang dibayarkan."),
            todo=tr("Bayar paling banyak sebesar saldonya."),
        )


def _too_much_taken(consignor: ConsignorRevised, owed: int, amount: int) -> RuleBroken:
    """Return why a maker does not give the gallery so much."""
    owes = tr("{name} hanya perlu mengembalikan {owed}, bukan {amount}.")
    nothing = tr("{name} tidak perlu mengembalikan uang kepada galeri.")
    return RuleBroken(
        "pay.too_much",
        (owes if owed < 0 else nothing).format(
            name=consignor.business_name, owed=format_rupiah(-owed), amount=format_rupiah(-amount)
        ),
        safe=tr("Belum ada uang yang dicatat masuk."),
        todo=tr("Terima paling banyak sebesar kekurangannya, lalu kembalikan sisanya."),
    )


def _paid_before(desk: Desk, consignor: str) -> str:
    """Return what was paid last: whoever pays twice sees that he did."""
    last = desk.book.last_payout(consignor)
    posted = desk.book.document(last) if last else None
    payout = posted.document if posted else None
    if posted is None or not isinstance(payout, PayoutMade):
        return ""
    return tr("Terakhir dibayar {amount} pada {day} ({number}).").format(
        amount=format_rupiah(payout.amount), day=format_date(payout.business_date), number=posted.number
    )


def _check_statement(desk: Desk, consignor: str, statement: UUID | None) -> None:
    posted = desk.book.document(statement) if statement else None
    told = posted.document if posted else None
    if statement and not (isinstance(told, StatementIssued) and told.figures.consignor == consignor):
        raise RuleBroken("pay.statement", tr("Laporan itu bukan milik penitip ini."))


def _check_no_transfer(desk: Desk, consignor: str) -> None:
    waiting = desk.book.open_transfer(consignor)
    if waiting is None:
        return
    posted = desk.book.document(waiting)
    raise RuleBroken(
        "pay.in_batch",
        tr("Transfer kepada penitip ini masih menunggu bank di berkas {number}.").format(
            number=posted.number if posted else ""
        ),
        safe=tr("Belum ada yang dibayarkan."),
        todo=tr("Catat berkas itu sudah ditransfer, atau coret barisnya, lalu ulangi."),
    )


def payout_of(desk: Desk, payout: UUID) -> tuple[Posted, PayoutMade]:
    """Return a payout by its id. Raises RuleBroken (``pay.unknown``)."""
    posted = desk.book.document(payout)
    if posted is None or not isinstance(posted.document, PayoutMade):
        raise RuleBroken(
            "pay.unknown",
            tr("Pembayaran itu tidak ada di buku ini."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pilih pembayarannya dari daftar."),
        )
    return posted, posted.document


def refuse_reversed(desk: Desk, posted: Posted) -> None:
    """Raise RuleBroken (``pay.reversed``) for a payout that was reversed before."""
    if desk.book.payout_state(posted.document.id).reversed:
        raise RuleBroken(
            "pay.reversed",
            tr("Pembayaran {number} sudah dibatalkan.").format(number=posted.number),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Haknya sudah kembali ke saldo penitip; bayarkan lagi bila perlu."),
        )


def reverse_payout(
    desk: Desk,
    *,
    payout: UUID,
    reason: str = "",
    to_drawer: bool = True,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Take back the whole of a payout: it is owed again, and cash goes back into the open drawer or the safe.

    Where the maker's record was merged into another since, that one is owed.

    Somebody who may correct balances has to say yes with his reason, also where he sits at the desk himself. Raises
    NeedsApproval, and RuleBroken (``pay.unknown``, ``pay.reversed``, ``shift.*``).
    """
    require(desk, Act.PAY)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, PayoutReversed, lambda posted: posted.payout == payout):
            return Done(before, Changes.NONE)
        posted, paid = payout_of(desk, payout)
        refuse_reversed(desk, posted)
        question = tr("Batalkan pembayaran {number} sebesar {amount}?").format(
            number=posted.number, amount=format_rupiah(paid.amount)
        )
        by = approved_all(desk, {Act.ADJUST: question}, approval, aloud=(Act.ADJUST,))
        undone = desk.write(
            PayoutReversed,
            id=document_id,
            payout=payout,
            consignor=current_code(desk.book, paid.consignor),
            amount=paid.amount,
            method=paid.method,
            reason=noted(reason, approval),
            shift=drawer_for(desk, paid.method, -paid.amount) if to_drawer else None,
            approved_by=by,
        )
        return Done(desk.journal.append(undone), Changes.SETTLEMENT | Changes.SHIFTS)
