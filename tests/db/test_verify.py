"""Whatever is changed behind the program's back is found, and the document is named."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, Connection, LargeBinary, Table, Text, and_, delete, func, insert, select, text, update

from db import read_model
from db.applier import Applier
from db.canonical import GENESIS, chain_hash
from db.engine import Database
from db.journal import SignedJournal, terminal_row
from db.queries.books import list_journal
from db.signing import Terminal
from db.tables.facts import journal as journal_table, postings, stock_moves, terminals
from db.tables.records import read
from db.verify import Finding, Head, verify
from db.verify.run import examine
from gallery_pos.documents import KINDS
from shop import Shop, tell_everything

FACTS = [stock_moves, postings, terminals]


@pytest.fixture
def told(shop: Shop) -> Shop:
    tell_everything(shop)
    return shop


@contextmanager
def behind_the_back(database: Database) -> Iterator[Connection]:
    """Give a connection without guards; whatever is done on it is undone."""
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        if database.on_sqlite:
            raw.execute("PRAGMA foreign_keys = OFF")
        connection.execution_options(writes=True)
        if database.on_sqlite:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'product_search%'"
            for name in connection.execute(text(guards)).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        try:
            yield connection
        finally:
            connection.rollback()
            connection.invalidate()


def some(rows: list[Any], database: Database) -> list[Any]:
    """The first, the last, and one between; on the server, which runs the same checks slower, one only."""
    chosen = {0, len(rows) // 2, len(rows) - 1} if database.on_sqlite else {len(rows) // 2}
    return [rows[index] for index in sorted(chosen)] if rows else []


def all_rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()]


def other(column: Column[Any], value: Any) -> Any:
    """Another value of the column's type."""
    if isinstance(column.type, LargeBinary):
        return bytes([*value[:-1], value[-1] ^ 1]) if value else b"x" * 16
    if isinstance(column.type, Text):
        return f"{value or ''}x"
    return (value or 0) + 1_000


def this(table: Table, row: dict[str, Any]) -> Any:
    return and_(*(table.c[key.name] == row[key.name] for key in table.primary_key))


def numbers(connection: Connection) -> dict[int, str]:
    return {row.pos: row.number for row in connection.execute(select(journal_table.c.pos, journal_table.c.number))}


def named(found: list[Finding], number: str) -> bool:
    return any(finding.number == number for finding in found)


def test_the_story_has_every_kind_and_nothing_is_found(story: Database, terminal: Terminal) -> None:
    with story.reading() as connection:
        kinds = set(connection.execute(select(journal_table.c.kind)).scalars())
    assert kinds == set(KINDS)
    assert verify(story, pinned=terminal.pinned) == []
    assert verify(story, pinned=terminal.pinned, deep=False) == []


def test_every_read_table_has_rows_in_the_story(story: Database) -> None:
    with story.reading() as connection:
        assert [table.name for table in read.sorted_tables if not all_rows(connection, table)] == []


@pytest.mark.slow
@pytest.mark.parametrize("column", [column.name for column in journal_table.columns])
def test_a_changed_value_in_the_journal_is_found(story: Database, terminal: Terminal, column: str) -> None:
    with behind_the_back(story) as connection:
        for row in some(all_rows(connection, journal_table), story):
            with connection.begin_nested() as undo:
                changed = {column: other(journal_table.c[column], row[column])}
                connection.execute(update(journal_table).where(this(journal_table, row)).values(changed))
                found = examine(connection, terminal.pinned)
                assert named(found, row["number"]) or any(
                    finding.document_id == UUID(bytes=row["id"]) for finding in found
                ), (column, row["number"])
                undo.rollback()


@pytest.mark.slow
@pytest.mark.parametrize("table", [*FACTS, *read.sorted_tables], ids=lambda table: table.name)
def test_a_changed_value_in_any_other_table_is_found(story: Database, terminal: Terminal, table: Table) -> None:
    with behind_the_back(story) as connection:
        names = numbers(connection)
        for row in some(all_rows(connection, table), story):
            for column in table.columns:
                with connection.begin_nested() as undo:
                    changed = {column.name: other(column, row[column.name])}
                    connection.execute(update(table).where(this(table, row)).values(changed))
                    found = examine(connection, terminal.pinned)
                    assert named(found, names[row.get("pos", 1)]), (table.name, column.name, found)
                    undo.rollback()


@pytest.mark.slow
@pytest.mark.parametrize("table", [journal_table, *FACTS, *read.sorted_tables], ids=lambda table: table.name)
def test_a_deleted_row_is_found(story: Database, terminal: Terminal, table: Table) -> None:
    with behind_the_back(story) as connection:
        names = numbers(connection)
        rows = all_rows(connection, table)
        for row in rows if table is journal_table and story.on_sqlite else some(rows, story):
            with connection.begin_nested() as undo:
                connection.execute(delete(table).where(this(table, row)))
                assert named(examine(connection, terminal.pinned), names[row.get("pos", 1)]), (table.name, row)
                undo.rollback()


@pytest.mark.parametrize("table", [journal_table, *FACTS, *read.sorted_tables], ids=lambda table: table.name)
def test_an_inserted_row_is_found(story: Database, terminal: Terminal, table: Table) -> None:
    with behind_the_back(story) as connection:
        row = all_rows(connection, table)[-1]
        uniques = {"pos", "id", "seq", "number"} & row.keys() if table is journal_table else {"id"} & row.keys()
        keys = {key.name for key in table.primary_key} | uniques
        if table.name == "products":
            keys.add("code")
        forged = row | {key: other(table.c[key], row[key]) for key in keys}
        connection.execute(insert(table).values(forged))
        assert examine(connection, terminal.pinned), table.name


def test_the_search_index_is_compared_too(told: Shop, file: Database, terminal: Terminal) -> None:
    shop_of(file, terminal).open()
    for change in (
        "UPDATE product_search SET name = 'Lain' WHERE rowid = (SELECT max(pos) FROM products)",
        "UPDATE product_search SET maker = 'Lain' WHERE rowid = (SELECT max(pos) FROM products)",
        "DELETE FROM product_search WHERE rowid = (SELECT max(pos) FROM products)",
        "INSERT INTO product_search (rowid, name) VALUES (999, 'Lain')",
    ):
        with behind_the_back(file) as connection:
            connection.execute(text(change))
            assert examine(connection, terminal.pinned), change


def shop_of(database: Database, terminal: Terminal) -> Shop:
    from db.book import SqlBook

    return Shop(SignedJournal(database, terminal), SqlBook(database, terminal))


def rebuild_reads(connection: Connection) -> None:
    for table in reversed(read.sorted_tables):
        connection.execute(delete(table))
    read_model.fill(connection, Applier(read.tables, connection.dialect))


def test_a_cut_tail_is_found_by_a_witness_outside(told: Shop, database: Database, terminal: Terminal) -> None:
    (closed,) = list_journal(database, kind="ShiftClosed", newest_first=True, limit=1)
    seq, newest = told.book.head()
    witnessed = Head(hash=newest, origin="A", epoch=1, seq=seq, number="Z")
    assert verify(database, heads=[witnessed, Head(hash=closed.hash[:12])]) == []
    with behind_the_back(database) as connection:
        closings = select(func.max(journal_table.c.pos)).where(journal_table.c.kind == "ShiftClosed")
        slip = connection.execute(closings).scalar_one()
        for table in (journal_table, stock_moves, postings):
            connection.execute(delete(table).where(table.c.pos >= slip))
        rebuild_reads(connection)
        for heads, missing in (
            ((), []),
            ((witnessed,), ["Z"]),
            ((Head(hash=closed.hash[:12], number="Slip"),), ["Slip"]),
        ):
            with connection.begin_nested() as undo:
                assert [finding.number for finding in examine(connection, terminal.pinned, heads)] == missing
                undo.rollback()


def test_a_chain_rebuilt_with_another_key_is_found(story: Database, terminal: Terminal) -> None:
    forger = Terminal.create("A")
    with behind_the_back(story) as connection:
        (known,) = all_rows(connection, terminals)
        connection.execute(update(terminals).values(terminal_row(forger, known["since"])))
        before = GENESIS
        for row in all_rows(connection, journal_table):
            row["prev_hash"] = before
            row["user_code"] = "lain"
            before = row["hash"] = chain_hash(row)
            row["signature"] = forger.sign(before)
            connection.execute(update(journal_table).where(this(journal_table, row)).values(row))
        rebuild_reads(connection)
        found = examine(connection, terminal.pinned)
        assert named(found, numbers(connection)[1])


def test_a_signature_is_proven_by_the_key_that_made_it_as_by_its_public_part(
    story: Database, terminal: Terminal
) -> None:
    """Who has the key makes the signatures again instead; he finds the same, whoever wrote them and with which key."""
    assert verify(story, pinned=terminal.pinned, own=terminal) == []
    assert verify(story, pinned=terminal.pinned, own=Terminal.create("B")) == []
    assert verify(story, own=Terminal.create("A")) == []
    with behind_the_back(story) as connection:
        first, *_, before, last = all_rows(connection, journal_table)
        forger = Terminal.create("A")
        for row, signature in (
            (first, other(journal_table.c.signature, first["signature"])),
            (last, before["signature"]),
            (last, forger.sign(last["hash"])),
            (last, last["signature"] + b"x"),
            (last, b""),
        ):
            found = []
            for own in (None, terminal, forger):
                with connection.begin_nested() as undo:
                    changed = update(journal_table).where(this(journal_table, row)).values(signature=signature)
                    connection.execute(changed)
                    found.append(examine(connection, terminal.pinned, own=own))
                    undo.rollback()
            assert named(found[0], row["number"])
            assert found[1:] == found[:1] * 2


def test_looking_for_cycles_is_as_it_was_after_a_check(story: Database) -> None:
    before = gc.get_threshold()
    during: list[tuple[int, int, int]] = []
    verify(story, progress=lambda _done, _whole: during.append(gc.get_threshold()))
    assert during[-1][0] > before[0]
    assert gc.get_threshold() == before


def test_the_quick_check_looks_at_the_signatures_of_heads(story: Database, terminal: Terminal) -> None:
    with behind_the_back(story) as connection:
        last = all_rows(connection, journal_table)[-1]
        changed = {"signature": other(journal_table.c.signature, last["signature"])}
        connection.execute(update(journal_table).where(this(journal_table, last)).values(changed))
        assert named(examine(connection, terminal.pinned, deep=False), last["number"])


@pytest.mark.slow
def test_any_changed_letter_of_any_document_is_found(file: Database, terminal: Terminal) -> None:
    shop = shop_of(file, terminal)
    shop.open()
    tell_everything(shop)
    chance = Random(3)
    with behind_the_back(file) as connection:
        rows = all_rows(connection, journal_table)
        for _ in range(300):
            row = chance.choice(rows)
            body, at = bytearray(row["body"]), chance.randrange(len(row["body"]))
            body[at] = chance.choice([other for other in b'0123456789LPM{}",x\xff' if other != body[at]])
            with connection.begin_nested() as undo:
                changed = {"body": bytes(body)}
                connection.execute(update(journal_table).where(this(journal_table, row)).values(changed))
                assert named(examine(connection, terminal.pinned), row["number"]), bytes(body)
                undo.rollback()
