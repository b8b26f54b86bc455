"""Months in the books: figures against plain sums, what a day says, the guard of closed months, and tampering found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text, update

from db import read_model
from db.canonical import chain_hash, document_of
from db.engine import Database
from db.queries.month_facts import lives, month_facts
from db.queries.months import month_figures, month_heads, month_state, month_states, overdue
from db.queries.reports import days_without_closing
from db.signing import Terminal
from db.tables.facts import journal as journal_table
from db.verify import verify
from db.verify.findings import MONTH
from gallery_pos.documents import (
    DayDeclaredShut,
    FeeCharged,
    Method,
    MonthFigures,
    OutletRevised,
    PayoutMade,
    PayoutReversed,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.months import DayState, days_of
from gallery_pos.report_clock import ReportState
from making import DAY
from month_story import close_month, tell_of_the_month
from shop import OUTLET, Shop, tell_everything

MONTH_OF_DAY = "2026-10"
NEXT = date(2026, 11, 3)


def traded(shop: Shop) -> Shop:
    """A shop with a day of trade of every kind."""
    shop.receive("P1", 20)
    shop.receive("P2", 10)
    shop.start()
    sold = shop.sell("P1", 3, discount=1_000)
    shop.sell("P2", 1, method=Method.QRIS)
    shop.refund(sold)
    shop.fee()
    paid = shop.pay("M1", 2_000)
    back = {"consignor": "M1", "amount": 2_000, "method": Method.CASH, "shift": shop.shift}
    shop.post(PayoutReversed, payout=paid.document.id, reason="salah", **back)
    shop.pay("M1", 1_500)
    shop.close(-700)
    return shop


def test_figures_are_the_plain_sums_of_the_documents(shop: Shop, database: Database) -> None:
    tell_everything(traded(shop))
    found = month_figures(database, OUTLET, MONTH_OF_DAY)
    with database.reading() as connection:
        documents = [document_of(dict(row)) for row in connection.execute(select(journal_table)).mappings()]
    mine = [one for one in documents if one.outlet == OUTLET and one.business_date.month == 10]
    sales: list[Any] = [one for one in mine if one.kind == "SaleCompleted"]
    refunds: list[Any] = [one for one in mine if one.kind == "SaleRefunded"]
    assert (found.sales, found.refunds) == (len(sales), len(refunds))
    lines = [(1, line) for one in sales for line in one.lines] + [(-1, line) for one in refunds for line in one.lines]
    assert found.gross == sum(sign * line.quantity * line.unit_price for sign, line in lines)
    assert found.discount == sum(sign * line.discount for sign, line in lines)
    assert found.gross - found.discount == found.commission + found.due
    assert found.due == sum(sign * part.due for sign, line in lines for part in line.allocations)
    assert found.cash + found.qris + found.transfer + found.card == sum(one.total for one in sales) - sum(
        one.total for one in refunds
    )
    assert found.paid == sum(one.amount for one in documents if isinstance(one, PayoutMade)) - sum(
        one.amount for one in documents if isinstance(one, PayoutReversed)
    )
    assert found.fees == sum(one.amount for one in documents if isinstance(one, FeeCharged))
    assert found.owed == sum(shop.book.balance(maker.code, date(2026, 10, 31)) for maker in shop.book.consignors())
    assert found.over_short == sum(getattr(one, "difference", 0) for one in mine if one.kind == "ShiftClosed")


def test_a_corner_has_its_own_trade_and_nothing_of_the_whole_gallery(shop: Shop, database: Database) -> None:
    tell_everything(shop)
    corner = month_figures(database, "POJOK", MONTH_OF_DAY)
    assert (corner.paid, corner.fees, corner.owed) == (0, 0, 0)
    assert corner.over_short == 500
    assert month_figures(database, OUTLET, "2025-01") == MonthFigures()


def test_what_each_day_says(shop: Shop, database: Database) -> None:
    shop.receive("P1", 5)
    shop.start()
    shop.sell("P1")
    shop.close(0)
    shop.day += timedelta(days=1)
    shop.start()
    shop.close(0)
    shop.post(DayDeclaredShut, day=DAY + timedelta(days=2), reason="libur")
    shop.post(DayDeclaredShut, day=DAY + timedelta(days=3), reason="libur")
    shop.post(DayDeclaredShut, day=DAY + timedelta(days=3), reason="buka", withdrawn=True)
    shop.day = DAY + timedelta(days=4)
    shop.start()
    facts = month_facts(database, lives(database)[OUTLET], MONTH_OF_DAY)
    days = days_of(facts, DAY + timedelta(days=6))
    states = [day.state for day in days[DAY.day - 2 : DAY.day + 7]]
    assert states == [
        DayState.OUTSIDE,
        DayState.SOLD,
        DayState.ZERO,
        DayState.SHUT,
        DayState.GAP,
        DayState.OPEN,
        DayState.GAP,
        DayState.FUTURE,
        DayState.FUTURE,
    ]
    assert days[DAY.day - 1].receipts == 1
    assert days[DAY.day + 1].note == "libur"
    assert [shift.day for shift in facts.open_shifts] == [shop.day]


def test_a_day_of_typed_in_sales_is_a_sold_day(shop: Shop, database: Database) -> None:
    shop.sell("P1", shift=None, reference="LAMA-1")
    facts = month_facts(database, lives(database)[OUTLET], MONTH_OF_DAY)
    assert days_of(facts, NEXT)[DAY.day - 1].state is DayState.SOLD


def test_visits_speak_for_the_days_before_them(shop: Shop, database: Database) -> None:
    shop.post(OutletRevised, code="POJOK", name="Pojok Klari", attended=False)
    shop.visit("P2")
    shop.day += timedelta(days=6)
    shop.visit("P2")
    life = lives(database)["POJOK"]
    days = days_of(month_facts(database, life, MONTH_OF_DAY), NEXT)
    assert not life.outlet.attended
    assert {day.state for day in days[DAY.day - 1 : DAY.day + 6]} == {DayState.VISITED}
    assert days[DAY.day].visit == shop.day
    assert {day.state for day in days[DAY.day + 6 :]} == {DayState.GAP}
    running = days_of(month_facts(database, life, MONTH_OF_DAY), date(2026, 10, 30))
    assert {day.state for day in running[DAY.day + 6 :]} == {DayState.FUTURE}


def test_nothing_is_written_into_a_closed_month_but_words_about_it(shop: Shop, database: Database) -> None:
    tell_of_the_month(traded(shop))
    shop.day = DAY
    late = shop.sale(shop.line("P1", 1), shift=None, reference="LAMA-9")
    before = shop.book.newest()
    for refused in (
        lambda: shop.journal.append(late),
        lambda: shop.journal.append_many([late]),
        lambda: shop.fee("M2", 1_000, "2026-09"),
    ):
        with pytest.raises(RuleBroken) as refusal:
            refused()
        assert refusal.value.code == "month.closed_already"
        assert "Oktober 2026" in refusal.value.what
        assert "hari ini" in refusal.value.todo
    shop.day = NEXT
    with pytest.raises(RuleBroken, match="Oktober 2026"):
        shop.post(DayDeclaredShut, day=DAY, reason="terlambat")
    assert shop.book.newest() == before
    shop.visit("P2")
    assert shop.sell("P1", shift=None).fresh


def test_the_same_document_again_is_no_document_in_a_closed_month(shop: Shop) -> None:
    shop.receive("P1", 5)
    sale = shop.sale(shop.line("P1", 1), shift=None, reference="LAMA-1")
    shop.journal.append(sale)
    tell_of_the_month(shop)
    assert not shop.journal.append(sale).fresh


def test_the_heads_of_a_month_are_its_last_documents(shop: Shop, database: Database) -> None:
    tell_of_the_month(traded(shop))
    (head,) = month_heads(database, OUTLET, MONTH_OF_DAY)
    with database.reading() as connection:
        row = connection.execute(select(journal_table).where(journal_table.c.seq == head.seq)).mappings().one()
    assert row["kind"] == "DayDeclaredShut"
    assert row["hash"].hex() == head.hash
    assert month_heads(database, "TIDAK-ADA", MONTH_OF_DAY) == ()


def test_the_report_of_a_month_step_by_step(shop: Shop, database: Database) -> None:
    traded(shop)
    today = date(2026, 11, 22)

    def state() -> Any:
        return month_state(database, OUTLET, MONTH_OF_DAY, today=today)

    assert (state().state, state().due, state().late_days) == (ReportState.OPEN, date(2026, 11, 10), 12)
    assert state().notice == "Laporan Oktober 2026 belum disampaikan, 12 hari"
    assert [(one.outlet, one.month) for one in overdue(database, today=today)] == [(OUTLET, MONTH_OF_DAY)]
    tell_of_the_month(shop)
    assert (state().state, state().late_days, state().notice) == (ReportState.GIVEN, 0, "")
    assert overdue(database, today=today) == []
    assert state().figures == shop.book.month_figures(OUTLET, MONTH_OF_DAY)
    assert [one.month for one in month_states(database, today=today, outlet=OUTLET)] == ["2026-11", "2026-10"]
    assert month_state(database, "TIDAK-ADA", MONTH_OF_DAY, today=today) is None


def test_nobody_owes_a_report_of_a_time_that_was_only_typed_in(shop: Shop, database: Database) -> None:
    shop.day = date(2024, 1, 5)
    shop.sell("P1", shift=None, reference="LAMA-1")
    assert overdue(database, today=date(2026, 10, 20)) == []
    states = month_states(database, today=date(2026, 10, 20), outlet=OUTLET)
    assert (states[-1].month, states[-1].state, states[-1].due) == ("2024-01", ReportState.OPEN, None)


def test_a_day_that_is_declared_shut_is_no_day_without_closing(shop: Shop, database: Database) -> None:
    shop.receive("P1", 5)
    span = {"since": DAY, "until": DAY + timedelta(days=2)}
    assert [day.business_date for day in days_without_closing(database, **span)] == [
        DAY + timedelta(days=number) for number in range(3)
    ]
    shop.post(DayDeclaredShut, day=DAY + timedelta(days=1), reason="libur")
    shop.post(DayDeclaredShut, day=DAY + timedelta(days=2), reason="libur")
    shop.post(DayDeclaredShut, day=DAY + timedelta(days=2), reason="buka", withdrawn=True)
    assert [day.business_date for day in days_without_closing(database, **span)] == [DAY, DAY + timedelta(days=2)]


def test_a_rebuild_knows_what_the_days_said(shop: Shop, database: Database) -> None:
    tell_everything(traded(shop))
    before = (month_figures(database, OUTLET, MONTH_OF_DAY), lives(database))
    read_model.rebuild(database)
    assert (month_figures(database, OUTLET, MONTH_OF_DAY), lives(database)) == before


# ------------------------------------------------------------------------------------------------------- tampering


@pytest.fixture
def closed(shop: Shop) -> Shop:
    tell_of_the_month(traded(shop))
    return shop


def forge(database: Database, terminal: Terminal, change: Any) -> None:
    """Change documents behind the program's back, then make every hash, signature and read table fit: the owner's way."""
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        connection.execution_options(writes=True)
        assert raw is not None
        if database.on_sqlite:
            guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'product_search%'"
            for name in connection.execute(text(guards)).scalars().all():
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        change(connection)
        before = b"\x00" * 32
        for row in connection.execute(select(journal_table).order_by(journal_table.c.pos)).mappings().all():
            made = {**row, "prev_hash": before}
            made["hash"] = before = chain_hash(made)
            fits = {"prev_hash": made["prev_hash"], "hash": before, "signature": terminal.sign(before)}
            connection.execute(update(journal_table).where(journal_table.c.pos == row["pos"]).values(fits))
        connection.commit()
    read_model.rebuild(database)


def months_found(database: Database, terminal: Terminal) -> list[str]:
    found = verify(database, pinned=terminal.pinned)
    return [f"{finding.number}: {finding.what}" for finding in found if finding.rule == MONTH]


def test_a_closed_month_that_was_left_alone_is_whole(closed: Shop, database: Database, terminal: Terminal) -> None:
    assert closed.book.head()
    assert verify(database, pinned=terminal.pinned) == []


def test_a_sale_of_a_closed_month_that_was_changed_is_found(
    closed: Shop, database: Database, terminal: Terminal
) -> None:
    def cheaper(connection: Any) -> None:
        row = (
            connection.execute(select(journal_table).where(journal_table.c.kind == "SaleCompleted")).mappings().first()
        )
        body = row["body"].replace(b'"quantity":3', b'"quantity":2')
        assert body != row["body"]
        connection.execute(update(journal_table).where(journal_table.c.pos == row["pos"]).values(body=body))

    forge(database, terminal, cheaper)
    told = months_found(database, terminal)
    assert any(
        "Oktober 2026" in one and one.startswith("BL-GALERI-A-000001") and "penjualan kotor ditutup" in one
        for one in told
    )
    assert any("ujung jurnal" in one for one in told)


def test_a_document_that_was_slipped_into_a_closed_month_is_found(
    closed: Shop, database: Database, terminal: Terminal
) -> None:
    closed.day = date(2026, 11, 4)
    slipped = closed.sell("P2", shift=None, reference="LAMA-7")

    def backdate(connection: Any) -> None:
        connection.execute(
            update(journal_table).where(journal_table.c.number == slipped.number).values(business_date="2026-10-09")
        )

    forge(database, terminal, backdate)
    told = months_found(database, terminal)
    assert len(told) == 1
    assert told[0].startswith(f"{slipped.number}: bertanggal 9 Okt 2026")
    assert "BL-GALERI-A-000001" in told[0]


def test_a_month_that_was_closed_twice_or_out_of_turn_is_found(
    closed: Shop, database: Database, terminal: Terminal
) -> None:
    close_month(closed, MONTH_OF_DAY)
    close_month(closed, "2026-11")
    told = " ".join(months_found(database, terminal))
    assert "sudah ditutup dengan BL-GALERI-A-000001" in told
    assert "tidak menyambung" in told
    assert "sebelum bulannya selesai" in told
