"""What a paper carries so that anybody can check it against the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.barcode import receipt_code
from gallery_pos.formatting import format_receipt_code

if TYPE_CHECKING:
    from gallery_pos.ports import Posted

_SHORT = 16
_GROUP = 4


def head_short(document_hash: bytes) -> str:
    """Return the first 16 hex digits of a hash in groups of four: "3f9a 77c2 1b0d 55e1"."""
    digits = document_hash.hex()[:_SHORT]
    return " ".join(digits[start : start + _GROUP] for start in range(0, _SHORT, _GROUP))


def head_text(posted: Posted) -> str:
    """Return a document's place in its chain and its whole hash, as the QR code of a Z slip says it.

    Four words: ``Z``, ``origin/epoch/seq``, the number people see, the hash in hex. All in capitals, which makes a QR
    code a third smaller.
    """
    return f"Z {posted.origin}/{posted.epoch}/{posted.seq} {posted.number} {posted.hash.hex()}".upper()


def check_text(number: str, document_hash: bytes) -> str:
    """Return what the QR code of a statement, a note or a kuitansi says: its number and its whole hash, in capitals."""
    return f"{number} {document_hash.hex()}".upper()


def check_code(document_hash: bytes) -> str:
    """Return the short code under it, as people read it out: "7K3QX-9M2PD"."""
    return format_receipt_code(receipt_code(document_hash))
