"""What makers without WhatsApp are told, on paper: their texts under each other, to be cut apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, gap, heading, table, text
from receipts.pdf.fonts import BOLD, REGULAR, fold
from receipts.pdf.sheet import CONTENT, GREY, INK, LINE, Drawn, Letterhead, Sheet, bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable

_SIZE, _STEP = 10.0, 13.5
_HEAD, _FOOT = 18.0, 20.0


class Note(Struct, frozen=True):
    """The text for one maker, as it would go by WhatsApp."""

    name: str
    code: str
    text: str


class Call(Struct, frozen=True):
    """A maker to call: under which number, and about what in a few words."""

    name: str
    code: str
    phone: str
    about: str


def call_list(title: str, letterhead: Letterhead, calls: tuple[Call, ...], *, practice: bool = False) -> bytes:
    """Return whom to call as a PDF, with room to note when and who answered."""
    columns = [
        Col(tr("No."), 24, right=True),
        Col(tr("Penitip"), 140),
        Col(tr("Telepon"), 100),
        Col(tr("Tentang"), 120),
        Col(tr("Dikabari pada, oleh"), CONTENT - 24 - 140 - 100 - 120),
    ]
    rows = [
        [str(at), f"{call.name} ({call.code})", call.phone, call.about, ""] for at, call in enumerate(calls, start=1)
    ]
    story = (
        heading(title, tr("{count} penitip").format(count=format_count(len(calls)))),
        text(tr("Setelah ditelepon, catat juga di Penyelesaian, Kabar, dengan Cara lain.")),
        gap(6),
        table(columns, rows),
    )
    sheet = Sheet(
        title=title, letterhead=letterhead, story=story, reference=title, mark=tr("LATIHAN") if practice else ""
    )
    return bind([sheet], title)


def news_sheet(title: str, letterhead: Letterhead, notes: tuple[Note, ...], *, practice: bool = False) -> bytes:
    """Return the texts as a PDF; none is torn by the end of a page, and a dashed line says where to cut."""
    sheet = Sheet(
        title=title,
        letterhead=letterhead,
        story=tuple(_story(notes)),
        reference=title,
        mark=tr("LATIHAN") if practice else "",
    )
    return bind([sheet], title)


def _story(notes: tuple[Note, ...]) -> Iterator[Flowable]:
    for note in notes:
        yield _note(note)


def _note(note: Note) -> Flowable:
    """Return one text; what WhatsApp sets bold between stars is bold here."""
    lines: list[tuple[str, str]] = []
    for line in note.text.split("\n"):
        is_bold = line.startswith("*") and line.endswith("*")
        face = BOLD if is_bold else REGULAR
        plain = line.replace("*", "")
        lines += [(face, part) for part in (fold(plain, CONTENT, face, _SIZE) if plain.strip() else [""])]
    height = _HEAD + len(lines) * _STEP + _FOOT

    def draw(canvas: Any, width: float) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(GREY)
        canvas.drawRightString(width, height - 10, f"{note.name} ({note.code})")
        canvas.setFillColor(INK)
        y = height - _HEAD - 2
        for face, part in lines:
            canvas.setFont(face, _SIZE)
            canvas.drawString(0, y, part)
            y -= _STEP
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.8)
        canvas.setDash(4, 3)
        canvas.line(0, 6, width, 6)
        canvas.setDash()

    return Drawn(height, draw)
