"""How a product came to its price: every revision, with the document that made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from db.queries.history import revisions
from db.queries.stock import list_lots
from gallery_pos.documents import ProductRevised
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr, tr_noop
from ui.app.slips import name_of
from ui.app.tables import Column, Kind

if TYPE_CHECKING:
    from ui.gallery import Gallery


@dataclass(frozen=True, slots=True)
class Change:
    """A revision that changed price or terms."""

    id: UUID
    day: date
    price: int
    terms: str
    by: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Pieces of a product at one outlet, at the price they came in with."""

    outlet: str
    pieces: int
    price: int
    best_before: date | None
    lot: str


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of a product beside its fields."""

    changes: list[Change]
    shelves: list[Shelf]


CHANGES: tuple[Column[Change], ...] = (
    Column(tr_noop("Berlaku sejak"), lambda row: row.day, Kind.DATE),
    Column(tr_noop("Harga jual"), lambda row: row.price, Kind.MONEY),
    Column(tr_noop("Syarat"), lambda row: row.terms, stretch=True),
    Column(tr_noop("Oleh"), lambda row: row.by),
)
SHELVES: tuple[Column[Shelf], ...] = (
    Column(tr_noop("Gerai"), lambda row: row.outlet, stretch=True),
    Column(tr_noop("Barang"), lambda row: row.pieces, Kind.NUMBER),
    Column(tr_noop("Harga"), lambda row: row.price, Kind.MONEY),
    Column(tr_noop("Kedaluwarsa"), lambda row: row.best_before, Kind.DATE),
)


def read_story(gallery: Gallery, code: str) -> Story:
    """Return price history and shelves of a product. Touches no widget."""
    return Story(_changes(gallery, code), _shelves(gallery, code))


def _changes(gallery: Gallery, code: str) -> list[Change]:
    """Return the revisions that changed price or terms, the newest first."""
    told = list(reversed(revisions(gallery.database, kind="ProductRevised", code=code)))
    found: list[Change] = []
    before: ProductRevised | None = None
    for posted in told:
        product = posted.document
        if not isinstance(product, ProductRevised):
            continue
        if before is None or (before.price, before.terms) != (product.price, product.terms):
            found.append(
                Change(
                    product.id, product.business_date, product.price, _terms(product), name_of(gallery, product.user)
                )
            )
        before = product
    return found[::-1]


def _terms(product: ProductRevised) -> str:
    terms = product.terms
    if terms.consignor_price is not None:
        return tr("harga titip {amount}").format(amount=format_rupiah(terms.consignor_price))
    if terms.commission_bp is not None:
        return tr("komisi {share}").format(share=format_percent(terms.commission_bp))
    return tr("ikut perjanjian")


def _shelves(gallery: Gallery, code: str) -> list[Shelf]:
    names = {outlet.code: outlet.name for outlet in gallery.book.outlets()}
    return [
        Shelf(names.get(lot.outlet, lot.outlet), lot.on_hand, lot.price, lot.best_before, lot.lot)
        for lot in list_lots(gallery.database, product=code, only_here=True)
    ]
