"""Where a person stands while he works: the arguments that every service has in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Flag, auto
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from gallery_pos.documents import Document, new_id, now

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.ports import Book, Journal

_D = TypeVar("_D", bound=Document)
_T = TypeVar("_T")


class Changes(Flag):
    """Kinds of data that a service changed; a screen reads again what it shows of them."""

    NONE = 0
    OUTLETS = auto()
    CONSIGNORS = auto()
    PRODUCTS = auto()
    USERS = auto()
    STOCK = auto()
    SALES = auto()
    SHIFTS = auto()
    SETTLEMENT = auto()
    PRINTING = auto()
    SETTINGS = auto()
    ALL = OUTLETS | CONSIGNORS | PRODUCTS | USERS | STOCK | SALES | SHIFTS | SETTLEMENT | PRINTING | SETTINGS


@dataclass(frozen=True, slots=True)
class Done(Generic[_T]):
    """What a service did, and which kinds of data it changed."""

    value: _T
    changes: Changes


@dataclass(frozen=True, slots=True)
class Desk:
    """Journal, book, outlet, terminal and user of whoever works; ``clock`` gives UTC."""

    journal: Journal
    book: Book
    outlet: str
    origin: str
    user: str
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Jakarta"))
    clock: Callable[[], datetime] = now

    def today(self) -> date:
        """Return the outlet's local day."""
        return self.clock().astimezone(self.timezone).date()

    def write(self, kind: type[_D], **fields: Any) -> _D:
        """Make a document of ``kind`` with the header filled in; any header field can be given instead."""
        header: dict[str, Any] = {"outlet": self.outlet, "user": self.user, "posted_at": self.clock()}
        if "id" not in fields:
            header["id"] = new_id()
        if "business_date" not in fields:
            header["business_date"] = self.today()
        return kind(**{**header, **fields})
