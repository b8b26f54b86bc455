from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from ui.app.bursts import Alarm, BurstDetector, Fate, Held, Kind, Speeds, Verdict

SPEEDS = Speeds()
CODES = st.text("0123456789ABCXYZ-", min_size=6, max_size=40)
HAND = st.integers(SPEEDS.gap_ms + 1, 400)
MACHINE = st.integers(0, SPEEDS.gap_ms)
KINDS = st.sampled_from(list(Kind))


class Bench:
    """Plays keys to a detector as the Qt filter would and keeps what came out of it."""

    def __init__(self) -> None:
        self.detector = BurstDetector()
        self.now = 1_000
        self.last = 0
        self.held: list[str] = []
        self.typed: list[str] = []
        self.scans: list[str] = []
        self.alarms: list[Alarm] = []
        self.dropped = 0

    def take(self, verdict: Verdict, key: str) -> Verdict:
        if verdict.held is Held.TYPE:
            self.typed += self.held
            self.held.clear()
        elif verdict.held is Held.DROP:
            self.dropped += len(self.held)
            self.held.clear()
        if verdict.alarm:
            self.alarms.append(verdict.alarm)
        elif verdict.code:
            self.scans.append(verdict.code)
        if key and verdict.key is Fate.HOLD:
            self.held.append(key)
        elif key and verdict.key is Fate.PASS:
            self.typed.append(key)
        elif key:
            self.dropped += 1
        return verdict

    def press(self, key: str, after: int, kind: Kind = Kind.CHARACTER) -> Verdict:
        if self.detector.waiting and after > self.detector.patience:
            self.take(self.detector.silence(), "")
        self.now += after
        return self.take(self.detector.press(kind, key, self.now), key)

    def scan(self, code: str, end: Kind | None = Kind.TERMINATOR, gap: int = 5, after: int = 2_000) -> None:
        for index, character in enumerate(code):
            self.press(character, gap if index else after)
        if end:
            self.press("⏎", gap, end)

    def rest(self) -> None:
        self.take(self.detector.silence(), "")


@given(st.lists(st.tuples(st.sampled_from("0123456789 ab"), HAND), max_size=40))
def test_what_is_typed_by_hand_arrives_whole_and_in_order(keys: list[tuple[str, int]]) -> None:
    bench = Bench()
    for key, gap in keys:
        bench.press(key, gap)
    bench.rest()
    assert "".join(bench.typed) == "".join(key for key, _ in keys)
    assert bench.scans == []


@given(st.lists(st.tuples(st.sampled_from("0123456789"), HAND), min_size=1, max_size=20), HAND)
def test_enter_after_typing_still_does_what_enter_does(keys: list[tuple[str, int]], gap: int) -> None:
    bench = Bench()
    for key, before in keys:
        bench.press(key, before)
    assert bench.press("⏎", gap, Kind.TERMINATOR).key is Fate.PASS
    assert bench.typed[-1] == "⏎"


@given(CODES, st.lists(MACHINE, min_size=41, max_size=41), st.sampled_from([Kind.TERMINATOR, Kind.END]))
def test_a_burst_is_one_scan_and_neither_it_nor_its_end_reaches_anybody(code: str, gaps: list[int], end: Kind) -> None:
    bench = Bench()
    for index, character in enumerate(code):
        bench.press(character, gaps[index] if index else 5_000)
    bench.press("⏎", gaps[-1], end)
    assert bench.scans == [code]
    assert bench.typed == []


@given(CODES, st.integers(0, SPEEDS.tail_ms - SPEEDS.gap_ms))
def test_an_end_that_lags_behind_its_scan_presses_nothing(code: str, lag: int) -> None:
    bench = Bench()
    bench.scan(code, end=None)
    bench.press("⏎", SPEEDS.gap_ms + lag if lag else SPEEDS.gap_ms, Kind.TERMINATOR)
    bench.press("⏎", 1, Kind.TERMINATOR)
    assert bench.scans == [code]
    assert bench.typed == []


@given(CODES)
def test_a_scanner_without_an_end_is_understood_after_a_pause(code: str) -> None:
    bench = Bench()
    bench.scan(code, end=None)
    bench.rest()
    assert bench.scans == [code]


@given(st.text("0123456789", min_size=3, max_size=5))
def test_a_short_code_needs_its_end(code: str) -> None:
    bench = Bench()
    bench.scan(code)
    assert (bench.scans, bench.typed) == ([code], [])
    bench.scan(code, end=None)
    bench.rest()
    assert (bench.scans, "".join(bench.typed)) == ([code], code)


@given(st.text("0123456789ABC/:-?", min_size=1, max_size=60), st.integers(1, 400))
def test_a_framed_scan_may_be_slow_and_short(code: str, gap: int) -> None:
    bench = Bench()
    bench.press("␂", 3_000, Kind.START)
    for character in code:
        bench.press(character, gap)
    bench.press("␃", gap, Kind.END)
    assert (bench.scans, bench.typed) == ([code], [])


def test_a_frame_that_never_ends_gives_the_keys_back() -> None:
    bench = Bench()
    bench.press("␂", 3_000, Kind.START)
    bench.press("a", 200)
    bench.press("b", 900)
    bench.rest()
    assert bench.typed == ["␂", "a", "b"]


def test_the_same_code_at_once_counts_once() -> None:
    bench = Bench()
    bench.scan("8991234567890")
    bench.scan("8991234567890", after=100)
    bench.scan("8991234567890", after=1_000)
    assert bench.scans == ["8991234567890"] * 2
    assert bench.alarms == [Alarm.REPEATED]


def test_a_scanner_that_repeats_for_ever_is_contained_and_then_forgiven() -> None:
    bench = Bench()
    for _ in range(200):
        bench.scan("8991234567890", after=60)
    assert bench.scans == ["8991234567890"]
    assert bench.alarms.count(Alarm.WILD) == 1
    assert bench.typed == []
    bench.scan("8991234567890", after=3_000)
    assert bench.scans == ["8991234567890"] * 2


def test_thousands_of_keys_are_contained() -> None:
    bench = Bench()
    bench.scan("7" * 5_000, end=None)
    assert bench.alarms == [Alarm.WILD]
    assert (bench.scans, bench.typed) == ([], [])


def test_many_codes_in_a_second_are_no_person_at_work() -> None:
    bench = Bench()
    for index in range(60):
        bench.scan(f"8990000{index:06}", gap=1, after=40)
    assert Alarm.WILD in bench.alarms
    assert len(bench.scans) < SPEEDS.scans


def test_a_person_is_locked_out_by_a_wild_scanner_for_a_second_at_most() -> None:
    bench = Bench()
    bench.scan("7" * 600, end=None)
    for _ in range(20):
        bench.press("1", 100)
    bench.rest()
    assert len(bench.typed) >= 10


@given(st.lists(st.tuples(KINDS, st.sampled_from("0123456789"), st.integers(0, 1_200)), max_size=120))
def test_every_key_ends_up_typed_or_swallowed_once(keys: list[tuple[Kind, str, int]]) -> None:
    bench = Bench()
    for kind, key, gap in keys:
        bench.press(key, gap, kind)
    bench.rest()
    assert bench.held == []
    assert not bench.detector.waiting
    assert len(bench.typed) + bench.dropped == len(keys)


@pytest.mark.parametrize("backwards", [-50_000, -1])
def test_a_clock_that_jumps_back_loses_no_key(backwards: int) -> None:
    bench = Bench()
    bench.press("1", 100)
    bench.press("2", backwards)
    bench.rest()
    assert bench.typed == ["1", "2"]
