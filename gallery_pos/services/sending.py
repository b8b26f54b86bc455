"""Goods leave an outlet for another one: from which lots they go, and the document that sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import GoodsSent, SentLine
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.lots import first_expired_first_out
from gallery_pos.services.access import Act, Approval, approved_all, noted, require
from gallery_pos.services.checkout import outlet_of
from gallery_pos.services.stock import each_lot_once, lot_on_hand
from gallery_pos.services.taking_part import questions_about

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from gallery_pos.ports import Posted


@dataclass(frozen=True, slots=True)
class Sending:
    """Pieces of one lot to send."""

    lot: str
    quantity: int


def pick(desk: Desk, pieces: Mapping[str, int]) -> list[Sending]:
    """Return from which lots here so many pieces of each product would go: those that a sale would take first.

    Raises RuleBroken (``stock.too_many``, ``transfer.unknown``).
    """
    lots = desk.book.lots(desk.outlet, pieces)
    sending: list[Sending] = []
    for code, wanted in pieces.items():
        product = desk.book.product(code)
        if product is None:
            raise RuleBroken(
                "transfer.unknown",
                tr("Produk {code} tidak dikenal.").format(code=code),
                safe=tr("Belum ada yang berubah."),
            )
        left = wanted
        for lot in first_expired_first_out((lot for lot in lots if lot.product == code), desk.today()):
            if left > 0:
                sending.append(Sending(lot.lot, min(lot.on_hand, left)))
                left -= sending[-1].quantity
        if left > 0:
            raise RuleBroken(
                "stock.too_many",
                tr("{name}: hanya ada {left}.").format(name=product.name, left=wanted - left),
                safe=tr("Belum ada yang berubah."),
                todo=tr("Kurangi jumlahnya, atau hitung dulu barangnya di Stok."),
            )
    return sending


def send_goods(
    desk: Desk,
    *,
    to: str,
    lines: Sequence[Sending],
    carried_by: str = "",
    note: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Send goods from this outlet to another; they are in transit until they are received or written off.

    Raises RuleBroken (``transfer.same``, ``transfer.unknown``, ``transfer.closed``, ``transfer.empty``, ``stock.*``), and
    NeedsApproval (``access.approval``) for goods of a maker who does not take part in the event they go to.
    """
    require(desk, Act.MOVE)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = to, [(line.lot, line.quantity) for line in lines]
        if before := desk.submitted(
            document_id, GoodsSent, lambda sent: (sent.to, [(line.lot, line.quantity) for line in sent.lines]) == said
        ):
            return Done(before, Changes.NONE)
        _check_target(desk, to)
        if not lines:
            raise RuleBroken("transfer.empty", tr("Belum ada barang."), todo=tr("Pindai atau pilih barangnya."))
        each_lot_once(line.lot for line in lines)
        going = tuple(_sent_line(desk, line) for line in lines)
        questions = questions_about(desk.book, to, (line.consignor for line in going))
        document = desk.write(
            GoodsSent,
            id=document_id,
            to=to,
            lines=going,
            carried_by=carried_by.strip(),
            approved_by=approved_all(desk, questions, approval, aloud=questions),
            note=noted(note, approval if questions else None),
        )
        return Done(desk.journal.append(document), Changes.STOCK)


def _check_target(desk: Desk, to: str) -> None:
    outlet_of(desk)
    if to == desk.outlet:
        raise RuleBroken(
            "transfer.same",
            tr("Barang tidak bisa dikirim ke gerai asalnya sendiri."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pilih gerai tujuan yang lain."),
        )
    target = desk.book.outlet(to)
    if target is None:
        raise RuleBroken("transfer.unknown", tr("Gerai {code} tidak dikenal.").format(code=to))
    if not target.active:
        raise RuleBroken(
            "transfer.closed",
            tr("{name} sudah ditutup.").format(name=target.name),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Pilih gerai tujuan yang lain."),
        )


def _sent_line(desk: Desk, line: Sending) -> SentLine:
    lot, product = lot_on_hand(desk, line.lot, line.quantity)
    return SentLine(
        lot=lot.lot, product=lot.product, name=product.name, consignor=lot.consignor, quantity=line.quantity
    )
