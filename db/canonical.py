"""How a document is written into the journal and hashed, exactly. Changing anything here breaks every old journal.

``hash = SHA-256(prev_hash + header + body)``. The header is canonical JSON like the body: sorted keys, integers only,
UTF-8. Every column of the row is in it, but for ``pos``, the hash itself and the signature.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from gallery_pos.documents import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gallery_pos.documents import Document

GENESIS = bytes(32)
"""What the first document of a terminal has for a predecessor."""

_encode = msgspec.json.Encoder(order="sorted").encode


def stamp(moment: datetime) -> str:
    """Return a moment as text of one length in UTC, so that text sorts as time does."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def header(row: Mapping[str, Any]) -> bytes:
    """Return the canonical JSON of a journal row's header columns."""
    return _encode(
        {
            "business_date": row["business_date"],
            "epoch": row["epoch"],
            "id": row["id"].hex(),
            "kind": row["kind"],
            "number": row["number"],
            "origin": row["origin"],
            "outlet": row["outlet"],
            "posted_at": row["posted_at"],
            "seq": row["seq"],
            "user": row["user_code"],
            "version": row["version"],
        }
    )


def chain_hash(row: Mapping[str, Any]) -> bytes:
    """Return the hash that a journal row must have, from all its other columns."""
    return sha256(row["prev_hash"] + header(row) + row["body"]).digest()


def document_of(row: Mapping[str, Any]) -> Document:
    """Return the document in a journal row.

    Raises KeyError for an unknown kind, ValueError or msgspec.ValidationError for a row that cannot be read.
    """
    fields = {
        "id": UUID(bytes=row["id"]),
        "outlet": row["outlet"],
        "business_date": date.fromisoformat(row["business_date"]),
        "posted_at": datetime.fromisoformat(row["posted_at"]),
        "user": row["user_code"],
    }
    return read(row["kind"], row["version"], fields, row["body"])
