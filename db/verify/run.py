"""Runs every check in one pass over the journal, in one state of the database."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import text

from db import read_model
from db.canonical import document_of
from db.errors import storage_errors, translated
from db.journal import filed_of
from db.projections import project
from db.verify.chain import ChainCheck
from db.verify.copies import Copies
from db.verify.facts import Facts, orphans
from db.verify.findings import BALANCE, CHAIN, REBUILD, Finding, Head, about
from db.verify.ledger import LedgerCheck
from db.verify.matched import MatchCheck
from db.verify.months import MonthCheck
from db.verify.paid import PaidCheck
from db.verify.settled import SettledCheck
from gallery_pos.audit import findings as audit
from gallery_pos.entries import consequences
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy.engine import Connection

    from db.changes import Change
    from db.engine import Database
    from db.signing import Terminal
    from db.verify.facts import Stored

_NEW_OBJECTS = 100_000
"""So many more objects than before make Python look for cycles of garbage while this runs."""


def verify(
    database: Database,
    *,
    pinned: Mapping[tuple[str, int], bytes] | None = None,
    heads: Iterable[Head] = (),
    deep: bool = True,
    own: Terminal | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """Check every rule over the whole journal; an empty list means that nothing was changed.

    ``pinned`` are the terminal's own public keys (:attr:`db.signing.Terminal.pinned`), ``heads`` what a witness
    outside remembers. ``deep`` False checks the signatures of heads only. Who has the key of ``own`` makes its signatures
    again instead of checking them, which is faster. ``progress`` is told documents done and all.
    """
    with _snapshot(database) as connection, _seldom_looking_for_cycles():
        return examine(connection, pinned or {}, tuple(heads), deep=deep, own=own, progress=progress)


def examine(
    connection: Connection,
    pinned: Mapping[tuple[str, int], bytes],
    heads: tuple[Head, ...] = (),
    *,
    deep: bool = True,
    own: Terminal | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """Check what a connection sees; it must be rolled back afterwards, the copies made on it with it."""
    run = _Run(connection, ChainCheck(connection, pinned, deep=deep, own=own))
    found = list(run.journal(progress))
    found += run.end(heads)
    return list(dict.fromkeys(found))


@contextmanager
def _snapshot(database: Database) -> Iterator[Connection]:
    """Give one state of the database on a connection of its own, and forget everything made on it."""
    with storage_errors(), database.engine.connect() as connection:
        if not database.on_sqlite:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
        connection.rollback()


@contextmanager
def _seldom_looking_for_cycles() -> Iterator[None]:
    """Let Python look for cycles of garbage seldom: a page makes ten thousands of objects and no cycle.

    Where somebody else checks already, he set it and he sets it back.
    """
    before = gc.get_threshold()
    if before[0] >= _NEW_OBJECTS:
        yield
        return
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Run:
    def __init__(self, connection: Connection, chain: ChainCheck) -> None:
        self._connection = connection
        self._copies = Copies(connection)
        self._facts = Facts(connection)
        self._chain = chain
        self._ledger = LedgerCheck()
        self._settled = SettledCheck()
        self._matched = MatchCheck()
        self._paid = PaidCheck()
        self._months = MonthCheck(chain.hash_of)

    def journal(self, progress: Callable[[int, int], None] | None) -> Iterator[Finding]:
        """Yield the findings of each document in its turn."""
        whole = self._connection.execute(text("SELECT count(*) FROM journal")).scalar_one() if progress else 0
        done = 0
        for page in read_model.pages(self._connection):
            stored = self._facts.of(page[0]["pos"], page[-1]["pos"])
            made: list[tuple[dict[str, Any], list[Change]]] = []
            for row in page:
                yield from self._chain.row(row)
                yield from self._document(row, stored, made)
            yield from self._rebuild(made)
            done += len(page)
            if progress is not None:
                progress(done, whole)

    def _rebuild(self, made: list[tuple[dict[str, Any], list[Change]]]) -> Iterator[Finding]:
        """Carry out the changes of a page on the copies; what a changed document makes impossible is a finding."""
        if self._applied([change for _, changes in made for change in changes]):
            return
        for row, changes in made:
            if not self._applied(changes):
                yield about(REBUILD, row, tr("akibatnya tidak bisa dihitung ulang: bertabrakan dengan catatan lain"))

    def _applied(self, changes: list[Change]) -> bool:
        undo = self._connection.begin_nested()
        try:
            self._copies.applier.apply(self._connection, changes)
        except Exception as error:
            undo.rollback()
            if translated(error) is not None:
                raise
            return False
        undo.commit()
        return True

    def _document(
        self, row: dict[str, Any], stored: Stored, made: list[tuple[dict[str, Any], list[Change]]]
    ) -> Iterator[Finding]:
        try:
            document = document_of(row)
            follows = consequences(document)
            changes = list(project(filed_of(row, document), follows))
        except (KeyError, ValueError, msgspec.ValidationError):
            yield about(CHAIN, row, tr("isinya tidak bisa dibaca lagi"))
            return
        made.append((row, changes))
        yield from stored.differences(row, follows)
        yield from (about(BALANCE, row, what) for what in audit(document, follows))
        yield from self._ledger.row(row, document, follows)
        self._settled.row(row, document)
        yield from self._matched.row(row, document)
        yield from self._paid.row(row, document)
        yield from self._months.row(row, document, follows)

    def end(self, heads: tuple[Head, ...]) -> Iterator[Finding]:
        """Yield what only shows when the whole journal was read."""
        yield from self._chain.end(heads)
        yield from orphans(self._connection)
        yield from self._settled.end(self._connection, self._copies.tables)
        yield from self._matched.end(self._connection)
        yield from self._copies.differences()
