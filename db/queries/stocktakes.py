"""Counts as lists: which there were and how far they are, and every line where shelf and books differed."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec
from sqlalchemy import bindparam, exists, func, select

from db.canonical import document_of
from db.tables.facts import journal
from db.tables.goods import lots
from db.tables.records import consignors, products, revisions
from gallery_pos.documents import CountedLine, StocktakeCancelled, StocktakePosted, StocktakeStarted
from gallery_pos.money import FULL
from gallery_pos.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from sqlalchemy.engine import Connection

    from db.engine import Database
    from gallery_pos.documents import Document


class State(StrEnum):
    """How far a count is."""

    OPEN = "open"
    POSTED = "posted"
    CANCELLED = "cancelled"


class StocktakeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A count; pieces ``short`` and ``over``, ``compensation`` in rupiah. ``posted`` is the document that ended it."""

    id: UUID
    number: str
    outlet: str
    state: State
    scope: str
    business_date: date
    started_at: datetime
    user: str
    parts: int = 0
    counted_parts: int = 0
    products: int = 0
    posted: UUID | None = None
    posted_number: str = ""
    posted_at: datetime | None = None
    short: int = 0
    over: int = 0
    compensation: int = 0
    approved_by: str = ""


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


_documents = (
    select(journal).where(journal.c.kind.in_(bindparam("kinds", expanding=True))).order_by(journal.c.pos.desc())
)
_handed_in = select(revisions.c.code).where(revisions.c.kind == "PartCounted").distinct()
_ended = revisions.alias()
_open = (
    select(func.count())
    .select_from(revisions)
    .join(journal, journal.c.pos == revisions.c.pos)
    .where(
        revisions.c.kind == "StocktakeStarted",
        journal.c.outlet == bindparam("outlet"),
        ~exists().where(
            _ended.c.kind.in_(["StocktakePosted", "StocktakeCancelled"]), _ended.c.code == revisions.c.code
        ),
    )
)
_lots = select(lots.c.lot, lots.c.price, lots.c.terms).where(lots.c.lot.in_(bindparam("lots", expanding=True)))
_prices = select(products.c.code, products.c.price).where(products.c.code.in_(bindparam("codes", expanding=True)))
_makers = select(consignors.c.code, consignors.c.business_name)
_AT_ONCE = 500
_read_terms = msgspec.json.Decoder(Terms).decode


def count_open(database: Database, *, outlet: str) -> int:
    """Return how many counts were begun at an outlet and not ended; no document is read for it."""
    with database.reading() as connection:
        return int(connection.execute(_open, {"outlet": outlet}).scalar_one())


def list_stocktakes(database: Database, *, outlet: str | None = None) -> list[StocktakeRow]:
    """Return counts, the newest first; those under way stand before all others."""
    with database.reading() as connection:
        found = list(_read(connection, (StocktakeStarted, StocktakePosted, StocktakeCancelled), outlet))
        handed_in = Counter(code.partition("/")[0] for code in connection.execute(_handed_in).scalars())
    ended: dict[UUID, tuple[str, Document]] = {}
    for number, document in found:
        if isinstance(document, StocktakePosted | StocktakeCancelled) and document.stocktake is not None:
            ended[document.stocktake] = (number, document)
    rows = [
        _session(number, document, ended.get(document.id), handed_in[document.id.hex])
        for number, document in found
        if isinstance(document, StocktakeStarted)
    ]
    rows += [
        _whole(number, document)
        for number, document in found
        if isinstance(document, StocktakePosted) and document.stocktake is None
    ]
    rows.sort(key=lambda row: row.started_at, reverse=True)
    return sorted(rows, key=lambda row: row.state is not State.OPEN)


def list_variances(
    database: Database, *, outlet: str | None = None, since: date | None = None, until: date | None = None
) -> list[VarianceRow]:
    """Return every line where a count and the books differed, the newest count first."""
    with database.reading() as connection:
        counts = [
            (number, document)
            for number, document in _read(connection, (StocktakePosted,), outlet, since, until)
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


def _read(
    connection: Connection,
    kinds: Iterable[type[Document]],
    outlet: str | None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[tuple[str, Document]]:
    statement = _documents
    if outlet is not None:
        statement = statement.where(journal.c.outlet == outlet)
    if since is not None:
        statement = statement.where(journal.c.business_date >= since.isoformat())
    if until is not None:
        statement = statement.where(journal.c.business_date <= until.isoformat())
    for row in connection.execute(statement, {"kinds": [kind.__name__ for kind in kinds]}).mappings():
        yield row["number"], document_of(dict(row))


def _session(number: str, begun: StocktakeStarted, end: tuple[str, Document] | None, handed_in: int) -> StocktakeRow:
    row = StocktakeRow(
        id=begun.id,
        number=number,
        outlet=begun.outlet,
        state=State.OPEN,
        scope=begun.scope,
        business_date=begun.business_date,
        started_at=begun.posted_at,
        user=begun.user,
        parts=len(begun.parts),
        counted_parts=handed_in,
        products=len({line.product for line in begun.lines}),
    )
    if end is None:
        return row
    ended_by, last = end
    if isinstance(last, StocktakePosted):
        return msgspec.structs.replace(
            row, **_posted(ended_by, last), products=len({line.product for line in last.lines})
        )
    return msgspec.structs.replace(row, state=State.CANCELLED, posted=last.id, posted_number=ended_by)


def _whole(number: str, count: StocktakePosted) -> StocktakeRow:
    """Return a count that was made in a single go, without a beginning."""
    row = StocktakeRow(
        id=count.id,
        number=number,
        outlet=count.outlet,
        state=State.POSTED,
        scope=count.scope,
        business_date=count.business_date,
        started_at=count.posted_at,
        user=count.user,
        products=len({line.product for line in count.lines}),
    )
    return msgspec.structs.replace(row, **_posted(number, count))


def _posted(number: str, count: StocktakePosted) -> dict[str, Any]:
    differences = Counter[str]()
    for line in count.lines:
        differences[line.product] += line.counted - line.expected
    return {
        "state": State.POSTED,
        "posted": count.id,
        "posted_number": number,
        "posted_at": count.posted_at,
        "short": sum(max(-pieces, 0) for pieces in differences.values()),
        "over": sum(max(pieces, 0) for pieces in differences.values()),
        "compensation": sum(line.compensation for line in count.lines),
        "approved_by": count.approved_by,
    }


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
