"""The scorecard of one outlet: each figure with its definition, what it is worked out of, and the way to that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gallery_pos.language import tr
from gallery_pos.scorecard import RULES, Grade, Measure, Score
from ui.app.tokens import GRID
from ui.screens.laporan.columns import score_parts
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.status import Status, StatusLight
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from db.queries.scoring import ScoreRow

_LIGHTS = {
    Grade.GOOD: Status.OK,
    Grade.ATTENTION: Status.ATTENTION,
    Grade.DANGER: Status.TROUBLE,
    Grade.NONE: Status.OFF,
}
_WIDTH, _HEIGHT = 820, 680
_FIGURE_WIDTH = 120


class ScoreDialog(Dialog):
    """Six figures; the arrow beside each leads to the documents it is worked out of."""

    def __init__(self, parent: QWidget, row: ScoreRow, on_open: Callable[[str, Measure], object]) -> None:
        """``on_open`` is told the outlet and the figure whose documents are wanted."""
        super().__init__(
            tr("Rapor {name}").format(name=row.name), parent.window(), hint=tr("Pada masa laporan yang dipilih.")
        )
        self._outlet, self._on_open = row.outlet, on_open
        self.body.setAlignment(Qt.AlignmentFlag(0))
        column = ScrollColumn()
        for score in row.scores:
            column.body.addWidget(self._card(score))
        column.body.addStretch(1)
        self.body.addWidget(column, 1)
        self.add_cancel(tr("Tutup"))
        self.spread(_WIDTH, _HEIGHT)

    def _card(self, score: Score) -> Card:
        rule = RULES[score.measure]
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        light = StatusLight("", _LIGHTS[score.grade])
        figure = Label(score.words, "heading")
        figure.setMinimumWidth(_FIGURE_WIDTH)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr(rule.title), "strong"))
        words.addWidget(Label(tr(rule.definition), "soft", wrap=True))
        words.addWidget(Label(score_parts(score), "small", wrap=True))
        line.addWidget(light)
        line.addWidget(figure)
        line.addLayout(words, 1)
        line.addWidget(IconButton("arrow-right", tr("Buka rinciannya"), partial(self._open, score.measure)))
        card.body.addLayout(line)
        return card

    def _open(self, measure: Measure) -> None:
        self.accept()
        self._on_open(self._outlet, measure)


def show_scores(parent: QWidget, row: ScoreRow, on_open: Callable[[str, Measure], object]) -> None:
    """Open the scorecard of an outlet."""
    ScoreDialog(parent, row, on_open).open()
