"""What every document has, and how it is written down and read back.

A document is frozen. Its ``kind`` is the name of its class and its ``version`` a class attribute; a reader for every
version that was ever written stays (see :data:`UPCASTERS`), so old journals stay readable for ever.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from uuid import UUID

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

_AnyDocument = TypeVar("_AnyDocument", bound="type[Document]")

_encode = msgspec.json.Encoder(order="sorted").encode
_HEADER = ("id", "outlet", "business_date", "posted_at", "user")


def new_id() -> UUID:
    """Return a UUIDv7 (RFC 9562): made when a form or a cart is opened, before anything is committed."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=value)


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The header that every document shares.

    ``outlet`` and ``user`` are codes; ``business_date`` is the outlet's local day; ``posted_at`` is UTC.
    """

    version: ClassVar[int] = 1

    id: UUID
    outlet: str
    business_date: date
    posted_at: datetime
    user: str

    @property
    def kind(self) -> str:
        """The name under which the document stands in the journal."""
        return type(self).__name__


KINDS: dict[str, type[Document]] = {}
"""Every kind by its name, in the order of their declaration."""

UPCASTERS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""Per kind and old version: how its body becomes the body of the next version."""


def register(cls: _AnyDocument) -> _AnyDocument:
    """Class decorator: a kind that the journal may hold."""
    KINDS[cls.__name__] = cls
    return cls


def body(document: Document) -> bytes:
    """Return what the document says beyond its header as canonical JSON: sorted keys, integers only, UTF-8."""
    fields = msgspec.to_builtins(document, order="sorted")
    for name in _HEADER:
        del fields[name]
    return _encode(fields)


def read(kind: str, version: int, header: dict[str, Any], stored: bytes) -> Document:
    """Return the document that ``body`` wrote; ``header`` has the five header fields.

    Raises KeyError for an unknown kind or a version of it that this program does not know, and msgspec.ValidationError
    for a body that is not of its kind.
    """
    fields = msgspec.json.decode(stored)
    cls = KINDS[kind]
    if version > cls.version:
        raise KeyError(f"{kind} version {version}")
    while version < cls.version:
        fields = UPCASTERS[kind, version](fields)
        version += 1
    return msgspec.convert({**fields, **header}, cls)
