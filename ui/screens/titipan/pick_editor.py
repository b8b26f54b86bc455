"""How many pieces of a lot go back, why, and a note about it: the fields under the pull list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from gallery_pos.documents import ReturnReason
from gallery_pos.language import tr
from ui.app.names import RETURN_REASONS, choices
from ui.app.tokens import GRID
from ui.pulling import Pick, PullRow
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import titled


class PickEditor(QWidget):
    """Shows one row of the pull list.

    Signals:
        edited(): somebody wrote something.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quantity = QuantityEdit(None)
        self.reason = QComboBox()
        for value, words in choices(RETURN_REASONS):
            self.reason.addItem(words, value)
        self.note = QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        for title, field, share in (
            (tr("Jumlah diretur"), self.quantity, 1),
            (tr("Alasan"), self.reason, 2),
            (tr("Catatan"), self.note, 4),
        ):
            row.addWidget(titled(title, field), share)
        self.quantity.textEdited.connect(self.edited)
        self.reason.activated.connect(self.edited)
        self.note.textEdited.connect(self.edited)

    def show_row(self, row: PullRow | None) -> None:
        """Show what is ticked of a row, or what would be."""
        self.setVisible(row is not None)
        shown = (row.pick or row.suggested) if row else None
        self.quantity.set_value(shown.quantity if shown else None)
        self.reason.setCurrentIndex(self.reason.findData((shown.reason if shown else ReturnReason.REQUESTED).value))
        self.note.setText(shown.note if shown else "")

    def pick(self, row: PullRow) -> Pick | None:
        """Return what is written of a row, None while there are no pieces."""
        quantity = self.quantity.value() or 0
        reason = ReturnReason(str(self.reason.currentData()))
        return replace(row.suggested, quantity=quantity, reason=reason, note=self.note.text()) if quantity else None
