"""Fair entry: a queue by date, points that anybody can add up, and turns that never overfill a shelf."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from db.verify import verify
from gallery_pos.documents import (
    Criterion,
    CurationRoundRevised,
    CurationScored,
    EntryState,
    ProductRevised,
    Score,
    Shelf,
    TurnPlanned,
    Verdict,
)
from gallery_pos.fair_entry import NEXT, busiest, longest_waiting, mean_score, suggested
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.curation import decide_candidate, revise_round, score_candidate, scores_of, verdicts_of
from gallery_pos.services.entry import apply_for_display, decide_entry, state_of
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.turns import cancel_turn, plan_turn, turns_at
from house import OUTLET, House, refused
from making import DAY, write

CRITERIA = (
    Criterion(code="rasa", name="Rasa", weight=3),
    Criterion(code="kemasan", name="Kemasan", weight=2),
    Criterion(code="harga", name="Harga", weight=1),
)
PANEL = ("Bu Leoni", "Pak Dadang")


def a_round(**fields: Any) -> CurationRoundRevised:
    plain: dict[str, Any] = {"code": "K01", "name": "Kurasi 1", "on": DAY, "panel": PANEL, "criteria": CRITERIA}
    return write(CurationRoundRevised, **{**plain, **fields})


def a_sheet(curator: str, *points: int) -> CurationScored:
    scores = tuple(Score(criterion=one.code, points=value) for one, value in zip(CRITERIA, points, strict=True))
    return write(CurationScored, round="K01", product="P1", curator=curator, scores=scores)


def a_turn(consignor: str, first: int, last: int, shelf: str = "A") -> TurnPlanned:
    since, until = DAY + timedelta(first), DAY + timedelta(last)
    return write(TurnPlanned, code=f"{consignor}{first}", shelf=shelf, consignor=consignor, since=since, until=until)


# ----------------------------------------------------------------------------------------------------- the arithmetic


def test_points_are_weighed_and_the_panel_averaged() -> None:
    assert mean_score(a_round(), []) is None
    assert mean_score(a_round(), [a_sheet("Bu Leoni", 80, 70, 60)]) == 7_333
    assert mean_score(a_round(), [a_sheet("Bu Leoni", 80, 70, 60), a_sheet("Pak Dadang", 100, 100, 100)]) == 8_667
    assert mean_score(a_round(), [a_sheet("orang luar", 0, 0, 0)]) is None


@given(st.lists(st.tuples(*(st.integers(0, 100),) * 3), min_size=1, max_size=2))
def test_a_mean_lies_between_the_least_and_the_most(sheets: list[tuple[int, int, int]]) -> None:
    given_points = [a_sheet(curator, *points) for curator, points in zip(PANEL, sheets, strict=False)]
    mean = mean_score(a_round(), given_points)
    assert mean is not None
    assert 100 * min(map(min, sheets)) <= mean <= 100 * max(map(max, sheets))


@pytest.mark.parametrize(
    ("score", "quota", "passed", "verdict"),
    [
        (7_000, 0, 99, Verdict.PASS),
        (6_999, 0, 0, Verdict.REVISE),
        (3_500, 0, 0, Verdict.REVISE),
        (3_499, 0, 0, Verdict.FAIL),
        (9_000, 20, 19, Verdict.PASS),
        (9_000, 20, 20, Verdict.REVISE),
    ],
)
def test_the_points_suggest_a_verdict(score: int, quota: int, passed: int, verdict: Verdict) -> None:
    assert suggested(a_round(quota=quota), score, passed) is verdict


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=8), st.integers(0, 30), st.integers(0, 10))
def test_the_fullest_day_is_found(spans: list[tuple[int, int]], first: int, length: int) -> None:
    turns = [a_turn(f"M{index}", start, start + more) for index, (start, more) in enumerate(spans)]
    since, until = DAY + timedelta(first), DAY + timedelta(first + length)
    days = [since + timedelta(after) for after in range(length + 1)]
    assert busiest(turns, since, until) == max(sum(turn.since <= day <= turn.until for turn in turns) for day in days)
    assert until >= since


def test_who_waited_longest_is_next() -> None:
    turns = [a_turn("M1", -30, -20), a_turn("M2", -60, -50), a_turn("M3", -5, 5)]
    assert longest_waiting(["M1", "M2", "M3", "M4", "M5"], turns, DAY) == ["M4", "M5", "M2", "M1"]


def test_every_state_leads_somewhere_and_back_to_the_queue() -> None:
    assert NEXT.keys() == set(EntryState)
    assert all(EntryState.WITHDRAWN in after for state, after in NEXT.items() if state is not EntryState.WITHDRAWN)


# ----------------------------------------------------------------------------------------------------- in the gallery


def to_curation(house: House, product: ProductRevised) -> None:
    apply_for_display(house.desk(), product=product.code)
    decide_entry(house.desk(), product=product.code, state=EntryState.CHECKING)
    decide_entry(house.desk(), product=product.code, state=EntryState.CURATION)


def a_product_of(house: House, name: str = "Tas Anyam") -> ProductRevised:
    """Craft, whose maker has a NIB: nothing keeps it back."""
    made = house.product(house.maker(name), name)
    revise_consignor(house.desk(), code=made.consignor, nib="0289010302776")
    return house.revise(made, category="Kerajinan")


def test_from_the_application_to_the_shelf(house: House) -> None:
    product, desk = a_product_of(house), house.desk()
    assert state_of(house.book, product.code) is EntryState.DISPLAYED
    apply_for_display(desk, product=product.code, on=desk.today() - timedelta(3))
    with refused("entry.applied"):
        apply_for_display(desk, product=product.code)
    with refused("entry.waiting"):
        house.receive(product, 1)
    with refused("entry.step"):
        decide_entry(desk, product=product.code, state=EntryState.READY)
    decide_entry(desk, product=product.code, state=EntryState.CHECKING)
    decide_entry(desk, product=product.code, state=EntryState.CURATION)
    held = revise_round(desk, name="Kurasi", panel=PANEL, criteria=CRITERIA, products=(product.code,)).value
    points = {"rasa": 80, "kemasan": 70, "harga": 60}
    for curator in PANEL:
        score_candidate(desk, round_code=held.code, product=product.code, curator=curator, points=points)
    with refused("round.open"):
        decide_candidate(desk, round_code=held.code, product=product.code)
    revise_round(desk, code=held.code, closed=True)
    told = decide_candidate(desk, round_code=held.code, product=product.code).value
    assert (told.verdict, told.score) == (Verdict.PASS, 7_333)
    assert state_of(house.book, product.code) is EntryState.READY
    house.receive(product, 5)
    assert state_of(house.book, product.code) is EntryState.DISPLAYED
    assert verify(house.database, pinned=house.terminal.pinned) == []


def test_goods_without_their_papers_are_referred_and_not_curated(house: House) -> None:
    product = house.revise(house.product(house.maker()), category="Makanan kering")
    desk = house.desk()
    apply_for_display(desk, product=product.code)
    decide_entry(desk, product=product.code, state=EntryState.CHECKING)
    with refused("entry.papers"):
        decide_entry(desk, product=product.code, state=EntryState.CURATION)
    with refused("entry.reason"):
        decide_entry(desk, product=product.code, state=EntryState.REFERRED)
    referred = decide_entry(desk, product=product.code, state=EntryState.REFERRED, reason="belum ada NIB").value
    assert referred.missing == ("NIB", "P-IRT")
    assert referred.applied_on == desk.today()


def test_who_may_decide(house: House) -> None:
    product = a_product_of(house)
    with refused("access.denied"):
        apply_for_display(house.desk("cashier"), product=product.code)
    with refused("product.unknown"):
        apply_for_display(house.desk(), product="P999")
    with refused("entry.day"):
        apply_for_display(house.desk(), product=product.code, on=house.desk().today() + timedelta(1))
    with refused("entry.reason"):
        decide_entry(house.desk(), product=product.code, state=EntryState.WITHDRAWN)


def test_a_verdict_against_the_points_needs_a_reason(house: House) -> None:
    first, second, desk = a_product_of(house), a_product_of(house, "Topi Pandan"), house.desk()
    to_curation(house, first)
    to_curation(house, second)
    held = revise_round(
        desk, name="Kurasi", panel=PANEL, criteria=CRITERIA, quota=1, products=(first.code, second.code)
    ).value
    good, poor = {"rasa": 90, "kemasan": 90, "harga": 90}, {"rasa": 20, "kemasan": 20, "harga": 20}
    score_candidate(desk, round_code=held.code, product=first.code, curator=PANEL[0], points=poor)
    score_candidate(desk, round_code=held.code, product=second.code, curator=PANEL[0], points=good)
    revise_round(desk, code=held.code, closed=True)
    with refused("verdict.scores"):
        decide_candidate(desk, round_code=held.code, product="P999")
    with refused("verdict.reason"):
        decide_candidate(desk, round_code=held.code, product=first.code)
    decide_candidate(desk, round_code=held.code, product=first.code, verdict=Verdict.PASS, reason="satu-satunya kopi")
    with refused("verdict.twice"):
        decide_candidate(desk, round_code=held.code, product=first.code)
    with refused("verdict.quota"):
        decide_candidate(desk, round_code=held.code, product=second.code, verdict=Verdict.PASS, reason="bagus")
    decide_candidate(desk, round_code=held.code, product=second.code, reason="kuota penuh, putaran depan")
    assert {code: one.verdict for code, one in verdicts_of(house.book, held.code).items()} == {
        first.code: Verdict.PASS,
        second.code: Verdict.REVISE,
    }
    assert state_of(house.book, second.code) is EntryState.CURATION
    assert len(scores_of(house.book, held.code)[second.code]) == 1


def test_rounds_and_points_that_cannot_be(house: House) -> None:
    product, desk = a_product_of(house), house.desk()
    plain: dict[str, Any] = {"name": "Kurasi", "panel": PANEL, "criteria": CRITERIA}
    for code, wrong in (
        ("round.name", {"name": " "}),
        ("round.criteria", {"criteria": ()}),
        ("round.criteria", {"criteria": (CRITERIA[0], CRITERIA[0])}),
        ("round.panel", {"panel": ()}),
        ("round.panel", {"panel": ("Bu Leoni", "Bu Leoni")}),
        ("round.pass", {"pass_score": 101}),
        ("round.product", {"products": (product.code,)}),
    ):
        with refused(code):
            revise_round(desk, **{**plain, **wrong})
    to_curation(house, product)
    held = revise_round(desk, **plain, products=(product.code,)).value
    sheet: dict[str, Any] = {
        "round_code": held.code,
        "product": product.code,
        "curator": PANEL[0],
        "points": {"rasa": 1, "kemasan": 1, "harga": 1},
    }
    for code, off in (
        ("round.unknown", {"round_code": "K99"}),
        ("score.product", {"product": "P999"}),
        ("score.curator", {"curator": "orang luar"}),
        ("score.criteria", {"points": {"rasa": 1}}),
        ("score.points", {"points": {"rasa": 101, "kemasan": 1, "harga": 1}}),
    ):
        with refused(code):
            score_candidate(desk, **{**sheet, **off})
    score_candidate(desk, **sheet)
    with refused("round.scored"):
        revise_round(desk, code=held.code, criteria=CRITERIA[:1])
    revise_round(desk, code=held.code, closed=True)
    with refused("round.closed"):
        score_candidate(desk, **sheet)


def test_a_shelf_is_never_promised_twice(house: House) -> None:
    makers = [house.maker(f"Dapur {name}") for name in ("Enah", "Siti", "Dedi")]
    shelves = (Shelf(code="A", name="Rak depan", slots=2),)
    revise_outlet(house.desk("admin"), code=OUTLET, shelves=shelves)
    desk, today = house.desk(), house.desk().today()

    def turn(maker: int, first: int, last: int) -> TurnPlanned:
        since, until = today + timedelta(first), today + timedelta(last)
        return plan_turn(desk, shelf="A", consignor=makers[maker].code, since=since, until=until).value

    turn(0, 0, 29)
    second = turn(1, 10, 19)
    with refused("turn.full"):
        turn(2, 15, 40)
    with refused("turn.twice"):
        turn(0, 29, 40)
    theirs = house.product(makers[0])
    with refused("turn.product"):
        plan_turn(desk, shelf="A", consignor=makers[1].code, since=today, until=today, products=[theirs.code])
    turn(2, 20, 40)
    with refused("turn.reason"):
        cancel_turn(desk, code=second.code, reason="")
    cancel_turn(desk, code=second.code, reason="sakit")
    with refused("turn.unknown"):
        cancel_turn(desk, code=second.code, reason="sakit")
    assert [one.consignor for one in turns_at(house.book, OUTLET)] == [makers[0].code, makers[2].code]
    with refused("turn.shelf"):
        plan_turn(desk, shelf="Z", consignor=makers[0].code, since=today, until=today)
    with refused("turn.period"):
        plan_turn(desk, shelf="A", consignor=makers[1].code, since=date(2030, 1, 2), until=date(2030, 1, 1))
    with refused("consignor.unknown"):
        plan_turn(desk, shelf="A", consignor="M999", since=today, until=today)
