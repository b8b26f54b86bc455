"""The help on F1: every key that works here, drawn from the declared actions."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.actions import ActionSpec
from ui.app.tokens import GRID
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.text import Label

_COLUMNS = 2


class HelpDialog(QDialog):
    """Sections of keys, each with what it does."""

    def __init__(self, sections: Iterable[tuple[str, Iterable[ActionSpec]]], parent: QWidget | None = None) -> None:
        """``sections`` are pairs of a translated heading and the specs under it; those without a key are left out."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Bantuan dan tombol"))
        self.setMinimumSize(720, 480)
        column = ScrollColumn()
        for heading, specs in sections:
            with_keys = [spec for spec in specs if spec.key_text()]
            if with_keys:
                column.body.addWidget(_section(heading, with_keys))
        column.body.addStretch(1)
        close = Button(tr("Tutup"), self.accept, kind="primary")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(Label(self.windowTitle(), "title"))
        layout.addWidget(column, 1)
        layout.addLayout(foot)


def _section(heading: str, specs: list[ActionSpec]) -> Card:
    card = Card(heading)
    grid = QGridLayout()
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
    card.body.addLayout(grid)
    return card
