"""The way to the shelf: which step may follow which, what curators' points come to, and whose turn collides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import CurationRoundRevised, EntryState, Verdict
from gallery_pos.money import divide_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gallery_pos.documents import CurationScored, TurnPlanned

NEXT: dict[EntryState, tuple[EntryState, ...]] = {
    EntryState.APPLIED: (EntryState.CHECKING, EntryState.WITHDRAWN),
    EntryState.CHECKING: (EntryState.CURATION, EntryState.REFERRED, EntryState.WITHDRAWN),
    EntryState.REFERRED: (EntryState.CHECKING, EntryState.WITHDRAWN),
    EntryState.CURATION: (EntryState.READY, EntryState.CHECKING, EntryState.WITHDRAWN),
    EntryState.READY: (EntryState.DISPLAYED, EntryState.WITHDRAWN),
    EntryState.DISPLAYED: (EntryState.READY, EntryState.WITHDRAWN),
    EntryState.WITHDRAWN: (EntryState.APPLIED,),
}
"""Per state where a product may go from it; back to READY is the end of a turn."""

WAITING = (EntryState.APPLIED, EntryState.CHECKING, EntryState.REFERRED, EntryState.CURATION)
"""The states in which goods may not come in yet."""


def mean_score(of: CurationRoundRevised, given: Iterable[CurationScored]) -> int | None:
    """Return the weighted mean of all curators in hundredths of a point, half up; None before anybody gave points."""
    weights = {criterion.code: criterion.weight for criterion in of.criteria}
    sheets = [scored for scored in given if scored.curator in of.panel]
    whole = sum(weights.values()) * len(sheets)
    if not whole:
        return None
    points = sum(weights.get(score.criterion, 0) * score.points for sheet in sheets for score in sheet.scores)
    return divide_half_up(100 * points, whole)


def suggested(of: CurationRoundRevised, score: int, passed: int) -> Verdict:
    """Return what the points say: pass from the pass mark on while the quota (0: none) has room, else revise."""
    if score < 100 * of.pass_score:
        return Verdict.FAIL if score < 50 * of.pass_score else Verdict.REVISE
    return Verdict.REVISE if of.quota and passed >= of.quota else Verdict.PASS


def busiest(turns: Iterable[TurnPlanned], since: date, until: date) -> int:
    """Return how many turns stand on a shelf at once on the fullest day of a period (both days included)."""
    there = [turn for turn in turns if not turn.cancelled and turn.since <= until and since <= turn.until]
    starts = {since} | {turn.since for turn in there if turn.since > since}
    return max((sum(turn.since <= day <= turn.until for turn in there) for day in starts), default=0)


def longest_waiting(makers: Sequence[str], turns: Iterable[TurnPlanned], on: date) -> list[str]:
    """Order makers for the next turn: who never had one first, then whose last turn ended longest ago.

    Who stands on a shelf on that day, or will, is left out; equals stay in the order given.
    """
    last: dict[str, date] = {}
    for turn in turns:
        if not turn.cancelled:
            last[turn.consignor] = max(last.get(turn.consignor, turn.until), turn.until)
    free = [maker for maker in makers if maker not in last or last[maker] < on]
    return sorted(free, key=lambda maker: (maker in last, last.get(maker, on)))
