"""What was owed at the end of a day is told as it was on that day, whatever was taken back later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from db.queries.owing import owed_on, paid_within
from gallery_pos.documents import Method, PayoutMade, PayoutReversed

if TYPE_CHECKING:
    from db.engine import Database
    from shop import Shop


def test_a_payout_that_is_taken_back_later_was_made_on_the_days_before(shop: Shop, database: Database) -> None:
    shop.receive("P1", 9)
    shop.sell("P1", 4)
    sold = shop.day
    shop.settle("M1")
    owed = shop.book.balance("M1")
    shop.day += timedelta(days=3)
    payout = _paid(shop, owed)
    between = shop.day
    parts = paid_within(database, since=sold, until=between)
    shop.day += timedelta(days=40)
    _take_back(shop, payout)

    assert [row for row in owed_on(database, between) if row.consignor == "M1"] == []
    assert paid_within(database, since=sold, until=between) == parts
    assert sum(part.amount for part in parts) == owed
    [before] = [row for row in owed_on(database, sold) if row.consignor == "M1"]
    assert (before.balance, before.unpaid, before.since) == (owed, owed, sold)
    [now] = [row for row in owed_on(database, shop.day) if row.consignor == "M1"]
    assert (now.balance, now.unpaid, now.since, now.days_60) == (owed, owed, sold, owed)
    assert paid_within(database, since=sold, until=shop.day) == []


def test_what_stood_on_a_statement_is_less_what_was_paid_of_it_by_then(shop: Shop, database: Database) -> None:
    shop.receive("P1", 9)
    shop.sell("P1", 4)
    shop.settle("M1")
    owed = shop.book.balance("M1")
    shop.day += timedelta(days=3)
    payout = _paid(shop, 1_000)
    then = shop.day
    shop.day += timedelta(days=3)
    _take_back(shop, payout)
    [row] = [row for row in owed_on(database, then) if row.consignor == "M1"]
    assert (row.balance, row.unpaid) == (owed - 1_000, owed - 1_000)
    [row] = [row for row in owed_on(database, shop.day) if row.consignor == "M1"]
    assert (row.balance, row.unpaid) == (owed, owed)


def _paid(shop: Shop, amount: int) -> PayoutMade:
    payout = shop.pay("M1", amount, Method.TRANSFER).document
    assert isinstance(payout, PayoutMade)
    return payout


def _take_back(shop: Shop, payout: PayoutMade) -> None:
    back = {"consignor": payout.consignor, "amount": payout.amount, "method": payout.method}
    shop.post(PayoutReversed, payout=payout.id, reason="salah rekening", approved_by="enah", **back)
