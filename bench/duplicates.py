"""Likely duplicates among 10,000 makers, with names as galleries have them and slips as people make them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from bench.books import gallery
from bench.timing import Result, Scale, timed
from db.private import Personal
from gallery_pos.documents import ConsignorRevised
from ui.register.duplicates import find_duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.desk import Desk

_MAKERS, _TIMES = 10_000, 5
_TWICE = 33
"""Every so many-th maker stands in the register a second time, with a slip in the name."""
_BAR = 2_000
_GOODS = [
    "Dapur",
    "Keripik",
    "Batik",
    "Kopi",
    "Sambal",
    "Kue",
    "Opak",
    "Anyaman",
    "Kebun",
    "Madu",
    "Tempe",
    "Roti",
    "Jamu",
    "Kerupuk",
    "Dodol",
    "Kriya",
]
_PLACES = ["Klari", "Rawamerta", "Cikampek", "Pedes", "Ciampel", "Tempuran"]


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long the whole search takes, private store and all, and how many of the slips it finds."""
    count = scale.of(_MAKERS, least=200)
    made = gallery(folder / "twice", products=1, consignors=1, pieces=0)
    try:
        makers = list(_makers(made.desk(), count, random.Random(4)))
        made.journal.append_many(makers)
        for number, maker in enumerate(makers[: count // 10]):
            made.personal.change(maker.code, Personal(phone=f"62812{number // 2:07}"), by="sistem")
        found = {(row.code, row.other_code) for row in find_duplicates(made)}
        slips = {(maker.code[1:], maker.code) for maker in makers if maker.code.startswith("D")}
        hits = len(found & {tuple(sorted(pair)) for pair in slips})
        took = timed([lambda: find_duplicates(made)] * _TIMES)
    finally:
        made.close()
    told = f"{took.p50:,.0f} ms (p99 {took.p99:,.0f}), {hits} of {len(slips)} slips among {len(found)} pairs"
    return [Result(f"likely duplicates among {count:,} makers", told, f"under {_BAR:,} ms", took.p50 < _BAR)]


def _makers(desk: Desk, count: int, chance: random.Random) -> Iterator[ConsignorRevised]:
    written = 0
    while written < count:
        code, name = f"P{written:05}", f"{chance.choice(_GOODS)} {_word(chance)} {_word(chance)}"
        owner, place = f"{_word(chance)} {_word(chance)}", chance.choice(_PLACES)
        yield desk.write(ConsignorRevised, code=code, business_name=name, owner=owner, district=place)
        written += 1
        if written % _TWICE == 0 and written < count:
            yield desk.write(
                ConsignorRevised, code=f"D{code}", business_name=_slip(name, chance), owner=owner, district=place
            )
            written += 1


def _word(chance: random.Random) -> str:
    parts = (chance.choice("bcdfgjklmnprst") + chance.choice("aiueo") for _ in range(chance.randint(2, 4)))
    return "".join(parts).title()


def _slip(name: str, chance: random.Random) -> str:
    """Return the name with a letter too few, too many or in the wrong place."""
    at = chance.randrange(1, len(name) - 1)
    return chance.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + name[at] + name[at:],
            name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :],
        )
    )
