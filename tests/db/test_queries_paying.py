"""How long makers wait for their money and the gallery for their word; files for the bank; questions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.book import SqlBook
from db.engine import Database
from db.journal import SignedJournal
from db.queries import disputes, paying, settlement
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import Method
from shop import Shop, tell_everything


@pytest.fixture
def told(shop: Shop) -> Shop:
    """A gallery to which everything happened."""
    tell_everything(shop)
    return shop


def test_a_debt_is_as_old_as_the_sales_it_comes_from(shop: Shop, database: Database) -> None:
    shop.receive("P1", 40)
    first = shop.day
    for days in (0, 40, 30, 25):  # they are 95, 55, 25 and 0 days old in the end
        shop.day += timedelta(days=days)
        shop.sell("P1", 1, method=Method.TRANSFER, shift=None)
    (row,) = paying.list_unpaid(database, on=shop.day)
    due = row.balance // 4
    assert (row.fresh, row.over_30, row.over_60, row.over_90) == (2 * due, due, 0, due)
    assert (row.since, row.age) == (first, 95)
    shop.pay("M1", due + 1_000, Method.TRANSFER)
    (row,) = paying.list_unpaid(database, on=shop.day)
    assert (row.fresh, row.over_30, row.over_90) == (2 * due, due - 1_000, 0), "the oldest is paid first"
    assert row.age == 55
    shop.pay("M1", 3 * due, Method.TRANSFER)
    assert paying.list_unpaid(database, on=shop.day) == []
    (minus,) = paying.list_unpaid(database, on=shop.day, overpaid=True)
    assert (minus.balance, minus.age, minus.fresh, minus.since) == (-1_000, 0, 0, None)


def test_a_payout_is_unconfirmed_until_its_maker_says_so(told: Shop, database: Database) -> None:
    day = next(row for row in settlement.list_payouts(database)).business_date
    rows = paying.list_unacknowledged(database, on=day + timedelta(days=3))
    assert sorted(row.amount for row in rows) == [900, 3_000, 5_000]
    assert {row.age for row in rows} == {3}
    posted = told.book.document(rows[0].id)
    assert posted is not None
    assert rows[0].code == receipt_code(posted.hash)
    assert paying.count_unacknowledged(database, before=day) == 0
    assert paying.count_unacknowledged(database, before=day + timedelta(days=1)) == 3
    states = {row.amount: row.state for row in settlement.list_payouts(database)}
    assert states == {5_000: "paid", 700: "reversed", 800: "acknowledged", 900: "paid", 3_000: "paid"}


def test_a_file_for_the_bank_line_by_line(told: Shop, database: Database) -> None:
    (batch,) = paying.list_batches(database)
    assert (batch.lines, batch.amount, batch.paid, batch.dropped, batch.open, batch.waiting) == (2, 1_900, 1, 1, 0, 0)
    lines = paying.batch_lines(database, batch.id)
    assert [(line.consignor, line.amount, line.state) for line in lines] == [
        ("M1", 900, "paid"),
        ("M2", 1_000, "dropped"),
    ]
    assert paying.count_open_transfers(database) == 0


def test_questions_and_their_answers(told: Shop, database: Database) -> None:
    (row,) = disputes.list_disputes(database, on=told.day)
    assert (row.consignor, row.state, row.amount, row.correction, row.days_left) == (
        "M1",
        "partly",
        12_000,
        7_000,
        None,
    )
    assert row.line.startswith("Keripik Singkong, ")
    day = row.business_date
    assert (row.answer_by - day).days == 14
    assert disputes.list_disputes(database, on=told.day, consignor="M2") == []
    assert disputes.disputes_of(database, "M1", day, day) == [row]
    later = day + timedelta(days=1)
    assert disputes.disputes_of(database, "M1", later, later) == []
    earlier = day - timedelta(days=9)
    assert disputes.disputes_of(database, "M1", earlier, earlier) == [], "what came later is left out"


def test_an_empty_gallery_waits_for_nothing(journal: SignedJournal, book: SqlBook, database: Database) -> None:
    assert journal
    assert book
    assert paying.list_unpaid(database, on=Shop(journal, book).day) == []
    assert paying.list_unacknowledged(database, on=Shop(journal, book).day) == []
    assert paying.list_batches(database) == []
    assert disputes.list_disputes(database, on=Shop(journal, book).day) == []
