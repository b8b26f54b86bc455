"""Fields for what is typed again and again in the back office: best-before dates in short, shares in percent, lengths."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from gallery_pos.formatting import format_percent
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_best_before, read_percent
from ui.widgets.edits import ParsedEdit
from ui.widgets.text import RIGHT

_SHORTHAND = re.compile(r"(?P<count>[0-9]{1,3})\s*(?P<unit>h|hr|hari|m|mg|minggu|b|bl|bln|bulan|t|th|thn|tahun)\.?")
_LENGTH = re.compile(r"(-?[0-9]{1,4}(?:[.,][0-9]{1,2})?)\s*(?:mm)?")
_MONTHS_A_YEAR = 12
_DAYS_A_WEEK = 7
_LAST_YEAR = 2100


def read_short_date(text: str, today: date) -> date | None:
    """Return a best-before date as people write it, or so long from ``today``: "6b" months, "10h" days, "2t" years.

    None where goods have none ("-", "tidak ada"). Raises Unreadable for anything else.
    """
    match = _SHORTHAND.fullmatch(text.strip().casefold())
    if match is None:
        return read_best_before(text)
    count, unit = int(match["count"]), match["unit"][0]
    if unit == "h":
        return today + timedelta(count)
    if unit == "m":
        return today + timedelta(count * _DAYS_A_WEEK)
    return _months_on(today, count * (_MONTHS_A_YEAR if unit == "t" else 1))


def _months_on(day: date, months: int) -> date:
    """Return the same day so many months on, or the last one of a month that is too short."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    if year > _LAST_YEAR:
        raise Unreadable(tr("tahun {year} tidak masuk akal").format(year=year))
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class PercentEdit(ParsedEdit[int]):
    """A share from 0 to 100 %, as basis points."""

    def __init__(self, basis_points: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(read_percent, format_percent, parent)
        self.setAlignment(RIGHT)
        self.setPlaceholderText("0 %")
        self.setMaximumWidth(140)
        if basis_points is not None:
            self.set_value(basis_points)


class MillimetreEdit(ParsedEdit[float]):
    """A length in millimetres between two bounds, written with a comma or a point."""

    def __init__(
        self, length: float | None = None, *, least: float = 0, most: float = 500, parent: QWidget | None = None
    ) -> None:
        super().__init__(self._bounded, _length, parent)
        self._least, self._most = least, most
        self.setAlignment(RIGHT)
        self.setPlaceholderText("0")
        if length is not None:
            self.set_value(length)

    def _bounded(self, text: str) -> float:
        match = _LENGTH.fullmatch(text.strip().casefold())
        if match is None:
            raise Unreadable(tr("bukan ukuran; tulis milimeter, misalnya 29,7"))
        length = round(float(match[1].replace(",", ".")), 2)
        if not self._least <= length <= self._most:
            reason = tr("tulis {least} sampai {most}")
            raise Unreadable(reason.format(least=_length(self._least), most=_length(self._most)))
        return length


def _length(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".").replace(".", ",")
