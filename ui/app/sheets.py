"""Which A4 paper a document of the journal has, and how often it was made: every one after the first is a SALINAN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.documents import (
    GoodsArrived,
    GoodsReceived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    PayoutMade,
    ShiftClosed,
    StatementIssued,
    StocktakePosted,
    VisitRecorded,
    new_id,
    now,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.printing import PrintJob, PrintState
from gallery_pos.services.counting import session
from ui.app.slips import name_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from gallery_pos.ports import Posted
    from receipts.pdf.counts import Record
    from receipts.pdf.stocktake import CountPapers
    from ui.gallery import Gallery

SHEETS = (
    GoodsReceived,
    GoodsReturned,
    StatementIssued,
    PayoutMade,
    ShiftClosed,
    StocktakePosted,
    GoodsWrittenOff,
    GoodsSent,
    GoodsArrived,
    VisitRecorded,
)
"""The kinds that have a paper."""
NOTE_COPIES = 2
"""Sheets of a note: one for the maker, one for the gallery."""
_OFFICE = "kertas"
"""The name under which papers for the office printer are noted among the print jobs."""


def sheet_pdf(gallery: Gallery, posted: Posted, *, copy: int = 0) -> bytes:
    """Return the paper of a document as PDF; ``copy`` > 0 marks it as the n-th SALINAN.

    May be called from any thread. Raises RuleBroken (``print.kind``) for a kind without a paper.
    """
    document = posted.document
    match document:
        case GoodsReceived() | GoodsReturned():
            return _note(gallery, posted, copy)
        case StatementIssued():
            from receipts.pdf.statement import statement_pdf
            from ui.papers.statements import statement_paper

            return statement_pdf(statement_paper(gallery, (document.figures, posted), copy=copy))
        case PayoutMade():
            from receipts.pdf.payout import payout_pdf
            from ui.papers.statements import kuitansi_paper

            return payout_pdf(kuitansi_paper(gallery, posted, copy=copy))
        case ShiftClosed():
            return _z_report(gallery, posted, document, copy)
        case StocktakePosted() | GoodsWrittenOff():
            return _record(gallery, posted, copy)
        case GoodsSent() | GoodsArrived() | VisitRecorded():
            from ui.papers.moving import moving_pdf

            return moving_pdf(gallery, posted, copy=copy)
        case _:
            raise RuleBroken("print.kind", tr("Dokumen {number} tidak punya kertas.").format(number=posted.number))


def next_copy(gallery: Gallery, document: UUID) -> int:
    """Return the number of the copy that comes next: 0 while nothing of the document was printed."""
    return next_copies(gallery, [document])[document]


def next_copies(gallery: Gallery, documents: Collection[UUID]) -> dict[UUID, int]:
    """Return the number of the copy that comes next of each document, as :func:`next_copy`."""
    last = gallery.prints.last_copies(documents)
    return {each: last[each] + 1 if each in last else 0 for each in documents}


def note_printed(gallery: Gallery, posted: Posted, title: str, copy: int) -> None:
    """Write down that a document went to paper, so that the next one is marked as a copy."""
    gallery.prints.add(_job(posted, title, copy))


def note_all_printed(gallery: Gallery, copies: Iterable[tuple[Posted, int]]) -> None:
    """Write down that many documents went to paper at once, each as so-manieth copy."""
    gallery.prints.add_all(_job(posted, posted.number, copy) for posted, copy in copies)


def _job(posted: Posted, title: str, copy: int) -> PrintJob:
    return PrintJob(
        id=new_id(),
        printer=_OFFICE,
        title=title,
        data=b"",
        queued_at=now(),
        document=posted.document.id,
        copy=copy,
        state=PrintState.SENT,
    )


def _letterhead(gallery: Gallery, posted: Posted) -> Any:
    from receipts.pdf.sheet import letterhead_of

    outlet = gallery.book.outlet(posted.document.outlet) or gallery.outlet()
    return letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet))


def _note(gallery: Gallery, posted: Posted, copy: int) -> bytes:
    from receipts.pdf.notes import Note, consignment_note_pdf, return_note_pdf

    document = posted.document
    assert isinstance(document, GoodsReceived | GoodsReturned)  # noqa: S101 -- what the caller matched
    maker = gallery.book.consignor(document.consignor)
    note = Note(
        number=posted.number,
        letterhead=_letterhead(gallery, posted),
        business_name=maker.business_name if maker else document.consignor,
        owner=maker.owner if maker else "",
        district=maker.district if maker else "",
        staff=name_of(gallery, document.user),
        document_hash=posted.hash,
        copies=NOTE_COPIES,
        copy=copy,
        practice=gallery.machine.practice,
    )
    if isinstance(document, GoodsReceived):
        return consignment_note_pdf(note, document)
    return return_note_pdf(note, document)


def _record(gallery: Gallery, posted: Posted, copy: int) -> bytes:
    from receipts.pdf.counts import write_off_pdf
    from receipts.pdf.stocktake import stocktake_pdf

    document = posted.document
    assert isinstance(document, StocktakePosted | GoodsWrittenOff)  # noqa: S101 -- what the caller matched
    counted_by = document.counted_by if isinstance(document, StocktakePosted) else (document.user,)
    record = goods_record(
        gallery,
        posted,
        staff=", ".join(name_of(gallery, code) for code in counted_by),
        approver=name_of(gallery, document.approved_by) if document.approved_by else "",
        copy=copy,
    )
    if isinstance(document, StocktakePosted):
        return stocktake_pdf(record, document, _count_papers(gallery, document))
    return write_off_pdf(record, document)


def goods_record(gallery: Gallery, posted: Posted, *, staff: str = "", approver: str = "", copy: int = 0) -> Record:
    """Return what stands on every paper about goods at an outlet. May be called from any thread."""
    from receipts.pdf.counts import Record

    outlet = gallery.book.outlet(posted.document.outlet) or gallery.outlet()
    return Record(
        number=posted.number,
        letterhead=_letterhead(gallery, posted),
        outlet_name=outlet.name,
        makers={maker.code: maker.business_name for maker in gallery.book.consignors()},
        staff=staff,
        approver=approver,
        document_hash=posted.hash,
        copy=copy,
        practice=gallery.machine.practice,
    )


def _count_papers(gallery: Gallery, count: StocktakePosted) -> CountPapers | None:
    """Return what a count was made of, with its photos; None for one of before counts had a beginning."""
    from receipts.pdf.stocktake import CountPapers
    from ui.papers.moving import photos_of

    if count.stocktake is None:
        return None
    made = session(gallery.book, count.stocktake)
    people = {paper.counted_by for paper in made.parts.values()} | set(count.counted_by)
    names = {picture for line in count.lines for picture in line.pictures}
    return CountPapers(
        started=made.started,
        parts=tuple(made.parts.values()),
        people={code: name_of(gallery, code) for code in people},
        photos=photos_of(gallery, names),
    )


def _z_report(gallery: Gallery, posted: Posted, closed: ShiftClosed, copy: int) -> bytes:
    from db.queries.treasury import share_of_shift
    from receipts.pdf.shift import z_report_pdf

    outlet = gallery.book.outlet(closed.outlet) or gallery.outlet()
    share = share_of_shift(gallery.database, closed.shift)
    return z_report_pdf(
        posted,
        closed,
        _letterhead(gallery, posted),
        name_of(gallery, closed.user),
        timezone=outlet.timezone,
        copy=copy,
        practice=gallery.machine.practice,
        shares=(share.makers, share.gallery),
    )
