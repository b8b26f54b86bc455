"""The districts of the gallery's region: a list of its own comes in as a file (:mod:`gallery_pos.services.importing`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import RegionListRevised
from gallery_pos.services.access import Act, require

if TYPE_CHECKING:
    from gallery_pos.ports import Book


def own_districts(book: Book) -> tuple[str, ...]:
    """Return the gallery's own list of districts, none where it keeps to the one that comes with the program."""
    revised = book.latest(RegionListRevised)
    return revised.districts if revised is not None else ()


def drop_districts(desk: Desk) -> Done[RegionListRevised | None]:
    """Go back to the list that comes with the program; None where it is in use."""
    require(desk, Act.EDIT_CATALOGUE)
    with desk.journal.transaction():
        if not own_districts(desk.book):
            return Done(None, Changes.NONE)
        revised = desk.write(RegionListRevised, districts=())
        desk.journal.append(revised)
    return Done(revised, Changes.CONSIGNORS)
