"""Tables that go out: the same rows for a PDF, a workbook and a CSV file."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from gallery_pos.formatting import format_count, format_date, format_percent, format_rupiah, format_time

Value: TypeAlias = str | int | date | datetime | None


class Kind(StrEnum):
    """What a column holds. Percentages are basis points, moments are in the outlet's local time."""

    TEXT = "text"
    RUPIAH = "rupiah"
    COUNT = "count"
    PERCENT = "percent"
    DATE = "date"
    MOMENT = "moment"


_FIGURE_FORMATS = {Kind.RUPIAH: format_rupiah, Kind.COUNT: format_count, Kind.PERCENT: format_percent}


class Column(Struct, frozen=True):
    """A column; ``share`` is how much of the width left over it takes on paper, compared with the others."""

    title: str
    kind: Kind = Kind.TEXT
    share: int = 1

    @property
    def is_figure(self) -> bool:
        """Whether the column stands at the right edge."""
        return self.kind in _FIGURE_FORMATS


class Table(Struct, frozen=True, kw_only=True):
    """A titled table; ``totals`` is a last row, with None where a column has no sum."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[Value, ...] = ()
    heading: tuple[str, ...] = ()
    empty: str = ""


def shown(value: Value, kind: Kind) -> str:
    """Return a value as people read it on paper; "" for nothing."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{format_date(value.date())} {format_time(value.time())}"
        case date():
            return format_date(value)
        case int():
            return _FIGURE_FORMATS.get(kind, format_count)(value)
    return value
