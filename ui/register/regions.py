"""The districts that makers live in: Karawang's, unless the data folder has a list of another region."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from gallery_pos.errors import BadInput
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, header_key, read_text, tidy_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gallery_pos.documents import ConsignorRevised
    from gallery_pos.sheets import Cell
    from ui.folder import DataFolder

_HEADERS = frozenset({"nama", "name", "kecamatan", "district"})
_SHIPPED = "karawang"
_LONGEST = 60
_MOST = 2_000


def own_list(folder: DataFolder) -> Path:
    """Return where a gallery's own list of districts lies."""
    return folder.path / "kecamatan.csv"


def districts(folder: DataFolder) -> list[str]:
    """Return the names of the region's districts, in the order of its list."""
    own = own_list(folder)
    if own.is_file():
        return own.read_text(encoding="utf-8").splitlines()[1:]
    listed = (files("assets") / "regions" / "kecamatan-karawang.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [line.partition(",")[2].strip() for line in listed]


def region_code(folder: DataFolder, region: str) -> str:
    """Return the code of the kabupaten, as 3215, where its list has one and the gallery is there; "" otherwise."""
    if own_list(folder).is_file() or _SHIPPED not in region.casefold():
        return ""
    listed = (files("assets") / "regions" / "kecamatan-karawang.csv").read_text(encoding="utf-8").splitlines()[1:]
    return "".join(letter for letter in listed[0].partition(",")[0] if letter.isdigit())[:4]


def known_districts(folder: DataFolder, makers: Iterable[ConsignorRevised]) -> list[str]:
    """Return the districts of the region's list and those that makers have already, by name."""
    return sorted(set(districts(folder)) | {maker.district for maker in makers if maker.district})


def take_list(folder: DataFolder, source: Path) -> list[str]:
    """Make the names in a file (CSV or XLSX, a column ``nama`` or ``kecamatan``) the region's districts; return them.

    Raises BadInput (``region.*``, ``table.*``) for a file without such names; the list before stays then.
    """
    from receipts.files import save
    from receipts.spreadsheets.reading import read_table

    names = [name for sheet in read_table(source) for name in _names([row.cells for row in sheet.rows])]
    found = list(dict.fromkeys(names))
    if not found:
        raise _refused(tr("Di {file} tidak ada kolom nama atau kecamatan.").format(file=source.name))
    if len(found) > _MOST:
        raise _refused(tr("{file} berisi terlalu banyak nama untuk satu wilayah.").format(file=source.name))
    save(own_list(folder), "\n".join(["nama", *found, ""]).encode(), private=True)
    return found


def take_back(folder: DataFolder) -> None:
    """Go back to Karawang's districts."""
    own_list(folder).unlink(missing_ok=True)


def _names(rows: Sequence[tuple[Cell, ...]]) -> list[str]:
    for at, cells in enumerate(rows):
        column = next((i for i, cell in enumerate(cells) if header_key(str(cell or "")) in _HEADERS), None)
        if column is not None:
            return [name for row in rows[at + 1 :] if (name := _name(row, column))]
    return []


def _name(cells: tuple[Cell, ...], column: int) -> str:
    try:
        return tidy_name(read_text(cells[column] if column < len(cells) else None, limit=_LONGEST))
    except Unreadable as error:
        raise _refused(tr("Ada nama kecamatan yang terlalu panjang.")) from error


def _refused(what: str) -> BadInput:
    return BadInput(
        "region.list",
        what,
        safe=tr("Daftar kecamatan tidak berubah."),
        todo=tr("Pakai tabel dengan kolom nama, satu kecamatan di tiap baris."),
    )
