"""Rules 1 and 3: stored moves and postings are exactly what follows from their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from db.prepared import Prepared
from db.tables.facts import journal, postings, stock_moves
from db.verify.findings import BALANCE, STOCK, Finding, about
from gallery_pos.entries import Move, Posting
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from gallery_pos.entries import Consequences

_Found = dict[int, list[tuple[Any, ...]]]

_span: tuple[Any, Any] = (bindparam("first"), bindparam("last"))


def _stored(table: Table, fields: tuple[str, ...]) -> Any:
    columns = [table.c[name] for name in ("pos", "n", *fields)]
    return select(*columns).where(table.c.pos.between(*_span)).order_by(table.c.pos, table.c.n)


_moves = _stored(stock_moves, Move._fields)
_postings = _stored(postings, Posting._fields)


class Facts:
    """Reads stored moves and postings."""

    def __init__(self, connection: Connection) -> None:
        """Read from ``connection``."""
        self._connection = connection
        self._moves, self._postings = (Prepared(one, connection.dialect) for one in (_moves, _postings))

    def of(self, first: int, last: int) -> Stored:
        """Return those of the positions ``first`` to ``last``."""
        span = {"first": first, "last": last}
        moves, postings = (one.rows(self._connection, span) for one in (self._moves, self._postings))
        return Stored(_by_position(moves), _by_position(postings))


class Stored:
    """The moves and postings that are stored for a page of documents."""

    def __init__(self, moves: _Found, postings: _Found) -> None:
        """Take them by their positions."""
        self._moves = moves
        self._postings = postings

    def differences(self, row: dict[str, Any], follows: Consequences) -> Iterator[Finding]:
        """Yield where what is stored is not what follows from the document."""
        pos = row["pos"]
        if self._moves.get(pos, []) != [(n, *move) for n, move in enumerate(follows.moves)]:
            yield about(STOCK, row, tr("perpindahan barangnya tidak sama dengan dokumennya"))
        if self._postings.get(pos, []) != [(n, *posting) for n, posting in enumerate(follows.postings)]:
            yield about(BALANCE, row, tr("catatan uangnya tidak sama dengan dokumennya"))


def _by_position(rows: list[tuple[Any, ...]]) -> _Found:
    found: _Found = {}
    for row in rows:
        found.setdefault(row[0], []).append(row[1:])
    return found


def orphans(connection: Connection) -> Iterator[Finding]:
    """Yield moves and postings that belong to no document."""
    for table, rule in ((stock_moves, STOCK), (postings, BALANCE)):
        lonely = (
            select(table.c.pos)
            .outerjoin(journal, journal.c.pos == table.c.pos)
            .where(journal.c.pos.is_(None))
            .distinct()
            .order_by(table.c.pos)
        )
        for pos in connection.execute(lonely).scalars():
            what = tr("ada akibat dari catatan ke-{pos} yang tidak ada di jurnal").format(pos=pos)
            yield Finding(rule, "", None, what)
