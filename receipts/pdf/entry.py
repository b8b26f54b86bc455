"""Papers of fair entry: the queue for whoever asks "why them and not me"; :mod:`receipts.pdf.rounds` has the panel's.

Nothing here tells more of a maker than the name of his business, his district and his class.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.formatting import format_count, format_date, format_long_date
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, gap, heading, table, text
from receipts.pdf.sheet import CONTENT, GREY, Letterhead, Sheet, bind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlab.platypus import Flowable
_LONGEST = 600
"""Letters of a reason that are printed; a row must fit on a page."""


class QueueLine(Struct, frozen=True, kw_only=True):
    """A product in the queue; ``place`` "" where it waits no more. Words are as people read them."""

    place: str
    name: str
    maker: str
    about: str
    applied: date
    state: str
    since: date
    reason: str
    decided_by: str


class Queue(Struct, frozen=True, kw_only=True):
    """The whole queue on a day."""

    letterhead: Letterhead
    day: date
    waiting: tuple[QueueLine, ...]
    others: tuple[QueueLine, ...] = ()
    practice: bool = False


# ----------------------------------------------------------------------------------------------------------- the queue


def queue_pdf(queue: Queue) -> bytes:
    """Return the queue as a PDF: who waits, in order, then what became of all others, with reasons."""
    title = tr("DAFTAR ANTREAN BARANG")
    sheet = Sheet(
        title=title,
        letterhead=queue.letterhead,
        story=tuple(_queue_story(queue, title)),
        reference=tr("Keadaan {day}").format(day=format_date(queue.day)),
        mark=practice_mark(practice=queue.practice),
    )
    return bind([sheet], title)


def _queue_story(queue: Queue, title: str) -> Iterator[Flowable]:
    yield heading(title, tr("keadaan {day}").format(day=format_long_date(queue.day)))
    yield text(
        tr(
            "Urutan menurut tanggal pengajuan; pada tanggal yang sama, siapa yang lebih dulu dicatat. Setiap langkah tercatat"
            " dengan alasan dan nama yang memutuskan, dan tidak bisa dihapus."
        ),
        size=8.5,
        colour=GREY,
    )
    yield gap(8)
    yield heading(tr("Yang menunggu"), tr("{count} barang").format(count=format_count(len(queue.waiting))))
    if queue.waiting:
        yield _queue_table(queue.waiting)
    else:
        yield text(tr("Tidak ada yang menunggu."), size=9)
    if queue.others:
        yield gap(10)
        yield heading(tr("Yang sudah diputuskan"), tr("{count} barang").format(count=format_count(len(queue.others))))
        yield _queue_table(queue.others)


def _queue_table(lines: Iterable[QueueLine]) -> Flowable:
    columns = [
        Col(tr("No."), 26, right=True),
        Col(tr("Diajukan"), 70),
        Col(tr("Barang"), 104),
        Col(tr("Penitip"), 112),
        Col(tr("Keadaan"), 84),
        Col(tr("Alasan, siapa yang memutuskan"), CONTENT - 26 - 70 - 104 - 112 - 84),
    ]
    return table(columns, [_queue_row(line) for line in lines])


def _queue_row(line: QueueLine) -> list[str]:
    by = tr("oleh {name}").format(name=line.decided_by)
    because = ", ".join(part for part in (short_reason(line.reason).rstrip(". "), by) if part)
    return [
        line.place,
        format_date(line.applied),
        line.name,
        ", ".join(part for part in (line.maker, line.about) if part),
        tr("{state}, {day}").format(state=line.state, day=format_date(line.since)),
        because,
    ]


def practice_mark(*, practice: bool) -> str:
    """Return what stands across a paper of a gallery for practice."""
    return tr("LATIHAN") if practice else ""


def short_reason(reason: str) -> str:
    """Return a reason that fits into a row, however much somebody wrote."""
    return reason if len(reason) <= _LONGEST else f"{reason[:_LONGEST].rstrip()}…"
