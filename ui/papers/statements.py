"""Statements, kuitansi and month reports: what the books say, put together with names and letterhead, then written."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import replace

from db.queries.beside import beside_statement
from db.queries.disputes import disputes_of
from gallery_pos.documents import GALLERY, AdjustmentPosted, PayoutMade, PayoutReversed, StatementIssued
from gallery_pos.fees import agreement_on
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.consignors import former_codes
from ui.papers.places import town_of

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import Entry, StatementFigures
    from gallery_pos.ports import Posted
    from receipts.entries import Beside
    from receipts.paper import Paper
    from receipts.pdf.payout import Kuitansi
    from receipts.pdf.statement import Statement as StatementPaper
    from ui.gallery import Gallery

    Statement: TypeAlias = tuple[StatementFigures, Posted | None]
    """A statement's figures with the document that issued it, None for a preview."""

_ANSWERED_FOR = frozenset({AdjustmentPosted.__name__, PayoutReversed.__name__})
_OUTCOMES = {"upheld": tr_noop("diterima"), "partly": tr_noop("sebagian"), "rejected": tr_noop("ditolak")}


def statement_paper(gallery: Gallery, statement: Statement, *, copy: int = 0) -> StatementPaper:
    """Return what the paper of a statement needs beside its figures."""
    from receipts.pdf.sheet import letterhead_of
    from receipts.pdf.statement import Statement as Paper

    figures, posted = statement
    consignor = gallery.book.consignor(figures.consignor)
    outlet = gallery.book.main_outlet() or gallery.outlet()
    return Paper(
        figures=_with_names(gallery, figures),
        letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
        number=posted.number if posted else "",
        document_hash=posted.hash if posted else b"",
        issued=posted.document.business_date if posted else None,
        owner=consignor.owner if consignor else "",
        district=consignor.district if consignor else "",
        contact=outlet.phone,
        year_gross=year_gross(gallery, figures),
        copy=copy,
        practice=gallery.machine.practice,
        beside=beside_of(gallery, statement),
    )


def _with_names(gallery: Gallery, figures: StatementFigures) -> StatementFigures:
    """Return figures whose corrections say by name who answers for them: who approved, or who may and wrote them."""
    book = gallery.book

    def named(entry: Entry) -> Entry:
        code = entry.approved_by
        if not code and entry.kind in _ANSWERED_FOR and (posted := book.document(entry.document)) is not None:
            code = posted.document.user
        user = book.user(code) if code else None
        return replace(entry, approved_by=user.name if user else entry.approved_by)

    return replace(figures, entries=tuple(map(named, figures.entries)))


def beside_of(gallery: Gallery, statement: Statement) -> Beside:
    """Return what is told beside the figures, as it stood when the statement was issued: a copy says the same."""
    from receipts.entries import Beside, Question, Since, Waiting

    figures, posted = statement
    code, day = figures.consignor, posted.document.business_date if posted else figures.until
    versions = gallery.book.agreement_versions([code, GALLERY])
    agreed = agreement_on(day, versions.get(code, ()), versions.get(GALLERY, ()))
    told = beside_statement(gallery.database, code, figures.until, posted.document.id if posted else None)
    issued, previous = _statement_ids(gallery, statement)
    asked = disputes_of(gallery.database, code, figures.since, figures.until, issued=issued, previous=previous)
    return Beside(
        questions=tuple(
            Question(
                number=row.number,
                asked=row.business_date,
                about=", ".join(
                    part for part in (tr("laporan {number}").format(number=row.statement), row.line) if part
                ),
                reason=row.reason,
                outcome=tr(_OUTCOMES[row.state]) if row.state in _OUTCOMES else "",
                answer=row.answer,
                correction=row.correction,
            )
            for row in asked
        ),
        unconfirmed=tuple(Waiting(number=one.number, day=one.day, amount=one.amount) for one in told.unconfirmed),
        paid_since=tuple(Since(number=one.number, day=one.day, amount=one.amount) for one in told.paid_since),
        on_the_way=tuple(told.on_the_way),
        minimum_payout=agreed.minimum_payout if agreed else 0,
    )


def _statement_ids(gallery: Gallery, statement: Statement) -> tuple[UUID | None, UUID | None]:
    """Return the statement itself, None for a preview, and the one before it."""
    figures, posted = statement
    if posted is not None and isinstance(posted.document, StatementIssued):
        return posted.document.id, posted.document.previous
    last = gallery.book.last_statement(figures.consignor)
    return None, last[0].id if last else None


def statement_text(gallery: Gallery, statement: Statement, *, copy: int = 0) -> str:
    """Return a statement as plain text for WhatsApp, with everything that its paper says beside the figures."""
    from receipts.messages import statement_message

    figures, posted = statement
    return statement_message(
        _with_names(gallery, figures),
        gallery.book.main_outlet() or gallery.outlet(),
        number=posted.number if posted else "",
        document_hash=posted.hash if posted else b"",
        beside=beside_of(gallery, statement),
        year_gross=year_gross(gallery, figures),
        copy=copy,
    )


def statement_on_slip(gallery: Gallery, statement: Statement, *, width: int, copy: int = 0) -> Paper:
    """Return a statement for a narrow printer, with everything that its A4 says."""
    from receipts.thermal.money import statement_slip

    figures, posted = statement
    return statement_slip(
        _with_names(gallery, figures),
        gallery.book.main_outlet() or gallery.outlet(),
        width=width,
        copy=copy,
        practice=gallery.machine.practice,
        number=posted.number if posted else "",
        document_hash=posted.hash if posted else b"",
        beside=beside_of(gallery, statement),
        year_gross=year_gross(gallery, figures),
    )


def year_gross(gallery: Gallery, figures: StatementFigures) -> int:
    """Return a maker's sales of the year, with those under codes that were merged into his."""
    book, until = gallery.book, figures.until
    codes = (figures.consignor, *former_codes(book).get(figures.consignor, ()))
    return sum(book.year_gross(code, until.year, until) for code in codes)


def kuitansi_paper(gallery: Gallery, posted: Posted, *, copies: int = 2, copy: int = 0) -> Kuitansi:
    """Return what the kuitansi of a payout says; ``posted`` holds a PayoutMade (TypeError for anything else)."""
    from receipts.pdf.payout import Kuitansi
    from receipts.pdf.sheet import letterhead_of

    payout = posted.document
    if not isinstance(payout, PayoutMade):
        message = f"{payout.kind} is no payout"
        raise TypeError(message)
    consignor = gallery.book.consignor(payout.consignor)
    outlet = gallery.book.main_outlet() or gallery.outlet()
    statement = gallery.book.document(payout.statement) if payout.statement else None
    staff = gallery.book.user(payout.user)
    return Kuitansi(
        number=posted.number,
        payout=payout,
        letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
        business_name=consignor.business_name if consignor else payout.consignor,
        owner=payout.received_by or (consignor.owner if consignor else ""),
        staff=staff.name if staff else "",
        place=town_of(outlet),
        statement_number=statement.number if statement else "",
        document_hash=posted.hash,
        copies=copies,
        copy=copy,
        practice=gallery.machine.practice,
        reversed=gallery.book.payout_state(payout.id).reversed,
    )
