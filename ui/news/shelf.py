"""What makers are told of their goods on the shelf and of their papers, for one maker at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from db.queries.legality import GateState
from gallery_pos.documents import MessageKind
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr
from gallery_pos.legality import Fault, in_words
from gallery_pos.services.telling import Subject
from ui.news.item import News, week_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from db.queries.legality import GateRow
    from db.queries.movers import MoverRow
    from db.queries.papers import PaperRow
    from ui.gallery import Gallery

STAGES = (14, 30, 60)
"""Days before goods or papers run out; in each a maker is told once a month."""
_TOLD = {Fault.MISSING, Fault.EXPIRED, Fault.REVOKED, Fault.IN_PROCESS, Fault.COMING, Fault.NO_GROUP}


class Ending(NamedTuple):
    """Pieces of goods that expire on a day."""

    name: str
    pieces: int
    best_before: date


def signature(gallery: Gallery) -> dict[str, str]:
    """Return who writes: the gallery's name and telephone."""
    outlet = gallery.book.main_outlet() or gallery.outlet()
    return {"galeri": outlet.name, "telepon": outlet.phone}


def elsewhere(gallery: Gallery) -> dict[str, str]:
    """Return the names of all outlets but the gallery's own, which need not be told."""
    return {outlet.code: outlet.name for outlet in gallery.book.outlets() if not outlet.main}


def restock_news(rows: Sequence[MoverRow], until: date, who: Mapping[str, str], others: Mapping[str, str]) -> News:
    """Return what a maker is asked to bring, of goods that are all his."""
    return News(
        Subject(rows[0].consignor, MessageKind.RESTOCK, period=week_code(until)),
        rows[0].business_name,
        pieces_words(sum(row.suggested for row in rows)),
        who,
        tuple(_wanted(row, others) for row in rows),
    )


def _wanted(row: MoverRow, others: Mapping[str, str]) -> str:
    reason = f"{others[row.outlet]}, {row.reason}" if row.outlet in others else row.reason
    if not row.suggested:
        return tr("{name}: secukupnya ({reason})").format(name=row.name, reason=reason)
    said = tr("{name}: {count} buah ({reason})")
    return said.format(name=row.name, count=format_count(row.suggested), reason=reason)


def expiring_news(
    consignor: str, business_name: str, goods: Iterable[Ending], until: date, who: Mapping[str, str]
) -> News:
    """Return what a maker is told of goods that run out, the first of them first."""
    own = sorted(goods, key=lambda one: one.best_before)
    pieces, first = sum(one.pieces for one in own), (own[0].best_before - until).days
    return News(
        Subject(consignor, MessageKind.EXPIRING, period=stage(until, first)),
        business_name,
        f"{pieces_words(pieces)}, {days_words(first)}",
        {**who, "barang": format_count(pieces)},
        tuple(
            tr("{name}: {count} buah, s.d. {day} ({left})").format(
                name=one.name,
                count=format_count(one.pieces),
                day=format_date(one.best_before),
                left=days_words((one.best_before - until).days),
            )
            for one in own
        ),
    )


def papers_news(
    consignor: str,
    business_name: str,
    ending: Sequence[PaperRow],
    until: date,
    who: Mapping[str, str],
    *,
    kinds: Mapping[str, str],
    goods: Iterable[GateRow] = (),
) -> News:
    """Return what a maker is told of papers that run out, and of those that his ``goods`` lack.

    ``kinds`` are the names of papers by code. What has run out is told with the goods that it stops, if there are any.
    """
    lacking = [
        f"{row.name}: {in_words(finding for finding in row.findings if finding.fault in _TOLD)}"
        for row in goods
        if row.state is not GateState.UNKNOWN and any(finding.fault in _TOLD for finding in row.findings)
    ]
    days = [((row.expires or until) - until).days for row in ending]
    lines = [
        tr("{paper} {name}, sampai {day} ({left})").format(
            paper=kinds.get(row.paper, row.paper),
            name=row.name,
            day=format_date(row.expires or until),
            left=days_words(left),
        )
        for row, left in zip(ending, days, strict=True)
        if left >= 0 or not lacking
    ]
    said = [*lacking, *lines]
    note = tr("{count} dokumen").format(count=format_count(len(said)))
    return News(
        Subject(consignor, MessageKind.PAPERS, period=stage(until, min(days)) if days else f"{until:%Y-%m}-K"),
        business_name,
        f"{note}, {days_words(min(days))}" if days else note,
        who,
        tuple(said),
    )


def pieces_words(count: int) -> str:
    """Return how many pieces, in words."""
    return tr("{count} barang").format(count=format_count(count))


def days_words(days: int) -> str:
    """Return how long something still holds, in words."""
    if days < 0:
        return tr("lewat {days} hari").format(days=format_count(-days))
    return tr("{days} hari lagi").format(days=format_count(days)) if days else tr("hari ini")


def stage(until: date, days: int) -> str:
    """Return what a maker is told of once: the month, and the narrowest stage that something of his is in."""
    found = 0 if days < 0 else next((limit for limit in STAGES if days <= limit), STAGES[-1])
    return f"{until:%Y-%m}-H{found}"
