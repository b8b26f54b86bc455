"""The report of a closed month on its way: sent to the Dinas, received and checked there, given to the makers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import ReportGiven, ReportReceived, ReportSent
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.month_words import month_words
from gallery_pos.services.access import Act
from gallery_pos.services.calendar import at_outlet

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.ports import Posted
    from gallery_pos.report_clock import MonthState


def send_report(
    desk: Desk,
    *,
    outlet: str,
    month: str,
    way: str,
    to: str = "",
    sha256: str = "",
    note: str = "",
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Note that the report of a closed month went to the Dinas; ``sha256`` is the month file's, "" for paper alone.

    Sending again (a file that got lost) is another document. Raises RuleBroken (``report.way``, ``month.not_closed``,
    ``month.not_yours``, ``outlet.unknown``, ``access.denied``).
    """
    there, way = at_outlet(desk, outlet, Act.CLOSE_MONTH), way.strip()
    if not way:
        raise RuleBroken("report.way", tr("Tulis lewat apa laporannya disampaikan."))
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, ReportSent, lambda sent: (sent.month, sent.way) == (month, way)):
            return Done(before, Changes.NONE)
        state = _closed(there, month)
        sent = there.write(
            ReportSent,
            id=document_id,
            month=month,
            closed=state.closed,
            sha256=sha256,
            way=way,
            to=to.strip() or state.to,
            note=note.strip(),
        )
        return Done(desk.journal.append(sent), Changes.REPORTING)


def receive_report(
    desk: Desk,
    *,
    outlet: str,
    month: str,
    by: str,
    findings: int = 0,
    sha256: str = "",
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Note at the Dinas that a report was received and checked; ``findings`` is how many things did not hold.

    Raises RuleBroken (``report.by``, ``report.findings``, ``report.not_sent``, ``report.other_file``,
    ``month.not_closed``, ``outlet.unknown``, ``access.denied``).
    """
    there, by = at_outlet(desk, outlet, Act.RECEIVE_REPORT), by.strip()
    if not by:
        raise RuleBroken("report.by", tr("Tulis siapa yang menerima laporannya."))
    if findings < 0 or (findings and not note.strip()):
        raise RuleBroken("report.findings", tr("Tulis temuannya dengan singkat."))
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, ReportReceived, lambda got: (got.month, got.by) == (month, by)):
            return Done(before, Changes.NONE)
        sent = _sent(there, _closed(there, month))
        if sha256 and sent.sha256 and sha256 != sent.sha256:
            raise RuleBroken(
                "report.other_file",
                tr("Berkas yang diterima bukan berkas yang dikirim."),
                safe=tr("Belum ada yang dicatat."),
                todo=tr("Minta berkasnya dikirim lagi."),
            )
        received = there.write(
            ReportReceived,
            id=document_id,
            month=month,
            sha256=sha256 or sent.sha256,
            by=by,
            findings=findings,
            note=note.strip(),
        )
        return Done(desk.journal.append(received), Changes.REPORTING)


def give_report(
    desk: Desk,
    *,
    outlet: str,
    month: str,
    given: int,
    makers: int,
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Note that so many of so many makers have their statements of the month.

    Raises RuleBroken (``report.given``, ``month.not_closed``, ``month.not_yours``, ``outlet.unknown``, ``access.denied``).
    """
    there = at_outlet(desk, outlet, Act.CLOSE_MONTH)
    if not 0 <= given <= makers:
        raise RuleBroken("report.given", tr("Yang menerima laporan tidak bisa lebih banyak dari penitipnya."))
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = (month, given, makers)
        if before := desk.submitted(document_id, ReportGiven, lambda one: (one.month, one.given, one.makers) == said):
            return Done(before, Changes.NONE)
        _closed(there, month)
        told = there.write(ReportGiven, id=document_id, month=month, given=given, makers=makers, note=note.strip())
        return Done(desk.journal.append(told), Changes.REPORTING)


def _closed(desk: Desk, month: str) -> MonthState:
    state = desk.book.month_state(desk.outlet, month, desk.today())
    if state is None or state.closed is None:
        raise RuleBroken(
            "month.not_closed",
            tr("{month} belum ditutup.").format(month=month_words(month)),
            safe=tr("Belum ada yang dicatat."),
            todo=tr("Tutup bulannya dulu; laporannya dibuat dari bulan yang sudah ditutup."),
        )
    return state


def _sent(desk: Desk, state: MonthState) -> ReportSent:
    posted = desk.book.document(state.sent) if state.sent else None
    if posted is None or not isinstance(posted.document, ReportSent):
        raise RuleBroken(
            "report.not_sent",
            tr("Laporan {month} belum dicatat sebagai disampaikan.").format(month=month_words(state.month)),
            safe=tr("Belum ada yang dicatat."),
            todo=tr("Catat dulu bahwa laporannya disampaikan."),
        )
    return posted.document
