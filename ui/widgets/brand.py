"""What a person sees before anything else: the rice ear on its green, beside a dialog that begins something."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.app.icons import picture
from ui.app.theme import font
from ui.app.tokens import GRID, LIGHT
from ui.widgets.dialog import Dialog

PANEL_WIDTH = 272
_ICON = 136
_EDGE = 3 * GRID
_DOT = 26
_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class BrandPanel(QWidget):
    """The rice ear, a name, a line under it, and the steps that lead through the dialog, where it has any.

    It wears the light theme's green in the dark as well: it is the sign over the door, and signs do not change at night.
    """

    def __init__(self, name: str, line: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._line = name, line
        self._steps: Sequence[str] = ()
        self._current = 0
        self.setAccessibleName(f"{name}. {line}".strip())

    def show_steps(self, steps: Sequence[str], current: int) -> None:
        """Show where one is on the way."""
        self._steps, self._current = steps, current
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QLinearGradient(0, 0, 0, self.height())
        ground.setColorAt(0, LIGHT.primary)
        ground.setColorAt(0.45, LIGHT.primary)
        ground.setColorAt(1, LIGHT.primary_pressed)
        painter.fillRect(self.rect(), ground)
        picture("galeri").paint(painter, QRect(_EDGE - GRID, _EDGE, _ICON, _ICON))
        room = QRect(_EDGE, _EDGE + _ICON + GRID, self.width() - 2 * _EDGE, self.height())
        used = self._write(painter, room, self._name, 24, QFont.Weight.Bold)
        room.setTop(used.bottom() + GRID // 2)
        if self._line:
            used = self._write(painter, room, self._line, 14, QFont.Weight.Normal)
        self._draw_steps(painter, used.bottom() + 3 * GRID)

    def _write(self, painter: QPainter, room: QRect, text: str, size: int, weight: QFont.Weight) -> QRect:
        painter.setFont(font(size, weight))
        painter.setPen(LIGHT.on_primary)
        used = painter.boundingRect(room, int(_WORDS), text)
        painter.drawText(room, int(_WORDS), text)
        return used

    def _draw_steps(self, painter: QPainter, top: int) -> None:
        for at, step in enumerate(self._steps):
            here = at == self._current
            circle = QRectF(_EDGE, top + at * (_DOT + GRID + 4), _DOT, _DOT)
            painter.setPen(LIGHT.on_primary)
            painter.setBrush(QColor(LIGHT.on_primary) if here else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle)
            painter.setPen(LIGHT.primary if here else LIGHT.on_primary)
            painter.setFont(font(13, QFont.Weight.Bold))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, "✓" if at < self._current else str(at + 1))
            painter.setPen(LIGHT.on_primary)
            painter.setFont(font(15, QFont.Weight.Bold if here else QFont.Weight.Normal))
            words = circle.adjusted(_DOT + GRID + 4, 0, self.width() - 2 * _EDGE - 2 * _DOT, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, step)


class BrandedDialog(Dialog):
    """A dialog with the panel at its left."""

    def __init__(self, title: str, parent: QWidget | None, *, name: str, line: str = "", hint: str = "") -> None:
        super().__init__(title, parent, hint=hint)
        self.panel = BrandPanel(name, line, self)
        outer = self.layout()
        if outer is not None:
            edges = outer.contentsMargins()
            edges.setLeft(edges.left() + PANEL_WIDTH)
            outer.setContentsMargins(edges)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setGeometry(0, 0, PANEL_WIDTH, self.height())
