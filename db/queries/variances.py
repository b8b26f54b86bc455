"""Every line where a count and the books differed, with who bears it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, select

from db.queries.stocktakes import read_counts
from db.tables.goods import lots
from db.tables.records import consignors, products
from gallery_pos.documents import CountedLine, StocktakePosted
from gallery_pos.money import FULL
from gallery_pos.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.engine import Connection

    from db.engine import Database


class Bearer(StrEnum):
    """Who bears missing pieces: the gallery, their maker, both, or nobody, for a sale explains them."""

    GALLERY = "gallery"
    CONSIGNOR = "consignor"
    SHARED = "shared"
    NOBODY = ""


class VarianceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a count with a difference: a lot's with a bearer, else a product's; ``value`` is the difference at its price, ``compensation`` what is owed for it.

    ``gallery_bp`` is the part of the maker's due that the gallery pays, None where nobody bears anything.
    """

    stocktake: str
    document: UUID
    outlet: str
    business_date: date
    posted_at: datetime
    product: str
    name: str
    consignor: str
    business_name: str
    lot: str
    expected: int
    counted: int
    difference: int
    price: int
    value: int
    reason: str
    bearer: Bearer
    gallery_bp: int | None
    compensation: int
    counted_by: str
    approved_by: str
    user: str
    note: str


_lots = select(lots.c.lot, lots.c.price, lots.c.terms).where(lots.c.lot.in_(bindparam("lots", expanding=True)))
_prices = select(products.c.code, products.c.price).where(products.c.code.in_(bindparam("codes", expanding=True)))
_makers = select(consignors.c.code, consignors.c.business_name)
_AT_ONCE = 500
_read_terms = msgspec.json.Decoder(Terms).decode


def list_variances(
    database: Database, *, outlet: str | None = None, since: date | None = None, until: date | None = None
) -> list[VarianceRow]:
    """Return every line where a count and the books differed, the newest count first."""
    with database.reading() as connection:
        counts = [
            (number, document)
            for number, document in read_counts(connection, (StocktakePosted,), outlet, since, until)
            if isinstance(document, StocktakePosted)
        ]
        lines = [line for _, count in counts for line in _told(count)]
        prices, terms = _of_lots(connection, {line.lot for line in lines if line.lot})
        loose = _prices_of(connection, {line.product for line in lines if not line.lot})
        makers = {row.code: row.business_name for row in connection.execute(_makers)}
    return [
        _variance(
            number,
            count,
            line,
            price=prices.get(line.lot, loose.get(line.product, 0)),
            terms=terms.get(line.lot),
            makers=makers,
        )
        for number, count in counts
        for line in _told(count)
    ]


def _told(count: StocktakePosted) -> list[CountedLine]:
    """Return the lines of a count that differ: those with a bearer, and for each product the rest of its lots as one.

    What was sold without a lot and what that explains cancel out: they are no difference on the shelf.
    """
    told: list[CountedLine] = []
    rest: dict[str, list[CountedLine]] = {}
    for line in count.lines:
        if line.reason is not None or line.compensation:
            told.append(line)
        elif line.expected != line.counted:
            rest.setdefault(line.product, []).append(line)
    for lines in rest.values():
        expected, counted = sum(line.expected for line in lines), sum(line.counted for line in lines)
        lot = lines[0].lot if len(lines) == 1 else ""
        told.append(msgspec.structs.replace(lines[0], lot=lot, expected=expected, counted=counted))
    return [line for line in told if line.expected != line.counted]


def _of_lots(connection: Connection, wanted: set[str]) -> tuple[dict[str, int], dict[str, Terms]]:
    prices, terms = dict[str, int](), dict[str, Terms]()
    for some in _parts(wanted):
        for row in connection.execute(_lots, {"lots": some}):
            prices[row.lot], terms[row.lot] = row.price, _read_terms(row.terms)
    return prices, terms


def _prices_of(connection: Connection, wanted: set[str]) -> dict[str, int]:
    return {row.code: row.price for some in _parts(wanted) for row in connection.execute(_prices, {"codes": some})}


def _parts(wanted: set[str]) -> Iterator[list[str]]:
    values = sorted(wanted)
    return (values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE))


def _variance(
    number: str,
    count: StocktakePosted,
    line: CountedLine,
    *,
    price: int,
    terms: Terms | None,
    makers: Mapping[str, str],
) -> VarianceRow:
    difference = line.counted - line.expected
    share = line.gallery_bp
    if share is None and line.reason is None and line.compensation and terms is not None:
        share = terms.loss_bp  # counts of before each line had its own bearer
    return VarianceRow(
        stocktake=number,
        document=count.id,
        outlet=count.outlet,
        business_date=count.business_date,
        posted_at=count.posted_at,
        product=line.product,
        name=line.name,
        consignor=line.consignor,
        business_name=makers.get(line.consignor, line.consignor),
        lot=line.lot,
        expected=line.expected,
        counted=line.counted,
        difference=difference,
        price=price,
        value=difference * price,
        reason=line.reason.value if line.reason else "",
        bearer=_bearer(share),
        gallery_bp=share,
        compensation=line.compensation,
        counted_by=", ".join(count.counted_by),
        approved_by=count.approved_by,
        user=count.user,
        note=line.note,
    )


def _bearer(share: int | None) -> Bearer:
    if share is None:
        return Bearer.NOBODY
    return {0: Bearer.CONSIGNOR, FULL: Bearer.GALLERY}.get(share, Bearer.SHARED)
