"""Papers about personal data: the form on which a maker agrees, and everything that is held about one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gallery_pos.formatting import format_long_date
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, gap, heading, signatures, table, text
from receipts.pdf.fonts import BOLD, REGULAR, fold, shorten
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, Drawn, Letterhead, Sheet, bind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportlab.platypus import Flowable

_LABEL = 150.0
_SIZE = 9.5
_LEADING = 14.0


class ConsentForm(Struct, frozen=True, kw_only=True):
    """``paragraphs`` are what is agreed to, filled in; ``about`` pairs of label and text say who agrees."""

    letterhead: Letterhead
    about: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    name: str
    place: str
    day: date
    practice: bool = False


def consent_pdf(form: ConsentForm) -> bytes:
    """Return the form to be signed, in two copies: for the maker and for the gallery."""
    title = tr("Persetujuan data pribadi")

    def story() -> Iterator[Flowable]:
        yield text(title, font=BOLD, size=16, colour=GREEN)
        yield gap(10)
        yield _pairs(form.about)
        yield gap(12)
        for paragraph in form.paragraphs:
            yield text(paragraph, size=10)
            yield gap(8)
        yield gap(6)
        yield text(f"{form.place}, {format_long_date(form.day)}".lstrip(", "), size=10)
        yield gap(6)
        yield signatures((tr("Yang menyetujui"), form.name), (tr("Petugas galeri"), ""), height=96)

    copies = (tr("lembar untuk penitip"), tr("lembar untuk galeri"))
    mark = tr("LATIHAN") if form.practice else ""
    return bind(
        [
            Sheet(title=title, letterhead=form.letterhead, story=tuple(story()), reference=whose, mark=mark)
            for whose in copies
        ],
        f"{title} {form.name}",
    )


class Part(Struct, frozen=True):
    """One list of what is held: its heading, its columns (heading, width as a share, right-hand), and its rows."""

    title: str
    columns: tuple[tuple[str, int, bool], ...]
    rows: tuple[tuple[str, ...], ...]


class HeldData(Struct, frozen=True, kw_only=True):
    """Everything that is held about one maker, ready to be read."""

    letterhead: Letterhead
    name: str
    about: tuple[tuple[str, str], ...]
    personal: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    day: date
    practice: bool = False


def held_data_pdf(held: HeldData) -> bytes:
    """Return everything that is held about a maker, as he may ask for it."""
    title = tr("Data saya di galeri")

    def story() -> Iterator[Flowable]:
        yield text(title, font=BOLD, size=16, colour=GREEN)
        yield gap(4)
        yield text(tr("Disusun {date} atas permintaan pemilik data.").format(date=format_long_date(held.day)))
        yield gap(10)
        yield heading(tr("Profil"))
        yield _pairs(held.about)
        yield gap(8)
        yield heading(tr("Data pribadi"), tr("disimpan tersandi, di luar buku"))
        yield _pairs(held.personal) if held.personal else text(tr("Tidak ada yang disimpan."))
        for part in held.parts:
            yield gap(8)
            yield heading(part.title)
            yield _table(part) if part.rows else text(tr("Tidak ada."))

    sheet = Sheet(
        title=f"{title}: {held.name}",
        letterhead=held.letterhead,
        story=tuple(story()),
        reference=held.name,
        mark=tr("LATIHAN") if held.practice else "",
    )
    return bind([sheet], f"{title} {held.name}")


def _pairs(pairs: tuple[tuple[str, str], ...]) -> Flowable:
    """Return labels in grey with what they are about at their right."""
    folded = [(label, fold(value, CONTENT - _LABEL, REGULAR, _SIZE) or [""]) for label, value in pairs]
    height = sum(len(lines) for _, lines in folded) * _LEADING

    def draw(canvas: Any, _width: float) -> None:
        y = height
        for label, lines in folded:
            canvas.setFont(REGULAR, _SIZE)
            canvas.setFillColor(GREY)
            canvas.drawString(0, y - _SIZE, shorten(label, _LABEL - 8, REGULAR, _SIZE))
            canvas.setFillColor(INK)
            for line in lines:
                canvas.drawString(_LABEL, y - _SIZE, line)
                y -= _LEADING

    return Drawn(height, draw)


def _table(part: Part) -> Flowable:
    whole = sum(share for _, share, _ in part.columns)
    columns = [Col(title, CONTENT * share / whole, right=right) for title, share, right in part.columns]
    return table(columns, part.rows)
