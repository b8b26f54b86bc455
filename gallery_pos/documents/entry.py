"""How goods come on the shelf, fairly: applications in the order of their dates, curation, and turns."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from gallery_pos.documents.base import Document, register


class EntryState(StrEnum):
    """Where a product is on its way to the shelf."""

    APPLIED = "applied"
    CHECKING = "checking"
    REFERRED = "referred"
    CURATION = "curation"
    READY = "ready"
    DISPLAYED = "displayed"
    WITHDRAWN = "withdrawn"


@register
class EntryDecided(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A product took a step on its way, or left it; the first one, APPLIED, gives its place in the queue.

    ``missing`` are the papers that a referral to the legality desk asks for; ``applied_on`` the day of the application
    where it is not the business date.
    """

    product: str
    state: EntryState
    reason: str = ""
    missing: tuple[str, ...] = ()
    applied_on: date | None = None


class Criterion(msgspec.Struct, frozen=True, kw_only=True):
    """What curators give points for; weights of a round need not sum to anything."""

    code: str
    name: str
    weight: int


@register
class CurationRoundRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A curation round: ``panel`` are the curators, ``products`` the candidates, ``pass_score`` of 100."""

    code: str
    name: str
    on: date
    venue: str = ""
    panel: tuple[str, ...] = ()
    quota: int = 0
    criteria: tuple[Criterion, ...] = ()
    pass_score: int = 70
    products: tuple[str, ...] = ()
    closed: bool = False


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Points, 0 to 100, for one criterion."""

    criterion: str
    points: int


@register
class CurationScored(Document, frozen=True, kw_only=True, omit_defaults=True):
    """What one curator gave one candidate of a round; a later one of his takes its place."""

    round: str
    product: str
    curator: str
    scores: tuple[Score, ...]
    note: str = ""


class Verdict(StrEnum):
    """What a round says of a candidate."""

    PASS = "pass"  # noqa: S105 -- a verdict, no password
    REVISE = "revise"
    FAIL = "fail"


@register
class CurationDecided(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The verdict on one candidate; ``score`` is the weighted mean of all curators in hundredths of a point."""

    round: str
    product: str
    verdict: Verdict
    score: int
    reason: str = ""


@register
class TurnPlanned(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A consignor's turn on a shelf of this outlet, from a day until a day (included); ``code`` is the turn."""

    code: str
    shelf: str
    consignor: str
    since: date
    until: date
    products: tuple[str, ...] = ()
    note: str = ""
    cancelled: bool = False
