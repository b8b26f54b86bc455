"""What the papers of a product and its maker say on a day, by the gallery's rule table. Pure; it stops nothing itself.

A paper that was recorded counts as it was recorded. A number that only stands in the data of a product (permits) or of
a maker (NIB), as files bring it in, counts as a valid paper without an end, until somebody records the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from gallery_pos.documents import (
    Condition,
    ConsignorRevised,
    Holder,
    LegalityGroup,
    LegalityStatus,
    Need,
    PaperKind,
    PaperRule,
    ProductRevised,
)
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.legality_defaults import COSMETIC, FOOD, GROUPS, HALAL, NIB, PAPERS, PIRT, TRADITIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXPIRY_DAYS = (60, 30, 14)
"""How many days before its end a paper is shown as running out."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as the books know it; ``recorded`` is False for a number that only stands in the data of its holder."""

    holder: Holder
    subject: str
    paper: str
    number: str = ""
    issued: date | None = None
    expires: date | None = None
    status: LegalityStatus = LegalityStatus.VALID
    recorded: bool = True


class Rules(Protocol):
    """A rule table; :class:`GateRevised` is one."""

    @property
    def since(self) -> date | None:
        """From when on goods are stopped; None only warns."""

    @property
    def papers(self) -> tuple[PaperKind, ...]:
        """The kinds of papers."""

    @property
    def groups(self) -> tuple[LegalityGroup, ...]:
        """The groups of goods with their rules."""


@dataclass(frozen=True, slots=True)
class RuleTable:
    """The rules of a gallery that never changed them."""

    since: date | None = None
    papers: tuple[PaperKind, ...] = PAPERS
    groups: tuple[LegalityGroup, ...] = GROUPS


def is_on(rules: Rules, day: date) -> bool:
    """Tell whether goods are stopped on a day."""
    return rules.since is not None and rules.since <= day


class Goods(Protocol):
    """What the rules ask of a product; :class:`ProductRevised` has it."""

    @property
    def category(self) -> str:
        """Its category, in the gallery's words."""

    @property
    def legality_group(self) -> str:
        """The row of the rule table that counts, "" leaves it to the category."""

    @property
    def animal_material(self) -> int:
        """Whether it is of or from animals."""

    @property
    def non_halal(self) -> int:
        """Whether it says that it is not halal."""


class Fault(StrEnum):
    """What is wrong, or will be, with one paper."""

    MISSING = "missing"
    EXPIRED = "expired"
    REVOKED = "revoked"
    IN_PROCESS = "in_process"
    COMING = "coming"
    EXPIRING = "expiring"
    COMMITMENT = "commitment"
    NOT_ALLOWED = "not_allowed"
    ASK = "ask"
    NO_GROUP = "no_group"


STOPPING = frozenset({Fault.MISSING, Fault.EXPIRED, Fault.REVOKED, Fault.IN_PROCESS})
"""Faults for which goods are stopped; the others only warn."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one paper. ``day`` is since when, or from when, it counts."""

    fault: Fault
    paper: str = ""
    name: str = ""
    day: date | None = None

    @property
    def stops(self) -> bool:
        """Whether the goods are stopped for it."""
        return self.fault in STOPPING

    @property
    def sentence(self) -> str:
        """What is wrong, in a few words."""
        words = {
            Fault.MISSING: tr("{paper} belum ada"),
            Fault.EXPIRED: tr("{paper} habis berlaku {day}"),
            Fault.REVOKED: tr("{paper} dicabut"),
            Fault.IN_PROCESS: tr("{paper} masih diurus"),
            Fault.COMING: tr("{paper} wajib mulai {day}, belum ada"),
            Fault.EXPIRING: tr("{paper} habis berlaku {day}"),
            Fault.COMMITMENT: tr("{paper} terbit, komitmennya belum dipenuhi"),
            Fault.NOT_ALLOWED: tr("{paper} tidak berlaku untuk jenis barang ini"),
            Fault.ASK: tr("{paper}: periksa apakah perlu"),
            Fault.NO_GROUP: tr("Kelompok legalitas belum dipilih"),
        }
        return words[self.fault].format(paper=self.name, day=format_date(self.day) if self.day else "")


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of a product on a day; ``group`` is None where no row of the table fits."""

    group: LegalityGroup | None
    findings: tuple[Finding, ...]

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """What it is stopped for."""
        return tuple(finding for finding in self.findings if finding.stops)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is only to be known."""
        return tuple(finding for finding in self.findings if not finding.stops)

    @property
    def reasons(self) -> str:
        """What it is stopped for, in words."""
        return in_words(self.stopping)


def in_words(findings: Iterable[Finding]) -> str:
    """Return findings in one line: papers that are not there are named together."""
    told = list(findings)
    missing = ", ".join(each.name for each in told if each.fault is Fault.MISSING)
    parts = [tr("{paper} belum ada").format(paper=missing)] if missing else []
    return ", ".join([*parts, *(each.sentence for each in told if each.fault is not Fault.MISSING)])


def group_for(groups: Sequence[LegalityGroup], chosen: str, category: str) -> LegalityGroup | None:
    """Return the group somebody chose, else the first one whose words are in the category; None asks a person."""
    if chosen:
        return next((group for group in groups if group.code == chosen), None)
    words = " ".join(category.casefold().split())
    return next((group for group in groups if any(_has(words, word) for word in group.words)), None)


def _has(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word.casefold())}\b", text) is not None


def assess(rules: Rules, goods: Goods, papers: Iterable[Paper], day: date) -> Assessment:
    """Return what is missing, has run out or soon will; ``papers`` are those of the product and of its maker."""
    group = group_for(rules.groups, goods.legality_group, goods.category)
    if group is None:
        return Assessment(None, (Finding(Fault.NO_GROUP),))
    kinds = {kind.code: kind for kind in rules.papers}
    held = on_record(papers)
    found = (
        look_at(group, rule, kind, held.get((kind.holder, kind.code)), goods, day)
        for rule in group.rules
        if (kind := kinds.get(rule.paper)) is not None
    )
    return Assessment(group, tuple(finding for finding in found if finding is not None))


def on_record(papers: Iterable[Paper]) -> dict[tuple[Holder, str], Paper]:
    """Return the paper that counts of each kind: what was recorded goes before a number in the data."""
    held: dict[tuple[Holder, str], Paper] = {}
    for paper in sorted(papers, key=lambda paper: paper.recorded):
        held[paper.holder, paper.paper] = paper
    return held


def _is_exempt(group: LegalityGroup, rule: PaperRule, goods: Goods) -> bool:
    """What says that it is not halal needs no certificate (PP 42/2024)."""
    return rule.paper == HALAL and group.non_halal_exempt and bool(goods.non_halal)


def is_required(rule: PaperRule, goods: Goods, day: date) -> bool:
    """Tell whether a rule demands its paper of these goods on a day."""
    if rule.since is not None and rule.since > day:
        return False
    if rule.need is Need.CONDITIONAL:
        return rule.condition is Condition.ANIMAL_MATERIAL and bool(goods.animal_material)
    return rule.need is Need.REQUIRED


def look_at(  # noqa: PLR0917 -- called for thousands of products
    group: LegalityGroup, rule: PaperRule, kind: PaperKind, paper: Paper | None, goods: Goods, day: date
) -> Finding | None:
    """Return what one rule of a group says of one paper, None where it says nothing."""
    if _is_exempt(group, rule, goods):
        return None
    if rule.need is Need.NOT_ALLOWED:
        return None if paper is None else Finding(Fault.NOT_ALLOWED, kind.code, kind.name)
    fault = fault_of(paper, day)
    if fault is None:
        return None
    if fault in STOPPING and not is_required(rule, goods, day):
        if is_required(rule, goods, day + timedelta(EXPIRY_DAYS[0])):
            return Finding(Fault.COMING, kind.code, kind.name, rule.since)
        asks = rule.need is Need.CONDITIONAL and rule.condition is Condition.PERSON
        return Finding(Fault.ASK, kind.code, kind.name) if asks and paper is None else None
    since = rule.since if paper is None or paper.expires is None else paper.expires
    return Finding(fault, kind.code, kind.name, since)


def fault_of(paper: Paper | None, day: date) -> Fault | None:
    """Return what is wrong with a paper on a day, None for a good one; a paper counts on its last day."""
    if paper is None:
        return Fault.MISSING
    by_status = {LegalityStatus.REVOKED: Fault.REVOKED, LegalityStatus.IN_PROCESS: Fault.IN_PROCESS}
    if paper.status in by_status:
        return by_status[paper.status]
    if paper.expires is not None and paper.expires < day:
        return Fault.EXPIRED
    if paper.expires is not None and paper.expires <= day + timedelta(EXPIRY_DAYS[0]):
        return Fault.EXPIRING
    return Fault.COMMITMENT if paper.status is LegalityStatus.COMMITMENT else None


def given_papers(record: ProductRevised | ConsignorRevised) -> dict[str, str]:
    """Return the numbers of papers that the data of a product or a maker has, by the code of the paper's kind."""
    if isinstance(record, ConsignorRevised):
        return {NIB: record.nib} if record.nib.strip() else {}
    return {given_code(kind, number): number for kind, number in record.permits.items() if number.strip()}


_SPELLINGS = {"pirt": PIRT, "spppirt": PIRT, "sppirt": PIRT, "halal": HALAL, "nib": NIB, "bpomtr": TRADITIONAL}
_BPOM = {"N": COSMETIC, "T": TRADITIONAL, "H": TRADITIONAL, "F": TRADITIONAL, "S": TRADITIONAL}


def given_code(kind: str, number: str) -> str:
    """Return which kind of paper is meant by a word that people use for it; BPOM's differ by their numbers."""
    word = "".join(letter for letter in kind.casefold() if letter.isalnum())
    if word in {"bpom", "bpomri"}:
        return _BPOM.get(bare_number(number)[:1], FOOD)
    return _SPELLINGS.get(word, kind.strip())


_PREFIX = re.compile(r"^(?:(?:BPOMRI|BPOM|POM|DINKES|SPP-?IRT|P-?IRT|NO)[:-]*)+(?=[A-Z]*\d)")


def bare_number(number: str) -> str:
    """Return a number as it is compared: capitals, no blanks and dots, no name of the paper before it."""
    return _PREFIX.sub("", "".join(number.upper().replace(".", "").split()))
