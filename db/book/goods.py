"""What is on the shelves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, func, select

from db.book.base import Reader
from db.canonical import document_of
from db.tables.columns import at_most
from db.tables.facts import journal
from db.tables.goods import lots, stock
from gallery_pos.ports import Lot
from gallery_pos.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gallery_pos.documents import Document

_read_terms = msgspec.json.Decoder(Terms).decode

_columns = (
    lots.c.lot,
    lots.c.product,
    lots.c.consignor,
    lots.c.price,
    lots.c.terms,
    lots.c.received_on,
    lots.c.best_before,
)
_here = (
    select(*_columns, stock.c.on_hand)
    .join(lots, lots.c.lot == stock.c.lot)
    .where(stock.c.outlet == bindparam("outlet"), stock.c.on_hand > 0)
)
_of_products = _here.where(stock.c.product.in_(bindparam("products", expanding=True)))
_lot = (
    select(*_columns, func.coalesce(stock.c.on_hand, 0).label("on_hand"))
    .outerjoin(stock, (stock.c.lot == lots.c.lot) & (stock.c.outlet == bindparam("outlet")))
    .where(lots.c.lot == bindparam("lot"))
)
_loose = (
    select(stock.c.product, func.sum(stock.c.on_hand).label("on_hand"))
    .where(stock.c.outlet == bindparam("outlet"), stock.c.lot == "", stock.c.on_hand != 0)
    .group_by(stock.c.product)
    .having(func.sum(stock.c.on_hand) != 0)
)
_loose_of = _loose.where(stock.c.product.in_(bindparam("products", expanding=True)))
_newest = at_most(select(journal.c.id).order_by(journal.c.pos.desc()), 1)
_places = select(journal.c.id, journal.c.pos).where(journal.c.id.in_(bindparam("ids", expanding=True)))
_since = (
    select(journal)
    .where(
        journal.c.pos > bindparam("place"),
        journal.c.outlet == bindparam("outlet"),
        journal.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(journal.c.pos)
)


class Goods(Reader):
    """Lots and what was sold without one."""

    def lots(self, outlet: str, products: Collection[str] | None = None) -> Sequence[Lot]:
        """Return the lots with pieces on hand at an outlet, of these products or of all."""
        if products is None:
            return [_as_lot(row) for row in self._rows(_here, outlet=outlet)]
        return [_as_lot(row) for row in self._rows_among(_of_products, "products", products, outlet=outlet)]

    def lot(self, lot: str, outlet: str) -> Lot | None:
        """Return one lot at an outlet, also where nothing of it is on hand."""
        row = self._row(_lot, lot=lot, outlet=outlet)
        return None if row is None else _as_lot(row)

    def loose(self, outlet: str, products: Collection[str] | None = None) -> dict[str, int]:
        """Return per product the pieces that were sold without a lot (negative) and not yet counted."""
        if products is None:
            rows = self._rows(_loose, outlet=outlet)
        else:
            rows = self._rows_among(_loose_of, "products", products, outlet=outlet)
        return {row["product"]: int(row["on_hand"]) for row in rows}

    def newest(self) -> UUID | None:
        """Return the document written last in these books, by whatever terminal."""
        found = self._value(_newest)
        return None if found is None else UUID(bytes=found)

    def written_at(self, ids: Collection[UUID]) -> dict[UUID, int]:
        """Return the place of each of these documents in the order in which these books were written."""
        with self._database.reading() as connection:
            found = connection.execute(_places, {"ids": [each.bytes for each in ids]})
            return {UUID(bytes=row.id): row.pos for row in found}

    def written_since(self, place: int, outlet: str, kinds: Collection[str]) -> Sequence[tuple[int, Document]]:
        """Return the documents of these kinds written at an outlet after a place, each with its own, in order."""
        with self._database.reading() as connection:
            found = connection.execute(_since, {"place": place, "outlet": outlet, "kinds": list(kinds)}).mappings()
            return [(row["pos"], document_of(dict(row))) for row in found]


def _as_lot(row: Mapping[str, Any]) -> Lot:
    return Lot(
        lot=row["lot"],
        product=row["product"],
        consignor=row["consignor"],
        on_hand=row["on_hand"],
        price=row["price"],
        terms=_read_terms(row["terms"]),
        received=date.fromisoformat(row["received_on"]),
        best_before=date.fromisoformat(row["best_before"]) if row["best_before"] else None,
    )
