"""What a statement tells beside its figures stands as it was when it was issued, however often it is made again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gallery_pos.documents import LossReason, MessageKind, Method, OutletKind, StatementIssued
from gallery_pos.message_texts import wording
from gallery_pos.services.access import Approval
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.moving import write_off_transit
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.payouts import pay, reverse_payout
from gallery_pos.services.sending import pick, send_goods
from gallery_pos.services.settlement import issue_statements, preview
from gallery_pos.services.stock import Loss
from receipts.entries import Beside, outcome
from ui.news.collecting import collect
from ui.papers.statements import beside_of
from workroom import MORNING, Workroom, open_workroom, sell

if TYPE_CHECKING:
    from uuid import UUID

    from ui.papers.statements import Statement

CUT_OFF = date(2026, 10, 5)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now.astimezone(UTC)

    def days_later(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock, qapp: object) -> Iterator[Workroom]:
    made = open_workroom(tmp_path, clock)
    revise_outlet(made.gallery.desk("admin"), code="POJOK", name="Pojok Klari", type=OutletKind.CORNER)
    made.receive("M001", IntakeLine("P0001", 20), IntakeLine("P0002", 5))
    sell(made, ("P0001", 4))
    clock.days_later(3)
    yield made
    made.close()


def told(room: Workroom) -> Statement:
    (posted,) = issue_statements(room.gallery.desk("ida"), until=CUT_OFF, consignors=["M001"]).value
    assert isinstance(posted.document, StatementIssued)
    return posted.document.figures, posted


def pay_maker(room: Workroom, amount: int) -> UUID:
    made = pay(room.gallery.desk("ida"), consignor="M001", amount=amount, method=Method.TRANSFER, reference="BJB-1")
    return made.value.document.id


def said(room: Workroom, statement: Statement) -> tuple[str, int]:
    beside = beside_of(room.gallery, statement)
    came = outcome(statement[0], beside)
    return came.label, came.amount


def test_what_was_paid_after_the_cut_off_is_no_longer_to_be_paid_also_on_a_copy(room: Workroom) -> None:
    pay_maker(room, 21_000)
    (figures,) = preview(room.gallery.desk("ida"), until=CUT_OFF)
    assert figures.closing == 51_000
    assert said(room, (figures, None)) == ("Yang dibayarkan kepada Anda", 30_000)
    statement = told(room)
    for amount in (0, 30_000):
        if amount:
            pay_maker(room, amount)
        beside = beside_of(room.gallery, statement)
        assert [(one.day, one.amount) for one in beside.paid_since] == [(date(2026, 10, 8), 21_000)]
        assert said(room, statement) == ("Yang dibayarkan kepada Anda", 30_000)


def test_what_was_paid_by_the_cut_off_is_on_the_statement_and_not_beside_it(tmp_path: Path, qapp: object) -> None:
    room = open_workroom(tmp_path)
    room.receive("M001", IntakeLine("P0001", 20))
    sell(room, ("P0001", 4))
    pay_maker(room, 21_000)
    statement = told(room)
    assert statement[0].closing == 30_000
    assert beside_of(room.gallery, statement).paid_since == ()
    room.close()


def test_a_payment_that_was_taken_back_after_the_cut_off_is_owed_again(room: Workroom) -> None:
    payout = pay_maker(room, 51_000)
    yes = Approval(by="admin", reason="rekening salah")
    reverse_payout(room.gallery.desk("ida"), payout=payout, approval=yes)
    statement = told(room)
    beside = beside_of(room.gallery, statement)
    assert [one.amount for one in beside.paid_since] == [51_000, -51_000]
    assert said(room, statement) == ("Yang dibayarkan kepada Anda", 51_000)


def test_goods_between_outlets_at_the_cut_off_are_told_also_once_they_have_arrived(
    room: Workroom, clock: Clock
) -> None:
    desk = room.gallery.desk("ida")
    clock.days_later(-3)
    sent = send_goods(desk, to="POJOK", lines=pick(desk, {"P0001": 5})).value
    clock.days_later(3)
    statement = told(room)
    (opak, other) = statement[0].goods
    assert (opak.transferred, opak.closing) == (-5, 11)
    assert beside_of(room.gallery, statement).on_the_way == (("Opak Ketan", 5),)
    lot = room.gallery.book.in_transit(sent.document.id)
    write_off_transit(
        room.gallery.desk("ida"),
        sent=sent.document.id,
        lines=[Loss(lot=code, quantity=pieces, reason=LossReason.LOST) for code, pieces in lot.items()],
    )
    assert beside_of(room.gallery, statement).on_the_way == (("Opak Ketan", 5),), "a copy says the same"
    clock.days_later(1)
    (later,) = preview(room.gallery.desk("ida"), until=date(2026, 10, 9), consignors=["M001"])
    assert beside_of(room.gallery, (later, None)).on_the_way == ()
    assert other.transferred == 0


def test_nothing_beside_is_nothing_told(room: Workroom) -> None:
    assert beside_of(room.gallery, told(room)) == Beside()


@pytest.mark.parametrize(
    ("paid", "text"),
    [
        (0, "*Yang dibayarkan: Rp51.000*"),
        (21_000, "*Yang dibayarkan: Rp30.000*"),
        (51_000, "*Yang dibayarkan: Rp0; sudah dibayarkan kepada Anda: Rp51.000*"),
    ],
)
def test_the_short_message_knows_what_was_paid_since(room: Workroom, paid: int, text: str) -> None:
    if paid:
        pay_maker(room, paid)
    told(room)
    (news,) = collect(room.gallery, MessageKind.STATEMENT, date(2026, 10, 8))
    assert text in news.text(wording(room.gallery.book, MessageKind.STATEMENT))
