"""A row of a table that came in, under the header that says what its cells mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.reading import is_blank

if TYPE_CHECKING:
    from gallery_pos.services.importing.headers import Header
    from gallery_pos.sheets import Cell, Sheet, SheetRow


class Row:
    """A row under a header. ``row[field]`` is what its cell means, None where that could not be read."""

    __slots__ = ("_cells", "_percents", "header", "number", "sheet", "values")

    def __init__(self, sheet: Sheet, header: Header, row: SheetRow) -> None:
        """Take a row as the file has it; :class:`Cells` reads it."""
        self.sheet = sheet
        self.header = header
        self.number = row.number
        self.values: dict[str, Any] = {}
        self._cells = row.cells
        self._percents = row.percents

    def __getitem__(self, field: str) -> Any:
        return self.values.get(field)

    def cell(self, field: str) -> Cell:
        """Return a cell as the file has it; a number shown as a percentage is text with the sign."""
        place = self.header.places.get(field)
        if place is None or place >= len(self._cells):
            return None
        value = self._cells[place]
        if place in self._percents and isinstance(value, int | float) and abs(value) < 10**6:
            return f"{round(value * 100, 6):g}%"
        return value

    def blank(self, field: str) -> bool:
        """Tell whether a cell says nothing."""
        return is_blank(self.cell(field))

    @property
    def empty(self) -> bool:
        """Whether no known column says anything."""
        return all(self.blank(field) for field in self.header.places)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells, those of unknown columns too."""
        return self._cells
