"""The districts that makers live in: Karawang's, unless the gallery has a list of another region."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from gallery_pos.services.regions import own_districts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_pos.documents import ConsignorRevised
    from gallery_pos.ports import Book

_SHIPPED = "karawang"


def _shipped() -> list[tuple[str, str]]:
    """Return codes and names of Karawang's districts."""
    listed = (files("assets") / "regions" / "kecamatan-karawang.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [(code, name.strip()) for code, _, name in (line.partition(",") for line in listed)]


def districts(book: Book) -> list[str]:
    """Return the names of the region's districts, in the order of its list."""
    return list(own_districts(book)) or [name for _, name in _shipped()]


def region_code(book: Book, region: str) -> str:
    """Return the code of the kabupaten, as 3215, where its list has one and the gallery is there; "" otherwise."""
    if own_districts(book) or _SHIPPED not in region.casefold():
        return ""
    return "".join(letter for letter in _shipped()[0][0] if letter.isdigit())[:4]


def known_districts(book: Book, makers: Iterable[ConsignorRevised]) -> list[str]:
    """Return the districts of the region's list and those that makers have already, by name."""
    return sorted(set(districts(book)) | {maker.district for maker in makers if maker.district})
