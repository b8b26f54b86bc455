"""The strip of keys at the bottom: every action of the page in front, with its key above its word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QFont, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from ui.app.theme import colour, font
from ui.app.tokens import CONTROL_HEIGHT, RADIUS

HELP_KEY = "F1"
"""The window's own key, shown here for the action that has none."""


class KeyButton(QAbstractButton):
    """One key, with the short text of its action (its ``iconText``): large enough for a finger, narrow enough for twelve in a row."""

    def __init__(self, action: QAction, key: str, parent: QWidget) -> None:
        """``key`` is what stands above the word."""
        super().__init__(parent)
        self._action = action
        self._key = key
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        self.setText(action.iconText())
        self.setToolTip(action.toolTip())
        self.setAccessibleName(action.toolTip())
        self.setEnabled(action.isEnabled())
        self.setVisible(action.isVisible())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(84, CONTROL_HEIGHT + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(52, CONTROL_HEIGHT + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(QPen(colour("primary" if self.underMouse() and self.isEnabled() else "line"), 1))
        painter.setBrush(colour("primary_tint" if self.isDown() else "card"))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        half = QRect(box.left() + 2, box.top() + 5, box.width() - 4, 17)
        centre = Qt.AlignmentFlag.AlignCenter
        painter.setFont(font(12, QFont.Weight.Bold))
        painter.setPen(colour("primary_text" if self.isEnabled() else "ink_off"))
        painter.drawText(half, centre, self._key)
        painter.setFont(font(13))
        painter.setPen(colour("ink" if self.isEnabled() else "ink_off"))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, half.width())
        painter.drawText(half.translated(0, 19), centre, words)


class KeyStrip(QStackedWidget):
    """A row of keys for each page of the counter; the one in front is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows: dict[str, QWidget] = {}

    def add_page(self, name: str, actions: Sequence[QAction]) -> None:
        """Add a row of keys under a name."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for action in actions:
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            layout.addWidget(KeyButton(action, key or HELP_KEY, row))
        self._rows[name] = row
        self.addWidget(row)

    def show_page(self, name: str) -> None:
        """Show that row."""
        self.setCurrentWidget(self._rows[name])
