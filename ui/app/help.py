"""The help on F1: every key that works here, drawn from the declared actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gallery_pos.language import tr
from ui.app.actions import ActionSpec
from ui.app.tokens import GRID
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.text import Label

_COLUMNS = 2


class HelpDialog(Dialog):
    """Sections of keys, each with what it does."""

    def __init__(self, sections: Iterable[tuple[str, Iterable[ActionSpec]]], parent: QWidget | None = None) -> None:
        """``sections`` are pairs of a translated heading and the specs under it; those without a key are left out."""
        super().__init__(tr("Bantuan dan tombol"), parent, enter_closes=True)
        self.setObjectName("help")
        self.setMinimumSize(720, 480)
        column = ScrollColumn()
        self.body.addWidget(column, 1)
        for heading, specs in sections:
            with_keys = [spec for spec in specs if spec.key_text()]
            if with_keys:
                column.body.addWidget(_section(heading, with_keys))
        column.body.addStretch(1)
        self.add_button(tr("Tutup"), self.accept, kind="primary")


def _section(heading: str, specs: list[ActionSpec]) -> Card:
    card = Card(heading)
    grid = QGridLayout()
    card.body.addLayout(grid)
    grid.setHorizontalSpacing(GRID + 4)
    grid.setVerticalSpacing(GRID)
    rows = -(-len(specs) // _COLUMNS)
    for index, spec in enumerate(specs):
        row, column = index % rows, 2 * (index // rows)
        key = Label(spec.key_text(), "key", align=Qt.AlignmentFlag.AlignCenter)
        key.setMinimumWidth(48)
        grid.addWidget(key, row, column)
        words = Label(tr(spec.tip or spec.text), wrap=True)
        grid.addWidget(words, row, column + 1)
        grid.setColumnStretch(column + 1, 1)
    return card
