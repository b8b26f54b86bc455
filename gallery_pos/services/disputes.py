"""Questions of makers about a statement (sanggahan): within the agreed days, answered, and put right by a correction."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    GALLERY,
    AdjustmentPosted,
    DisputeAnswered,
    DisputeOpened,
    DisputeOutcome,
    StatementIssued,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.money import MOST_RUPIAH
from gallery_pos.services.access import Act, Approval, approved, approved_all, noted, require
from gallery_pos.services.consignors import current_code

if TYPE_CHECKING:
    from gallery_pos.ports import Book, Posted

USUAL_DAYS = 14
"""Days for a question and for its answer where no agreement says otherwise."""


def dispute_days(book: Book, consignor: str) -> int:
    """Return how many days a maker may question a statement; the gallery answers within as many."""
    agreement = book.agreement(consignor) or book.agreement(GALLERY)
    return agreement.dispute_days if agreement else USUAL_DAYS


def last_day(book: Book, statement: StatementIssued) -> date:
    """Return the last day on which a statement can be questioned without a superior."""
    return statement.business_date + timedelta(days=dispute_days(book, statement.figures.consignor))


def open_dispute(
    desk: Desk,
    *,
    statement: UUID,
    reason: str,
    document: UUID | None = None,
    product: str = "",
    amount: int = 0,
    picture: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Write down that a maker questions a line of a statement, or all of it.

    After the agreed days a superior lets it through with his reason. Raises NeedsApproval, and RuleBroken
    (``dispute.statement``, ``dispute.line``, ``dispute.reason``, ``dispute.amount``).
    """
    require(desk, Act.SETTLE)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = (statement, document, product)
        if before := desk.submitted(
            document_id, DisputeOpened, lambda asked: (asked.statement, asked.document, asked.product) == said
        ):
            return Done(before, Changes.NONE)
        posted = desk.book.document(statement)
        told = posted.document if posted else None
        if posted is None or not isinstance(told, StatementIssued):
            raise _refused("dispute.statement", tr("Laporan itu tidak ada di buku ini."), tr("Pilih laporannya dulu."))
        _check_line(told, document, product)
        _need(reason, tr("Tulis apa yang menurut penitip tidak sesuai."))
        if not 0 <= amount <= MOST_RUPIAH:
            raise _refused("dispute.amount", tr("Jumlah itu tidak mungkin."), tr("Isi nol bila tidak tahu jumlahnya."))
        by = _late(desk, posted, told, approval)
        asked = desk.write(
            DisputeOpened,
            id=document_id,
            consignor=told.figures.consignor,
            statement=statement,
            document=document,
            product=product,
            reason=noted(reason, approval),
            amount=amount,
            picture=picture,
            approved_by=by,
        )
        return Done(desk.journal.append(asked), Changes.SETTLEMENT)


def _late(desk: Desk, posted: Posted, told: StatementIssued, approval: Approval | None) -> str:
    """Return who let a question through that came late, "" for one in time."""
    until = last_day(desk.book, told)
    if desk.today() <= until:
        return ""
    question = tr("Laporan {number} hanya bisa disanggah sampai {day}. Terima sanggahan yang terlambat?")
    asked = question.format(number=posted.number, day=format_date(until))
    return approved_all(desk, {Act.ADJUST: asked}, approval, aloud=(Act.ADJUST,))


def _check_line(told: StatementIssued, document: UUID | None, product: str) -> None:
    known = {line.product for line in told.figures.products} | {line.product for line in told.figures.goods}
    if (document is not None and document not in told.documents) or (product and product not in known):
        raise _refused(
            "dispute.line",
            tr("Baris itu tidak ada di laporan ini."),
            tr("Pilih barisnya dari laporan, atau sanggah laporannya seluruhnya."),
        )


def answer_dispute(
    desk: Desk,
    *,
    dispute: UUID,
    outcome: DisputeOutcome,
    answer: str,
    correction: int = 0,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Answer a question; ``correction`` in rupiah (> 0 more for the maker) is posted in the same breath.

    Raises NeedsApproval for a correction by somebody who may not, and RuleBroken (``dispute.unknown``,
    ``dispute.answered``, ``dispute.reason``, ``dispute.correction``).
    """
    require(desk, Act.SETTLE)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = (dispute, outcome)
        if before := desk.submitted(
            document_id, DisputeAnswered, lambda posted: (posted.dispute, posted.outcome) == said
        ):
            return Done(before, Changes.NONE)
        posted, asked = _open_one(desk, dispute)
        _need(answer, tr("Tulis jawabannya untuk penitip."))
        by, adjustment = "", None
        if correction:
            _check_correction(outcome, correction)
            by = approved(desk, Act.ADJUST, approval, tr("Koreksi saldo perlu persetujuan."))
            adjustment = desk.write(
                AdjustmentPosted,
                consignor=current_code(desk.book, asked.consignor),
                amount=correction,
                reason=tr("Sanggahan {number}: {answer}").format(number=posted.number, answer=answer.strip()),
                approved_by=by,
            )
            desk.journal.append(adjustment)
        answered = desk.write(
            DisputeAnswered,
            id=document_id,
            dispute=dispute,
            consignor=asked.consignor,
            outcome=outcome,
            answer=noted(answer, approval),
            correction=adjustment.id if adjustment else None,
            approved_by=by,
        )
        return Done(desk.journal.append(answered), Changes.SETTLEMENT)


def _open_one(desk: Desk, dispute: UUID) -> tuple[Posted, DisputeOpened]:
    posted = desk.book.document(dispute)
    if posted is None or not isinstance(posted.document, DisputeOpened):
        raise _refused("dispute.unknown", tr("Sanggahan itu tidak ada di buku ini."), tr("Pilih dari daftar."))
    if desk.book.latest(DisputeAnswered, dispute.hex) is not None:
        raise _refused(
            "dispute.answered",
            tr("Sanggahan {number} sudah dijawab.").format(number=posted.number),
            tr("Buka dokumennya untuk membaca jawabannya."),
        )
    return posted, posted.document


def _check_correction(outcome: DisputeOutcome, correction: int) -> None:
    if abs(correction) > MOST_RUPIAH:
        raise _refused(
            "dispute.correction",
            tr("Jumlah itu tidak mungkin."),
            tr("Isi jumlah koreksi, paling banyak satu triliun rupiah."),
        )
    if outcome is DisputeOutcome.REJECTED:
        raise _refused(
            "dispute.correction",
            tr("Sanggahan yang ditolak tidak mengubah saldo."),
            tr("Pilih diterima atau diterima sebagian, atau kosongkan koreksinya."),
        )


def _need(text: str, what: str) -> None:
    if not text.strip():
        raise _refused("dispute.reason", what, tr("Cukup dengan satu kalimat."))


def _refused(code: str, what: str, todo: str) -> RuleBroken:
    return RuleBroken(code, what, safe=tr("Belum ada yang berubah."), todo=todo)
