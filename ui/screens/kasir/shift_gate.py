"""Sif belum dibuka: said in place, with the one field that is needed to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.shifts import open_shift
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.widgets.banner import IconLabel
from ui.widgets.buttons import Button
from ui.widgets.edits import RupiahEdit
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_ROOMY = 460
"""Pixels of width from which words and question stand side by side."""


class ShiftGate(QFrame):
    """Hidden while a shift is open. Goods can be scanned all the same; only the payment waits.

    Signals:
        opened(): a shift was opened here.
    """

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Workplace | None = None
        self.setProperty("surface", "banner")
        self.field = RupiahEdit()
        self.field.setFixedWidth(150)
        self.field.setAccessibleName(tr("Modal awal"))
        self.button = Button(tr("Buka sif"), self._open, kind="secondary")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Sif belum dibuka"), "strong"))
        self._more = Label("", wrap=True)
        words.addWidget(self._more)
        told = QHBoxLayout()
        told.setSpacing(GRID + 4)
        told.addWidget(IconLabel("warning", "on_attention_tint"), 0, Qt.AlignmentFlag.AlignVCenter)
        told.addLayout(words, 1)
        asked = QHBoxLayout()
        asked.setSpacing(GRID)
        asked.addWidget(self.field)
        asked.addWidget(self.button)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self._parts.setSpacing(GRID)
        self._parts.addLayout(told, 1)
        self._parts.addLayout(asked)
        set_look(self, tone="attention")
        self.ask()
        self.hide()

    def ask(self, *, urgent: bool = False) -> None:
        """Say why it is needed; ``urgent`` where somebody wants to pay."""
        hint = tr("Isi uang modal di laci untuk mulai menerima pembayaran.")
        self._more.setText(tr("Keranjang aman. ") + hint if urgent else hint)
        if urgent:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the question below the words where there is no room beside them."""
        beside = event.size().width() >= _ROOMY
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(direction)
        super().resizeEvent(event)

    def serve(self, place: Workplace) -> None:
        """Look after the drawer of this place from now on."""
        self._place = place

    def look(self, *, urgent: bool = False) -> bool:
        """Show or hide itself as the drawer is; True where it is open."""
        if self._place is None:
            return False
        desk = self._place.desk()
        is_open = desk.book.open_shift(desk.outlet, desk.origin) is not None
        self.setVisible(not is_open)
        if not is_open:
            self.ask(urgent=urgent)
        return is_open

    def _open(self) -> None:
        """An empty field is no answer: a float of nothing is written as 0."""
        missing = tr("Isi modal awal; tulis 0 bila tanpa modal.")
        problem = self.field.problem() or ("" if self.field.text().strip() else missing)
        if problem or self._place is None:
            self._more.setText(problem)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        opening_float = self.field.value() or 0
        with self._place.feedback.guard(self):
            done = open_shift(self._place.desk(), opening_float=opening_float)
            self._place.announce(done)
            words = tr("Sif {number} dibuka dengan modal {amount}.")
            self._place.feedback.toast(words.format(number=done.value.number, amount=format_rupiah(opening_float)))
            self.look()
            self.opened.emit()
