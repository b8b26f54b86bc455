"""A place to sign on the screen, with a finger, a pen or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

_INK = QColor("#1F2933")
_PEN = 2.4
_MARGIN = 8
_SCALE = 2


class SignaturePad(QWidget):
    """Keeps the strokes as paths, so that a signature is as sharp on paper as it was on screen.

    Signals:
        changed(): a stroke was made, or all were wiped.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[QPainterPath] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.CrossCursor)

    def sizeHint(self) -> QSize:
        return QSize(360, 150)

    def is_empty(self) -> bool:
        """Tell whether nobody has signed; a slip of the finger is no signature."""
        return sum(path.length() for path in self._strokes) < self.height() / 2

    def clear(self) -> None:
        """Wipe everything."""
        self._strokes.clear()
        self.update()
        self.changed.emit()

    def picture(self) -> QImage:
        """Return the strokes and a little air around them, on nothing, twice as large as on screen."""
        bounds = self._strokes[0].boundingRect() if self._strokes else self.rect().toRectF()
        for path in self._strokes:
            bounds = bounds.united(path.boundingRect())
        bounds = bounds.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        image = QImage((bounds.size() * _SCALE).toSize(), QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.scale(_SCALE, _SCALE)
        painter.translate(-bounds.topLeft())
        self._draw(painter, _INK)
        painter.end()
        return image

    def _draw(self, painter: QPainter, ink: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, _PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        for path in self._strokes:
            painter.drawPath(path)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append(QPainterPath(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._strokes:
            self._strokes[-1].lineTo(_inside(event.position(), self))
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        line = self.height() - 30
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1, Qt.PenStyle.DashLine))
        painter.drawLine(16, line, self.width() - 16, line)
        painter.drawText(16, line + 18, "×")
        self._draw(painter, palette.color(QPalette.ColorRole.Text))


def _inside(point: QPointF, pad: QWidget) -> QPointF:
    return QPointF(min(max(point.x(), 1.0), pad.width() - 1.0), min(max(point.y(), 1.0), pad.height() - 1.0))
