"""What is done with a curation round: a sheet handed in or the scoring closed, each with its drafts; its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr
from gallery_pos.services.curation import revise_round, score_sheet
from ui.dialogs.pdf import show_pdf
from ui.papers.entry import round_minutes, score_sheets
from ui.screens.pembinaan import score_form as forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from db.queries.curation import RoundSheet
    from gallery_pos.desk import Done
    from gallery_pos.documents import CurationRoundRevised, CurationScored
    from ui.screens.pembinaan.score_form import ScoreForm
    from ui.workplace import Workplace


def hand_in(place: Workplace, form: ScoreForm, points: Mapping[str, Mapping[str, int]]) -> Done[list[CurationScored]]:
    """Hand a curator's sheet in; its draft goes with it. Raises RuleBroken (``round.*``, ``score.*``)."""
    gallery = place.gallery
    with gallery.journal.transaction():
        done = score_sheet(place.desk(), round_code=form.round, curator=form.curator, points=points)
        gallery.drafts.delete(form.id)
    return done


def close(place: Workplace, code: str) -> Done[CurationRoundRevised]:
    """Close the scoring; what was typed and not handed in goes with it. Raises RuleBroken (``round.*``)."""
    gallery = place.gallery
    with gallery.journal.transaction():
        done = revise_round(place.desk(), code=code, closed=True)
        forms.forget(gallery.drafts, code)
    return done


def print_sheets(place: Workplace, parent: QWidget, sheet: RoundSheet) -> None:
    """Show an empty sheet for each curator."""
    name = tr("lembar-nilai-{code}").format(code=sheet.round.code)
    show_pdf(place, parent, lambda: score_sheets(place.gallery, sheet), title=tr("Lembar nilai"), name=name)


def print_minutes(place: Workplace, parent: QWidget, sheet: RoundSheet) -> None:
    """Show the minutes of a round."""
    name, user = tr("berita-acara-kurasi-{code}").format(code=sheet.round.code), place.user.code
    show_pdf(
        place, parent, lambda: round_minutes(place.gallery, sheet, user), title=tr("Berita acara kurasi"), name=name
    )
