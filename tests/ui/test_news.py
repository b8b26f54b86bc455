"""Who is to be told what: worked out from the books of a small gallery, and remembered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gallery_pos.documents import MessageKind, MessageWay, Method
from gallery_pos.services.access import Approval
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.payouts import pay, reverse_payout
from gallery_pos.services.settlement import issue_statements
from gallery_pos.services.telling import take_back, tell_maker
from ui.news.collecting import collect, collect_texts
from ui.news.item import News, usual_day, week_code
from workroom import TODAY, Workroom, sell


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    """Two makers with goods, one of whom sold something; some of it expires soon."""
    bare.receive("M001", IntakeLine("P0001", 20, TODAY + timedelta(days=10)))
    bare.receive("M002", IntakeLine("P0003", 2))
    sell(bare, ("P0001", 2))
    return bare


def only(room: Workroom, kind: MessageKind) -> tuple[News, str]:
    ((news, text),) = collect_texts(room.gallery, kind, TODAY)
    return news, text


def test_whoever_sold_is_told_what(room: Workroom) -> None:
    news, text = only(room, MessageKind.SOLD)
    assert (news.subject.consignor, news.subject.period) == ("M001", week_code(TODAY))
    assert "2 terjual" in text
    assert news.values["hak"] in text
    assert news.told is None


def test_what_expires_is_told_once_a_stage(room: Workroom) -> None:
    news, text = only(room, MessageKind.EXPIRING)
    assert news.subject.period == f"{TODAY:%Y-%m}-H14"
    assert "10 hari lagi" in text


def test_a_payout_is_told_with_the_code_that_comes_back_until_it_is_confirmed_or_taken_back(room: Workroom) -> None:
    desk = room.gallery.desk("ida")
    paid = pay(desk, consignor="M001", amount=10_000, method=Method.TRANSFER, reference="BJB-1").value
    news, text = only(room, MessageKind.PAYMENT)
    assert news.subject.about == paid.document.id
    for said in ("Rp10.000", paid.number, "BJB-1", news.values["kode"]):
        assert said in text
    reverse_payout(desk, payout=paid.document.id, approval=Approval(by="ida", reason="salah rekening"))
    assert not collect(room.gallery, MessageKind.PAYMENT, TODAY)


def test_a_statement_is_told_with_its_sums_and_its_code(room: Workroom) -> None:
    (issued,) = issue_statements(room.gallery.desk("ida"), until=TODAY, consignors=["M001"]).value
    news, text = only(room, MessageKind.STATEMENT)
    assert issued.number in text
    assert news.values["kode"] in text
    assert news.values["dibayarkan"] in text


def test_who_was_told_is_remembered_and_can_be_taken_back(room: Workroom) -> None:
    news, _ = only(room, MessageKind.SOLD)
    desk = room.gallery.desk("ida")
    tell_maker(desk, subject=news.subject, way=MessageWay.PHONE)
    told = only(room, MessageKind.SOLD)[0].told
    assert told is not None
    assert (told.way, told.user) == ("phone", room.gallery.book.user("ida").name)  # type: ignore[union-attr]
    take_back(desk, subject=news.subject)
    assert only(room, MessageKind.SOLD)[0].told is None


def test_makers_are_told_of_whole_weeks() -> None:
    sunday = TODAY + timedelta(days=6 - TODAY.weekday())
    assert usual_day(MessageKind.SOLD, sunday) == sunday
    assert usual_day(MessageKind.SOLD, sunday + timedelta(days=1)) == sunday
    assert usual_day(MessageKind.SOLD, sunday + timedelta(days=6)) == sunday
    assert usual_day(MessageKind.PAYMENT, sunday + timedelta(days=1)) == sunday + timedelta(days=1)


def test_telephones_are_not_looked_at_to_make_the_list(room: Workroom) -> None:
    before = len(room.gallery.personal.views())
    for kind in MessageKind:
        collect(room.gallery, kind, TODAY)
    assert len(room.gallery.personal.views()) == before
