"""What the law asks of goods and makers before they are sold: papers, the rule table, and who let what pass."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from gallery_pos.documents.base import Document, register


class Holder(StrEnum):
    """Whose paper it is."""

    CONSIGNOR = "consignor"
    PRODUCT = "product"


class LegalityStatus(StrEnum):
    """How a paper stands with whoever issues it; being past its date is not a status but a fact of the calendar."""

    VALID = "valid"
    COMMITMENT = "commitment"
    """Issued (SPP-IRT through OSS), training and audit still to come."""
    IN_PROCESS = "in_process"
    REVOKED = "revoked"


class Scan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A picture or PDF of a paper; ``file`` is the SHA-256 of what is kept in the data folder."""

    file: str
    name: str


@register
class LegalityRecorded(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A paper of a consignor or a product (``subject`` is the code) as it is known now; ``paper`` is its kind's code."""

    holder: Holder
    subject: str
    paper: str
    number: str = ""
    issued: date | None = None
    expires: date | None = None
    status: LegalityStatus = LegalityStatus.VALID
    scans: tuple[Scan, ...] = ()
    note: str = ""


class Need(StrEnum):
    """Whether goods of a group have to have a paper."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"
    NOT_ALLOWED = "not_allowed"


class Condition(StrEnum):
    """When a conditional paper is required; where the program cannot know, a person looks."""

    PERSON = "person"
    ANIMAL_MATERIAL = "animal_material"


class PaperKind(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A kind of paper; ``pattern`` is a regular expression for its number without blanks and dots, to warn by."""

    code: str
    name: str
    holder: Holder
    pattern: str = ""
    example: str = ""
    valid_years: int | None = None


class PaperRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a group needs of one kind of paper, from ``since`` on (before it: optional)."""

    paper: str
    need: Need
    since: date | None = None
    condition: Condition = Condition.PERSON


class LegalityGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of the rule table; ``words`` are what a category's name has in it to belong here."""

    code: str
    name: str
    words: tuple[str, ...] = ()
    rules: tuple[PaperRule, ...] = ()
    non_halal_exempt: bool = False


@register
class GateRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The gallery's rule table. From ``since`` on goods without their papers are stopped; None only warns."""

    since: date | None = None
    papers: tuple[PaperKind, ...] = ()
    groups: tuple[LegalityGroup, ...] = ()


@register
class GateOverridden(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A superior lets one product pass without some papers until a day (included), with his reason."""

    product: str
    missing: tuple[str, ...]
    reason: str
    until: date
    approved_by: str
