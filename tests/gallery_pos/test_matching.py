"""Matching: no line and no document twice, sums equal, the same whatever the order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings, strategies as st

from gallery_pos.matching import AUTOMATIC, Item, Line, Proposal, Why, propose, why_words

DAY = date(2026, 11, 2)
FILE = UUID(int=1)


def line(number: int, amount: int, *, day: date = DAY, minutes: int | None = None, text: str = "") -> Line:
    return Line(key=(FILE, number), day=day, amount=amount, minutes=minutes, description=text)


def item(
    number: int, amount: int, *, day: date = DAY, minutes: int | None = None, reference: str = "", channel: str = ""
) -> Item:
    references = (reference,) if reference else ()
    return Item(
        document=UUID(int=number), day=day, amount=amount, minutes=minutes, references=references, channel=channel
    )


def only(found: list[Proposal]) -> Proposal:
    (one,) = found
    return one


_lines = st.lists(
    st.tuples(st.integers(-3, 6), st.integers(0, 8), st.none() | st.integers(0, 1_439), st.booleans()), max_size=14
)


@settings(max_examples=150)
@given(lines=_lines, items=_lines, seed=st.integers(0, 99))
def test_nothing_is_used_twice_sums_are_equal_and_the_order_does_not_matter(
    lines: list[tuple[int, int, int | None, bool]], items: list[tuple[int, int, int | None, bool]], seed: int
) -> None:
    bank = [
        line(n, amount * 1_000, day=DAY + timedelta(days=shift), minutes=minutes, text="QRIS" if named else "")
        for n, (amount, shift, minutes, named) in enumerate(lines)
    ]
    books = [
        item(n + 1, amount * 1_000, day=DAY + timedelta(days=shift), minutes=minutes, channel="qris" if named else "")
        for n, (amount, shift, minutes, named) in enumerate(items)
    ]
    found = propose(bank, books)
    told, said = {one.key: one for one in bank}, {one.document: one for one in books}
    assert len({one.line for one in found}) == len(found)
    used = [document for one in found for document in one.documents]
    assert len(set(used)) == len(used)
    for one in found:
        whole = sum(said[document].amount for document in one.documents)
        assert whole - one.fee == told[one.line].amount
        assert 0 <= one.fee * 100 <= max(whole, 0)
    Random(seed).shuffle(bank)
    Random(seed + 1).shuffle(books)
    assert propose(bank, books) == found


def test_the_nearest_minute_wins_and_says_so() -> None:
    found = only(propose([line(0, 50_000, minutes=600)], [item(1, 50_000, minutes=597), item(2, 50_000, minutes=640)]))
    assert found.documents == (UUID(int=1),)
    assert (found.confidence, found.why, found.apart) == (98, Why.TIME, 3)
    assert why_words(found) == "jumlah sama, selisih 3 menit (98 %)"


def test_a_reference_beats_the_minute() -> None:
    books = [item(1, 50_000, minutes=600), item(2, 50_000, minutes=900, reference="RRN-778812")]
    found = only(propose([line(0, 50_000, minutes=601, text="ID RRN778812 OK")], books))
    assert (found.documents, found.why) == ((UUID(int=2),), Why.REFERENCE)


def test_which_of_two_equal_sales_did_not_arrive_is_left_to_a_person() -> None:
    found = only(propose([line(0, 50_000)], [item(1, 50_000), item(2, 50_000)]))
    assert not found.automatic
    assert found.rivals == 1
    both = propose([line(0, 50_000), line(1, 50_000)], [item(1, 50_000), item(2, 50_000)])
    assert [one.confidence >= AUTOMATIC for one in both] == [True, True]


def test_a_day_of_qris_arrives_in_one_sum_less_its_fee() -> None:
    books = [item(n, 100_000 * n, channel="qris") for n in (1, 2, 3)]
    found = only(propose([line(0, 598_200, day=DAY + timedelta(days=1), text="SETTLEMENT QRIS")], books))
    assert (len(found.documents), found.fee, found.why) == (3, 1_800, Why.SUM_LESS_FEE)
    assert found.automatic
    assert why_words(found) == "jumlah 3 penjualan, dipotong Rp1.800 (86 %)"


def test_a_weekend_arrives_on_monday() -> None:
    friday = date(2026, 10, 30)
    books = [item(n + 1, 70_000 + n, day=friday + timedelta(days=n), channel="qris") for n in range(3)]
    found = only(propose([line(0, 210_003, day=friday + timedelta(days=3), text="QR MERCHANT")], books))
    assert (len(found.documents), found.fee, found.confidence) == (3, 0, 92)


def test_too_large_a_fee_is_no_fee_and_other_amounts_are_no_match() -> None:
    assert propose([line(0, 98_000, text="QRIS")], [item(1, 100_000, channel="qris")]) == []
    assert propose([line(0, 50_000)], [item(1, 50_001)]) == []
    assert propose([line(0, 50_000)], [item(1, 50_000, day=DAY - timedelta(days=9))]) == []
