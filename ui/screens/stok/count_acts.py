"""What the steps of a count write: each with the draft that it came from, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr
from gallery_pos.services.count_posting import post_stocktake
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import session, submit_part, taken
from ui.screens.stok import part_form, review_form
from ui.screens.stok.part_form import PartForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from db.drafts import Drafts
    from gallery_pos.desk import Desk, Done
    from gallery_pos.documents import AsideLine
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from gallery_pos.services.counting import Found, Session
    from ui.app.tasks import Progress
    from ui.screens.stok.count_begin import Wanted
    from ui.screens.stok.review_form import ReviewForm
    from ui.workplace import Workplace


def begin(desk: Desk, wanted: Wanted, id: UUID, progress: Progress) -> tuple[Done[Posted], Session]:  # noqa: A002
    """Begin a count and return it as it is read back; touches no widget. Raises RuleBroken (``count.*``), Cancelled."""
    done = start_stocktake(
        desk,
        covers=wanted.covers,
        code=wanted.code,
        products=wanted.products,
        parts=wanted.parts,
        progress=progress,
        id=id,
    )
    return done, session(desk.book, done.value.document.id)


def form_for(place: Workplace, count: Session, part: str) -> tuple[PartForm, str]:
    """Return the form to count a part with, and who has counted it or is at it elsewhere, "" where nobody is.

    What was begun at this machine goes on; what somebody else has handed in is replaced only on purpose.
    """
    drafts, key = place.gallery.drafts, (count.started.id, part)
    for form in part_form.under_way(drafts):
        if (form.stocktake, form.part) == key:
            return form, ""
    paper = count.parts.get(part)
    made = PartForm(
        stocktake=count.started.id, part=part, who=place.user.code, replaces=paper.id if paper is not None else None
    )
    if paper is not None:
        return made, taken(place.gallery.book, paper, place.desk().timezone).what
    elsewhere = any((form.stocktake, form.part) == key for form in part_form.everywhere(drafts))
    return made, tr("{part} sedang dihitung di komputer lain.").format(part=part) if elsewhere else ""


def hand_in(place: Workplace, form: PartForm, found: Sequence[Found], aside: Sequence[AsideLine]) -> Done[Posted]:
    """Hand a part in; its draft goes with it. Raises RuleBroken (``count.*``)."""
    gallery = place.gallery
    with gallery.journal.transaction():
        done = submit_part(
            place.desk(),
            stocktake=form.stocktake,
            part=form.part,
            found=found,
            counted_by=form.who,
            aside=aside,
            replaces=form.replaces,
            id=form.id,
        )
        gallery.drafts.delete(form.id)
    return done


def post(place: Workplace, form: ReviewForm, approval: Approval | None) -> Done[Posted]:
    """Post a count; the draft of its review goes with it. Raises RuleBroken (``count.*``) and NeedsApproval."""
    gallery = place.gallery
    with gallery.journal.transaction():
        done = post_stocktake(
            place.desk(),
            stocktake=form.stocktake,
            borne=form.borne(),
            absent_gone=form.absent_gone,
            remarks=form.remarks(),
            note=form.note,
            approval=approval,
            id=form.id,
        )
        gallery.drafts.delete(form.id)
    return done


def forget(drafts: Drafts, stocktake: UUID) -> None:
    """Throw away what this machine kept of a count that was given up."""
    for form in part_form.under_way(drafts):
        if form.stocktake == stocktake:
            drafts.delete(form.id)
    drafts.delete(review_form.of(drafts, stocktake).id)
