"""Curation rounds: a panel gives points by criteria, and each candidate gets a verdict with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    CurationDecided,
    CurationRoundRevised,
    CurationScored,
    EntryDecided,
    EntryState,
    Score,
    Verdict,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.fair_entry import mean_score, suggested
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import fields_of
from gallery_pos.services.entry import decide_entry, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gallery_pos.ports import Book

MOST_POINTS = 100

VERDICTS = {
    Verdict.PASS: tr_noop("Lulus"),
    Verdict.REVISE: tr_noop("Perbaiki"),
    Verdict.FAIL: tr_noop("Tidak lulus"),
}
"""What people call the verdicts."""


def round_of(book: Book, code: str) -> CurationRoundRevised:
    """Return a round. Raises RuleBroken (``round.unknown``)."""
    found = book.latest(CurationRoundRevised, code)
    if found is None:
        raise RuleBroken("round.unknown", tr("Putaran kurasi {code} tidak dikenal.").format(code=code))
    return found


def scores_of(book: Book, code: str) -> dict[str, list[CurationScored]]:
    """Return what each curator gave in a round, by product."""
    found: dict[str, list[CurationScored]] = {}
    for scored in book.latest_of_all(CurationScored):
        if scored.round == code:
            found.setdefault(scored.product, []).append(scored)
    return found


def verdicts_of(book: Book, code: str) -> dict[str, CurationDecided]:
    """Return the verdicts of a round, by product."""
    return {one.product: one for one in book.latest_of_all(CurationDecided) if one.round == code}


def revise_round(desk: Desk, *, code: str = "", **changes: Any) -> Done[CurationRoundRevised]:
    """Plan a round (an empty code is given one) or change some fields of CurationRoundRevised.

    Raises RuleBroken (``round.*``); a round that is closed, and criteria once points were given, stay as they are.
    """
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        rounds = desk.book.latest_of_all(CurationRoundRevised)
        taken = {one.code for one in rounds}
        code = code.strip() or next(new for n in range(1, len(taken) + 2) if (new := f"K{n:02d}") not in taken)
        before = desk.book.latest(CurationRoundRevised, code)
        made = desk.write(CurationRoundRevised, **({"code": code, "on": desk.today()} | fields_of(before) | changes))
        _check(desk, made, before)
        desk.journal.append(made)
    return Done(made, Changes.LEGALITY)


def _closed(desk: Desk, code: str) -> CurationRoundRevised:
    found = round_of(desk.book, code)
    if not found.closed:
        raise RuleBroken(
            "round.open",
            tr("{name} masih menerima nilai.").format(name=found.name),
            safe=tr("Belum ada yang diputuskan."),
            todo=tr("Tutup penilaiannya lebih dulu."),
        )
    return found


def _refused(code: str, what: str) -> RuleBroken:
    return RuleBroken(code, what, safe=tr("Putaran tidak berubah."))


def _check(desk: Desk, made: CurationRoundRevised, before: CurationRoundRevised | None) -> None:
    if before is not None and before.closed:
        raise _refused("round.closed", tr("{name} sudah ditutup.").format(name=before.name))
    if not made.name.strip():
        raise _refused("round.name", tr("Beri nama putarannya."))
    if not made.criteria or any(criterion.weight <= 0 for criterion in made.criteria):
        raise _refused("round.criteria", tr("Isi kriteria, masing-masing dengan bobot lebih dari nol."))
    if len({criterion.code for criterion in made.criteria}) != len(made.criteria):
        raise _refused("round.criteria", tr("Ada kriteria yang tertulis dua kali."))
    if not made.panel or len(set(made.panel)) != len(made.panel):
        raise _refused("round.panel", tr("Isi nama kurator, masing-masing sekali."))
    if not 0 <= made.pass_score <= MOST_POINTS or made.quota < 0:
        raise _refused("round.pass", tr("Nilai lulus antara 0 dan 100, kuota tidak kurang dari nol."))
    if before is not None and made.criteria != before.criteria and scores_of(desk.book, made.code):
        raise _refused("round.scored", tr("Kriteria tidak bisa diubah lagi: sudah ada yang menilai."))
    for product in set(made.products) - set(before.products if before else ()):
        if state_of(desk.book, product) is not EntryState.CURATION:
            raise _refused("round.product", tr("{code} belum sampai kurasi.").format(code=product))


def score_candidate(
    desk: Desk, *, round_code: str, product: str, curator: str, points: Mapping[str, int], note: str = ""
) -> Done[CurationScored]:
    """Give a candidate points (0 to 100) for every criterion; a curator's later sheet takes the place of his earlier one.

    Raises RuleBroken (``round.*``, ``score.*``).
    """
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        of = round_of(desk.book, round_code)
        if of.closed:
            raise _refused("round.closed", tr("{name} sudah ditutup.").format(name=of.name))
        if product not in of.products:
            raise _refused("score.product", tr("{code} bukan peserta putaran ini.").format(code=product))
        if curator not in of.panel:
            raise _refused("score.curator", tr("{name} bukan kurator putaran ini.").format(name=curator))
        if points.keys() != {criterion.code for criterion in of.criteria}:
            raise _refused("score.criteria", tr("Nilai setiap kriteria."))
        if any(not 0 <= value <= MOST_POINTS for value in points.values()):
            raise _refused("score.points", tr("Nilai antara 0 dan 100."))
        scores = tuple(Score(criterion=one.code, points=points[one.code]) for one in of.criteria)
        scored = desk.write(
            CurationScored, round=of.code, product=product, curator=curator, scores=scores, note=note.strip()
        )
        desk.journal.append(scored)
    return Done(scored, Changes.LEGALITY)


def score_sheet(
    desk: Desk, *, round_code: str, curator: str, points: Mapping[str, Mapping[str, int]]
) -> Done[list[CurationScored]]:
    """Hand in what a curator gave several candidates (points by product and criterion), all of it or nothing.

    Raises as :func:`score_candidate`.
    """
    with desk.journal.transaction():
        given = [
            score_candidate(desk, round_code=round_code, product=product, curator=curator, points=one).value
            for product, one in points.items()
        ]
    return Done(given, Changes.LEGALITY)


def decide_candidate(
    desk: Desk, *, round_code: str, product: str, verdict: Verdict | None = None, reason: str = ""
) -> Done[CurationDecided]:
    """Write the verdict on a candidate, the one that the points suggest where none is given.

    Who passes is ready for the shelf, who fails is withdrawn, who revises stays for a later round. Another verdict than
    the suggested one, and any that is not a pass, needs a reason. Only a round that is closed is decided: before that a
    later sheet could still change the points. Raises RuleBroken (``round.*``, ``verdict.*``).
    """
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        of = _closed(desk, round_code)
        score = mean_score(of, scores_of(desk.book, of.code).get(product, ()))
        decided = verdicts_of(desk.book, of.code)
        if score is None:
            raise _refused("verdict.scores", tr("Belum ada kurator yang menilai."))
        if product in decided:
            raise _refused("verdict.twice", tr("Hasilnya sudah diputuskan."))
        passed = sum(one.verdict is Verdict.PASS for one in decided.values())
        usual = suggested(of, score, passed)
        said = verdict or usual
        if said is Verdict.PASS and of.quota and passed >= of.quota:
            raise _refused("verdict.quota", tr("Kuota {count} sudah penuh.").format(count=of.quota))
        if (said is not usual or said is not Verdict.PASS) and not reason.strip():
            raise _refused("verdict.reason", tr("Tulis alasannya."))
        told = desk.write(
            CurationDecided, round=of.code, product=product, verdict=said, score=score, reason=reason.strip()
        )
        desk.journal.append(told)
        after = {Verdict.PASS: EntryState.READY, Verdict.FAIL: EntryState.WITHDRAWN}.get(said)
        if after is not None:
            because = reason.strip() or tr("lulus {round}").format(round=of.name)
            decide_entry(desk, product=product, state=after, reason=because)
    return Done(told, Changes.LEGALITY)


def decide_by_points(desk: Desk, *, round_code: str) -> Done[list[CurationDecided]]:
    """Write the verdict that the points suggest on every candidate who has points and none yet, the best first.

    Equal points stand in the order in which the candidates applied, so that the last place of a quota goes to whoever
    waited longer. What is not a pass gets its points as the reason. Raises RuleBroken (``round.*``, ``verdict.none``).
    """
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        of = _closed(desk, round_code)
        given, decided = scores_of(desk.book, of.code), verdicts_of(desk.book, of.code)
        means = {product: mean_score(of, given.get(product, ())) for product in of.products if product not in decided}
        open_ones = [
            (-mean, _waits_since(desk, product), product) for product, mean in means.items() if mean is not None
        ]
        if not open_ones:
            raise _refused("verdict.none", tr("Tidak ada yang bisa diputuskan: semua sudah, atau belum ada nilai."))
        passed = sum(one.verdict is Verdict.PASS for one in decided.values())
        made = []
        for minus, _since, product in sorted(open_ones):
            said = suggested(of, -minus, passed)
            passed += said is Verdict.PASS
            reason = "" if said is Verdict.PASS else usual_reason(of, -minus)
            made.append(decide_candidate(desk, round_code=of.code, product=product, reason=reason).value)
    return Done(made, Changes.LEGALITY)


def _waits_since(desk: Desk, product: str) -> date:
    step = desk.book.latest(EntryDecided, product)
    return (step.applied_on or step.business_date) if step else desk.today()


def usual_reason(of: CurationRoundRevised, score: int) -> str:
    """Return why points that are not enough, or come after the quota is full, do not pass."""
    if score >= 100 * of.pass_score:
        return tr("nilai {score}, kuota {count} sudah penuh").format(score=format_points(score), count=of.quota)
    return tr("nilai {score}, batas lulus {mark}").format(score=format_points(score), mark=of.pass_score)


def format_points(score: int) -> str:
    """Return hundredths of a point as people write them: "73,33"."""
    whole, rest = divmod(score, 100)
    return f"{whole},{rest:02d}"
