"""The journal: once, whole, in order, for ever."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import msgspec
import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from db.book import SqlBook
from db.engine import Database
from db.journal import SignedJournal
from db.signing import Terminal
from db.tables.facts import journal as journal_table
from db.verify import verify
from gallery_pos.documents import ConsignorRevised, OutletRevised, ShiftOpened, new_id
from gallery_pos.errors import RuleBroken
from gallery_pos.ports import Posted
from making import DAY, write
from shop import Shop, tell_everything


def consignor(number: int) -> ConsignorRevised:
    return write(ConsignorRevised, code=f"M{number}", business_name=f"Usaha {number}")


def test_a_document_comes_back_as_it_was_written(journal: SignedJournal, book: SqlBook) -> None:
    posted = journal.append(consignor(1))
    assert posted.fresh
    again = book.document(posted.document.id)
    assert again is not None
    assert (again.document, again.number, again.hash) == (posted.document, posted.number, posted.hash)
    assert book.head() == (1, posted.hash.hex())


def test_the_same_document_again_changes_nothing(journal: SignedJournal, book: SqlBook) -> None:
    document = consignor(1)
    first = journal.append(document)
    later = msgspec.structs.replace(document, posted_at=document.posted_at + timedelta(minutes=5))
    for repeated in (document, later):
        second = journal.append(repeated)
        assert not second.fresh
        assert (second.number, second.seq, second.document) == (first.number, first.seq, first.document)
    assert book.head()[0] == 1


def test_another_document_under_the_same_id_is_refused(journal: SignedJournal, book: SqlBook) -> None:
    document = consignor(1)
    journal.append(document)
    for other in (
        msgspec.structs.replace(document, business_name="Lain"),
        msgspec.structs.replace(document, user="lain"),
        msgspec.structs.replace(document, outlet="LAIN"),
        msgspec.structs.replace(document, business_date=DAY + timedelta(days=1)),
        write(OutletRevised, id=document.id, code="G", name="Galeri"),
    ):
        with pytest.raises(RuleBroken) as refused:
            journal.append(other)
        assert refused.value.code == "journal.id_reused"
    assert book.head()[0] == 1


def test_numbers_count_by_outlet_and_kind_without_gaps(journal: SignedJournal) -> None:
    documents = [
        consignor(1),
        write(OutletRevised, code="G", name="Galeri"),
        consignor(2),
        write(ConsignorRevised, code="M3", business_name="x", outlet="CIKAMPEK"),
        consignor(3),
    ]
    numbers = [posted.number for posted in journal.append_many(documents)]
    assert numbers == [
        "MD-PT-G-A-000001",
        "MD-GR-G-A-000001",
        "MD-PT-G-A-000002",
        "MD-PT-CIKAMPEK-A-000001",
        "MD-PT-G-A-000003",
    ]


def test_what_fails_leaves_neither_rows_nor_gaps(journal: SignedJournal, book: SqlBook, database: Database) -> None:
    def fail() -> None:
        with journal.transaction():
            journal.append(consignor(1))
            with journal.transaction():
                journal.append(consignor(2))
            assert book.consignor("M2") is not None, "look-ups see what the transaction wrote"
            raise RuntimeError("power")

    with pytest.raises(RuntimeError):
        fail()
    assert book.consignor("M1") is None
    assert journal.append(consignor(3)).number == "MD-PT-G-A-000001"
    assert verify(database) == []


def test_many_at_once_are_as_one_after_the_other(journal: SignedJournal, book: SqlBook, database: Database) -> None:
    documents = [consignor(number) for number in range(1_200)]
    posted = journal.append_many([*documents, documents[7]])
    assert [one.seq for one in posted[:-1]] == list(range(1, 1_201))
    assert not posted[-1].fresh
    assert posted[-1].number == posted[7].number
    assert len(book.consignors()) == 1_200
    assert verify(database) == []


def test_a_write_that_failed_half_way_is_never_kept(shop: Shop, database: Database) -> None:
    shop.receive("P1", 5)
    before = shop.book.head()
    document = shop.receive("P1", 6).document
    again = msgspec.structs.replace(document, id=new_id())

    def go_on_regardless() -> None:
        with shop.journal.transaction():
            with pytest.raises(Exception, match="lots"):
                shop.journal.append(again)  # the lot came in before
            shop.fee()

    with pytest.raises((RuntimeError, psycopg.Error)):
        go_on_regardless()
    assert shop.book.head()[0] == before[0] + 1
    assert verify(database) == []


def test_a_witness_hears_of_documents_once_they_are_safe(database: Database, terminal: Terminal, book: SqlBook) -> None:
    heard: list[Posted] = []
    journal = SignedJournal(database, terminal, witness=heard.append)
    with journal.transaction():
        posted = journal.append(consignor(1))
        assert heard == []
    journal.append(posted.document)
    assert [one.number for one in heard] == [posted.number]

    def lose() -> None:
        with journal.transaction():
            journal.append(consignor(2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        lose()
    assert len(heard) == 1


def test_a_new_epoch_goes_on_from_the_old_one_with_numbers_of_its_own(
    shop: Shop, database: Database, terminal: Terminal
) -> None:
    tell_everything(shop)
    restored = terminal.next_epoch()
    assert restored.epoch == 2
    later = SignedJournal(database, restored)
    first = later.append(consignor(9))
    assert (first.epoch, first.seq, first.number) == (2, 1, "MD-PT-G-A.2-000001")
    assert verify(database, pinned=restored.pinned) == []
    with database.reading() as connection:
        rows = connection.execute(select(journal_table).order_by(journal_table.c.pos.desc()).limit(2)).mappings().all()
    assert rows[0]["prev_hash"] == rows[1]["hash"]


def test_two_terminals_share_a_database(journal: SignedJournal, database: Database) -> None:
    other = SignedJournal(database, Terminal.create("B"))
    for number in range(3):
        assert journal.append(consignor(number)).seq == number + 1
        assert other.append(write(ShiftOpened, opening_float=number)).seq == number + 1
    assert verify(database) == []


def test_threads_wait_for_each_other(journal: SignedJournal, book: SqlBook, database: Database) -> None:
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for number in range(25):
                journal.append(consignor(worker * 100 + number))
        except BaseException as error:  # noqa: BLE001 -- a thread's error must reach the test
            failures.append(error)

    threads = [Thread(target=work, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert book.head()[0] == 100
    assert verify(database) == []


FORBIDDEN = [
    "UPDATE journal SET user_code = 'lain'",
    "DELETE FROM journal",
    "UPDATE postings SET amount = 0",
    "DELETE FROM postings",
    "UPDATE stock_moves SET quantity = 1",
    "DELETE FROM stock_moves",
    "UPDATE terminals SET since = ''",
    "DELETE FROM terminals",
    "INSERT INTO postings (pos, n, account, party, amount) VALUES (1, 99, 'cash', '', 5)",
    "INSERT INTO stock_moves SELECT 1, 99, product, lot, consignor, quantity, source, target FROM stock_moves",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_refuses_to_change_a_fact(story: Database, statement: str) -> None:
    with pytest.raises(DBAPIError), story.transaction() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("table", ["journal", "postings", "stock_moves", "terminals"])
def test_replace_is_no_way_around(told_file: Database, table: str) -> None:
    with pytest.raises(DBAPIError), told_file.transaction() as connection:
        connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"))


def test_the_database_refuses_postings_that_do_not_balance(shop: Shop, database: Database) -> None:
    shop.start()

    def write_unbalanced() -> None:
        with database.transaction() as connection:
            head = connection.execute(select(journal_table).order_by(journal_table.c.pos.desc())).mappings().first()
            assert head is not None
            pos = head["pos"] + 1
            money = {"pos": pos}
            statement = "INSERT INTO postings (pos, n, account, party, amount) VALUES (:pos, 0, 'cash', '', 5)"
            connection.execute(text(statement), money)
            row = dict(head) | {"pos": pos, "id": b"x" * 16, "seq": head["seq"] + 1, "number": "X-1"}
            connection.execute(journal_table.insert(), row)

    with pytest.raises(DBAPIError, match="balance"):
        write_unbalanced()
