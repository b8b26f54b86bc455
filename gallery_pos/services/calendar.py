"""No silent day: days declared shut with their reason, and taken back; and whose months a person sees."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import DayDeclaredShut, Role
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.months import DayState, MonthFacts, days_of
from gallery_pos.report_clock import month_of_day
from gallery_pos.services.access import SYSTEM, Act, require

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from gallery_pos.months import Day
    from gallery_pos.ports import Posted

MOST_DAYS = 366
"""So many days are declared shut at once, at most."""

_BUSY = {
    DayState.SOLD: "calendar.sold",
    DayState.ZERO: "calendar.opened",
    DayState.OPEN: "calendar.opened",
}


def outlets_seen(desk: Desk) -> frozenset[str] | None:
    """Return the outlets whose months the person at the desk sees and closes; None for all.

    The Dinas sees all; a manager those of his account, and without any the one he stands at, at the main one all.
    """
    if desk.user == SYSTEM:
        return None
    user = desk.book.user(desk.user)
    if user is not None and user.role in {Role.DINAS, Role.ADMIN, Role.AUDITOR}:
        return None
    if user is not None and user.outlets:
        return frozenset(user.outlets)
    main = desk.book.main_outlet()
    return None if main is not None and main.code == desk.outlet else frozenset({desk.outlet})


def at_outlet(desk: Desk, outlet: str, act: Act) -> Desk:
    """Return the desk at the outlet that a month is about.

    Raises RuleBroken (``access.denied``, ``outlet.unknown``, ``month.not_yours``).
    """
    require(desk, act)
    if desk.book.outlet(outlet) is None:
        raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=outlet))
    seen = outlets_seen(desk)
    if seen is not None and outlet not in seen:
        raise RuleBroken(
            "month.not_yours",
            tr("Bulan gerai {code} bukan tugas akun Anda.").format(code=outlet),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Minta pengelola gerai itu atau Dinas."),
        )
    return replace(desk, outlet=outlet)


def declare_shut(
    desk: Desk,
    *,
    outlet: str,
    days: Iterable[date],
    reason: str,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Sequence[Posted]]:
    """Declare that an outlet did not, or will not, open on these days, and why; what is declared so already stays.

    Raises RuleBroken (``calendar.*``, ``month.closed_already``, ``outlet.unknown``, ``access.denied``); then no day is
    declared.
    """
    there, wanted = at_outlet(desk, outlet, Act.CLOSE_MONTH), sorted(set(days))
    reason = reason.strip()
    if not reason:
        raise RuleBroken("calendar.reason", tr("Tulis alasan gerai tutup."))
    _check_count(wanted)
    with desk.journal.transaction():
        if id is not None and (before := desk.submitted(id, DayDeclaredShut, lambda said: said.reason == reason)):
            return Done([before], Changes.NONE)
        months = {month: _month(there, month) for month in {month_of_day(day) for day in wanted}}
        said = {day.day: day for facts in months.values() for day in days_of(facts, desk.today())}
        for day in wanted:
            _refuse_busy(said[day], months[month_of_day(day)])
        new = [day for day in wanted if said[day].state is not DayState.SHUT or said[day].note != reason]
        return _write(there, new, reason, id, withdrawn=False)


def open_again(
    desk: Desk,
    *,
    outlet: str,
    days: Iterable[date],
    reason: str,
    id: UUID | None = None,  # noqa: A002
) -> Done[Sequence[Posted]]:
    """Take back that an outlet was shut on these days. Raises RuleBroken as :func:`declare_shut`."""
    there, wanted = at_outlet(desk, outlet, Act.CLOSE_MONTH), sorted(set(days))
    reason = reason.strip()
    if not reason:
        raise RuleBroken("calendar.reason", tr("Tulis alasannya dengan singkat."))
    _check_count(wanted)
    with desk.journal.transaction():
        if id is not None and (before := desk.submitted(id, DayDeclaredShut, lambda said: said.withdrawn)):
            return Done([before], Changes.NONE)
        for day in wanted:
            if day not in _month(there, month_of_day(day)).shut:
                sentence = tr("{day} tidak dinyatakan tutup.").format(day=format_date(day))
                raise RuleBroken("calendar.not_shut", sentence)
        return _write(there, wanted, reason, id, withdrawn=True)


def _check_count(days: Sequence[date]) -> None:
    if not days:
        raise RuleBroken("calendar.days", tr("Pilih harinya dulu."))
    if len(days) > MOST_DAYS:
        raise RuleBroken("calendar.days", tr("Paling banyak setahun sekaligus."))


def _month(desk: Desk, month: str) -> MonthFacts:
    facts = desk.book.month(desk.outlet, month)
    if facts is None:
        raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=desk.outlet))
    return facts


def _refuse_busy(day: Day, facts: MonthFacts) -> None:
    """Refuse to declare a day shut on which something happened or of which nothing is expected."""
    name = format_date(day.day)
    sentences = {
        DayState.SOLD: tr("Pada {day} ada penjualan, jadi gerai tidak tutup."),
        DayState.ZERO: tr("Pada {day} sif dibuka, jadi gerai tidak tutup."),
        DayState.OPEN: tr("Pada {day} sif dibuka dan belum ditutup."),
    }
    if day.state in sentences:
        sentence = sentences[day.state].format(day=name)
        raise RuleBroken(_BUSY[day.state], sentence, safe=tr("Belum ada yang dicatat."))
    if facts.began is not None and day.day < facts.began:
        raise RuleBroken(
            "calendar.before",
            tr("{name} baru mulai {began}; {day} tidak perlu dinyatakan tutup.").format(
                name=facts.name, began=format_date(facts.began), day=name
            ),
        )


def _write(
    desk: Desk,
    days: Sequence[date],
    reason: str,
    id: UUID | None,  # noqa: A002
    *,
    withdrawn: bool,
) -> Done[Sequence[Posted]]:
    posted: list[Posted] = []
    for number, day in enumerate(days):
        more = {"id": id} if id is not None and number == 0 else {}
        said = desk.write(DayDeclaredShut, day=day, reason=reason, withdrawn=withdrawn, **more)
        posted.append(desk.journal.append(said))
    return Done(posted, Changes.REPORTING if posted else Changes.NONE)
