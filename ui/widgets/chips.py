"""A row of counts to choose from: how many there are of each, one of them chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gallery_pos.formatting import format_count
from ui.widgets.buttons import Button


class Chips(QWidget):
    """Like segments, with a count behind each word.

    Signals:
        chosen(str): the key that a person chose.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """``choices`` are pairs of key and words; the first is chosen."""
        super().__init__(parent)
        self._words = dict(choices)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        places = {0: "first", len(choices) - 1: "last"}
        for at, (key, words) in enumerate(choices):
            button = Button(words, kind="segment")
            button.setCheckable(True)
            button.setProperty("place", places.get(at, "middle"))
            button.setObjectName(key)
            self._group.addButton(button)
            self.buttons[key] = button
            row.addWidget(button)
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.objectName()))
        self.choose(choices[0][0])
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are of each."""
        for key, button in self.buttons.items():
            button.setText(f"{self._words[key]}  {format_count(counts.get(key, 0))}")

    def choose(self, key: str) -> None:
        """Choose without telling anybody."""
        self.buttons[key].setChecked(True)

    def choice(self) -> str:
        """Return the key of what is chosen."""
        return next(key for key, button in self.buttons.items() if button.isChecked())
