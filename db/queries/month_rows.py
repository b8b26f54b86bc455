"""The rows of the journal that a month file holds: from the head before the month to its closing, chain by chain whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs
from sqlalchemy import bindparam, func, select

from db.canonical import GENESIS, header
from db.tables.columns import at_most
from db.tables.days import months
from db.tables.facts import journal, terminals
from db.tables.money import sales
from gallery_pos.month_file.model import SIGNED_KINDS, TRADE_KINDS, Chain, Row
from gallery_pos.report_clock import month_of_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from db.engine import Database
    from gallery_pos.periods import Period

_BATCH = 500
_first_of = select(-months.c.minus_first).where(months.c.month == bindparam("month"))
_pos_of = select(journal.c.pos).where(journal.c.id == bindparam("id"))
_last_pos = select(func.max(journal.c.pos))
_founding = at_most(select(journal.c.id).order_by(journal.c.pos), 1)
_between = journal.c.pos.between(bindparam("start"), bindparam("end"))
_pieces = (
    select(
        journal.c.origin,
        journal.c.epoch,
        func.min(journal.c.seq).label("first"),
        func.max(journal.c.seq).label("last"),
        func.min(journal.c.pos).label("pos"),
        terminals.c.public_key,
    )
    .join(terminals, (terminals.c.origin == journal.c.origin) & (terminals.c.epoch == journal.c.epoch))
    .where(_between)
    .group_by(journal.c.origin, journal.c.epoch, terminals.c.public_key)
    .order_by(journal.c.origin, journal.c.epoch)
)
_wrote_for = (
    select(journal.c.origin, journal.c.epoch).where(_between, journal.c.outlet == bindparam("outlet")).distinct()
)
_before = select(journal.c.prev_hash).where(journal.c.pos == bindparam("pos"))
_rows = select(journal).where(_between).order_by(journal.c.pos)
_sold_before = select(journal).where(journal.c.id == bindparam("sale"), journal.c.pos < bindparam("start"))
_back_before = (
    select(journal)
    .join(sales, sales.c.pos == journal.c.pos)
    .where(sales.c.refund_of == bindparam("sale"), sales.c.pos < bindparam("start"))
    .order_by(journal.c.pos)
)
_last_trade = at_most(
    select(journal.c.origin, journal.c.epoch, journal.c.seq)
    .where(
        _between,
        journal.c.kind.in_(sorted(TRADE_KINDS)),
        journal.c.outlet == bindparam("outlet"),
        journal.c.business_date.between(bindparam("since"), bindparam("until")),
    )
    .order_by(journal.c.pos.desc()),
    1,
)
_count = select(func.count()).select_from(journal).where(_between)


class Span(NamedTuple):
    """From where to where of the books a month file goes, and which pieces of chains that makes.

    ``rows`` is how many lie between, of other chains too.
    """

    start: int
    end: int
    chains: tuple[Chain, ...]
    rows: int


def month_span(
    database: Database, period: Period, *, closing: UUID | None, previous: UUID | None, outlet: str | None
) -> Span | None:
    """Return what a file of a month holds: all that was written from its first document, or from the closing before it.

    It ends with ``closing``, with None at the end of the books. ``outlet`` takes the chains that wrote for it, None those
    of the whole gallery. None where the books say nothing of the month.
    """
    with database.reading() as connection:
        starts = [connection.execute(_first_of, {"month": month_of_day(period.start)}).scalar()]
        starts += [connection.execute(_pos_of, {"id": each.bytes}).scalar() for each in (previous, closing) if each]
        known = [start for start in starts if start is not None]
        if not known:
            return None
        ends = _pos_of if closing else _last_pos
        end = connection.execute(ends, {"id": closing.bytes} if closing else {}).scalar_one()
        span = {"start": min(known), "end": end}
        wanted = None
        if outlet is not None:
            wanted = {tuple(row) for row in connection.execute(_wrote_for, {**span, "outlet": outlet})}
        chains = [
            Chain(
                origin=row["origin"],
                epoch=row["epoch"],
                public_key=row["public_key"].hex(),
                first=row["first"],
                last=row["last"],
                before=connection.execute(_before, {"pos": row["pos"]}).scalar_one().hex(),
            )
            for row in connection.execute(_pieces, span).mappings().all()
            if wanted is None or (row["origin"], row["epoch"]) in wanted
        ]
        rows = int(connection.execute(_count, span).scalar_one())
    return Span(span["start"], end, tuple(chains), rows)


def last_trade(database: Database, span: Span, period: Period, outlet: str) -> tuple[str, int, int] | None:
    """Return where (origin, epoch, seq) an outlet's last sale, refund or shift of a month stands, None without any."""
    named = {"start": span.start, "end": span.end, "outlet": outlet, "since": period.start, "until": period.end}
    with database.reading() as connection:
        row = connection.execute(_last_trade, named).one_or_none()
    return tuple(row) if row else None


def month_rows(database: Database, span: Span) -> Iterator[Row]:
    """Yield the rows of a span in the order in which they were written; heads carry their signature."""
    ends = {(chain.origin, chain.epoch): chain.last for chain in span.chains}
    with database.reading() as connection:
        for row in connection.execute(_rows, {"start": span.start, "end": span.end}).mappings().yield_per(_BATCH):
            last = ends.get((row["origin"], row["epoch"]))
            if last is not None:
                yield _row(row, signed=row["seq"] == last or row["kind"] in SIGNED_KINDS)


def rows_of_sale(database: Database, sale: UUID, before: Span) -> Iterator[Row]:
    """Yield a sale that was written before a span, and what came back of it before; each with the hash it follows."""
    named = {"sale": sale.bytes, "start": before.start}
    with database.reading() as connection:
        for statement in (_sold_before, _back_before):
            for row in connection.execute(statement, named).mappings():
                yield structs.replace(_row(row, signed=True), before=row["prev_hash"].hex())


def _row(row: Any, *, signed: bool) -> Row:
    return Row(
        head=header(row).decode(),
        body=row["body"].decode(),
        hash=row["hash"].hex(),
        signature=row["signature"].hex() if signed else "",
    )


def gallery_id(database: Database) -> str:
    """Return what tells this gallery from any other: the id (hex) of the first document of its books."""
    with database.reading() as connection:
        first = connection.execute(_founding).scalar()
    return first.hex() if first else GENESIS[:16].hex()
