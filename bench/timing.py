"""Timing of one thing many times, and the lines of the table of results."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_MILLI = 1_000


@dataclass(frozen=True, slots=True)
class Scale:
    """How large things are made: as the bars say, or ``divisor`` times smaller for a quick look."""

    divisor: int = 1

    def of(self, whole: int, least: int = 1) -> int:
        """Return a size."""
        return max(least, whole // self.divisor)


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
    bar: str = ""
    met: bool | None = None


def took(run: Callable[[], object]) -> float:
    """Return the seconds that something takes once."""
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def timed(runs: Iterable[Callable[[], object]]) -> Timed:
    """Run things one after another, each once."""
    return Timed(tuple(took(run) for run in runs))


def in_turn(runs: Sequence[Callable[[], object]], times: int, warm_up: int = 5) -> list[Timed]:
    """Run several things one after another, again and again, so that the machine's moods hit all of them alike."""
    for _ in range(warm_up):
        for run in runs:
            run()
    seconds: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for index, run in enumerate(runs):
            seconds[index].append(took(run))
    return [Timed(tuple(each)) for each in seconds]
