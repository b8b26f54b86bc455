"""A QR code on the screen, always black on white so that every telephone reads it, also in the dark theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from receipts.qr import QUIET, qr_matrix
from ui.app.tokens import RADIUS


class QrView(QWidget):
    """As large as its room allows, in whole pixels a module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_code(self, data: str, what: str = "") -> None:
        """Show the code for ``data``; ``what`` tells a screen reader what it is for. "" shows nothing."""
        self._matrix = qr_matrix(data) if data else ()
        self.setAccessibleName(what)
        self.update()

    def is_empty(self) -> bool:
        """Tell whether there is no code to show."""
        return not self._matrix

    def sizeHint(self) -> QSize:
        return QSize(260, 260)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 140)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._matrix:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        modules = len(self._matrix) + 2 * QUIET
        scale = max(1, min(self.width(), self.height()) // modules)
        side = scale * modules
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(left, top, side, side), RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(QColor("black"))
        for y, row in enumerate(self._matrix, QUIET):
            for x, dark in enumerate(row, QUIET):
                if dark:
                    painter.drawRect(left + x * scale, top + y * scale, scale, scale)
