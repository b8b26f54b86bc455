"""Counting the drawer: so many of each note and coin. Blind: nobody is told here what should be in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.widgets.edits import QuantityEdit
from ui.widgets.text import RIGHT, Label

DENOMINATIONS = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
"""Notes and coins in circulation, in rupiah."""

_COLUMNS = 2


class DenominationCounter(QWidget):
    """A field per note and coin; Enter and the arrows go from one to the next.

    Signals:
        changed(int): the sum counted so far, in rupiah.
        finished(): Enter on the last field.
    """

    changed = Signal(int)
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[int, QuantityEdit] = {}
        self._sums: dict[int, Label] = {}
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(4 * GRID)
        half = len(DENOMINATIONS) // _COLUMNS
        for first in range(0, len(DENOMINATIONS), half):
            columns.addLayout(self._column(DENOMINATIONS[first : first + half]), 1)

    def _column(self, denominations: tuple[int, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(3, 1)
        for row, denomination in enumerate(denominations):
            field = QuantityEdit(None, least=0, most=99_999)
            field.setPlaceholderText("0")
            field.setFixedWidth(88)
            field.setAccessibleName(tr("Jumlah lembar {note}").format(note=format_rupiah(denomination)))
            field.installEventFilter(self)
            field.value_changed.connect(self._recount)
            worth = Label(format_count(0), align=RIGHT)
            worth.setMinimumWidth(96)
            name = Label(format_count(denomination), "strong", align=RIGHT)
            name.setMinimumWidth(64)
            for column, widget in enumerate((name, Label("×", "soft"), field, worth)):
                grid.addWidget(widget, row, column)
            self._fields[denomination] = field
            self._sums[denomination] = worth
        return grid

    def counts(self) -> dict[int, int]:
        """Return how many of each denomination were counted; those with none are left out."""
        return {denomination: count for denomination, field in self._fields.items() if (count := field.value() or 0)}

    def total(self) -> int:
        """Return the sum counted, in rupiah."""
        return sum(denomination * count for denomination, count in self.counts().items())

    def is_clear(self) -> bool:
        """Tell whether every field can be read."""
        return not any(field.problem() for field in self._fields.values())

    def clear(self) -> None:
        """Begin again."""
        for field in self._fields.values():
            field.set_value(None)
        self._recount()

    def start(self) -> None:
        """Put the focus on the first field."""
        next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _recount(self) -> None:
        for denomination, field in self._fields.items():
            self._sums[denomination].setText(format_count(denomination * (field.value() or 0)))
        self.changed.emit(self.total())

    def _go(self, field: QuantityEdit, by: int) -> None:
        fields = list(self._fields.values())
        index = fields.index(field) + by
        if index == len(fields):
            field.tidy()
            self.finished.emit()
        elif index >= 0:
            fields[index].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, QuantityEdit):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
                self._go(watched, 1)
                return True
            if key == Qt.Key.Key_Up:
                self._go(watched, -1)
                return True
        return super().eventFilter(watched, event)
