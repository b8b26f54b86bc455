"""Dates and moments, in every habit of writing them. Day before month, as everybody here writes."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from gallery_pos.formatting import MONTHS, SHORT_MONTHS
from gallery_pos.language import tr
from gallery_pos.reading.cells import Unreadable, is_blank, is_number, spoken

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = (date(_FIRST_YEAR, 1, 1) - _EXCEL_DAY_ZERO).days
_LAST_SERIAL = (date(_LAST_YEAR, 12, 31) - _EXCEL_DAY_ZERO).days

_OTHER_SPELLINGS = (
    ("january",),
    ("february", "pebruari", "febuari", "peb"),
    ("march", "mrt"),
    (),
    ("may",),
    ("june",),
    ("july",),
    ("august", "agt", "ags", "agst", "aug"),
    ("sept",),
    ("october", "oct"),
    ("nopember", "nop"),
    ("december", "dec"),
)
_MONTH_NUMBERS = {
    spelling.casefold(): number
    for number, spellings in enumerate(zip(MONTHS, SHORT_MONTHS, _OTHER_SPELLINGS, strict=True), start=1)
    for spelling in (*spellings[:2], *spellings[2])
}

_CLOCK = r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
_WITH_CLOCK = re.compile(rf"(?P<day>.*[0-9])(?:\s+|t)(?:(?:pukul|jam)\s+)?{_CLOCK}(?:\s*wi(?:b|ta|t))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_DAY_NAMED = re.compile(r"([0-9]{1,2})[-/., ]*([a-z]+)[-/., ]*([0-9]{4}|[0-9]{2})")
_MONTH_NAMED = re.compile(r"([a-z]+)[-/., ]*([0-9]{4})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2}) ?[-/.] ?([0-9]{4})")
_YEAR_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")

_BEST_BEFORE = re.compile(r"^(?:exp|expired|ed|bb|best before|kedaluwarsa|kadaluarsa|kadaluwarsa)\b[.: ]*")
_NEVER = frozenset({"tidak ada", "tdk ada", "tanpa", "nihil", "n/a", "none"})


def read_date(value: object) -> date:
    """Return a date between 1990 and 2100.

    Understood: 2023-07-04, 04/07/2023, 4-7-2023, 4.7.2023, 4 Juli 2023, 4 Jul 2023, and the dates and day numbers of a
    spreadsheet. The day stands before the month always, so 03/13/2023 is no date. Two-digit years after a day and a
    month are of this century (04/07/23 is 2023). A month alone (Pebruari 2024, Feb 2024, 02/2024) is its last day; a
    time of day is left away. Raises Unreadable for anything else.
    """
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if is_number(value):
        return _from_serial(value).date()
    text = spoken(value)
    with_clock = _WITH_CLOCK.fullmatch(text)
    return _from_text(with_clock["day"] if with_clock else text)


def read_best_before(value: object) -> date | None:
    """Return a best-before date, None where goods have none (blank, "-", "tidak ada"); otherwise as :func:`read_date`.

    "EXP 12/2024" is understood too.
    """
    if is_blank(value):
        return None
    if isinstance(value, str):
        text = spoken(value)
        if text in _NEVER:
            return None
        return read_date(_BEST_BEFORE.sub("", text, count=1))
    return read_date(value)


def read_moment(value: object, zone: tzinfo) -> datetime:
    """Return a moment in UTC: ISO 8601, or any date of :func:`read_date` with a time such as 14:05 or 14.05 behind it.

    Where it names no offset of its own it is local time in ``zone``; a date alone is the beginning of that day.
    """
    if isinstance(value, datetime):
        moment = value
    elif isinstance(value, date):
        moment = datetime.combine(value, time())
    elif is_number(value):
        moment = _from_serial(value)
    else:
        moment = _moment_from_text(spoken(value))
    _plausible(moment.date())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _from_text(text: str) -> date:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[3], match[4])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[4], match[3], match[1])
    if (match := _DAY_NAMED.fullmatch(text)) and match[2] in _MONTH_NUMBERS:
        return _day(match[3], str(_MONTH_NUMBERS[match[2]]), match[1])
    if (match := _MONTH_NAMED.fullmatch(text)) and match[1] in _MONTH_NUMBERS:
        return _month_end(match[2], str(_MONTH_NUMBERS[match[1]]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _month_end(match[2], match[1])
    if match := _YEAR_MONTH.fullmatch(text):
        return _month_end(match[1], match[2])
    raise _no_date()


def _day(year: str, month: str, day: str) -> date:
    full_year = int(year) if len(year) > 2 else 2000 + int(year)  # noqa: PLR2004 -- digits of a short year
    try:
        return _plausible(date(full_year, int(month), int(day)))
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            tr("hari atau bulan ini tidak ada; tulis hari/bulan/tahun, misalnya 13/03/2023 atau 13 Maret 2023")
        ) from error


def _month_end(year: str, month: str) -> date:
    first = _day(year, month, "1")
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _from_serial(value: float) -> datetime:
    """Return the moment of a day number as spreadsheets count days (1900 system)."""
    if not _FIRST_SERIAL <= value < _LAST_SERIAL + 1:
        raise _no_date()
    return datetime.combine(_EXCEL_DAY_ZERO, time()) + timedelta(seconds=round(value * 86_400))


def _moment_from_text(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        match = _WITH_CLOCK.fullmatch(text)
    if match is None:
        return datetime.combine(_from_text(text), time())
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError as error:
        raise Unreadable(tr("jam ini tidak ada; tulis misalnya 2023-07-04 14:05")) from error
    return datetime.combine(_from_text(match["day"]), clock)


def _plausible(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Unreadable(tr("tahun {year} tidak masuk akal").format(year=day.year))
    return day


def _no_date() -> Unreadable:
    return Unreadable(tr("bukan tanggal yang jelas; tulis misalnya 04/07/2023, 4 Juli 2023 atau 2023-07-04"))
