"""Each figure of the report, for any story and any span of days, is what plain loops over the documents say."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from hypothesis import given, settings, strategies as st
from sqlalchemy import select

from db.book import SqlBook
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.queries import compared, corrections, held, owing, reports, scoring, sold_by, standing, watched, years
from db.queries.trade_lines import trade_lines
from db.signing import Terminal
from db.tables.facts import journal
from gallery_pos.accounts import PAYABLE
from gallery_pos.ageing import paid_parts
from gallery_pos.documents import (
    AdjustmentPosted,
    DifferencePosted,
    DifferenceReason,
    FeeCharged,
    GoodsWrittenOff,
    Holding,
    Method,
    PayoutMade,
    PayoutReversed,
    SaleCompleted,
)
from gallery_pos.entries import consequences
from gallery_pos.scorecard import Measure
from making import DAY
from plain_report import PlainReport, Trade, spans
from shop import CORNER, OUTLET, Shop, tell_everything

TERMINAL = Terminal.create("A")
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
PRODUCTS = ("P1", "P2", "P3")


@contextmanager
def shop_in(prepared: Path) -> Iterator[tuple[Shop, Database]]:
    with TemporaryDirectory(dir=MEMORY) as folder:
        path = Path(folder) / "galeri.db"
        shutil.copy(prepared, path)
        database = open_database(path)
        try:
            shop = Shop(SignedJournal(database, TERMINAL), SqlBook(database, TERMINAL))
            shop.open()
            yield shop, database
        finally:
            database.close()


def documents_of(database: Database, book: SqlBook) -> list[Any]:
    with database.reading() as connection:
        ids = connection.execute(select(journal.c.id).order_by(journal.c.pos)).scalars().all()
    found = [book.document(UUID(bytes=each)) for each in ids]
    return [one.document for one in found if one]


def _refund(shop: Shop, draw: int) -> None:
    sales = [each for each in documents_of(shop.book._database, shop.book) if isinstance(each, SaleCompleted)]
    if sales:
        sale = shop.book.document(sales[draw % len(sales)].id)
        assert sale is not None
        if not shop.book.refunded(sale.document.id):
            shop.refund(sale, method=Method.QRIS)


def _on_lot(what: Callable[[Shop, str], object]) -> Callable[[Shop, int], None]:
    def act(shop: Shop, draw: int) -> None:
        lots = sorted(lot.lot for lot in shop.book.lots(OUTLET) if lot.on_hand > 0)
        if lots:
            what(shop, lots[draw % len(lots)])

    return act


def _differ(shop: Shop, draw: int) -> None:
    why = list(DifferenceReason)[draw % len(DifferenceReason)]
    shop.post(DifferencePosted, account=Holding.BANK, amount=draw * 900 - 4_000, reason=why, note="kata bank")


def _later(shop: Shop, draw: int) -> None:
    shop.day += timedelta(days=draw * 7)


def _back(shop: Shop, draw: int) -> None:
    """Somebody writes today what happened days ago."""
    today, shop.day = shop.day, max(shop.day - timedelta(days=draw), DAY)
    shop.sell("P2", 1, shift=None, reference=f"K{draw}")
    shop.day = today


def _shift(shop: Shop, draw: int) -> None:
    if shop.shift is None:
        shop.start(draw * 1_000)
    else:
        shop.close(draw - 3)


ACTS: dict[str, Callable[[Shop, int], object]] = {
    "receive": lambda shop, draw: shop.receive(PRODUCTS[draw % 3], draw + 1, best_before=DAY + timedelta(draw * 5)),
    "sell": lambda shop, draw: shop.sell(PRODUCTS[draw % 3], draw % 3 + 1, discount=draw * 100),
    "by qris": lambda shop, draw: shop.sell(PRODUCTS[draw % 3], 1, method=Method.QRIS),
    "corner": lambda shop, draw: shop.sell(PRODUCTS[draw % 3], 1, outlet=CORNER, shift=None),
    "back": _back,
    "refund": _refund,
    "later": _later,
    "shift": _shift,
    "return": _on_lot(lambda shop, lot: shop.give_back(lot, 1)),
    "write off": _on_lot(lambda shop, lot: shop.write_off(lot, 1, 700)),
    "count": _on_lot(lambda shop, lot: shop.count(lot, -1, 500)),
    "move": _on_lot(lambda shop, lot: shop.arrive(shop.send(lot, 1), 1)),
    "fee": lambda shop, draw: shop.fee(f"M{draw % 2 + 1}", draw * 500 + 1),
    "one fee": lambda shop, draw: shop.fee(f"M{draw % 2 + 1}", draw * 300 + 1, period=""),
    "differ": _differ,
    "adjust": lambda shop, draw: shop.adjust(f"M{draw % 2 + 1}", draw * 700 - 2_000),
    "settle": lambda shop, draw: shop.settle(f"M{draw % 2 + 1}"),
    "pay": lambda shop, draw: shop.pay(f"M{draw % 2 + 1}", 3_000 * draw + 1, Method.TRANSFER),
}
stories = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 9)), min_size=4, max_size=40)


@given(story=stories)
@settings(max_examples=60)
def test_every_figure_is_what_the_documents_say(prepared_file: Path, story: list[tuple[str, int]]) -> None:
    with shop_in(prepared_file) as (shop, database):
        for act, draw in story:
            ACTS[act](shop, draw)
        plain = PlainReport(documents_of(database, shop.book))
        for since, until in spans(DAY, shop.day):
            check_trade(database, plain, since, until)
            check_owed(database, plain, until)
            check_shelves(database, plain, since, until)
            check_money(database, plain, since, until)
            check_corrections(database, plain, since, until)
        check_year(database, plain, DAY.year)


def test_a_payment_taken_back_and_a_difference_are_corrections_with_who_approved(
    shop: Shop, database: Database
) -> None:
    tell_everything(shop)
    plain = PlainReport(documents_of(database, shop.book))
    check_corrections(database, plain, DAY, shop.day)
    rows = {row.kind: row for row in corrections.list_corrections(database, since=DAY, until=shop.day)}
    assert set(rows) >= {corrections.Correction.REVERSAL, corrections.Correction.MONEY}
    back = rows[corrections.Correction.REVERSAL]
    assert (back.amount, back.approver, back.reason) == (700, "Enah", "salah orang")
    assert rows[corrections.Correction.MONEY].cause == DifferenceReason.BANK_FEE


def test_both_kinds_of_database_say_the_same(shop: Shop, database: Database) -> None:
    shop.open()
    story = [(act, draw) for draw in (1, 4, 7) for act in sorted(ACTS)]
    for act, draw in story:
        ACTS[act](shop, draw)
    plain = PlainReport(documents_of(database, shop.book))
    for since, until in spans(DAY, shop.day):
        check_trade(database, plain, since, until)
        check_owed(database, plain, until)
        check_shelves(database, plain, since, until)
        check_money(database, plain, since, until)
        shelves = standing.standing(database, since=since, until=until)
        for row in scoring.scorecards(database, since=since, until=until, today=until, standing=shelves):
            assert {one.measure for one in row.scores} == set(Measure)
        for sums in (sold_by.sold(database, since=since, until=until),):
            classes, districts = sold_by.reached(database, sums, {one.consignor for one in shelves.shelves})
            assert sum(row.sold for row in classes) == sum(row.sold for row in districts) == len(sums.by_consignor)
        copies = watched.list_copies(database, since=since, until=until)
        assert all(row.copies or row.drawer_opened for row in copies)
    check_year(database, plain, DAY.year)


def figures(rows: list[reports.TradeRow]) -> dict[str, tuple[int, ...]]:
    for row in rows:
        assert row.net == row.gross - row.discount == row.commission + row.due
    return {row.key: (row.pieces, row.gross, row.discount, row.commission, row.due) for row in rows}


def _taken(document: Trade) -> str:
    return "till" if document.shift else "list" if document.reference else "visit"


def check_trade(database: Database, plain: PlainReport, since: date, until: date) -> None:
    for outlet in (None, OUTLET, CORNER):
        span: dict[str, Any] = {"since": since, "until": until, "outlet": outlet}
        sums = sold_by.sold(database, **span)
        ways = {
            reports.By.DAY: (lambda d, _m, _p: d.business_date.isoformat(), None),
            reports.By.OUTLET: (lambda d, _m, _p: d.outlet, None),
            reports.By.CONSIGNOR: (lambda _d, maker, _p: maker, sums.by_consignor),
            reports.By.PRODUCT: (lambda _d, _m, product: product, sums.by_product),
            reports.By.CATEGORY: (lambda _d, _m, product: plain.products[product].category, sums.by_category),
            reports.By.DISTRICT: (lambda _d, maker, _p: plain.makers[maker].district, sums.by_district),
        }
        for by, (key, once) in ways.items():
            wanted = plain.by(key, since, until, outlet)
            rows = reports.trade(database, by=by, **span)
            assert figures(rows) == wanted, by
            assert once is None or once == rows, by
        _, by_way = reports.channels(database, **span)
        assert figures(by_way) == plain.by(lambda d, _m, _p: _taken(d), since, until, outlet)
        for way in by_way:
            behind = trade_lines(database, by=reports.By.WAY, key=way.key, **span)
            assert sum(line.net for line in behind) == way.net
        whole = plain.by(lambda _d, _m, _p: "", since, until, outlet).get("", (0,) * 5)
        totals = reports.totals(database, **span)
        assert (totals.pieces, totals.gross, totals.discount, totals.commission, totals.due) == whole
        trades = [sign for sign, _ in plain.trades(since, until, outlet)]
        assert (totals.sales_count, totals.refunds_count) == (trades.count(1), trades.count(-1))
    paid = [d for d in plain.documents if isinstance(d, PayoutMade) and since <= d.business_date <= until]
    assert reports.totals(database, since=since, until=until).paid == sum(each.amount for each in paid)
    methods = reports.methods(database, since=since, until=until)
    assert {row.method: row.amount for row in methods if row.amount} == {
        method: amount for method, amount in plain.methods(since, until).items() if amount
    }
    undone = watched.list_undone(database, since=since, until=until)
    assert [row.total for row in undone] == [d.total for sign, d in plain.trades(since, until) if sign < 0]
    decided = watched.list_overrides(database, since=since, until=until)
    discounted = {d.id for sign, d in plain.trades(since, until) if sign > 0 and any(n.discount for n in d.lines)}
    assert {row.id for row in decided if row.kind is watched.Override.DISCOUNT} == discounted


def check_owed(database: Database, plain: PlainReport, until: date) -> None:
    owed = plain.owed(until)
    rows = owing.owed_on(database, until)
    assert {row.consignor: row.balance for row in rows} == owed
    assert reports.totals(database, since=until, until=until).owed == sum(owed.values())
    for row in rows:
        if row.balance > 0:
            since, parts = plain.ages(row.consignor, until)
            assert [row.days_30, row.days_60, row.days_90, row.older] == parts
            assert row.since == since


BY_HAND = (AdjustmentPosted, DifferencePosted, GoodsWrittenOff, PayoutReversed)


def check_corrections(database: Database, plain: PlainReport, since: date, until: date) -> None:
    """What was changed by hand is listed, nothing else is, and the amounts are what the ledger says."""
    made = [
        each
        for each in plain.documents
        if since <= each.business_date <= until
        and (isinstance(each, BY_HAND) or (isinstance(each, FeeCharged) and not each.period and not each.event))
    ]
    rows = corrections.list_corrections(database, since=since, until=until)
    assert {row.id for row in rows} == {each.id for each in made}
    assert all(row.number and row.user and (row.reason or row.cause) for row in rows)
    assert [row.business_date for row in rows] == sorted(row.business_date for row in rows)
    owed = sum(
        -posting.amount
        for each in made
        if not isinstance(each, GoodsWrittenOff)
        for posting in consequences(each).postings
        if posting.account == PAYABLE
    )
    makers = {corrections.Correction.BALANCE, corrections.Correction.FEE, corrections.Correction.REVERSAL}
    assert sum(row.amount for row in rows if row.kind in makers) == owed
    banked = sum(each.amount for each in made if isinstance(each, DifferencePosted))
    assert sum(row.amount for row in rows if row.kind is corrections.Correction.MONEY) == banked
    assert all(row.amount < 0 for row in rows if row.kind is corrections.Correction.GOODS)
    for outlet in (OUTLET, CORNER):
        here = corrections.list_corrections(database, since=since, until=until, outlet=outlet)
        assert here == [row for row in rows if row.outlet == outlet]


def check_shelves(database: Database, plain: PlainReport, since: date, until: date) -> None:
    found = standing.standing(database, since=since, until=until)
    here = {(one.outlet, one.product): one.on_hand for one in found.shelves}
    assert here == plain.shelves(until)
    sold = plain.sellers(since, until)
    moved = {(outlet, product) for outlet, product, _ in sold}
    assert found.sold == moved
    assert {(row.outlet, row.product) for row in found.still} == {
        (one.outlet, one.product)
        for one in found.shelves
        if (one.outlet, one.product) not in moved and (one.since is None or one.since < since)
    }
    with_goods = {plain.products[product].consignor for _, product in here}
    assert {row.consignor for row in found.idle} == with_goods - {maker for _, _, maker in sold}


def check_money(database: Database, plain: PlainReport, since: date, until: date) -> None:
    closing = {"cash": 0, "qris": 0, "bank": 0, "card": 0}
    for document in plain.documents:
        if document.business_date <= until:
            for posting in consequences(document).postings:
                account = "cash" if posting.account == "safe" else posting.account
                if account in closing:
                    closing[account] += posting.amount
    rows = held.held(database, since=since, until=until)
    assert {row.account: row.closing for row in rows} == closing
    for row in rows:
        assert row.opening + row.sold + row.other == row.closing
    before = {row.account: row.closing for row in held.held(database, since=DAY, until=since - timedelta(1))}
    assert {row.account: row.opening for row in rows} == before


def check_year(database: Database, plain: PlainReport, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    wanted = {
        maker: figures for maker, figures in plain.by(lambda _d, maker, _p: maker, first, last).items() if any(figures)
    }
    rows = years.turnover(database, year)
    found = {row.consignor: (row.pieces, row.gross, row.discount, row.commission, row.due) for row in rows}
    assert {maker: figures for maker, figures in found.items() if any(figures)} == wanted
    for row in rows:
        assert sum(row.months) == row.gross
    months = compared.months_together(compared.months_of_outlets(database, since=first, until=last))
    assert {row.month: row.net for row in months} == {
        month: figures[1] - figures[2]
        for month, figures in plain.by(lambda d, _m, _p: f"{d.business_date:%Y-%m}", first, last).items()
    }


amounts = st.integers(1, 9)
credits_of = st.lists(st.tuples(st.integers(0, 60), amounts), max_size=12)


@given(came=credits_of, paid=st.lists(st.tuples(st.integers(60, 90), amounts), max_size=6), owed=st.integers(0, 30))
def test_payouts_pay_what_is_oldest_rupiah_by_rupiah(
    came: list[tuple[int, int]], paid: list[tuple[int, int]], owed: int
) -> None:
    start = date(2026, 1, 1)
    oldest_first = sorted(came)
    rupiah = [day for day, amount in oldest_first for _ in range(amount)]
    payouts = sorted(paid)
    settled = [day for day, amount in payouts for _ in range(amount)]
    # What is still owed is the newest, what these payouts paid comes right before it.
    before = rupiah[: max(len(rupiah) - owed, 0)]
    wanted = list(zip(reversed(before), reversed(settled), strict=False))
    made = paid_parts(
        owed,
        [(start + timedelta(day), amount) for day, amount in reversed(payouts)],
        [(start + timedelta(day), "GALERI", amount) for day, amount in reversed(oldest_first)],
    )
    told = [((one.sold - start).days, (one.paid - start).days) for one in made for _ in range(one.amount)]
    assert told == wanted
