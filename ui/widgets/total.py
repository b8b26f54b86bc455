"""The number that everybody at the counter looks at."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from ui.app.theme import colour, font
from ui.app.tokens import BASE_SIZE, GRID, TOTAL_SIZE

_LARGEST = 112
_STEP = 2
_LINE = 22


@lru_cache(maxsize=256)
def _fitting(text: str, width: int, height: int) -> QFont:
    """Return the largest font in which ``text`` fits into a room of these pixels."""
    size = _LARGEST
    while size > BASE_SIZE:
        tried = font(size, QFont.Weight.Bold)
        ink = QFontMetrics(tried).tightBoundingRect(text)
        if ink.width() <= width and ink.height() <= height:
            return tried
        size -= _STEP
    return font(BASE_SIZE, QFont.Weight.Bold)


class BigTotal(QWidget):
    """An amount as large as its room allows; above it a caption at the right and a remark at the left.

    Red and with a minus sign for what is owed away; the tool tip and screen readers get the whole sentence.
    """

    def __init__(self, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption or tr("Total")
        self._amount = 0
        self._remark = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._describe()

    def show_amount(self, amount: int, remark: str = "", caption: str = "") -> None:
        """Show ``amount`` rupiah; ``remark`` counts pieces and consignors, say."""
        self._amount = amount
        self._remark = remark
        self._caption = caption or self._caption
        self._describe()
        self.update()

    def amount(self) -> int:
        """Return what is shown, in rupiah."""
        return self._amount

    def text(self) -> str:
        """Return the amount as written."""
        return format_rupiah(self._amount)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._caption} {self.text()}. {self._remark}")

    def _draw_amount(self, painter: QPainter, room: QRect) -> None:
        """Centre the ink itself: a line of this size has far more air above than below."""
        painter.setFont(_fitting(self.text(), room.width(), room.height()))
        metrics = painter.fontMetrics()
        ink = metrics.tightBoundingRect(self.text())
        left = room.right() - metrics.horizontalAdvance(self.text())
        painter.drawText(QPoint(left, room.top() + (room.height() - ink.height()) // 2 - ink.top()), self.text())

    def sizeHint(self) -> QSize:
        return QSize(320, _LINE + round(TOTAL_SIZE * 1.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _LINE + TOTAL_SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter
        top = QRect(0, 0, self.width(), _LINE)
        painter.setPen(colour("ink_soft"))
        painter.setFont(font())
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | middle, self._caption)
        metrics = painter.fontMetrics()
        free = self.width() - metrics.horizontalAdvance(self._caption) - 2 * GRID
        remark = metrics.elidedText(self._remark, Qt.TextElideMode.ElideRight, free)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | middle, remark)
        painter.setPen(colour("danger_text" if self._amount < 0 else "ink"))
        self._draw_amount(painter, QRect(0, _LINE, self.width(), self.height() - _LINE).adjusted(0, 2, 0, -4))
