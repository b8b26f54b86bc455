"""The drawer, from its float to the blind count. Over and short is recorded, never refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import CashMoved, CashReason, Denomination, ShiftClosed, ShiftOpened
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.money import MOST_RUPIAH
from gallery_pos.services.access import Act, Approval, approved, noted, require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from gallery_pos.ports import Drawer, Posted


def open_drawer_of(desk: Desk) -> Drawer:
    """Return the open shift of this terminal. Raises RuleBroken (``shift.closed``)."""
    drawer = desk.book.open_shift(desk.outlet, desk.origin)
    if drawer is None:
        raise RuleBroken(
            "shift.closed",
            tr("Sif belum dibuka."),
            safe=tr("Keranjang Anda tersimpan."),
            todo=tr("Buka sif di layar Kas & Sif, lalu ulangi."),
        )
    return drawer


def require_cash(drawer: Drawer, amount: int) -> None:
    """Raise RuleBroken (``shift.not_enough``) where the drawer holds less than ``amount`` rupiah."""
    if amount > drawer.expected:
        raise RuleBroken(
            "shift.not_enough",
            tr("Uang di laci tidak cukup."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Tambah kas lebih dulu, atau bayar dengan transfer."),
        )


def open_shift(desk: Desk, *, opening_float: int, note: str = "", id: UUID | None = None) -> Done[Posted]:  # noqa: A002
    """Open the drawer with a float in rupiah. Raises RuleBroken (``shift.open``) where one is open already."""
    require(desk, Act.CASH)
    if not 0 <= opening_float <= MOST_RUPIAH:
        raise RuleBroken("shift.float", tr("Modal awal harus antara nol dan satu triliun rupiah."))
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, ShiftOpened, lambda shift: shift.opening_float == opening_float):
            return Done(before, Changes.NONE)
        drawer = desk.book.open_shift(desk.outlet, desk.origin)
        if drawer is not None:
            raise RuleBroken(
                "shift.open",
                tr("Sif {number} masih terbuka.").format(number=drawer.number),
                todo=tr("Tutup sif itu lebih dulu."),
            )
        opened = desk.write(ShiftOpened, id=document_id, opening_float=opening_float, note=note)
        return Done(desk.journal.append(opened), Changes.SHIFTS)


_OUTWARD = {CashReason.DROP, CashReason.EXPENSE}


def move_cash(
    desk: Desk,
    *,
    reason: CashReason,
    amount: int,
    note: str,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Put ``amount`` >= 0 rupiah into the drawer or take it out, as ``reason`` says; a note is needed.

    Raises RuleBroken (``shift.closed``, ``shift.not_enough``, ``cash.amount``, ``cash.note``).
    """
    require(desk, Act.CASH)
    by = approved(desk, Act.CASH, approval, "")
    if not 0 <= amount <= MOST_RUPIAH or (amount == 0) is not (reason is CashReason.DRAWER_OPENED):
        raise RuleBroken("cash.amount", tr("Isi jumlah uang lebih dari nol, paling banyak satu triliun rupiah."))
    if not note.strip():
        raise RuleBroken("cash.note", tr("Tulis alasannya dengan singkat."))
    document_id, said = id or desk.make_id(), (reason, -amount if reason in _OUTWARD else amount)
    with desk.journal.transaction():
        if before := desk.submitted(document_id, CashMoved, lambda moved: (moved.reason, moved.amount) == said):
            return Done(before, Changes.NONE)
        drawer = open_drawer_of(desk)
        if reason in _OUTWARD:
            require_cash(drawer, amount)
        moved = desk.write(
            CashMoved,
            id=document_id,
            shift=drawer.opened.id,
            reason=reason,
            amount=said[1],
            note=noted(note, approval),
            approved_by=by,
        )
        return Done(desk.journal.append(moved), Changes.SHIFTS)


def close_shift(
    desk: Desk,
    *,
    denominations: Sequence[Denomination] = (),
    counted: int | None = None,
    copies: int = 0,
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Close with what was counted, by denominations or as one sum; the difference is recorded, whatever it is.

    The document carries the shift's and the perpetual totals and the head before it: the Z slip prints them. ``copies``
    is how many receipts were printed again in this shift, which only the printing side knows.
    Raises RuleBroken (``shift.closed``, ``shift.count``).
    """
    require(desk, Act.CASH)
    cash = sum(note_.value * note_.count for note_ in denominations) if counted is None else counted
    if not 0 <= cash <= MOST_RUPIAH or any(note_.count < 0 for note_ in denominations):
        raise RuleBroken("shift.count", tr("Hitungan harus antara nol dan satu triliun rupiah."))
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, ShiftClosed, lambda closed: closed.counted == cash):
            return Done(before, Changes.NONE)
        drawer = open_drawer_of(desk)
        closed = desk.write(
            ShiftClosed,
            id=document_id,
            shift=drawer.opened.id,
            opening_float=drawer.opened.opening_float,
            expected=drawer.expected,
            counted=cash,
            difference=cash - drawer.expected,
            denominations=tuple(note_ for note_ in denominations if note_.count),
            totals=replace(drawer.totals, copies=copies),
            perpetual=desk.book.perpetual(desk.origin),
            previous_head=desk.book.head()[1],
            note=note,
        )
        return Done(desk.journal.append(closed), Changes.SHIFTS)
