"""The sample gallery is what a gallery's people would believe, proves clean, and is the same every time."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest
from sqlalchemy import select

from db.book import SqlBook
from db.canonical import document_of
from db.engine import Database, open_database
from db.journal import SignedJournal
from db.migrate import prepare
from db.queries.curation import list_rounds
from db.queries.disputes import list_disputes
from db.queries.entry import list_queue, list_turns
from db.queries.events import event_sheet, list_events
from db.queries.legality import GateState, gate_list
from db.queries.match_items import list_items
from db.queries.matching import open_lines
from db.queries.months import month_states
from db.queries.moving import list_transfers
from db.queries.papers import papers_ending
from db.queries.paying import list_unacknowledged, list_unpaid
from db.queries.qris_missing import list_qris_missing
from db.signing import Terminal
from db.tables.facts import journal
from db.verify import verify
from gallery_pos.accounts import HELD, PAYABLE
from gallery_pos.barcode import INSTORE_PREFIX, is_ean13
from gallery_pos.desk import Desk
from gallery_pos.documents import (
    GALLERY,
    AdjustmentPosted,
    Buyer,
    CashMoved,
    CashReason,
    ConsignorType,
    Document,
    EntryState,
    FeeCharged,
    FeeType,
    GoodsReceived,
    GoodsReturned,
    GoodsWrittenOff,
    Holding,
    LossReason,
    MakerTold,
    MarkdownPlanRevised,
    MessageWay,
    Method,
    MoneyMoved,
    PayoutAcknowledged,
    PayoutMade,
    PriceModel,
    ReturnReason,
    Role,
    SaleCompleted,
    SaleRefunded,
    SettlementPeriod,
    ShiftClosed,
    SizeClass,
    StatementIssued,
    StocktakePosted,
    VisitRecorded,
)
from gallery_pos.duplicates import Maker, likely_duplicates
from gallery_pos.entries import consequences
from gallery_pos.errors import RuleBroken
from gallery_pos.months import Check, DayState
from gallery_pos.report_clock import ReportState
from gallery_pos.services.access import SYSTEM
from gallery_pos.services.closing import review_month
from gallery_pos.services.sample import DAYS, Populated, populate
from gallery_pos.services.sample.founding import TWICE, TWIN
from gallery_pos.services.sample.settling import SILENT
from gallery_pos.size_class import contradiction, judge
from gallery_pos.terms import Bearer

TODAY = date(2026, 10, 18)
LAST_CLOSED = date(2026, 9, 30)
MAIN = "GALERI"

_D = TypeVar("_D", bound=Document)


class Sample(NamedTuple):
    """A gallery with the sample in it."""

    database: Database
    terminal: Terminal
    desk: Desk
    told: Populated | None
    documents: list[Document]

    def all(self, kind: type[_D]) -> list[_D]:
        return [document for document in self.documents if isinstance(document, kind)]


def empty(folder: Path) -> Sample:
    database = open_database(folder / "galeri.db")
    prepare(database)
    terminal = Terminal.create("A")
    desk = Desk(
        journal=SignedJournal(database, terminal),
        book=SqlBook(database, terminal),
        outlet=MAIN,
        origin="A",
        user=SYSTEM,
    )
    return Sample(database, terminal, desk, None, [])


@contextmanager
def played(folder: Path, *, today: date = TODAY, seed: int = 12, days: int = DAYS) -> Iterator[Sample]:
    sample = empty(folder)
    told = populate(sample.desk, today=today, seed=seed, days=days)
    with sample.database.reading() as connection:
        rows = connection.execute(select(journal).order_by(journal.c.pos)).mappings().all()
    yield sample._replace(told=told, documents=[document_of(dict(row)) for row in rows])
    sample.database.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with played(tmp_path_factory.mktemp("sample")) as made:
        yield made


def test_every_rule_holds_over_the_whole_sample(sample: Sample) -> None:
    assert verify(sample.database, pinned=sample.terminal.pinned) == []


def test_the_makers_come_from_every_district_and_are_nobody_real(sample: Sample) -> None:
    with (files("assets") / "regions" / "kecamatan-karawang.csv").open(encoding="utf-8") as lines:
        districts = {row["nama"] for row in csv.DictReader(lines)}
    makers = sample.desk.book.consignors()
    assert len(makers) == 36, "one of them is registered twice"
    assert {maker.district for maker in makers} == districts
    assert {len(maker.nib) for maker in makers} == {0, 13}
    assert all(maker.nib.startswith("9999") for maker in makers if maker.nib)
    assert {maker.size_class for maker in makers if maker.code != TWIN} == set(SizeClass)


def test_the_register_tells_what_makers_are_and_has_a_pair_to_find(sample: Sample) -> None:
    makers = {maker.code: maker for maker in sample.desk.book.consignors()}
    assert {maker.type for maker in makers.values()} == set(ConsignorType)
    assert sum(bool(maker.memberships) for maker in makers.values()) > 4
    inside = [one.organization for maker in makers.values() for one in maker.memberships]
    assert {"M021", "M018"} <= set(inside), "some organizations are in the register themselves"
    agreed = [maker for maker in makers.values() if maker.consent_on]
    assert len(makers) / 2 < len(agreed) < len(makers)
    wrong = [
        maker.code
        for maker in makers.values()
        if contradiction(maker.size_class, judge(capital=maker.capital, yearly_sales=maker.yearly_sales))
    ]
    assert wrong == ["M033"]
    cards = [Maker(one.code, one.business_name, one.owner, one.district, one.nib) for one in makers.values()]
    assert [(pair.one, pair.other) for pair in likely_duplicates(cards)] == [("M003", "M036")]


def test_every_product_has_its_own_drawing_and_most_have_a_barcode(sample: Sample) -> None:
    products = sample.desk.book.products()
    assert len(products) == 127, "seven of them only applied"
    assert len({product.category for product in products}) >= 5
    assert min(product.price for product in products) == 5_000
    assert max(product.price for product in products) == 650_000
    assert sample.told is not None
    assert {product.picture for product in products} == set(sample.told.pictures)
    barcodes = [barcode for product in products for barcode in product.barcodes]
    assert 80 < len(barcodes) < 110
    assert all(is_ean13(barcode) for barcode in barcodes)
    assert any(barcode.startswith(INSTORE_PREFIX) for barcode in barcodes)
    assert any(not barcode.startswith(INSTORE_PREFIX) for barcode in barcodes)


def test_every_price_model_and_mixture_is_sold(sample: Sample) -> None:
    agreements = [sample.desk.book.agreement(maker.code) for maker in sample.desk.book.consignors()]
    assert {agreement.model for agreement in agreements if agreement} == set(PriceModel)
    assert None in agreements, "some makers have the gallery's own terms"
    assert sample.desk.book.agreement(GALLERY) is not None
    assert any(agreement and agreement.monthly_fee and agreement.terms.commission_bp for agreement in agreements)
    periods = {agreement.settlement for agreement in agreements if agreement}
    assert periods == {SettlementPeriod.WEEKLY, SettlementPeriod.FORTNIGHTLY, SettlementPeriod.MONTHLY}
    sold = {
        (part.terms.commission_bp, part.terms.consignor_price is not None)
        for sale in sample.all(SaleCompleted)
        for line in sale.lines
        for part in line.allocations
    }
    shares = {(0, False), (500, False), (1_000, False), (1_500, False), (2_000, False), (2_500, False), (3_000, False)}
    assert sold == shares | {(0, True), (500, True)}


def test_who_bears_discounts_and_losses_differs(sample: Sample) -> None:
    discounted = {
        part.terms.discount_bearer
        for sale in sample.all(SaleCompleted)
        for line in sale.lines
        for part in line.allocations
        if part.discount
    }
    assert discounted == set(Bearer)
    losses = [line for document in sample.all(GoodsWrittenOff) for line in document.lines]
    assert {line.reason for line in losses} == set(LossReason)
    assert {line.gallery_bp for line in losses if line.reason is LossReason.EXPIRED} == {5_000}
    assert {line.gallery_bp for line in losses} == {5_000, 10_000}


def test_what_is_near_its_date_gets_cheaper_by_a_plan(sample: Sample) -> None:
    (plan,) = sample.all(MarkdownPlanRevised)
    cheaper = [(sale, line) for sale in sample.all(SaleCompleted) for line in sale.lines if line.plan]
    assert len(cheaper) > 5
    for sale, line in cheaper:
        assert line.plan == plan.code
        assert sale.business_date >= plan.business_date
        assert 0 < line.markdown <= line.discount < line.gross
        assert {part.terms.discount_bearer for part in line.allocations} == {plan.bearer}


def test_a_day_brings_as_many_sales_as_a_small_gallery_has(sample: Sample) -> None:
    days = Counter(sale.business_date for sale in sample.all(SaleCompleted) if sale.outlet == MAIN)
    assert 88 <= len(days) <= DAYS
    assert 10 <= min(days.values()) <= max(days.values()) <= 50
    assert 18 <= sum(days.values()) / len(days) <= 30
    weekend = [count for day, count in days.items() if day.weekday() >= 5]
    week = [count for day, count in days.items() if day.weekday() < 5]
    assert sum(weekend) / len(weekend) > 1.25 * sum(week) / len(week)
    august = sum(sale.total for sale in sample.all(SaleCompleted) if sale.business_date.month == 8)
    assert 30_000_000 < august < 80_000_000


def test_buyers_pay_in_every_way(sample: Sample) -> None:
    sales = sample.all(SaleCompleted)
    assert {tender.method for sale in sales for tender in sale.tenders} == set(Method)
    assert any(len(sale.tenders) > 1 for sale in sales)
    assert {sale.buyer for sale in sales} == set(Buyer)
    assert any(sale.approved_by for sale in sales)
    assert any(line.list_price for sale in sales for line in sale.lines)
    assert any(part.lot == "" for sale in sales for line in sale.lines for part in line.allocations)
    assert len(sample.all(SaleRefunded)) > 20
    corners = {sale.outlet for sale in sales} - {MAIN}
    outlets = {code: sample.desk.book.outlet(code) for code in corners}
    assert {outlet.attended for outlet in outlets.values() if outlet} == {True, False}


def test_drawers_are_closed_and_mostly_right(sample: Sample) -> None:
    closed = sample.all(ShiftClosed)
    right = sum(shift.difference == 0 for shift in closed)
    assert 0.75 < right / len(closed) < 0.95
    assert {shift.difference > 0 for shift in closed if shift.difference} == {True, False}
    reasons = {moved.reason for moved in sample.all(CashMoved)}
    assert reasons >= {CashReason.DROP, CashReason.EXPENSE, CashReason.TOP_UP, CashReason.DRAWER_OPENED}
    for outlet in {shift.outlet for shift in closed}:
        assert sample.desk.book.open_shift(outlet, "A") is None


def test_goods_come_go_back_and_are_counted(sample: Sample) -> None:
    assert len(sample.all(GoodsReceived)) > 200
    back = {line.reason for document in sample.all(GoodsReturned) for line in document.lines}
    assert back >= {ReturnReason.EXPIRED, ReturnReason.SLOW, ReturnReason.ENDED}
    counts = {count.outlet for count in sample.all(StocktakePosted)}
    assert MAIN in counts
    assert len(counts) > 1


def test_three_corners_are_filled_by_the_van_and_visited_every_week(sample: Sample) -> None:
    visits = sample.all(VisitRecorded)
    assert Counter(visit.outlet for visit in visits) == {"POJOK-KARTIM": 13, "POJOK-KLARI": 13, "POJOK-RENGAS": 13}
    assert {visit.difference > 0 for visit in visits if visit.difference} == {True, False}
    assert sum(visit.difference == 0 for visit in visits) > len(visits) / 2
    assert any(line.missing > 0 for visit in visits for line in visit.lines)
    assert any(line.returned for visit in visits for line in visit.lines)
    unattended = {visit.outlet for visit in visits}
    assert not any(shift.outlet in unattended for shift in sample.all(ShiftClosed)), "nobody is there to open a drawer"
    transfers = list_transfers(sample.database)
    assert any(row.in_transit for row in transfers)
    assert any(row.lost for row in transfers)


def test_a_bazaar_of_two_days_has_its_own_result(sample: Sample) -> None:
    (event,) = list_events(sample.database)
    sheet = event_sheet(sample.database, event.code)
    assert sheet is not None
    assert (event.active, event.on_hand) == (False, 0)
    assert sheet.starts is not None
    assert (sheet.starts.weekday(), sheet.ends) == (5, sheet.starts + timedelta(days=1))
    assert all(row.out == row.sold + row.back + row.lost for row in sheet.goods)
    assert sum(row.sold for row in sheet.goods) > 20
    assert sheet.result == sheet.income - 150_000


def test_closed_months_are_settled_and_the_open_one_is_not(sample: Sample) -> None:
    book = sample.desk.book
    makers = [maker for maker in book.consignors() if maker.code != TWIN]
    monthly = [maker for maker in makers if _period(sample, maker.code) is SettlementPeriod.MONTHLY]
    assert len(monthly) > 15
    for maker in monthly:
        last = book.last_statement(maker.code)
        assert last is not None, maker.business_name
        assert last[0].figures.until == LAST_CLOSED
    assert {statement.figures.until.month for statement in sample.all(StatementIssued)} >= {7, 8, 9, 10}
    fees = sample.all(FeeCharged)
    assert {fee.type for fee in fees} == {FeeType.SHELF, FeeType.EVENT, FeeType.ITEM, FeeType.OTHER}
    assert sum(fee.amount for fee in fees if fee.type is FeeType.EVENT) == 150_000, "the stand's fee to the last rupiah"
    told = {entry.document for statement in sample.all(StatementIssued) for entry in statement.figures.entries}
    assert {fee.type for fee in fees if fee.id in told} == {fee.type for fee in fees}, "each kind is on a statement"
    assert {adjustment.amount > 0 for adjustment in sample.all(AdjustmentPosted)} == {True, False}
    assert {payout.method for payout in sample.all(PayoutMade)} == {Method.CASH, Method.TRANSFER}
    assert {payout.shift is None for payout in sample.all(PayoutMade)} == {True, False}
    assert len(book.unsettled(TODAY)) > 25
    owing = [maker.code for maker in book.consignors() if book.balance(maker.code) < 0]
    assert owing == ["M025"], "goods came back after he was paid"


def test_no_money_is_ever_missing_and_all_that_is_makers_is_there(sample: Sample) -> None:
    there: Counter[str] = Counter()
    for document in sample.documents:
        for posting in consequences(document).postings:
            there[posting.account] += posting.amount
        assert all(there[account] >= 0 for account in HELD), document
        assert sum(there[account] for account in HELD) + there[PAYABLE] >= 0, document
    moved = Counter((one.source, one.target) for one in sample.all(MoneyMoved))
    assert moved[Holding.QRIS, Holding.BANK] > 50
    assert moved[Holding.SAFE, Holding.BANK] > 8
    assert moved[Holding.BANK, Holding.OWNER] == 3
    assert there["qris"] < 5_000_000, "what waits at the provider is of the last days"


def test_the_providers_files_show_all_qris_but_one_payment_and_tell_of_one_too_many(sample: Sample) -> None:
    (missing,) = list_qris_missing(sample.database, on=TODAY)
    assert missing.covered
    assert missing.age == 12
    (waiting,) = open_lines(sample.database, Holding.QRIS)
    assert waiting.amount > 0
    assert [item.document for item in list_items(sample.database, Holding.QRIS)] == [missing.document]


def _period(sample: Sample, consignor: str) -> SettlementPeriod:
    agreement = sample.desk.book.agreement(consignor) or sample.desk.book.agreement(GALLERY)
    assert agreement is not None
    return agreement.settlement


def test_today_finds_full_shelves_with_some_goods_about_to_expire(sample: Sample) -> None:
    lots = sample.desk.book.lots(MAIN)
    assert len({lot.product for lot in lots}) > 95
    soon = [lot for lot in lots if lot.best_before and TODAY <= lot.best_before <= TODAY + timedelta(days=14)]
    assert len(soon) >= 5


def test_the_story_goes_forward_and_ends_yesterday(sample: Sample) -> None:
    moments = [document.posted_at for document in sample.documents]
    assert all(before <= after for before, after in pairwise(moments))
    assert sample.documents[-1].business_date == TODAY - timedelta(days=1)


def test_people_of_every_role_and_no_telephone_number_in_the_journal(sample: Sample) -> None:
    told = sample.told
    assert told is not None
    users = sample.desk.book.users()
    assert {user.role for user in users} == {Role.ADMIN, Role.MANAGER, Role.CASHIER, Role.DINAS}
    assert {user.code for user in users} == set(told.pins)
    phones = {maker: data["phone"] for maker, data in told.private.items()}
    assert len(phones) == 35
    assert phones[TWIN] == phones[TWICE]
    assert all(phone.startswith("62812") for phone in phones.values())
    with sample.database.reading() as connection:
        bodies = b"".join(connection.execute(select(journal.c.body)).scalars())
    assert not any(phone.removeprefix("62").encode() in bodies for phone in phones.values())


def hashes(sample: Sample) -> list[bytes]:
    with sample.database.reading() as connection:
        return list(connection.execute(select(journal.c.hash).order_by(journal.c.pos)).scalars())


def test_most_goods_have_their_papers_and_the_gate_is_on_from_the_next_morning(sample: Sample) -> None:
    found = {row.product: row for row in gate_list(sample.database, on=TODAY)}
    states = Counter(row.state for row in found.values())
    assert 4 <= states[GateState.STOPPED] <= 10
    assert states[GateState.PASSED] == 1
    assert states[GateState.COMING] == 3
    assert states[GateState.UNKNOWN] == 0
    assert all(row.enforced for row in found.values())
    assert not any(row.enforced for row in gate_list(sample.database, on=TODAY - timedelta(days=1)))
    assert {row.business_name for row in found.values() if "NIB" in row.missing} == {"Bahari Wetan", "Eceng Ayu"}
    left = [row.expires - TODAY for row in papers_ending(sample.database, on=TODAY) if row.expires]
    assert [days.days for days in left] == [-9, 12, 26, 55]


def test_some_wait_in_the_queue_one_round_was_held_and_makers_take_turns(sample: Sample) -> None:
    queue = list_queue(sample.database)
    assert [(row.place, row.state) for row in queue if row.place] == [
        (1, EntryState.CURATION),
        (2, EntryState.CURATION),
        (3, EntryState.REFERRED),
        (4, EntryState.APPLIED),
    ]
    decided = Counter(row.state for row in queue if row.place is None)
    assert decided == {EntryState.READY: 2, EntryState.WITHDRAWN: 1}
    (held,) = list_rounds(sample.database)
    assert (held.sheets, held.wanted, held.passed, held.closed) == (12, 12, 2, True)
    assert held.decided == held.candidates
    turns = list_turns(sample.database, outlet=MAIN)
    assert len({turn.shelf for turn in turns}) == 2
    assert {turn.until < TODAY for turn in turns} == {False, True}


def test_the_same_seed_makes_the_same_documents_and_another_one_others(tmp_path: Path) -> None:
    chains = []
    for number, seed in enumerate((7, 7, 8)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with played(folder, seed=seed, days=6) as made:
            chains.append(hashes(made))
    assert chains[0] == chains[1]
    assert chains[0][-1] != chains[2][-1]


@pytest.mark.parametrize("today", [date(2027, 1, 2), date(2028, 3, 1)], ids=str)
def test_it_can_end_on_any_day(tmp_path: Path, today: date) -> None:
    with played(tmp_path, today=today, days=12) as made:
        assert verify(made.database, pinned=made.terminal.pinned) == []


def test_a_gallery_with_makers_is_left_alone(sample: Sample) -> None:
    with pytest.raises(RuleBroken) as refusal:
        populate(sample.desk, today=TODAY)
    assert refusal.value.code == "sample.not_empty"


def test_whoever_stops_it_gets_an_empty_gallery_back(tmp_path: Path) -> None:
    class StoppedError(Exception):
        """The person pressed Cancel."""

    def stop(done: int, whole: int) -> None:
        assert whole == 10
        if done == 3:
            raise StoppedError

    sample = empty(tmp_path)
    with pytest.raises(StoppedError):
        populate(sample.desk, today=TODAY, days=10, progress=stop)
    assert hashes(sample) == []
    sample.database.close()


def test_payouts_are_confirmed_but_for_a_few_makers_and_two_statements_are_questioned(sample: Sample) -> None:
    on = sample.desk.today()
    waiting = list_unacknowledged(sample.database, on=on)
    confirmed = sample.all(PayoutAcknowledged)
    assert {row.consignor for row in waiting if row.age > 2} == SILENT
    assert len(confirmed) > 5 * len(waiting)
    asked = list_disputes(sample.database, on=on)
    assert [(row.consignor, row.state, row.correction) for row in asked] == [
        ("M018", "open", 0),
        ("M012", "upheld", 20_000),
    ]
    overpaid = [row for row in list_unpaid(sample.database, on=on, overpaid=True) if row.balance < 0]
    assert [row.consignor for row in overpaid] == ["M025"]


def test_makers_were_told_of_their_statements_but_those_of_the_last_days(sample: Sample) -> None:
    told = {document.about for document in sample.all(MakerTold)}
    assert {document.way for document in sample.all(MakerTold)} == {MessageWay.WHATSAPP, MessageWay.IN_PERSON}
    untold = [one for one in sample.all(StatementIssued) if one.id not in told]
    assert untold
    assert all(one.business_date >= TODAY - timedelta(days=7) for one in untold)
    assert len(told) > 5 * len(untold)


def test_two_months_are_reported_and_the_third_waits_with_a_silent_weekend(sample: Sample) -> None:
    states = month_states(sample.database, today=TODAY)
    main = [state for state in states if state.outlet == MAIN][::-1]
    assert [state.state for state in main[:3]] == [ReportState.GIVEN, ReportState.GIVEN, ReportState.OPEN]
    assert {state.closed is not None for state in states if state.month in {main[0].month, main[1].month}} == {True}
    assert [state.findings for state in main[:2]] == [0, 1]
    corner = review_month(sample.desk, outlet="POJOK-CIKAMPEK", month=main[2].month)
    assert [check.code for check in corner.blocking] == [Check.DAYS]
    said = Counter(day.state for day in corner.days)
    assert said[DayState.GAP] == 2
    assert said[DayState.SHUT] > 4
