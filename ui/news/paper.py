"""The texts of those without WhatsApp, put together with the letterhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.gallery import Gallery


def news_pdf(gallery: Gallery, title: str, texts: Iterable[tuple[str, str, str]]) -> bytes:
    """Return a PDF of texts: each with the maker's name and code. May be called from any thread."""
    from receipts.pdf.news import Note, news_sheet
    from receipts.pdf.sheet import letterhead_of

    outlet = gallery.book.main_outlet() or gallery.outlet()
    letterhead = letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet))
    notes = tuple(Note(name, code, text) for name, code, text in texts)
    return news_sheet(title, letterhead, notes, practice=gallery.machine.practice)
