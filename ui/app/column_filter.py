"""A drop-down above a table that leaves the rows with one of the values of a column: whose, of which kind."""

from __future__ import annotations

from typing import Any

from gallery_pos.language import tr
from ui.app.table_view import TableView
from ui.widgets.filters import FilterBox


class ColumnFilter(FilterBox):
    """Offers what a column has; rows that come and go change what is offered."""

    def __init__(self, table: TableView[Any], title: str, everything: str) -> None:
        """``title`` is the column's, as it is written in the code; ``everything`` is the first choice."""
        super().__init__(everything, tr(title))
        self._table = table
        self._column = next(column for column in table.model.columns if column.title == title)
        table.add_tool(self)
        table.model.modelReset.connect(self._follow)
        self.chosen.connect(self._choose)
        self._follow()

    def _follow(self) -> None:
        before = self.value()
        self.offer((each, each) for each in sorted({*map(self._column.written, self._table.model.rows())} - {""}))
        self.setEnabled(self.count() > 1)
        if self.value() != before:
            self._choose()

    def _choose(self) -> None:
        wanted = self.value()
        self._table.set_filter(None if wanted is None else lambda row: self._column.written(row) == wanted)
