"""The rows that screens and the command line read agree with the documents and with each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from db.book import SqlBook
from db.engine import Database
from db.journal import SignedJournal
from db.queries import books, expiry, history, records, reports, sales, settlement, shifts, stock
from db.queries.search import search_products, tiles
from db.queries.trade_lines import trade_lines
from db.signing import Terminal
from gallery_pos.documents import GoodsReceived, ProductRevised, ReceivedLine, new_id
from gallery_pos.terms import Bearer, Terms
from making import DAY
from shop import CORNER, OUTLET, Shop, tell_everything

NEXT_DAY = DAY + timedelta(days=1)


@pytest.fixture
def told(shop: Shop) -> Shop:
    tell_everything(shop)
    return shop


@pytest.fixture
def book_of_story(story: Database, terminal: Terminal) -> SqlBook:
    return SqlBook(story, terminal)


def as_json(rows: Any) -> list[dict[str, Any]]:
    return msgspec.to_builtins(rows)  # type: ignore[no-any-return]


PROMISED: dict[str, tuple[Any, str]] = {
    "lots": (stock.list_lots, "lot product name consignor outlet received_on best_before price commission_bp"),
    "pieces": (stock.list_lots, "received on_hand sold refunded returned written_off variance consignor_price"),
    "stock": (stock.list_stock, "outlet product name consignor business_name on_hand price value"),
    "sales": (sales.list_sales, "number time outlet cashier lines pieces gross discount total methods kind reference"),
    "statements": (settlement.list_statements, "number consignor business_name from until closing paid"),
    "journal": (books.list_journal, "seq number kind outlet business_date posted_at user id hash"),
    "consignors": (records.list_consignors, "code business_name owner district nib commission_bp"),
    "products": (records.list_products, "code name consignor price category barcodes on_hand"),
    "outlets": (records.list_outlets, "code name type main active"),
}


@pytest.mark.parametrize("kind", PROMISED)
def test_lists_have_the_keys_that_the_command_line_promises(story: Database, kind: str) -> None:
    listed, keys = PROMISED[kind]
    rows = as_json(listed(story))
    assert rows
    assert set(keys.split()) <= rows[0].keys()


def test_pieces_add_up_everywhere(story: Database, book_of_story: SqlBook) -> None:
    lots = stock.list_lots(story)
    for lot in lots:
        gone = lot.sold - lot.refunded + lot.returned + lot.written_off - lot.transferred - lot.variance
        assert lot.received == lot.on_hand + gone
    rows = stock.list_stock(story)
    for row in rows:
        here = sum(lot.on_hand for lot in lots if (lot.product, lot.outlet) == (row.product, row.outlet))
        assert row.on_hand == here + row.loose
    loose = book_of_story.loose(OUTLET)
    assert loose == {row.product: row.loose for row in stock.list_stock(story) if row.loose}
    assert {product.code: product.on_hand for product in records.list_products(story)} == {
        code: sum(row.on_hand for row in rows if row.product == code) for code in {row.product for row in rows}
    }


def test_money_adds_up_by_whatever_it_is_summed(story: Database) -> None:
    whole = reports.totals(story, since=DAY, until=NEXT_DAY)
    assert whole.net == whole.gross - whole.discount == whole.commission + whole.due
    assert whole.total == whole.net + whole.tax + whole.rounding
    for by in reports.By:
        rows = reports.trade(story, since=DAY, until=NEXT_DAY, by=by)
        for name in ("pieces", "gross", "discount", "net", "commission", "due", "refunded"):
            assert sum(getattr(row, name) for row in rows) == getattr(whole, name), (by, name)
    assert sum(row.amount for row in reports.methods(story, since=DAY, until=NEXT_DAY)) == whole.total
    listed = sales.list_sales(story)
    assert sum(sale.total for sale in listed) == whole.total
    assert sum(row.total for row in reports.buyers(story, since=DAY, until=NEXT_DAY)) == whole.total + whole.refunded
    assert whole.owed == sum(row.balance for row in settlement.owed(story))
    assert whole.over_short == -500 + 500, "a drawer was short, the cash box of the corner over"
    assert reports.totals(story, since=DAY, until=NEXT_DAY, outlet=CORNER).over_short == 500
    assert reports.totals(story, since=DAY, until=NEXT_DAY, outlet="LAIN").gross == 0


@pytest.mark.parametrize("by", reports.By)
def test_every_sum_of_trade_opens_the_lines_that_make_it(
    story: Database, book_of_story: SqlBook, by: reports.By
) -> None:
    rows = reports.trade(story, since=DAY, until=NEXT_DAY, by=by)
    assert rows
    for row in rows:
        behind = trade_lines(story, since=DAY, until=NEXT_DAY, by=by, key=row.key)
        for name in ("pieces", "gross", "discount", "net", "commission", "due"):
            assert sum(getattr(line, name) for line in behind) == getattr(row, name), (by, row.key, name)
        assert all(book_of_story.document(line.id) for line in behind)
        assert trade_lines(story, since=DAY, until=NEXT_DAY, by=by, key=row.key, outlet="LAIN") == []


def test_what_is_owed_is_what_the_book_says(story: Database, book_of_story: SqlBook) -> None:
    for row in settlement.owed(story):
        assert row.balance == book_of_story.balance(row.consignor)
        assert row.unsettled == sum(
            one.amount for one in settlement.account(story, consignor=row.consignor) if not one.settled
        )
        assert row.balance == sum(one.amount for one in settlement.account(story, consignor=row.consignor))
        assert (row.since is not None) == (row.balance > 0)
        assert row.since is None or row.since in {DAY, NEXT_DAY}
    assert book_of_story.balance("M1", DAY) != book_of_story.balance("M1")


def test_statements_know_what_was_paid_on_them(story: Database) -> None:
    mine = settlement.list_statements(story, consignor="M1")
    assert [row.latest for row in mine] == [True, False]
    assert [row.paid for row in mine] == [0, 6_700]
    assert mine[0].opening == mine[1].closing
    assert [row.number for row in settlement.list_statements(story, unpaid_only=True)] == [
        row.number for row in settlement.list_statements(story) if row.latest and row.unpaid > 0
    ]
    lines = settlement.account(story, statement=mine[1].id)
    assert lines
    assert all(line.settled for line in lines)
    assert {row.amount for row in settlement.list_payouts(story)} == {5_000, 3_000, 700, 800, 900}


def test_a_sale_is_found_by_every_name_it_has(story: Database, book_of_story: SqlBook) -> None:
    sale = next(row for row in sales.list_sales(story) if row.kind == "sale")
    assert book_of_story.sale(sale.number) == book_of_story.sale(sale.code) == book_of_story.sale(sale.code.lower())
    assert book_of_story.sale(f"{sale.code[:5]}-{sale.code[5:]}") is not None
    assert book_of_story.sale("JL-X-1") is None
    (imported,) = [row for row in sales.list_sales(story) if row.reference]
    assert imported.reference == "LAMA-1"
    assert imported.methods == {"transfer": 20_000}
    assert set(book_of_story.references(OUTLET, ["LAMA-1", "LAMA-2"])) == {"LAMA-1"}
    assert book_of_story.references("LAIN", ["LAMA-1"]) == {}
    assert next(row for row in sales.list_sales(story) if row.kind == "refund").total < 0
    first = sales.list_sales(story)[-1]
    assert [(line.line, line.refunded) for line in book_of_story.refunded(first.id)] == [(0, 22)]


def test_shifts_tell_what_their_drawers_did(story: Database, book_of_story: SqlBook) -> None:
    open_now, second, first = shifts.list_shifts(story)
    assert [row.closed_number is None for row in (open_now, second, first)] == [True, False, False]
    assert (first.difference, second.difference) == (-500, 0)
    assert first.in_drawer == 0
    drawer = book_of_story.open_shift(OUTLET, "A")
    assert drawer is not None
    assert open_now.in_drawer == drawer.expected
    assert drawer.totals.first_number == drawer.totals.last_number != ""
    assert book_of_story.open_shift(OUTLET, "B") is None
    assert [row.number for row in shifts.list_shifts(story, open_only=True)] == [open_now.number]
    assert reports.days_without_closing(story, since=DAY, until=NEXT_DAY + timedelta(days=1)) == [
        reports.MissingDay(OUTLET, NEXT_DAY + timedelta(days=1))
    ]


def test_expiring_lots_come_soonest_first_with_their_stage(told: Shop, database: Database) -> None:
    told.receive("P2", 5, best_before=date(2026, 10, 20))
    told.receive("P2", 5, best_before=date(2026, 10, 1))
    told.receive("P2", 5, best_before=date(2027, 10, 1))
    found = expiry.list_expiring(database, on=DAY)
    assert [(one.days_left, one.stage) for one in found] == [(-6, 0), (13, 14), (25, 30), (55, 60)]
    assert expiry.list_expiring(database, on=DAY, within=14) == found[:2]
    assert expiry.list_expiring(database, on=DAY, outlet="LAIN") == []
    first = found[0]
    assert (first.name, first.business_name, first.on_hand, first.value) == ("Sambal Lada", "Dapur Bu Enah", 5, 100_000)


@pytest.mark.parametrize(
    ("terms", "borne"),
    [
        (Terms(commission_bp=2_000), (Bearer.CONSIGNOR, 0)),
        (Terms(commission_bp=2_000, expiry_bp=5_000), (Bearer.SHARED, 5_000)),
        (Terms(commission_bp=2_000, expiry_bp=10_000), (Bearer.GALLERY, 10_000)),
        (Terms(consignor_price=9_000, outright=True), (Bearer.GALLERY, 10_000)),
    ],
)
def test_what_expires_says_who_bears_it(
    told: Shop, database: Database, terms: Terms, borne: tuple[Bearer, int]
) -> None:
    late: dict[str, Any] = {"lot": "LATE", "product": "P2", "name": "x", "quantity": 2, "price": 10_000}
    told.post(GoodsReceived, consignor="M1", lines=(ReceivedLine(**late, terms=terms, best_before=date(2026, 10, 1)),))
    (row,) = expiry.list_expiring(database, on=DAY, within=-1)
    assert (row.lot, row.value, row.bearer, row.expiry_bp) == ("LATE", 20_000, *borne)


def test_revisions_are_the_history_of_a_record(told: Shop, database: Database) -> None:
    told.post(ProductRevised, code="P1", name="Keripik Singkong", consignor="M1", price=17_000)
    prices = [posted.document.price for posted in history.revisions(database, kind="ProductRevised", code="P1")]  # type: ignore[attr-defined]
    assert prices == [17_000, 15_000]
    assert history.revisions(database, kind="ProductRevised", code="P9") == []


def test_any_document_opens_by_its_number(story: Database) -> None:
    for row in books.list_journal(story):
        posted = books.document_by_number(story, row.number.lower())
        assert posted is not None
        assert posted.document.id == row.id
    assert books.document_by_number(story, "X") is None
    assert books.count_documents(story) == len(books.list_journal(story))
    notes = books.list_journal(story, kind="GoodsReceived", newest_first=True, limit=2)
    assert [row.kind for row in notes] == [GoodsReceived.__name__] * 2


def test_a_scan_finds_the_product_and_nothing_else(told: Shop) -> None:
    for code in ("P1", "8990000000001", "2100000000010"):
        record = told.book.product_by_barcode(code)
        assert record is not None
        assert record.code == "P1"
    for unknown in ("", "899", "' OR 1=1 --", "P99"):
        assert told.book.product_by_barcode(unknown) is None
    told.post(ProductRevised, code="P1", name="Keripik", consignor="M1", price=1, active=False)
    assert told.book.product_by_barcode("P1") is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("keripik", ["P1"]),
        ("KERIPIK sing", ["P1"]),
        ("ripi", ["P1"]),
        ("ke", ["P1"]),
        ("enah", ["P1", "P2"]),
        ("sambal enah", ["P2"]),
        ("batik", ["P3"]),
        ("rumpun syal", ["P3"]),
        ("p2", ["P2"]),
        ("8990000000003", ["P3"]),
        ("00003", ["P3"]),
        ("  ", []),
        ("zzz", []),
        ('"', []),
        ("keripik AND sambal", []),
        ("a' OR 'b", []),
        ("100%_", []),
        ("x" * 5_000, []),
    ],
)
def test_searching_as_one_types(story: Database, words: str, found: list[str]) -> None:
    hits = search_products(story, words, outlet=OUTLET)
    assert sorted(hit.code for hit in hits) == found


def test_the_search_follows_names_of_products_and_makers(file: Database, terminal: Terminal) -> None:
    shop = Shop(SignedJournal(file, terminal), SqlBook(file, terminal))
    shop.open()
    shop.post(ProductRevised, code="P1", name="Opak Gurih", consignor="M2", price=1)
    maker = shop.book.consignor("M2")
    assert maker is not None
    renamed = msgspec.structs.replace(maker, id=new_id(), business_name="Sanggar Cikampek")
    shop.journal.append(renamed)
    assert [hit.code for hit in search_products(file, "opak", outlet=OUTLET)] == ["P1"]
    assert search_products(file, "keripik", outlet=OUTLET) == []
    assert sorted(hit.code for hit in search_products(file, "cikampek", outlet=OUTLET)) == ["P1", "P3"]
    assert search_products(file, "rumpun", outlet=OUTLET) == []


def test_tiles_show_what_sells_most_first(story: Database) -> None:
    shown = tiles(story, outlet=OUTLET)
    assert [tile.code for tile in shown] == ["P2", "P3", "P1"]
    assert [tile.sold for tile in shown] == sorted((tile.sold for tile in shown), reverse=True)
    assert tiles(story, outlet=OUTLET, category="Minuman") == []
    assert tiles(story, outlet=OUTLET, without_barcode=True) == []
    assert records.categories(story) == ["Makanan"]


def test_codes_are_never_given_twice(book_of_story: SqlBook) -> None:
    assert book_of_story.next_code("product") == 4
    assert book_of_story.next_code("consignor") == 3
    assert book_of_story.next_code("barcode") == 4
    assert book_of_story.next_code("user") == 1


def test_the_book_knows_nothing_of_what_is_not_there(book: SqlBook) -> None:
    assert book.main_outlet() is None
    assert book.product("P1") is None
    assert book.products(["P1"]) == []
    assert book.lots(OUTLET) == []
    assert book.lot("L1", OUTLET) is None
    assert book.unsettled(DAY) == []
    assert book.head() == (0, "")
    assert book.last_statement("M1") is None
    assert book.first_active("M1") is None
    assert book.balance("M1") == book.year_gross("M1", 2026, DAY) == 0
