"""A transfer while somebody puts it together; on disk from its first line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from gallery_pos.documents import new_id

if TYPE_CHECKING:
    from db.drafts import Drafts

KIND = "transfer"


class SendForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where goods go and how many of each product; ``source`` "" is this machine's outlet."""

    id: UUID = msgspec.field(default_factory=new_id)
    source: str = ""
    to: str = ""
    carried_by: str = ""
    note: str = ""
    pieces: dict[str, int] = {}

    @property
    def total(self) -> int:
        """All pieces."""
        return sum(self.pieces.values())


def changed(form: SendForm, **fields: object) -> SendForm:
    """Return the form with other fields."""
    return msgspec.structs.replace(form, **fields)


def with_pieces(form: SendForm, product: str, pieces: int | None) -> SendForm:
    """Return the form with so many pieces of a product; None takes it out."""
    rest = {code: count for code, count in form.pieces.items() if code != product or pieces is not None}
    return changed(form, pieces=rest if pieces is None else {**rest, product: pieces})


def keep(drafts: Drafts, form: SendForm) -> None:
    """Write the form to disk; an empty one leaves nothing there."""
    if form.pieces:
        drafts.save(Draft(id=form.id, kind=KIND, body=msgspec.json.encode(form), label=form.to))
    else:
        drafts.delete(form.id)


def restore(drafts: Drafts) -> SendForm | None:
    """Return the form that was left half filled in."""
    found = drafts.load_open(KIND)
    return msgspec.json.decode(found[-1].body, type=SendForm) if found else None
