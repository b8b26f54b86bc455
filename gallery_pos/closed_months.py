"""A closed month is closed: which months a document speaks of, and the refusal of one that speaks of a closed month.

The journal asks for every document that is new, so no service and no import needs to know the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import DayDeclaredShut, MakerTold, MonthClosed, ReportGiven, ReportReceived, ReportSent
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date, format_month
from gallery_pos.language import tr
from gallery_pos.periods import month_range
from gallery_pos.report_clock import month_of_day

if TYPE_CHECKING:
    from gallery_pos.documents import Document

_ABOUT_MONTHS = (MonthClosed, ReportSent, ReportReceived, ReportGiven, MakerTold)
"""Kinds that are about a month themselves: they change none of its figures."""


def months_spoken_of(document: Document) -> tuple[str, ...]:
    """Return the months ("2026-10") of its outlet that a document adds to."""
    if isinstance(document, _ABOUT_MONTHS):
        return ()
    own = month_of_day(document.business_date)
    if isinstance(document, DayDeclaredShut):
        return tuple({own: None, month_of_day(document.day): None})
    return (own,)


def closed_month(document: Document, month: str) -> RuleBroken:
    """Return the refusal (``month.closed_already``) of a document that speaks of a closed month."""
    day = document.day if isinstance(document, DayDeclaredShut) else document.business_date
    return RuleBroken(
        "month.closed_already",
        closed_reason(document.outlet, month, format_date(day)),
        safe=tr("Belum ada yang dicatat."),
        todo=tr("Catat dengan tanggal hari ini, atau buat koreksi: yang baru ketahuan masuk laporan bulan berjalan."),
    )


def closed_reason(outlet: str, month: str, day: str) -> str:
    """Return in words that a day cannot be written to any more."""
    sentence = tr("{day} tidak bisa ditambah lagi: bulan {month} di {outlet} sudah ditutup.")
    return sentence.format(day=day, month=format_month(month_range(month).start), outlet=outlet)
