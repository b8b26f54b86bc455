"""What buttons that draw themselves have in common: they know whether the mouse is over them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget


class DrawnButton(QAbstractButton):
    """A button whose paintEvent draws all of it; ``over`` tells whether the mouse is there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.over = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.over = False
        self.update()
        super().leaveEvent(event)
