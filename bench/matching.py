"""Matching a large mutation file with many sales; with the minutes in the file and without."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from msgspec.structs import replace

from bench.timing import Result, Scale, took
from gallery_pos.matching import Item, Line, propose

if TYPE_CHECKING:
    from pathlib import Path

_LINES, _TENDERS, _DAYS, _SECONDS = 5_000, 10_000, 90, 2.0
_PRICES = (15_000, 25_000, 50_000, 75_000)
_OPENS, _CLOSES = 9 * 60, 21 * 60


def measure(_folder: Path, scale: Scale) -> list[Result]:
    """Return how long the rules take; the window runs them off its own thread, with progress."""
    random = Random(1)
    items, lines = [], []
    for number in range(scale.of(_TENDERS, least=1_000)):
        day = date(2026, 9, 1) + timedelta(days=random.randrange(_DAYS))
        minutes, amount = random.randrange(_OPENS, _CLOSES), random.choice(_PRICES) * random.randrange(1, 5)
        items.append(Item(document=UUID(int=number + 1), day=day, amount=amount, minutes=minutes, channel="qris"))
        if number < scale.of(_LINES, least=500):
            lines.append(Line(key=(UUID(int=1), number), day=day, amount=amount, minutes=minutes + random.randrange(3)))
    without = [replace(line, minutes=None) for line in lines]
    timed, untimed = took(lambda: propose(lines, items)), took(lambda: propose(without, items))
    said = f"{len(lines):,} lines against {len(items):,} tenders"
    return [
        Result(f"matching {said}, with minutes", f"{timed:.2f} s", "under 2 s", timed < _SECONDS),
        Result(f"matching {said}, days only", f"{untimed:.2f} s", "under 2 s", untimed < _SECONDS),
    ]
