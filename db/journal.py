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
from db.projections import project
from db.tables.facts import journal, postings, stock_moves, terminals
from db.tables.records import numbering, read
from gallery_pos.documents import body, now
from gallery_pos.entries import consequences
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.ports import Posted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

    from db.engine import Database
    from db.signing import Terminal
    from gallery_pos.documents import Document

_BATCH = 500

_insert_journal = insert(journal)
_insert_moves = insert(stock_moves)
_insert_postings = insert(postings)
_insert_terminal = insert(terminals)

_by_id = select(journal).where(journal.c.id == bindparam("id"))
_by_ids = select(journal).where(journal.c.id.in_(bindparam("ids", expanding=True)))
_head = (
    select(journal.c.seq, journal.c.hash)
    .where(journal.c.origin == bindparam("origin"), journal.c.epoch == bindparam("epoch"))
    .order_by(journal.c.seq.desc())
    .limit(1)
)
_head_before = (
    select(journal.c.hash)
    .where(journal.c.origin == bindparam("origin"), journal.c.epoch < bindparam("epoch"))
    .order_by(journal.c.epoch.desc(), journal.c.seq.desc())
    .limit(1)
)
_last_pos = select(func.max(journal.c.pos))
_last_number = select(numbering.c.last).where(
    numbering.c.outlet == bindparam("outlet"),
    numbering.c.origin == bindparam("origin"),
    numbering.c.epoch == bindparam("epoch"),
    numbering.c.kind == bindparam("kind"),
)


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
        self._applier = Applier(read.tables, database.engine.dialect.name)

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
        known = self._already(connection, documents)
        chain = _Chain(connection, self._terminal)
        posted: list[Posted] = []
        batch = _Batch()
        for document in documents:
            before = known.get(document.id.bytes)
            if before is None:
                row = chain.next_row(document)
                known[row["id"]] = row
                posted.append(posted_of(row, document))
                batch.add(row, document)
            else:
                posted.append(_same(before, document))
        chain.register()
        batch.write(connection, self._applier)
        if self._witness is not None:
            self._database.after_commit(self._tell, [one for one in posted if one.fresh])
        return posted

    def _tell(self, posted: list[Posted]) -> None:
        if self._witness is not None:
            for one in posted:
                self._witness(one)

    @staticmethod
    def _already(connection: Connection, documents: Sequence[Document]) -> dict[bytes, Mapping[str, Any]]:
        """Return the journal rows that stand under these ids."""
        if len(documents) == 1:
            found = connection.execute(_by_id, {"id": documents[0].id.bytes})
        else:
            found = connection.execute(_by_ids, {"ids": [document.id.bytes for document in documents]})
        return {row["id"]: dict(row) for row in found.mappings()}


class _Chain:
    """The end of a terminal's chain while documents are put on it."""

    def __init__(self, connection: Connection, terminal: Terminal) -> None:
        self._connection = connection
        self._terminal = terminal
        here = {"origin": terminal.origin, "epoch": terminal.epoch}
        head = connection.execute(_head, here).one_or_none()
        self._new = head is None
        if head is None:
            earlier = connection.execute(_head_before, here).scalar_one_or_none()
            self._seq, self._hash = 0, earlier or GENESIS
        else:
            self._seq, self._hash = head.seq, head.hash
        self._pos: int = connection.execute(_last_pos).scalar_one() or 0
        self._numbers: dict[tuple[str, str], int] = {}

    def _count(self, outlet: str, kind: str) -> int:
        last = self._numbers.get((outlet, kind))
        if last is None:
            key = {"outlet": outlet, "origin": self._terminal.origin, "epoch": self._terminal.epoch, "kind": kind}
            last = self._connection.execute(_last_number, key).scalar_one_or_none() or 0
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
            self._connection.execute(_insert_terminal, terminal_row(self._terminal, stamp(now())))


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
        self._rows: list[dict[str, Any]] = []
        self._moves: list[dict[str, Any]] = []
        self._postings: list[dict[str, Any]] = []
        self._changes: list[Change] = []

    def add(self, row: dict[str, Any], document: Document) -> None:
        follows = consequences(document)
        pos = row["pos"]
        self._rows.append(row)
        self._moves += ({"pos": pos, "n": n, **move._asdict()} for n, move in enumerate(follows.moves))
        self._postings += ({"pos": pos, "n": n, **posting._asdict()} for n, posting in enumerate(follows.postings))
        self._changes += project(filed_of(row, document), follows)

    def write(self, connection: Connection, applier: Applier) -> None:
        """Write consequences first and the header last: the database checks with the header that they balance."""
        if self._moves:
            connection.execute(_insert_moves, self._moves)
        if self._postings:
            connection.execute(_insert_postings, self._postings)
        if self._rows:
            connection.execute(_insert_journal, self._rows)
        applier.apply(connection, self._changes)


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
        raise RuleBroken(
            "journal.id_reused",
            tr("Catatan ini sudah tersimpan dengan isi lain sebagai {number}.").format(number=row["number"]),
            safe=tr("Yang sudah tersimpan tidak berubah."),
            todo=tr("Mulai formulir baru, lalu isi lagi."),
        )
    return posted_of(row, fresh=False)
