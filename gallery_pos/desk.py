"""Where a person stands while he works: the arguments that every service has in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Flag, auto
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from gallery_pos.documents import Document, new_id, now
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from gallery_pos.ports import Book, Journal, Posted

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
    LEGALITY = auto()
    """Papers, the gate, applications, curation and turns."""
    MONEY = auto()
    """Safe, bank and QRIS, their mutation files and what matches."""
    REPORTING = auto()
    """Days declared shut, months closed, reports on their way, makers told."""
    ALL = (
        OUTLETS
        | CONSIGNORS
        | PRODUCTS
        | USERS
        | STOCK
        | SALES
        | SHIFTS
        | SETTLEMENT
        | PRINTING
        | SETTINGS
        | LEGALITY
        | MONEY
        | REPORTING
    )


@dataclass(frozen=True, slots=True)
class Done(Generic[_T]):
    """What a service did, and which kinds of data it changed."""

    value: _T
    changes: Changes


@dataclass(frozen=True, slots=True)
class Desk:
    """Journal, book, outlet, terminal and user of whoever works; ``clock`` gives UTC, ``make_id`` documents' ids."""

    journal: Journal
    book: Book
    outlet: str
    origin: str
    user: str
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Jakarta"))
    clock: Callable[[], datetime] = now
    make_id: Callable[[], UUID] = new_id

    def today(self) -> date:
        """Return the outlet's local day."""
        return self.clock().astimezone(self.timezone).date()

    def write(self, kind: type[_D], **fields: Any) -> _D:
        """Make a document of ``kind`` with the header filled in; any header field can be given instead.

        Raises msgspec.ValidationError for a field that is not of its type: what is written must be readable for ever.
        """
        header: dict[str, Any] = {"outlet": self.outlet, "user": self.user, "posted_at": self.clock()}
        if "id" not in fields:
            header["id"] = self.make_id()
        if "business_date" not in fields:
            header["business_date"] = self.today()
        return msgspec.convert(msgspec.to_builtins(kind(**{**header, **fields})), kind)

    def submitted(self, id: UUID, kind: type[_D], same: Callable[[_D], bool]) -> Posted | None:  # noqa: A002
        """Return what a form with this id wrote before (a double click, a retry after a crash); None for a new one.

        Raises RuleBroken (``journal.id_reused``) where it says something else than the form does now.
        """
        before = self.book.document(id)
        if before is None or (isinstance(before.document, kind) and same(before.document)):
            return before
        raise id_reused(before.number)


def id_reused(number: str) -> RuleBroken:
    """Return the refusal of another document under an id that one with this number has."""
    return RuleBroken(
        "journal.id_reused",
        tr("Catatan ini sudah tersimpan dengan isi lain sebagai {number}.").format(number=number),
        safe=tr("Yang sudah tersimpan tidak berubah."),
        todo=tr("Mulai formulir baru, lalu isi lagi."),
    )
