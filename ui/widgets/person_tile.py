"""A person to be chosen with one touch: initials, name, what he does here."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.app.theme import colour, font
from ui.app.tokens import GRID, RADIUS
from ui.widgets.drawn_button import DrawnButton
from ui.widgets.text import plain_tip

_ROUND = 40
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PersonTile(DrawnButton):
    """One of several; put them into an exclusive QButtonGroup and the arrow keys go from one to the next."""

    def __init__(self, code: str, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code, self._name, self._role = code, name, role
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(f"{name}, {role}")
        self.setToolTip(plain_tip(f"{name}\n{role}"))

    def sizeHint(self) -> QSize:
        return QSize(216, _ROUND + 3 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        thick = 2 if chosen or self.hasFocus() else 1
        painter.setPen(QPen(colour("primary" if chosen or self.over or self.hasFocus() else "line"), thick))
        painter.setBrush(colour("primary_tint" if chosen else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        middle = (self.height() - _ROUND) // 2
        circle = QRect(middle, middle, _ROUND, _ROUND)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("primary" if chosen else "primary_tint"))
        painter.drawEllipse(circle)
        painter.setPen(colour("on_primary" if chosen else "on_primary_tint"))
        painter.setFont(font(15, QFont.Weight.Bold))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(self._name))
        left = circle.right() + GRID + 4
        room = QRect(left, middle, self.width() - left - GRID, _ROUND // 2)
        ink = "on_primary_tint" if chosen else "ink"
        self._write(painter, room, self._name, font(15, QFont.Weight.Medium), ink)
        soft = "on_primary_tint" if chosen else "ink_soft"
        self._write(painter, room.translated(0, _ROUND // 2), self._role, font(13), soft)

    @staticmethod
    def _write(painter: QPainter, room: QRect, text: str, letters: QFont, ink: str) -> None:
        painter.setFont(letters)
        painter.setPen(colour(ink))
        painter.drawText(room, _LEFT, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else "?"
