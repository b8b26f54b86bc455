"""A curator's sheet while it is typed; on disk from its first number, gone once it is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from gallery_pos.documents import new_id

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from db.drafts import Drafts

KIND = "score_sheet"


class ScoreForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Points by product and code of criterion."""

    id: UUID = msgspec.field(default_factory=new_id)
    round: str
    curator: str
    points: dict[str, dict[str, int]] = {}

    def values(self) -> dict[tuple[Hashable, str], int]:
        """Return the points by the cells they stand in."""
        return {(product, code): value for product, given in self.points.items() for code, value in given.items()}


def under_way(drafts: Drafts, of_round: str) -> list[ScoreForm]:
    """Return the sheets of a round that were typed and not handed in at this machine, the one touched last at the end."""
    found = [msgspec.json.decode(draft.body, type=ScoreForm) for draft in drafts.load_open(KIND)]
    return [form for form in found if form.round == of_round]


def of(drafts: Drafts, of_round: str, curator: str) -> ScoreForm:
    """Return a curator's sheet as far as it is typed."""
    mine = (form for form in under_way(drafts, of_round) if form.curator == curator)
    return next(mine, ScoreForm(round=of_round, curator=curator))


def keep(drafts: Drafts, of_round: str, curator: str, values: Mapping[tuple[Hashable, str], int]) -> None:
    """Write a sheet to disk as it is now; an empty one leaves nothing there."""
    before = of(drafts, of_round, curator)
    points: dict[str, dict[str, int]] = {}
    for (product, code), value in values.items():
        points.setdefault(str(product), {})[code] = value
    if not points:
        drafts.delete(before.id)
    elif points != before.points:
        form = msgspec.structs.replace(before, points=points)
        drafts.save(Draft(id=form.id, kind=KIND, body=msgspec.json.encode(form), label=f"{of_round}/{curator}"))


def forget(drafts: Drafts, of_round: str) -> None:
    """Throw away what was typed for a round that is closed."""
    for form in under_way(drafts, of_round):
        drafts.delete(form.id)
