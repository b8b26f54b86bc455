"""Consequences: whatever happens, no rupiah and no piece appears or disappears."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings, strategies as st

from gallery_pos.audit import findings
from gallery_pos.documents import (
    KINDS,
    AdjustmentPosted,
    Allocation,
    ArrivedLine,
    CashMoved,
    CashReason,
    CountedLine,
    DifferencePosted,
    DifferenceReason,
    Document,
    FeeCharged,
    GoodsArrived,
    GoodsReceived,
    GoodsReturned,
    GoodsSent,
    GoodsWrittenOff,
    Holding,
    LossReason,
    Method,
    MoneyMoved,
    PayoutMade,
    PayoutReversed,
    PerpetualTotals,
    ReceivedLine,
    RefundedLine,
    ReturnedLine,
    ReturnReason,
    SaleCompleted,
    SaleLine,
    SaleRefunded,
    SentLine,
    ShiftClosed,
    ShiftOpened,
    ShiftTotals,
    StocktakePosted,
    Tender,
    VisitRecorded,
    WrittenOffLine,
)
from gallery_pos.entries import Move, Posting, consequences, shelf
from gallery_pos.terms import Split, Terms, compensation, split
from gallery_pos.visits import tendered
from making import DAY, anything, rupiah, sale_lines, sales, write

SHIFT = UUID(int=7)
pieces = st.integers(1, 500)
signed = st.one_of(rupiah, rupiah.map(lambda amount: -amount))


def balances(document: Document) -> dict[tuple[str, str], int]:
    """Sum the postings per account and party; nothing that is 0."""
    sums: Counter[tuple[str, str]] = Counter()
    for posting in consequences(document).postings:
        sums[posting.account, posting.party] += posting.amount
    return {account: amount for account, amount in sums.items() if amount}


def whole_refund(sale: SaleCompleted) -> SaleRefunded:
    """Everything comes back at once, with the sale's own tax and rounding."""
    lines = tuple(
        RefundedLine(
            line=index,
            product=line.product,
            name=line.name,
            consignor=line.consignor,
            maker=line.maker,
            quantity=line.quantity,
            unit_price=line.unit_price,
            discount=line.discount,
            allocations=line.allocations,
        )
        for index, line in enumerate(sale.lines)
    )
    tenders = (Tender(method=Method.CASH, amount=sale.total),) if sale.total else ()
    return write(
        SaleRefunded,
        sale=sale.id,
        shift=sale.shift,
        lines=lines,
        tenders=tenders,
        total=sale.total,
        tax=sale.tax,
        rounding=sale.rounding,
    )


@st.composite
def goods_documents(draw: st.DrawFn) -> Document:
    consignors = st.sampled_from(["M1", "M2"])
    count = draw(st.integers(1, 4))
    kind = draw(st.sampled_from([GoodsReceived, GoodsReturned, GoodsWrittenOff, StocktakePosted]))
    plain: list[dict[str, Any]] = [{"lot": f"L{n}", "product": f"P{n % 2}", "name": "Keripik"} for n in range(count)]
    if kind is GoodsReceived:
        received = [ReceivedLine(**line, quantity=draw(pieces), price=15_000, terms=Terms()) for line in plain]
        return write(GoodsReceived, consignor="M1", lines=tuple(received))
    if kind is GoodsReturned:
        back = [ReturnedLine(**line, quantity=draw(pieces), reason=ReturnReason.SLOW) for line in plain]
        return write(GoodsReturned, consignor="M1", lines=tuple(back))
    if kind is GoodsWrittenOff:
        gone = [
            WrittenOffLine(
                **line,
                consignor=draw(consignors),
                quantity=draw(pieces),
                reason=LossReason.LOST,
                gallery_bp=5_000,
                compensation=draw(rupiah),
            )
            for line in plain
        ]
        return write(GoodsWrittenOff, lines=tuple(gone))
    counted = [
        CountedLine(
            **line,
            consignor=draw(consignors),
            expected=draw(st.integers(-5, 20)),
            counted=draw(st.integers(0, 20)),
            compensation=draw(rupiah),
        )
        for line in plain
    ]
    return write(StocktakePosted, lines=tuple(counted))


@st.composite
def money_documents(draw: st.DrawFn) -> Document:
    amount = draw(signed)
    counted, expected = draw(rupiah), draw(rupiah)
    made = [
        write(ShiftOpened, opening_float=abs(amount)),
        write(CashMoved, shift=SHIFT, reason=draw(st.sampled_from(CashReason)), amount=amount, note="x"),
        write(
            ShiftClosed,
            shift=SHIFT,
            opening_float=0,
            expected=expected,
            counted=counted,
            difference=counted - expected,
            totals=ShiftTotals(),
            perpetual=PerpetualTotals(),
            previous_head="",
        ),
        write(FeeCharged, consignor="M1", amount=abs(amount), reason="Iuran"),
        write(AdjustmentPosted, consignor="M1", amount=amount, reason="salah hitung"),
        write(
            PayoutMade,
            consignor="M1",
            amount=amount,
            method=draw(st.sampled_from(Method)),
            shift=draw(st.sampled_from([None, SHIFT])),
        ),
        write(
            PayoutReversed,
            payout=SHIFT,
            consignor="M1",
            amount=amount,
            method=draw(st.sampled_from(Method)),
            reason="salah rekening",
            shift=draw(st.sampled_from([None, SHIFT])),
        ),
        write(
            MoneyMoved,
            source=draw(st.sampled_from(Holding)),
            target=draw(st.sampled_from(Holding)),
            amount=abs(amount),
            cost=draw(st.integers(0, abs(amount))),
        ),
        write(
            DifferencePosted,
            account=draw(st.sampled_from(Holding)),
            amount=amount,
            reason=draw(st.sampled_from(DifferenceReason)),
            note="x",
        ),
    ]
    return draw(st.sampled_from(made))


any_document = st.one_of(sales(), sales().map(whole_refund), goods_documents(), money_documents())


@given(any_document)
def test_postings_sum_to_nothing_and_moves_move_something(document: Document) -> None:
    made = consequences(document)
    assert sum(posting.amount for posting in made.postings) == 0
    assert all(posting.amount for posting in made.postings)
    assert all(move.quantity > 0 and move.source != move.target for move in made.moves)


@given(goods_documents())
def test_goods_documents_move_exactly_what_they_say(document: Document) -> None:
    here = shelf(document.outlet)
    moved: Counter[str] = Counter()
    for move in consequences(document).moves:
        moved[move.lot] += move.quantity if move.target == here else -move.quantity
    assert isinstance(document, GoodsReceived | GoodsReturned | GoodsWrittenOff | StocktakePosted)
    for line in document.lines:
        told = line.counted - line.expected if isinstance(line, CountedLine) else line.quantity
        outward = isinstance(document, GoodsReturned | GoodsWrittenOff)
        assert moved[line.lot] == (-told if outward else told)


@given(sales())
def test_a_sale_is_money_in_for_payable_commission_tax_and_rounding(sale: SaleCompleted) -> None:
    sums = balances(sale)
    parts = [(line.consignor, part) for line in sale.lines for part in line.allocations]
    money = sum(amount for (account, _), amount in sums.items() if account in {"cash", "safe", "qris", "bank", "card"})
    assert money == sale.total == sum(tender.amount for tender in sale.tenders) - sale.change
    for consignor in {line.consignor for line in sale.lines}:
        due = sum(part.due for owner, part in parts if owner == consignor)
        assert sums.get(("payable", consignor), 0) == -due
    assert sums.get(("commission", ""), 0) == -sum(part.commission for _, part in parts)
    assert sums.get(("tax", ""), 0) == -sale.tax
    assert sums.get(("rounding", ""), 0) == -sale.rounding


@given(sales())
def test_a_whole_refund_mirrors_its_sale(sale: SaleCompleted) -> None:
    refund = whole_refund(sale)
    sold, back = balances(sale), balances(refund)
    for account in ("payable", "commission", "tax", "rounding"):
        mirrored = {key: -amount for key, amount in sold.items() if key[0] == account}
        assert {key: amount for key, amount in back.items() if key[0] == account} == mirrored
    there_and_back = [Move(*move[:4], move.target, move.source) for move in consequences(refund).moves]
    assert there_and_back == list(consequences(sale).moves)


@given(any_document)
def test_what_the_business_writes_adds_up_for_the_auditor(document: Document) -> None:
    if not isinstance(document, ShiftClosed):
        assert list(findings(document)) == []


WITH_CONSEQUENCES = {
    "GoodsReceived", "GoodsReturned", "GoodsWrittenOff", "StocktakePosted", "SaleCompleted", "SaleRefunded",
    "ShiftOpened", "CashMoved", "ShiftClosed", "FeeCharged", "AdjustmentPosted", "PayoutMade", "GoodsSent",
    "GoodsArrived", "VisitRecorded", "PayoutReversed", "MoneyMoved", "DifferencePosted",
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - WITH_CONSEQUENCES))
@settings(max_examples=10)
@given(data=st.data())
def test_kinds_without_consequences_have_none(kind: str, data: st.DataObject) -> None:
    assert consequences(data.draw(anything(KINDS[kind]))) == ((), ())


def test_goods_on_their_way_are_in_transit_and_what_did_not_come_stays_there() -> None:
    line = SentLine(lot="L1", product="P1", name="Kopi", consignor="M1", quantity=5)
    sent = write(GoodsSent, to="P", lines=(line,))
    came = ArrivedLine(lot="L1", product="P1", name="Kopi", consignor="M1", sent=5, arrived=3)
    arrived = write(GoodsArrived, outlet="P", sent=sent.id, source="G", lines=(came,))
    assert consequences(sent).moves == (Move("P1", "L1", "M1", 5, "outlet:G", "transit"),)
    assert consequences(arrived).moves == (Move("P1", "L1", "M1", 3, "transit", "outlet:P"),)


@given(cash=st.integers(0, 10**7), qris=st.integers(0, 10**7), sold=st.integers(0, 10**7))
def test_a_visits_sale_and_its_money_difference_hold_together_what_was_found(cash: int, qris: int, sold: int) -> None:
    visit = write(VisitRecorded, outlet="P", lines=(), cash=cash, qris=qris, difference=cash + qris - sold)
    in_cash, by_qris = tendered(sold, qris)
    found = balances(visit)
    assert (found.get(("safe", ""), 0) + in_cash, found.get(("qris", ""), 0) + by_qris) == (cash, qris)
    assert found.get(("over_short", ""), 0) == sold - cash - qris
    assert in_cash >= 0
    assert by_qris >= 0


def test_goods_bought_outright_are_owed_for_at_once_and_their_sale_is_all_the_gallerys() -> None:
    terms = Terms(consignor_price=12_000, outright=True)
    lines = (
        ReceivedLine(lot="L1", product="P1", name="Kopi", quantity=10, price=15_000, terms=terms),
        ReceivedLine(lot="L2", product="P2", name="Teh", quantity=10, price=15_000, terms=Terms()),
    )
    received = write(GoodsReceived, consignor="M1", lines=lines)
    assert balances(received) == {("purchases", ""): 120_000, ("payable", "M1"): -120_000}
    assert split(terms, quantity=2, gross=30_000, discount=5_000) == Split(30_000, 5_000, 25_000, 0)
    assert compensation(terms, quantity=2, price=15_000, gallery_bp=10_000) == 0


def a_sale(*tenders: Tender, shift: UUID | None = SHIFT, change: int = 0) -> SaleCompleted:
    """One piece at 100,000, 20 % for the gallery: the table of the design."""
    part = Allocation(
        lot="L1",
        quantity=1,
        gross=100_000,
        discount=0,
        commission=20_000,
        due=80_000,
        terms=Terms(commission_bp=2_000),
    )
    line = SaleLine(
        product="P1", name="Batik", consignor="M2", maker="", quantity=1, unit_price=100_000, allocations=(part,)
    )
    return write(SaleCompleted, shift=shift, lines=(line,), tenders=tenders, total=100_000, change=change)


CASH, SAFE = ("cash", SHIFT.hex), ("safe", "")
PAYABLE, COMMISSION = ("payable", "M2"), ("commission", "")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            a_sale(Tender(method=Method.CASH, amount=150_000), change=50_000),
            {CASH: 100_000, PAYABLE: -80_000, COMMISSION: -20_000},
        ),
        (
            a_sale(Tender(method=Method.QRIS, amount=100_000)),
            {("qris", ""): 100_000, PAYABLE: -80_000, COMMISSION: -20_000},
        ),
        (
            a_sale(Tender(method=Method.CASH, amount=100_000), shift=None),
            {SAFE: 100_000, PAYABLE: -80_000, COMMISSION: -20_000},
        ),
        (
            a_sale(Tender(method=Method.TRANSFER, amount=60_000), Tender(method=Method.CARD, amount=40_000)),
            {("bank", ""): 60_000, ("card", ""): 40_000, PAYABLE: -80_000, COMMISSION: -20_000},
        ),
        (write(FeeCharged, consignor="M2", amount=25_000, reason="Iuran"), {PAYABLE: 25_000, ("fees", ""): -25_000}),
        (
            write(AdjustmentPosted, consignor="M2", amount=5_000, reason="lupa"),
            {PAYABLE: -5_000, ("corrections", ""): 5_000},
        ),
        (
            write(PayoutMade, consignor="M2", amount=80_000, method=Method.CASH, shift=SHIFT),
            {PAYABLE: 80_000, CASH: -80_000},
        ),
        (write(PayoutMade, consignor="M2", amount=80_000, method=Method.CASH), {PAYABLE: 80_000, SAFE: -80_000}),
        (
            write(PayoutMade, consignor="M2", amount=80_000, method=Method.TRANSFER),
            {PAYABLE: 80_000, ("bank", ""): -80_000},
        ),
        (write(ShiftOpened, id=SHIFT, opening_float=200_000), {CASH: 200_000, SAFE: -200_000}),
        (
            write(CashMoved, shift=SHIFT, reason=CashReason.DROP, amount=-50_000, note="setor"),
            {CASH: -50_000, SAFE: 50_000},
        ),
        (
            write(CashMoved, shift=SHIFT, reason=CashReason.EXPENSE, amount=-5_000, note="galon"),
            {CASH: -5_000, ("expenses", ""): 5_000},
        ),
        (
            write(CashMoved, shift=SHIFT, reason=CashReason.INCOME, amount=5_000, note="kardus"),
            {CASH: 5_000, ("other_income", ""): -5_000},
        ),
        (write(CashMoved, shift=SHIFT, reason=CashReason.DRAWER_OPENED, amount=0, note="cek"), {}),
        (
            write(
                ShiftClosed,
                shift=SHIFT,
                opening_float=200_000,
                expected=300_000,
                counted=299_500,
                difference=-500,
                totals=ShiftTotals(),
                perpetual=PerpetualTotals(),
                previous_head="",
            ),
            {CASH: -300_000, ("over_short", ""): 500, SAFE: 299_500},
        ),
    ],
)
def test_the_table_of_events(document: Document, expected: dict[tuple[str, str], int]) -> None:
    assert balances(document) == expected


def test_a_shortage_in_a_count_is_owed_by_the_gallery_and_a_find_is_only_found() -> None:
    short = CountedLine(lot="L1", product="P1", name="", consignor="M1", expected=5, counted=3, compensation=24_000)
    found = CountedLine(lot="L2", product="P2", name="", consignor="M2", expected=1, counted=2)
    made = consequences(write(StocktakePosted, lines=(short, found), business_date=DAY))
    assert made.moves == (
        Move("P1", "L1", "M1", 2, "outlet:G", "lost"),
        Move("P2", "L2", "M2", 1, "lost", "outlet:G"),
    )
    assert set(made.postings) == {Posting("payable", "M1", -24_000), Posting("losses", "", 24_000)}


@given(sale_lines(), st.data())
def test_one_altered_rupiah_unbalances_a_sale(line: SaleLine, data: st.DataObject) -> None:
    part = msgspec.structs.replace(line.allocations[0], due=line.allocations[0].due + 1)
    altered = msgspec.structs.replace(line, allocations=(part, *line.allocations[1:]))
    tenders = (Tender(method=Method.QRIS, amount=line.net),) if line.net else ()
    sale = write(SaleCompleted, lines=(altered,), tenders=tenders, total=line.net)
    assert len(list(findings(sale))) >= 2
