"""A part of a count while somebody counts it: what he found, put aside and took back; on disk from the first scan."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft
from gallery_pos.documents import AsideLine, new_id
from gallery_pos.services.counting import Found

if TYPE_CHECKING:
    from db.drafts import Drafts

KIND = "count_part"
_MOST_UNDONE = 100


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """Pieces of one product, and the newest documents of the books when they were begun and when they were done."""

    pieces: int
    first: UUID | None = None
    last: UUID | None = None
    note: str = ""
    pictures: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a product (or, put ``aside``, a code) was before the last change of it."""

    code: str
    before: Entry | None = None
    aside: bool = False


class PartForm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One person's count of one part. ``replaces`` is the paper of somebody else that it takes the place of."""

    id: UUID = msgspec.field(default_factory=new_id)
    stocktake: UUID
    part: str
    who: str = ""
    found: dict[str, Entry] = {}
    aside: dict[str, int] = {}
    steps: tuple[Step, ...] = ()
    current: str = ""
    replaces: UUID | None = None

    @property
    def pieces(self) -> int:
        """All pieces that were counted."""
        return sum(entry.pieces for entry in self.found.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted or put aside."""
        return not self.found and not self.aside


def with_piece(form: PartForm, product: str, mark: UUID | None) -> PartForm:
    """Return the form with one more piece of a product."""
    before = form.found.get(product)
    first = before.first if before else mark
    entry = msgspec.structs.replace(
        before or Entry(0), pieces=(before.pieces if before else 0) + 1, first=first, last=mark
    )
    return _changed(form, product, entry, mark)


def with_pieces(form: PartForm, product: str, pieces: int | None, mark: UUID | None, note: str = "") -> PartForm:
    """Return the form with so many pieces of a product, counted just now; None takes the product out again."""
    before = form.found.get(product)
    pictures = before.pictures if before else ()
    entry = None if pieces is None else Entry(pieces, mark, mark, note.strip(), pictures)
    return _changed(form, product, entry, mark)


def with_remark(form: PartForm, product: str, note: str, pictures: tuple[str, ...]) -> PartForm:
    """Return the form with something said about a product that is counted; its pieces stay as they are."""
    entry = msgspec.structs.replace(form.found[product], note=note.strip(), pictures=pictures)
    step = Step(product, form.found[product])
    return msgspec.structs.replace(form, found=_set(form.found, product, entry), steps=_with(form, step))


def with_aside(form: PartForm, code: str) -> PartForm:
    """Return the form with one more piece put aside: nobody knows its code, or it is not of this count."""
    before = form.aside.get(code)
    step = Step(code, Entry(before) if before else None, aside=True)
    return msgspec.structs.replace(form, aside={**form.aside, code: (before or 0) + 1}, steps=_with(form, step))


def undone(form: PartForm) -> tuple[PartForm, str]:
    """Return the form as it was before the last change, and the product or code that it was about ("": there is none)."""
    if not form.steps:
        return form, ""
    step, rest = form.steps[-1], form.steps[:-1]
    if step.aside:
        aside = {code: pieces for code, pieces in form.aside.items() if code != step.code}
        if step.before is not None:
            aside[step.code] = step.before.pieces
        return msgspec.structs.replace(form, aside=aside, steps=rest), step.code
    return msgspec.structs.replace(form, found=_set(form.found, step.code, step.before), steps=rest), step.code


def found_of(form: PartForm) -> list[Found]:
    """Return what is handed in."""
    return [
        Found(product, entry.pieces, entry.first, entry.last, entry.note, entry.pictures)
        for product, entry in sorted(form.found.items())
    ]


def aside_of(form: PartForm, names: dict[str, str]) -> list[AsideLine]:
    """Return what was put aside; ``names`` are those of codes that are known, but of another count."""
    return [
        AsideLine(code=code, pieces=pieces, name=names.get(code, "")) for code, pieces in sorted(form.aside.items())
    ]


def _changed(form: PartForm, product: str, entry: Entry | None, mark: UUID | None) -> PartForm:
    """Return the form with another count of a product; whoever goes on to it is done with the one before."""
    found = dict(form.found)
    if form.current and form.current != product and (left := found.get(form.current)) is not None:
        found[form.current] = msgspec.structs.replace(left, last=mark)
    step = Step(product, form.found.get(product))
    return msgspec.structs.replace(
        form,
        found=_set(found, product, entry),
        steps=_with(form, step),
        current=product if entry is not None else "",
    )


def _set(found: dict[str, Entry], product: str, entry: Entry | None) -> dict[str, Entry]:
    rest = {code: each for code, each in found.items() if code != product}
    return rest if entry is None else {**rest, product: entry}


def _with(form: PartForm, step: Step) -> tuple[Step, ...]:
    return (*form.steps[-_MOST_UNDONE + 1 :], step)


def keep(drafts: Drafts, form: PartForm) -> None:
    """Write the count to disk as it is now."""
    drafts.save(Draft(id=form.id, kind=KIND, body=msgspec.json.encode(form), label=f"{form.stocktake.hex}/{form.part}"))


def under_way(drafts: Drafts) -> list[PartForm]:
    """Return the parts that are being counted at this machine, the one touched last at the end."""
    return [msgspec.json.decode(draft.body, type=PartForm) for draft in drafts.load_open(KIND)]


def everywhere(drafts: Drafts) -> list[PartForm]:
    """Return the parts that are being counted at any machine of these books."""
    return [msgspec.json.decode(draft.body, type=PartForm) for draft in drafts.everywhere(KIND)]
