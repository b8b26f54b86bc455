"""Closing a month of an outlet: a list that does most of itself, then one document with figures and heads.

What may still change the figures, or leaves days of which nobody knows anything, must be put right first. Everything
else is written down with a reason: a report must not wait for a bank or a maker. A month is closed once; what comes to
light later stands in the month in which it does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import MonthCheck, MonthClosed
from gallery_pos.errors import BadInput, Problem, RuleBroken
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.month_words import found_words, month_words, open_words
from gallery_pos.months import checks_of, days_of
from gallery_pos.periods import month_range
from gallery_pos.report_clock import previous_month
from gallery_pos.services.access import Act
from gallery_pos.services.calendar import at_outlet

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.months import Checked, Day, MonthFacts
    from gallery_pos.ports import Posted


@dataclass(frozen=True, slots=True)
class Review:
    """A month as it stands before it is closed."""

    facts: MonthFacts
    days: tuple[Day, ...]
    checks: tuple[Checked, ...]

    @property
    def blocking(self) -> tuple[Checked, ...]:
        """What must be put right first."""
        return tuple(check for check in self.checks if check.blocks)

    @property
    def remarks(self) -> tuple[Checked, ...]:
        """What is only written down, with a reason."""
        return tuple(check for check in self.checks if not check.passed and not check.blocks)


def review_month(desk: Desk, *, outlet: str, month: str) -> Review:
    """Return what each day of a month says and the whole list. Raises RuleBroken (``outlet.unknown``)."""
    facts = desk.book.month(outlet, month)
    if facts is None:
        raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=outlet))
    today = desk.today()
    days = days_of(facts, today)
    return Review(facts, days, checks_of(facts, days, today))


def closable(desk: Desk, facts: MonthFacts) -> None:
    """Raise RuleBroken where a month cannot be closed whatever its list says.

    (``month.not_begun``, ``month.before_first``, ``month.after_last``, ``month.not_over``, ``month.closed``,
    ``month.previous``.)
    """
    name, words, period = facts.name, month_words(facts.month), facts.period
    nothing = tr("Belum ada yang berubah.")
    if facts.began is None:
        sentence = tr("{name} belum punya barang, sif atau penjualan, jadi belum ada bulan untuk ditutup.")
        raise RuleBroken("month.not_begun", sentence.format(name=name), safe=nothing)
    if period.end < facts.began:
        sentence = tr("{name} baru mulai {day}; {month} tidak perlu ditutup.")
        said = sentence.format(name=name, day=format_date(facts.began), month=words)
        raise RuleBroken("month.before_first", said, safe=nothing)
    if facts.ended is not None and facts.ended < period.start:
        sentence = tr("{name} sudah berakhir {day}; {month} tidak perlu ditutup.")
        said = sentence.format(name=name, day=format_date(facts.ended), month=words)
        raise RuleBroken("month.after_last", said, safe=nothing)
    if period.end >= desk.today():
        raise RuleBroken(
            "month.not_over",
            tr("{month} belum selesai.").format(month=words),
            safe=nothing,
            todo=tr("Tutup bulan ini mulai {day}.").format(day=format_date(period.end + timedelta(days=1))),
        )
    if facts.closed is not None:
        raise RuleBroken(
            "month.closed",
            tr("{month} di {name} sudah ditutup.").format(month=words, name=name),
            safe=tr("Angkanya tetap."),
            todo=tr("Yang baru ketahuan dicatat hari ini dan masuk bulan berjalan."),
        )
    before = previous_month(facts.month)
    if facts.previous is None and month_range(before).end >= facts.began:
        raise RuleBroken(
            "month.previous",
            tr("{before} di {name} belum ditutup.").format(before=month_words(before), name=name),
            safe=nothing,
            todo=tr("Tutup bulan itu lebih dulu."),
        )


def close_month(
    desk: Desk,
    *,
    outlet: str,
    month: str,
    note: str = "",
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Close a month ("2026-10") of an outlet; ``note`` says why what was found and does not block is left as it is.

    Raises RuleBroken (those of :func:`closable`, ``month.note``, ``month.not_yours``, ``outlet.unknown``), BadInput
    (``month.open``) that names everything that must be put right first.
    """
    there = at_outlet(desk, outlet, Act.CLOSE_MONTH)
    note, document_id = note.strip(), id or desk.make_id()
    with desk.journal.transaction():
        if before := desk.submitted(document_id, MonthClosed, lambda closed: closed.month == month):
            return Done(before, Changes.NONE)
        review = review_month(there, outlet=outlet, month=month)
        closable(there, review.facts)
        _check(review, note)
        closed = there.write(
            MonthClosed,
            id=document_id,
            month=month,
            checks=tuple(_written(check, note) for check in review.checks),
            figures=desk.book.month_figures(outlet, month),
            heads=desk.book.month_heads(outlet, month),
            previous=review.facts.previous,
            note=note,
        )
        return Done(desk.journal.append(closed), Changes.REPORTING)


def _check(review: Review, note: str) -> None:
    if review.blocking:
        words = open_words(review.checks)
        name, month = review.facts.name, month_words(review.facts.month)
        raise BadInput(
            "month.open",
            tr("{month} di {name} belum bisa ditutup.").format(month=month, name=name),
            tuple(Problem(0, check.code, "", said) for check, said in zip(review.blocking, words, strict=True)),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Bereskan yang disebut, lalu tutup lagi."),
        )
    if review.remarks and not note:
        raise RuleBroken(
            "month.note",
            tr("Ada {count} hal yang belum beres.").format(count=len(review.remarks)),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Tulis alasannya; alasan itu ikut di laporan."),
        )


def _written(check: Checked, note: str) -> MonthCheck:
    said = found_words(check) if check.found else ""
    if check.found and not check.passed and note:
        said = f"{said} {note}"
    return MonthCheck(code=check.code.value, passed=check.passed, found=check.found, note=said)
