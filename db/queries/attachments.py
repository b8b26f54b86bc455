"""Which pictures and scans the books name: those that should be there, and those that hold personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.canonical import document_of
from db.tables.facts import journal
from gallery_pos.documents import (
    AgreementRevised,
    ConsignorRevised,
    DisputeOpened,
    Document,
    LegalityRecorded,
    OperatorHandedOver,
    OutletRevised,
    PayoutAcknowledged,
    ProductRevised,
    StocktakePosted,
    VisitRecorded,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.engine import Database

_RECORDS: dict[type[Document], str] = {
    OutletRevised: "code",
    ConsignorRevised: "code",
    ProductRevised: "code",
    AgreementRevised: "consignor",
}
"""Kinds whose latest document is all there is, and the field that says of which record."""
_KINDS: tuple[type[Document], ...] = (
    *_RECORDS,
    *(LegalityRecorded, OperatorHandedOver, StocktakePosted, VisitRecorded, PayoutAcknowledged, DisputeOpened),
)
_named = select(journal).where(journal.c.kind.in_([kind.__name__ for kind in _KINDS])).order_by(journal.c.pos)


@dataclass(frozen=True, slots=True)
class Named:
    """Names of files: ``wanted`` are shown somewhere today, ``personal`` hold what the law protects, ``open`` do not."""

    wanted: frozenset[str]
    personal: frozenset[str]
    open: frozenset[str]


def named_attachments(database: Database) -> Named:
    """Read them out of the whole journal; touches no file."""
    latest: dict[object, set[str]] = {}
    personal: set[str] = set()
    shown: set[str] = set()
    with database.reading() as connection:
        for row in connection.execute(_named).mappings():
            document = document_of(dict(row))
            private, plain = set(_personal(document)) - {""}, set(_plain(document)) - {""}
            personal |= private
            shown |= plain
            latest[_record(document)] = private | plain
    return Named(frozenset().union(*latest.values()), frozenset(personal - shown), frozenset(shown))


def _record(document: Document) -> object:
    """Return what a document is the latest of; most are of nothing but themselves."""
    if isinstance(document, LegalityRecorded):
        return document.holder, document.subject, document.paper
    code = _RECORDS.get(type(document))
    return (document.kind, getattr(document, code)) if code else document.id


def _personal(document: Document) -> Iterator[str]:
    if isinstance(document, LegalityRecorded):
        yield from (scan.file for scan in document.scans)
    elif isinstance(document, AgreementRevised | OperatorHandedOver):
        yield from (signature.picture for signature in document.signatures)
    elif isinstance(document, PayoutAcknowledged):
        yield document.attachment


def _plain(document: Document) -> Iterator[str]:
    if isinstance(document, OutletRevised):
        yield document.logo
    elif isinstance(document, ConsignorRevised | ProductRevised):
        yield document.picture
    elif isinstance(document, StocktakePosted):
        yield from (picture for line in document.lines for picture in line.pictures)
    elif isinstance(document, VisitRecorded):
        yield from document.pictures
    elif isinstance(document, DisputeOpened):
        yield document.picture
