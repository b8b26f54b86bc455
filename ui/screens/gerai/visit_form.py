"""A visit while somebody counts; on disk from its first number."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from gallery_pos.documents import new_id
from gallery_pos.language import tr_noop
from gallery_pos.services.visits import Seen, Visit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from db.drafts import Drafts

KIND = "visit"
CHECKS = (
    tr_noop("Label harga terpasang"),
    tr_noop("Rak bersih dan rapi"),
    tr_noop("Kotak uang terkunci"),
    tr_noop("QRIS terbaca"),
)
"""What a visitor looks at, besides counting."""
LEFT, RETURNED, MISSING = "left", "returned", "missing"


class VisitForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was typed so far: per product what is left, goes back, is missing; money in rupiah, None where untyped."""

    id: UUID = msgspec.field(default_factory=new_id)
    outlet: str = ""
    day: str = ""
    visited_by: str = ""
    cash: int | None = None
    qris: int | None = None
    left: dict[str, int] = {}
    returned: dict[str, int] = {}
    missing: dict[str, int] = {}
    extra: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    note: str = ""
    pictures: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted, and no photo taken."""
        return not (self.left or self.returned or self.cash or self.qris or self.pictures)


def with_number(form: VisitForm, name: str, product: str, number: int | None) -> VisitForm:
    """Return the form with another number of a product; None takes it away."""
    before: Mapping[str, int] = getattr(form, name)
    rest = {code: each for code, each in before.items() if code != product}
    return msgspec.structs.replace(form, **{name: rest if number is None else {**rest, product: number}})


def visit_of(form: VisitForm, outlet: str, day: date) -> Visit:
    """Return what the form says. Whoever goes back without a number of what is left is taken to have left none."""
    counted = [*form.left, *(code for code in form.returned if code not in form.left)]
    return Visit(
        outlet=outlet,
        day=day,
        seen=tuple(Seen(code, form.left.get(code, 0), form.returned.get(code, 0)) for code in counted),
        cash=form.cash or 0,
        qris=form.qris or 0,
        missing=dict(form.missing) or None,
        visited_by=form.visited_by.strip(),
        checklist={check: check in form.checks for check in CHECKS} if form.checks else {},
        note=form.note.strip(),
        pictures=form.pictures,
    )


def keep(drafts: Drafts, form: VisitForm) -> None:
    """Write the form to disk; an empty one leaves nothing there."""
    if form.is_empty:
        drafts.delete(form.id)
    else:
        drafts.save(Draft(id=form.id, kind=KIND, body=msgspec.json.encode(form), label=form.outlet))


def restore(drafts: Drafts, outlet: str = "") -> VisitForm | None:
    """Return the form that was left half filled in, of this outlet or of any."""
    found = [msgspec.json.decode(draft.body, type=VisitForm) for draft in drafts.load_open(KIND)]
    return next((form for form in reversed(found) if outlet in {"", form.outlet}), None)
