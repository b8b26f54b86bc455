"""A light that tells whether something works: a shape, a colour and a word, so no one of them has to be seen."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.app.theme import colour, font
from ui.widgets.text import plain_tip

_LAMP = 14
_GAP = 8


class Status(StrEnum):
    """What a light says."""

    OK = "ok"
    ATTENTION = "attention"
    TROUBLE = "danger"
    OFF = "edge"


class StatusLight(QWidget):
    """A full disc is fine, a triangle wants attention, a square with a cross is broken, a ring is off.

    Signals:
        clicked(): a person wants to know more.
    """

    clicked = Signal()

    def __init__(self, text: str = "", status: Status = Status.OFF, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._status = status
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_status(status, text)

    def show_status(self, status: Status, text: str, tip: str = "") -> None:
        """Say something else; ``tip`` is the longer story."""
        self._status = status
        self._text = text
        self.setToolTip(plain_tip(tip or text))
        self.setAccessibleName(tip or text)
        self.updateGeometry()
        self.update()

    def status(self) -> Status:
        """Return what it says."""
        return self._status

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._text)
        return QSize(_LAMP + (_GAP + width if self._text else 0) + 2, 24)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_lamp(painter, QRectF(1, (self.height() - _LAMP) / 2, _LAMP, _LAMP))
        painter.setPen(colour("ink"))
        painter.setFont(font())
        words = self.rect().adjusted(_LAMP + _GAP, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _draw_lamp(self, painter: QPainter, box: QRectF) -> None:
        ink = colour(self._status.value)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if self._status is Status.OK:
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        elif self._status is Status.ATTENTION:
            painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
        elif self._status is Status.TROUBLE:
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QPen(colour("on_danger"), 2))
            cross = box.adjusted(4, 4, -4, -4)
            painter.drawLine(cross.topLeft(), cross.bottomRight())
            painter.drawLine(cross.topRight(), cross.bottomLeft())
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 2))
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
