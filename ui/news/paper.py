"""Papers for those without WhatsApp: their texts on a sheet or on slips, and a list to call them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.formatting import format_phone
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gallery_pos.documents import OutletRevised
    from receipts.paper import Paper
    from receipts.pdf.sheet import Letterhead
    from ui.app.printing import Compose
    from ui.gallery import Gallery
    from ui.news.item import News


def news_pdf(gallery: Gallery, title: str, texts: Iterable[tuple[str, str, str]]) -> bytes:
    """Return a PDF of texts: each with the maker's name and code. May be called from any thread."""
    from receipts.pdf.news import Note, news_sheet

    notes = tuple(Note(name, code, text) for name, code, text in texts)
    return news_sheet(title, _letterhead(gallery), notes, practice=gallery.machine.practice)


def calls_pdf(gallery: Gallery, title: str, rows: Sequence[News], *, by: str) -> bytes:
    """Return whom to call as a PDF; each look at a telephone is recorded. May be called from any thread.

    Raises StorageTrouble where the private data cannot be read.
    """
    from receipts.pdf.news import Call, call_list

    known = gallery.personal.look_many((row.subject.consignor for row in rows), by=by, reason=title)
    calls = []
    for row in rows:
        person = known.get(row.subject.consignor)
        phone = format_phone(person.phone) if person and person.phone else tr("tanpa nomor")
        calls.append(Call(row.business_name, row.subject.consignor, phone, row.note))
    return call_list(title, _letterhead(gallery), tuple(calls), practice=gallery.machine.practice)


def news_slips(gallery: Gallery, texts: Sequence[tuple[str, str, str]]) -> Compose:
    """Return how the texts are made for the receipt printer, a slip for each maker."""
    from receipts.thermal import news_slip

    practice = gallery.machine.practice

    def compose(width: int, _copy: int) -> Paper:
        return news_slip(texts, _outlet(gallery), width=width, practice=practice)

    return compose


def _outlet(gallery: Gallery) -> OutletRevised:
    return gallery.book.main_outlet() or gallery.outlet()


def _letterhead(gallery: Gallery) -> Letterhead:
    from receipts.pdf.sheet import letterhead_of

    outlet = _outlet(gallery)
    return letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet))
