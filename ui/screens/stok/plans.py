"""Markdown plans: what makes goods cheaper, for what, and who bears it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gallery_pos.documents import MarkdownPlanRevised
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from gallery_pos.services.markdowns import preview
from ui.app.list_page import ActiveFilter, ListPage
from ui.app.names import BORNE
from ui.app.plan_words import covers_words, period_words, steps_words
from ui.app.tables import Column, Kind
from ui.dialogs.telling.base import Names
from ui.screens.stok.plan_dialog import PlanDialog
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in words, and how many pieces it makes cheaper today."""

    plan: MarkdownPlanRevised
    steps: str
    covers: str
    pieces: int


COLUMNS: tuple[Column[PlanRow], ...] = (
    Column(
        tr_noop("Rencana"), lambda row: row.plan.name, width=240, tip=lambda row: f"{row.plan.name}\n{row.plan.code}"
    ),
    Column(tr_noop("Potongan"), lambda row: row.steps, stretch=True, tip=lambda row: row.steps),
    Column(tr_noop("Untuk"), lambda row: row.covers, width=180, tip=lambda row: row.covers),
    Column(tr_noop("Penanggung"), lambda row: tr(BORNE[row.plan.bearer]), Kind.BADGE, width=164),
    Column(tr_noop("Kena hari ini"), lambda row: row.pieces, Kind.NUMBER, width=110),
)


class PlansPage(ListPage[PlanRow]):
    """The plans of all outlets; a row that is opened can be changed by whoever makes agreements."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        hint = tr("Contoh: 14 hari sebelum kedaluwarsa 10 %, 3 hari sebelumnya 30 %.")
        button = Button(tr("Rencana baru…"), self.make, kind="primary") if place.may(Act.EDIT_AGREEMENT) else None
        super().__init__(
            place,
            COLUMNS,
            lambda row: row.plan.code,
            EmptyState(tr("Belum ada rencana potongan"), hint, button),
            name=tr("rencana-potongan"),
            search=tr("Cari rencana"),
            parent=parent,
        )
        self.active = ActiveFilter()
        self.add_filters(self.active)

    def read_rows(self) -> list[PlanRow]:
        desk, names = self.place.desk(), Names(self.place.gallery)
        return [
            PlanRow(
                plan,
                steps_words(plan),
                _covers(plan, names),
                sum(one.lot.on_hand for one in preview(desk, plan)),
            )
            for plan in desk.book.latest_of_all(MarkdownPlanRevised)
        ]

    def keeper(self) -> Callable[[PlanRow], bool]:
        wanted = self.active.wants()
        return lambda row: row.plan.active in wanted

    def make(self) -> None:
        """Ask for a new plan."""
        self._ask(None)

    def change(self, row: PlanRow) -> None:
        """Ask what is to be another way in a plan."""
        self._ask(row.plan)

    def _ask(self, plan: MarkdownPlanRevised | None) -> None:
        dialog = PlanDialog(self.place, self, plan)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _on_kept(self, plan: MarkdownPlanRevised) -> None:
        self.place.feedback.toast(tr("{name} tersimpan").format(name=plan.name))
        self.refresh()


def _covers(plan: MarkdownPlanRevised, names: Names) -> str:
    parts = (covers_words(plan, names.consignor, names.outlet, names.product), period_words(plan))
    return " · ".join(part for part in parts if part)
