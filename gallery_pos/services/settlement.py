"""What is owed to makers, and told to them on statements."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    GALLERY,
    AdjustmentPosted,
    Entry,
    FeeCharged,
    FeeType,
    StatementFigures,
    StatementIssued,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.money import MOST_RUPIAH
from gallery_pos.periods import is_due
from gallery_pos.ports import Unsettled
from gallery_pos.services.access import Act, Approval, approved, noted, require
from gallery_pos.services.consignors import consignor_of
from gallery_pos.services.fees import TradeFees, fees_due, fees_under
from gallery_pos.statement import figures

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from gallery_pos.documents import AgreementRevised, ConsignorRevised
    from gallery_pos.ports import Posted

    Progress = Callable[[int, int], object]
    """Called with how many are done of how many; raises to stop, what is done by then stays done."""


def preview(desk: Desk, *, until: date, consignors: Collection[str] | None = None) -> list[StatementFigures]:
    """Return what issuing statements up to a day would say; nothing is written.

    Fees that fall due by then stand on it as they will be charged. Consignors with nothing to tell are left
    out, as are those whose last statement reaches as far already (what came late stands on their next one); named
    ones raise RuleBroken (``statement.period``) then.
    """
    book = desk.book
    waiting = {one.consignor: one for one in book.unsettled(until, consignors)}
    previous, agreements = book.last_statements(consignors), book.agreements()
    trade = TradeFees(desk, until, consignors)
    made: list[StatementFigures] = []
    for consignor in book.consignors():
        code = consignor.code
        if consignors is not None and code not in consignors:
            continue
        fees = _to_charge(desk, agreements.get(code) or agreements.get(GALLERY), code, until, trade)
        here, last = waiting.get(code), previous.get(code)
        if last and last.figures.until >= until:
            _refuse_period(consignor, last, wanted=here is not None and consignors is not None)
        elif here or fees or (last and last.figures.closing):
            made.append(figures(consignor, here or _nothing(code), last, until, fees))
    return made


def due_makers(desk: Desk, until: date) -> frozenset[str]:
    """Return the makers for whom, by what was agreed, a period has ended by a day that no statement tells yet."""
    book = desk.book
    agreements, told = book.agreements(), book.last_statements()
    due: set[str] = set()
    for consignor in book.consignors():
        code = consignor.code
        agreed = agreements.get(code) or agreements.get(GALLERY)
        last = told[code].figures.until if code in told else None
        if agreed is not None and is_due(
            until, agreed.settlement, agreed=agreed.start or agreed.business_date, told=last
        ):
            due.add(code)
    return frozenset(due)


def _nothing(consignor: str) -> Unsettled:
    return Unsettled(consignor, None, (), (), ())


def _to_charge(
    desk: Desk, agreement: AgreementRevised | None, consignor: str, until: date, trade: TradeFees
) -> list[Entry]:
    """Return the fees that issuing will charge first, as they will stand on the statement."""
    return [
        Entry(document=fee.id, number="", business_date=until, kind=fee.kind, amount=-fee.amount, reason=fee.reason)
        for fee in (*fees_under(desk, agreement, consignor, until), *trade.of(consignor))
        if fee.business_date <= until
    ]


def _refuse_period(consignor: ConsignorRevised, last: StatementIssued, *, wanted: bool) -> None:
    if wanted:
        raise RuleBroken(
            "statement.period",
            tr("{name} sudah menerima laporan sampai {until}.").format(
                name=consignor.business_name, until=format_date(last.figures.until)
            ),
            safe=tr("Belum ada laporan yang terbit."),
            todo=tr("Pilih tanggal batas sesudah itu."),
        )


def issue_statements(
    desk: Desk, *, until: date, consignors: Collection[str] | None = None, progress: Progress | None = None
) -> Done[list[Posted]]:
    """Issue the statements up to a day, each in a transaction of its own; Cancel keeps those already issued.

    Raises RuleBroken (``statement.period``, ``statement.future``, ``statement.nothing``).
    """
    require(desk, Act.SETTLE)
    if until > desk.today():
        raise RuleBroken(
            "statement.future",
            tr("Tanggal batas belum lewat."),
            todo=tr("Pilih tanggal hari ini atau sebelumnya."),
        )
    to_issue = [statement.consignor for statement in preview(desk, until=until, consignors=consignors)]
    if not to_issue:
        raise RuleBroken("statement.nothing", tr("Tidak ada yang perlu dilaporkan sampai tanggal itu."))
    issued: list[Posted] = []
    for done, code in enumerate(to_issue):
        if progress:
            progress(done, len(to_issue))
        if posted := _issue(desk, code, until):
            issued.append(posted)
    return Done(issued, Changes.SETTLEMENT)


def _issue(desk: Desk, code: str, until: date) -> Posted | None:
    """Issue one statement; None where another desk was faster."""
    with desk.journal.transaction():
        last = desk.book.last_statement(code)
        previous = last[0] if last else None
        if previous and previous.figures.until >= until:
            return None
        for fee in (*fees_due(desk, code, until), *TradeFees(desk, until, [code]).of(code)):
            desk.journal.append(fee)
        consignor = consignor_of(desk, code)
        waiting = next(iter(desk.book.unsettled(until, [code])), _nothing(code))
        statement = desk.write(
            StatementIssued,
            figures=figures(consignor, waiting, previous, until),
            documents=desk.book.contributing(code, until),
            previous=previous.id if previous else None,
        )
        return desk.journal.append(statement)


def charge_fee(
    desk: Desk,
    *,
    consignor: str,
    amount: int,
    reason: str,
    period: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Charge a consignor a fee in rupiah with its reason, once or for his shelf in a month; it is on his next statement.

    Raises RuleBroken (``fee.amount``, ``settlement.reason``, ``fee.twice`` for a month that he was charged for).
    """
    require(desk, Act.SETTLE)
    consignor_of(desk, consignor)
    if not 0 < amount <= MOST_RUPIAH:
        raise RuleBroken("fee.amount", tr("Isi jumlah iuran lebih dari nol, paling banyak satu triliun rupiah."))
    _need_reason(reason)
    document_id, said = id or desk.make_id(), (consignor, amount, period)
    with desk.journal.transaction():
        if before := desk.submitted(
            document_id, FeeCharged, lambda fee: (fee.consignor, fee.amount, fee.period) == said
        ):
            return Done(before, Changes.NONE)
        if period and period in desk.book.fee_periods(consignor):
            raise RuleBroken("fee.twice", tr("Iuran {period} sudah ditagihkan.").format(period=period))
        fee = desk.write(
            FeeCharged,
            id=document_id,
            consignor=consignor,
            amount=amount,
            reason=reason.strip(),
            period=period,
            type=FeeType.SHELF if period else FeeType.OTHER,
        )
        return Done(desk.journal.append(fee), Changes.SETTLEMENT)


def adjust(
    desk: Desk,
    *,
    consignor: str,
    amount: int,
    reason: str,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Correct what is owed by ``amount`` rupiah (> 0 more for the consignor) with a reason and who approved."""
    by = approved(desk, Act.ADJUST, approval, tr("Koreksi saldo perlu persetujuan."))
    consignor_of(desk, consignor)
    if not 0 < abs(amount) <= MOST_RUPIAH:
        raise RuleBroken("adjust.amount", tr("Isi jumlah koreksi, paling banyak satu triliun rupiah."))
    _need_reason(reason)
    document_id, said = id or desk.make_id(), (consignor, amount)
    with desk.journal.transaction():
        if before := desk.submitted(
            document_id, AdjustmentPosted, lambda posted: (posted.consignor, posted.amount) == said
        ):
            return Done(before, Changes.NONE)
        correction = desk.write(
            AdjustmentPosted,
            id=document_id,
            consignor=consignor,
            amount=amount,
            reason=noted(reason, approval),
            approved_by=by,
        )
        return Done(desk.journal.append(correction), Changes.SETTLEMENT)


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("settlement.reason", tr("Tulis alasannya dengan singkat."))
