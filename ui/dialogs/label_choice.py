"""Which label paper, from which label of a begun sheet; the last choice is remembered on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.dialogs.label_paper import LabelPaperDialog
from ui.papers.labels import label_profiles, next_start, profile_of
from ui.widgets.buttons import IconButton
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import titled

if TYPE_CHECKING:
    from receipts.label_profiles import LabelProfile
    from ui.app.settings import LabelSettings
    from ui.workplace import Workplace

_NARROWEST = 190


class LabelChoice(QWidget):
    """A drop-down of papers, the place to begin at, and a button to set a paper up.

    Signals:
        changed(): another paper, another place, or the paper is another one now.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.profile = QComboBox()
        self.profile.setMinimumWidth(_NARROWEST)
        self.start = QuantityEdit(None, most=1)
        self.start.setToolTip(tr("Untuk lembar yang sudah terpakai sebagian."))
        self._fill()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(titled(tr("Kertas label"), self.profile), 1)
        self._starting = titled(tr("Mulai dari label ke-"), self.start)
        row.addWidget(self._starting)
        row.addWidget(titled(" ", IconButton("gear", tr("Atur kertas label"), self._set_up)))
        self.profile.activated.connect(self._on_profile)
        self.start.value_changed.connect(self._on_start)
        self._limit()

    @property
    def settings(self) -> LabelSettings:
        """What is remembered of labels on this machine."""
        return self._place.settings.current.labels

    def paper(self) -> LabelProfile:
        """Return the paper that is chosen."""
        return profile_of(self.settings, str(self.profile.currentData()))

    def first(self) -> int:
        """Return the label of the first sheet to begin at."""
        return self.start.value() or 1

    def problem(self) -> str:
        """Return why the place to begin at cannot be taken, or ""."""
        return "" if self.start.value() is not None else self.start.problem() or tr("harus diisi")

    def remember(self) -> None:
        """Remember what is chosen for the next time."""
        settings = replace(self.settings, profile=self.paper().code, start=self.first())
        if settings != self.settings:
            with self._place.feedback.guard(self):
                self._place.settings.change(labels=settings)

    def refresh(self) -> None:
        """Show what is remembered."""
        self._fill()
        self._limit()

    def _fill(self) -> None:
        self.profile.clear()
        for code, paper in label_profiles(self.settings).items():
            self.profile.addItem(paper.name, code)
        self.profile.setCurrentIndex(max(self.profile.findData(profile_of(self.settings).code), 0))
        self.start.set_value(self.settings.start)

    def _limit(self) -> None:
        """A sheet has so many labels and no more; a roll has no sheet."""
        most = self.paper().per_sheet
        self.start.set_bounds(1, max(most, 1))
        if self.first() > most:
            self.start.set_value(1)
        self._starting.setVisible(most > 1)

    def _on_profile(self) -> None:
        self.start.set_value(1)
        self._limit()
        self.remember()
        self.changed.emit()

    def _on_start(self) -> None:
        if self.start.value() is not None:
            self.remember()
        self.changed.emit()

    def _set_up(self) -> None:
        dialog = LabelPaperDialog(self._place, self, self.paper())
        dialog.saved.connect(self._on_saved)
        dialog.open()

    def _on_saved(self) -> None:
        self.refresh()
        self.changed.emit()


def labels_printed(place: Workplace, paper: LabelProfile, count: int, *, start: int) -> None:
    """So many labels went to a printer: the next time begins behind them on the same sheet."""
    settings = place.settings.current.labels
    place.settings.change(labels=replace(settings, profile=paper.code, start=next_start(count, paper, start=start)))
