"""Codes on goods, labels and receipts: what a scanner sends, what we print, what a person reads out on the telephone.

Codes that people read are Crockford base32: no letter that looks like a digit. See https://www.crockford.com/base32.html
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from gallery_pos.language import tr
from gallery_pos.reading.cells import Unreadable

if TYPE_CHECKING:
    from uuid import UUID

INSTORE_PREFIX = "21"
"""GS1 keeps 20 to 29 for use inside one company: no product from outside can carry such a number."""

_INSTORE_DIGITS = 10
_EAN13 = re.compile(r"[0-9]{13}")
_AIM_PREFIX = re.compile(r"\][A-Za-z][0-9A-Fa-f]")

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FROM_RFC_4648 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _CROCKFORD)
_MISREAD = str.maketrans("OIL", "011", "- ")
_RECEIPT_CODE = re.compile(f"[{_CROCKFORD}]{{10}}")
_LOT_CODE_LENGTH = 12
_BODY = 9
"""Characters of a receipt code that are of the document's hash, of five bits each."""
_BODY_BYTES = 6
_SPARE_BITS = 8 * _BODY_BYTES - 5 * _BODY
_ABOVE_ALL = 33
"""More bytes than a hash has: above every one of them."""


def instore_ean13(number: int) -> str:
    """Return the EAN-13 that we print for goods without a barcode of their own.

    Raises ValueError unless 0 < number < 10^10.
    """
    from stdnum import ean  # 50 ms that a till does not need before its first sale

    if not 0 < number < 10**_INSTORE_DIGITS:
        raise ValueError(f"no in-store code for number {number}")
    body = f"{INSTORE_PREFIX}{number:0{_INSTORE_DIGITS}}"
    return body + ean.calc_check_digit(body)


def is_ean13(text: str) -> bool:
    """Tell whether the text is exactly 13 digits whose last one checks the others."""
    from stdnum import ean

    return _EAN13.fullmatch(text) is not None and ean.is_valid(text)


def sku(text: str) -> str:
    """Return a code in the form in which codes are compared: capitals, without spaces and invisible characters."""
    return "".join(unicodedata.normalize("NFKC", _visible(text)).upper().split())


def clean_scan(text: str) -> str:
    """Return what a label says, from what a scanner sent: without line ends, control characters and AIM prefix.

    Scanners can be set to tell the symbology first (``]E0`` EAN-13, ``]C1`` GS1-128, ``]Q3`` QR).
    """
    return _AIM_PREFIX.sub("", _visible(text).strip(), count=1).strip()


def receipt_code(document_hash: bytes) -> str:
    """Return the ten characters on a receipt: nine of the document's hash and one that checks them.

    45 bits find a receipt and prove a copy; they are not a key: two documents may share a code.
    """
    from stdnum import luhn

    body = _crockford(document_hash, _BODY)
    return body + luhn.calc_check_digit(body, _CROCKFORD)


def read_receipt_code(text: str) -> str:
    """Return the code as :func:`receipt_code` wrote it, from what a person typed or a scanner sent.

    Small letters, hyphens, spaces, O for 0 and I or L for 1 are understood. Raises Unreadable for anything that is
    not a receipt code or has a wrong character in it.
    """
    from stdnum import luhn

    code = clean_scan(text).upper().translate(_MISREAD)
    if not _RECEIPT_CODE.fullmatch(code):
        raise Unreadable(tr("bukan kode struk; kode struk terdiri dari 10 huruf dan angka, lihat bagian bawah struk"))
    if not luhn.is_valid(code, _CROCKFORD):
        raise Unreadable(tr("kode struk ini salah ketik; periksa lagi setiap huruf dan angkanya"))
    return code


def code_range(code: str) -> tuple[bytes, bytes]:
    """Return between which hashes a document with a receipt code is: from the first up to, and without, the second."""
    number = 0
    for character in code[:_BODY]:
        number = number * len(_CROCKFORD) + _CROCKFORD.index(character)
    low, high = number << _SPARE_BITS, (number + 1) << _SPARE_BITS
    ends = high.to_bytes(_BODY_BYTES, "big") if high < 1 << 8 * _BODY_BYTES else b"\xff" * _ABOVE_ALL
    return low.to_bytes(_BODY_BYTES, "big"), ends


def lot_code(document_id: UUID, line: int) -> str:
    """Return the name of the lot that line ``line`` of a consignment note brought in: 60 bits, the same every time."""
    digest = hashlib.sha256(document_id.bytes + line.to_bytes(4, "big")).digest()
    return _crockford(digest, _LOT_CODE_LENGTH)


def _crockford(data: bytes, length: int) -> str:
    """Return the first ``length`` characters of ``data`` in Crockford base32: eight of them for five bytes."""
    needed = data[: -(-length // 8) * 5]
    return base64.b32encode(needed).decode("ascii").translate(_FROM_RFC_4648)[:length]


def _visible(text: str) -> str:
    """Return the text without control and formatting characters."""
    return "".join(character for character in text if unicodedata.category(character) not in {"Cc", "Cf"})
