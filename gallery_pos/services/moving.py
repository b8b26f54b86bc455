"""Goods that were sent to an outlet arrive, or are lost on the way; until then they are in transit, as the books know.

How they are sent is in :mod:`gallery_pos.services.sending`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    ArrivedLine,
    GoodsArrived,
    GoodsSent,
    GoodsWrittenOff,
    WrittenOffLine,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.money import FULL
from gallery_pos.services.access import Act, Approval, approved, noted, require
from gallery_pos.services.stock import Loss, bearer_bp, each_lot_once, unknown_lot
from gallery_pos.terms import compensation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from gallery_pos.ports import Posted


@dataclass(frozen=True, slots=True)
class Arriving:
    """Pieces of one lot that were counted where they arrived; ``note`` says why there are not all."""

    lot: str
    pieces: int
    note: str = ""


def transfer_of(desk: Desk, sent: UUID) -> GoodsSent:
    """Return the transfer under an id. Raises RuleBroken (``transfer.unknown``)."""
    found = desk.book.document(sent)
    if found is None or not isinstance(found.document, GoodsSent):
        raise RuleBroken("transfer.unknown", tr("Kiriman ini tidak dikenal."))
    return found.document


def receive_transfer(
    desk: Desk,
    *,
    sent: UUID,
    lines: Sequence[Arriving],
    received_by: str = "",
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Take in what came of a transfer at this outlet: where it was sent to, or back where it came from.

    What is not counted stays in transit; a line whose pieces are fewer says so in the document. Raises RuleBroken
    (``transfer.unknown``, ``transfer.elsewhere``, ``transfer.done``, ``transfer.nothing``, ``transfer.too_many``).
    """
    require(desk, Act.RECEIVE)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = sent, {line.lot: line.pieces for line in lines if line.pieces}
        if before := desk.submitted(
            document_id,
            GoodsArrived,
            lambda came: (came.sent, {line.lot: line.arrived for line in came.lines if line.arrived}) == said,
        ):
            return Done(before, Changes.NONE)
        transfer = transfer_of(desk, sent)
        waiting = _waiting(desk, transfer)
        if desk.outlet not in {transfer.to, transfer.outlet}:
            raise _elsewhere(desk, transfer)
        each_lot_once(line.lot for line in lines)
        document = desk.write(
            GoodsArrived,
            id=document_id,
            sent=sent,
            source=transfer.outlet,
            lines=_arrived_lines(transfer, waiting, lines),
            received_by=received_by.strip(),
            note=note.strip(),
        )
        return Done(desk.journal.append(document), Changes.STOCK)


def _waiting(desk: Desk, transfer: GoodsSent) -> dict[str, int]:
    waiting = desk.book.in_transit(transfer.id)
    if not waiting:
        raise RuleBroken(
            "transfer.done",
            tr("Kiriman ini sudah diterima seluruhnya."),
            safe=tr("Stok tidak berubah lagi."),
            todo=tr("Lihat dokumen penerimaannya di daftar kiriman."),
        )
    return waiting


def _elsewhere(desk: Desk, transfer: GoodsSent) -> RuleBroken:
    target = desk.book.outlet(transfer.to)
    return RuleBroken(
        "transfer.elsewhere",
        tr("Kiriman ini untuk {name}.").format(name=target.name if target else transfer.to),
        safe=tr("Belum ada yang berubah."),
        todo=tr("Terima di gerai tujuannya, atau di gerai asalnya bila kembali."),
    )


def _arrived_lines(
    transfer: GoodsSent, waiting: Mapping[str, int], lines: Sequence[Arriving]
) -> tuple[ArrivedLine, ...]:
    """Return every line that is still on its way, with what came of it."""
    came = {line.lot: line for line in lines}
    names = {line.lot: line.name for line in transfer.lines}
    for line in lines:
        if line.lot not in names:
            raise unknown_lot(line.lot)
        if not 0 <= line.pieces <= waiting.get(line.lot, 0):
            raise RuleBroken(
                "transfer.too_many",
                tr("{name}: yang masih di jalan hanya {left}.").format(
                    name=names[line.lot], left=waiting.get(line.lot, 0)
                ),
                safe=tr("Belum ada yang berubah."),
            )
    if not any(line.pieces for line in lines):
        raise RuleBroken("transfer.nothing", tr("Belum ada barang yang dihitung datang."))
    return tuple(
        ArrivedLine(
            lot=line.lot,
            product=line.product,
            name=line.name,
            consignor=line.consignor,
            sent=waiting[line.lot],
            arrived=came[line.lot].pieces if line.lot in came else 0,
            note=came[line.lot].note if line.lot in came else "",
        )
        for line in transfer.lines
        if line.lot in waiting
    )


def write_off_transit(
    desk: Desk,
    *,
    sent: UUID,
    lines: Sequence[Loss],
    note: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Take what was lost or damaged on the way off the books; who bears it say the terms, or a person.

    The document is written for the outlet that sent the goods. Raises RuleBroken (``loss.*``, ``transfer.*``,
    ``stock.unknown_lot``) and NeedsApproval.
    """
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = sent, [(line.lot, line.quantity, line.reason) for line in lines]
        if before := desk.submitted(
            document_id,
            GoodsWrittenOff,
            lambda gone: (gone.sent, [(line.lot, line.quantity, line.reason) for line in gone.lines]) == said,
        ):
            return Done(before, Changes.NONE)
        by = approved(desk, Act.WRITE_OFF, approval, tr("Menghapus barang dari stok perlu persetujuan."))
        if not lines:
            raise RuleBroken("loss.empty", tr("Pilih barang yang hilang atau rusak lebih dulu."))
        each_lot_once(line.lot for line in lines)
        transfer = transfer_of(desk, sent)
        waiting = _waiting(desk, transfer)
        there = replace(desk, outlet=transfer.outlet)
        gone = tuple(_lost_line(there, transfer, waiting, line) for line in lines)
        document = there.write(
            GoodsWrittenOff, id=document_id, lines=gone, approved_by=by, note=noted(note, approval), sent=sent
        )
        return Done(desk.journal.append(document), Changes.STOCK | Changes.SETTLEMENT)


def _lost_line(desk: Desk, transfer: GoodsSent, waiting: Mapping[str, int], loss: Loss) -> WrittenOffLine:
    line = next((line for line in transfer.lines if line.lot == loss.lot), None)
    lot = desk.book.lot(loss.lot, transfer.outlet)
    if line is None or lot is None:
        raise unknown_lot(loss.lot)
    if not 0 < loss.quantity <= waiting.get(loss.lot, 0):
        raise RuleBroken(
            "transfer.too_many",
            tr("{name}: yang masih di jalan hanya {left}.").format(name=line.name, left=waiting.get(loss.lot, 0)),
            safe=tr("Belum ada yang berubah."),
        )
    gallery_bp = bearer_bp(lot.terms, loss.reason) if loss.gallery_bp is None else loss.gallery_bp
    if not 0 <= gallery_bp <= FULL:
        raise RuleBroken("loss.share", tr("Bagian galeri harus antara 0 dan 100 persen."))
    return WrittenOffLine(
        lot=lot.lot,
        product=lot.product,
        name=line.name,
        consignor=line.consignor,
        quantity=loss.quantity,
        reason=loss.reason,
        gallery_bp=gallery_bp,
        compensation=compensation(lot.terms, quantity=loss.quantity, price=lot.price, gallery_bp=gallery_bp),
        note=loss.note,
    )
