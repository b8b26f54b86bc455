"""Things below each other, each with its name and a few fields at the right: what is typed for several at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.app.tokens import GRID
from ui.widgets.card import ScrollColumn
from ui.widgets.text import RIGHT, ElidedLabel, Label

_MOST_HIGH = 420
_LEAST_HIGH = 120


class FieldGrid(ScrollColumn):
    """As high as its rows while there is room, then it scrolls; the field with the focus is always in sight."""

    def __init__(self, titles: Sequence[str], *, right: frozenset[int] = frozenset()) -> None:
        """``titles`` are those of the names and of each field; those at the places in ``right`` stand right."""
        super().__init__()
        self._titles = tuple(titles)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, GRID, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 1)
        self._inner = self.widget() or self
        self.body.setSpacing(0)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        for at, title in enumerate(titles):
            self._grid.addWidget(
                Label(title, "small", align=RIGHT if at in right else Qt.AlignmentFlag.AlignLeft), 0, at
            )

    def add(self, name: str, detail: str, *fields: QWidget) -> None:
        """Add a row; ``detail`` stands small under ``name``, which is what a screen reader says of the fields."""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name))
        words.addWidget(ElidedLabel(detail, "small"))
        row = self._grid.rowCount()
        self._grid.addLayout(words, row, 0)
        for at, field in enumerate(fields, 1):
            field.setAccessibleName(f"{self._titles[at]}: {name}")
            self._grid.addWidget(field, row, at, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        inner = self._inner.sizeHint()
        return QSize(inner.width() + 2 * GRID, min(inner.height(), _MOST_HIGH))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(hint.width(), min(hint.height(), _LEAST_HIGH))
