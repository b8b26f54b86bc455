"""Tables that go out: the same rows for a PDF, a workbook and a CSV file."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from gallery_pos.formatting import format_count, format_date, format_percent, format_rupiah, format_time

Value: TypeAlias = str | int | date | datetime | None


class Kind(StrEnum):
    """What a column holds. Percentages are basis points, tenths are of one, moments are in the outlet's local time."""

    TEXT = "text"
    CODE = "code"
    """Text that is never folded: a document's number."""
    RUPIAH = "rupiah"
    COUNT = "count"
    PERCENT = "percent"
    TENTHS = "tenths"
    DATE = "date"
    MOMENT = "moment"


def _tenths(value: int) -> str:
    whole, tenth = divmod(abs(value), 10)
    sign = "-" if value < 0 else ""
    return f"{sign}{format_count(whole)},{tenth}"


_FIGURE_FORMATS = {
    Kind.RUPIAH: format_rupiah,
    Kind.COUNT: format_count,
    Kind.PERCENT: format_percent,
    Kind.TENTHS: _tenths,
}


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
    """A titled table; ``totals`` is a last row, with None where a column has no sum; ``note`` stands beside the title on paper."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[Value, ...] = ()
    heading: tuple[str, ...] = ()
    empty: str = ""
    note: str = ""


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
