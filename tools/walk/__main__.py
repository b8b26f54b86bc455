"""Walk at random through everything a gallery does, then prove it: ``python -m tools.walk --documents 10000 --seed 7``.

With ``--year`` it lives twelve months day by day instead, closes each, and proves every sum and every month's file.

Three outlets: the gallery with two tills, a corner that is visited, an event. At the end it tells how many documents of
each kind were written and which rules said no how often, checks every rule and signature, makes the read tables again and
checks once more. The exit code is 1 where anything does not hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.verify import Finding
from tools.walk import counter, office, shelves
from tools.walk.ground import Walk
from tools.walk.year import walk_a_year

STEPS: dict[Callable[[Walk], None], int] = {
    counter.sell: 330,
    counter.refund: 40,
    counter.open_a_shift: 90,
    counter.close_a_shift: 12,
    counter.move_some_cash: 25,
    counter.sales_of_a_paper_list: 4,
    shelves.receive: 110,
    shelves.give_back: 25,
    shelves.lose: 20,
    shelves.send: 35,
    shelves.arrive: 45,
    shelves.lose_on_the_way: 5,
    shelves.visit: 15,
    shelves.end_the_bazaar: 3,
    shelves.begin_a_count: 12,
    shelves.count_a_part: 30,
    shelves.post_the_count: 15,
    shelves.mark_down: 5,
    office.register: 12,
    office.change_goods: 30,
    office.agree_anew: 10,
    office.change_the_till: 3,
    office.register_again: 3,
    office.merge: 3,
    office.record_a_paper: 35,
    office.turn_the_gate: 3,
    office.let_pass: 8,
    office.apply_or_step: 20,
    office.curate: 2,
    office.plan_or_cancel_a_turn: 10,
    office.tell_the_makers: 5,
    office.pay_a_maker: 35,
    office.charge: 8,
    office.correct: 8,
    office.hand_the_gallery_over: 1,
}
"""What can happen and how often in about a thousand steps."""
_DAY_ENDS = 0.03
_FIRST = 8


@dataclass(frozen=True)
class Walked:
    """What a walk wrote by kind, how often each rule said no, and what does not hold afterwards."""

    kinds: dict[str, int]
    refusals: dict[str, int]
    findings: list[Finding]


def walk(place: Path | str, *, documents: int, seed: int) -> Walked:
    """Walk until the journal at ``place`` (a new file, or the URL of an empty database) has so many; then prove it."""
    gallery = Walk(place, seed)
    try:
        for _ in range(_FIRST):
            gallery.tried(office.register)
        while gallery.written() < documents:
            gallery.tried(gallery.random.choices(list(STEPS), list(STEPS.values()))[0])
            if gallery.random.random() < _DAY_ENDS:
                gallery.wait(gallery.random.choice([1, 1, 1, 2]))
        return Walked(gallery.kinds(), dict(gallery.refusals.most_common()), gallery.prove())
    finally:
        gallery.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk as the command line says, tell it, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.walk", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=10_000, help="how many documents to write at least")
    parser.add_argument("--seed", type=int, default=1, help="the dice; the same seed walks the same way")
    parser.add_argument("--database", default="", help="the URL of an empty database on a server; else a file is used")
    parser.add_argument("--year", action="store_true", help="live a year instead of writing so many documents")
    parser.add_argument("--months", type=int, default=12, help="how many months the year has")
    asked = parser.parse_args(arguments)
    if asked.year:
        return _live(asked.seed, asked.months, asked.database)
    with tempfile.TemporaryDirectory(prefix="gallery-walk-") as folder:
        walked = walk(asked.database or Path(folder) / "walk.db", documents=asked.documents, seed=asked.seed)
    _tell(walked.kinds, walked.refusals, walked.findings)
    return 1 if walked.findings else 0


def _live(seed: int, months: int, database: str) -> int:
    with tempfile.TemporaryDirectory(prefix="gallery-walk-") as folder:
        year = walk_a_year(database or Path(folder) / "walk.db", STEPS, seed=seed, months=months)
    _tell(year.kinds, year.refusals, year.findings)
    for sentence in (*year.sums, *year.months):
        print(sentence)
    print(
        f"{len(year.sums)} sums that differ: statements, payouts, fees, open balances and the ledger, per maker and in all"
    )
    print(f"{sum(year.files.values())} months closed; of their files {year.files['holds']} hold")
    return 0 if year.holds else 1


def _tell(kinds: Mapping[str, int], refusals: Mapping[str, int], findings: Sequence[Finding]) -> None:
    for kind, many in kinds.items():
        print(f"{many:7,}  {kind}")
    print(f"{sum(kinds.values()):7,}  documents; a rule said no {sum(refusals.values()):,} times:")
    print(", ".join(f"{code} {many}" for code, many in refusals.items()))
    for finding in findings:
        print(f"rule {finding.rule}, {finding.number}: {finding.what}")
    print(f"{len(findings)} findings (verify with every signature, before and after a rebuild)")


if __name__ == "__main__":
    sys.exit(main())
