"""Transfers to many makers by one file for the bank: prepared, then done in whole or in part, or dropped.

Preparing pays nobody. What the bank did is written down as payouts even where goods that came back since have made a
balance smaller: the money is gone, and the maker owes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import BatchLine, Method, PayoutBatchDropped, PayoutBatchPrepared, PayoutMade
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.payables import Due, Why, dues

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from gallery_pos.ports import Posted, Transfer

    Progress = Callable[[int, int], object]

_AT_ONCE = 100
"""Transfers in one transaction: each waits for the disk, and what is kept is kept whatever comes after."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file of transfers as it was prepared; ``left`` are the makers who are not in it, and why."""

    posted: Posted
    left: tuple[Due, ...]


def batch_dues(
    desk: Desk, *, until: date, with_account: Collection[str], consignors: Collection[str] | None = None
) -> list[Due]:
    """Return as :func:`dues` whom a transfer would pay; who has no account is left out, and says so."""
    found = dues(desk, until=until, consignors=consignors)
    return [
        replace(due, why=Why.NO_ACCOUNT) if due.why is None and due.consignor not in with_account else due
        for due in found
    ]


def prepare_batch(
    desk: Desk,
    *,
    until: date,
    with_account: Collection[str],
    consignors: Collection[str] | None = None,
    note: str = "",
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Prepared]:
    """Write down which transfers a file for the bank holds. Raises RuleBroken (``batch.nothing``, ``pay.future``)."""
    require(desk, Act.PAY)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, PayoutBatchPrepared, lambda batch: batch.until == until):
            return Done(Prepared(before, ()), Changes.NONE)
        found = batch_dues(desk, until=until, with_account=with_account, consignors=consignors)
        lines = tuple(
            BatchLine(consignor=due.consignor, amount=due.amount, statement=due.statement)
            for due in found
            if due.why is None
        )
        if not lines:
            raise RuleBroken(
                "batch.nothing",
                tr("Tidak ada yang bisa ditransfer sampai tanggal itu."),
                safe=tr("Belum ada yang berubah."),
                todo=tr("Periksa rekening penitip, jumlah terkecil, dan berkas yang masih menunggu bank."),
            )
        batch = desk.write(PayoutBatchPrepared, id=document_id, lines=lines, until=until, note=note.strip())
        left = tuple(due for due in found if due.why is not None)
        return Done(Prepared(desk.journal.append(batch), left), Changes.SETTLEMENT)


def batch_of(desk: Desk, batch: UUID) -> tuple[Posted, PayoutBatchPrepared]:
    """Return a batch by its id. Raises RuleBroken (``batch.unknown``)."""
    posted = desk.book.document(batch)
    if posted is None or not isinstance(posted.document, PayoutBatchPrepared):
        raise RuleBroken("batch.unknown", tr("Berkas transfer itu tidak ada di buku ini."))
    return posted, posted.document


def settle_batch(
    desk: Desk,
    *,
    batch: UUID,
    reference: str,
    consignors: Collection[str] | None = None,
    progress: Progress | None = None,
) -> Done[list[Posted]]:
    """Write down that the bank did these transfers of a batch, or all that are open, a hundred in a transaction.

    Cancelled, what is written stays; asked again, it pays nobody twice. Raises RuleBroken (``batch.unknown``,
    ``batch.reference``, ``batch.closed``).
    """
    require(desk, Act.PAY)
    batch_of(desk, batch)
    if not reference.strip():
        raise RuleBroken(
            "batch.reference",
            tr("Nomor referensi transfer belum diisi."),
            safe=tr("Belum ada yang tercatat dibayar."),
            todo=tr("Salin nomornya dari bukti transfer bank."),
        )
    waiting = [line for line in desk.book.transfers(batch) if line.open]
    chosen = [line for line in waiting if consignors is None or line.consignor in consignors]
    if not chosen:
        raise _closed()
    paid: list[Posted] = []
    for start in range(0, len(chosen), _AT_ONCE):
        if progress:
            progress(start, len(chosen))
        paid += _settle(desk, batch, chosen[start : start + _AT_ONCE], reference.strip())
    return Done(paid, Changes.SETTLEMENT)


def _settle(desk: Desk, batch: UUID, lines: Sequence[Transfer], reference: str) -> Sequence[Posted]:
    """Write payouts together, without those of which another desk was faster."""
    with desk.journal.transaction():
        return desk.journal.append_many(
            desk.write(
                PayoutMade,
                consignor=line.consignor,
                amount=line.amount,
                method=Method.TRANSFER,
                reference=reference,
                statement=line.statement,
                batch=batch,
            )
            for line in lines
            if desk.book.open_transfer(line.consignor) == batch
        )


def _closed() -> RuleBroken:
    return RuleBroken(
        "batch.closed",
        tr("Tidak ada transfer yang masih menunggu di berkas ini."),
        safe=tr("Belum ada yang berubah."),
        todo=tr("Lihat daftar pembayaran: mungkin sudah dicatat."),
    )


def drop_batch(
    desk: Desk,
    *,
    batch: UUID,
    reason: str,
    consignors: Collection[str] = (),
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Give up what is open of a batch, or these makers' part of it: they can be paid otherwise.

    Raises RuleBroken (``batch.unknown``, ``batch.reason``, ``batch.closed``).
    """
    require(desk, Act.PAY)
    document_id = id or desk.make_id()
    if not reason.strip():
        raise RuleBroken("batch.reason", tr("Tulis alasannya dengan singkat."), safe=tr("Belum ada yang berubah."))
    with desk.journal.transaction():
        if before := desk.submitted(document_id, PayoutBatchDropped, lambda dropped: dropped.batch == batch):
            return Done(before, Changes.NONE)
        batch_of(desk, batch)
        waiting = [line.consignor for line in desk.book.transfers(batch) if line.open]
        chosen = tuple(code for code in waiting if not consignors or code in consignors)
        if not chosen:
            raise _closed()
        dropped = desk.write(PayoutBatchDropped, id=document_id, batch=batch, reason=reason.strip(), consignors=chosen)
        return Done(desk.journal.append(dropped), Changes.SETTLEMENT)
