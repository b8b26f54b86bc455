"""What was changed of a closed month behind the program's back, as the books and the witness outside tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import MonthClosed
from ui.books.witness import read_witness

if TYPE_CHECKING:
    from ui.gallery import Gallery


def changes_behind(gallery: Gallery, outlet: str, month: str) -> list[str]:
    """Return in words what is not as it was when a month was closed; nothing if all is well. Touches no widget."""
    from db.queries.month_seal import month_changes

    closed = gallery.book.latest(MonthClosed, f"{outlet}/{month}")
    witnessed, _torn = read_witness(gallery.folder)
    return month_changes(gallery.database, outlet, month, closed, witnessed=witnessed)
