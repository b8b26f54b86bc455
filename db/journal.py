"""The signed journal: writes a document, what follows from it, and the read tables, in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from db.applier import Applier
from db.canonical import GENESIS, chain_hash, document_of, stamp
from db.changes import Change, Filed
from db.numbers import number_for
from db.prepared import Prepared
from db.projections import project
from db.tables.columns import at_most
from db.tables.facts import journal, postings, stock_moves, terminals
from db.tables.records import numbering, read, revisions
from gallery_pos.closed_months import closed_month, months_spoken_of
from gallery_pos.desk import id_reused
from gallery_pos.documents import MonthClosed, body, now
from gallery_pos.entries import Move, Posting, consequences
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr
from gallery_pos.ports import Posted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Dialect

    from db.engine import Database
    from db.signing import Terminal
    from gallery_pos.documents import Document

_BATCH = 500
COLUMNS = tuple(str.__str__(column.name) for column in journal.columns)
"""The columns of the journal in their order."""

_by_id = select(journal).where(journal.c.id == bindparam("id"))
_by_ids = select(journal).where(journal.c.id.in_(bindparam("ids", expanding=True)))
_head = at_most(
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.origin == bindparam("origin"), journal.c.epoch == bindparam("epoch"))
    .order_by(journal.c.seq.desc()),
    1,
)
_head_before = at_most(
    select(journal.c.hash)
    .where(journal.c.origin == bindparam("origin"), journal.c.epoch < bindparam("epoch"))
    .order_by(journal.c.epoch.desc(), journal.c.seq.desc()),
    1,
)
_signer = select(terminals.c.public_key).where(
    terminals.c.origin == bindparam("origin"), terminals.c.epoch == bindparam("epoch")
)
_last_pos = select(func.max(journal.c.pos))
_closed = at_most(
    select(revisions.c.pos).where(
        revisions.c.kind == bindparam("kind"),
        revisions.c.code == bindparam("code"),
    ),
    1,
)
_last_number = select(numbering.c.last).where(
    numbering.c.outlet == bindparam("outlet"),
    numbering.c.origin == bindparam("origin"),
    numbering.c.epoch == bindparam("epoch"),
    numbering.c.kind == bindparam("kind"),
)


class _Statements:
    """Everything that an append runs, prepared for one dialect."""

    def __init__(self, dialect: Dialect) -> None:
        self.insert_document = _insert(journal, COLUMNS, dialect)
        self.insert_moves = _insert(stock_moves, ("pos", "n", *Move._fields), dialect)
        self.insert_postings = _insert(postings, ("pos", "n", *Posting._fields), dialect)
        self.insert_terminal = _insert(terminals, ("origin", "epoch", "public_key", "since", "signature"), dialect)
        self.by_id = Prepared(_by_id, dialect)
        self.head = Prepared(_head, dialect)
        self.head_before = Prepared(_head_before, dialect)
        self.last_pos = Prepared(_last_pos, dialect)
        self.last_number = Prepared(_last_number, dialect)
        self.closed = Prepared(_closed, dialect)
        self.applier = Applier(read.tables, dialect)


_known: dict[str, _Statements] = {}


def _statements_of(dialect: Dialect) -> _Statements:
    """Return the statements of a kind of database, compiled once in a process however many journals it opens."""
    if dialect.name not in _known:
        _known[dialect.name] = _Statements(dialect)
    return _known[dialect.name]


def _insert(table: Table, columns: Sequence[str], dialect: Dialect) -> Prepared:
    """Return what writes whole rows of a table, their values in the order of ``columns``."""
    return Prepared(insert(table).values({name: bindparam(name) for name in columns}), dialect, given=columns)


class SignedJournal:
    """The journal of one terminal; implements :class:`gallery_pos.ports.Journal`.

    ``witness`` is called with each document after it is safely committed: keep its head outside the database there.
    """

    def __init__(
        self, database: Database, terminal: Terminal, *, witness: Callable[[Posted], None] | None = None
    ) -> None:
        """Write to ``database`` and sign as ``terminal``."""
        self._database = database
        self._terminal = terminal
        self._witness = witness
        self._statements = _statements_of(database.engine.dialect)
        self._introduced = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One write transaction for this thread; a nested call joins it."""
        with self._database.transaction():
            yield

    def append(self, document: Document) -> Posted:
        """Write a document with all its consequences; see the port."""
        with self._database.transaction() as connection:
            return self._write(connection, (document,))[0]

    def append_many(self, documents: Iterable[Document]) -> Sequence[Posted]:
        """Write many documents in one transaction, in batches."""
        posted: list[Posted] = []
        waiting = iter(documents)
        with self._database.transaction() as connection:
            while batch := tuple(islice(waiting, _BATCH)):
                posted.extend(self._write(connection, batch))
        return posted

    def _write(self, connection: Connection, documents: Sequence[Document]) -> list[Posted]:
        if not self._introduced:
            self._introduced = self._is_known(connection)
        known = self._already(connection, documents)
        chain = _Chain(connection, self._statements, self._terminal)
        posted: list[Posted] = []
        batch = _Batch()
        closed = _ClosedMonths(connection, self._statements)
        for document in documents:
            before = known.get(document.id.bytes)
            if before is None:
                closed.refuse(document)
                row = chain.next_row(document)
                known[row["id"]] = row
                posted.append(posted_of(row, document))
                batch.add(row, document)
            else:
                posted.append(_same(before, document))
        try:
            chain.register()
            batch.write(connection, self._statements)
        except BaseException:
            self._database.spoil()
            raise
        if self._witness is not None:
            self._database.after_commit(self._tell, [one for one in posted if one.fresh])
        return posted

    def _is_known(self, connection: Connection) -> bool:
        """Tell whether this terminal has signed here; raise StorageTrouble where another computer has under its name.

        What one signs on the other's chain could never be proved.
        """
        found = connection.execute(_signer, {"origin": self._terminal.origin, "epoch": self._terminal.epoch}).scalar()
        if found is not None and found != self._terminal.public_key:
            raise StorageTrouble(
                "storage.terminal",
                tr("Komputer lain sudah mencatat di buku ini dengan nama {name}.").format(name=self._terminal.origin),
                safe=tr("Belum ada yang berubah."),
                todo=tr("Beri komputer ini nama lain: buat folder datanya lagi dengan --terminal dan nama itu."),
            )
        return found is not None

    def _tell(self, posted: list[Posted]) -> None:
        if self._witness is not None:
            for one in posted:
                self._witness(one)

    def _already(self, connection: Connection, documents: Sequence[Document]) -> dict[bytes, Mapping[str, Any]]:
        """Return the journal rows that stand under these ids."""
        if len(documents) == 1:
            found = self._statements.by_id.rows(connection, {"id": documents[0].id.bytes})
        else:
            ids = [document.id.bytes for document in documents]
            found = [tuple(row) for row in connection.execute(_by_ids, {"ids": ids})]
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in found]
        return {row["id"]: row for row in rows}


class _ClosedMonths:
    """Keeps closed months as they are; each month is looked up once in a batch."""

    def __init__(self, connection: Connection, statements: _Statements) -> None:
        self._connection = connection
        self._statement = statements.closed
        self._known: dict[str, bool] = {}

    def refuse(self, document: Document) -> None:
        """Raise RuleBroken (``month.closed_already``) for a new document that speaks of a closed month of its outlet."""
        for month in months_spoken_of(document):
            code = f"{document.outlet}/{month}"
            if code not in self._known:
                found = self._statement.first(self._connection, {"kind": MonthClosed.__name__, "code": code})
                self._known[code] = found is not None
            if self._known[code]:
                raise closed_month(document, month)


class _Chain:
    """The end of a terminal's chain while documents are put on it."""

    def __init__(self, connection: Connection, statements: _Statements, terminal: Terminal) -> None:
        self._connection = connection
        self._statements = statements
        self._terminal = terminal
        here = {"origin": terminal.origin, "epoch": terminal.epoch}
        head = statements.head.first(connection, here)
        self._new = head is None
        if head is None:
            earlier = statements.head_before.first(connection, here)
            self._seq, self._hash = 0, earlier[0] if earlier else GENESIS
        else:
            self._seq, self._hash = head
        last = statements.last_pos.first(connection, {})
        self._pos: int = (last[0] if last else 0) or 0
        self._numbers: dict[tuple[str, str], int] = {}

    def _count(self, outlet: str, kind: str) -> int:
        last = self._numbers.get((outlet, kind))
        if last is None:
            key = {"outlet": outlet, "origin": self._terminal.origin, "epoch": self._terminal.epoch, "kind": kind}
            found = self._statements.last_number.first(self._connection, key)
            last = found[0] if found else 0
        self._numbers[outlet, kind] = last + 1
        return last + 1

    def next_row(self, document: Document) -> dict[str, Any]:
        """Return the journal row that puts ``document`` at the end of the chain."""
        self._pos += 1
        self._seq += 1
        kind, outlet, terminal = document.kind, document.outlet, self._terminal
        row: dict[str, Any] = {
            "pos": self._pos,
            "id": document.id.bytes,
            "origin": terminal.origin,
            "epoch": terminal.epoch,
            "seq": self._seq,
            "kind": kind,
            "version": document.version,
            "number": number_for(kind, outlet, terminal.origin, terminal.epoch, self._count(outlet, kind)),
            "outlet": outlet,
            "business_date": document.business_date.isoformat(),
            "posted_at": stamp(document.posted_at),
            "user_code": document.user,
            "body": body(document),
            "prev_hash": self._hash,
        }
        self._hash = row["hash"] = chain_hash(row)
        row["signature"] = terminal.sign(self._hash)
        return row

    def register(self) -> None:
        """Write down who signs, with the first document of a terminal's epoch."""
        if self._new and self._seq:
            row = terminal_row(self._terminal, stamp(now()))
            self._statements.insert_terminal.many(self._connection, [tuple(row.values())])


def terminal_row(terminal: Terminal, since: str) -> dict[str, Any]:
    """Return the row that introduces a terminal, signed by itself."""
    row = {"origin": terminal.origin, "epoch": terminal.epoch, "public_key": terminal.public_key, "since": since}
    return {**row, "signature": terminal.sign(introduction(row))}


def introduction(row: Mapping[str, Any]) -> bytes:
    """Return what a terminal signs about itself."""
    return f"{row['origin']}\n{row['epoch']}\n{row['since']}\n{row['public_key'].hex()}".encode()


class _Batch:
    """Rows of several documents, to be written together."""

    def __init__(self) -> None:
        self._rows: list[tuple[Any, ...]] = []
        self._moves: list[tuple[Any, ...]] = []
        self._postings: list[tuple[Any, ...]] = []
        self._changes: list[Change] = []

    def add(self, row: dict[str, Any], document: Document) -> None:
        follows = consequences(document)
        pos = row["pos"]
        self._rows.append(tuple(row[name] for name in COLUMNS))
        self._moves += [(pos, n, *move) for n, move in enumerate(follows.moves)]
        self._postings += [(pos, n, *posting) for n, posting in enumerate(follows.postings)]
        self._changes += project(filed_of(row, document), follows)

    def write(self, connection: Connection, statements: _Statements) -> None:
        """Write consequences first and the header last: the database checks with the header that they balance."""
        if self._moves:
            statements.insert_moves.many(connection, self._moves)
        if self._postings:
            statements.insert_postings.many(connection, self._postings)
        if self._rows:
            statements.insert_document.many(connection, self._rows)
        statements.applier.apply(connection, self._changes)


def filed_of(row: Mapping[str, Any], document: Document) -> Filed:
    """Return a document with its place in the journal, as projections take it."""
    return Filed(row["pos"], row["origin"], row["epoch"], row["seq"], row["number"], row["hash"], document)


def posted_of(row: Mapping[str, Any], document: Document | None = None, *, fresh: bool = True) -> Posted:
    """Return a journal row as the services see it."""
    return Posted(
        document or document_of(row), row["origin"], row["epoch"], row["seq"], row["number"], row["hash"], fresh
    )


def _same(row: Mapping[str, Any], document: Document) -> Posted:
    """Return what stands under the document's id already; another moment of writing does not make it another.

    Raises RuleBroken (``journal.id_reused``) where it says something else.
    """
    told = (document.kind, document.outlet, document.business_date.isoformat(), document.user, body(document))
    if told != (row["kind"], row["outlet"], row["business_date"], row["user_code"], row["body"]):
        raise id_reused(row["number"])
    return posted_of(row, fresh=False)
