"""Missing pieces and who bears them: however they are given away, every lot loses what it lost and nothing is paid twice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies as st

from gallery_pos.accounts import PAYABLE
from gallery_pos.documents import LossReason, ProductRevised, StocktakePosted, StocktakeStarted, now
from gallery_pos.entries import LOST, consequences
from gallery_pos.errors import RuleBroken
from gallery_pos.ports import Lot
from gallery_pos.services.count_review import Borne, Review, Variance, bear, fitting, owed
from gallery_pos.services.counting import Session
from gallery_pos.services.stock import Held, bearer_bp
from gallery_pos.stocktake import Standing
from gallery_pos.terms import Terms, compensation
from making import basis_points

HEADER: dict[str, Any] = {"outlet": "GALERI", "business_date": date(2026, 10, 5), "posted_at": now(), "user": "ida"}
PRODUCT = ProductRevised(id=UUID(int=2), code="P1", name="Keripik", consignor="M1", price=15_000, **HEADER)

terms = st.builds(
    Terms, commission_bp=basis_points, loss_bp=basis_points, damage_bp=basis_points, expiry_bp=basis_points
)


@st.composite
def shelves(draw: st.DrawFn) -> Review:
    """A product in some lots, of each of which some pieces are gone and some of those were sold without a lot."""
    held = []
    for number in range(draw(st.integers(1, 4))):
        on_hand = draw(st.integers(0, 9))
        gone = draw(st.integers(0, on_hand))
        lot = Lot(
            lot=f"L{number}",
            product="P1",
            consignor="M1",
            on_hand=on_hand,
            price=draw(st.integers(1, 99_999)),
            terms=draw(terms),
            received=date(2026, 9, 1),
            best_before=None,
        )
        held.append(Held(PRODUCT, lot, on_hand, on_hand - gone, draw(st.integers(0, gone))))
    missing = sum(each.unexplained for each in held)
    standing = Standing("P1", frozen=99, moved=0, counted=99 - missing, difference=-missing, shelf=0)
    row = Variance(standing, "Keripik", "M1", value=0, unexplained=missing, due=0, note="dari penghitung")
    started = StocktakeStarted(id=UUID(int=3), lines=(), parts=("Semua",), **HEADER)
    return Review(Session(started, "SM-1", {}), (row,), (), tuple(held))


ways = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(LossReason), st.one_of(st.none(), basis_points)), max_size=6
)


def given_away(found: Review, wishes: list[tuple[int, LossReason, int | None]]) -> list[Borne]:
    """Give every missing piece to somebody, as people wish; the rest is lost."""
    borne = fitting(found, [Borne("P1", pieces, reason, share) for pieces, reason, share in wishes])
    left = found.unexplained.get("P1", 0) - sum(each.pieces for each in borne)
    return [*borne, Borne("P1", left, LossReason.LOST)] if left else borne


@given(found=shelves(), wishes=ways)
def test_every_lot_loses_what_it_lost_and_every_piece_is_paid_as_it_was_given(
    found: Review, wishes: list[tuple[int, LossReason, int | None]]
) -> None:
    borne = given_away(found, wishes)
    lines = bear(found, borne)
    for held in found.held:
        mine = [line for line in lines if held.lot and line.lot == held.lot.lot]
        assert sum(line.expected for line in mine) == held.expected
        assert sum(line.counted for line in mine) == held.counted
        assert sum(line.expected - line.counted for line in mine if line.reason) == held.unexplained
        for line in mine:
            assert held.lot
            if line.reason is None:
                assert (line.compensation, line.gallery_bp) == (0, None)
                continue
            pieces = line.expected - line.counted
            assert line.gallery_bp is not None
            assert line.compensation == compensation(
                held.lot.terms, quantity=pieces, price=held.lot.price, gallery_bp=line.gallery_bp
            )
    told, asked = Counter[LossReason](), Counter[LossReason]()
    for line in lines:
        if line.reason:
            told[line.reason] += line.expected - line.counted
    for each in borne:
        asked[each.reason] += each.pieces
    assert +told == +asked
    assert sum(line.compensation for line in lines) == owed(found, borne).get("P1", 0)
    posted = StocktakePosted(id=UUID(int=4), lines=lines, **HEADER)
    follows = consequences(posted)
    assert sum(move.quantity for move in follows.moves if move.target == LOST) == sum(
        held.expected - held.counted for held in found.held
    )
    assert -sum(each.amount for each in follows.postings if each.account == PAYABLE) == sum(
        line.compensation for line in lines
    )


@given(found=shelves(), reason=st.sampled_from(LossReason))
def test_by_default_each_lot_is_borne_as_its_own_terms_say(found: Review, reason: LossReason) -> None:
    missing = found.unexplained.get("P1", 0)
    lines = bear(found, [Borne("P1", missing, reason)] if missing else [])
    terms_of = {held.lot.lot: held.lot.terms for held in found.held if held.lot}
    assert all(line.gallery_bp == bearer_bp(terms_of[line.lot], reason) for line in lines if line.reason)


@given(found=shelves(), pieces=st.integers(1, 40))
def test_nothing_is_given_twice_and_nothing_is_left(found: Review, pieces: int) -> None:
    missing = found.unexplained.get("P1", 0)
    if pieces != missing:
        with pytest.raises(RuleBroken) as refusal:
            bear(found, [Borne("P1", pieces, LossReason.LOST)])
        assert refusal.value.code == "count.unborne"
    assert sum(each.pieces for each in fitting(found, [Borne("P1", pieces, LossReason.LOST)] * 2)) == min(
        2 * pieces, missing
    )
