"""A year of a gallery, month by month: everything a month needs is done, its report travels, and all sums are proved."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.signing import signed_by
from gallery_pos.documents import ChannelRate, PayoutMade, StatementIssued
from gallery_pos.errors import BadInput, RuleBroken
from gallery_pos.month_file.checking import inspect
from gallery_pos.months import SILENT
from gallery_pos.periods import month_range
from gallery_pos.report_clock import month_of_day
from gallery_pos.services.calendar import declare_shut
from gallery_pos.services.closing import close_month, review_month
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.reporting import give_report, receive_report, send_report
from gallery_pos.services.settlement import issue_statements
from tools.walk import books, counter, office, shelves
from tools.walk.ground import MAIN, OUTLETS, TILLS, Walk
from tools.walk.sums import differences
from ui.papers.month_file import pack_month

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from db.verify import Finding
    from ui.gallery import Gallery

    Steps = Mapping[Callable[[Walk], None], int]

_MAKERS = 10
_HOLIDAY, _OPENED = 0.06, 0.8
_FIRST_DAYS = 14
"""Days before the first is lived: a paper list that comes in late begins no month of its own."""
_QRIS_COST = 70
"""Basis points that the provider keeps."""


@dataclass
class Year:
    """What was done and what does not hold: rules broken, sums that differ, months left open, files with findings."""

    kinds: dict[str, int] = field(default_factory=dict)
    refusals: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    months: list[str] = field(default_factory=list)
    files: Counter[str] = field(default_factory=Counter)

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.findings or self.sums or self.months)


def walk_a_year(place: Path | str, steps: Steps, *, seed: int, months: int = 12, per_day: int = 6) -> Year:
    """Live so many months at ``place`` (a new file, or the URL of an empty database), then prove all of it."""
    walk, year = Walk(place, seed), Year()
    try:
        rate = ChannelRate(since=walk.desk().today(), basis_points=_QRIS_COST)
        revise_outlet(walk.desk(), code=MAIN, qris_rates=(rate,), report_day=10, report_to="Dinas Koperasi")
        for _ in range(_MAKERS):
            walk.tried(office.register)
        walk.wait(_FIRST_DAYS)
        month, closed = month_of_day(walk.desk().today()), []
        for _ in range(months):
            _live(walk, steps, month, per_day)
            _end(walk, year, month)
            closed.append(month)
            month = month_of_day(walk.desk().today())
        _prove(walk, year, closed)
    finally:
        walk.close()
    return year


def _live(walk: Walk, steps: Steps, month: str, per_day: int) -> None:
    """Open and close every day of a month; on some nobody comes, and it is said why."""
    dice = walk.random
    weights = list(steps.values())
    while month_of_day(today := walk.desk().today()) == month:
        if dice.random() < _HOLIDAY:
            for outlet in OUTLETS:
                walk.attempt(declare_shut, outlet=outlet, days=[today], reason="libur")
            walk.wait(1)
            continue
        for outlet, till in TILLS:
            if dice.random() < _OPENED:
                walk.tried(partial(counter.open_the_drawer, outlet=outlet, till=till))
        for step in dice.choices(list(steps), weights, k=dice.randint(1, 2 * per_day)):
            walk.tried(step)
        if dice.random() < 0.3:
            walk.tried(books.move_money_about)
        for outlet, till in TILLS:
            walk.tried(partial(counter.close_the_drawer, outlet=outlet, till=till))
        walk.wait(1)


def _end(walk: Walk, year: Year, month: str) -> None:
    """Settle, pay, compare with the bank, close the month of every outlet, and let its report travel."""
    until = month_range(month).end
    walk.tried(books.charge)
    before = walk.written()
    books.settle(walk, until)
    new = walk.written_after(before)
    books.after_paying(walk, [one for one in new if isinstance(one.document, PayoutMade)])
    if told := [one.document.id for one in new if isinstance(one.document, StatementIssued)]:
        walk.tried(lambda one: books.question(one, told))
    walk.tried(books.compare_with_files)
    shelves.give_counts_up(walk)
    for outlet in OUTLETS:
        facts = review_month(walk.desk(), outlet=outlet, month=month)
        if not facts.facts.concerns:
            continue
        silent = [day.day for day in facts.days if day.state in SILENT]
        if silent:
            walk.attempt(declare_shut, outlet=outlet, days=silent, reason="tidak ada petugas")
        try:
            close_month(walk.desk(), outlet=outlet, month=month, note="menyusul")
        except BadInput as still_open:
            year.months += [f"{month} {outlet}: {problem.reason}" for problem in still_open.problems]
        except RuleBroken as refusal:
            year.months.append(f"{month} {outlet}: {refusal.what}")
        else:
            _travel(walk, outlet, month)


def _travel(walk: Walk, outlet: str, month: str) -> None:
    send_report(walk.desk(), outlet=outlet, month=month, way="WhatsApp")
    receive_report(walk.desk("dinas"), outlet=outlet, month=month, by="Bu Leoni")
    makers = len(walk.makers())
    give_report(walk.desk(), outlet=outlet, month=month, given=makers - 1, makers=makers)


def _prove(walk: Walk, year: Year, months: list[str]) -> None:
    """Tell the makers everything that is left, then hold sums, rules and files against each other."""
    issue_statements(walk.desk(), until=walk.desk().today())
    year.sums += differences(walk.database)
    year.findings += walk.prove()
    year.sums += differences(walk.database)
    with tempfile.TemporaryDirectory(prefix="gallery-year-") as folder:
        gallery = walk.gallery(Path(folder))
        for outlet in OUTLETS:
            previous = None
            for month in months:
                closed = walk.book.month_closed(outlet, month)
                previous = _check_file(year, gallery, outlet, month, previous) if closed else None
    year.kinds, year.refusals = walk.kinds(), dict(walk.refusals.most_common())


def _check_file(year: Year, gallery: Gallery, outlet: str, month: str, previous: Path | None) -> Path:
    path = pack_month(gallery, month, outlet, gallery.folder.path)
    report = inspect(path, signed_by=signed_by, previous=previous).report
    year.files["holds" if report.holds else "does not hold"] += 1
    year.months += [f"{path.name}: {finding.what}" for finding in report.findings]
    return path
