"""What a statement says follows from what happened, and its two proofs (money, goods) always close."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from gallery_pos.audit import findings
from gallery_pos.documents import (
    AgreementRevised,
    ConsignorRevised,
    Entry,
    GoodsFigures,
    ProductFigures,
    StatementIssued,
)
from gallery_pos.ports import Unsettled
from gallery_pos.statement import figures, goods_proof, months_to_charge, summed
from making import DAY, write

ENAH = write(ConsignorRevised, code="M1", business_name="Dapur Bu Enah")
amounts = st.integers(-(10**9), 10**9)
pieces = st.integers(0, 500)


@st.composite
def products(draw: st.DrawFn) -> ProductFigures:
    gross, discount, commission = draw(amounts), draw(amounts), draw(amounts)
    return ProductFigures(
        product=draw(st.sampled_from(["P1", "P2", "P3"])),
        name="Keripik",
        quantity=draw(pieces),
        gross=gross,
        discount=discount,
        commission=commission,
        due=gross - discount - commission,
    )


@st.composite
def movements(draw: st.DrawFn) -> tuple[GoodsFigures, ...]:
    codes = draw(st.lists(st.sampled_from(["P1", "P2", "P3"]), unique=True))
    return tuple(
        GoodsFigures(
            product=code,
            name="Keripik",
            received=draw(pieces),
            sold=draw(pieces),
            refunded=draw(pieces),
            returned=draw(pieces),
            written_off=draw(pieces),
            transferred=draw(st.integers(-50, 50)),
            variance=draw(st.integers(-50, 50)),
        )
        for code in codes
    )


KINDS = ["FeeCharged", "PayoutMade", "AdjustmentPosted", "GoodsWrittenOff", "StocktakePosted"]


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind, amount = draw(st.sampled_from(KINDS)), draw(amounts)
    return Entry(document=UUID(int=9), number="", business_date=DAY, kind=kind, amount=amount)


@st.composite
def waiting(draw: st.DrawFn) -> Unsettled:
    return Unsettled(
        consignor="M1",
        since=draw(st.one_of(st.none(), st.dates(DAY - timedelta(90), DAY))),
        products=tuple(draw(st.lists(products(), max_size=4))),
        goods=draw(movements()),
        entries=tuple(draw(st.lists(entries(), max_size=5))),
    )


@given(months=st.lists(waiting(), min_size=1, max_size=4), fee=st.integers(0, 10**6))
def test_statement_after_statement_money_and_goods_close(months: list[Unsettled], fee: int) -> None:
    previous: StatementIssued | None = None
    owed, on_shelf = 0, dict.fromkeys(["P1", "P2", "P3"], 0)
    for number, month in enumerate(months):
        until = DAY + timedelta(31 * number)
        fees = [Entry(document=UUID(int=8), number="", business_date=until, kind="FeeCharged", amount=-fee)]
        made = figures(ENAH, month, previous, until, fees)
        owed += sum(product.due for product in month.products) + sum(entry.amount for entry in month.entries) - fee
        for moved in month.goods:
            on_shelf[moved.product] += moved.received - moved.sold + moved.refunded - moved.returned
            on_shelf[moved.product] += moved.transferred + moved.variance - moved.written_off
        assert made.closing == owed, "a balance, also one below nothing, is carried forward"
        assert {line.product: line.closing for line in made.goods} == {
            code: left for code, left in on_shelf.items() if code in {line.product for line in made.goods}
        }
        told = {line.product for line in made.goods}
        assert all(not left for code, left in on_shelf.items() if code not in told)
        assert made.opening == (previous.figures.closing if previous else 0)
        assert made.since == (previous.figures.until + timedelta(1) if previous else month.since or until)
        issued = write(StatementIssued, figures=made, documents=())
        assert list(findings(issued)) == []
        previous = issued


@given(st.lists(entries(), max_size=10))
def test_each_entry_counts_once(told: list[Entry]) -> None:
    fees, paid, adjustments = summed(told)
    assert adjustments - fees - paid == sum(entry.amount for entry in told)


def test_compensation_for_lost_goods_stands_with_the_corrections() -> None:
    told = [
        Entry(document=UUID(int=n), number="", business_date=DAY, kind=kind, amount=amount)
        for n, (kind, amount) in enumerate(
            [
                ("FeeCharged", -25_000),
                ("PayoutMade", -80_000),
                ("AdjustmentPosted", -5_000),
                ("StocktakePosted", 24_000),
            ]
        )
    ]
    assert summed(told) == (25_000, 80_000, 19_000)


def goods(product: str, **figures_: int) -> GoodsFigures:
    return GoodsFigures(product=product, name=product, **figures_)


def test_goods_left_from_last_month_open_this_one_and_what_is_gone_drops_out() -> None:
    before = (goods("P1", closing=4), goods("P2", closing=0), goods("P3", closing=-1))
    proof = goods_proof(before, (goods("P4", received=10, sold=3), goods("P3", received=5)))
    assert [(line.product, line.opening, line.closing) for line in proof] == [("P1", 4, 4), ("P3", -1, 4), ("P4", 0, 7)]


def an_agreement(fee: int = 50_000, **fields: date) -> AgreementRevised:
    return write(AgreementRevised, consignor="M1", monthly_fee=fee, **fields)


NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("agreement", "charged", "first", "until", "months"),
    [
        (None, NONE, date(2026, 1, 1), date(2026, 3, 31), []),
        (an_agreement(0), NONE, date(2026, 1, 1), date(2026, 3, 31), []),
        (an_agreement(), NONE, None, date(2026, 3, 31), []),
        # a month falls due when it is over
        (an_agreement(), NONE, date(2026, 1, 15), date(2026, 1, 30), []),
        (an_agreement(), NONE, date(2026, 1, 15), date(2026, 1, 31), ["2026-01"]),
        (an_agreement(), NONE, date(2026, 1, 31), date(2026, 2, 27), ["2026-01"]),
        (an_agreement(), NONE, date(2026, 1, 31), date(2026, 2, 28), ["2026-01", "2026-02"]),
        (an_agreement(), NONE, date(2028, 2, 1), date(2028, 2, 28), []),
        (an_agreement(), NONE, date(2028, 2, 1), date(2028, 2, 29), ["2028-02"]),
        (an_agreement(), NONE, date(2025, 11, 30), date(2026, 1, 31), ["2025-11", "2025-12", "2026-01"]),
        # each month once
        (an_agreement(), frozenset({"2026-01"}), date(2026, 1, 1), date(2026, 2, 28), ["2026-02"]),
        # not before the agreement, not after it
        (an_agreement(start=date(2026, 2, 10)), NONE, date(2026, 1, 1), date(2026, 3, 31), ["2026-02", "2026-03"]),
        (an_agreement(start=date(2026, 1, 1)), NONE, date(2026, 2, 20), date(2026, 3, 31), ["2026-02", "2026-03"]),
        (an_agreement(end=date(2026, 2, 3)), NONE, date(2026, 1, 1), date(2026, 4, 30), ["2026-01", "2026-02"]),
        (an_agreement(end=date(2026, 1, 31)), NONE, date(2026, 1, 1), date(2026, 4, 30), ["2026-01"]),
        (an_agreement(end=date(2025, 12, 31)), NONE, date(2026, 1, 1), date(2026, 4, 30), []),
    ],
)
def test_iuran_month_by_month(
    agreement: AgreementRevised | None, charged: frozenset[str], first: date | None, until: date, months: list[str]
) -> None:
    assert list(months_to_charge(agreement, charged, first, until)) == months


days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@given(first=days, cuts=st.lists(days, min_size=1, max_size=6))
def test_however_often_statements_are_issued_each_month_is_charged_once(first: date, cuts: list[date]) -> None:
    charged: set[str] = set()
    for cut in sorted(cuts):
        due = list(months_to_charge(an_agreement(), frozenset(charged), first, cut))
        assert not charged & set(due)
        charged |= set(due)
    assert charged == set(months_to_charge(an_agreement(), NONE, first, max(cuts)))
    over = sorted(charged)
    assert all(month >= f"{first:%Y-%m}" for month in over)
    assert len(over) == max(0, months_between(first, max(cuts) + timedelta(1)))


def months_between(first: date, after: date) -> int:
    return (after.year - first.year) * 12 + after.month - first.month
