"""Makers are told, and it is remembered who was told what, and how."""

from __future__ import annotations

import pytest

from gallery_pos.desk import Changes
from gallery_pos.documents import MakerTold, MessageKind, MessageWay, PayoutMade, new_id
from gallery_pos.services.telling import Subject, take_back, tell_maker, tell_makers
from house import House, refused

WEEK = "2026-W47"


@pytest.fixture
def maker(house: House) -> str:
    """A maker."""
    return house.maker().code


def about(maker: str, message: MessageKind = MessageKind.SOLD) -> Subject:
    return Subject(maker, message, period=WEEK)


def test_it_is_remembered_who_was_told_and_how(house: House, maker: str) -> None:
    done = tell_maker(house.desk(), subject=about(maker), way=MessageWay.PHONE)
    told = house.written(MakerTold, done.value)
    assert (told.consignor, told.period, told.way, told.user) == (maker, WEEK, MessageWay.PHONE, "manager")
    assert house.book.latest(MakerTold, about(maker).record) == told


def test_told_again_in_another_way_the_last_way_counts(house: House, maker: str) -> None:
    tell_maker(house.desk(), subject=about(maker))
    tell_maker(house.desk(), subject=about(maker), way=MessageWay.IN_PERSON)
    latest = house.book.latest(MakerTold, about(maker).record)
    assert latest is not None
    assert latest.way is MessageWay.IN_PERSON


def test_one_form_tells_once(house: House, maker: str) -> None:
    form = new_id()
    first = tell_maker(house.desk(), subject=about(maker), id=form)
    again = tell_maker(house.desk(), subject=about(maker), id=form)
    assert again.value.number == first.value.number
    assert again.changes is Changes.NONE
    with refused("journal.id_reused"):
        tell_maker(house.desk(), subject=about(maker), way=MessageWay.PAPER, id=form)


def test_it_can_be_taken_back_once(house: House, maker: str) -> None:
    with refused("tell.not_told"):
        take_back(house.desk(), subject=about(maker))
    tell_maker(house.desk(), subject=about(maker))
    back = house.written(MakerTold, take_back(house.desk(), subject=about(maker)).value)
    assert back.withdrawn
    with refused("tell.not_told"):
        take_back(house.desk(), subject=about(maker))


def test_a_payout_is_told_for_itself(house: House) -> None:
    product = house.keripik(10)
    house.shift()
    house.sell((product, 2))
    paid: PayoutMade = house.pay(product.consignor, 10_000)
    subject = Subject(product.consignor, MessageKind.PAYMENT, about=paid.id)
    tell_maker(house.desk(), subject=subject)
    assert house.book.latest(MakerTold, subject.record) is not None
    assert house.book.latest(MakerTold, about(product.consignor).record) is None


def test_many_are_told_by_paper_or_none(house: House, maker: str) -> None:
    other = house.maker("Dapur Bu Euis").code
    with refused("tell.unknown"):
        tell_makers(house.desk(), subjects=[about(maker), about("M999")], way=MessageWay.PAPER)
    assert house.book.latest(MakerTold, about(maker).record) is None
    seen: list[tuple[int, int]] = []
    done = tell_makers(
        house.desk(),
        subjects=[about(maker), about(other)],
        way=MessageWay.PAPER,
        progress=lambda at, of: seen.append((at, of)),
    )
    assert [house.written(MakerTold, one).way for one in done.value] == [MessageWay.PAPER, MessageWay.PAPER]
    assert seen == [(0, 2), (1, 2)]


def test_what_it_is_about_must_be_said_and_not_everybody_may(house: House, maker: str) -> None:
    with refused("tell.what"):
        tell_maker(house.desk(), subject=Subject(maker, MessageKind.SOLD))
    with refused("access.denied"):
        tell_maker(house.desk("cashier"), subject=about(maker))
