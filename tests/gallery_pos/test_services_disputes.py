"""What makers question on a statement, within the agreed days, and how it is answered."""

from __future__ import annotations

import pytest

from gallery_pos.documents import (
    AdjustmentPosted,
    DisputeAnswered,
    DisputeOpened,
    DisputeOutcome,
    ProductRevised,
    StatementIssued,
    new_id,
)
from gallery_pos.errors import NeedsApproval, RuleBroken
from gallery_pos.services.access import Approval
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.disputes import answer_dispute, last_day, open_dispute
from house import House, refused

YES = Approval(by="manager", reason="penitip di rumah sakit")


@pytest.fixture
def keripik(house: House) -> ProductRevised:
    """Goods of which some were sold."""
    product = house.keripik(10)
    house.shift()
    house.sell((product, 2))
    return product


@pytest.fixture
def told(house: House, keripik: ProductRevised) -> StatementIssued:
    """The statement that tells it."""
    return house.statement(keripik.consignor)


def asked(house: House, told: StatementIssued, **more: object) -> DisputeOpened:
    done = open_dispute(house.desk(), statement=told.id, reason="terjual tiga", **more)  # type: ignore[arg-type]
    return house.written(DisputeOpened, done.value)


def test_a_line_is_questioned_and_put_right(house: House, told: StatementIssued, keripik: ProductRevised) -> None:
    line = asked(house, told, document=told.documents[-1], product=keripik.code, amount=12_000, picture="ab" * 32)
    assert (line.consignor, line.amount, line.approved_by) == (keripik.consignor, 12_000, "")
    before = house.book.balance(keripik.consignor)
    done = answer_dispute(
        house.desk(), dispute=line.id, outcome=DisputeOutcome.UPHELD, answer="satu terlewat", correction=12_000
    )
    answered = house.written(DisputeAnswered, done.value)
    assert house.book.balance(keripik.consignor) == before + 12_000
    assert answered.correction is not None
    posted = house.book.document(answered.correction)
    assert posted is not None
    correction = house.written(AdjustmentPosted, posted)
    assert house.number(line) in correction.reason
    with refused("dispute.answered"):
        answer_dispute(house.desk(), dispute=line.id, outcome=DisputeOutcome.REJECTED, answer="tidak")
    assert house.statement(keripik.consignor, house.wait()).figures.adjustments == 12_000


def test_the_agreed_days_count_from_the_day_it_was_issued(
    house: House, told: StatementIssued, keripik: ProductRevised
) -> None:
    assert (last_day(house.book, told) - told.business_date).days == 14
    revise_agreement(house.desk(), consignor=keripik.consignor, dispute_days=3)
    house.wait(3)
    asked(house, told)
    house.wait()
    with pytest.raises(NeedsApproval):
        asked(house, told)
    late = asked(house, told, approval=YES)
    assert (late.approved_by, late.reason) == ("manager", "terjual tiga; penitip di rumah sakit")


def test_what_cannot_be_questioned(house: House, told: StatementIssued) -> None:
    with refused("dispute.statement"):
        open_dispute(house.desk(), statement=new_id(), reason="x")
    with refused("dispute.line"):
        asked(house, told, document=new_id())
    with refused("dispute.line"):
        asked(house, told, product="PR9999")
    with refused("dispute.reason"):
        open_dispute(house.desk(), statement=told.id, reason=" ")
    for slip in (-1, 10**12 + 1):
        with refused("dispute.amount"):
            asked(house, told, amount=slip)
    with refused("access.denied"):
        open_dispute(house.desk("cashier"), statement=told.id, reason="x")


def test_how_a_question_is_not_answered(house: House, told: StatementIssued) -> None:
    line = asked(house, told)
    with refused("dispute.reason"):
        answer_dispute(house.desk(), dispute=line.id, outcome=DisputeOutcome.REJECTED, answer=" ")
    with refused("dispute.correction"):
        answer_dispute(house.desk(), dispute=line.id, outcome=DisputeOutcome.REJECTED, answer="x", correction=1)
    with pytest.raises(RuleBroken, match="tidak mungkin"):
        answer_dispute(house.desk(), dispute=line.id, outcome=DisputeOutcome.UPHELD, answer="x", correction=10**12 + 1)
    with refused("dispute.unknown"):
        answer_dispute(house.desk(), dispute=told.id, outcome=DisputeOutcome.REJECTED, answer="x")
    with refused("access.denied"):
        answer_dispute(house.desk("auditor"), dispute=line.id, outcome=DisputeOutcome.REJECTED, answer="x")


def test_each_form_sent_twice_counts_once(house: House, told: StatementIssued) -> None:
    forms = [new_id(), new_id()]
    for _ in range(2):
        line = open_dispute(house.desk(), statement=told.id, reason="terjual tiga", id=forms[0]).value
    assert not line.fresh
    before = house.book.balance(told.figures.consignor)
    for _ in range(2):
        done = answer_dispute(
            house.desk(),
            dispute=line.document.id,
            outcome=DisputeOutcome.PARTLY,
            answer="satu",
            correction=-500,
            id=forms[1],
        ).value
    assert not done.fresh
    assert house.book.balance(told.figures.consignor) == before - 500
