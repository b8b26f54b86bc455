"""Rule 9: a closed month stays as it was closed: its figures, its heads, and no document that came into it later."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from db.verify.findings import MONTH, Finding, about
from gallery_pos.closed_months import months_spoken_of
from gallery_pos.day_figures import OWED, figures_of, month_figures_of
from gallery_pos.documents import MonthClosed, OutletRevised
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr
from gallery_pos.month_words import FIGURES, month_words
from gallery_pos.periods import month_range
from gallery_pos.report_clock import month_of_day, previous_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from gallery_pos.documents import ChainHead, Document
    from gallery_pos.entries import Consequences

_Row = dict[str, Any]
_Place = tuple[str, str]
"""Outlet and month."""


class MonthCheck:
    """Sums every month while the journal goes by, and compares where one is closed."""

    def __init__(self, hash_of: Callable[[ChainHead], str | None]) -> None:
        """``hash_of`` tells the hash (hex) that stands at a head's place in the journal so far."""
        self._hash_of = hash_of
        self._sums: dict[_Place, Counter[str]] = defaultdict(Counter)
        self._gallery: dict[str, Counter[str]] = defaultdict(Counter)
        self._closed: dict[_Place, tuple[_Row, UUID]] = {}
        self._main = ""

    def row(self, row: _Row, document: Document, follows: Consequences) -> Iterator[Finding]:
        """Yield what is wrong with months at the next document."""
        if isinstance(document, OutletRevised) and document.main:
            self._main = document.code
        yield from self._late(row, document)
        month = month_of_day(document.business_date)
        figures = figures_of(document, follows.postings)
        if figures:
            self._sums[document.outlet, month].update(figures)
            self._gallery[month].update({name: figures.get(name, 0) for name in ("paid", "fees", OWED)})
        if isinstance(document, MonthClosed):
            yield from self._closing(row, document)

    def _late(self, row: _Row, document: Document) -> Iterator[Finding]:
        for month in months_spoken_of(document):
            closing = self._closed.get((document.outlet, month))
            if closing is not None:
                sentence = tr("bertanggal {day}, padahal {month} di {outlet} sudah ditutup dengan {number}")
                day = format_date(document.business_date)
                said = sentence.format(
                    day=day, month=month_words(month), outlet=document.outlet, number=closing[0]["number"]
                )
                yield about(MONTH, row, said)

    def _closing(self, row: _Row, closed: MonthClosed) -> Iterator[Finding]:
        place, words = (closed.outlet, closed.month), month_words(closed.month)
        before = self._closed.get((closed.outlet, previous_month(closed.month)))
        if place in self._closed:
            sentence = tr("{month} di {outlet} sudah ditutup dengan {number}")
            number = self._closed[place][0]["number"]
            yield about(MONTH, row, sentence.format(month=words, outlet=closed.outlet, number=number))
        if closed.previous != (before[1] if before else None):
            yield about(MONTH, row, tr("{month}: tidak menyambung ke penutupan bulan sebelumnya").format(month=words))
        if month_range(closed.month).end >= closed.business_date:
            yield about(MONTH, row, tr("{month}: ditutup sebelum bulannya selesai").format(month=words))
        if names := self._differing(closed):
            sentence = tr("angka {month} di {outlet} tidak sama dengan jurnal: {names}")
            yield about(MONTH, row, sentence.format(month=words, outlet=closed.outlet, names=", ".join(names)))
        for head in closed.heads:
            if self._hash_of(head) != head.hash:
                sentence = tr("{month}: ujung jurnal {origin} no. {seq} bukan yang dicatat waktu ditutup")
                yield about(MONTH, row, sentence.format(month=words, origin=head.origin, seq=head.seq))
        self._closed[place] = (row, closed.id)

    def _differing(self, closed: MonthClosed) -> list[str]:
        """Return the figures of a closing that are not what the journal gives up to it, with both amounts."""
        gallery = None
        if closed.outlet == self._main:
            gallery = dict(self._gallery[closed.month])
            gallery[OWED] = sum(sums[OWED] for month, sums in self._gallery.items() if month <= closed.month)
        made = month_figures_of(self._sums[closed.outlet, closed.month], gallery)
        sentence = tr("{name} ditutup {told}, jumlah catatannya {summed}")
        return [
            sentence.format(name=tr(FIGURES[name]), told=format_count(told), summed=format_count(summed))
            for name in made.__struct_fields__
            if (told := getattr(closed.figures, name)) != (summed := getattr(made, name))
        ]
