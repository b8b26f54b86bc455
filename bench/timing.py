"""Timing of one thing many times, and the table of results."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_MILLI = 1_000


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that each run took."""

    seconds: tuple[float, ...]

    @property
    def p50(self) -> float:
        """Median in milliseconds."""
        return statistics.median(self.seconds) * _MILLI

    @property
    def p99(self) -> float:
        """99th percentile in milliseconds."""
        return sorted(self.seconds)[max(0, round(len(self.seconds) * 0.99) - 1)] * _MILLI


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: what was measured, against what bar; ``met`` None where there is no bar."""

    what: str
    measured: str
    bar: str
    met: bool | None


def timed(run: Callable[[], object], times: int, warm_up: int = 5) -> Timed:
    """Run something ``times`` times after a warm-up."""
    for _ in range(warm_up):
        run()
    seconds: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return Timed(tuple(seconds))


def in_turn(runs: Sequence[Callable[[], object]], times: int, warm_up: int = 5) -> list[Timed]:
    """Run several things one after another, again and again, so that the machine's moods hit all of them alike."""
    for _ in range(warm_up):
        for run in runs:
            run()
    seconds: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for index, run in enumerate(runs):
            began = time.perf_counter()
            run()
            seconds[index].append(time.perf_counter() - began)
    return [Timed(tuple(each)) for each in seconds]
