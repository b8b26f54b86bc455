"""How amounts, dates and shares look on every screen and paper. What is written here, :mod:`gallery_pos.reading` reads.

Figures are Indonesian in every language of the screens, as the papers beside the till are: dots for thousands, a comma
for decimals. Names of months and days follow the language.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.language import tr, tr_noop

if TYPE_CHECKING:
    from datetime import time

MONTHS = (
    tr_noop("Januari"),
    tr_noop("Februari"),
    tr_noop("Maret"),
    tr_noop("April"),
    tr_noop("Mei"),
    tr_noop("Juni"),
    tr_noop("Juli"),
    tr_noop("Agustus"),
    tr_noop("September"),
    tr_noop("Oktober"),
    tr_noop("November"),
    tr_noop("Desember"),
)
SHORT_MONTHS = (
    tr_noop("Jan"),
    tr_noop("Feb"),
    tr_noop("Mar"),
    tr_noop("Apr"),
    tr_noop("Mei"),
    tr_noop("Jun"),
    tr_noop("Jul"),
    tr_noop("Agu"),
    tr_noop("Sep"),
    tr_noop("Okt"),
    tr_noop("Nov"),
    tr_noop("Des"),
)
WEEKDAYS = (
    tr_noop("Senin"),
    tr_noop("Selasa"),
    tr_noop("Rabu"),
    tr_noop("Kamis"),
    tr_noop("Jumat"),
    tr_noop("Sabtu"),
    tr_noop("Minggu"),
)


def format_count(number: int) -> str:
    """Return a whole number with dots: "1.250"."""
    return f"{number:,}".replace(",", ".")


def format_rupiah(amount: int) -> str:
    """Return an amount by the official spelling, without a space: "Rp15.000", "-Rp15.000"."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{format_count(abs(amount))}"


def format_percent(basis_points: int) -> str:
    """Return a share given in basis points: "20 %", "12,5 %", "0,25 %"."""
    sign = "-" if basis_points < 0 else ""
    whole, rest = divmod(abs(basis_points), 100)
    decimals = f",{rest:02}".rstrip("0") if rest else ""
    return f"{sign}{format_count(whole)}{decimals} %"


def format_date(day: date) -> str:
    """Return the date for tables and screens: "4 Jul 2023"."""
    return f"{day.day} {tr(SHORT_MONTHS[day.month - 1])} {day.year}"


def format_iso_date(text: str) -> str:
    """Return a date that is written "2026-10-05" as people read it; what is no date stays as it is."""
    try:
        return format_date(date.fromisoformat(text))
    except ValueError:
        return text


def format_long_date(day: date) -> str:
    """Return the date for letters: "4 Juli 2023"."""
    return f"{day.day} {tr(MONTHS[day.month - 1])} {day.year}"


def format_month(day: date) -> str:
    """Return the month that ``day`` is in: "Juli 2023"."""
    return f"{tr(MONTHS[day.month - 1])} {day.year}"


def format_weekday(day: date) -> str:
    """Return the name of the day: "Selasa"."""
    return tr(WEEKDAYS[day.weekday()])


def format_time(moment: time) -> str:
    """Return a local time of day: "14.05". A datetime gives its own ``time()``."""
    return f"{moment:%H.%M}"


def format_period(start: date, end: date) -> str:
    """Return a span of days as short as it can be: "1–31 Okt 2026", "28 Sep – 4 Okt 2026"."""
    if start == end:
        return format_date(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{format_date(end)}"
    first = format_date(start).removesuffix(f" {start.year}") if start.year == end.year else format_date(start)
    return f"{first} – {format_date(end)}"


def format_phone(phone: str) -> str:
    """Return a phone as people dial it here ("0812-3456-7890", "(0267) 401234"), abroad with its country code.

    ``phone`` is as :func:`gallery_pos.reading.read_phone` returns it; anything else comes back as it is.
    """
    import phonenumbers  # 30 ms that only screens with telephones need

    try:
        number = phonenumbers.parse(f"+{phone}")
    except phonenumbers.NumberParseException:
        return phone
    home = number.country_code == phonenumbers.country_code_for_region("ID")
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def format_receipt_code(code: str) -> str:
    """Return a receipt code in two halves, as it is printed and read out: "7K3QX-9M2PD"."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
