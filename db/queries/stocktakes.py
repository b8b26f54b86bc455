"""Counts as a list: which there were and how far they are."""

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
from db.tables.records import revisions
from gallery_pos.documents import StocktakeCancelled, StocktakePosted, StocktakeStarted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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


def count_open(database: Database, *, outlet: str) -> int:
    """Return how many counts were begun at an outlet and not ended; no document is read for it."""
    with database.reading() as connection:
        return int(connection.execute(_open, {"outlet": outlet}).scalar_one())


def list_stocktakes(database: Database, *, outlet: str | None = None) -> list[StocktakeRow]:
    """Return counts, the newest first; those under way stand before all others."""
    with database.reading() as connection:
        found = list(read_counts(connection, (StocktakeStarted, StocktakePosted, StocktakeCancelled), outlet))
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


def read_counts(
    connection: Connection,
    kinds: Iterable[type[Document]],
    outlet: str | None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[tuple[str, Document]]:
    """Yield documents of counts with their numbers, the newest first."""
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
