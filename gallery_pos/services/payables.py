"""Whom to pay how much up to a day, and paying many at once.

Up to a day a maker gets what his statement of that day says, less what was paid since; where no statement reaches
exactly to it, what came about by then. Never more than his balance is now: goods that came back since have made it
smaller.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import GALLERY, Method
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.payouts import pay
from gallery_pos.services.shifts import open_drawer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from gallery_pos.documents import AgreementRevised, ConsignorRevised
    from gallery_pos.ports import Book, Payable, Posted

    Progress = Callable[[int, int], object]
    """Called with how many are done of how many; raises to stop, what is done by then stays done."""


class Why(StrEnum):
    """Why a maker is left out when many are paid."""

    OWES = "owes"
    """He was paid more than was his: goods came back since, or a correction."""
    MINIMUM = "minimum"
    """It is less than the agreed minimum and is carried forward."""
    IN_BATCH = "in_batch"
    """A transfer to him waits for the bank."""
    NO_ACCOUNT = "no_account"
    """Nobody knows an account of his."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a maker is to be paid up to a day, in rupiah; ``why`` not now, None where nothing speaks against it.

    ``statement`` (``number``) is the one that told him of it, None where none did.
    """

    consignor: str
    name: str
    amount: int
    balance: int
    minimum: int
    statement: UUID | None
    number: str
    why: Why | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A maker who could not be paid, and what stood against it."""

    due: Due
    error: RuleBroken


@dataclass(frozen=True, slots=True)
class Paid:
    """What paying many did: ``left`` are carried forward or wait, ``refused`` could not be paid."""

    payouts: tuple[Posted, ...]
    left: tuple[Due, ...]
    refused: tuple[Refused, ...]


def dues(desk: Desk, *, until: date, consignors: Collection[str] | None = None) -> list[Due]:
    """Return whom of these makers, or of all, to pay how much up to a day, and who is left out and why; by code.

    Raises RuleBroken (``pay.future``) for a day that is still to come.
    """
    if until > desk.today():
        raise RuleBroken(
            "pay.future",
            tr("Tanggal batas belum lewat."),
            safe=tr("Belum ada yang dibayarkan."),
            todo=tr("Pilih tanggal hari ini atau sebelumnya."),
        )
    agreement_of, maker_of = _known(desk.book, consignors)
    made = []
    for one in desk.book.payables(until, consignors):
        agreement = agreement_of(one.consignor) or agreement_of(GALLERY)
        maker = maker_of(one.consignor)
        name = maker.business_name if maker else one.consignor
        due = _due(one, until, name, agreement.minimum_payout if agreement else 0)
        if due is not None:
            made.append(due)
    return made


def _known(
    book: Book, consignors: Collection[str] | None
) -> tuple[Callable[[str], AgreementRevised | None], Callable[[str], ConsignorRevised | None]]:
    """Return what finds agreements and makers by code: one is asked for, many are read at once."""
    if consignors is not None and len(consignors) == 1:
        return book.agreement, book.consignor
    return book.agreements().get, {maker.code: maker for maker in book.consignors()}.get


def _due(one: Payable, until: date, name: str, minimum: int) -> Due | None:
    told = one.until == until
    amount = one.balance if one.balance < 0 else min(one.unpaid if told else one.owed, one.balance)
    if amount <= 0 <= one.balance:
        return None
    why = None
    if amount < 0:
        why = Why.OWES
    elif one.batch is not None:
        why = Why.IN_BATCH
    elif amount < minimum:
        why = Why.MINIMUM
    on_it = one.statement is not None and (told or 0 < amount <= one.unpaid)
    return Due(
        consignor=one.consignor,
        name=name,
        amount=amount,
        balance=one.balance,
        minimum=minimum,
        statement=one.statement if on_it else None,
        number=one.number if on_it else "",
        why=why,
    )


def pay_dues(
    desk: Desk,
    *,
    until: date,
    method: Method,
    consignors: Collection[str] | None = None,
    reference: str = "",
    from_drawer: bool = True,
    progress: Progress | None = None,
) -> Done[Paid]:
    """Pay these makers, or all, what they are owed up to a day, each in a transaction of its own.

    What cannot be paid is told and stops nobody else; asked again, it pays nobody twice. Cancel keeps what is paid.
    Raises RuleBroken (``pay.future``, ``pay.method``, ``shift.closed``).
    """
    require(desk, Act.PAY)
    if method is Method.CASH and from_drawer:
        open_drawer_of(desk)
    wanted = dues(desk, until=until, consignors=consignors)
    to_pay = [due for due in wanted if due.why is None]
    payouts: list[Posted] = []
    refused: list[Refused] = []
    for count, due in enumerate(to_pay):
        if progress:
            progress(count, len(to_pay))
        try:
            posted = _pay_due(desk, due.consignor, until, method, reference, from_drawer=from_drawer)
        except RuleBroken as error:
            refused.append(Refused(due, error))
            continue
        if posted is not None:
            payouts.append(posted)
    left = tuple(due for due in wanted if due.why is not None)
    changes = Changes.SETTLEMENT | Changes.SHIFTS if payouts else Changes.NONE
    return Done(Paid(tuple(payouts), left, tuple(refused)), changes)


def _pay_due(
    desk: Desk, consignor: str, until: date, method: Method, reference: str, *, from_drawer: bool
) -> Posted | None:
    """Pay one; None where another desk was faster."""
    with desk.journal.transaction():
        due = next(iter(dues(desk, until=until, consignors=[consignor])), None)
        if due is None or due.why is not None:
            return None
        return pay(
            desk,
            consignor=consignor,
            amount=due.amount,
            method=method,
            reference=reference,
            statement=due.statement,
            from_drawer=from_drawer,
        ).value
