"""Months of the outlets: what each day says, what is still open, closing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from gallery_pos.barcode import sku
from gallery_pos.errors import BadInput, GalleryError, RuleBroken
from gallery_pos.formatting import format_period
from gallery_pos.language import tr
from gallery_pos.month_words import found_words, month_words, title_of, todo_words
from gallery_pos.months import DayState
from gallery_pos.periods import month_range
from gallery_pos.report_clock import ReportState
from gallery_pos.services.calendar import declare_shut
from gallery_pos.services.closing import closable, close_month, review_month
from ui.app.names import REPORT_STATES, day_state
from ui.books.months import changes_behind
from ui.cli.context import DONE, FINDINGS, Context, day
from ui.cli.inspecting import pack
from ui.cli.output import print_json, say
from ui.cli.usage import Command, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gallery_pos.report_clock import MonthState
    from gallery_pos.services.closing import Review
    from ui.gallery import Gallery

Month = Annotated[str, typer.Argument(metavar="BULAN", help="Misalnya 2026-10.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="KODE", help="Satu gerai saja.")]

group = typer.Typer(cls=Group, help="Bulan tiap gerai: kalender, tutup bulan.")
"""The commands of a month; other modules add theirs to it."""


def register(app: typer.Typer) -> None:
    """Add these commands."""
    group.command("status", help="Hari yang tanpa kabar dan yang belum beres.", cls=Command)(status)
    group.command("close", help="Tutup bulan; yang belum beres disebut.", cls=Command)(close)
    group.command("pack", help="Buat berkas bulan bertanda tangan untuk Dinas.", cls=Command)(pack)
    app.add_typer(group, name="month")


def status(context: typer.Context, month: Month, outlet: Outlet = None) -> int:
    """Say what each day of a month says and what is still open; exit 1 where something is."""
    call: Context = context.obj
    month = checked_month(month)
    with call.gallery() as gallery:
        found = [
            (review, _state(gallery, review), changes_behind(gallery, review.facts.outlet, month))
            for review in _reviews(gallery, month, outlet)
        ]
        if call.as_json:
            print_json([_object(gallery, review, state) | {"changed": broken} for review, state, broken in found])
        else:
            for review, state, broken in found:
                _tell(review, state)
                _warn(broken)
    return FINDINGS if any(broken or _is_open(review) for review, _, broken in found) else DONE


def close(
    context: typer.Context,
    month: Month,
    outlet: Outlet = None,
    shut: Annotated[
        list[str] | None,
        typer.Option(
            "--shut",
            metavar="TANGGAL=ALASAN",
            help="Hari gerai tutup; juga 2026-10-01..2026-10-05=ALASAN. Boleh berulang.",
        ),
    ] = None,
    note: Annotated[
        str, typer.Option("--note", metavar="ALASAN", help="Mengapa yang belum beres dibiarkan begitu.")
    ] = "",
) -> int:
    """Close the month of each outlet; what is open is named, exit 1. An outlet that is not ready stays as it is."""
    call: Context = context.obj
    month = checked_month(month)
    reasons = _reasons(shut or ())
    closed: list[dict[str, object]] = []
    still_open: list[tuple[Review, GalleryError]] = []
    with call.gallery() as gallery:
        ready = [review for review in _reviews(gallery, month, outlet) if outlet or review.facts.closed is None]
        _refuse_strange(ready, reasons)
        for review in ready:
            try:
                number = _close(gallery, review, reasons, note)
            except BadInput as error:
                still_open.append((review, error))
            except RuleBroken as error:
                if error.code != "month.previous":
                    raise
                still_open.append((review, error))
            else:
                closed.append({"outlet": review.facts.outlet, "month": month, "number": number})
    _answer(call, month, closed, still_open)
    return FINDINGS if still_open else DONE


def checked_month(text: str) -> str:
    """Return a month given on the command line. Raises typer.BadParameter for what is none."""
    try:
        month_range(text)
    except ValueError as error:
        raise typer.BadParameter(tr("{text} bukan bulan; tulis seperti 2026-10.").format(text=text)) from error
    return text.strip()


def outlet_code(gallery: Gallery, outlet: str) -> str:
    """Return the code of an outlet as it is written in the books. Raises RuleBroken (``outlet.unknown``)."""
    codes = {sku(one.code): one.code for one in gallery.book.outlets()}
    if sku(outlet) not in codes:
        raise RuleBroken("outlet.unknown", tr("Gerai {code} tidak dikenal.").format(code=outlet))
    return codes[sku(outlet)]


def _reviews(gallery: Gallery, month: str, outlet: str | None) -> list[Review]:
    """Return the month of each outlet that it concerns, or of the one that is named.

    Raises RuleBroken where it concerns none: before the first document, or not begun at all.
    """
    desk = gallery.desk()
    if outlet is not None:
        named = review_month(desk, outlet=outlet_code(gallery, outlet), month=month)
        if not named.facts.concerns:
            closable(desk, named.facts)
        return [named]
    found = [review_month(desk, outlet=one.code, month=month) for one in gallery.book.outlets()]
    concerned = [review for review in found if review.facts.concerns]
    if not concerned:
        main = gallery.outlet().code
        closable(desk, next(review.facts for review in found if review.facts.outlet == main))
    return sorted(concerned, key=lambda review: (not review.facts.main, review.facts.outlet))


def _state(gallery: Gallery, review: Review) -> MonthState | None:
    return gallery.book.month_state(review.facts.outlet, review.facts.month, gallery.desk().today())


def _is_open(review: Review) -> bool:
    return review.facts.closed is None and not all(check.passed for check in review.checks)


# ---------------------------------------------------------------------------------------------------------- closing


@dataclass(frozen=True, slots=True)
class _Shut:
    """Days that were shut and why; a span stands for the days in it of which nobody said anything."""

    since: date
    until: date
    reason: str

    def among(self, days: Iterable[date]) -> list[date]:
        return sorted(each for each in days if self.since <= each <= self.until)

    @property
    def words(self) -> str:
        return format_period(self.since, self.until)


def _reasons(given: Iterable[str]) -> list[_Shut]:
    """Return the days that were shut, from "2026-10-05=libur" and "2026-10-01..2026-10-05=libur"."""
    reasons: list[_Shut] = []
    for text in given:
        days, equals, reason = text.partition("=")
        first, dots, last = days.partition("..")
        if not equals or not reason.strip():
            sentence = tr("{text}: tulis hari dan alasannya, misalnya 2026-10-05=libur.")
            raise typer.BadParameter(sentence.format(text=text))
        start = day(first)
        end = day(last) if dots else start
        if end < start:
            raise typer.BadParameter(tr("{text}: tanggal akhirnya mendahului tanggal awalnya.").format(text=text))
        reasons.append(_Shut(start, end, reason.strip()))
    return reasons


def _refuse_strange(reviews: Sequence[Review], reasons: Iterable[_Shut]) -> None:
    """Refuse days that are no day without a word at any of these outlets: a slip of the hand, most likely."""
    silent = {each.day for review in reviews for each in review.days if each.state in {DayState.GAP, DayState.SHUT}}
    strange = [shut.words for shut in reasons if not shut.among(silent)]
    if strange and reviews:
        raise RuleBroken(
            "calendar.not_silent",
            tr("{days} bukan hari tanpa kabar di bulan ini.").format(days=", ".join(strange)),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Periksa tanggalnya dengan month status."),
        )


def _close(gallery: Gallery, review: Review, reasons: Iterable[_Shut], note: str) -> str:
    """Declare days shut and close a month in one transaction; return its number."""
    desk, outlet = gallery.desk(), review.facts.outlet
    silent = {each.day for each in review.days if each.state is DayState.GAP}
    with gallery.journal.transaction():
        for shut in reasons:
            if days := shut.among(silent):
                declare_shut(desk, outlet=outlet, days=days, reason=shut.reason)
                silent -= set(days)
        if review.remarks and not note.strip():
            note = tr("Ditutup tanpa alasan tertulis.")
        return close_month(desk, outlet=outlet, month=review.facts.month, note=note).value.number


class MonthListed(msgspec.Struct, frozen=True):
    """How far the report of a month of an outlet is, ``report`` in words; ``net`` is what was sold in it, in rupiah, once it is closed."""

    month: str
    outlet: str
    name: str
    state: ReportState
    report: str
    due_on: date | None
    late_days: int
    closed_on: date | None
    sent_on: date | None
    arrived_on: date | None
    findings: int
    given_on: date | None
    net: int | None


def list_months(gallery: Gallery) -> list[MonthListed]:
    """Return every month of every outlet, the newest first."""
    from db.queries.months import month_states

    return [
        MonthListed(
            month=one.month,
            outlet=one.outlet,
            name=one.name,
            state=one.state,
            report=tr(REPORT_STATES[one.state]),
            due_on=one.due,
            late_days=one.late_days,
            closed_on=one.closed_on,
            sent_on=one.sent_on,
            arrived_on=one.received_on,
            findings=one.findings,
            given_on=one.given_on,
            net=one.figures.gross - one.figures.discount if one.figures else None,
        )
        for one in month_states(gallery.database, today=gallery.desk().today())
    ]


def _answer(
    call: Context, month: str, closed: Sequence[dict[str, object]], still_open: Sequence[tuple[Review, GalleryError]]
) -> None:
    if call.as_json:
        waiting = [
            {
                "outlet": review.facts.outlet,
                "month": month,
                "message": error.message,
                "problems": [
                    {"code": problem.column, "what": problem.reason} for problem in getattr(error, "problems", ())
                ],
            }
            for review, error in still_open
        ]
        print_json({"closed": closed, "open": waiting})
        return
    for one in closed:
        say(tr("{month} di {outlet} ditutup: {number}.").format(**{**one, "month": month_words(month)}))
    for _review, error in still_open:
        say(error.what)
        for problem in getattr(error, "problems", ()):
            say(f"  {problem.reason}")
        say(error.todo)
    if not closed and not still_open:
        say(tr("{month} sudah ditutup di semua gerai.").format(month=month_words(month)))


# ---------------------------------------------------------------------------------------------------------- telling


def _tell(review: Review, state: MonthState | None) -> None:
    facts = review.facts
    said = tr(REPORT_STATES[state.state]) if state else ""
    say(f"{facts.name} ({facts.outlet}) · {month_words(facts.month)} · {said}")
    if state is not None and state.notice:
        say(f"  {state.notice}")
    for words in _day_words(review):
        say(f"  {words}")
    for check in review.checks:
        mark = "✓" if check.passed else "✗" if check.blocks else "!"
        say(f"  {mark} {title_of(check.code)}: {' '.join((found_words(check), todo_words(check))).strip()}")


def _warn(broken: Sequence[str]) -> None:
    for sentence in broken:
        say(f"  ✗ {sentence}")
    if broken:
        say(tr("Bulan ini diubah sesudah ditutup: simpan berkas bulan yang sudah dikirim, lalu gallery-pos verify."))


def _day_words(review: Review) -> list[str]:
    """Return the days in spans of one state: "1–7 Okt 2026: ada penjualan"."""
    spans: list[tuple[DayState, str, date, date]] = []
    for each in review.days:
        if spans and spans[-1][:2] == (each.state, each.note):
            spans[-1] = (each.state, each.note, spans[-1][2], each.day)
        else:
            spans.append((each.state, each.note, each.day, each.day))
    return [
        f"{format_period(first, last)}: {day_state(state)}{f', {note}' if note else ''}"
        for state, note, first, last in spans
        if state is not DayState.OUTSIDE
    ]


def _object(gallery: Gallery, review: Review, state: MonthState | None) -> dict[str, Any]:
    """Return a month for another program."""
    facts = review.facts
    figures = state.figures if state and state.figures else gallery.book.month_figures(facts.outlet, facts.month)
    names = ("due", "closed_on", "closed_number", "sent_on", "received_on", "given_on", "late_days")
    return {
        "outlet": facts.outlet,
        "name": facts.name,
        "month": facts.month,
        "state": state.state if state else "",
        **{name: getattr(state, name) for name in names},
        "days": [
            {"date": each.day, "state": each.state, "receipts": each.receipts, "net": each.net, "note": each.note}
            for each in review.days
        ],
        "checks": [
            {
                "code": check.code,
                "passed": check.passed,
                "blocks": check.blocks,
                "found": check.found,
                "what": found_words(check),
                "todo": todo_words(check),
            }
            for check in review.checks
        ],
        "figures": {name: getattr(figures, name) for name in figures.__struct_fields__},
    }
