"""Telephone numbers."""

from __future__ import annotations

import re

from gallery_pos.language import tr
from gallery_pos.reading.cells import DASHES, Unreadable, is_number, spoken, whole

_HERE = "62"
_LABEL = re.compile(r"(?:(?:no|nomor|hp|wa|whatsapp|telp|tel|telepon|tlp|phone)\b[.:/ ]*)+")
_SHAPE = re.compile(rf"'?(\+?)([{DASHES}0-9 ().]+)")
_SEVERAL = re.compile(r"[0-9].*[/,;&].*[0-9]|[0-9].*\b(?:atau|dan)\b.*[0-9]")


def read_phone(value: object) -> str:
    """Return a telephone number as digits with the country code and no plus: "6281234567890".

    Understood: 0812…, 62812…, +62 812-…, 8…, 0062…, landlines with their area code, foreign numbers with a plus, and
    numeric cells that lost their zero. Raises Unreadable for several numbers in one cell, for letters among the digits
    and for numbers that cannot exist.
    """
    number = whole(value) if is_number(value) else None
    digits = _from_cell(str(number)) if number is not None and number > 0 else _from_text(spoken(value))
    if not _exists(digits):
        raise _no_phone()
    return digits


def is_mobile(phone: str) -> bool:
    """Tell whether a number (as :func:`read_phone` returns it) can have WhatsApp: landlines get no wa.me link."""
    import phonenumbers

    mobile = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
    try:
        return phonenumbers.number_type(phonenumbers.parse(f"+{phone}")) in mobile
    except phonenumbers.NumberParseException:
        return False


def _from_cell(digits: str) -> str:
    """Complete a number that stood in a numeric cell, where a zero in front cannot stand."""
    return digits if digits.startswith(_HERE) and _exists(digits) else _HERE + digits


def _from_text(text: str) -> str:
    match = _SHAPE.fullmatch(_LABEL.sub("", text, count=1) if _LABEL.match(text) else text)
    if match is None:
        if _SEVERAL.search(text):
            raise Unreadable(tr("lebih dari satu nomor; tulis satu nomor saja"))
        raise _no_phone()
    plus, digits = match[1], re.sub(r"[^0-9]", "", match[2])
    if digits.startswith("00"):
        plus, digits = "+", digits[2:]
    if digits.startswith(_HERE):
        # "+62 (0)812": the zero is dialled inside the country only.
        return _HERE + digits.removeprefix(_HERE).removeprefix("0")
    if plus:
        return digits
    if digits.startswith("0"):
        return _HERE + digits[1:]
    if digits.startswith("8"):
        return _HERE + digits
    raise _no_phone()


def _exists(digits: str) -> bool:
    # Its tables take 30 ms to load, and a till sells without a telephone.
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _no_phone() -> Unreadable:
    return Unreadable(tr("bukan nomor telepon; tulis misalnya 0812-3456-7890 atau (0267) 401234"))
