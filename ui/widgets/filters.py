"""A drop-down that filters a list: everything first, then what there is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget


class FilterBox(QComboBox):
    """Chooses one of the values that the rows have, or all of them.

    Signals:
        chosen(): another one.
    """

    chosen = Signal()

    def __init__(self, everything: str, name: str, parent: QWidget | None = None) -> None:
        """``everything`` is the first choice; ``name`` tells a screen reader what is chosen here."""
        super().__init__(parent)
        self.addItem(everything, None)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumWidth(120)
        self.setMaximumWidth(240)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.activated.connect(lambda _at: self.chosen.emit())

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer pairs of value and words; what was chosen stays, unless it is gone."""
        before = self.value()
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(1)
        for value, words in choices:
            self.addItem(words, value)
        self.setCurrentIndex(max(self.findData(before), 0) if before is not None else 0)
        self.blockSignals(False)

    def value(self) -> str | None:
        """Return what is chosen, None for everything."""
        found = self.currentData()
        return None if found is None else str(found)

    def choose(self, value: str | None) -> None:
        """Choose without telling anybody."""
        self.setCurrentIndex(max(self.findData(value), 0) if value is not None else 0)
