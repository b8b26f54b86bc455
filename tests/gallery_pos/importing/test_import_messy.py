"""Whatever habits a hand-over list has, it comes in whole with exact figures, or every fault in it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from files import made
from gallery_pos.documents import ConsignorRevised, GoodsReceived, ProductRevised
from gallery_pos.reading import name_key
from gallery_pos.services.importing import apply, plan_import
from house import OUTLET, Galleries, House
from messy import Messy, messy_lists


@pytest.fixture(scope="module")
def empty(galleries: Galleries) -> Iterator[House]:
    """A gallery into which nothing is ever taken."""
    made = galleries.new()
    yield made
    made.close()


@given(messy=messy_lists())
def test_a_list_without_faults_is_understood_exactly(empty: House, messy: Messy) -> None:
    plan = plan_import(empty.desk(), "handover", messy.sheets)

    assert (plan.problems, plan.questions) == ((), ())
    makers = {one.code: name_key(one.business_name) for one in made(plan, ConsignorRevised)}
    products = {one.code: one for one in made(plan, ProductRevised)}
    assert sorted(makers.values()) == sorted({name_key(item.maker) for item in messy.items})
    assert sorted((makers[one.consignor], name_key(one.name), one.price) for one in products.values()) == sorted(
        (name_key(item.maker), name_key(item.product), item.price) for item in messy.items
    )
    received = Counter(
        (makers[note.consignor], name_key(line.name), line.quantity, line.price, line.best_before)
        for note in made(plan, GoodsReceived)
        for line in note.lines
    )
    assert received == Counter(
        (name_key(item.maker), name_key(item.product), item.stock, item.price, item.best_before)
        for item in messy.items
        if item.stock
    )


@settings(max_examples=10)
@given(messy=messy_lists())
def test_a_list_comes_in_whole_and_only_once(galleries: Galleries, messy: Messy) -> None:
    house = galleries.new()
    try:
        apply(house.desk(), plan_import(house.desk(), "handover", messy.sheets))
        assert sum(lot.on_hand for lot in house.book.lots(OUTLET)) == sum(item.stock for item in messy.items)
        assert plan_import(house.desk(), "handover", messy.sheets).documents == ()
    finally:
        house.close()


@given(messy=messy_lists(faulty=True))
def test_every_fault_is_named_and_nothing_comes_in(empty: House, messy: Messy) -> None:
    plan = plan_import(empty.desk(), "handover", messy.sheets)

    named = {(problem.sheet, problem.row, problem.column) for problem in plan.problems}
    assert named == messy.faults
    assert (plan.documents, plan.private) == ((), {})
