"""The auditor finds each thing that does not add up in a document, and says nothing about what does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import assume, given, strategies as st

from gallery_pos.audit import findings
from gallery_pos.documents import (
    Allocation,
    ArrivedLine,
    Denomination,
    Document,
    Entry,
    GoodsArrived,
    GoodsFigures,
    GoodsReceived,
    Method,
    PerpetualTotals,
    ProductFigures,
    ReceivedLine,
    RefundedLine,
    SaleCompleted,
    SaleLine,
    SaleRefunded,
    ShiftClosed,
    ShiftTotals,
    StatementFigures,
    StatementIssued,
    Tender,
    VisitLine,
    VisitRecorded,
)
from gallery_pos.terms import Terms
from making import DAY, sales, write

PART = Allocation(
    lot="L1", quantity=2, gross=30_000, discount=1_000, commission=5_800, due=23_200, terms=Terms(commission_bp=2_000)
)
SALE = write(
    SaleCompleted,
    shift=UUID(int=7),
    lines=(
        SaleLine(
            product="P1",
            name="Keripik",
            consignor="M1",
            maker="",
            quantity=2,
            unit_price=15_000,
            discount=1_000,
            allocations=(PART,),
        ),
    ),
    tenders=(Tender(method=Method.CASH, amount=30_000),),
    total=29_000,
    change=1_000,
)
REFUND = write(
    SaleRefunded,
    sale=SALE.id,
    lines=(
        RefundedLine(
            line=0,
            product="P1",
            name="Keripik",
            consignor="M1",
            maker="",
            quantity=2,
            unit_price=15_000,
            discount=1_000,
            allocations=(PART,),
        ),
    ),
    tenders=(Tender(method=Method.CASH, amount=29_000),),
    total=29_000,
)
CLOSED = write(
    ShiftClosed,
    shift=UUID(int=7),
    opening_float=100_000,
    expected=124_000,
    counted=123_500,
    difference=-500,
    denominations=(Denomination(100_000, 1), Denomination(500, 47)),
    totals=ShiftTotals(
        tenders={"tunai": 29_000, "qris": 1}, refunds={"tunai": 4_000}, payouts=2_000, cash_in=5_000, cash_out=4_000
    ),
    perpetual=PerpetualTotals(),
    previous_head="",
)
RECEIVED = write(
    GoodsReceived,
    consignor="M1",
    lines=tuple(
        ReceivedLine(lot=lot, product="P1", name="Keripik", quantity=5, price=15_000, terms=Terms())
        for lot in ("L1", "L2")
    ),
)


def entry(kind: str, amount: int) -> Entry:
    return Entry(document=UUID(int=9), number="", business_date=DAY, kind=kind, amount=amount)


FIGURES = StatementFigures(
    consignor="M1",
    business_name="Dapur Bu Enah",
    since=DAY,
    until=DAY + timedelta(30),
    opening=1_000,
    gross=30_000,
    discount=1_000,
    commission=5_800,
    due=23_200,
    fees=10_000,
    adjustments=3_000,
    paid=2_000,
    closing=15_200,
    products=(
        ProductFigures(
            product="P1", name="Keripik", quantity=2, gross=30_000, discount=1_000, commission=5_800, due=23_200
        ),
    ),
    goods=(
        GoodsFigures(
            product="P1",
            name="Keripik",
            opening=1,
            received=20,
            sold=6,
            refunded=2,
            returned=3,
            written_off=1,
            transferred=4,
            variance=-2,
            closing=15,
        ),
    ),
    entries=(
        entry("FeeCharged", -10_000),
        entry("AdjustmentPosted", 1_000),
        entry("GoodsWrittenOff", 2_000),
        entry("PayoutMade", -2_000),
    ),
)
STATEMENT = write(StatementIssued, figures=FIGURES, documents=(SALE.id, UUID(int=9)))


@pytest.mark.parametrize("document", [SALE, REFUND, CLOSED, RECEIVED, STATEMENT], ids=lambda document: document.kind)
def test_what_adds_up_is_not_talked_about(document: Document) -> None:
    assert list(findings(document)) == []


def with_part(document: SaleCompleted | SaleRefunded, **changes: Any) -> Document:
    part = msgspec.structs.replace(PART, **changes)
    line = msgspec.structs.replace(document.lines[0], allocations=(part,))
    return msgspec.structs.replace(document, lines=(line,))


def with_line(document: SaleCompleted | SaleRefunded, **changes: Any) -> Document:
    line = msgspec.structs.replace(document.lines[0], **changes)
    return msgspec.structs.replace(document, lines=(line,))


def with_figures(**changes: Any) -> Document:
    return msgspec.structs.replace(STATEMENT, figures=msgspec.structs.replace(FIGURES, **changes))


def with_goods(**changes: Any) -> Document:
    return with_figures(goods=(msgspec.structs.replace(FIGURES.goods[0], **changes),))


def with_product(**changes: Any) -> Document:
    return with_figures(products=(msgspec.structs.replace(FIGURES.products[0], **changes),))


def with_totals(**changes: Any) -> Document:
    return msgspec.structs.replace(CLOSED, totals=msgspec.structs.replace(CLOSED.totals, **changes))


TRADE = [
    case
    for document in (SALE, REFUND)
    for case in (
        with_part(document, quantity=3),
        with_part(document, quantity=-2),
        with_part(document, gross=30_001),
        with_part(document, discount=999),
        with_part(document, commission=5_801),
        with_part(document, due=23_199),
        with_line(document, quantity=3),
        with_line(document, unit_price=15_001),
        with_line(document, discount=1_001),
        with_line(document, allocations=()),
        msgspec.structs.replace(document, total=28_999),
        msgspec.structs.replace(document, tax=1),
        msgspec.structs.replace(document, rounding=-1),
        msgspec.structs.replace(document, tenders=(Tender(method=Method.CASH, amount=30_001),)),
        msgspec.structs.replace(document, tenders=()),
        msgspec.structs.replace(
            document,
            tenders=(
                *document.tenders,
                Tender(method=Method.QRIS, amount=500),
                Tender(method=Method.CARD, amount=-500),
            ),
        ),
    )
]
PLANTED = [
    *TRADE,
    msgspec.structs.replace(SALE, change=999),
    msgspec.structs.replace(SALE, change=-1, tenders=(Tender(method=Method.CASH, amount=28_999),)),
    with_line(SALE, cart_discount=1_001),
    msgspec.structs.replace(CLOSED, difference=500),
    msgspec.structs.replace(CLOSED, counted=123_000),
    msgspec.structs.replace(CLOSED, expected=124_001),
    msgspec.structs.replace(CLOSED, opening_float=99_999),
    msgspec.structs.replace(CLOSED, denominations=(Denomination(100_000, 1),)),
    with_totals(tenders={"tunai": 29_001}),
    with_totals(refunds={"tunai": 4_001}),
    with_totals(payouts=0),
    with_totals(cash_in=5_001),
    with_totals(cash_out=0),
    msgspec.structs.replace(RECEIVED, lines=(RECEIVED.lines[0], RECEIVED.lines[0])),
    msgspec.structs.replace(RECEIVED, lines=(msgspec.structs.replace(RECEIVED.lines[0], quantity=0),)),
    msgspec.structs.replace(RECEIVED, lines=(msgspec.structs.replace(RECEIVED.lines[0], quantity=-5),)),
    *(with_figures(**{name: 77}) for name in ("opening", "gross", "discount", "commission", "due", "fees")),
    *(with_figures(**{name: 77}) for name in ("adjustments", "paid", "closing")),
    with_figures(fees=9_000, closing=16_200),
    with_figures(adjustments=4_000, closing=16_200),
    with_figures(paid=1_000, closing=16_200),
    with_figures(entries=FIGURES.entries[1:]),
    with_figures(until=DAY - timedelta(1)),
    *(with_product(**{name: 77}) for name in ("gross", "discount", "commission", "due")),
    *(with_goods(**{name: 77}) for name in ("opening", "received", "sold", "refunded", "returned", "written_off")),
    *(with_goods(**{name: 77}) for name in ("transferred", "variance", "closing")),
    msgspec.structs.replace(STATEMENT, documents=(SALE.id, SALE.id)),
]


@pytest.mark.parametrize("document", PLANTED, ids=lambda document: document.kind)
def test_what_was_planted_is_found(document: Document) -> None:
    found = list(findings(document))
    assert found
    assert all(sentence and sentence == sentence.strip() for sentence in found)


@given(sale=sales(), data=st.data())
def test_any_altered_amount_of_a_sale_is_found(sale: SaleCompleted, data: st.DataObject) -> None:
    def altered(holder: Any, *names: str) -> Any:
        name = data.draw(st.sampled_from(names))
        changed = getattr(holder, name) + data.draw(st.integers(-5, 5).filter(bool))
        return msgspec.structs.replace(holder, **{name: changed})

    where = data.draw(st.sampled_from(["sale", "line", "part", "tender"]))
    if where == "sale":
        wrong = altered(sale, "total", "tax", "rounding", "change")
    elif where == "tender":
        assume(sale.tenders)
        wrong = msgspec.structs.replace(sale, tenders=(altered(sale.tenders[0], "amount"), *sale.tenders[1:]))
    elif where == "line":
        line = altered(sale.lines[0], "quantity", "unit_price", "discount")
        wrong = msgspec.structs.replace(sale, lines=(line, *sale.lines[1:]))
    else:
        first = sale.lines[0]
        part = altered(first.allocations[0], "quantity", "gross", "discount", "commission", "due")
        line = msgspec.structs.replace(first, allocations=(part, *first.allocations[1:]))
        wrong = msgspec.structs.replace(sale, lines=(line, *sale.lines[1:]))
    assert list(findings(sale)) == []
    assert list(findings(wrong))


VISIT = write(
    VisitRecorded,
    lines=(
        VisitLine(product="P1", name="Keripik", consignor="M1", expected=5, left=2, sold=2, missing=1, value=30_000),
    ),
    cash=25_000,
    qris=5_000,
    difference=0,
)
ARRIVED = write(
    GoodsArrived,
    sent=UUID(int=3),
    source="GALERI",
    lines=(ArrivedLine(lot="L1", product="P1", name="Keripik", consignor="M1", sent=4, arrived=3),),
)


def test_a_visit_and_an_arrival_that_add_up_are_fine() -> None:
    assert list(findings(VISIT)) == []
    assert list(findings(ARRIVED)) == []


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (msgspec.structs.replace(VISIT, cash=26_000), "selisih uang kunjungan"),
        (msgspec.structs.replace(VISIT, cash=-5_000, qris=35_000), "uang kurang dari nol"),
        (
            msgspec.structs.replace(VISIT, lines=(msgspec.structs.replace(VISIT.lines[0], left=3),)),
            "hitungan kunjungan",
        ),
        (
            msgspec.structs.replace(ARRIVED, lines=(msgspec.structs.replace(ARRIVED.lines[0], arrived=5),)),
            "lebih banyak daripada yang dikirim",
        ),
    ],
)
def test_a_visit_or_an_arrival_that_does_not_add_up_is_found(document: Document, said: str) -> None:
    assert any(said in finding for finding in findings(document))
