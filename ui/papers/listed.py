"""A list of rows as a table that goes out, added up where that means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr
from receipts.tables import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from receipts.tables import Value


def listed(
    title: str, columns: Sequence[tuple[str, Kind]], rows: Sequence[tuple[Value, ...]], *, empty: str, sums: str = ""
) -> Table:
    """Return a table; ``sums`` has a letter for each column: "x" for those that are added up."""
    totals: list[Value] = []
    if sums and rows:
        added = [[value for value in column if isinstance(value, int)] for column in zip(*rows, strict=True)]
        totals = [sum(column) if mark == "x" else None for column, mark in zip(added, sums, strict=True)]
        totals[0] = tr("Jumlah", "total")
    return Table(
        title=title,
        columns=tuple(Column(name, kind, 3 if kind is Kind.TEXT else 1) for name, kind in columns),
        rows=tuple(rows),
        totals=tuple(totals),
        empty=empty,
    )
