"""The rule of a count, against a shelf on which pieces really lie: what happens while people count makes no difference."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from hypothesis import given, strategies as st

from gallery_pos.documents import GoodsWrittenOff, LossReason, WrittenOffLine, now
from gallery_pos.stocktake import Passage, Seen, Standing, passages, standings

DAY = date(2026, 10, 5)
PARTS = 2


@dataclass
class Shelf:
    """Pieces in parts of a shelf; each is counted one by one while others are sold and brought."""

    parts: list[set[int]]
    books: int
    place: int = 0
    next_piece: int = 0
    counted: list[set[int]] = field(default_factory=lambda: [set() for _ in range(PARTS)])
    done: list[bool] = field(default_factory=lambda: [False] * PARTS)
    marks: list[list[int]] = field(default_factory=lambda: [[] for _ in range(PARTS)])
    moved: list[Passage] = field(default_factory=list)

    def sell(self, part: int) -> None:
        """Sell a piece of a part; the last one that nobody has seen yet stays, so that the part is not passed by."""
        here = self.parts[part]
        if here and (self.counted[part] or len(here) > 1):
            here.remove(max(here))
            self._write(-1)

    def bring(self, part: int) -> None:
        """Bring a piece, to the front of what is not counted yet; to a part that is done it comes afterwards."""
        self.next_piece += 1
        self.parts[part].add(self.next_piece)
        self._write(1)

    def count(self, part: int) -> None:
        """Count the next piece of a part; whoever finds no more goes on to other goods, and that is when it is over."""
        if self.done[part]:
            return
        left = sorted(self.parts[part] - self.counted[part])
        if left:
            self.counted[part].add(left[0])
            self.marks[part].append(self.place)
        else:
            self.done[part] = True
            self.marks[part].append(self.place)

    def _write(self, pieces: int) -> None:
        self.place += 1
        self.books += pieces
        self.moved.append(Passage(self.place, "P", pieces))

    def seen(self) -> Seen | None:
        """Return what was found in all parts."""
        found = [
            Seen(len(counted), marks[0], marks[-1])
            for counted, marks in zip(self.counted, self.marks, strict=True)
            if counted
        ]
        return sum(found[1:], found[0]) if found else None

    def standing(self, frozen: int) -> Standing:
        """Return what the rule says now."""
        seen = self.seen()
        (one,) = standings(
            {"P": frozen}, {"P": seen} if seen else {}, {"P": self.books}, self.moved, looked=(0, self.place)
        )
        return one


steps = st.lists(
    st.tuples(st.sampled_from(["sell", "bring", "count", "count"]), st.integers(0, PARTS - 1)), max_size=40
)


def play(front: int, back: int, missing: int, history: list[tuple[str, int]]) -> tuple[Shelf, Standing]:
    """Let ``missing`` pieces be gone before the count begins; then everything happens in some order."""
    shelf = Shelf([set(range(front)), set(range(1_000, 1_000 + back))], front + back + missing, next_piece=2_000)
    frozen = shelf.books
    for what, part in history:
        getattr(shelf, what)(part)
    for part in range(PARTS):
        while not shelf.done[part]:
            shelf.count(part)
    return shelf, shelf.standing(frozen)


@given(front=st.integers(1, 5), back=st.integers(1, 5), missing=st.integers(-3, 4), history=steps)
def test_what_happens_while_people_count_makes_no_difference_and_hides_none_without_saying_so(
    front: int, back: int, missing: int, history: list[tuple[str, int]]
) -> None:
    """The true difference, or, where the product moved while it was counted, less: never more, never the other way."""
    shelf, told = play(front, back, missing, history)
    truth = sum(map(len, shelf.parts)) - shelf.books
    assert truth == -missing
    seen = shelf.seen()
    assert seen is not None
    between = [one for one in shelf.moved if seen.first < one.place <= seen.last]
    if not between:
        assert (told.difference, told.certain) == (truth, True)
    assert min(truth, 0) <= told.difference <= max(truth, 0)
    if told.difference != truth:
        assert not told.certain
    assert told.frozen + told.moved == told.expected
    assert told.expected + told.difference == told.counted
    assert told.shelf == shelf.books + told.difference


@given(history=steps, missing=st.integers(0, 4), later=steps)
def test_what_happens_between_the_count_and_the_posting_changes_no_difference(
    history: list[tuple[str, int]], missing: int, later: list[tuple[str, int]]
) -> None:
    shelf, before = play(4, 4, missing, history)
    frozen = before.frozen
    for what, part in later:
        if what != "count":
            getattr(shelf, what)(part)
    after = shelf.standing(frozen)
    assert (after.difference, after.counted, after.expected) == (before.difference, before.counted, before.expected)
    assert after.shelf == shelf.books + before.difference


def test_what_nobody_found_may_have_been_sold_meanwhile_but_no_more_than_that() -> None:
    """Three on the books; one sold while people looked: two are gone."""
    (one,) = standings({"P": 3}, {}, {"P": 2}, [Passage(4, "P", -1)], looked=(1, 9))
    assert (one.difference, one.shelf, one.found, one.certain) == (-2, 0, False, True)
    (one,) = standings({"P": 3}, {}, {"P": 0}, [Passage(4, "P", -3)], looked=(1, 9))
    assert (one.difference, one.shelf) == (0, 0)


def test_a_shelf_never_has_less_than_nothing() -> None:
    """The books sold more than they had; nobody found any: the books are set to nought."""
    (one,) = standings({"P": 1}, {"P": Seen(0, 5, 5)}, {"P": -1}, [Passage(3, "P", -2)], looked=(1, 5))
    assert (one.frozen, one.moved, one.counted, one.difference, one.shelf) == (1, -2, 0, 1, 0)
    (one,) = standings({"P": 2}, {"P": Seen(1, 2, 2)}, {"P": -1}, [Passage(3, "P", -3)], looked=(1, 2))
    assert (one.shelf, one.certain) == (0, False)


def test_corrections_of_the_books_and_notes_written_late_move_nothing() -> None:
    def gone(reason: LossReason, day: date = DAY) -> GoodsWrittenOff:
        line = WrittenOffLine(
            lot="L", product="P", name="x", consignor="M", quantity=2, reason=reason, gallery_bp=0, compensation=0
        )
        return GoodsWrittenOff(
            id=UUID(int=1), outlet="GALERI", business_date=day, posted_at=now(), user="ida", lines=(line,)
        )

    told = [(3, gone(LossReason.LOST)), (4, gone(LossReason.DAMAGED)), (5, gone(LossReason.EXPIRED, date(2026, 10, 4)))]
    assert list(passages(told, "GALERI", DAY)) == [Passage(4, "P", -2)]
    assert list(passages(told, "POJOK", DAY)) == []
