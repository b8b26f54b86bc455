"""Codes and registration numbers, which spreadsheets like to spoil."""

from __future__ import annotations

import re
from typing import NamedTuple

from gallery_pos.language import tr
from gallery_pos.reading.cells import Unreadable, is_number, read_text, spoken, whole

_CODE_LIMIT = 40
_SPOILED = re.compile(r"[0-9][.,][0-9]+e\+?[0-9]+")
_NIB_DIGITS = 13
_NIB_FEWEST = 10
_NIB = re.compile(r"(?:nib\b[.: ]*)?'?([0-9][0-9 .-]*)")


class Nib(NamedTuple):
    """A business registration number of 13 digits; ``warning`` is a sentence for the person, or ""."""

    number: str
    warning: str


def read_code(value: object) -> str:
    """Return a code or a barcode as it is written; a number of a spreadsheet gives its digits.

    Compare codes by :func:`gallery_pos.barcode.sku`. Raises Unreadable for a blank cell, a formula, a fraction, and a
    long number that a spreadsheet cut down to 8,99E+12.
    """
    if is_number(value):
        number = whole(value)
        if number is None or number < 0:
            raise Unreadable(tr("bukan kode; tulis kode sebagai teks"))
        return str(number)
    text = spoken(value)
    if _SPOILED.fullmatch(text):
        raise Unreadable(_spoiled())
    return read_text(value, limit=_CODE_LIMIT).removeprefix("'")


def read_nib(value: object) -> Nib:
    """Return a NIB: 13 digits, no check digit is known.

    A numeric cell that lost the zeros in front gets them back, with a warning. Raises Unreadable for anything else;
    ask :func:`is_blank` first, since an SME may have none yet.
    """
    if is_number(value):
        number = whole(value)
        digits = str(number) if number is not None and number > 0 else ""
        missing = _NIB_DIGITS - len(digits)
        if not 0 <= missing <= _NIB_DIGITS - _NIB_FEWEST:
            raise _no_nib()
        warning = tr("angka nol di depan NIB hilang di berkas dan sudah dikembalikan; cocokkan dengan suratnya")
        return Nib(digits.zfill(_NIB_DIGITS), warning if missing else "")
    text = spoken(value)
    if _SPOILED.fullmatch(text):
        raise Unreadable(_spoiled())
    match = _NIB.fullmatch(text)
    digits = re.sub(r"[ .-]", "", match[1]) if match else ""
    if len(digits) != _NIB_DIGITS:
        raise _no_nib()
    return Nib(digits, "")


def _no_nib() -> Unreadable:
    return Unreadable(tr("bukan NIB; NIB terdiri dari 13 angka"))


def _spoiled() -> str:
    return tr("angka ini sudah dipotong oleh program lembar kerja; jadikan selnya teks, lalu tulis lagi semua angkanya")
