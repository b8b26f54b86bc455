"""The rows of goods that come in as data: whatever is written stays readable, nothing is lost on the way."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import example, given, strategies as st

from gallery_pos.documents import ProductRevised
from gallery_pos.documents.base import new_id, now
from ui.screens.titipan.filling import Filling
from ui.screens.titipan.form import IntakeForm, with_row
from ui.screens.titipan.pasting import pasted
from ui.screens.titipan.rows import Cell, Row, edited_text, merged, named_problems, problems_of, text_of, written

TODAY = date(2026, 10, 5)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["6b", "2m", "10h", "1t", "4/7/2027", "12", "Rp1.250.000.000", "1,5", "-3", "", "31/2/2027"]),
)
ROWS = st.builds(
    Row,
    product=st.sampled_from(["", "P1", "P2"]),
    name=st.sampled_from(["", "Opak", "Kain"]),
    quantity=st.one_of(st.none(), st.integers(1, 50)),
    price=st.one_of(st.none(), st.integers(1, 90_000)),
    best_before=st.sampled_from([None, date(2027, 4, 5), date(2020, 1, 1)]),
    condition=st.sampled_from(["", "penyok"]),
)


def opak() -> ProductRevised:
    return ProductRevised(
        id=new_id(),
        outlet="G",
        user="ida",
        business_date=TODAY,
        posted_at=now(),
        code="P1",
        name="Opak",
        consignor="M1",
        price=15_000,
    )


@given(st.lists(st.tuples(st.sampled_from(Cell), TEXTS), max_size=12))
def test_whatever_is_written_is_kept_or_understood(writes: list[tuple[Cell, str]]) -> None:
    row = Row()
    for cell, text in writes:
        row = written(row, cell, text, TODAY)
        tidy = " ".join(text.split())
        assert bool(text_of(row, cell)) == bool(tidy) or cell is Cell.BEST_BEFORE
        if cell not in problems_of(row, TODAY):
            assert written(row, cell, edited_text(row, cell), TODAY) == row
    assert msgspec.json.decode(msgspec.json.encode(row), type=Row) == row
    assert row.is_blank or row.product or problems_of(row, TODAY)


GOOD = Row(product="P1", quantity=1, price=1)
UNDONE = Row(product="P1", quantity=None, price=1)


@example([UNDONE, GOOD, GOOD])
@given(st.lists(ROWS, max_size=12))
def test_merging_loses_no_piece_and_merges_only_the_same_goods(rows: list[Row]) -> None:
    kept = merged(rows, TODAY)
    assert sum(row.quantity or 0 for row in kept) == sum(row.quantity or 0 for row in rows)
    assert merged(kept, TODAY) == kept
    sound = [(row.product, row.best_before, row.condition) for row in kept if not problems_of(row, TODAY)]
    assert len(sound) == len(set(sound))
    assert [problem[1:] for problem in named_problems(kept, TODAY)] == [
        problem[1:] for problem in named_problems([row for row in rows if not row.is_blank], TODAY)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6b", date(2027, 4, 5)),
        ("2m", date(2026, 10, 19)),
        ("2 minggu", date(2026, 10, 19)),
        ("10h", date(2026, 10, 15)),
        ("1t", date(2027, 10, 5)),
        ("Juli 2027", date(2027, 7, 31)),
        ("EXP 12/2027", date(2027, 12, 31)),
        ("2027-07-04", date(2027, 7, 4)),
    ],
)
def test_dates_in_short_and_long(text: str, day: date) -> None:
    assert written(Row(), Cell.BEST_BEFORE, text, TODAY).best_before == day


STEPS = st.tuples(
    st.sampled_from(["write", "write", "write", "delete", "scan", "count", "same", "lot", "merge"]),
    st.integers(0, 5),
    st.tuples(st.sampled_from(Cell), TEXTS),
)


def do(filling: Filling, kind: str, at: int, write: tuple[Cell, str]) -> None:
    """Do one thing that a key does."""
    place = min(at, len(filling.form.lines))
    match kind:
        case "write":
            filling.write(place, *write)
        case "delete":
            filling.delete(place)
        case "scan":
            filling.put_product(place, opak(), 1)
        case "count" if place < len(filling.form.lines):
            filling.count_up(place)
        case "same":
            filling.same_as_above(place, write[0])
        case "lot":
            filling.another_lot(place, take_one=True)
        case _:
            filling.merge()


@given(st.lists(STEPS, max_size=15))
def test_every_change_can_be_taken_back_and_done_again(steps: list[tuple[str, int, tuple[Cell, str]]]) -> None:
    shown: list[int] = []
    filling = Filling(lambda: TODAY, lambda: shown.append(1))
    filling.begin(IntakeForm())
    seen = [filling.form.lines]
    for step in steps:
        do(filling, *step)
        assert not any(row.is_blank for row in filling.form.lines)
        if filling.form.lines != seen[-1]:
            seen.append(filling.form.lines)
    for lines in reversed(seen[:-1]):
        filling.undo()
        assert filling.form.lines == lines
    for lines in seen[1:]:
        filling.redo()
        assert filling.form.lines == lines
    assert len(shown) >= 3 * (len(seen) - 1)


def test_one_product_has_one_price() -> None:
    form = IntakeForm(lines=(Row(product="P1", price=10), Row(product="P2", price=20), Row(product="P1", price=10)))
    changed = with_row(form, 0, Row(product="P1", price=15))
    assert [row.price for row in changed.lines] == [15, 20, 15]


@given(st.text(max_size=200), st.sampled_from(Cell))
def test_any_clipboard_can_be_taken_apart(text: str, first: Cell) -> None:
    for row in pasted(text, first):
        assert row.keys() <= set(Cell)


def test_a_table_with_and_without_headings() -> None:
    assert pasted("opak\t12\t6b\nkeripik\t5\n", Cell.PRODUCT) == [
        {Cell.PRODUCT: "opak", Cell.QUANTITY: "12", Cell.BEST_BEFORE: "6b"},
        {Cell.PRODUCT: "keripik", Cell.QUANTITY: "5"},
    ]
    assert pasted("Jumlah\tKode Produk\tlain\n3\tP1\tx", Cell.PRICE) == [{Cell.QUANTITY: "3", Cell.PRODUCT: "P1"}]
    assert pasted('"dua\nbaris"\t4', Cell.PRODUCT) == [{Cell.PRODUCT: "dua\nbaris", Cell.QUANTITY: "4"}]
    assert pasted("  \n\n", Cell.PRODUCT) == []
