"""Matching what the bank or the QRIS provider says with what the books say: pure rules, the same in any order.

A line is paired with one item of exactly its amount, by reference, time and day; or, where many sales arrive as one
daily sum less a fee, with all of those sales. No line and no item is used twice. Amounts are signed rupiah.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import msgspec

from gallery_pos.formatting import format_count, format_percent, format_rupiah
from gallery_pos.language import tr

AUTOMATIC = 80
"""Percent of confidence from which a match is made without a person; the rest is suggested only."""

DAYS_BEFORE, DAYS_AFTER = 1, 4
"""A line may stand in the file so many days before its document (the till was told late) or after it (weekends)."""
_MOST_SPAN = 4
"""Days whose sales may arrive as one sum: a long weekend."""
_SHORTEST_REFERENCE = 5
_DAY_MINUTES = 1_440
_TOLD_EVERY = 100
_MOST_FEE_BP = {"qris": 100, "card": 300}
"""The most that a channel keeps of what was paid, in basis points: QRIS 0 to 0.7 %, cards up to 3 %."""
_FAR_MINUTES = 180
"""Times of one amount on one day that are further apart are hardly one payment."""
_CHANNEL_WORDS = {
    "qris": re.compile(r"\bqr", re.IGNORECASE),
    "card": re.compile(r"\b(?:edc|kartu|card|merchant)\b", re.IGNORECASE),
}
_BY_MINUTES = ((5, 98), (30, 93), (_FAR_MINUTES, 85))
_BY_DAYS = {1: 84, 2: 82, 3: 80, 4: 78}
_SURE, _SAME_DAY, _EARLY, _OTHER_TIME, _RIVALLED = 99, 90, 75, 70, 60
_EXACT_SUM, _SUM_LESS_FEE, _UNTOLD_SUM = 92, 86, 70

LineKey = tuple[UUID, int]
"""A line of a mutation file: the document that took it in, and its place there from 0."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line that waits; ``minutes`` since midnight where the file tells the time; ``fee`` was kept of ``amount``."""

    key: LineKey
    day: date
    amount: int
    minutes: int | None = None
    fee: int = 0
    reference: str = ""
    description: str = ""


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A document that waits for a line; ``channel`` ("qris", "card") says that it may arrive in one sum with others.

    ``direct`` is False where it can arrive in such a sum only.
    """

    document: UUID
    day: date
    amount: int
    minutes: int | None = None
    references: tuple[str, ...] = ()
    channel: str = ""
    direct: bool = True


class Why(StrEnum):
    """On what a match rests."""

    REFERENCE = "reference"
    TIME = "time"
    DAY = "day"
    NEAR_DAY = "near_day"
    SUM = "sum"
    SUM_LESS_FEE = "sum_less_fee"


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A line and what it pays. ``apart`` is minutes for TIME, days for DAY and NEAR_DAY, else sales in the sum.

    ``fee`` is what the provider kept of a sum; ``rivals`` are other documents or lines that would do as well.
    """

    line: LineKey
    documents: tuple[UUID, ...]
    confidence: int
    why: Why
    apart: int = 0
    fee: int = 0
    rivals: int = 0
    channel: str = ""

    @property
    def automatic(self) -> bool:
        """Whether it is made without a person."""
        return self.confidence >= AUTOMATIC


def why_words(proposal: Proposal) -> str:
    """Return in words on what a match rests: "jumlah sama, 3 menit"."""
    words = {
        Why.REFERENCE: tr("jumlah dan referensi sama"),
        Why.TIME: tr("jumlah sama, selisih {count} menit"),
        Why.DAY: tr("jumlah dan hari sama"),
        Why.NEAR_DAY: tr("jumlah sama, selisih {count} hari"),
        Why.SUM: tr("jumlah {count} penjualan"),
        Why.SUM_LESS_FEE: tr("jumlah {count} penjualan, dipotong {fee}"),
    }[proposal.why].format(count=format_count(proposal.apart), fee=format_rupiah(proposal.fee))
    if proposal.rivals:
        words = tr("{words}; {count} lain juga cocok").format(words=words, count=format_count(proposal.rivals))
    return tr("{words} ({percent})").format(words=words, percent=format_percent(proposal.confidence * 100))


def propose(
    lines: Iterable[Line], items: Iterable[Item], *, progress: Callable[[int, int], object] | None = None
) -> list[Proposal]:
    """Return which line pays which documents, the surest first; every line and every document at most once.

    ``progress`` is told lines done and all; raising in it stops. The order of lines and items does not matter.
    """
    run = _Run(sorted(lines, key=_line_order), sorted(items, key=_item_order), progress)
    run.by_reference()
    run.by_time()
    run.by_day()
    run.by_sum()
    return sorted(run.found, key=lambda one: (-one.confidence, one.line))


def _line_order(line: Line) -> tuple[object, ...]:
    return (line.day, -1 if line.minutes is None else line.minutes, line.amount, line.key)


def _item_order(item: Item) -> tuple[object, ...]:
    return (item.day, -1 if item.minutes is None else item.minutes, item.amount, item.document)


def _plain(reference: str) -> str:
    return "".join(character for character in reference.casefold() if character.isalnum())


def _long_enough(references: Iterable[str]) -> tuple[str, ...]:
    """Return the references by which a line can be known: shorter ones stand in many."""
    plain = (_plain(reference) for reference in references)
    return tuple(one for one in plain if len(one) >= _SHORTEST_REFERENCE)


class _Span(NamedTuple):
    """Days of a channel whose sales a line may pay; the lowest is the best."""

    inexact: bool
    length: int
    late: int
    line: int
    until: date
    channel: str


class _Run:
    """What is still free; each step takes the surest that is left."""

    def __init__(
        self, lines: Sequence[Line], items: Sequence[Item], progress: Callable[[int, int], object] | None
    ) -> None:
        self._lines, self._items, self._progress = lines, items, progress
        self._free_lines = dict.fromkeys(range(len(lines)))
        self._free_items = dict.fromkeys(range(len(items)))
        self.found: list[Proposal] = []
        self._weak: list[tuple[Proposal, int, int]] = []
        self._suggested: set[int] = set()
        self._references = [_long_enough(item.references) for item in items]
        self._channels = {item.channel for item in items}

    # -- one line, one document

    def by_reference(self) -> None:
        """Pair where amount and reference are the same."""
        by_amount = self._by_amount()
        for number, line in enumerate(self._lines):
            self._tell(number)
            found = by_amount.get(line.amount)
            if found is None:
                continue
            said = _plain(f"{line.reference} {line.description}")
            for at in (at for day in self._window(line) for at in found.get(day, ())):
                if at in self._free_items and any(one in said for one in self._references[at]):
                    self._pair(number, at, _SURE, Why.REFERENCE)
                    break
        self._tell(len(self._lines))

    def by_time(self) -> None:
        """Pair the same amounts whose moments are near, the nearest first."""
        by_amount = self._by_amount()
        near: list[tuple[int, int, int]] = []
        for number in self._free_lines:
            line = self._lines[number]
            found = by_amount.get(line.amount)
            if line.minutes is None or found is None:
                continue
            for day in (line.day, line.day - timedelta(days=1), line.day + timedelta(days=1)):
                for at in found.get(day, ()):
                    minutes = self._minutes_apart(line, self._items[at])
                    if minutes is not None and minutes <= _FAR_MINUTES:
                        near.append((minutes, number, at))
        for minutes, number, at in sorted(near):
            if number in self._free_lines and at in self._free_items:
                sure = next(percent for most, percent in _BY_MINUTES if minutes <= most)
                self._pair(number, at, sure, Why.TIME, apart=minutes)

    def by_day(self) -> None:
        """Pair the same amounts on the same day, then on days further and further apart."""
        for shift in (0, *range(1, DAYS_AFTER + 1), -DAYS_BEFORE):
            lines: dict[tuple[int, date], list[int]] = defaultdict(list)
            items: dict[tuple[int, date], list[int]] = defaultdict(list)
            for number in self._free_lines:
                line = self._lines[number]
                lines[line.amount, line.day - timedelta(days=shift)].append(number)
            for at in self._free_items:
                if self._items[at].direct:
                    items[self._items[at].amount, self._items[at].day].append(at)
            for key in sorted(lines.keys() & items.keys()):
                self._one_day(lines[key], items[key], shift)

    def _one_day(self, lines: list[int], items: list[int], shift: int) -> None:
        """Pair one by one; where there are more documents than lines nobody knows which did not arrive."""
        rivals = max(len(items) - len(lines), 0)
        for number, at in zip(lines, items, strict=False):
            timed = self._minutes_apart(self._lines[number], self._items[at]) is not None
            if shift == 0:
                sure = _OTHER_TIME if timed else _SAME_DAY
            else:
                sure = min(_BY_DAYS.get(shift, _EARLY), _OTHER_TIME if timed else _SURE)
            why = Why.DAY if shift == 0 else Why.NEAR_DAY
            self._pair(number, at, min(sure, _RIVALLED) if rivals else sure, why, apart=abs(shift), rivals=rivals)

    def _pair(self, line: int, item: int, sure: int, why: Why, *, apart: int = 0, rivals: int = 0) -> None:
        if sure < AUTOMATIC and line in self._suggested:
            return
        proposal = Proposal(
            line=self._lines[line].key,
            documents=(self._items[item].document,),
            confidence=sure,
            why=why,
            apart=apart,
            rivals=rivals,
        )
        if proposal.automatic:
            self._keep(proposal, line, (item,))
        else:
            self._suggested.add(line)
            self._weak.append((proposal, line, item))

    # -- one line, many sales

    def by_sum(self) -> None:
        """Pair sums of whole days with their sales, then suggest the weak pairs that are still free."""
        by_day: dict[tuple[str, date], list[int]] = defaultdict(list)
        for at in self._free_items:
            if self._items[at].channel:
                by_day[self._items[at].channel, self._items[at].day].append(at)
        sums = {key: sum(self._items[at].amount for at in members) for key, members in by_day.items()}
        open_spans = {number: self._spans(number, sums) for number in self._free_lines}
        for span in sorted(span for spans in open_spans.values() for span in spans if not span.inexact):
            self._take_sum(span, by_day, 0)
        self._only_ways(open_spans, by_day)
        for span in sorted(span for spans in open_spans.values() for span in spans):
            self._take_sum(span, by_day, len(open_spans[span.line]) - 1)
        for proposal, line, item in sorted(self._weak, key=lambda one: (-one[0].confidence, one[1], one[2])):
            if line in self._free_lines and item in self._free_items:
                self._keep(proposal, line, (item,))

    def _only_ways(self, open_spans: dict[int, list[_Span]], by_day: dict[tuple[str, date], list[int]]) -> None:
        """Take the lines that only one span is left for, as long as that leaves others with only one."""
        while True:
            for number in list(open_spans):
                left = [span for span in open_spans[number] if self._members(span, by_day)]
                if number in self._free_lines and left:
                    open_spans[number] = left
                else:
                    del open_spans[number]
            sole = sorted(spans[0] for spans in open_spans.values() if len(spans) == 1)
            taken = [self._take_sum(span, by_day, 0) for span in sole]
            if not any(taken):
                return

    def _members(self, span: _Span, by_day: dict[tuple[str, date], list[int]]) -> list[int]:
        """Return the sales of a span, none where one of them is taken already."""
        members = [at for day in _days(span) for at in by_day.get((span.channel, day), ())]
        return members if all(at in self._free_items for at in members) else []

    def _take_sum(self, span: _Span, by_day: dict[tuple[str, date], list[int]], rivals: int) -> bool:
        members = self._members(span, by_day)
        if span.line not in self._free_lines or not members:
            return False
        self._sum(span, members, rivals)
        return True

    def _spans(self, number: int, sums: dict[tuple[str, date], int]) -> list[_Span]:
        line = self._lines[number]
        if line.amount <= 0:
            return []
        channels = [channel for channel in _CHANNEL_WORDS if channel in self._channels]
        named = [channel for channel in channels if self._names(line, channel)]
        found: list[_Span] = []
        for channel in named or channels:
            for late in range(DAYS_AFTER + 1):
                until = line.day - timedelta(days=late)
                if (channel, until) not in sums:
                    continue
                whole = 0
                for length in range(1, _MOST_SPAN + 1):
                    day = until - timedelta(days=length - 1)
                    more = sums.get((channel, day))
                    whole += more or 0
                    less = whole - line.amount
                    if more is not None and 0 <= less * 10_000 <= _MOST_FEE_BP[channel] * whole:
                        found.append(_Span(less not in {0, line.fee}, length, late, number, until, channel))
        return found

    def _sum(self, span: _Span, members: Sequence[int], others: int) -> None:
        line = self._lines[span.line]
        whole = sum(self._items[at].amount for at in members)
        told = self._names(line, span.channel) or all(self._items[at].direct for at in members)
        sure = (_SUM_LESS_FEE if span.inexact else _EXACT_SUM) if told else _UNTOLD_SUM
        rivals = others if span.inexact else 0
        proposal = Proposal(
            line=line.key,
            documents=tuple(self._items[at].document for at in members),
            confidence=min(sure, _RIVALLED) if rivals else sure,
            why=Why.SUM_LESS_FEE if whole > line.amount else Why.SUM,
            apart=len(members),
            fee=whole - line.amount,
            rivals=rivals,
            channel=span.channel,
        )
        self._keep(proposal, span.line, members)

    @staticmethod
    def _names(line: Line, channel: str) -> bool:
        return bool(_CHANNEL_WORDS[channel].search(line.description))

    # -- what all steps need

    def _by_amount(self) -> dict[int, dict[date, list[int]]]:
        found: dict[int, dict[date, list[int]]] = defaultdict(lambda: defaultdict(list))
        for at in self._free_items:
            if self._items[at].direct:
                found[self._items[at].amount][self._items[at].day].append(at)
        return found

    @staticmethod
    def _window(line: Line) -> list[date]:
        near = sorted(range(-DAYS_AFTER, DAYS_BEFORE + 1), key=abs)
        return [line.day + timedelta(days=shift) for shift in near]

    @staticmethod
    def _minutes_apart(line: Line, item: Item) -> int | None:
        if line.minutes is None or item.minutes is None:
            return None
        return abs((line.day - item.day).days * _DAY_MINUTES + line.minutes - item.minutes)

    def _keep(self, proposal: Proposal, line: int, items: Iterable[int]) -> None:
        self.found.append(proposal)
        del self._free_lines[line]
        for at in items:
            del self._free_items[at]

    def _tell(self, done: int) -> None:
        if self._progress is not None and (done % _TOLD_EVERY == 0 or done == len(self._lines)):
            self._progress(done, len(self._lines))


def _days(span: _Span) -> list[date]:
    return [span.until - timedelta(days=back) for back in range(span.length)]
