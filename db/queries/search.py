"""Finding a product at the counter: by a scan, as one types, and among the tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select, text

from db.projections.master import name_key
from db.queries.rows import fetch, total
from db.tables.columns import at_most
from db.tables.goods import stock
from db.tables.records import consignors, products
from gallery_pos.barcode import sku

if TYPE_CHECKING:
    from db.engine import Database

_TRIGRAM = 3
_CANDIDATES = 200
"""How many hits are looked at before the best are chosen: a word that half the catalogue has must not be slow."""

_MOST_LETTERS = 100


class ProductHit(msgspec.Struct, frozen=True):
    """A product as the counter needs it; ``on_hand`` at the outlet asked about."""

    code: str
    name: str
    consignor: str
    maker: str
    price: int
    category: str
    barcodes: str
    picture: str
    on_hand: int
    sold: int


def _here(column: Any) -> Any:
    return (
        select(total(column))
        .where(stock.c.outlet == bindparam("outlet"), stock.c.product == products.c.code)
        .scalar_subquery()
    )


_hit = (
    select(
        *(products.c[name] for name in ("code", "name", "consignor", "price", "category", "barcodes", "picture")),
        func.coalesce(consignors.c.business_name, products.c.consignor).label("maker"),
        _here(stock.c.on_hand).label("on_hand"),
        _here(stock.c.sold - stock.c.refunded).label("sold"),
    )
    .outerjoin(consignors, consignors.c.code == products.c.consignor)
    .where(products.c.active == 1)
)
_starts = select(products.c.pos).where(
    products.c.name_key >= bindparam("start"), products.c.name_key < bindparam("end")
)
_code_starts = select(products.c.pos).where(
    products.c.code_key >= bindparam("code"), products.c.code_key < bindparam("code_end")
)
_by_name = at_most(_starts.order_by(products.c.name_key), _CANDIDATES)
_by_code = at_most(_code_starts.order_by(products.c.code_key), _CANDIDATES)
_by_letters = text(
    f"SELECT rowid FROM product_search WHERE product_search MATCH :letters LIMIT {_CANDIDATES}"  # noqa: S608 -- a constant
)
_beginning = _hit.where(or_(products.c.pos.in_(_by_name), products.c.pos.in_(_by_code)))
_inside = _hit.where(products.c.pos.in_(bindparam("found", expanding=True)))

_sums = (
    select(
        stock.c.product,
        total(stock.c.on_hand).label("on_hand"),
        total(stock.c.sold - stock.c.refunded).label("sold"),
    )
    .where(stock.c.outlet == bindparam("outlet"))
    .group_by(stock.c.product)
    .subquery()
)
_tiles = (
    select(
        *(products.c[name] for name in ("code", "name", "consignor", "price", "category", "barcodes", "picture")),
        func.coalesce(consignors.c.business_name, products.c.consignor).label("maker"),
        _sums.c.on_hand,
        _sums.c.sold,
    )
    .join(_sums, _sums.c.product == products.c.code)
    .outerjoin(consignors, consignors.c.code == products.c.consignor)
    .where(products.c.active == 1)
    .order_by(_sums.c.sold.desc(), products.c.name_key)
)


def search_products(database: Database, words: str, *, outlet: str, limit: int = 50) -> list[ProductHit]:
    """Return active products that have every word in name, code, barcode or maker.

    First those whose name begins so, then those that are here, then by name.
    """
    wanted = name_key(words)[:_MOST_LETTERS]
    if not wanted:
        return []
    if database.on_sqlite:
        found = _search_sqlite(database, wanted, outlet)
    else:
        found = fetch(database, _containing(wanted), ProductHit, outlet=outlet)
    best = {hit.code: hit for hit in found if _has_all(hit, wanted)}
    return sorted(best.values(), key=lambda hit: _rank(hit, wanted))[:limit]


def _search_sqlite(database: Database, wanted: str, outlet: str) -> list[ProductHit]:
    first, code = wanted.split(" ", maxsplit=1)[0], sku(wanted)
    ends = {"start": wanted, "end": f"{wanted}\U0010ffff", "code": code, "code_end": f"{code}\U0010ffff"}
    with database.reading() as connection:
        found = fetch(database, _beginning, ProductHit, outlet=outlet, **ends)
        long = [word for word in wanted.split() if len(word) >= _TRIGRAM]
        if long:
            letters = " AND ".join(f'"{word.replace(chr(34), chr(34) * 2)}"' for word in long)
            rows = list(connection.execute(_by_letters, {"letters": letters}).scalars())
            found += fetch(database, _inside, ProductHit, outlet=outlet, found=rows)
        elif not found:
            ends |= {"start": first, "end": f"{first}\U0010ffff"}
            found = fetch(database, _beginning, ProductHit, outlet=outlet, **ends)
    return found


def _containing(wanted: str) -> Any:
    everywhere = (products.c.name, products.c.code, products.c.barcodes, consignors.c.business_name)
    each = (or_(*(column.icontains(word, autoescape=True) for column in everywhere)) for word in wanted.split())
    return _hit.where(and_(*each)).order_by(products.c.name_key).limit(_CANDIDATES)


def _has_all(hit: ProductHit, wanted: str) -> bool:
    everything = f"{hit.name} {hit.code} {hit.barcodes} {hit.maker}".casefold()
    return all(word in everything for word in wanted.split())


def _rank(hit: ProductHit, wanted: str) -> tuple[bool, bool, bool, str]:
    name = name_key(hit.name)
    return (wanted not in {hit.code.casefold(), name}, not name.startswith(wanted), hit.on_hand <= 0, name)


def tiles(
    database: Database,
    *,
    outlet: str,
    category: str | None = None,
    without_barcode: bool = False,
    limit: int = 60,
) -> list[ProductHit]:
    """Return the products for the tiles of an outlet, most sold first; those that never were here are left out."""
    statement = _tiles.limit(limit)
    if category is not None:
        statement = statement.where(products.c.category == category)
    if without_barcode:
        statement = statement.where(products.c.barcodes == "")
    return fetch(database, statement, ProductHit, outlet=outlet)
