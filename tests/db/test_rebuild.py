"""Whatever happens in whatever order: the read tables are what a rebuild makes, and verify finds nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings, strategies as st
from sqlalchemy import select

from db import read_model
from db.book import SqlBook
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.signing import Terminal
from db.tables.facts import journal as journal_table
from db.tables.records import read
from db.verify import verify
from gallery_pos.documents import Method, ProductRevised
from servers import ServerDatabase
from shop import OUTLET, Shop, tell_everything

TERMINAL = Terminal.create("A")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Hundreds of galleries that nobody keeps need not reach a disk."""


@contextmanager
def opened(place: str | Path) -> Iterator[Database]:
    database = open_database(place)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def copy_of(prepared: Path) -> Iterator[Database]:
    with TemporaryDirectory(dir=MEMORY) as folder:
        path = Path(folder) / "galeri.db"
        shutil.copy(prepared, path)
        with opened(path) as database:
            yield database


def shop_in(database: Database) -> Shop:
    shop = Shop(SignedJournal(database, TERMINAL), SqlBook(database, TERMINAL))
    shop.open()
    return shop


def contents(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in read.sorted_tables
        }


def lot_with(shop: Shop, draw: int) -> str | None:
    lots = sorted(lot.lot for lot in shop.book.lots(OUTLET))
    return lots[draw % len(lots)] if lots else None


def _on_lot(what: Callable[[Shop, str], object]) -> Callable[[Shop, int], None]:
    def act(shop: Shop, draw: int) -> None:
        lot = lot_with(shop, draw)
        if lot:
            what(shop, lot)

    return act


def _refund(shop: Shop, draw: int) -> None:
    with shop.book._database.reading() as connection:
        wanted = select(journal_table.c.id).where(journal_table.c.kind == "SaleCompleted").order_by(journal_table.c.pos)
        ids = list(connection.execute(wanted).scalars())
    if ids:
        sale = shop.book.document(UUID(bytes=ids[draw % len(ids)]))
        assert sale is not None
        if not shop.book.refunded(sale.document.id):
            shop.refund(sale, method=Method.TRANSFER)


def _move(shop: Shop, draw: int) -> None:
    """Send a piece or two; they arrive, in part or not at all, or are lost."""
    lot = lot_with(shop, draw)
    if lot is None:
        return
    held = shop.book.lot(lot, OUTLET)
    assert held is not None
    pieces = min(held.on_hand, 1 + draw % 2)
    sent = shop.send(lot, pieces)
    if draw % 3:
        shop.arrive(sent, pieces - draw % 2)
        if draw % 2:
            shop.write_off(lot, 1, 500, sent)


def _turn_shift(shop: Shop, draw: int) -> None:
    if shop.shift is None:
        shop.start(draw * 1_000)
    else:
        shop.close(draw - 3)


def _next_day(shop: Shop, draw: int) -> None:
    shop.day += timedelta(days=draw % 3)


def _pay(shop: Shop, draw: int) -> None:
    shop.pay(f"M{draw % 2 + 1}", 1_000 * draw - 2_000, Method.CASH if draw % 2 else Method.TRANSFER)


PRODUCTS = ("P1", "P2", "P3")
ACTS: dict[str, Callable[[Shop, int], object]] = {
    "receive": lambda shop, draw: shop.receive(PRODUCTS[draw % 3], draw + 1),
    "sell": lambda shop, draw: shop.sell(PRODUCTS[draw % 3], draw % 4 + 1, discount=draw * 100),
    "sell by qris": lambda shop, draw: shop.sell(PRODUCTS[draw % 3], 1, method=Method.QRIS),
    "import": lambda shop, draw: shop.sell(PRODUCTS[draw % 3], 2, shift=None, reference=f"R{draw}"),
    "refund": _refund,
    "shift": _turn_shift,
    "day": _next_day,
    "return": _on_lot(lambda shop, lot: shop.give_back(lot, 1)),
    "write off": _on_lot(lambda shop, lot: shop.write_off(lot, 1)),
    "count": _on_lot(lambda shop, lot: shop.count(lot, -1, 500)),
    "find": _on_lot(lambda shop, lot: shop.count(lot, 2)),
    "move": _move,
    "fee": lambda shop, draw: shop.fee(f"M{draw % 2 + 1}", draw * 500 + 1),
    "adjust": lambda shop, draw: shop.adjust(f"M{draw % 2 + 1}", draw * 700 - 2_000),
    "settle": lambda shop, draw: shop.settle(f"M{draw % 2 + 1}"),
    "pay": _pay,
    "rename": lambda shop, draw: shop.open(),
}
stories = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 9)), max_size=30)


def tell(shop: Shop, story: list[tuple[str, int]]) -> None:
    for act, draw in story:
        ACTS[act](shop, draw)


def check(database: Database) -> None:
    assert verify(database, pinned=TERMINAL.pinned) == []
    before = contents(database)
    read_model.rebuild(database)
    assert contents(database) == before


@given(story=stories)
@settings(max_examples=60)
def test_a_rebuild_makes_the_same_rows(prepared_file: Path, story: list[tuple[str, int]]) -> None:
    with copy_of(prepared_file) as database:
        tell(shop_in(database), story)
        check(database)


@pytest.mark.postgres
@given(story=stories)
@settings(max_examples=15)
def test_a_rebuild_makes_the_same_rows_on_the_server(prepared_template: str, story: list[tuple[str, int]]) -> None:
    with ServerDatabase(prepared_template) as url, opened(url) as database:
        tell(shop_in(database), story)
        check(database)


@given(story=stories)
@settings(max_examples=20)
def test_many_at_once_make_the_same_journal_and_rows(prepared_file: Path, story: list[tuple[str, int]]) -> None:
    with copy_of(prepared_file) as one, copy_of(prepared_file) as other:
        tell(shop_in(one), story)
        with one.reading() as connection:
            ids = connection.execute(select(journal_table.c.id).order_by(journal_table.c.pos)).scalars().all()
        book = SqlBook(one, TERMINAL)
        posted = [book.document(UUID(bytes=id)) for id in ids]  # noqa: A001
        again = SignedJournal(other, TERMINAL).append_many([each.document for each in posted if each])
        assert [each.hash for each in again] == [each.hash for each in posted if each]
        assert contents(other) == contents(one)


revisions = st.lists(st.tuples(st.sampled_from(PRODUCTS), st.lists(st.sampled_from("123"), max_size=3)), max_size=12)


@given(revised=revisions)
@settings(max_examples=40)
def test_barcodes_go_from_product_to_product_within_one_batch(
    prepared_file: Path, revised: list[tuple[str, list[str]]]
) -> None:
    """What removes rows and what makes them is gathered per batch: whatever it does must be as one after another."""
    with copy_of(prepared_file) as one, copy_of(prepared_file) as other:
        shops = [shop_in(database) for database in (one, other)]
        documents = [
            shops[0].make(ProductRevised, code=code, name="Satu", consignor="M1", price=1_000, barcodes=tuple(barcodes))
            for code, barcodes in revised
        ]
        for document in documents:
            shops[0].journal.append(document)
        shops[1].journal.append_many(documents)
        of_both = [[row[:2] for row in contents(database)["product_barcodes"]] for database in (one, other)]
        assert of_both[0] == of_both[1]
        check(one)
        check(other)


def test_a_rebuild_tells_how_far_it_is(shop: Shop, database: Database) -> None:
    tell_everything(shop)
    told: list[tuple[int, int]] = []
    documents = read_model.rebuild(database, lambda done, whole: told.append((done, whole)))
    assert told[-1] == (documents, documents)


def test_what_was_damaged_is_whole_after_a_rebuild(shop: Shop, database: Database) -> None:
    tell_everything(shop)
    before = contents(database)
    with database.transaction() as connection:
        for table in read.sorted_tables:
            connection.execute(table.delete())
    assert verify(database) != []
    read_model.rebuild(database)
    assert contents(database) == before
    assert verify(database) == []
