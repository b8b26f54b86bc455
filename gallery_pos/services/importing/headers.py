"""Finding the header of a table: which row it is in, and which column says what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from gallery_pos.reading import header_key, is_blank
from gallery_pos.services.importing.columns import Layout

if TYPE_CHECKING:
    from gallery_pos.sheets import Cell, Sheet, SheetRow

_LONGEST_TITLE = 80
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LOOSER = 1_000
"""How much less sure a header is each time something of it had to be left away."""

_ANOTHER_THING = frozenset(
    {"awal", "dikirim", "grosir", "keluar", "kembali", "laku", "lama", "masuk", "min", "minimal", "minimum", "promo"}
    | {"retur", "rusak", "terjual", "titip", "titipan", "total"}
)
"""Words after a column's name that make it another column: "Stok Awal" is not what is left."""


@dataclass(frozen=True, slots=True)
class Header:
    """``places`` and ``titles``: per field the position of its column and what the file calls it.

    ``row`` is the last row of the header; ``missing`` are the groups of needed fields of which none was found;
    ``others`` are columns that mean nothing here, ``doubled`` those that say a second time what another says.
    """

    row: int
    places: Mapping[str, int]
    titles: Mapping[str, str]
    missing: tuple[tuple[str, ...], ...]
    others: tuple[str, ...]
    doubled: tuple[str, ...]


class _Claim(NamedTuple):
    """A column that may be a field; the lowest claim wins."""

    doubt: int
    order: int
    position: int
    field: str


def find_header(sheet: Sheet, layout: Layout) -> Header | None:
    """Return the first header with everything that ``layout`` needs, else the one with most of it, else None.

    A header may be two rows high, as where "Harga" spans "Jual" and "Titip".
    """
    best: Header | None = None
    for row, below in zip_longest(sheet.rows, sheet.rows[1:]):
        found = header_at(row, below, layout)
        if not found.missing:
            return found
        if len(found.places) > (len(best.places) if best else 1):
            best = found
    return best


def header_at(row: SheetRow, below: SheetRow | None, layout: Layout) -> Header:
    """Read a row, with the one below where both make one header, as a header."""
    single = _match([title(cell) for cell in row.cells], layout, row.number)
    if below is None or not single.places or below.number != row.number + 1:
        return single
    both = _two_rows(row, below, layout)
    better = both is not None and len(both.places) > len(single.places) and len(both.missing) <= len(single.missing)
    return both if both is not None and better else single


def title(cell: Cell) -> str:
    """Return a cell's text where it may be the title of a column, else ""."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_TITLE or cell.startswith("="):
        return ""
    return "" if is_blank(cell) else " ".join(cell.split())


def _two_rows(row: SheetRow, below: SheetRow, layout: Layout) -> Header | None:
    """Return the header that two rows make, None where the second is not part of one."""
    titles: list[str] = []
    inside = ""
    for upper, lower in zip_longest(row.cells, below.cells):
        top, bottom = title(upper), title(lower)
        if lower is not None and not bottom:
            return None
        inside = top or inside
        titles.append(_joined(inside, bottom, layout) if bottom else top)
        if bottom and not _claims(titles[-1], layout):
            return None
    return _match(titles, layout, below.number)


def _joined(top: str, bottom: str, layout: Layout) -> str:
    """Return the title of a column under a wider one: "Harga" over "Jual", "UMKM" over "Nama", or the lower alone."""
    candidates = (f"{top} {bottom}", f"{bottom} {top}", bottom)
    return min(candidates, key=lambda one: min((doubt for _, doubt in _claims(one, layout)), default=_LOOSER * 9))


def _match(titles: Sequence[str], layout: Layout, number: int) -> Header:
    order = {column.field: index for index, column in enumerate(layout.columns)}
    claims = sorted(
        _Claim(doubt, order[field], position, field)
        for position, text in enumerate(titles)
        if text
        for field, doubt in _claims(text, layout)
    )
    places: dict[str, int] = {}
    sure: dict[str, int] = {}
    doubled: set[int] = set()
    for claim in claims:
        if claim.field not in places and claim.position not in places.values():
            places[claim.field], sure[claim.field] = claim.position, claim.doubt
        elif sure.get(claim.field) == claim.doubt and claim.position not in places.values():
            doubled.add(claim.position)
    others = [text for at, text in enumerate(titles) if text and at not in places.values() and at not in doubled]
    return Header(
        row=number,
        places=places,
        titles={field: titles[position] for field, position in places.items()},
        missing=tuple(group for group in layout.needs if not any(field in places for field in group)),
        others=tuple(others),
        doubled=tuple(titles[at] for at in sorted(doubled - set(places.values()))),
    )


@lru_cache(maxsize=4_096)
def _claims(text: str, layout: Layout) -> tuple[tuple[str, int], ...]:
    """Return the fields that a title may name, each with how doubtful that is."""
    names = _names(layout)
    found: dict[str, int] = {}
    forms = list(_forms(text))
    for looser, form in enumerate(forms):
        for field, doubt in names.get(header_key(form), ()):
            found.setdefault(field, doubt + looser * _LOOSER)
    for looser, form in enumerate(_beginnings(text), start=len(forms)):
        for field, doubt in names.get(header_key(form), ()):
            if field in layout.stretched:
                found.setdefault(field, doubt + looser * _LOOSER)
    return tuple(found.items())


def _forms(text: str) -> Iterator[str]:
    """Yield a title as it is, without what is in brackets, and its parts: "Harga (Rp)", "UMKM / Penitip"."""
    yield text
    bare = _IN_BRACKETS.sub(" ", text)
    yield bare
    yield from bare.split("/")


def _beginnings(text: str) -> Iterator[str]:
    """Yield a title with ever fewer of its words: "Stok per 4 Juli", "Stok per 4", "Stok per", "Stok"."""
    words = text.split()
    for count in range(len(words) - 1, 0, -1):
        if header_key(words[count]) in _ANOTHER_THING:
            return
        yield " ".join(words[:count])


@lru_cache(maxsize=16)
def _names(layout: Layout) -> dict[str, list[tuple[str, int]]]:
    """Return per name of a column the fields it may mean; the further down in its list, the more doubtful."""
    names: dict[str, list[tuple[str, int]]] = {}
    for column in layout.columns:
        for doubt, name in enumerate(column.names):
            names.setdefault(header_key(name), []).append((column.field, doubt))
    return names
