"""What stands where there is nothing yet: a drawing, what this place is for, and what to do first."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.app.icons import picture
from ui.app.theme import tokens
from ui.app.tokens import GRID
from ui.widgets.buttons import Button
from ui.widgets.text import Label

_DRAWING = QSize(180, 138)
_LOW = 340


class Drawing(QWidget):
    """The rice basket, in the version for the theme in force."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(_DRAWING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        picture(f"empty-{tokens().name}").paint(QPainter(self), QRect(0, 0, self.width(), self.height()))


class EmptyState(QWidget):
    """Title, hint and, where there is something to do, a button. The drawing gives way where there is no room."""

    def __init__(self, title: str, hint: str = "", button: Button | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignCenter
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addStretch(1)
        self._drawing = Drawing()
        self._drawing.hide()  # until it is known to fit: a page behind others must not ask for its room
        layout.addWidget(self._drawing, 0, centre)
        self._title = Label(title, "heading", align=centre, wrap=True)
        self._hint = Label(hint, "soft", align=centre, wrap=True)
        layout.addWidget(self._title)
        layout.addWidget(self._hint)
        if button is not None:
            layout.addSpacing(GRID)
            layout.addWidget(button, 0, centre)
        layout.addStretch(1)

    def say(self, title: str, hint: str = "") -> None:
        """Say something else: that a search found nothing, say."""
        self._title.setText(title)
        self._hint.setText(hint)

    def resizeEvent(self, event: object) -> None:
        self._drawing.setVisible(self.height() >= _LOW)
        super().resizeEvent(event)  # type: ignore[arg-type]
