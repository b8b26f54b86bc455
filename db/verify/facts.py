"""Rules 1 and 3: stored moves and postings are exactly what follows from their documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from db.tables.facts import journal, postings, stock_moves
from db.verify.findings import BALANCE, STOCK, Finding, about
from gallery_pos.entries import Move, Posting
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection

    from gallery_pos.entries import Consequences

_span: tuple[Any, Any] = (bindparam("first"), bindparam("last"))


def _stored(table: Table, fields: tuple[str, ...]) -> Any:
    columns = [table.c[name] for name in ("pos", "n", *fields)]
    return select(*columns).where(table.c.pos.between(*_span)).order_by(table.c.pos, table.c.n)


_moves = _stored(stock_moves, Move._fields)
_postings = _stored(postings, Posting._fields)


class Stored:
    """The moves and postings that are stored for a page of documents."""

    def __init__(self, connection: Connection, first: int, last: int) -> None:
        """Read those of the positions ``first`` to ``last``."""
        self._moves = _by_position(connection, _moves, first, last)
        self._postings = _by_position(connection, _postings, first, last)

    def differences(self, row: dict[str, Any], follows: Consequences) -> Iterator[Finding]:
        """Yield where what is stored is not what follows from the document."""
        pos = row["pos"]
        if self._moves.get(pos, []) != [(n, *move) for n, move in enumerate(follows.moves)]:
            yield about(STOCK, row, tr("perpindahan barangnya tidak sama dengan dokumennya"))
        if self._postings.get(pos, []) != [(n, *posting) for n, posting in enumerate(follows.postings)]:
            yield about(BALANCE, row, tr("catatan uangnya tidak sama dengan dokumennya"))


def _by_position(connection: Connection, statement: Any, first: int, last: int) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for pos, *fields in connection.execute(statement, {"first": first, "last": last}):
        found.setdefault(pos, []).append(tuple(fields))
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
