"""Goods may come back one by one: together they pay back exactly what the sale took."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, strategies as st

from gallery_pos.audit import findings
from gallery_pos.desk import Desk
from gallery_pos.documents import Allocation, Method, RefundedLine, SaleCompleted, SaleLine, SaleRefunded, Tender
from gallery_pos.errors import RuleBroken
from gallery_pos.lots import Taken, allocations
from gallery_pos.money import round_cash
from gallery_pos.ports import Posted, SoldLine
from gallery_pos.services.refunds import SaleFound, ToRefund, refunded_line, work_out
from gallery_pos.terms import Terms
from making import an_outlet, prices, sale_lines, takings, write


class OneOutlet:
    """The little of a book that working out a refund asks for."""

    def __init__(self, **fields: Any) -> None:
        self._outlet = an_outlet(**fields)

    def outlet(self, code: str) -> object:
        return self._outlet


def a_desk(**fields: Any) -> Desk:
    return Desk(journal=cast("Any", None), book=cast("Any", OneOutlet(**fields)), outlet="G", origin="A", user="enah")


def found(sale: SaleCompleted, back: list[tuple[RefundedLine, ...]]) -> SaleFound:
    """Return the sale with what these refunds gave back of it, as the storage would tell."""
    pieces: dict[int, Counter[str]] = {}
    for lines in back:
        for line in lines:
            for part in line.allocations:
                pieces.setdefault(line.line, Counter())[part.lot] += part.quantity
    before = {line: SoldLine(line, by_lot.total(), dict(by_lot)) for line, by_lot in pieces.items()}
    return SaleFound(Posted(sale, "A", 1, 1, "JL-1", b""), sale, before)


def amounts(parts: tuple[Allocation, ...]) -> dict[str, list[int]]:
    sums: dict[str, list[int]] = {}
    for part in parts:
        so_far = sums.setdefault(part.lot, [0, 0, 0, 0, 0])
        values = (part.quantity, part.gross, part.discount, part.commission, part.due)
        sums[part.lot] = [before + value for before, value in zip(so_far, values, strict=True)]
    return sums


@given(line=sale_lines(), data=st.data())
def test_a_line_given_back_in_any_steps_sums_to_the_line_lot_by_lot(line: SaleLine, data: st.DataObject) -> None:
    back: list[Allocation] = []
    left, before = line.quantity, Counter[str]()
    while left:
        pieces = data.draw(st.integers(1, left))
        step = refunded_line(line, 0, pieces, SoldLine(0, line.quantity - left, dict(before)))
        assert sum(part.quantity for part in step.allocations) == pieces == step.quantity
        assert step.discount == sum(part.discount for part in step.allocations)
        assert step.net == sum(part.commission + part.due for part in step.allocations) >= 0
        assert all(part.discount >= 0 for part in step.allocations)
        back += step.allocations
        before.update({part.lot: part.quantity for part in step.allocations})
        left -= pieces
    assert amounts(tuple(back)) == amounts(line.allocations)


@st.composite
def cash_sales(draw: st.DrawFn) -> SaleCompleted:
    """A sale paid in cash, its tax at 11 % or none, its total rounded to 100."""
    made = [draw(sale_lines(consignor)) for consignor in draw(st.lists(st.sampled_from("AB"), min_size=1, max_size=3))]
    net = sum(line.net for line in made)
    tax = draw(st.sampled_from([0, net * 11 // 100]))
    total = round_cash(net + tax, 100)
    tenders = (Tender(method=Method.CASH, amount=total),) if total else ()
    return write(SaleCompleted, lines=tuple(made), tenders=tenders, total=total, tax=tax, rounding=total - net - tax)


@given(sale=cash_sales(), data=st.data())
def test_a_sale_given_back_in_any_steps_pays_back_what_it_took(sale: SaleCompleted, data: st.DataObject) -> None:
    desk, paid = a_desk(), list[ToRefund]()
    back: list[tuple[RefundedLine, ...]] = []
    while any(left := [found(sale, back).left(index) for index in range(len(sale.lines))]):
        pieces = {index: data.draw(st.integers(0, most)) for index, most in enumerate(left)}
        if not any(pieces.values()):
            pieces = dict(enumerate(left))
        step = work_out(desk, found(sale, back), pieces, Method.CASH)
        assert step.total >= 0
        assert step.total % 100 == 0, "cash is paid back in coins that there are"
        back.append(step.lines)
        paid.append(step)
    assert sum(step.tax for step in paid) == sale.tax
    assert sum(step.rounding for step in paid) == sale.rounding
    assert sum(step.total for step in paid) == sale.total


@given(sale=cash_sales(), data=st.data())
def test_each_refund_adds_up_by_itself(sale: SaleCompleted, data: st.DataObject) -> None:
    pieces = {index: data.draw(st.integers(0, line.quantity)) for index, line in enumerate(sale.lines)}
    method = data.draw(st.sampled_from(Method))
    if not any(pieces.values()):
        return
    step: ToRefund = work_out(a_desk(), found(sale, []), pieces, method)
    if method is not Method.CASH:
        assert step.rounding == 0, "only cash is rounded"
    document = write(
        SaleRefunded,
        lines=step.lines,
        tenders=(Tender(method=method, amount=step.total),) if step.total else (),
        total=step.total,
        tax=step.tax,
        rounding=step.rounding,
    )
    assert list(findings(document)) == []


def three_at(price: int) -> SaleCompleted:
    parts = allocations([Taken("L1", 3, Terms(commission_bp=2_000))], unit_price=price, discount=0)
    line = SaleLine(
        product="P1", name="Keripik", consignor="M1", maker="", quantity=3, unit_price=price, allocations=parts
    )
    total = round_cash(3 * price, 100)
    return write(
        SaleCompleted,
        lines=(line,),
        tenders=(Tender(method=Method.CASH, amount=total),),
        total=total,
        rounding=total - 3 * price,
    )


def test_three_bags_one_by_one_are_worth_no_more_than_three_at_once() -> None:
    sale, paid = three_at(3_350), list[int]()
    back: list[tuple[RefundedLine, ...]] = []
    assert sale.total == 10_100
    for _ in range(3):
        step = work_out(a_desk(), found(sale, back), {0: 1}, Method.CASH)
        back.append(step.lines)
        paid.append(step.total)
    assert paid == [3_400, 3_300, 3_400]


def test_what_came_back_already_cannot_come_back_again() -> None:
    sale = three_at(3_350)
    step = work_out(a_desk(), found(sale, []), {0: 2}, Method.QRIS)
    assert step.total == 6_700
    for pieces in ({0: 2}, {0: -1}):
        with pytest.raises(RuleBroken) as refusal:
            work_out(a_desk(), found(sale, [step.lines]), pieces, Method.QRIS)
        assert refusal.value.code == "refund.too_many"
    for nothing in ({}, {0: 0}):
        with pytest.raises(RuleBroken) as refusal:
            work_out(a_desk(), found(sale, []), nothing, Method.QRIS)
        assert refusal.value.code == "refund.nothing"


def test_a_line_that_the_sale_does_not_have_is_refused() -> None:
    with pytest.raises(RuleBroken) as refusal:
        work_out(a_desk(), found(three_at(3_350), []), {7: 1}, Method.QRIS)
    assert refusal.value.code == "refund.too_many"


@given(price=prices, data=st.data())
def test_pieces_go_back_into_the_lots_they_came_from(price: int, data: st.DataObject) -> None:
    taken = data.draw(takings(price))
    quantity = sum(part.quantity for part in taken)
    line = SaleLine(
        product="P1",
        name="",
        consignor="M1",
        maker="",
        quantity=quantity,
        unit_price=price,
        allocations=allocations(taken, unit_price=price, discount=0),
    )
    pieces = data.draw(st.integers(1, quantity))
    sold = {part.lot: part for part in line.allocations}
    for part in refunded_line(line, 0, pieces, None).allocations:
        assert 0 < part.quantity <= sold[part.lot].quantity
        assert part.terms == sold[part.lot].terms


def test_what_was_given_back_of_one_line_says_nothing_of_another() -> None:
    sale = three_at(3_350)
    twice = msgspec.structs.replace(sale, id=UUID(int=3), lines=sale.lines * 2)
    step = work_out(a_desk(), found(twice, []), {1: 3}, Method.QRIS)
    again = found(twice, [step.lines])
    assert (again.left(0), again.left(1)) == (3, 0)
