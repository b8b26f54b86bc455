"""Curation rounds as lists: who is in them, what the panel gave, and what was decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from db.queries.entry import applied_on, documents, goods_that_applied
from gallery_pos.documents import CurationDecided, CurationRoundRevised, CurationScored, EntryDecided, Verdict
from gallery_pos.fair_entry import mean_score

if TYPE_CHECKING:
    from db.engine import Database


class RoundRow(msgspec.Struct, frozen=True):
    """A curation round; ``sheets`` of ``wanted`` were handed in; the rest of the candidates has no verdict yet."""

    code: str
    name: str
    on: date
    venue: str
    panel: tuple[str, ...]
    quota: int
    pass_score: int
    candidates: int
    sheets: int
    wanted: int
    passed: int
    revised: int
    failed: int
    closed: bool

    @property
    def decided(self) -> int:
        """Candidates with a verdict."""
        return self.passed + self.revised + self.failed


class Candidate(msgspec.Struct, frozen=True):
    """A candidate of a round; ``mean`` in hundredths of a point; equal means share their ``rank``."""

    product: str
    name: str
    consignor: str
    business_name: str
    district: str
    category: str
    sheets: tuple[CurationScored, ...]
    mean: int | None
    rank: int | None
    verdict: str
    reason: str


class RoundSheet(msgspec.Struct, frozen=True):
    """A round with its candidates in the order in which they applied."""

    round: CurationRoundRevised
    candidates: tuple[Candidate, ...]

    @property
    def missing(self) -> int:
        """Sheets that the panel still owes."""
        return len(self.round.panel) * len(self.candidates) - sum(len(one.sheets) for one in self.candidates)

    def ranked(self) -> list[Candidate]:
        """Return the candidates, the best first, those without points last."""
        return sorted(self.candidates, key=lambda one: one.rank or len(self.candidates) + 1)


def list_rounds(database: Database) -> list[RoundRow]:
    """Return every round, the latest day first."""
    with database.reading() as connection:
        rounds: list[CurationRoundRevised] = documents(connection, CurationRoundRevised)
        scored: list[CurationScored] = documents(connection, CurationScored)
        decided: list[CurationDecided] = documents(connection, CurationDecided)
    rows = [_round(one, scored, [each.verdict for each in decided if each.round == one.code]) for one in rounds]
    return sorted(rows, key=lambda row: (row.on, row.code), reverse=True)


def _round(one: CurationRoundRevised, scored: list[CurationScored], verdicts: list[Verdict]) -> RoundRow:
    mine = [each for each in scored if each.round == one.code and each.curator in one.panel]
    return RoundRow(
        code=one.code,
        name=one.name,
        on=one.on,
        venue=one.venue,
        panel=one.panel,
        quota=one.quota,
        pass_score=one.pass_score,
        candidates=len(one.products),
        sheets=sum(each.product in one.products for each in mine),
        wanted=len(one.panel) * len(one.products),
        passed=verdicts.count(Verdict.PASS),
        revised=verdicts.count(Verdict.REVISE),
        failed=verdicts.count(Verdict.FAIL),
        closed=one.closed,
    )


def round_sheet(database: Database, code: str) -> RoundSheet | None:
    """Return a round with everything that was said of its candidates; None where there is no such round."""
    with database.reading() as connection:
        rounds = {one.code: one for one in documents(connection, CurationRoundRevised)}
        of = rounds.get(code)
        if of is None:
            return None
        scored = [one for one in documents(connection, CurationScored) if one.round == code]
        verdicts = {one.product: one for one in documents(connection, CurationDecided) if one.round == code}
        goods = goods_that_applied(connection)
        applied = {one.product: applied_on(one) for one in documents(connection, EntryDecided)}
    sheets = {
        product: tuple(one for one in scored if one.product == product and one.curator in of.panel)
        for product in of.products
    }
    means = {product: mean_score(of, given) for product, given in sheets.items()}
    scores = sorted((mean for mean in means.values() if mean is not None), reverse=True)
    made = [
        _candidate(product, goods.get(product), sheets[product], means[product], scores, verdicts.get(product))
        for product in sorted(of.products, key=lambda each: (applied.get(each, date.max), of.products.index(each)))
    ]
    return RoundSheet(of, tuple(made))


def _candidate(  # noqa: PLR0917 -- what one line of a round is made of
    product: str,
    goods: Any,
    sheets: tuple[CurationScored, ...],
    mean: int | None,
    scores: list[int],
    decided: CurationDecided | None,
) -> Candidate:
    said = decided.score if decided else mean
    return Candidate(
        product=product,
        name=goods["name"] if goods else product,
        consignor=goods["consignor"] if goods else "",
        business_name=goods["business_name"] if goods else "",
        district=goods["district"] if goods else "",
        category=goods["category"] if goods else "",
        sheets=sheets,
        mean=said,
        rank=None if mean is None else scores.index(mean) + 1,
        verdict=decided.verdict.value if decided else "",
        reason=decided.reason if decided else "",
    )
